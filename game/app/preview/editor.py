"""Opens a file of the pack in the author's own editor, and comes back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from game.author.editing import editor_for


def open_in_editor(app: App[int], path: Path, line: int) -> str:
    """Open `path` at `line`. The result is a sentence when that was not possible, or empty."""
    editor = editor_for(os.environ, path, line)
    if editor is None:
        return "To open files from here, set EDITOR before you start, for example: export EDITOR=nano"
    if not path.is_file():
        return f"The file {path} is not there any more."
    try:
        if editor.in_a_window:
            subprocess.Popen(  # noqa: S603 - the author's own editor
                editor.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            return ""
        with app.suspend():
            subprocess.run(editor.command, check=False)  # noqa: S603 - as above
    except SuspendNotSupported:
        return f"This terminal cannot be lent to an editor. Open {path} at line {line} in another window."
    except OSError as error:
        return f"The editor `{editor.command[0]}` cannot be started: {error.strerror}. Look at EDITOR and VISUAL."
    app.refresh()
    return ""

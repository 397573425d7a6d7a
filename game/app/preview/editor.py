"""Opens a file of the pack in the author's own editor, and comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from game.author.editor_command import editor_for


def open_in_editor(app: App[int], path: Path, line: int) -> str:
    """Open `path` at `line`. The result is a sentence when that was not possible, or empty."""
    editor = editor_for(os.environ, path, line)
    if editor is None:
        return "To open files from here, set EDITOR before you start, for example: export EDITOR=nano"
    if not path.is_file():
        return f"The file {path} is not there any more."
    program = shutil.which(editor.command[0])
    if program is None:
        return f"There is no editor `{editor.command[0]}` on this machine. Look at EDITOR and VISUAL."
    command, problem = (program, *editor.command[1:]), ""
    try:
        if editor.in_a_window:
            subprocess.Popen(  # noqa: S603 - the author's own editor
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            return ""
        with app.suspend():
            # Whatever goes wrong in here must not leave the terminal with the editor.
            try:
                subprocess.run(command, check=False)  # noqa: S603 - as above
            except OSError as error:
                problem = f"The editor `{program}` cannot be started: {error.strerror}."
    except SuspendNotSupported:
        return f"This terminal cannot be lent to an editor. Open {path} at line {line} in another window."
    except OSError as error:
        return f"The editor `{program}` cannot be started: {error.strerror}."
    app.refresh()
    return problem

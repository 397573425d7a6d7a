"""Which command opens a file of a pack at a line in the author's own editor."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_WITH_PLUS = frozenset({"vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "kak", "ne", "mg"})
_WITH_COLON = frozenset({"hx", "helix", "subl", "zed"})
_WITH_GOTO = frozenset({"code", "codium", "cursor"})
_IN_A_WINDOW = frozenset({"subl", "zed", "code", "codium", "cursor", "gedit", "kate", "gvim", "notepad"})


class Editor(NamedTuple):
    """A command, and whether it opens a window of its own instead of taking the terminal."""

    command: tuple[str, ...]
    in_a_window: bool


def editor_for(environment: Mapping[str, str], path: Path, line: int) -> Editor | None:
    """The command that opens `path` at `line`; None when neither $VISUAL nor $EDITOR names an editor.

    An editor that is not known here gets the file alone.
    """
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if not words:
        return None
    name = Path(words[0]).stem
    if name in _WITH_PLUS or name == "gvim":
        words += [f"+{line}", str(path)]
    elif name in _WITH_COLON:
        words.append(f"{path}:{line}")
    elif name in _WITH_GOTO:
        words += ["--goto", f"{path}:{line}"]
    else:
        words.append(str(path))
    return Editor(tuple(words), name in _IN_A_WINDOW)

"""The files of a pack: found, bounded, read as UTF-8. Nothing outside the pack's folder is ever opened."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from game.story import catalogue, library
from game.story.diagnostics import Diagnostics
from game.story.words import Spot

MAX_FILES = 20_000
MAX_BYTES = 8_000_000
_ENDINGS = (".yaml", ".yml")
#: Folders of a pack that hold something else than story files.
_OTHER_FOLDERS = frozenset({"playthroughs", "__pycache__"})


class PackFile(NamedTuple):
    """One file of a pack; `name` is its path inside the pack, with forward slashes."""

    name: str
    content: bytes


def read_files(path: Path, found: Diagnostics) -> tuple[PackFile, ...]:
    """Every story file of the pack at `path` (a folder, or one file), in the order of their names."""
    if not os.path.exists(path):  # noqa: PTH110 - says no to a name too long for a path
        known = ", ".join(library.pack_names())
        found.report(catalogue.NO_SUCH_PACK, Spot(str(path), 1, 1), path=path, known=known)
        return ()
    if path.is_file():
        content = _read(str(path), path.name, found)
        return (PackFile(path.name, content),) if content is not None else ()
    files = []
    for name in _names(path, found):
        content = _read(f"{path}/{name}", name, found)
        if content is not None:
            files.append(PackFile(name, content))
    return tuple(files)


def _names(folder: Path, found: Diagnostics) -> list[str]:
    root = folder.resolve()
    names: list[str] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(folder / inside) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                name = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _OTHER_FOLDERS:
                        waiting.append(f"{name}/")
                elif not entry.name.endswith(_ENDINGS) or entry.is_dir():
                    continue
                elif entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root):
                    found.report(catalogue.OUTSIDE_PACK, Spot(name, 1, 1))
                else:
                    names.append(name)
                    if len(names) > MAX_FILES:
                        found.report(catalogue.TOO_MANY_FILES, Spot(str(folder), 1, 1), limit=MAX_FILES)
                        return []
    return sorted(names)


def _read(path: str, name: str, found: Diagnostics) -> bytes | None:
    """The content of a file. `os` itself, not `Path`: this is most of the time that a story from the cache takes."""
    spot = Spot(name, 1, 1)
    try:
        state = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(state.st_mode):
            found.report(catalogue.UNREADABLE_FILE, spot, reason="it is no ordinary file")
        elif state.st_size > MAX_BYTES:
            size, limit = f"{state.st_size / 1e6:.1f} MB", f"{MAX_BYTES / 1e6:.0f} MB"
            found.report(catalogue.FILE_TOO_LARGE, spot, size=size, limit=limit)
        else:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123
                return file.read()
    except OSError as error:
        found.report(catalogue.UNREADABLE_FILE, spot, reason=error.strerror or str(error))
    found.broken_files.add(name)
    return None


def decode(file: PackFile, found: Diagnostics) -> str | None:
    """The text of a file, or None after reporting that it is not UTF-8."""
    try:
        return file.content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = file.content[: error.start]
        line, column = before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        found.report(catalogue.NOT_UTF8, Spot(file.name, line, column), position=error.start)
        found.broken_files.add(file.name)
        return None

"""Putting whole files on disk so that there is never half of one, and none that was there is lost.

Whatever moment the process ends at, the name holds the old file or the new one, and an old one that gave way stays
beside it with a number in its name.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

ENDING = ".play.yaml"


def place(path: Path, content: bytes) -> Path | None:
    """Put a new file at `path`. One that is there stays beside it; the result is its new path. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name[:80]}-{os.getpid()}.new")
    kept = None
    try:
        _write(written, content)
        kept = keep_aside(path) if os.path.lexists(path) else None
        os.replace(written, path)  # noqa: PTH105 - the functions of `os` are what a test lets fail
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(written)  # noqa: PTH108
        if kept is not None:
            with contextlib.suppress(OSError):
                _take_back(kept, path)
        raise
    _hand_over(path.parent)
    return kept


def keep_aside(path: Path) -> Path:
    """Give the file at `path` a name with a number, under which it stays. Raises OSError.

    The first name is free to be replaced; until then both name the file, where the disk allows that.
    """
    number = 0
    while True:
        number += 1
        free = numbered(path, number)
        if os.path.lexists(free):
            continue
        try:
            os.link(path, free, follow_symlinks=False)
        except FileExistsError:
            continue
        except (OSError, NotImplementedError):  # a disk without second names
            if not _moved(path, free):
                continue
        return free


def move_aside(path: Path, folder: Path) -> Path:
    """Move a file into a folder; one that has its name there keeps it. The result is its new path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    free = folder / path.name
    while os.path.lexists(free) or not _moved(path, free):
        number += 1
        free = numbered(folder / path.name, number)
    return free


def numbered(path: Path, number: int) -> Path:
    """The name with a number: `current-1.play.yaml`, `mine-1.yaml`."""
    ending = ENDING if path.name.endswith(ENDING) else path.suffix
    return path.with_name(f"{path.name.removesuffix(ending)}-{number}{ending}")


def _moved(path: Path, free: Path) -> bool:
    """Give the file another name instead of its own. False when somebody else took that first. Raises OSError."""
    try:
        os.close(os.open(free, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    try:
        os.replace(path, free)  # noqa: PTH105
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(free)  # noqa: PTH108
        raise
    return True


def _take_back(kept: Path, path: Path) -> None:
    """Undo `keep_aside`, when nothing took the place of the file."""
    if not os.path.lexists(path):
        os.replace(kept, path)  # noqa: PTH105
    elif os.path.samestat(os.lstat(kept), os.lstat(path)):
        os.unlink(kept)  # noqa: PTH108


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        write_all(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write everything, in as many pieces as the system wants. Raises OSError."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _hand_over(folder: Path) -> None:
    """Hand the names in a folder to the disk, where that is possible: without it, they follow a little later."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

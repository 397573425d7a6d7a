"""Putting whole files on disk so that there is never half of one, and none that was there is lost.

Whatever moment the process ends at, the name holds the old file or the new one, and an old one that gave way stays
beside it with a number in its name.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

ENDING = ".play.yaml"


def place(path: Path, content: bytes) -> Path | None:
    """Put a new file at `path`. One that is there stays beside it; the result is its new path. Raises OSError."""
    _make_folder(path.parent)
    written = path.with_name(f".{path.name[:80]}-{os.getpid()}.new")
    with _alone_in(path.parent) as folder:
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
        _hand_over(folder)
    return kept


def place_new(path: Path, content: bytes) -> Path:
    """Put a new file at `path`, or where that is taken at the same with a number. Raises OSError."""
    _make_folder(path.parent)
    written = path.with_name(f".{path.name[:80]}-{os.getpid()}.new")
    with _alone_in(path.parent) as folder:
        try:
            _write(written, content)
            placed = _named_too(written, path, 0)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(written)  # noqa: PTH108 - its other name stays
        _hand_over(folder)
    return placed


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Give a file new content in one step, with the permissions that it had. What it is a link to is what changes.

    Raises OSError, also when it no longer has the content `before`.
    """
    target = path.resolve()
    written = target.with_name(f".{target.name[:80]}-{os.getpid()}.new")
    try:
        _write(written, after)
        if target.read_bytes() != before:
            raise OSError(None, "it was changed meanwhile", str(path))
        written.chmod(target.stat().st_mode & 0o777)
        os.replace(written, target)  # noqa: PTH105 - the functions of `os` are what a test lets fail
    finally:
        with contextlib.suppress(OSError):
            os.unlink(written)  # noqa: PTH108
    with _alone_in(target.parent) as folder:
        _hand_over(folder)


def keep_aside(path: Path) -> Path:
    """Give the file at `path` a name with a number, under which it stays. Raises OSError.

    The first name is free to be replaced; until then both name the file, where the disk allows that.
    """
    return _named_too(path, path, 1)


def move_aside(path: Path, folder: Path) -> Path:
    """Move a file into a folder; one that has its name there keeps it. The result is its new path. Raises OSError."""
    _make_folder(folder)
    with _alone_in(path.parent):
        moved = _named_too(path, folder / path.name, 0)
        if os.path.lexists(path):
            os.unlink(path)  # noqa: PTH108 - its other name stays
    return moved


def _named_too(path: Path, wanted: Path, number: int) -> Path:
    """Give a file a free name, from this number on, 0 being none. Raises OSError."""
    while True:
        free = numbered(wanted, number) if number else wanted
        number += 1
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


def _make_folder(folder: Path) -> None:
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


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


def _hand_over(folder: int | None) -> None:
    """Hand the names in an open folder to the disk, where that is possible: without it, they follow a little later."""
    if folder is not None:
        with contextlib.suppress(OSError):
            os.fsync(folder)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[int | None]:
    """Inside, no other process of ours names files in the folder, where the system can see to that.

    The result is the open folder, or None.
    """
    descriptor = None
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        if descriptor is not None and fcntl is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)

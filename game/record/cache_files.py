"""Files that can be made anew at any time, and are never trusted: stories that were loaded, proofs that were made.

A file begins with a line that says what it is, in which version of its form, and for what it was made; then comes the
checksum of that line and of everything behind it. What differs in anything is no cache, and is made anew. The checksum
notices damage. It does not keep anybody from writing a file that fits, so whoever reads one checks every value, too.

Only files are read that nobody but the user can have written: no links, nothing that others may write to.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_DIGEST = 32
#: A cache that is larger is none: that of the largest pack (see `limits`) has some 15 MB.
MOST_BYTES = 100_000_000
#: Endings of files of earlier versions, which nobody reads any more.
_OF_OLD = (".pickle", ".json", ".new")


class NotCached(ResourceWarning):
    """Something could not be kept, because of a mistake in the game: it takes longer, and works all the same.

    Like every ResourceWarning it is not shown unless Python is asked for such; in tests it is an error.
    """


def warn_not_cached(called: str, error: Exception) -> None:
    """Warn that something, as a sentence calls it, could not be kept."""
    import warnings  # only when something is wrong

    warnings.warn(f"{called} could not be kept: {error!r}", NotCached, stacklevel=3)


def digest(content: bytes = b"", size: int = _DIGEST) -> Any:
    """A running checksum that begins with `content`: `update`, `digest` and `hexdigest` as in `hashlib`.

    It is BLAKE2b (M.-J. Saarinen, J.-P. Aumasson, RFC 7693, 2015) with `size` bytes. Raises ValueError for a size that
    is not from 1 to 64.
    """
    try:
        from _blake2 import blake2b  # without OpenSSL, which `hashlib` loads and which takes longer than all the rest
    except ImportError:
        from hashlib import blake2b
    return blake2b(content, digest_size=size)


def read_cache(path: Path, made_for: str) -> bytes | None:
    """What was kept in this file, if it was made for this; None when there is nothing that can be used.

    Nothing is used that is damaged, a link, larger than `MOST_BYTES`, or that somebody else may have written. Raises no
    OSError. Whoever asks checks every value: see the module.
    """
    try:
        content = _read(path)
    except (OSError, ValueError):
        return None
    if content is None:
        return None
    head = f"{made_for}\n".encode("utf-8", "replace")
    begin = len(head) + _DIGEST
    if len(content) < begin or not content.startswith(head):
        return None
    mark = digest(head)
    mark.update(memoryview(content)[begin:])
    return content[begin:] if mark.digest() == content[len(head) : begin] else None


def keep_cache(path: Path, made_for: str, content: bytes, most: int) -> None:
    """Keep the content for the next time, and of all files with this ending only the latest so many.

    Nobody ever reads half a file. Where nothing can be kept, nothing is.
    """
    from game.record.atomic_files import write_file  # most starts only read

    head = f"{made_for}\n".encode("utf-8", "replace")
    mark = digest(head)
    mark.update(content)
    with contextlib.suppress(OSError):
        _make_folder(path.parent)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            throw_away(path)  # it is none of ours
        write_file(path, b"".join((head, mark.digest(), content)), root=path.parent, lasting=False, private=True)
        _leave_only(path.parent, path.suffix, most)


def throw_away(path: Path) -> None:
    """Remove a file that turned out to be of no use."""
    with contextlib.suppress(OSError):
        path.unlink()


def _read(path: Path) -> bytes | None:
    """The content of a file of the user's own. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT | _BINARY)
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode) or state.st_size > MOST_BYTES or not _is_ours(state):
            return None
        return b"".join(_blocks(descriptor, state.st_size))
    finally:
        os.close(descriptor)


def _blocks(descriptor: int, size: int) -> Iterator[bytes]:
    """A file in blocks, no further than the size it had: it may grow meanwhile."""
    while size > 0 and (block := os.read(descriptor, size)):
        size -= len(block)
        yield block


def _is_ours(state: os.stat_result) -> bool:
    """Whether nobody but this user can have written something, as far as the system tells."""
    if not hasattr(os, "geteuid"):  # on Windows the user's own folder is closed to others
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _make_folder(folder: Path) -> None:
    """Make the folder, for this user alone. Raises OSError, also when there is one that others can write to."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode):
        raise NotADirectoryError(str(folder))
    if hasattr(os, "geteuid") and stat.S_IMODE(state.st_mode) & 0o077 and state.st_uid == os.geteuid():
        folder.chmod(0o700)


def _leave_only(folder: Path, ending: str, most: int) -> None:
    """Remove the oldest files with this ending, and what earlier versions left."""
    files = sorted(((path.lstat().st_mtime, path) for path in folder.iterdir()), reverse=True)
    kept = [path for _, path in files if path.suffix == ending]
    left = [path for _, path in files if path.suffix in _OF_OLD]
    for path in (*kept[most:], *left):
        throw_away(path)

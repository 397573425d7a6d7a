"""Opening the file of a play: locked, an ordinary file, no longer than any play; and what to say when that fails."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from game.record.locks import Lock, lock
from game.record.play_file import JournalError, path_words
from game.support import limits

#: So often a file is opened anew that another one takes the place of at the same moment.
_TRIES = 20


class NotKept(JournalError):
    """The disk does not take what is to be written; the message is a sentence for the player."""


def open_locked(path: Path) -> tuple[int, Lock]:
    """The file, opened to write more behind it, and what became of the lock. Raises JournalError.

    While one waits for nothing, another process may have put another file there: then that one is opened.
    """
    for _ in range(_TRIES):
        with explained_change(path, "opened"):
            descriptor = open_file(path, os.O_RDWR | os.O_APPEND)
            with closed_on_error(descriptor):
                locked = lock(descriptor)
                if locked is Lock.TAKEN:
                    raise JournalError(f"The play {path_words(path)} is open in another window. Close it there first.")
                if os.path.samestat(os.fstat(descriptor), os.stat(path)):  # noqa: PTH116
                    return descriptor, locked
            os.close(descriptor)
    raise JournalError(f"The play {path_words(path)} is being replaced again and again.")


def open_file(path: Path, flags: int) -> int:
    """The file, opened; a pipe is not waited for. Raises OSError, JournalError when it is no ordinary file."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise JournalError(f"{path_words(path)} is no play of Eight Wings: it is no ordinary file.")
    return descriptor


def read_all(descriptor: int, path: Path, *, more: bool = False) -> bytes:
    """What an open file holds from its current position on: the whole file, if it was just opened.

    Raises JournalError when that is more than `limits.PLAY_BYTES`; with `more`, the result is cut one byte beyond that
    instead. Raises OSError, too. `path` is only for the message.
    """
    pieces: list[bytes] = []
    left = limits.PLAY_BYTES + 1
    while left and (piece := os.read(descriptor, left)):
        pieces.append(piece)
        left -= len(piece)
    if not left and not more:
        raise JournalError(f"{path_words(path)} is too long for a play: {limits.PLAY_BYTES / 1e6:.0f} MB are the most.")
    return b"".join(pieces)


@contextlib.contextmanager
def closed_on_error(descriptor: int) -> Iterator[None]:
    """Inside, whatever goes wrong closes the file."""
    try:
        yield
    except BaseException:
        os.close(descriptor)
        raise


@contextlib.contextmanager
def explained_change(path: Path, done: str) -> Iterator[None]:
    """Inside, an OSError becomes a JournalError with a sentence: the play cannot be `opened`, `read` or `written`."""
    try:
        yield
    except OSError as error:
        sentence = f"The play {path_words(path)} cannot be {done}: {error.strerror or error}."
        if done == "written":
            sentence = f"{sentence} Set EIGHTWINGS_HOME to a folder that can be written."
        writing = done == "written" or (done == "opened" and not isinstance(error, FileNotFoundError))
        raise (NotKept if writing else JournalError)(sentence) from error

"""Opening the file of a play: locked, an ordinary file, no longer than any play; and what to say when that fails."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from game.localisation.messages import gettext
from game.localisation.system_words import system_reason
from game.record.locks import Lock, lock
from game.record.play_file import JournalError, path_words
from game.support import limits

ChangeDone: TypeAlias = Literal["opened", "read", "written"]
"""What is done with the file of a play."""

#: So often a file is opened anew that another one takes the place of at the same moment.
_TRIES = 20


class NotKept(JournalError):
    """The disk does not take what is to be written; the message is a sentence for the player."""


def open_locked(path: Path) -> tuple[int, Lock]:
    """The file, opened to write more behind it, and what became of the lock. Raises JournalError.

    While one waits for nothing, another process may have put another file there: then that one is opened.
    """
    shown = path_words(path)
    for _ in range(_TRIES):
        with explained_change(path, "opened"):
            descriptor = open_file(path, os.O_RDWR | os.O_APPEND)
            with closed_on_error(descriptor):
                locked = lock(descriptor)
                if locked is Lock.TAKEN:
                    words = gettext("The play {file} is open in another window. Close it there first.", file=shown)
                    raise JournalError(words)
                if os.path.samestat(os.fstat(descriptor), os.stat(path)):  # noqa: PTH116
                    return descriptor, locked
            os.close(descriptor)
    raise JournalError(gettext("The play {file} is being replaced again and again.", file=shown))


def open_file(path: Path, flags: int) -> int:
    """The file, opened; a pipe is not waited for. Raises OSError, JournalError when it is no ordinary file."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        words = gettext("{file} is no play of Eight Wings: it is no ordinary file.", file=path_words(path))
        raise JournalError(words)
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
        # Translators: {number} MB is the most that the file of a play may have.
        words = gettext(
            "{file} is too long for a play: {number} MB are the most.",
            file=path_words(path), number=round(limits.PLAY_BYTES / 1e6),
        )  # fmt: skip
        raise JournalError(words)
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
def explained_change(path: Path, done: ChangeDone) -> Iterator[None]:
    """Inside, an OSError becomes a JournalError with a sentence: the play cannot be `opened`, `read` or `written`."""
    try:
        yield
    except OSError as error:
        sentence = _cannot_be(done, path_words(path), system_reason(error))
        writing = done == "written" or (done == "opened" and not isinstance(error, FileNotFoundError))
        raise (NotKept if writing else JournalError)(sentence) from error


def _cannot_be(done: ChangeDone, file: str, reason: str) -> str:
    match done:
        case "opened":
            # Translators: {reason} is why, such as “Permission denied”.
            return gettext("The play {file} cannot be opened: {reason}.", file=file, reason=reason)
        case "read":
            # Translators: {reason} is why, such as “Permission denied”.
            return gettext("The play {file} cannot be read: {reason}.", file=file, reason=reason)
        case "written":
            # Translators: {reason} is why, such as “Permission denied”.
            return gettext(
                "The play {file} cannot be written: {reason}. Set EIGHTWINGS_HOME to a folder that can be written.",
                file=file, reason=reason,
            )  # fmt: skip

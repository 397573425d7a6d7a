"""The file of the record: one SQLite database, to which any number of plays write at the same time.

Each writing is one transaction and is handed to the disk, so whatever kills the process leaves whole answers behind. A
file that was moved or deleted since the last writing is made anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from game.learning.record.given_answers import GivenAnswer, RecordedPlay
from game.learning.record.migrations import APPLICATION_ID, MIGRATIONS
from game.localisation.messages import gettext
from game.record.atomic_files import move_file, not_written, write_new_file
from game.record.locations import NO_FOLDER, no_home
from game.record.locks import Lock, lock
from game.record.play_file import path_words

PATIENCE = 3_000
"""So many milliseconds another process is waited for."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_COMPANIONS = ("-wal", "-shm", "-journal")


class NotRecorded(Exception):
    """The record cannot be read or written; the message is a sentence for the player."""


class RecordDamaged(NotRecorded):
    """The file is no record of answers, or is not as it was written."""


class AnswersTakenBack(NamedTuple):
    """Of the answers of a play, those given after so many steps were taken back, at this time."""

    depth: int
    at: str


Change: TypeAlias = GivenAnswer | AnswersTakenBack


class AnswerStore:
    """The record, to write to. It is opened with the first writing, and stays open until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: tuple[sqlite3.Connection, os.stat_result] | None = None

    def close(self) -> None:
        """Close the file; the next writing opens it again."""
        if self._held is not None:
            with contextlib.suppress(sqlite3.Error):
                self._held[0].close()
            self._held = None

    def write(self, play: RecordedPlay, changes: Iterable[Change], patience: int = PATIENCE) -> str:
        """Write what happened in a play, all of it or nothing. The result is a sentence for the player, or empty.

        The same changes can be written twice. Another process is waited for `patience` milliseconds. A damaged file is
        moved aside, of which the sentence tells. Raises NotRecorded.
        """
        try:
            self._write(play, changes, patience)
        except RecordDamaged as damaged:
            aside = set_aside(self.path, str(damaged))
            self._write(play, changes, patience)
            return aside
        return ""

    def _write(self, play: RecordedPlay, changes: Iterable[Change], patience: int) -> None:
        try:
            with _explained(self.path):
                connection = self._opened(patience)
                with transaction(connection):
                    _write_play(connection, play, changes)
        except BaseException:
            self.close()
            raise

    def _opened(self, patience: int) -> sqlite3.Connection:
        if self._held is not None:
            with contextlib.suppress(OSError):
                if os.path.samestat(self._held[1], os.stat(self.path)):  # noqa: PTH116
                    return self._held[0]
            self.close()
        connection = open_connection(self.path, patience)
        self._held = connection, os.stat(self.path)  # noqa: PTH116
        return connection


def _write_play(connection: sqlite3.Connection, play: RecordedPlay, changes: Iterable[Change]) -> None:
    connection.execute(
        f"INSERT OR IGNORE INTO plays ({', '.join(RecordedPlay._fields)}) VALUES ({_marks(RecordedPlay)})",  # noqa: S608
        play,
    )
    for change in changes:
        if isinstance(change, AnswersTakenBack):
            connection.execute(
                "UPDATE answers SET taken_back = ? WHERE play = ? AND depth > ? AND taken_back = ''",
                (change.at, play.id, change.depth),
            )
        else:
            _write_answer(connection, play.id, change)


def _write_answer(connection: sqlite3.Connection, play: str, answer: GivenAnswer) -> None:
    # What stands behind this answer, or in its place, was left: also when nobody could write that it was taken back.
    connection.execute(
        "UPDATE answers SET taken_back = ? WHERE play = ? AND depth >= ? AND path <> ? AND taken_back = ''",
        (answer.at, play, answer.depth, answer.path),
    )
    row = answer._replace(shown=json.dumps(answer.shown), partners=json.dumps(answer.partners))  # type: ignore[arg-type]
    connection.execute(
        f"INSERT INTO answers (play, {', '.join(GivenAnswer._fields)}) VALUES (?, {_marks(GivenAnswer)}) "  # noqa: S608
        "ON CONFLICT (play, path) DO UPDATE SET taken_back = ''",
        (play, *row),
    )


def play_gone_on_with(path: Path, play: RecordedPlay) -> str:
    """The id of the play that is this one, begun earlier: the latest of this pack, player and seed; else empty.

    Raises NotRecorded.
    """
    if not path.exists():
        return ""
    try:
        with opened_record(path) as connection:
            row = connection.execute(
                "SELECT id FROM plays WHERE pack = ? AND player = ? AND seed = ? AND stream = ? AND occasion = ? "
                "ORDER BY begun DESC LIMIT 1",
                (play.pack, play.player, play.seed, play.stream, play.occasion),
            ).fetchone()
    except RecordDamaged:
        return ""  # told with the first writing
    return str(row[0]) if row is not None else ""


@contextlib.contextmanager
def opened_record(path: Path, patience: int = PATIENCE, *, writing: bool = True) -> Iterator[sqlite3.Connection]:
    """The record, open, with the tables of this version; made where it is missing and is written to.

    Raises NotRecorded, also for what goes wrong with the file inside.
    """
    with _explained(path), contextlib.closing(open_connection(path, patience, writing=writing)) as connection:
        yield connection


def open_connection(path: Path, patience: int = PATIENCE, *, writing: bool = True) -> sqlite3.Connection:
    """The record, open, with the tables of this version. Raises NotRecorded, OSError, sqlite3.Error."""
    if path.is_relative_to(NO_FOLDER):
        raise NotRecorded(no_home())
    connection = _connected(path, patience, writing)
    try:
        _migrate(connection, path, writing)
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is done inside is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _connected(path: Path, patience: int, writing: bool) -> sqlite3.Connection:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - one question about the file
            raise NotRecorded(gettext("{file} is no ordinary file.", file=path_words(path)))
    if writing and not path.exists():
        with contextlib.suppress(FileExistsError):
            write_new_file(path, b"", private=True)  # an empty file is an empty database
    mode = "rw" if writing else "ro" if os.access(path.parent, os.W_OK) else "ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=patience / 1000
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path, writing: bool) -> None:
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise NotRecorded(gettext("{file} was written by a newer version of the game.", file=path_words(path)))
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID and (version or connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]):
        raise RecordDamaged(gettext("{file} is no record of answers.", file=path_words(path)))
    if writing:
        connection.execute("PRAGMA journal_mode = WAL")
    if version == len(MIGRATIONS):
        return
    if not writing:
        words = gettext(
            "{file} is of an older version of the game, and cannot be changed here.", file=path_words(path)
        )  # fmt: skip
        raise NotRecorded(words)
    with transaction(connection):
        for step in MIGRATIONS[_version(connection) :]:  # another process may have been faster
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the file refuses, in a sentence."""
    try:
        yield
    except OSError as error:
        raise NotRecorded(not_written(path, error)) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        is_without_tables = str(error).startswith(("no such table", "no such column"))
        if is_without_tables or (code is not None and code & 0xFF in _DAMAGED):
            # Translators: {error} is what the database says, in English.
            damaged = gettext("{file} is damaged ({error}).", file=path_words(path), error=error)
            raise RecordDamaged(damaged) from error
        # Translators: {reason} is why, such as “Permission denied”.
        words = gettext("{file} cannot be used: {reason}.", file=path_words(path), reason=_reason(code, error))
        raise NotRecorded(words) from error


def _reason(code: int | None, error: sqlite3.Error) -> str:
    match (code or 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return gettext("the disk is full")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return gettext("another program is writing in it")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return gettext("it is write-protected")
        case sqlite3.SQLITE_CANTOPEN:
            return gettext("it cannot be opened")
        case _:
            return str(error)


def set_aside(path: Path, why: str) -> str:
    """Move a damaged record out of the way. The result is a sentence for the player. Raises NotRecorded.

    Where another process was faster, the new record stays where it is.
    """
    with _explained(path):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            if lock(descriptor) is Lock.TAKEN or not os.path.samestat(os.fstat(descriptor), os.stat(path)):  # noqa: PTH116
                return ""
            aside = move_file(path, path.parent)
            for ending in _COMPANIONS:
                companion = path.with_name(path.name + ending)
                if companion.exists():
                    move_file(companion, path.parent)
        finally:
            os.close(descriptor)
    kept = gettext("It is kept as {file}, and a new record of your answers was begun.", file=path_words(aside))
    return f"{why} {kept}"


def _marks(row: type[GivenAnswer] | type[RecordedPlay]) -> str:
    return ", ".join("?" * len(row._fields))

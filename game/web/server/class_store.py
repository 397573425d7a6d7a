"""What a class leaves behind: pupils, their plays step by step. One store, in SQLite or in PostgreSQL.

The statements stand once, in what both understand. What differs (marks for values, how a transaction begins, how a row
is held) is told by the `Database`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from game.record.journal import Step
from game.web.server.tokens import digest, token

ClassStatus: TypeAlias = Literal["open", "paused", "ended"]

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS classes (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, pack TEXT NOT NULL, "
    "language TEXT NOT NULL, title TEXT NOT NULL, secret TEXT NOT NULL, csrf_key TEXT NOT NULL, status TEXT NOT NULL, "
    "message TEXT NOT NULL, days INTEGER NOT NULL, created TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS pupils (id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES classes ON DELETE CASCADE, "
    "name TEXT NOT NULL, folded TEXT NOT NULL, word TEXT NOT NULL, joined TEXT NOT NULL, UNIQUE (class, folded))",
    "CREATE TABLE IF NOT EXISTS devices (token TEXT PRIMARY KEY, pupil TEXT NOT NULL REFERENCES pupils "
    "ON DELETE CASCADE)",
    "CREATE TABLE IF NOT EXISTS plays (id TEXT PRIMARY KEY, pupil TEXT NOT NULL REFERENCES pupils ON DELETE CASCADE, "
    "number INTEGER NOT NULL, seed BIGINT NOT NULL, stream TEXT NOT NULL, steps_done INTEGER NOT NULL, "
    "state TEXT NOT NULL, touched TEXT NOT NULL, UNIQUE (pupil, number))",
    "CREATE TABLE IF NOT EXISTS steps (play TEXT NOT NULL REFERENCES plays ON DELETE CASCADE, number INTEGER NOT NULL, "
    "step TEXT NOT NULL, PRIMARY KEY (play, number))",
    "CREATE TABLE IF NOT EXISTS attempts (who TEXT NOT NULL, minute BIGINT NOT NULL, count INTEGER NOT NULL, "
    "PRIMARY KEY (who, minute))",
)
"""The tables. Times are words in UTC that sort as they follow; secrets and tokens are kept as digests only."""


class StoreProblem(Exception):
    """The store cannot be read or written: a sentence says why."""


class NameTaken(Exception):
    """Somebody in the class is called so already."""


class ClassRow(NamedTuple):
    """A class: the code with which pupils join, the pack and language they play, the digest of the teacher's secret."""

    id: str
    code: str
    pack: str
    language: str
    title: str
    secret: str
    csrf_key: str
    status: ClassStatus
    message: str
    days: int
    created: str


class PupilRow(NamedTuple):
    """A pupil: the name as it was given, and the digest of the word with which they come back."""

    id: str
    class_id: str
    name: str
    word: str
    joined: str


class PlayRow(NamedTuple):
    """A play of a pupil; the one with the greatest `number` is the one that goes on. It has so many `steps_done`."""

    id: str
    pupil: str
    number: int
    seed: int
    stream: str
    steps_done: int
    state: str
    touched: str


class Connection(Protocol):
    """A connection as both libraries have it."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Any:
        """Carry out one statement."""


class Database(Protocol):
    """Where the tables are. `holding` is what a SELECT ends with that keeps a row for this transaction."""

    mark: str
    holding: str

    def transaction(self) -> AbstractContextManager[Connection]:
        """A transaction; committed behind the block, undone when it raises. Raises StoreProblem."""


class HeldPlay:
    """A play while one thing is done in it. What is written here is on disk when the block is left."""

    def __init__(self, store: ClassStore, connection: Connection, row: PlayRow) -> None:
        self.row, self._store, self._connection = row, store, connection

    def append(self, steps: Iterable[Step]) -> None:
        """Write steps behind those that there are."""
        row = self.row
        for number, step in enumerate(steps, row.steps_done):
            self._store.run(
                self._connection, "INSERT INTO steps (play, number, step) VALUES (?, ?, ?)",
                row.id, number, step_text(step),
            )  # fmt: skip
            row = row._replace(steps_done=number + 1)
        self.row = row

    def save(self, state: str, touched: str) -> None:
        """Write how the play stands beside its steps."""
        self.row = self.row._replace(state=state, touched=touched)
        self._store.run(
            self._connection, "UPDATE plays SET steps_done = ?, state = ?, touched = ? WHERE id = ?",
            self.row.steps_done, state, touched, self.row.id,
        )  # fmt: skip

    def steps_from(self, first: int) -> list[Step]:
        """The steps from this number on."""
        return self._store.steps_in(self._connection, self.row.id, first)


class ClassStore:
    """All classes of a server. Every method is one transaction. Raises StoreProblem."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.transaction() as connection:
            for statement in SCHEMA:
                connection.execute(statement)

    def run(self, connection: Connection, statement: str, *values: object) -> Any:
        """Carry out a statement that is written with `?` for each value."""
        return connection.execute(statement.replace("?", self._database.mark), values)

    # Classes

    def add_class(self, row: ClassRow) -> None:
        """Keep a new class."""
        with self._database.transaction() as connection:
            self.run(connection, "INSERT INTO classes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)

    def class_with(self, code: str) -> ClassRow | None:
        """The class that one joins with this code."""
        return self._class("SELECT * FROM classes WHERE code = ?", code)

    def class_by_id(self, id_: str) -> ClassRow | None:
        """The class with this id."""
        return self._class("SELECT * FROM classes WHERE id = ?", id_)

    def _class(self, statement: str, value: str) -> ClassRow | None:
        found = self._rows(statement, value)
        return ClassRow(*found[0]) if found else None

    def classes(self) -> list[ClassRow]:
        """Every class, the latest first."""
        return [ClassRow(*row) for row in self._rows("SELECT * FROM classes ORDER BY created DESC")]

    def change_class(self, id_: str, *, status: ClassStatus, message: str) -> None:
        """Open, pause or end a class, and what is said to all in it."""
        with self._database.transaction() as connection:
            self.run(connection, "UPDATE classes SET status = ?, message = ? WHERE id = ?", status, message, id_)

    def renew_secret(self, id_: str) -> str:
        """Another secret for the teacher of a class, which is told once; the one before is worth nothing any more."""
        secret = token()
        with self._database.transaction() as connection:
            self.run(connection, "UPDATE classes SET secret = ? WHERE id = ?", digest(secret), id_)
        return secret

    def delete_class(self, id_: str) -> None:
        """Delete a class with everything that its pupils did."""
        with self._database.transaction() as connection:
            self.run(connection, "DELETE FROM classes WHERE id = ?", id_)

    # Pupils

    def add_pupil(self, row: PupilRow, folded: str, token: str) -> None:
        """Keep a new pupil, with a device of theirs. Raises NameTaken."""
        with self._database.transaction() as connection:
            taken = self.run(
                connection, "SELECT 1 FROM pupils WHERE class = ? AND folded = ?", row.class_id, folded
            ).fetchall()
            if taken:
                raise NameTaken(row.name)
            self.run(
                connection,
                "INSERT INTO pupils (id, class, name, folded, word, joined) VALUES (?, ?, ?, ?, ?, ?)",
                row.id, row.class_id, row.name, folded, row.word, row.joined,
            )  # fmt: skip
            self.run(connection, "INSERT INTO devices VALUES (?, ?)", token, row.id)

    def add_device(self, pupil: str, token: str) -> None:
        """Let a pupil go on from another device, too."""
        with self._database.transaction() as connection:
            self.run(connection, "INSERT INTO devices VALUES (?, ?)", token, pupil)

    def set_word(self, pupil: str, word: str) -> None:
        """Give a pupil another word with which to come back."""
        with self._database.transaction() as connection:
            self.run(connection, "UPDATE pupils SET word = ? WHERE id = ?", word, pupil)

    def pupil_of(self, token: str) -> PupilRow | None:
        """Whose device this is, by the digest of its token."""
        found = self._rows(
            "SELECT pupils.id, class, name, word, joined FROM pupils JOIN devices ON pupil = pupils.id WHERE token = ?",
            token,
        )
        return PupilRow(*found[0]) if found else None

    def pupil_called(self, class_id: str, folded: str) -> PupilRow | None:
        """The pupil of a class with this name, as it is compared."""
        found = self._rows(
            "SELECT id, class, name, word, joined FROM pupils WHERE class = ? AND folded = ?", class_id, folded
        )
        return PupilRow(*found[0]) if found else None

    def pupils(self, class_id: str) -> list[PupilRow]:
        """Everybody in a class, in the order in which they joined."""
        statement = "SELECT id, class, name, word, joined FROM pupils WHERE class = ? ORDER BY joined, id"
        return [PupilRow(*row) for row in self._rows(statement, class_id)]

    def delete_pupil(self, id_: str) -> None:
        """Delete a pupil with everything they did."""
        with self._database.transaction() as connection:
            self.run(connection, "DELETE FROM pupils WHERE id = ?", id_)

    # Plays

    def add_play(self, row: PlayRow) -> bool:
        """Keep a new play. False where the pupil has one with this number: it was begun elsewhere meanwhile."""
        with self._database.transaction() as connection:
            there = self.run(
                connection, "SELECT 1 FROM plays WHERE pupil = ? AND number = ?", row.pupil, row.number
            ).fetchall()
            if not there:
                self.run(connection, "INSERT INTO plays VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row)
            return not there

    def play_of(self, pupil: str) -> PlayRow | None:
        """The play that goes on."""
        found = self._rows("SELECT * FROM plays WHERE pupil = ? ORDER BY number DESC LIMIT 1", pupil)
        return PlayRow(*found[0]) if found else None

    def plays(self, class_id: str) -> list[PlayRow]:
        """Every play of a class, those of a pupil in their order."""
        statement = (
            "SELECT plays.id, pupil, number, seed, stream, steps_done, state, touched FROM plays JOIN pupils "
            "ON pupil = pupils.id WHERE class = ? ORDER BY joined, pupil, number"
        )
        return [PlayRow(*row) for row in self._rows(statement, class_id)]

    def steps(self, play: str, first: int = 0) -> list[Step]:
        """The steps of a play from this number on."""
        with self._database.transaction() as connection:
            return self.steps_in(connection, play, first)

    def steps_in(self, connection: Connection, play: str, first: int) -> list[Step]:
        """The same inside a transaction."""
        statement = "SELECT step FROM steps WHERE play = ? AND number >= ? ORDER BY number"
        return [step_of(text) for (text,) in self.run(connection, statement, play, first).fetchall()]

    @contextmanager
    def held(self, play: str) -> Iterator[HeldPlay | None]:
        """A play for one thing to be done in it, by nobody else meanwhile; None where there is no such play.

        What was written is on disk behind the block; when it raises, nothing of it is.
        """
        with self._database.transaction() as connection:
            statement = "SELECT * FROM plays WHERE id = ?" + self._database.holding  # noqa: S608 - of ours
            found = self.run(connection, statement, play).fetchall()
            yield HeldPlay(self, connection, PlayRow(*found[0])) if found else None

    # Attempts

    def attempts(self, who: str, minute: int) -> int:
        """Count one more wrong attempt of somebody in this minute; how many that makes. Those of before are dropped."""
        with self._database.transaction() as connection:
            self.run(connection, "DELETE FROM attempts WHERE minute < ?", minute)
            self.run(
                connection,
                "INSERT INTO attempts VALUES (?, ?, 1) ON CONFLICT (who, minute) "
                "DO UPDATE SET count = attempts.count + 1",
                who, minute,
            )  # fmt: skip
            return self._counted(connection, who, minute)

    def attempted(self, who: str, minute: int) -> int:
        """How many wrong attempts somebody has made in this minute."""
        with self._database.transaction() as connection:
            return self._counted(connection, who, minute)

    def _counted(self, connection: Connection, who: str, minute: int) -> int:
        statement = "SELECT count FROM attempts WHERE who = ? AND minute = ?"
        found = self.run(connection, statement, who, minute).fetchall()
        return int(found[0][0]) if found else 0

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._database.transaction() as connection:
            return list(self.run(connection, statement, *values).fetchall())


def step_text(step: Step) -> str:
    """A step as it is kept: its fields that are not empty, as JSON."""
    fields = {name: value for name, value in step._asdict().items() if value}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def step_of(text: str) -> Step:
    """The step that was kept so."""
    return Step(**json.loads(text))

"""What a class leaves behind: pupils, their plays step by step. One store, in SQLite or in PostgreSQL.

The statements stand once, in what both understand. What differs (marks for values, how a transaction begins) is told by
the `Database`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from game.record.journal import Step
from game.web.server.class_rows import (
    SCHEMA,
    ClassPupil,
    ClassRow,
    ClassStatus,
    NameTaken,
    PlayRow,
    TimedStep,
)
from game.web.server.tokens import secret_digest, token

_PUPIL = (
    "SELECT pupils.id, class, name, word, joined, COALESCE(language, '') FROM pupils "
    "LEFT JOIN pupil_languages ON pupil_languages.pupil = pupils.id"
)


class StoreConnection(Protocol):
    """A connection as both libraries have it."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Any:
        """Carry out one statement."""


class Database(Protocol):
    """Where the tables are. `mark` stands for a value; `alone` is carried out before the tables are made."""

    mark: str
    alone: str

    def transaction(self) -> AbstractContextManager[StoreConnection]:
        """A transaction that writes: committed, on disk, behind the block; undone when it raises. StoreProblem."""

    def reading(self) -> AbstractContextManager[StoreConnection]:
        """For a single statement that reads; it waits for nobody who writes. Raises StoreProblem."""

    def close(self) -> None:
        """Close what is open."""


class ClassStore:
    """All classes of a server. Every method is one transaction. Raises StoreProblem."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.transaction() as connection:
            for statement in filter(None, (database.alone, *SCHEMA)):
                connection.execute(statement)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _run(self, connection: StoreConnection, statement: str, *values: object) -> Any:
        """Carry out a statement that is written with `?` for each value."""
        return connection.execute(statement.replace("?", self._database.mark), values)

    def _change(self, statement: str, *values: object) -> int:
        """Carry out one statement that writes; how many rows it changed."""
        with self._database.transaction() as connection:
            return int(self._run(connection, statement, *values).rowcount)

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._database.reading() as connection:
            return list(self._run(connection, statement, *values).fetchall())

    # Classes

    def add_class(self, row: ClassRow) -> None:
        """Keep a new class."""
        self._change("INSERT INTO classes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)

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

    def set_status(self, id_: str, status: ClassStatus) -> None:
        """Open, pause or end a class."""
        self._change("UPDATE classes SET status = ? WHERE id = ?", status, id_)

    def set_message(self, id_: str, message: str) -> None:
        """Set what is said to all in a class."""
        self._change("UPDATE classes SET message = ? WHERE id = ?", message, id_)

    def set_days(self, id_: str, days: int) -> None:
        """Set after how many days a class is deleted by itself; 0: never."""
        self._change("UPDATE classes SET days = ? WHERE id = ?", days, id_)

    def renew_secret(self, id_: str) -> str:
        """Another secret for the teacher of a class, which is told once; the one before is worth nothing any more."""
        secret = token()
        self._change("UPDATE classes SET secret = ? WHERE id = ?", secret_digest(secret), id_)
        return secret

    def delete_class(self, id_: str) -> None:
        """Delete a class with everything that its pupils did."""
        self._change("DELETE FROM classes WHERE id = ?", id_)

    # Pupils

    def add_pupil(self, row: ClassPupil, folded: str, device: str, most: int) -> bool:
        """Keep a new pupil, with the digest of a device's token; False where the class has `most` already.

        Raises NameTaken.
        """
        with self._database.transaction() as connection:
            count = self._run(connection, "SELECT count(*) FROM pupils WHERE class = ?", row.class_id).fetchall()
            if count[0][0] >= most:
                return False
            added = self._run(
                connection,
                "INSERT INTO pupils (id, class, name, folded, word, joined) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (class, folded) DO NOTHING",
                row.id, row.class_id, row.name, folded, row.word, row.joined,
            )  # fmt: skip
            if added.rowcount != 1:
                raise NameTaken(row.name)
            self._run(connection, "INSERT INTO devices VALUES (?, ?)", device, row.id)
            if row.language:
                self._run(connection, "INSERT INTO pupil_languages VALUES (?, ?)", row.id, row.language)
            return True

    def add_device(self, pupil: str, device: str) -> None:
        """Let a pupil go on from another device, too."""
        self._change("INSERT INTO devices VALUES (?, ?)", device, pupil)

    def set_word(self, pupil: str, word: str) -> None:
        """Give a pupil another word with which to come back."""
        self._change("UPDATE pupils SET word = ? WHERE id = ?", word, pupil)

    def set_language(self, pupil: str, language: str) -> None:
        """Let a pupil read the story in this language."""
        self._change(
            "INSERT INTO pupil_languages VALUES (?, ?) ON CONFLICT (pupil) DO UPDATE SET language = excluded.language",
            pupil, language,
        )  # fmt: skip

    def pupil_of(self, device: str) -> ClassPupil | None:
        """Whose device this is, by the digest of its token."""
        found = self._rows(f"{_PUPIL} JOIN devices ON devices.pupil = pupils.id WHERE token = ?", device)
        return ClassPupil(*found[0]) if found else None

    def pupil_called(self, class_id: str, folded: str) -> ClassPupil | None:
        """The pupil of a class with this name, as it is compared."""
        found = self._rows(f"{_PUPIL} WHERE class = ? AND folded = ?", class_id, folded)
        return ClassPupil(*found[0]) if found else None

    def pupils(self, class_id: str) -> list[ClassPupil]:
        """Everybody in a class, in the order in which they joined."""
        rows = self._rows(f"{_PUPIL} WHERE class = ? ORDER BY joined, id", class_id)
        return [ClassPupil(*row) for row in rows]

    def delete_pupil(self, id_: str) -> None:
        """Delete a pupil with everything they did."""
        self._change("DELETE FROM pupils WHERE id = ?", id_)

    # Plays

    def add_play(self, row: PlayRow) -> bool:
        """Keep a new play. False where the pupil has one with this number: it was begun elsewhere meanwhile."""
        return (
            self._change(
                "INSERT INTO plays VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pupil, number) DO NOTHING", *row
            )
            == 1
        )

    def play_of(self, pupil: str) -> PlayRow | None:
        """The play that goes on."""
        found = self._rows("SELECT * FROM plays WHERE pupil = ? ORDER BY number DESC LIMIT 1", pupil)
        return PlayRow(*found[0]) if found else None

    def plays(self, class_id: str) -> list[PlayRow]:
        """Every play of a class, those of a pupil in their order."""
        statement = (
            "SELECT plays.id, pupil, number, seed, stream, steps_done, state, begun, touched FROM plays JOIN pupils "
            "ON pupil = pupils.id WHERE class = ? ORDER BY joined, pupil, number"
        )
        return [PlayRow(*row) for row in self._rows(statement, class_id)]

    def steps(self, play: str, first: int = 0) -> list[TimedStep]:
        """The steps of a play from this number on."""
        statement = "SELECT step, at FROM steps WHERE play = ? AND number >= ? ORDER BY number"
        return [TimedStep(step_of(text), at) for text, at in self._rows(statement, play, first)]

    def advance(self, row: PlayRow, steps: Sequence[Step], state: str, at: float) -> bool:
        """Write steps behind those of a play as it was read, and what it remembers then; on disk when this returns.

        False, and nothing is written, where the play is not as it was read any more: somebody else has gone on with it.
        """
        with self._database.transaction() as connection:
            changed = self._run(
                connection,
                "UPDATE plays SET steps_done = ?, state = ?, touched = ? WHERE id = ? AND steps_done = ? AND state = ?",
                row.steps_done + len(steps), state, at, row.id, row.steps_done, row.state,
            )  # fmt: skip
            if changed.rowcount != 1:
                return False
            for number, step in enumerate(steps, row.steps_done):
                self._run(
                    connection, "INSERT INTO steps (play, number, step, at) VALUES (?, ?, ?, ?)",
                    row.id, number, step_text(step), at,
                )  # fmt: skip
            return True

    # Attempts

    def count_attempt(self, who: str, minute: int) -> None:
        """Count one more attempt of somebody in this minute. Those of before are dropped."""
        with self._database.transaction() as connection:
            self._run(connection, "DELETE FROM attempts WHERE minute < ?", minute)
            self._run(
                connection,
                "INSERT INTO attempts VALUES (?, ?, 1) ON CONFLICT (who, minute) "
                "DO UPDATE SET count = attempts.count + 1",
                who, minute,
            )  # fmt: skip

    def attempted(self, who: str, minute: int) -> int:
        """How many attempts somebody has made in this minute."""
        found = self._rows("SELECT count FROM attempts WHERE who = ? AND minute = ?", who, minute)
        return int(found[0][0]) if found else 0


def step_text(step: Step) -> str:
    """A step as it is kept: its fields that are not empty, as JSON in ASCII, which every database takes as it is."""
    return json.dumps({name: value for name, value in step._asdict().items() if value}, separators=(",", ":"))


def step_of(text: str) -> Step:
    """The step that was kept so."""
    return Step(**json.loads(text))

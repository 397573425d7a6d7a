"""What the store of classes holds: the rows as they are read, and the tables that they come from."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.record.journal import Step

ClassStatus: TypeAlias = Literal["open", "paused", "ended"]
CLASS_STATUSES: tuple[ClassStatus, ...] = ("open", "paused", "ended")

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS classes (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, pack TEXT NOT NULL, "
    "language TEXT NOT NULL, title TEXT NOT NULL, secret TEXT NOT NULL, csrf_key TEXT NOT NULL, status TEXT NOT NULL, "
    "message TEXT NOT NULL, days INTEGER NOT NULL, created TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS pupils (id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES classes ON DELETE CASCADE, "
    "name TEXT NOT NULL, folded TEXT NOT NULL, word TEXT NOT NULL, joined TEXT NOT NULL, UNIQUE (class, folded))",
    "CREATE TABLE IF NOT EXISTS devices (token TEXT PRIMARY KEY, pupil TEXT NOT NULL REFERENCES pupils "
    "ON DELETE CASCADE)",
    "CREATE INDEX IF NOT EXISTS devices_of_pupil ON devices (pupil)",
    "CREATE TABLE IF NOT EXISTS plays (id TEXT PRIMARY KEY, pupil TEXT NOT NULL REFERENCES pupils ON DELETE CASCADE, "
    "number INTEGER NOT NULL, seed BIGINT NOT NULL, stream TEXT NOT NULL, steps_done INTEGER NOT NULL, "
    "state TEXT NOT NULL, begun DOUBLE PRECISION NOT NULL, touched DOUBLE PRECISION NOT NULL, "
    "UNIQUE (pupil, number))",
    "CREATE TABLE IF NOT EXISTS steps (play TEXT NOT NULL REFERENCES plays ON DELETE CASCADE, number INTEGER NOT NULL, "
    "step TEXT NOT NULL, at DOUBLE PRECISION NOT NULL, PRIMARY KEY (play, number))",
    "CREATE TABLE IF NOT EXISTS pupil_languages (pupil TEXT PRIMARY KEY REFERENCES pupils ON DELETE CASCADE, "
    "language TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS attempts (who TEXT NOT NULL, minute BIGINT NOT NULL, count INTEGER NOT NULL, "
    "PRIMARY KEY (who, minute))",
)
"""The tables. Moments are seconds since 1970; secrets and tokens are kept as digests only."""


class StoreProblem(Exception):
    """The store cannot be read or written: a sentence says why, for whoever runs the server."""


class NameTaken(Exception):
    """Somebody in the class is called so already."""


class ClassRow(NamedTuple):
    """A class: the code with which pupils join, the pack and language they play, the digest of the teacher's secret.

    `days`: it is deleted so many days after `created` (a moment in UTC, as words); 0: never by itself.
    """

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


class ClassPupil(NamedTuple):
    """A pupil: the name as it was given, and the digest of the word with which they come back.

    `language` is that of the story as they chose it; empty: as the class has it.
    """

    id: str
    class_id: str
    name: str
    word: str
    joined: str
    language: str = ""


class PlayRow(NamedTuple):
    """A play of a pupil; the one with the greatest `number` is the one that goes on. It has so many `steps_done`.

    `state` is what a browser's play remembers beside its steps. `begun` and `touched`, the last step, are moments.
    """

    id: str
    pupil: str
    number: int
    seed: int
    stream: str
    steps_done: int
    state: str
    begun: float
    touched: float


class TimedStep(NamedTuple):
    """A step, and the moment in which it was done."""

    step: Step
    at: float

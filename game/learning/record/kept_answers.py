"""Reads the record, forgets what is in it, and writes later verdicts beside the first ones."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from game.learning.record.given_answers import GivenAnswer, KeptAnswer, RecordedPlay, Regrade
from game.learning.record.record_file import RECORD_NAME
from game.learning.record.store import NotRecorded, opened_record, transaction
from game.localisation.messages import gettext
from game.record.atomic_files import remove_file
from game.record.play_file import path_words

#: So many values stand in one statement; SQLite takes no more than 999 everywhere.
_IDS_AT_ONCE = 500


class Forgotten(NamedTuple):
    """What was taken out of the record: so many answers, so many plays, and damaged records that lay beside it."""

    answers: int
    plays: int
    files: int = 0


def kept_answers(path: Path, pack: str = "", player: str | None = None) -> list[KeptAnswer]:
    """The answers in the record, of one pack or player if that is given, as they were given one after the other.

    None are there when nothing was recorded yet. Raises NotRecorded.
    """
    if not os.path.lexists(path):
        return []
    where, values = _where(pack, player)
    plays, answers = ", ".join(f"plays.{field}" for field in RecordedPlay._fields), ", ".join(GivenAnswer._fields)
    with opened_record(path, writing=_can_write(path)) as connection:
        regrades: dict[int, list[Regrade]] = defaultdict(list)
        for number, *regrade in connection.execute(
            f"SELECT answer, {', '.join(Regrade._fields)} FROM regrades ORDER BY rowid"  # noqa: S608
        ):
            regrades[number].append(Regrade(*regrade))
        rows = connection.execute(
            f"SELECT number, {plays}, {answers} FROM answers JOIN plays ON plays.id = play {where} ORDER BY number",  # noqa: S608
            values,
        )
        return [_kept(row, regrades) for row in rows]


def _kept(row: tuple[Any, ...], regrades: dict[int, list[Regrade]]) -> KeptAnswer:
    number, split = row[0], 1 + len(RecordedPlay._fields)
    answer = GivenAnswer(*row[split:])
    answer = answer._replace(
        is_first=bool(answer.is_first), spelling=bool(answer.spelling), shown=_words(answer.shown),
        partners=_words(answer.partners),
    )  # fmt: skip
    return KeptAnswer(number, RecordedPlay(*row[1:split]), answer, tuple(regrades.get(number, ())))


def _words(written: Any) -> tuple[str, ...]:
    """A list of words as it is kept. What is no such list was written by somebody else, and counts for nothing."""
    with contextlib.suppress(ValueError, RecursionError):
        found = json.loads(written)
        if isinstance(found, list) and all(isinstance(word, str) for word in found):
            return tuple(found)
    return ()


def write_regrades(path: Path, regrades: Iterable[tuple[int, Regrade]]) -> None:
    """Write later verdicts beside those there are, all or none. Raises NotRecorded."""
    with opened_record(path) as connection, transaction(connection):
        for number, regrade in regrades:
            connection.execute("INSERT INTO regrades VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *regrade))


def forget_answers(path: Path, pack: str = "", player: str | None = None) -> Forgotten:
    """Take answers out of the record for good: of one pack, one player, both, or all.

    When all are forgotten, damaged records that were moved aside go, too. Raises NotRecorded, OSError.
    """
    if not os.path.lexists(path):
        return Forgotten(0, 0, _remove_set_aside(path, pack, player))
    where, values = _where(pack, player)
    with opened_record(path) as connection:
        answers, plays = _delete_plays(connection, where, values)
    return Forgotten(answers, plays, _remove_set_aside(path, pack, player))


def forget_plays(path: Path, ids: Iterable[str]) -> Forgotten:
    """Take these plays, by their ids in the record, and their answers out of it for good. Raises NotRecorded."""
    ids = tuple(ids)
    if not ids or not os.path.lexists(path):
        return Forgotten(0, 0, 0)
    answers = plays = 0
    with opened_record(path) as connection:
        for start in range(0, len(ids), _IDS_AT_ONCE):
            some = ids[start : start + _IDS_AT_ONCE]
            gone = _delete_plays(connection, f"WHERE plays.id IN ({', '.join('?' * len(some))})", some)
            answers, plays = answers + gone[0], plays + gone[1]
    return Forgotten(answers, plays, 0)


def _delete_plays(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> tuple[int, int]:
    """Delete the plays for which a condition holds, and their answers. The result counts answers and plays."""
    with transaction(connection):
        answers = connection.execute(
            f"DELETE FROM answers WHERE play IN (SELECT id FROM plays {where})",  # noqa: S608
            values,
        ).rowcount
        plays = connection.execute(f"DELETE FROM plays {where}", values).rowcount  # noqa: S608
    # Nothing of it stays in free pages or in the log. Another play may just be writing: then that goes with it.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return answers, plays


def set_aside_records(path: Path) -> list[Path]:
    """Damaged records that were moved aside, and what belongs to them."""
    stem, ending = RECORD_NAME.split(".")
    return sorted(path.parent.glob(f"{stem}-[0-9]*.{ending}*")) if path.parent.is_dir() else []


def _remove_set_aside(path: Path, pack: str, player: str | None) -> int:
    if pack or player is not None:
        return 0
    files = set_aside_records(path)
    for file in files:
        remove_file(file)
    return len(files)


def _where(pack: str, player: str | None) -> tuple[str, tuple[str, ...]]:
    wanted = {"pack": pack or None, "player": player}
    given = {name: value for name, value in wanted.items() if value is not None}
    conditions = " AND ".join(f"plays.{name} = ?" for name in given)
    return (f"WHERE {conditions}" if given else "", tuple(given.values()))


def _can_write(path: Path) -> bool:
    if not path.is_file():
        raise NotRecorded(gettext("{file} is no ordinary file.", file=path_words(path)))
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)

"""Classes from their opening to their end: made, and deleted with everything that was done in them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from game.learning.record.answer_keeper import id_in_record
from game.web.server import tokens
from game.web.server.class_record import ClassRecord
from game.web.server.class_rows import ClassRow
from game.web.server.class_store import ClassStore
from game.web.server.pupil_names import moment_words


def open_class(store: ClassStore, pack: str, language: str, title: str, days: int, now: float) -> tuple[ClassRow, str]:
    """A new class, and the teacher's secret, which is told once."""
    secret, id_ = tokens.token(), os.urandom(8).hex()
    code = next(code for code in iter(tokens.join_code, "") if store.class_with(code) is None)
    row = ClassRow(
        id_,
        code,
        pack,
        language,
        title,
        tokens.secret_digest(secret),
        tokens.token(),
        "open",
        "",
        days,
        moment_words(now),
    )
    store.add_class(row)
    return row, secret


def delete_class(store: ClassStore, id_: str, record: ClassRecord | None) -> None:
    """Delete a class with everything that was done in it, also from the record of answers."""
    names = {pupil.id: pupil.name for pupil in store.pupils(id_)}
    plays = [id_in_record(row.id, names[row.pupil]) for row in store.plays(id_) if row.pupil in names]
    store.delete_class(id_)
    if record is not None:
        record.forget(plays)


def delete_old(store: ClassStore, now: float, record: ClassRecord | None) -> list[str]:
    """Delete the classes whose days are over; the titles of those that were."""
    deleted = []
    today = datetime.fromtimestamp(now, UTC)
    for row in store.classes():
        if row.days and datetime.fromisoformat(row.created) + timedelta(days=row.days) < today:
            delete_class(store, row.id, record)
            deleted.append(row.title)
    return deleted

"""Whether answers are kept, and whose. Starting the game imports this, and nothing behind it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.support.environment import says_no
from game.support.safe_text import safe_line

if TYPE_CHECKING:
    from game.learning.record.given_answers import AnswerOccasion
    from game.play.session import Session, SessionWatch, SessionWatcher

PLAYER_NAME_CHARACTERS = 80
"""A longer name of a player is cut."""


def is_recording(environment: Mapping[str, str]) -> bool:
    """Whether answers are kept: always, unless `EIGHTWINGS_RECORD` says no."""
    return not says_no(environment.get("EIGHTWINGS_RECORD", ""))


def player_name(given: str) -> str:
    """The name of a player as it is kept: one line without anything harmful, at most 80 characters."""
    return " ".join(safe_line(given).split())[:PLAYER_NAME_CHARACTERS]


def watch_for_record(pack: Path, player: str = "", occasion: AnswerOccasion = "play") -> SessionWatch | None:
    """What watches plays of the pack at this place, and keeps their answers; None where nothing is to be kept."""
    if not is_recording(os.environ):
        return None

    def watch(session: Session) -> SessionWatcher:
        from game.learning.record.answer_keeper import AnswerKeeper  # a play needs more than its title does
        from game.learning.record.answer_watch import AnswerWatch

        return AnswerWatch(session, AnswerKeeper(session, pack, player_name(player), occasion))

    return watch

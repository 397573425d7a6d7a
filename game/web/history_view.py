"""The pages on what has happened: every step with the way back to it, and the whole story as it was told."""

from __future__ import annotations

from typing import NamedTuple

from game.play.session import Session
from game.play.story_so_far import SoFarLine, lines, next_point
from game.web.turn_view import ShownTurn, last_turns
from game.web.web_state import Stretch

SHOWN_LINES = 60
"""So many lines of the steps are shown when nobody asks for all; and so many turns of the transcript."""


class HistoryPage(NamedTuple):
    """The steps so far, undone ones too. `left_out` lines stand before the first. `can_redo`: something was undone."""

    lines: tuple[SoFarLine, ...]
    left_out: int
    can_undo: bool
    can_redo: bool


class TranscriptPage(NamedTuple):
    """The story as it was told. `left_out` turns came before the first."""

    turns: tuple[ShownTurn, ...]
    left_out: int


def history_page(session: Session, about: str) -> HistoryPage:
    """The last steps, or with `all` every one."""
    every = lines(session)
    left_out = 0 if about == "all" else max(len(every) - SHOWN_LINES, 0)
    can_redo = next_point(session) is not None
    return HistoryPage(tuple(every[left_out:]), left_out, len(session.played) > 1, can_redo)


def transcript_page(session: Session, stretches: tuple[Stretch, ...], about: str) -> TranscriptPage:
    """The last turns, or with `all` every one."""
    most = len(session.played) if about == "all" else SHOWN_LINES
    turns = last_turns(session, stretches, most)
    return TranscriptPage(turns, turns[0].first)

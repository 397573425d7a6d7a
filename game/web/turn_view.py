"""The last turns of a play as a page shows them: what the player did, and what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.state import ASIDES, Turn
from game.play.acts import act_begun
from game.play.consequences import turn_in_brief
from game.play.session import Session, at_a_stretch
from game.play.walked import walk_told
from game.web.shown_lines import ShownLine, shown_lines
from game.web.web_state import Stretch

SHOWN_TURNS = 3
"""So many of the last turns stand on the page of the play; the transcript has all of them."""


class ShownTurn(NamedTuple):
    """A turn, of the steps from `first` to `last`; the beginning is 0. `echo` is what the player did, empty for that.

    `is_now`: it is the last, and what it asked stands below it. `is_echo_ours`: the echo is in the game's language.
    """

    first: int
    last: int
    echo: str
    lines: tuple[ShownLine, ...]
    is_now: bool
    is_echo_ours: bool


def last_turns(session: Session, stretches: tuple[Stretch, ...], most: int = SHOWN_TURNS) -> tuple[ShownTurn, ...]:
    """The last turns, the oldest first. Steps that were done in one go are one turn."""
    return tuple(list(_turns_back(session, stretches, most))[::-1])


def _turns_back(session: Session, stretches: tuple[Stretch, ...], most: int) -> Iterator[ShownTurn]:
    ends = {stretch.last: stretch for stretch in stretches if stretch.last < len(session.played)}
    at = len(session.played) - 1
    waits = session.question is not None
    for _ in range(most):
        if at < 0:
            return
        stretch = ends.get(at)
        first = stretch.first if stretch is not None else at
        yield _shown_turn(session, first, at, stretch, waits=waits)
        step = session.played[at].step
        waits = waits and step is not None and step.do in ASIDES
        at = first - 1


def _shown_turn(session: Session, first: int, last: int, stretch: Stretch | None, *, waits: bool) -> ShownTurn:
    """The turn of the steps from `first` to `last`. `waits`: the question that it asked, if any, waits still."""
    played, is_now = session.played[last], last == len(session.played) - 1
    step, turn = played
    if stretch is not None:
        each = [done.turn.events for done in session.played[first : last + 1]]
        events = walk_told(session.story, each) if stretch.manner == "walk" else at_a_stretch(sum(each, ()))
        turn = Turn(turn.state, events)
    before = session.played[first - 1].turn.state if first else turn.state
    lines = turn_in_brief(session.story, before, turn, step.confidence if step is not None else "")
    if waits:
        # The question that waits stands on its card, with the hints that were asked for.
        asked = next((at for at, line in enumerate(lines) if line.kind == "question"), len(lines))
        lines = lines[:asked]
    if is_now:
        lines = [*act_begun(session, turn), *lines]
    echo = stretch.echo if stretch is not None else (step.answer or step.saw) if step is not None else ""
    return ShownTurn(first, last, echo, shown_lines(lines), is_now, stretch is not None)

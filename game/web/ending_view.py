"""The pages after an ending: how the play went and where it turned, and what came of its questions."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

from game.play.after_the_end import (
    HowItWent,
    endings_in_words,
    how_it_went,
    never_met,
    never_met_words,
    turned_because,
    turned_time,
    turned_words,
)
from game.play.checkpoints import PlayCheckpoint, ways_back
from game.play.debriefing import calibration_sentences, debriefing
from game.play.seen import seen_by_player
from game.play.session import Session
from game.questions.debriefings import Debriefing
from game.story.model.story import End


class TurnedAt(NamedTuple):
    """A fork of the play: the number of the step to go back to, the time of day or empty, what was done, and why it
    mattered."""

    number: int
    time: str
    words: str
    because: str


class EndingPage(NamedTuple):
    """How a play went. `ways` are the checkpoints to which one can go back; `picture` is a file to take along."""

    went: HowItWent
    turned: tuple[TurnedAt, ...]
    ways: tuple[PlayCheckpoint, ...]
    met: str
    endings: str
    picture: str


class DebriefPage(NamedTuple):
    """What came of the questions that were answered. `file` is a page to take along; empty where nothing was asked."""

    found: Debriefing
    calibration: tuple[str, ...]
    file: str


def ending_page(session: Session, plays: Path | None) -> EndingPage | None:
    """How this play went; None: it goes on. `plays` is the folder of the other plays of this player, if there is."""
    if not has_ended(session):
        return None
    from game.playthrough.keepsakes import how_it_ended  # only ends need it
    from game.report.ending_picture import ending_picture

    went, seen = how_it_went(session), seen_by_player(session, plays)
    turned = (
        TurnedAt(point.number, turned_time(point), turned_words(point), turned_because(point)) for point in went.turned
    )
    return EndingPage(
        went,
        tuple(turned),
        tuple(ways_back(session)),
        never_met_words(never_met(session, seen)),
        endings_in_words(session.story, seen),
        as_address("image/svg+xml", ending_picture(how_it_ended(session, seen))),
    )


def has_ended(session: Session) -> bool:
    """Whether an ending was reached."""
    return isinstance(session.story.nodes[session.state.node], End) if session.is_over else False


def debrief_page_view(session: Session) -> DebriefPage:
    """What came of the questions of this play so far."""
    found = debriefing(session)
    if not found.asked:
        return DebriefPage(found, (), "")
    from game.report.debrief_page import debrief_page  # few players take it along

    return DebriefPage(
        found, tuple(calibration_sentences(found.confidences)), as_address("text/html", debrief_page(found))
    )


def as_address(kind: str, content: str) -> str:
    """A file as an address that holds all of it."""
    return f"data:{kind};charset=utf-8;base64,{b64encode(content.encode()).decode()}"

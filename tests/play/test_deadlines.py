"""Times to have in mind: told with what is left until then, waited for by name, and asked for in conditions."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.app.application import EightWings
from game.play.commands import Say, WaitCommand, understand
from game.play.opening import Opened
from game.play.session import Session
from tests.app.conftest import screen_text
from tests.story.inline import codes, story_of

DAY = """\
pack: The day
start: hall
clock: { start: 09:00, end: 18:00 }
deadlines:
  last_bus: 17:00
  gong: { at: 10:50, name: The gong, when: not seen.meeting }
places: { hall: { name: The hall } }
scenes:
  bench: { title: Wait, at: hall, again: true, text: "It is {before.gong: early|late}.", minutes: 15 }
  meeting: { at: hall, on_arrival: true, when: not before.gong, text: You meet. }
endings: { e: The end. }
"""


@pytest.fixture
def session() -> Session:
    return Session(story_of(DAY), 1)


def said(session: Session, typed: str) -> str:
    command = understand(session, typed)
    assert isinstance(command, Say), command
    return " ".join(line.words for line in command.lines)


@pytest.mark.parametrize("typed", ["goals", "status"])
def test_they_are_told_with_what_is_left_the_next_first(session: Session, typed: str) -> None:
    assert "The gong in 1 hour and 50 minutes, at 10:50. Last bus in 8 hours, at 17:00." in said(session, typed)


def test_one_waits_for_them_by_name(session: Session) -> None:
    assert understand(session, "wait until the gong") == WaitCommand("scene:bench", 650)
    assert understand(session, "wait for the last bus") == WaitCommand("scene:bench", 1020)


def test_what_is_over_or_does_not_hold_is_not_told(session: Session) -> None:
    session.wait("scene:bench", 650)
    assert "gong" not in said(session, "goals")
    assert "Last bus" in said(session, "goals")


def test_conditions_and_texts_ask_whether_it_is_before_one(session: Session) -> None:
    first = session.do("scene:bench").passages[0].text
    assert session.story.scenes["meeting"].when is not None
    assert session.story.scenes["meeting"].when.source == "not before.gong"
    assert first.id == "bench.text"
    session.wait("scene:bench", 650)
    assert session.story.scenes["meeting"].visits.get(session.state.memory) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("gong: { at: 10:50", "gong: { at: 08:00"), "EW342"), (("last_bus: 17:00", "last_bus: 18:30"), "EW342"),
        (("clock: { start: 09:00, end: 18:00 }\n", ""), "EW219"),
        (("before.gong: early", "before.gnog: early"), "EW402"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_found(change: tuple[str, str], code: str) -> None:
    assert code in codes(DAY.replace(*change))


def test_a_measure_may_still_be_called_before() -> None:
    assert codes(
        DAY.replace("places:", "measures: { before: { max: 3, stops_at_bounds: true } }\nplaces:", 1)
    ) == codes(DAY)


async def test_the_top_of_the_screen_shows_the_next(session: Session, tmp_path: Path) -> None:
    app = EightWings(session.story, tmp_path, Opened(session))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "09:00  gong 10:50 in 1h50" in screen_text(app)

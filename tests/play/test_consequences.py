"""What a turn changed, as data for whoever draws it and as sentences for whoever listens."""

from __future__ import annotations

import pytest

from game.play.consequences import Consequences, MeasureChange, consequences, turn_read_out
from game.play.session import Session
from game.play.surroundings import goals, standing
from tests.story.inline import story_of

DAY = """\
pack: The day
start: hall
clock: { start: 09:00, end: 18:00 }
measures:
  trust: { start: 1, max: 9 }
  secret: { start: 0, max: 9, hidden: true }
places: { hall: { name: The hall } }
documents:
  draft:
    title: The draft
    lines:
      two:
        title: Two
        group: MONEY
        wordings: { yes: { when: trust > 1, text: Two. }, no: { open: true, text: No. } }
scenes:
  doubt: { title: Doubt, at: hall, text: Hm., trust: -1 }
  yes: { title: Trust, at: hall, text: You nod., trust: +1, secret: +1, minutes: 61, goto: asked }
  asked: { ask: q, end: e }
  nothing: { title: Nothing, at: hall, again: true, text: You sit. }
  to_and_fro: { title: To and fro, at: hall, text: Up and down., trust: +1, choices: [{ choose: Back, trust: -1 }] }
questions: { q: { text: How many?, cites: todo, number: 2 } }
endings: { e: The end. }
"""


@pytest.fixture
def session() -> Session:
    return Session(story_of(DAY), 1)


def read_out(session: Session, action: str) -> list[str]:
    before = session.state
    return [line.words for line in turn_read_out(session.story, before, session.do(action))]


def test_what_changed_stands_at_a_stretch_before_the_question_that_is_asked(session: Session) -> None:
    assert read_out(session, "scene:yes") == [
        "You nod.",
        "The draft: Two now reads “Two.” Trust up by 1, to 2 of 9; 1 hour and 1 minute pass, and it is 10:01.",
        "How many?",
        "Type a number.",
    ]


def test_what_went_down_is_told_and_what_is_hidden_is_not(session: Session) -> None:
    before = session.state
    changed = consequences(session.story, before, session.do("scene:doubt"))
    assert changed == Consequences((MeasureChange("Trust", 1, 0, 9),), 0, 0, 0, 540, ())
    session.undo()
    assert read_out(session, "scene:doubt")[-1] == "Trust down by 1, to 0 of 9."


def test_a_turn_that_changes_nothing_says_nothing_of_it(session: Session) -> None:
    assert read_out(session, "scene:nothing") == ["You sit."]


def test_a_turn_of_several_steps_is_counted_from_its_beginning(session: Session) -> None:
    before = session.state
    session.do("scene:to_and_fro")
    last = session.do("to_and_fro/back")
    assert consequences(session.story, before, last).measures == ()


@pytest.mark.parametrize("told", [goals, standing])
def test_how_things_stand_says_what_is_settled(session: Session, told: object) -> None:
    assert callable(told)
    assert "The draft. MONEY: open." in [line.words for line in told(session)]
    session.do("scene:yes")
    assert "The draft. MONEY: settled." in [line.words for line in told(session)]


@pytest.mark.parametrize("told", [goals, standing])
def test_a_document_whose_lines_are_in_one_group_of_its_name_is_named_once(told: object) -> None:
    assert callable(told)
    session = Session(story_of(DAY.replace("        group: MONEY\n", "")), 1)
    assert "The draft: open." in [line.words for line in told(session)]

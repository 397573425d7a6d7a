"""Forks that mattered: what was done beside what was given up, by what a player can see."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import AnswerGiven
from game.engine.state import Action
from game.play.session import Session
from game.play.turning_back import step_to
from game.play.turning_points import MOST, turning_points
from game.story.model.story import Story
from game.story.packs import load
from tests.story.inline import story_of

MEETING = """\
pack: The meeting
clock: { start: 09:00, end: 18:00 }
measures:
  trust: { name: Trust, start: 5, max: 10 }
  secret: { start: 0, max: 9, hidden: true }
  line: { start: 0, max: 2, hidden: true }
documents:
  page:
    title: The page
    lines:
      first:
        title: FIRST
        wordings:
          agreed: { when: line == 1, text: Agreed. }
          bracket: { open: true, text: Perhaps. }
scenes:
  a:
    text: They sit down.
    choices:
      - { choose: Speak, minutes: 10, trust: +1, goto: b }
      - { choose: Say nothing, goto: b }
  b:
    text: They go on.
    choices:
      - { choose: Write it down, line: =1, goto: c }
      - { choose: Leave it out, goto: c }
  c:
    text: They whisper.
    choices:
      - { choose: Listen, secret: +1, goto: d }
      - { choose: Look away, goto: d }
  d:
    text: They ask this and that.
    choices:
      - { choose: Ask the one, trust: +1, stay: true }
      - { choose: Ask the other, trust: -1, stay: true }
      - { choose: Enough, fallback: true, goto: e }
  e:
    text: They rise.
    choices: [ { choose: Rise, end: over } ]
endings: { over: It is over. }
"""


def played(story: Story, *steps: Action) -> Session:
    session = Session(story, 1)
    for step in steps:
        session.do(step)
    return session


def done(session: Session) -> list[str]:
    return [point.done for point in turning_points(session)]


@pytest.fixture
def meeting() -> Session:
    return played(
        story_of(MEETING), "a/speak", "b/leave_it_out", "c/listen", "d/ask_the_one", "d/ask_the_other", "d/enough",
        "e/rise",
    )  # fmt: skip


def test_a_choice_is_a_fork_where_another_one_would_have_made_a_difference_in_sight(meeting: Session) -> None:
    assert done(meeting) == ["Speak", "Leave it out"]


def test_each_says_when_it_was_and_what_it_brought(meeting: Session) -> None:
    spoke, left_out = turning_points(meeting)
    assert (spoke.number, spoke.time, spoke.brought) == (0, 9 * 60, ("Trust +1",))
    assert (left_out.number, left_out.time, left_out.brought) == (1, 9 * 60 + 10, ())


def test_a_line_that_would_read_otherwise_and_be_agreed_weighs_more_than_a_tenth_of_a_measure(meeting: Session) -> None:
    spoke, left_out = turning_points(meeting)
    assert spoke.weight == pytest.approx(1)
    assert left_out.weight == pytest.approx(2)


def test_a_line_that_changed_says_how_it_stands() -> None:
    session = played(story_of(MEETING), "a/say_nothing", "b/write_it_down")
    assert turning_points(session)[-1].brought == ("FIRST settled",)


def test_what_nobody_sees_makes_no_fork(meeting: Session) -> None:
    assert "Listen" not in done(meeting)


def test_what_was_offered_again_was_not_given_up(meeting: Session) -> None:
    assert "Ask the one" not in done(meeting)


def test_what_was_left_for_good_was_given_up() -> None:
    story = story_of(MEETING.replace("trust: +1, stay: true", "trust: +1, goto: e"))
    session = played(story, "a/speak", "b/leave_it_out", "c/listen", "d/ask_the_one", "e/rise")
    assert "Ask the one" in done(session)


def test_going_back_to_its_number_offers_the_choice_again(meeting: Session) -> None:
    step_to(meeting, turning_points(meeting)[1].number)
    assert [option.id for option in meeting.options] == ["b/write_it_down", "b/leave_it_out"]


def test_what_can_be_done_in_one_way_only_is_looked_behind() -> None:
    pack = """\
pack: Slow
measures: { trust: { name: Trust, start: 5, max: 10 } }
scenes:
  a:
    text: Well?
    choices: [ { choose: Left, goto: left }, { choose: Right, goto: right } ]
  left: { text: A corridor., choices: [ { choose: On, trust: +1, goto: rest } ] }
  right: { text: A corridor., choices: [ { choose: On, goto: rest } ] }
  rest: { text: A bench., choices: [ { choose: Sit, end: over }, { choose: Stand, end: over } ] }
endings: { over: It is over. }
"""
    assert done(played(story_of(pack), "a/right", "right/on", "rest/sit")) == ["Right"]


ASKED = """\
pack: Asked
disclaimer: Invented.
measures: {{ trust: {{ name: Trust, start: 5, max: 10 }} }}
{more}
scenes:
  a:
    ask: weight
    right: {{ trust: +2 }}
    choices: [ {{ choose: End, end: over }} ]
endings: {{ over: It is over. }}
questions:
  weight: {{ text: How heavy is it?, cites: bell, number: 80 }}
"""
BELLS = """\
dossier: bells
title: The bells
article: bells.txt
as_of: "1921"
facts:
  bell: { states: The bell weighs 80 kilograms., paragraph: 1, by: article, as_of: "1921", topics: [weights] }
"""


def asked(tmp_path: Path, more: str = "") -> Story:
    folder = tmp_path / "asked"
    (folder / "seeds").mkdir(parents=True)
    (folder / "pack.yaml").write_text(ASKED.format(more=more), "utf-8")
    (folder / "seeds" / "bells.yaml").write_text(BELLS, "utf-8")
    return load(folder)


def test_a_missed_question_is_a_fork_and_a_right_answer_none(tmp_path: Path) -> None:
    story = asked(tmp_path)
    (missed,) = turning_points(played(story, AnswerGiven("9")))
    assert (missed.done, missed.is_miss, missed.stands) == ("9", True, False)
    assert turning_points(played(story, AnswerGiven("80"))) == []


def test_giving_a_question_up_is_a_miss_without_words(tmp_path: Path) -> None:
    (missed,) = turning_points(played(asked(tmp_path), "pass"))
    assert (missed.done, missed.is_miss) == ("", True)


def test_it_is_said_where_the_first_answer_stands(tmp_path: Path) -> None:
    (missed,) = turning_points(played(asked(tmp_path, "answers: locked"), AnswerGiven("9")))
    assert missed.stands


HOUSE = """\
pack: The house
measures: { trust: { name: Trust, start: 5, max: 10 } }
places:
  hall: { name: The hall, exits: { north: yard, east: bus } }
  yard: { name: The yard }
  bus: { name: The bus }
start: hall
scenes:
  shout: { at: yard, on_arrival: true, text: Somebody shouts., trust: -1 }
  leave: { at: bus, on_arrival: true, text: It leaves., end: gone }
endings: { gone: You are gone. }
"""


def test_walking_is_a_fork_only_where_it_ended_the_story() -> None:
    story = story_of(HOUSE)
    assert done(played(story, "go:north", "go:south")) == []
    assert done(played(story, "go:north", "go:south", "go:east")) == ["East: The bus"]


def test_no_more_than_the_heaviest_are_named_in_the_order_of_the_play() -> None:
    scenes = "\n".join(
        f"  s{at}: {{ text: Go., choices: [ {{ choose: Yes {at}, trust: +{at + 1}, goto: s{at + 1} }}, "
        f"{{ choose: No, goto: s{at + 1} }} ] }}"
        for at in range(MOST + 2)
    )
    pack = (
        f"pack: Long\nmeasures: {{ trust: {{ name: Trust, start: 0, max: 90 }} }}\nscenes:\n{scenes}\n"
        f"  s{MOST + 2}: {{ text: Out., end: over }}\nendings: {{ over: It is over. }}\n"
    )
    session = played(story_of(pack), *(f"s{at}/yes_{at}" for at in range(MOST + 2)))
    assert done(session) == [f"Yes {at}" for at in range(2, MOST + 2)]


def test_nothing_is_looked_for_any_more_when_it_shall_not_go_on(meeting: Session) -> None:
    assert turning_points(meeting, lambda: False) == []

"""A session: walking, undo, and what is kept of a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import AnswerGiven, Refused, events
from game.play.opening import begin_play, open_play
from game.play.session import Session
from game.record.journal import Step, read_record
from game.story.model.story import Story
from tests.scenes.players import play


def test_walking_goes_through_every_place_on_the_way(harbour: Story) -> None:
    session = Session(harbour, 3)
    session.do("waking/go_and_ask")
    turn = session.walk("loft")
    assert [event.place for event in turn.events if isinstance(event, events.Arrived)] == ["office", "loft"]
    assert [step.do for step in session.steps()] == ["waking/go_and_ask", "go:north", "go:up"]


def test_walking_stops_where_something_happens(harbour: Story) -> None:
    session = Session(harbour, 3)
    with pytest.raises(Refused, match="in the middle of something"):
        session.walk("loft")
    with pytest.raises(Refused, match="A lamp would help"):
        session.do("waking/go_and_ask")
        session.walk("boat")


def test_undo_goes_back_step_by_step_to_the_beginning(harbour: Story) -> None:
    session = Session(harbour, 3)
    states = [session.state]
    for step in ("waking/go_and_ask", "go:north", "scene:talk_to_ines"):
        session.do(step)
        states.append(session.state)
    while session.undo():
        states.pop()
        assert session.state == states[-1]
    assert len(states) == 1


def test_several_steps_are_taken_back_at_once(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "a.play.yaml", 3).session
    states = [session.state]
    for step in ("waking/go_and_ask", "go:north", "scene:talk_to_ines"):
        session.do(step)
        states.append(session.state)
    assert session.undo(2) == 2
    assert session.state == states[1]
    assert read_record(tmp_path / "a.play.yaml").steps[-1] == Step(undo=2)
    assert session.undo(9) == 1
    assert session.undo(1) == 0
    assert session.state == states[0]
    assert read_record(tmp_path / "a.play.yaml").steps == tuple(session.record)
    session.close()


def test_a_step_says_which_question_was_asked(harbour: Story) -> None:
    session = Session(harbour, 3)
    for step in (
        "waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell",
        "talk_to_ines/let_her_test_you",
    ):  # fmt: skip
        session.do(step)
    session.do("lookup")
    session.do(AnswerGiven("80"))
    assert [step.asked for step in session.steps()[-3:]] == ["", "bell_weight", "bell_weight"]
    assert session.steps()[-1].saw == "How heavy is the harbour bell?"


def test_an_answer_is_kept_as_it_counts(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "a.play.yaml", 3).session
    for step in (
        "waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell",
        "talk_to_ines/let_her_test_you",
    ):  # fmt: skip
        session.do(step)
    session.do(AnswerGiven("80\u2028\x85 kg"))
    session.close()
    again, lost = Session.resume(harbour, 3, read_record(tmp_path / "a.play.yaml").steps)
    assert lost is None
    assert again.state == session.state


def test_a_refused_step_leaves_the_play_and_its_file_alone(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "a.play.yaml", 3).session
    before, content = session.state, (tmp_path / "a.play.yaml").read_bytes()
    with pytest.raises(Refused):
        session.do("go:north")
    assert session.state == before
    assert (tmp_path / "a.play.yaml").read_bytes() == content
    session.close()


def test_after_the_end_a_new_play_begins_by_itself(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "current.play.yaml", 3).session
    for action in play(harbour, 3, skill=1.0).actions:
        session.do(action)
    assert session.is_over
    session.close()
    opened = open_play(harbour, tmp_path, seed=None)
    assert opened.session.steps() == ()
    opened.session.close()

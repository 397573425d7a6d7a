"""A play that is done again keeps the verdicts that its player was told, whatever grading has learned since."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, begin, choose
from game.engine.events import QuestionAnswered
from game.play.session import Session
from game.record.journal import Step


def graded_in(turn) -> list[str]:
    return [event.outcome for event in turn.events if isinstance(event, QuestionAnswered)]


def test_a_step_says_how_its_answer_was_graded(session_of):
    session = session_of({"cloze": "From [Paris] to [Mons]."})
    session.do(AnswerGiven("Paris; Rome"))
    assert [step.got for step in session.steps()] == ["partly"]
    assert '"got": "partly"' in session.steps()[0].line()


@pytest.mark.parametrize("got", ["right", "partly", "wrong"])
def test_a_verdict_that_was_kept_holds(pack_of, got: str):
    story = pack_of({"cloze": "From [Paris] to [Mons]."}, {"right": "A.", "partly": "B.", "wrong": "C."})
    session, lost = Session.resume(story, 1, [Step(answer="Paris; Mons", asked="q", got=got)])
    assert lost is None
    assert graded_in(session.played[-1].turn) == [got]


def test_a_play_of_an_older_version_is_graded_now(pack_of):
    session, lost = Session.resume(pack_of({"answer": "Paris"}), 1, [Step(answer="Paris", asked="q")])
    assert lost is None
    assert graded_in(session.played[-1].turn) == ["right"]


def test_an_answer_that_is_given_is_graded(pack_of):
    story = pack_of({"answer": "Paris"})
    assert graded_in(choose(story, begin(story, 1).state, AnswerGiven("Rome"))) == ["wrong"]

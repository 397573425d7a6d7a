"""Where a pack says `answers: locked`, the first answer to a question stands, however often one goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import AnswerGiven, Refused
from game.engine.events import QuestionAnswered
from game.play.first_answers import FIRST_ANSWER, first_answers
from game.play.session import Session
from game.record.journal import Header, Journal, Step

TYPED = {"answer": "Paris"}
CHOICE = {"answers": [{"right": "Rain"}, {"wrong": "Snow"}, {"wrong": "Hail"}]}
LOCKED = {"answers": "locked"}


def outcome(session: Session) -> int:
    return session.story.questions["q"].outcome.get(session.state.memory)


def test_another_answer_is_refused_after_going_back(session_of):
    session = session_of(TYPED, pack=LOCKED)
    session.do(AnswerGiven("Rome"))
    session.undo()
    with pytest.raises(Refused, match="your first answer stands: “Rome”"):
        session.do(AnswerGiven("Paris"))
    assert [option.label for option in session.options] == ["Your first answer stands: Rome"]
    assert not session.wants_words
    session.do(FIRST_ANSWER)
    assert outcome(session) == 1


def test_a_chosen_answer_stands_too(session_of):
    session = session_of(CHOICE, pack=LOCKED)
    session.do("answer:snow")
    session.undo()
    with pytest.raises(Refused):
        session.do("answer:rain")
    assert [option.label for option in session.options] == ["Your first answer stands: Snow"]
    session.do(FIRST_ANSWER)
    assert outcome(session) == 1


def test_who_passed_and_read_the_key_has_passed(session_of):
    session = session_of(TYPED, pack=LOCKED)
    session.do("pass")
    session.undo()
    with pytest.raises(Refused):
        session.do(AnswerGiven("Paris"))


def test_a_right_first_answer_stands(session_of):
    session = session_of(TYPED, pack=LOCKED)
    session.do(AnswerGiven("Paris"))
    session.undo()
    with pytest.raises(Refused):
        session.do("pass")
    turn = session.do(AnswerGiven("Paris"))
    assert [event.right for event in turn.events if isinstance(event, QuestionAnswered)] == [True]


def test_going_back_further_and_coming_again_changes_nothing(session_of):
    session = session_of(TYPED, pack=LOCKED)
    session.do(AnswerGiven("Rome"))
    session.undo()
    session.do(FIRST_ANSWER)
    session.undo()
    with pytest.raises(Refused):
        session.do(AnswerGiven("Paris"))


def test_a_question_that_the_story_asks_again_is_answered_anew(session_of):
    session = session_of(TYPED, pack=LOCKED)
    session.do(AnswerGiven("Rome"))
    session.do(session.options[0].id)
    session.do(AnswerGiven("Paris"))
    assert outcome(session) == 2
    session.undo()
    with pytest.raises(Refused, match="“Paris”"):
        session.do(AnswerGiven("Rome"))


def test_answers_count_from_where_the_play_was_taken_back_to():
    record = [
        Step("answer:a", asked="q"), Step("choice:on"), Step("answer:b", asked="q"), Step(undo=2),
        Step("answer:c", asked="q"), Step("answer:d", asked="q"), Step(undo=9), Step("answer:e", asked="q"),
    ]  # fmt: skip
    assert {key: step.do for key, step in first_answers(record).items()} == {
        ("q", 0): "answer:a", ("q", 1): "answer:b", ("q", 2): "answer:d",
    }  # fmt: skip


def test_the_first_answer_stands_in_a_play_that_was_closed(pack_of, tmp_path: Path):
    story = pack_of(TYPED, pack=LOCKED)
    path = tmp_path / "kept.play.yaml"
    session = Session(story, 1, Journal.create(path, Header(story.id, story.fingerprint, 1, chance=story.stream)))
    session.do(AnswerGiven("Rome"))
    session.undo()
    session.close()
    journal, steps = Journal.reopen(path)
    again, lost = Session.resume(story, 1, steps, journal)
    assert lost is None
    with pytest.raises(Refused):
        again.do(AnswerGiven("Paris"))
    again.close()


@pytest.mark.parametrize("pack", [{}, {"answers": "free"}])
def test_elsewhere_going_back_makes_an_answer_undone(session_of, pack):
    session = session_of(TYPED, pack=pack)
    session.do(AnswerGiven("Rome"))
    session.undo()
    session.do(AnswerGiven("Paris"))
    assert outcome(session) == 2

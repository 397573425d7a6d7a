"""A second try where the author gives one: asked again after a wrong answer, and not told the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import AnswerGiven, Refused
from game.engine.events import QuestionAnswered
from game.engine.moves import Moves
from game.learning.practice.asked_in_turn import asked_in_turn
from game.play.debriefing import debriefing
from game.play.first_answers import FIRST_ANSWER
from game.play.narration import tell
from game.play.session import Session
from game.playthrough.coverage.reached import Recorder
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player
from game.playthrough.simulation.strategies.registry import strategy
from game.record.journal import Header, Journal
from game.record.lazy_story import packed_pieces, unpack
from game.verify.system.budget import Budget
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove

TYPED = {"answer": "Paris", "because": "It is the capital.", "tries": 2}
CHOICE = {
    "answers": [
        {"right": "Rain"}, {"wrong": "Snow", "because": "Snow is white."}, {"wrong": "Hail"}, {"wrong": "Fog"},
    ],
    "because": "It rained.", "tries": 3,
}  # fmt: skip
GAPS = {"cloze": "From [Paris] to [Rome].", "tries": 2}
OUTCOMES = {"right": {"text": "Well done."}, "wrong": {"text": "Oh."}}
PARTLY = {**OUTCOMES, "partly": {"text": "Half of it."}}


def told(session: Session) -> list[str]:
    """What is told of the last turn."""
    turn = session.played[-1].turn
    return [line.words for line in tell(session.story, turn.state, turn.events)]


def outcome(session: Session) -> int:
    return session.story.questions["q"].outcome.get(session.state.memory)


def answered(session: Session) -> list[tuple[int, bool]]:
    """Of each answer so far which it was, and whether the question was asked again."""
    events = [event for played in session.played for event in played.turn.events]
    return [(event.number, event.again) for event in events if isinstance(event, QuestionAnswered)]


def test_who_may_try_again_is_told_that_it_was_wrong_and_not_the_key(session_of):
    session = session_of(TYPED, OUTCOMES)
    session.do(AnswerGiven("Rome"))
    assert told(session) == ["“Rome” is not it. You may try once more.", "Which is it?", "Type your answer."]
    assert (outcome(session), session.question.id) == (0, "q")


def test_the_feedback_on_a_wrong_answer_is_told_at_once(session_of):
    session = session_of(CHOICE)
    session.do("answer:snow")
    assert told(session)[:2] == ["“Snow” is not it. You may try 2 more times.", "Snow is white."]
    assert "It rained." not in told(session)


def test_the_last_try_counts(session_of):
    session = session_of(TYPED, OUTCOMES)
    session.do(AnswerGiven("Rome"))
    session.do(AnswerGiven("Oslo"))
    assert "“Oslo” is not it. The answer: Paris." in told(session)
    assert "Oh." in told(session)
    assert outcome(session) == 1
    assert answered(session) == [(1, True), (2, False)]


def test_right_at_the_second_try_is_right(session_of):
    session = session_of(TYPED, OUTCOMES)
    session.do(AnswerGiven("Rome"))
    session.do(AnswerGiven("Paris"))
    assert "Well done." in told(session)
    assert outcome(session) == 2


def test_right_at_once_is_the_end_of_it(session_of):
    session = session_of(TYPED)
    session.do(AnswerGiven("Paris"))
    assert answered(session) == [(1, False)]


def test_to_pass_gives_up_whatever_is_left(session_of):
    session = session_of(TYPED, OUTCOMES)
    session.do("pass")
    assert "The answer: Paris." in told(session)
    assert (outcome(session), answered(session)) == (1, [(1, False)])


def test_an_answer_that_is_partly_right_can_be_bettered(session_of):
    session = session_of(GAPS, PARTLY)
    session.do(AnswerGiven("Paris; Oslo"))
    assert told(session)[0] == "“Paris; Oslo” is right in part. You may try once more."
    session.do(AnswerGiven("Paris; Bern"))
    assert "Half of it." in told(session)


def test_each_asking_has_all_its_tries(session_of):
    session = session_of(TYPED)
    session.do(AnswerGiven("Rome"))
    session.do(AnswerGiven("Oslo"))
    session.do(session.options[0].id)
    session.do(AnswerGiven("Rome"))
    assert answered(session)[-1] == (1, True)


def test_a_story_in_which_every_question_takes_one_answer_remembers_nothing_of_tries(pack_of):
    assert pack_of({"answer": "Paris"}).tried is None
    tried = pack_of(TYPED).tried
    assert (tried.low, tried.high) == (0, 1)


def test_a_story_that_is_kept_keeps_its_tries(pack_of):
    story = pack_of(CHOICE)
    again = unpack(packed_pieces(story))
    assert (again.questions["q"].tries, again.tried) == (3, story.tried)


def test_where_the_first_answer_stands_every_try_does(session_of):
    session = session_of(TYPED, pack={"answers": "locked"})
    session.do(AnswerGiven("Rome"))
    session.do(AnswerGiven("Oslo"))
    session.undo(2)
    with pytest.raises(Refused, match="your first answer stands: “Rome”"):
        session.do(AnswerGiven("Paris"))
    session.do(FIRST_ANSWER)
    assert [option.label for option in session.options] == ["Your second answer stands: Oslo"]
    with pytest.raises(Refused, match="your second answer stands: “Oslo”"):
        session.do(AnswerGiven("Paris"))
    session.do(FIRST_ANSWER)
    assert outcome(session) == 1


def test_a_try_that_was_never_made_is_free_though_the_first_stands(session_of):
    session = session_of(TYPED, pack={"answers": "locked"})
    session.do(AnswerGiven("Rome"))
    session.undo()
    session.do(FIRST_ANSWER)
    session.do(AnswerGiven("Paris"))
    assert outcome(session) == 2


def test_a_play_that_was_closed_goes_on_at_its_second_try(pack_of, tmp_path: Path):
    story = pack_of(TYPED)
    path = tmp_path / "kept.play.yaml"
    session = Session(story, 1, Journal.create(path, Header(story.id, story.fingerprint, 1, chance=story.stream)))
    session.do(AnswerGiven("Rome"))
    session.close()
    journal, steps = Journal.reopen(path)
    again, lost = Session.resume(story, 1, steps, journal)
    assert lost is None
    again.do(AnswerGiven("Oslo"))
    assert outcome(again) == 1
    again.close()


def test_the_debriefing_counts_the_last_try(session_of):
    session = session_of(TYPED)
    session.do(AnswerGiven("Rome"))
    session.do(AnswerGiven("Paris"))
    found = debriefing(session)
    assert (found.right, found.asked, found.missed) == (1, 1, ())


def test_what_follows_a_wrong_answer_is_reached_by_the_last_try_only(session_of):
    session = session_of(TYPED, OUTCOMES)
    recorder = Recorder(session.story)
    for words, reached in (("Rome", False), ("Oslo", True)):
        before = session.state
        session.do(AnswerGiven(words))
        recorder.take(before, session.played[-1])
        assert ("outcome main.text.wrong" in recorder.reached) is reached
        assert ("question q wrong" in recorder.reached) is reached


def test_practice_takes_one_answer(pack_of):
    session = Session(asked_in_turn(pack_of(TYPED), ["q"]), 1)
    session.do(AnswerGiven("Rome"))
    assert session.question is None


def test_proofs_know_that_each_try_can_be_right_or_wrong(pack_of):
    outcomes = {"right": {"call": "good"}, "wrong": {"call": "bad"}}
    scenes = {"good": {"text": "Good."}, "bad": {"text": "Bad."}}
    story = pack_of(TYPED, outcomes, pack={"promises": [{"can": "wrong.q"}, {"can": "right.q"}]}, scenes=scenes)
    found = {proof.property.key: proof for proof in prove(story, properties_of(story), Budget(60)).proofs}
    assert (found["scene good"].verdict, found["scene bad"].verdict) == ("proved", "proved")


def test_simulated_players_try_again_and_only_the_last_answer_is_counted(pack_of):
    moves = Moves(pack_of(TYPED))
    plays = [Player(moves, Knowledge(0.5)).play(seed, 2) for seed in range(100)]
    done = {tuple(moves.all[number].id for number in play.taken): play.replies for play in plays}
    assert [reply.outcome for reply in done["wrong", "right"]] == ["right"]
    assert [reply.outcome for reply in done["wrong", "wrong"]] == ["wrong"]


def test_simulated_players_are_partly_right_by_what_they_know(pack_of):
    moves = Moves(pack_of({**GAPS, "tries": 1}, PARTLY))
    for knowledge, likely in ((0.0, set()), (0.5, {"partly"}), (1.0, set())):
        player = Player(moves, Knowledge(knowledge))
        outcomes = {reply.outcome for seed in range(100) for reply in player.play(seed, 1).replies}
        assert outcomes & {"partly"} == likely


def test_where_partly_right_counts_as_wrong_nobody_is_partly_right(pack_of):
    player = Player(Moves(pack_of({**GAPS, "tries": 1}, OUTCOMES)), Knowledge(0.5))
    assert {reply.outcome for seed in range(100) for reply in player.play(seed, 1).replies} == {
        "right", "wrong", "passed",
    }  # fmt: skip


def test_a_strategy_takes_another_option_when_it_is_asked_again(pack_of):
    moves = Moves(pack_of({**CHOICE, "shuffle": False, "tries": 2}))
    player = Player(moves, Knowledge(0), style=strategy("last").style(moves))
    assert [moves.all[number].id for number in player.play(1, 2).taken] == ["answer:fog", "answer:hail"]

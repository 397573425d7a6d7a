"""Hints: shown one after the other to whoever asks, each at the price that the pack names."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.handout.markdown import as_markdown
from game.author.handout.worksheet import make_worksheet
from game.engine import AnswerGiven, Refused
from game.engine.events import HintShown, TimePassed
from game.engine.moves import Moves
from game.play.commands import AskBack, DoCommand, Say, understand
from game.play.debriefing import debriefing
from game.play.first_answers import FIRST_ANSWER
from game.play.narration import question_lines, tell
from game.play.session import Session
from game.playthrough.coverage.reached import Recorder
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player
from game.record.journal import Header, Journal
from game.record.lazy_story import packed_pieces, unpack
from game.report.handout_page import handout_page
from game.verify.system.budget import Budget
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove

TYPED = {"answer": "Paris", "hints": ["It is on a river.", "It begins with P."]}
CHOICE = {"answers": [{"right": "Rain"}, {"wrong": "Snow"}, {"wrong": "Hail"}], "hints": "It is wet."}
DEAR = {"clock": {"start": "08:00", "end": "18:00"}, "hint": {"minutes": 5}}


def shown(session: Session) -> list[str]:
    """What is shown with the question as it waits now."""
    assert session.question is not None
    return [line.words for line in question_lines(session.story, session.state, session.question)]


def offered(session: Session) -> list[str]:
    return [option.id for option in session.options]


def test_hints_are_shown_in_turn_until_there_are_none_left(session_of):
    session = session_of(TYPED)
    numbers = []
    while "hint" in offered(session):
        numbers += [event.number for event in session.do("hint").events if isinstance(event, HintShown)]
    assert numbers == [1, 2]
    with pytest.raises(Refused):
        session.do("hint")


def test_each_hint_has_its_price(session_of):
    session = session_of(TYPED, pack=DEAR)
    assert "Ask for a hint (1 of 2; 5 minutes)" in session.labels
    session.do("hint")
    turn = session.do("hint")
    assert [event for event in turn.events if isinstance(event, TimePassed)] == [TimePassed(485, 490)]


def test_a_hint_leaves_the_question_open_and_is_no_answer(session_of):
    session = session_of(TYPED)
    session.do("hint")
    assert session.question is not None
    assert session.question.outcome.get(session.state.memory) == 0
    session.do(AnswerGiven("Paris"))
    assert session.question is None


@pytest.mark.parametrize("typed", ["5 minutes", "ask minutes", "for 1 of 2"])
def test_words_that_happen_to_stand_in_its_label_pay_for_no_hint(session_of, typed: str):
    session = session_of({**CHOICE, "hints": ["It is wet.", "It falls."]}, pack=DEAR)
    command = understand(session, typed)
    assert command != DoCommand("hint")
    assert not isinstance(command, AskBack)


def test_a_question_that_is_asked_again_begins_without_hints(session_of):
    session = session_of(TYPED)
    session.do("hint")
    session.do(AnswerGiven("Rome"))
    session.do(session.options[0].id)
    assert [event.number for event in session.do("hint").events if isinstance(event, HintShown)] == [1]


def test_a_question_that_is_shown_again_shows_the_hints_that_were_asked_for(session_of):
    session = session_of(TYPED)
    assert shown(session) == ["Which is it?", "Type your answer."]
    session.do("hint")
    assert shown(session) == ["Which is it?", "Hint 1 of 2: It is on a river.", "Type your answer."]
    session.do("hint")
    session.undo()
    assert len(shown(session)) == 3


def test_a_single_hint_has_no_number(session_of):
    session = session_of(CHOICE)
    assert session.labels[-2] == "Ask for a hint"
    turn = session.do("hint")
    assert [line.words for line in tell(session.story, turn.state, turn.events)] == ["Hint: It is wet."]


def test_a_hint_is_a_text_of_the_format(session_of):
    session = session_of({**CHOICE, "hints": "{time >= 08:10: Late.|Early.}"}, pack={**DEAR, "hint": {"minutes": 10}})
    turn = session.do("hint")
    assert tell(session.story, turn.state, turn.events)[0].words == "Hint: Late."


def test_a_story_without_hints_remembers_nothing_of_them(pack_of):
    assert pack_of({"answer": "Paris"}).hinted is None
    hinted = pack_of(TYPED).hinted
    assert (hinted.low, hinted.high) == (0, 2)


def test_the_word_hint_asks_for_one_and_says_when_there_is_none(session_of):
    session = session_of(TYPED)
    assert understand(session, "hint") == understand(session, "/hint") == DoCommand("hint")
    session.do("hint")
    session.do("hint")
    said = understand(session, "hint")
    assert isinstance(said, Say)
    assert "You have had every hint." in said.lines[0].words
    said = understand(session_of({"answer": "Paris"}), "hint")
    assert isinstance(said, Say)
    assert "This question has no hint." in said.lines[0].words


def test_the_word_hint_can_be_the_answer(session_of):
    assert understand(session_of({"answer": "hint", "hints": "Four letters."}), "hint") == DoCommand(
        AnswerGiven("hint")
    )


def test_where_the_first_answer_stands_a_hint_is_none(session_of):
    session = session_of(TYPED, pack={"answers": "locked"})
    session.do("hint")
    session.undo()
    session.do("hint")
    session.do(AnswerGiven("Rome"))
    session.undo(2)
    assert offered(session) == [FIRST_ANSWER, "hint"]
    session.do("hint")
    assert offered(session) == [FIRST_ANSWER, "hint"]
    session.do(FIRST_ANSWER)
    assert session.question is None


def test_a_play_that_was_closed_goes_on_with_its_hints(pack_of, tmp_path: Path):
    story = pack_of(TYPED)
    path = tmp_path / "kept.play.yaml"
    session = Session(story, 1, Journal.create(path, Header(story.id, story.fingerprint, 1, chance=story.stream)))
    session.do("hint")
    session.close()
    journal, steps = Journal.reopen(path)
    again, lost = Session.resume(story, 1, steps, journal)
    assert lost is None
    assert "Hint 1 of 2: It is on a river." in shown(again)
    again.close()


def test_a_step_whose_hint_is_gone_from_the_story_says_so(pack_of):
    session = Session(pack_of(TYPED), 1)
    session.do("hint")
    _, lost = Session.resume(pack_of({"answer": "Paris"}), 1, session.steps())
    assert lost is not None
    assert (lost.change, lost.reason) == ("no hint", "the question that is asked here has no hint now")


def test_a_story_that_is_kept_keeps_its_hints(pack_of):
    story = pack_of(TYPED, pack=DEAR)
    again = unpack(packed_pieces(story))
    assert (again.questions["q"].hints, again.hint, again.hinted) == (
        story.questions["q"].hints,
        story.hint,
        story.hinted,
    )


def test_the_debriefing_says_what_was_answered_after_a_hint(session_of):
    session = session_of(TYPED)
    session.do("hint")
    session.do(AnswerGiven("Paris"))
    session.do(session.options[0].id)
    session.do("hint")
    session.do("hint")
    session.do(AnswerGiven("Rome"))
    found = debriefing(session)
    assert found.score == "1 of 2 questions right, 1 of these after a hint."
    assert [miss.hints for miss in found.missed] == [2]


def test_the_teachers_sheet_has_the_hints_and_that_of_the_pupils_has_not(pack_of):
    story = pack_of(TYPED)
    sheet = make_worksheet(story, story.questions.values(), 1)
    for made in (as_markdown, handout_page):
        assert "It begins with P." in made(sheet, with_key=True)
        assert "It begins with P." not in made(sheet, with_key=False)


def test_each_hint_is_something_to_be_reached(session_of):
    session = session_of(TYPED)
    recorder = Recorder(session.story)
    session.do("hint")
    recorder.take(session.played[0].turn.state, session.played[1])
    assert {key for key in recorder.reached if key.startswith("hint ")} == {"hint q 1"}


def test_it_is_proved_of_each_hint_that_it_can_be_shown(pack_of):
    story = pack_of(TYPED, pack={**DEAR, "clock": {"start": "08:00", "end": "08:30"}})
    proofs = prove(story, properties_of(story), Budget(60)).proofs
    hints = {proof.property.key: proof.verdict for proof in proofs if proof.property.kind == "hints"}
    assert hints == {"hint q 1": "proved", "hint q 2": "proved"}


def test_simulated_players_who_do_not_know_ask_for_hints_and_know_more_then(pack_of):
    player = Player(Moves(pack_of(TYPED)), Knowledge(0))
    replies = [reply for seed in range(300) for reply in player.play(seed, 3).replies]
    assert {reply.hints for reply in replies if reply.outcome == "right"} == {1, 2}
    assert 0 in {reply.hints for reply in replies if reply.outcome != "right"}


def test_simulated_players_who_know_ask_for_no_hint(pack_of):
    player = Player(Moves(pack_of(TYPED)), Knowledge(1))
    assert not any(reply.hints for seed in range(100) for reply in player.play(seed, 9).replies)

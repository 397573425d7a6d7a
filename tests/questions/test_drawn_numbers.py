"""Numbers that a question draws by the seed of the play: what is shown, what is right, and where it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.handout.worksheet import make_worksheet
from game.engine import AnswerGiven, begin, choose
from game.engine.drawn_numbers import as_asked, drawn_numbers
from game.engine.events import QuestionAnswered
from game.engine.rules import asked_question
from game.learning.banks.bank_questions import BankNotes
from game.learning.banks.pack_reading import pack_questions
from game.learning.record.answer_watch import shown_parts
from game.play.debriefing import debriefing
from game.play.narration import question_words, tell
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.record.story_cache import load_story
from game.story.model.drawn_number_values import DrawnNumber, Draws
from tests.questions.conftest import PackOf, question_of

BOATS = {
    "text": "{boats} boats carry {load} crates each. How many is that, if {boats - 1} get lost?",
    "draws": {"boats": "2 to 9", "load": "10 to 90 step 10"},
    "number": "boats * load - (boats - 1)",
    "unit": "crates",
    "because": "{boats} times {load} are *{boats * load}*.",
}
GAPS = {"draws": {"a": "2 to 9", "b": "2 to 9"}, "cloze": "{a} and {b} make [{a + b}|about {a + b}], times [{a * b}]."}


def test_the_same_seed_draws_the_same_numbers_and_other_seeds_draw_others(pack_of: PackOf):
    story = pack_of(BOATS)
    draws = question_of(story).draws
    assert draws is not None
    found = [drawn_numbers(draws, "q", seed) for seed in range(200)]
    assert found == [drawn_numbers(draws, "q", seed) for seed in range(200)]
    assert {numbers["boats"] for numbers in found} == set(range(2, 10))
    assert {numbers["load"] for numbers in found} == set(range(10, 100, 10))


def test_text_key_and_reason_show_the_numbers_of_the_play(pack_of: PackOf):
    story = pack_of(BOATS)
    for seed in range(20):
        numbers = drawn_numbers(question_of(story).draws, "q", seed)  # type: ignore[arg-type]
        boats, load = numbers["boats"], numbers["load"]
        session = Session(story, seed)
        question = session.question
        assert question is not None
        assert question_words(story, session.state, question) == (
            f"{boats} boats carry {load} crates each. How many is that, if {boats - 1} get lost?"
        )
        told = [line.words for line in tell(story, session.state, session.do(AnswerGiven("1")).events)]
        assert f"“1” is not it. The answer: {boats * load - boats + 1} crates." in told
        assert f"{boats} times {load} are {boats * load}." in told


@pytest.mark.parametrize("keys", [BOATS, GAPS, {**BOATS, "tolerance": "2 %"}])
@pytest.mark.parametrize("seed", [0, 1, 7, 12])
def test_the_right_answer_is_right_in_every_play(pack_of: PackOf, keys, seed: int):
    story = pack_of(keys)
    state = begin(story, seed).state
    question = asked_question(story, state)
    assert question is not None
    answered = next(
        event
        for event in choose(story, state, right_answer(story, state, question)).events
        if isinstance(event, QuestionAnswered)
    )
    assert answered.right


@pytest.mark.parametrize(("off", "right"), [(0, True), (4, True), (6, False)])
def test_the_tolerance_goes_with_the_number_that_was_drawn(pack_of: PackOf, off: int, right: bool):
    story = pack_of({"draws": {"a": "2 to 9"}, "text": "{a}?", "number": "a * 100", "tolerance": "5"})
    number = drawn_numbers(question_of(story).draws, "q", 3)["a"] * 100  # type: ignore[arg-type]
    turn = choose(story, begin(story, 3).state, AnswerGiven(str(number + off)))
    assert next(event for event in turn.events if isinstance(event, QuestionAnswered)).right == right


def test_gaps_take_every_way_in_which_they_were_written(pack_of: PackOf):
    story = pack_of(GAPS)
    question = as_asked(question_of(story), 5)
    numbers = drawn_numbers(question.draws, "q", 5)  # type: ignore[arg-type]
    together, times = numbers["a"] + numbers["b"], numbers["a"] * numbers["b"]
    assert question.accepted == ((str(together), f"about {together}"), (str(times),))


def test_what_is_drawn_leaves_nothing_in_the_memory(pack_of: PackOf):
    plain = pack_of({"text": "How many?", "number": "8"})
    assert plain.layout.bits == pack_of(BOATS).layout.bits


def test_a_story_from_the_cache_draws_as_one_from_the_files(pack_of: PackOf, tmp_path: Path):
    for keys in (BOATS, GAPS, {**BOATS, "tolerance": "0.5"}):
        story = pack_of(keys)
        load_story(str(tmp_path))
        kept = load_story(str(tmp_path))
        assert question_of(kept) == question_of(story)
        assert as_asked(question_of(kept), 4) == as_asked(question_of(story), 4)


def test_debriefing_record_and_worksheet_tell_the_numbers_of_the_play(pack_of: PackOf):
    story = pack_of(BOATS)
    numbers = drawn_numbers(question_of(story).draws, "q", 6)  # type: ignore[arg-type]
    wording = f"{numbers['boats']} boats carry {numbers['load']} crates each."
    key = numbers["boats"] * numbers["load"] - numbers["boats"] + 1
    session = Session(story, 6)
    before = session.state
    session.do(AnswerGiven("1"))
    missed = debriefing(session).missed[0]
    assert missed.asked.startswith(wording)
    assert missed.key == f"{key} crates"
    assert shown_parts(story, before, question_of(story))[0][0].startswith(wording)
    task = make_worksheet(story, story.questions.values(), 6).groups[0].tasks[0]
    assert "".join(span.words for span in task.asked[0]).startswith(wording)
    assert task.key.answer == f"{key} crates"


def test_a_bank_gets_one_variant_and_is_told_so(pack_of: PackOf):
    story = pack_of(BOATS)
    notes = BankNotes("pack")
    (question,) = pack_questions(story, {}, notes)
    asked = as_asked(question_of(story), 1)
    assert str(question.numbers[0].at) == asked.accepted[0][0]
    assert "{" not in question.text
    assert any("are drawn anew in each play" in note.sentence for note in notes.taken)


@given(st.integers(-50, 50), st.integers(1, 40), st.integers(1, 9), st.integers(0, 2**64 - 1))
def test_every_number_drawn_is_one_of_those_declared(least: int, more: int, step: int, seed: int):
    number = DrawnNumber("n", least, least + more + step, step)
    drawn = drawn_numbers(Draws((number,), ()), "q", seed)["n"]
    assert least <= drawn <= number.most
    assert (drawn - least) % step == 0

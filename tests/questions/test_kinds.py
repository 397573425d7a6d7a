"""Each kind of question: what is right, partly right and wrong, how it is shown, and what its own answers are worth."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine import AnswerGiven, begin, choose
from game.engine.events import QuestionAnswered, TextShown
from game.engine.rendering import render_words
from game.engine.rules import answer_order
from game.play.sample_answers import right_answer
from game.questions.kinds import KINDS, grade, type_of
from game.story.refusals import PackError
from tests.grading.conftest import GradedBy, verdict_of
from tests.questions.conftest import PackOf, question_of

SEVERAL = {"answers": [{"right": "Two"}, {"right": "Four"}, {"wrong": "Three"}, {"wrong": "Five"}]}
REASONS = {"true_false": "true", "reasons": [{"right": "Light scatters"}, {"wrong": "The sea"}, {"wrong": "Paint"}]}
SORT = {
    "sort": {"It rained": "a fact", "It will rain": "a forecast", "I fear rain": "a fear", "It may snow": "a forecast"}
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "choice": {"answers": [{"right": "Rain"}, {"wrong": "Snow"}, {"wrong": "Hail"}]},
    "several": SEVERAL,
    "true_false": REASONS,
    "typed": {"answer": "Paris"},
    "number": {"number": "9.81", "tolerance": "0.05", "unit": "m/s²"},
    "cloze": {"cloze": "From [Paris] to [Mons]."},
    "order": {"order": ["First", "Second", "Third"]},
    "match": {"match": {"Ann": "one", "Ben": "two", "Cay": "three"}},
    "sort": SORT,
    "open": {"open": "One should read."},
}


def test_every_kind_has_an_example_here():
    assert EXAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_the_right_answer_of_a_kind_is_graded_right_in_whatever_order_its_parts_are_shown(
    pack_of: PackOf, kind: str, seed: int
):
    story = pack_of(EXAMPLES[kind])
    state = begin(story, seed).state
    question = question_of(story)
    assert question.kind == kind
    action = right_answer(story, state, question)
    turn = choose(story, state, action)
    answered = next(event for event in turn.events if isinstance(event, QuestionAnswered))
    assert answered.right
    assert answered.credit == 1


@pytest.mark.parametrize("kind", [kind for kind in EXAMPLES if kind != "open"])
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_some_answer_that_a_kind_calls_wrong_is_graded_wrong(pack_of: PackOf, kind: str, seed: int):
    story = pack_of(EXAMPLES[kind])
    state = begin(story, seed).state
    question = question_of(story)
    order = answer_order(story, state, question)
    grades = [grade(story, question, words, order) for words in type_of(question).wrong(question, order)]
    assert any(not result.right and not result.unclear for result in grades)


@pytest.mark.parametrize(
    ("keys", "typed", "verdict"),
    [
        # each right one counts, each wrong one takes one away
        (SEVERAL, "a b", "right"),
        (SEVERAL, "B, A", "right"),
        (SEVERAL, "a and b", "right"),
        (SEVERAL, "Two; Four", "right"),
        (SEVERAL, "a", "partly"),
        (SEVERAL, "a b c", "partly"),
        (SEVERAL, "a c", "wrong"),
        (SEVERAL, "c d", "wrong"),
        (SEVERAL, "none of them", "ask back"),
        (SEVERAL, "a z", "ask back"),
        # the statement and the reason
        (REASONS, "true a", "right"),
        (REASONS, "True, because a)", "right"),
        (REASONS, "true b", "partly"),
        (REASONS, "false a", "wrong"),
        (REASONS, "true", "ask back"),
        (REASONS, "true or false", "ask back"),
        ({"true_false": "false"}, "no", "right"),
        ({"true_false": "false"}, "falsch", "right"),
        ({"true_false": "false"}, "true", "wrong"),
        # groups, in the order of the alphabet: a fact, a fear, a forecast
        (SORT, "1a 2c 3b 4c", "right"),
        (SORT, "a c b c", "right"),
        (SORT, "1a 2c 3b 4b", "partly"),
        (SORT, "1b 2a 3c 4a", "wrong"),
        (SORT, "1a 2c", "ask back"),
        # numbers with room around them
        ({"number": "9.81", "tolerance": "0.05"}, "9.8", "right"),
        ({"number": "9.81", "tolerance": "0.05"}, "9.86", "right"),
        ({"number": "9.81", "tolerance": "0.05"}, "9.87", "wrong"),
        ({"number": "200", "tolerance": "2 %"}, "204", "right"),
        ({"number": "200", "tolerance": "2 %"}, "205", "wrong"),
        ({"number": "-5", "tolerance": "10 %"}, "-5.5", "right"),
        ({"number": "9.7 to 9.9"}, "9.7", "right"),
        ({"number": "9.7 to 9.9"}, "9.9", "right"),
        ({"number": "9.7 to 9.9"}, "9.95", "wrong"),
        ({"number": "6.022e23"}, "6.022 x 10^23", "right"),
        # a year, a date, a time of day
        ({"year": "1949"}, "in 1949", "right"),
        ({"year": "1949"}, "April 1949", "right"),
        ({"year": "1949"}, "before 1949", "wrong"),
        ({"year": "-44"}, "44 BC", "right"),
        ({"year": "-44"}, "44", "wrong"),
        ({"date": "1949-04-04"}, "4 April 1949", "right"),
        ({"date": "1949-04-04"}, "April 4th, 1949", "right"),
        ({"date": "1949-04-04"}, "April 1949", "wrong"),
        ({"time": "14:30"}, "half past two", "right"),
        ({"time": "14:30"}, "2.30 pm", "right"),
        ({"time": "14:30"}, "2.30 am", "wrong"),
        # one order is partly right where neighbours follow each other
        ({"order": ["First", "Second", "Third"]}, "a b c", "right"),
        ({"order": ["First", "Second", "Third"]}, "b c a", "partly"),
        ({"order": ["First", "Second", "Third"]}, "c b a", "wrong"),
        ({"match": {"Ann": "one", "Ben": "two", "Cay": "three"}}, "1a 2c 3b", "partly"),
        ({"match": {"Ann": "one", "Ben": "two", "Cay": "three"}}, "1b 2c 3a", "wrong"),
        ({"cloze": "From [Paris] to [Mons]."}, "Paris; Rome", "partly"),
        # nobody grades an open answer
        ({"open": "One should read."}, "I do not think so.", "right"),
    ],
)
def test_an_answer_to_a_kind_of_question(graded: GradedBy, keys: dict[str, Any], typed: str, verdict: str):
    assert verdict_of(graded(keys, typed)) == verdict


@pytest.mark.parametrize(
    ("keys", "shown", "key"),
    [
        ({"strike": "The [building] has [!nine] [wings]."}, "The [building] has [nine] [wings].", "nine"),
        ({"word": "It [has|may have|will have] eight wings."}, "It _____ eight wings.", "has"),
    ],
)
def test_a_text_in_which_words_are_marked_does_not_show_which_is_meant(pack_of: PackOf, keys, shown, key):
    story = pack_of(keys)
    question = question_of(story)
    assert [part.words for paragraph in question.text.paragraphs for part in paragraph.parts] == [shown]
    assert type_of(question).key(question) == key
    assert [answer.words for answer in question.answers if answer.right] == [key]


def test_notes_stand_for_what_they_state(pack_of: PackOf, tmp_path):
    story = pack_of({"evidence": ["known", "known"]})
    assert [answer.words for answer in question_of(story).answers] == ["It is known.", "It is known."]


def test_whose_words_these_are_is_chosen_among_names(pack_of: PackOf):
    names = {"whose": ["Olga Brandt", "Jan Roos", "The minister"], "feedback": {"Jan Roos": "He said less."}}
    story = pack_of(names)
    question = question_of(story)
    assert [(answer.words, answer.right) for answer in question.answers] == [
        ("Olga Brandt", True), ("Jan Roos", False), ("The minister", False)
    ]  # fmt: skip
    assert type_of(question).how_to_answer(question) == "Choose whose words these are."
    orders = {answer_order(story, begin(story, seed).state, question) for seed in range(20)}
    assert len(orders) > 3
    assert [verdict_of(grade(story, question, words, (0, 1, 2))) for words in ("Olga Brandt", "Jan Roos")] == [
        "right", "wrong"
    ]  # fmt: skip


def test_one_name_alone_is_none_to_choose_from(pack_of: PackOf):
    with pytest.raises(PackError) as refused:
        pack_of({"whose": ["Olga Brandt"]})
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["EW703"]


def test_parts_that_are_not_to_be_shuffled_stay_in_the_order_of_the_file(pack_of: PackOf):
    story = pack_of({**SEVERAL, "shuffle": False})
    orders = {answer_order(story, begin(story, seed).state, question_of(story)) for seed in range(20)}
    assert orders == {(0, 1, 2, 3)}


@pytest.mark.parametrize(
    ("answer", "followed"),
    [("Paris; Mons", "All."), ("Paris; Rome", "Half."), ("Rome; Paris", "Nothing.")],
)
def test_something_of_its_own_follows_an_answer_that_is_partly_right(pack_of: PackOf, answer: str, followed: str):
    outcomes = {"right": "All.", "partly": "Half.", "wrong": "Nothing."}
    story = pack_of({"cloze": "From [Paris] to [Mons]."}, outcomes)
    turn = choose(story, begin(story, 1).state, AnswerGiven(answer))
    shown = [
        paragraph.parts[0].words
        for event in turn.events
        if hasattr(event, "text")
        for paragraph in event.text.paragraphs
    ]
    assert shown == [followed]


def test_an_answer_that_is_partly_right_counts_as_wrong_where_nothing_else_is_said(pack_of: PackOf):
    story = pack_of({"cloze": "From [Paris] to [Mons]."}, {"right": "All.", "wrong": "Nothing."})
    turn = choose(story, begin(story, 1).state, AnswerGiven("Paris; Rome"))
    assert question_of(story).outcome.get(turn.state.memory) == 1


def test_conditions_can_ask_whether_an_answer_was_partly_right(pack_of: PackOf):
    outcomes = {"partly": "{partly.q: Half|Not half}.", "wrong": "{partly.q: Half|Not half}."}
    story = pack_of({"cloze": "From [Paris] to [Mons]."}, outcomes)
    state = begin(story, 1).state
    assert question_of(story).outcome.get(choose(story, state, AnswerGiven("Paris; Rome")).state.memory) == 3
    assert question_of(story).outcome.get(choose(story, state, AnswerGiven("Rome; Paris")).state.memory) == 1


@pytest.mark.parametrize("keys", [{"poll": ["Yes", "No"]}, {"open": "One should read."}])
def test_a_question_without_a_verdict_is_neither_right_nor_wrong(pack_of: PackOf, keys: dict[str, Any]):
    story = pack_of(
        keys, {"text": "{asked.q: Asked|Not asked}. {right.q: Right|Not right}. {wrong.q: Wrong|Not wrong}."}
    )
    state = begin(story, 1).state
    turn = choose(story, state, right_answer(story, state, question_of(story)))
    assert question_of(story).outcome.get(turn.state.memory) == 4


@pytest.mark.parametrize(
    ("answer", "count"), [("Paris; Mons", "1 right"), ("Paris; Rome", "0 right"), ("Rome; Paris", "0 right")]
)
def test_only_what_is_wholly_right_is_counted_as_right(pack_of: PackOf, answer: str, count: str):
    told = "{correct} right"
    story = pack_of({"cloze": "From [Paris] to [Mons]."}, {"right": told, "partly": told, "wrong": told})
    turn = choose(story, begin(story, 1).state, AnswerGiven(answer))
    shown = next(event for event in turn.events if isinstance(event, TextShown))
    state_of = render_words(story, shown.text, turn.state.memory, 1)
    assert state_of == count


def test_a_poll_is_not_counted_as_right(pack_of: PackOf):
    story = pack_of({"poll": ["Yes", "No"]}, {"right": "{correct} right"})
    state = begin(story, 1).state
    turn = choose(story, state, right_answer(story, state, question_of(story)))
    shown = next(event for event in turn.events if isinstance(event, TextShown))
    assert render_words(story, shown.text, turn.state.memory, 1) == "0 right"


@pytest.mark.parametrize("yes", ["true", "Ja.", "stimmt", "vrai", "Oui", "verdadero", "Sí", "prawda", "Tak!"])
@pytest.mark.parametrize("no", ["false", "falsch", "Nein", "faux", "falsa", "fałsz", "nie"])
def test_true_and_false_are_understood_in_the_languages_that_grading_knows(pack_of: PackOf, yes: str, no: str):
    story = pack_of({"true_false": "true"})
    assert grade(story, question_of(story), yes, ()).right
    assert verdict_of(grade(story, question_of(story), no, ())) == "wrong"
    assert verdict_of(grade(story, question_of(story), f"{yes} {no}", ())) == "ask back"

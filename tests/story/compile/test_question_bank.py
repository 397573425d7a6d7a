"""The question bank: one question of each kind, what it takes, and what is wrong with it."""

from __future__ import annotations

import pytest

from game.engine.rendering import render, render_words
from game.story.compile.question_bank import GAP
from game.story.model.story import Ask, Question, Story
from tests.story.inline import codes, only_finding, question_pack, story_of


def asked(question: str) -> tuple[Story, Question]:
    """The story and its question `q`, which rests on the fact `bell`."""
    story = story_of(question_pack(f"cites: bell\n{question}"))
    return story, story.questions["q"]


def words(story: Story, question: Question) -> str:
    """What is asked, on one line."""
    return render_words(story, question.text, story.layout.start, 0)


def test_multiple_choice() -> None:
    story, question = asked(
        "text: How *heavy* is it?\nbecause: It is a bell.\nanswers:\n  - right: 80 kg\n    because: Yes.\n"
        "  - wrong: 8 kg\n  - wrong: 800 kg\n    id: much"
    )
    assert question.kind == "choice"
    assert [(answer.id, answer.words, answer.right) for answer in question.answers] == [
        ("n_80_kg", "80 kg", True), ("n_8_kg", "8 kg", False), ("much", "800 kg", False),
    ]  # fmt: skip
    because = question.answers[0].because
    assert because is not None
    assert render_words(story, because, story.layout.start, 0) == "Yes."
    assert question.answers[1].because is None
    assert words(story, question) == "How heavy is it?"


def test_answers_that_would_have_the_same_id_get_ids_of_their_own() -> None:
    _, question = asked("text: Which?\nanswers:\n  - right: A b\n  - wrong: a-b\n  - wrong: A, B")
    assert len({answer.id for answer in question.answers}) == 3


def test_a_number() -> None:
    _, question = asked("text: How heavy?\nnumber: 80\nunit: kg")
    assert (question.kind, question.accepted, question.unit) == ("number", (("80",),), "kg")


@pytest.mark.parametrize(
    ("written", "accepted"), [("2.5", "2.5"), ("-3", "-3"), ("1 000", "1000"), ("0.10", "0.10"), ("+4", "4")]
)
def test_a_number_may_be_a_decimal(written: str, accepted: str) -> None:
    assert asked(f"text: How many?\nnumber: {written}")[1].accepted == ((accepted,),)


@pytest.mark.parametrize("written", ["eight", "2,5", "5 %", "NaN", "Infinity", "-inf", "1/2", "--1"])
def test_what_is_no_number_is_refused(written: str) -> None:
    found = only_finding(question_pack(f"cites: bell\ntext: How many?\nnumber: {written}"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW706", 6, 13)
    assert f"“{written}”" in found.message


def test_a_typed_answer() -> None:
    _, question = asked("text: Who?\nanswer: [Jan Roos, Roos]\nnot: [Jan Ross]")
    assert (question.kind, question.accepted, question.rejected) == ("typed", (("Jan Roos", "Roos"),), ("Jan Ross",))


def test_a_single_typed_answer_needs_no_list() -> None:
    assert asked("text: Who?\nanswer: Jan Roos")[1].accepted == (("Jan Roos",),)


def test_a_cloze() -> None:
    story, question = asked("cloze: |\n  The harbour is [small] but\n  [stubborn | obstinate].")
    assert (question.kind, question.accepted) == ("cloze", (("small",), ("stubborn", "obstinate")))
    assert words(story, question) == f"The harbour is {GAP} but {GAP}."


def test_a_cloze_may_have_a_text_before_it() -> None:
    story, question = asked("text: Fill in.\ncloze: A [small] harbour.")
    shown = [paragraph.words for paragraph in render(story, question.text, story.layout.start, 0)]
    assert shown == ["Fill in.", f"A {GAP} harbour."]


@pytest.mark.parametrize("cloze", ["No gap.", '"Empty []."', '"Only [ | ] bars."'])
def test_a_cloze_needs_gaps(cloze: str) -> None:
    assert only_finding(question_pack(f"cites: bell\ncloze: {cloze}")).code == "EW705"


def test_an_order() -> None:
    _, question = asked("text: In order?\norder: [slack water, flood, ebb]")
    assert (question.kind, question.parts) == ("order", ("slack water", "flood", "ebb"))


def test_pairs() -> None:
    _, question = asked("text: Who has what?\nmatch:\n  Iceland: a few offices\n  France: one floor")
    assert (question.kind, question.parts) == ("match", ("Iceland", "France"))
    assert question.partners == ("a few offices", "one floor")


@pytest.mark.parametrize(
    ("question", "code", "line", "column"),
    [
        ("text: Which?\norder: [flood, ebb, flood]", "EW704", 6, 25),
        ("text: Which?\norder: [flood, Flood]", "EW704", 6, 20),
        ("text: Which?\norder: [flood]", "EW703", 6, 13),
        ("text: Which?\nmatch: { A: one }", "EW703", 3, 3),
        ("text: Which?\nanswers: [{ right: A }, { right: B }]", "EW702", 6, 5),
        ("text: Which?\nanswers: [{ right: A }, { wrong: B }, { because: C }]", "EW708", 6, 43),
        ("text: Which?\nanswers: []", "EW701", 3, 3),
        ("text: Which?\nnumber: 8\nanswer: eight", "EW701", 3, 3),
        ("text: Which?\nnumber: [8]", "EW203", 6, 13),
        ("text: Which? {x}\nnumber: 8", "EW402", 5, 19),
        ("text: Which?\nnumber: 8\nbecause: See [bel].", "EW504", 7, 18),
        ("text: Which?\nmatch: [A, B]", "EW203", 6, 12),
    ],
)
def test_what_is_wrong_with_a_question_is_said_once_and_where_it_stands(
    question: str, code: str, line: int, column: int
) -> None:
    found = only_finding(question_pack(f"cites: bell\n{question}"))
    assert (found.code, found.spot.line, found.spot.column) == (code, line, column)


def test_two_answers_at_once_are_both_named() -> None:
    found = only_finding(question_pack("cites: bell\ntext: Which?\nnumber: 8\nanswer: eight"))
    assert "It has answer and number." in found.message


def test_a_question_rests_on_facts_that_there_are() -> None:
    found = only_finding(question_pack("cites: [bell, bel]\ntext: How heavy?\nnumber: 80"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW301", 4, 19)
    assert found.fix == "Did you mean `bell`? "


def test_the_topics_of_a_question_are_those_of_its_facts_or_its_own() -> None:
    both = story_of(question_pack("cites: [words, bell]\ntext: Which?\nnumber: 80"))
    own = story_of(question_pack("cites: bell\ntopics: weights\ntext: Which?\nnumber: 80"))
    assert both.questions["q"].topics == ("harbour", "people")
    assert own.questions["q"].topics == ("weights",)


@pytest.mark.parametrize(
    ("ask", "questions"),
    [
        ("q", ("q",)),
        ("{ topic: harbour }", ("q", "r")),
        ("{ from: [r, q, r] }", ("r", "q")),
        ("{ topic: t }", ("r",)),
        ("{ from: q }", ("q",)),
        ("{ question: r }", ("r",)),
    ],
)
def test_a_question_is_named_or_drawn(ask: str, questions: tuple[str, ...]) -> None:
    files = question_pack("cites: bell\ntext: Which?\nnumber: 80")
    more = "  r: { cites: bell, topics: [harbour, t], text: And?, number: 8 }\nscenes:"
    files["pack.yaml"] = files["pack.yaml"].replace("scenes:", more).replace("ask: q", f"ask: {ask}")
    assert [node.questions for node in story_of(files).nodes if isinstance(node, Ask)] == [questions]


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ("{ topic: a, from: [q] }", "EW218"),
        ("{}", "EW218"),
        ("[q]", "EW203"),
        ("{ topic: [harbour] }", "EW203"),
        ("{ from: [] }", "EW209"),
        ("{ subject: bells }", "EW201"),
    ],
)
def test_an_unclear_ask_is_refused(ask: str, code: str) -> None:
    files = question_pack("cites: bell\ntext: Which?\nnumber: 80")
    files["pack.yaml"] = files["pack.yaml"].replace("ask: q", f"ask: {ask}\n    right: Good")
    assert codes(files) == [code]


def test_two_pairs_may_have_the_same_partner() -> None:
    _, question = asked("text: Which?\nmatch: { A: one, B: one, C: two }")
    assert question.partners == ("one", "one", "two")

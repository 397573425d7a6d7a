"""The figures of right answers, compared with the facts that are cited."""

from __future__ import annotations

import pytest

from game.story.catalogue.editorial_examples import lint_pack
from game.story.editorial.numbers_in_text import figures_in
from game.story.editorial.words.lint_words import lint_words_of
from tests.story.inline import findings


def said(fact: str, question: str) -> list[str]:
    """The figures of right answers that are told to be in no fact."""
    facts = f"""\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: then
facts:
  bell:
    states: "{fact}"
    paragraph: 1
    by: article
    as_of: then
    topics: [harbour]
"""
    found = findings(lint_pack(facts=facts, q=question))
    return [
        finding.message.partition(" says ")[2].partition(", and none")[0]
        for finding in found
        if finding.code == "EW966"
    ]


def number(text: str, key: str, more: str = "") -> str:
    return f"text: {text}\ncites: bell\nnumber: {key}\n{more}because: It is so.\n"


@pytest.mark.parametrize(
    ("fact", "key", "more"),
    [
        ("The repair costs 480,000 euros.", "840000", "unit: euros\n"),
        ("The repair costs 480,000 euros.", "48000", "unit: euros\n"),
        ("The repair takes nine months.", "8", ""),
        ("The tower has twenty-one bells.", "20", ""),
        ("The tower was built in 1921.", "1912", ""),
        ("The share is 2.5%.", "25", "unit: '%'\n"),
        ("The town is old.", "1200", ""),
        ("Die Glocke wiegt 480 Kilo.", "840", ""),
        ("It costs 1.5 million euros.", "5.1", "unit: million euros\n"),
    ],
)
def test_a_number_that_no_cited_fact_has_is_reported(fact: str, key: str, more: str) -> None:
    assert said(fact, number("How much is it?", key, more)) == [key]


@pytest.mark.parametrize(
    ("fact", "key", "more"),
    [
        ("The repair costs 480,000 euros.", "480000", "unit: euros\n"),
        ("The repair costs 480.000 euros.", "480000", "unit: euros\n"),
        ("The repair costs 480 000 euros.", "480000", "unit: euros\n"),
        ("The repair costs half a million euros.", "500000", ""),
        ("The repair costs 1.5 million euros.", "1500000", ""),
        ("The repair costs 1.5 million euros.", "1.5", "unit: million euros\n"),
        ("The repair costs €1.5bn.", "1500000000", ""),
        ("The repair takes nine months.", "9", "unit: months\n"),
        ("The house has eight wings.", "8", ""),
        ("Three-quarters of them stay.", "75", "unit: '%'\n"),
        ("Two thirds of them stay.", "67", "unit: '%'\n"),
        ("It takes two and a half hours.", "2.5", "unit: hours\n"),
        ("It takes 2½ hours.", "2.5", "unit: hours\n"),
        ("It takes 90 minutes.", "1.5", "unit: hours\n"),
        ("It is 3 km long.", "3000", "unit: metres\n"),
        ("It was minus 7 degrees.", "-7", "unit: degrees\n"),
        ("It was founded on 4 April 1949.", "1949", ""),
        ("It was founded on 4 April 1949.", "4", ""),
        ("It was founded in nineteen forty-nine.", "1949", ""),
        ("Two hundred and fifty people came.", "250", ""),
        ("A dozen people came.", "12", ""),
        ("It was invoked once, after 9/11.", "1", ""),
        ("It was the twenty-first, or the 21st, time.", "21", ""),
        ("It came in World War II.", "2", ""),
        ("Nobody came.", "0", ""),
        ("Die Reparatur dauert neun Monate.", "9", ""),
        ("The share is 2,5 %.", "2.5", "unit: '%'\n"),
    ],
)
def test_a_number_that_a_fact_has_in_any_form_is_fine(fact: str, key: str, more: str) -> None:
    assert said(fact, number("How much is it?", key, more)) == []


@pytest.mark.parametrize(
    ("fact", "text", "key"),
    [
        ("Founded in 1949, it was rebuilt in 1967.", "How many years lie between the two?", "18"),
        ("It has 40 seats below and 12 above.", "How many seats are there altogether?", "52"),
        ("Of 40 seats 10 are free.", "What percentage is free?", "25"),
        ("Of 40 seats 10 are free.", "By how many is one group larger than the other?", "30"),
        ("France, Germany and the UK lead it.", "How many countries lead it?", "3"),
    ],
)
def test_a_number_that_the_question_asks_to_work_out_is_fine(fact: str, text: str, key: str) -> None:
    assert said(fact, number(text, key)) == []


def test_a_number_worked_out_in_any_other_way_can_be_marked() -> None:
    fact = "It has 40 seats below and 12 above."
    assert said(fact, number("How many pupils fit in at two a seat?", "104")) == ["104"]
    assert said(fact, number("How many pupils fit in at two a seat?", "104", "worked_out: true\n")) == []


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ('answer: ["840,000 euros"]', ["840,000"]),
        ('answer: ["480,000 euros", 480 thousand euros]', []),
        ("answers:\n  - right: 840,000 euros\n    because: x\n  - wrong: 480,000 euros\n    because: x", ["840,000"]),
        ("answers:\n  - right: 480,000 euros\n    because: x\n  - wrong: 840,000 euros\n    because: x", []),
        ("answers:\n  - right: Nine months\n    because: x\n  - wrong: 480,000 euros\n    because: x", []),
        ("answers:\n  - right: Eight months\n    because: x\n  - wrong: 480,000 euros\n    because: x", ["Eight"]),
        ("match: { Cost: 840000 euros, Time: nine months }", ["840000"]),
    ],
)
def test_the_other_kinds_of_answers_are_compared_too(question: str, figures: list[str]) -> None:
    fact = "The repair costs 480,000 euros and takes nine months."
    assert said(fact, f"text: How much is it?\ncites: bell\n{question}\nbecause: It is so.\n") == figures


def test_each_gap_is_compared_and_told_once() -> None:
    fact = "The repair costs 480,000 euros and takes nine months."
    question = 'cites: bell\ncloze: "It costs [840,000|480000] euros and takes [seven] months."\nbecause: It is so.\n'
    assert said(fact, question) == ["840,000", "seven"]


def test_a_row_of_points_and_digits_of_any_length_is_a_figure() -> None:
    for number in range(30, 60):
        assert figures_in(("1.2.3." * 20)[:number], lint_words_of("en"))

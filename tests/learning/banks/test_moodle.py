"""Moodle XML: every type of question that a pack has something like, both ways; the others are told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankError,
    BankGap,
    BankNotes,
    BankNumber,
    BankQuestion,
)
from game.learning.banks.moodle_reading import read_moodle
from game.learning.banks.moodle_writing import write_moodle
from tests.learning.banks.drawn_questions import HELPED

DECK = Deck("pack", "")
HEAD = "<name><text>Q</text></name><questiontext format='html'><text>{}</text></questiontext>"


def quiz(kind: str, inside: str, text: str = "What?") -> bytes:
    head = HEAD.format(f"<![CDATA[{text}]]>")
    return f'<?xml version="1.0"?>\n<quiz>\n<question type="{kind}">{head}{inside}</question>\n</quiz>'.encode()


def question_in(content: bytes) -> BankQuestion:
    found = read_moodle(content, "q.xml")
    assert found.notes == ()
    (question,) = found.questions
    return question


def answer(fraction: str, words: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}"><text>{words}</text>{more}</answer>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (quiz("multichoice", "<single>true</single>" + answer("100", "<![CDATA[<p>a &amp; b</p>]]>")
              + answer("0", "c", "<feedback format='html'><text>No.</text></feedback>")),
         BankQuestion("choice", "What?", "Q", answers=(BankAnswer("a & b"), BankAnswer("c", NOTHING, "No.")))),
        (quiz("multichoice", "<single>false</single>" + answer("50", "a") + answer("50", "b") + answer("-100", "c")),
         BankQuestion("several", "What?", "Q", answers=(
             BankAnswer("a", Decimal(50)), BankAnswer("b", Decimal(50)), BankAnswer("c", Decimal(-100))))),
        (quiz("truefalse", answer("0", "true") + answer("100", "false")),
         BankQuestion("true_false", "What?", "Q", truth=False)),
        (quiz("shortanswer", answer("100", "Jan") + answer("0", "*", "<feedback><text>No.</text></feedback>")),
         BankQuestion("typed", "What?", "Q", answers=(BankAnswer("Jan"),), other_feedback="No.")),
        (quiz("numerical", answer("100", "9.81", "<tolerance>0.05</tolerance>")
              + "<units><unit><multiplier>1</multiplier><unit_name>m/s²</unit_name></unit></units>"),
         BankQuestion("number", "What?", "Q", numbers=(BankNumber(Decimal("9.81"), Decimal("0.05")),), unit="m/s²")),
        (quiz("matching", "<subquestion><text>cat</text><answer><text>milk</text></answer></subquestion>"
              "<subquestion><text></text><answer><text>hay</text></answer></subquestion>"),
         BankQuestion("match", "What?", "Q", pairs=(("cat", "milk"), ("", "hay")))),
        (quiz("cloze", "", "The {1:SHORTANSWER:=bell~%50%clock#Nearly.} is {2:MC:heavy~=light} {1:NM:=80}!"),
         BankQuestion("cloze", "", "Q", cloze=(
             "The ", BankGap((BankAnswer("bell"), BankAnswer("clock", Decimal(50), "Nearly."))), " is ",
             BankGap((BankAnswer("heavy", NOTHING), BankAnswer("light")), choices=True), " ",
             BankGap((BankAnswer("80"),)), "!"))),
        (quiz("ddwtos", "<dragbox><text>bell</text><group>1</group></dragbox><dragbox><text>ship</text><group>1</group>"
              "</dragbox><dragbox><text>red</text><group>2</group></dragbox>", "The [[1]] is [[3]]."),
         BankQuestion("cloze", "", "Q", cloze=(
             "The ", BankGap((BankAnswer("bell"), BankAnswer("ship", NOTHING)), choices=True), " is ",
             BankGap((BankAnswer("red"),), choices=True), "."))),
        (quiz("gapselect", "<selectoption><text>bell</text><group>1</group></selectoption>"
              "<selectoption><text>ship</text><group>1</group></selectoption>", "The [[2]]"),
         BankQuestion("cloze", "", "Q", cloze=(
             "The ", BankGap((BankAnswer("ship"), BankAnswer("bell", NOTHING)), choices=True)))),
        (quiz("ordering", answer("2", "second") + answer("1", "first")),
         BankQuestion("order", "What?", "Q", parts=("first", "second"))),
        (quiz("essay", "<idnumber>e1</idnumber><tags><tag><text>x</text></tag></tags>"),
         BankQuestion("open", "What?", "Q", "e1", tags=("x",))),
        (quiz("shortanswer", "<usecase>1</usecase>" + answer("100", "pH")
              + "<hint><text>Two letters.</text></hint><hint><text></text></hint>"),
         BankQuestion("typed", "What?", "Q", answers=(BankAnswer("pH"),), case=True, hints=("Two letters.",))),
        (quiz("description", "<generalfeedback format='markdown'><text>**So.**</text></generalfeedback>"),
         BankQuestion("description", "What?", "Q", feedback="**So.**")),
    ],
)  # fmt: skip
def test_each_type_is_read(content: bytes, expected: BankQuestion) -> None:
    assert question_in(content) == expected


def test_a_question_knows_its_line_and_its_category() -> None:
    text = ('<quiz>\n<question type="category"><category><text>$course$/top/Harbour</text></category></question>\n\n'
            f'<question type="essay">{HEAD.format("Why?")}</question></quiz>')  # fmt: skip
    (question,) = read_moodle(text.encode(), "q.xml").questions
    assert (question.line, question.category) == (4, "Harbour")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (
            quiz("calculated", answer("100", "{a}+{b}")),
            "“Q” was left out: nothing in a pack is like Moodle's type “calculated”.",
        ),
        (quiz("essay", "", "<img src='x.png'>See?"), "“Q”: There is an image in it, which is not carried over."),
        (quiz("essay", "<correctfeedback><text>Bravo.</text></correctfeedback>"), "(“Bravo.”) is not carried over"),
        (quiz("essay", "<graderinfo><text>Be mild.</text></graderinfo>"), "says to who grades, “Be mild.”, is not"),
        (
            quiz("essay", "<responsetemplate><text>I saw</text></responsetemplate>"),
            "puts into an answer, “I saw”, is not",
        ),
        (quiz("shortanswer", answer("100", "a*b")), "The answer “a*b” was left out"),
        (
            quiz("shortanswer", answer("100", "a") + answer("50", "*")),
            "The answer `*`, any answer at all, was left out",
        ),
        (quiz("numerical", answer("100", "1") + answer("50", "*")), "The answer `*`, any answer at all, was left out"),
        (quiz("cloze", "", "A {1:SA:=bell#<img src='x.png'>}."), "There is an image in it"),
        (quiz("cloze", "", "A {1:SA:=bell~*#No, think.}."), "any other answer in a gap, “No, think.”, is not carried"),
        (quiz("cloze", "", "A {1:SA:=bell~%50%*}."), "The answer `*`, any answer at all, was left out"),
        (
            quiz("ddwtos", "<dragbox><text>&lt;img src='x.png'>bell</text></dragbox>", "A [[1]]."),
            "There is an image in it",
        ),
        (
            quiz(
                "matching",
                "".join(
                    f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
                    for left, right in (("cat", "milk"), ("dog", ""), ("cow", "hay"))
                ),
            ),
            "“dog”, to which nothing belongs, was left out.",
        ),
        (quiz("numerical", answer("100", "three")), "“Q” was left out. “three” is not a number."),
        (quiz("cloze", "", "No gap"), "“Q” was left out. It has no gap."),
        (quiz("ddwtos", "", "The [[1]]"), "There is no word for the place [[1]]"),
    ],
)
def test_what_has_no_place_is_told_with_its_line(content: bytes, word: str) -> None:
    (note,) = read_moodle(content, "q.xml").notes
    assert note.line == 3
    assert word in note.sentence


BOMB = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>"""
FETCHING = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>"""


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (BOMB, "declares entities of its own"),
        (FETCHING, "declares entities of its own"),
        (b"<quiz><question>", "q.xml:1: The XML is damaged"),
        (b"<html></html>", "XML of another kind"),
        (b"<quiz>" + b"<a>" * 100 + b"</a>" * 100 + b"</quiz>", "more of them inside each other"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "q.xml"),
    ],
)
def test_a_hostile_or_damaged_file_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(BankError, match=word):
        read_moodle(content, "q.xml")


@pytest.mark.parametrize("kind", HELPED)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_as_it_was(kind: str, data: st.DataObject) -> None:
    question = data.draw(HELPED[kind])
    question = replace(question, name=question.name or "A question")  # Moodle's always have one
    if kind == "cloze":  # a gap of Moodle's has no such feedback, which is told
        question = replace(question, other_feedback="")
    content = read_moodle(write_moodle([question], BankNotes("pack"), DECK), "q.xml")
    assert content.notes == ()
    numbers = tuple(
        replace(number, at=(number.low + number.high) / 2, tolerance=(number.high - number.low) / 2, to=None)
        for number in question.numbers
    )
    assert content.questions == (replace(question, numbers=numbers),)


@given(st.text("{}:=~%#\\*12SAMCN <>&;a", max_size=60))
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_cloze_ends_in_questions_and_sentences(words: str) -> None:
    words = words.replace("]]>", "")
    found = read_moodle(quiz("cloze", "", words), "q.xml")
    assert found.questions or found.notes


def test_a_choice_in_a_gap_comes_back() -> None:
    gap = BankGap((BankAnswer("a", FULL), BankAnswer("b}~#", NOTHING, "No *way*.")), choices=True)
    question = BankQuestion("cloze", name="Q", cloze=("{x} ", gap, "\ny"))
    assert question_in(write_moodle([question], BankNotes(""), DECK)) == question

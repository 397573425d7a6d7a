"""Aiken: what it can say is read and written; what is malformed is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from game.learning.banks.aiken import read_aiken, write_aiken
from game.learning.banks.bank_questions import FULL, NOTHING, BankAnswer, BankNotes, BankQuestion
from game.learning.banks.marked_words import literal, plain_line
from tests.learning.banks.drawn_questions import KINDS

GOOD = "What is it?\nA. a bell\nB) a ship\nANSWER: B\n"


def test_both_signs_behind_the_letter_are_read() -> None:
    (question,) = read_aiken(GOOD, "q.txt").questions
    assert question == BankQuestion(
        "choice", "What is it?", answers=(BankAnswer("a bell", NOTHING), BankAnswer("a ship", FULL))
    )


def test_empty_lines_lower_case_and_several_answers_are_read() -> None:
    content = read_aiken(f"{GOOD}\n\nWhich?\n\na) one\nb) two\nc) three\nanswer: a, C\n", "q.txt")
    assert [question.kind for question in content.questions] == ["choice", "several"]
    assert [answer.credit for answer in content.questions[1].answers] == [FULL, NOTHING, FULL]
    assert content.notes == ()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("What?\nA. a\nB. b\n", 1, "no line `ANSWER:`"),
        ("What?\nA. a\nB. b\nANSWER: C\n", 4, "none of the letters A, B"),
        ("What?\nA. a\nC. b\nANSWER: A\n", 1, "without a gap"),
        ("What?\nA. a\nANSWER: A\n", 1, "two answers or more"),
    ],
)
def test_what_is_malformed_is_told_with_its_line_and_the_rest_is_read(text: str, line: int, word: str) -> None:
    content = read_aiken(f"{text}\n{GOOD}", "q.txt")
    (note,) = content.notes
    assert (note.line, word in note.sentence) == (line, True)
    assert content.questions[-1].text.endswith("What is it?")
    assert len(content.questions) == 1


@given(KINDS["choice"])
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_as_it_was_and_the_rest_is_told(question: BankQuestion) -> None:
    notes = BankNotes("pack")
    content = read_aiken(write_aiken([question], notes), "q.txt")
    if sum(answer.credit == FULL for answer in question.answers) != 1:
        assert content.questions == ()
        assert "left out" in notes.taken[0].sentence
        return
    (back,) = content.questions
    assert back.text in (literal(plain_line(question.text)), literal(f"– {plain_line(question.text)}"))
    assert [answer.text for answer in back.answers] == [answer.text for answer in question.answers]
    told = any(answer.feedback for answer in question.answers) or bool(question.feedback)
    assert told == any("not carried over: Aiken has no room" in note.sentence for note in notes.taken)

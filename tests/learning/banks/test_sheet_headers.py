"""Columns of a sheet as teachers name them: several of one name, other names, and names that nobody knows."""

from __future__ import annotations

import pytest

from game.learning.banks.bank_questions import BankNotes
from game.learning.banks.sheet_rows import sheet_questions


def read(*rows: tuple[str, ...]):
    notes = BankNotes("quiz.csv")
    return sheet_questions(enumerate(rows, 1), "quiz.csv", notes), notes


def test_columns_of_one_name_go_together():
    found, _ = read(("question", "right", "wrong", "wrong"), ("Nearest to the Sun?", "Mercury", "Venus", "Mars"))
    assert [answer.text for answer in found[0].answers] == ["Mercury", "Venus", "Mars"]


def test_columns_may_be_numbered():
    header = ("Question", "Correct answer", "Wrong answer 1", "Wrong answer 2")
    found, _ = read(header, ("Nearest to the Sun?", "Mercury", "Venus", "Mars"))
    assert [answer.text for answer in found[0].answers] == ["Mercury", "Venus", "Mars"]


@pytest.mark.parametrize("name", ["feedback", "Explanation", "reason", "Begründung"])
def test_the_reason_has_many_names(name: str):
    found, notes = read(("question", "right", name), ("Nearest?", "Mercury", "It is."))
    assert found[0].feedback == "It is."
    assert not notes.taken


def test_a_column_that_nobody_knows_is_told():
    _, notes = read(("question", "right", "colour"), ("Nearest?", "Mercury", "grey"))
    assert "the column “colour”" in notes.taken[0].sentence

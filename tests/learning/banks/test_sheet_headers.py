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


def told(*rows: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(note.line, note.sentence) for note in read(*rows)[1].taken]


def test_cells_behind_the_last_column_are_told():
    header = ("question", "right", "wrong", "")
    assert told(header, ("What rings, and when?", "a bell", "a ship", "a gong", "a cat"), ("Who?", "Jan", "", "")) == [
        (2, "“a gong a cat” stands behind the last column with a name, and is not carried over.")
    ]


def test_a_column_without_a_name_is_told_once():
    assert told(
        ("", "question", "right"), ("", "Who?", "Jan"), ("hard", "What?", "a bell"), ("easy", "Why?", "So")
    ) == [(3, "The column without a name in which “hard” stands is not carried over.")]


def test_what_stands_above_the_header_is_told():
    assert told(("Quiz", "7b"), ("", ""), ("question", "right"), ("Who?", "Jan")) == [
        (1, "What stands above the names of the columns, “Quiz 7b”, is not carried over.")
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("Question", "Answer 1", "Answer 2", "Time limit (sec)", "Correct answer(s)", "Picture"),
        ("Question Text", "Option 1", "Option 2", "Time in seconds", "Correct Answer", "Picture"),
    ],
    ids=["kahoot", "quizizz"],
)
def test_columns_that_other_sheets_do_not_have_are_told(header: tuple[str, ...]):
    ((line, sentence),) = told(header, ("Who?", "Jan", "Ada", "", "1", "jan.png"))
    assert (line, "the column “Picture”" in sentence) == (1, True)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"kind": "open", "right": "So"}, "the kind open has no room for `right`"),
        (
            {"kind": "order", "right": "a|b", "wrong": "c", "unit": "m"},
            "the kind order has no room for `wrong`, `unit`",
        ),
        ({"kind": "match", "right": "a -> b|c -> d", "right because": "So"}, "no room for `right because`"),
        ({"kind": "number", "right": "8|9"}, "Only the first answer in the column `right`"),
        ({"kind": "true_false", "right": "true|false"}, "Only the first answer in the column `right`"),
        ({"kind": "choice", "right": "a", "wrong": "b", "wrong because": "So|Too"}, "more lines than `wrong`"),
        ({"kind": "number", "right": "8", "wrong": "9"}, "the kind number has no room for `wrong`"),
    ],
)
def test_cells_that_mean_nothing_for_the_kind_are_told(cells: dict[str, str], sentence: str):
    (note,) = told(("question", *cells), ("Which?", *cells.values()))
    assert (note[0], sentence in note[1]) == (2, True)


def test_both_sides_of_a_statement_may_be_given():
    assert told(("question", "kind", "right", "wrong"), ("Sure?", "true_false", "true", "False")) == []

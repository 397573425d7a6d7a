"""Excel's books: every sheet is read, and what is not carried over is told."""

from __future__ import annotations

import io
from itertools import permutations

import pytest
from openpyxl import Workbook

from game.learning.banks.bank_questions import BankContent
from game.learning.banks.xlsx_files import read_xlsx

SHEETS = {
    "Bells": [["question", "right"], ["Who rings?", "Jan"]],
    "Marks": [["Name", "Mark"], ["Ada", "1"]],
    "Ships": [["question", "right"], ["How many?", "8"]],
    "Sheet4": [],
}


def written(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(sheets: dict[str, list[list[str]]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def read(book: Workbook) -> BankContent:
    return read_xlsx(written(book), "q.xlsx")


@pytest.mark.parametrize("titles", list(permutations(SHEETS)))
def test_a_sheet_that_is_not_known_is_told_wherever_it_stands(titles: tuple[str, ...]):
    content = read(book_of({title: SHEETS[title] for title in titles}))
    assert {question.text for question in content.questions} == {"Who rings?", "How many?"}
    assert [str(note) for note in content.notes] == [
        "q.xlsx: The sheet “Marks” was not read: it has no header that is known."
    ]

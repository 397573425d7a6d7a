"""Excel's books: every sheet is read, and what is not carried over is told."""

from __future__ import annotations

import io
import zipfile
from itertools import permutations

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

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


def test_comments_on_cells_and_charts_are_told():
    book = book_of({"Bells": SHEETS["Bells"]})
    book.active["A1"].comment = Comment("Ask this first.", "Ada")
    book.active.add_chart(BarChart(), "E5")
    assert [note.sentence for note in read(book).notes] == [
        "There are charts in the sheets, which are not carried over.",
        "There are comments in the sheets, which are not carried over.",
    ]


def test_pictures_are_told():
    out = io.BytesIO(written(book_of({"Bells": SHEETS["Bells"]})))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/media/image1.png", b"")
    (note,) = read_xlsx(out.getvalue(), "q.xlsx").notes
    assert note.sentence == "There are pictures in the sheets, which are not carried over."


def test_rows_and_columns_that_are_too_many_are_told():
    book = book_of({"Bells": SHEETS["Bells"]})
    book.active.cell(2, 61, "far away")
    book.active.cell(20_001, 1, "Who else?")
    assert [(note.line, note.sentence) for note in read(book).notes] == [
        (2, "Of the sheet “Bells” only the first 60 columns were read."),
        (20_001, "Of the sheet “Bells” only the first 20,000 rows were read; divide it."),
    ]


def test_a_formula_that_was_never_calculated_is_told_with_its_cell():
    book = book_of(
        {"Bells": [["question", "right", "wrong"], ["2 + 2?", "=2+2", "=1+2"], ["Who rings?", "Jan", "Ada"]]}
    )
    content = read(book)
    assert "Who rings?" in [question.text for question in content.questions]
    assert str(content.notes[0]) == (
        "q.xlsx:2: Nothing was read of B2, C2 in the sheet “Bells”: what the formula comes to was never saved. "
        "Open the file in a spreadsheet, save it, and import it again."
    )


def test_of_a_formula_what_it_came_to_last_is_read():
    content = written(book_of({"Bells": [["question", "right", "wrong"], ["2 + 2?", "=2+2", "5"]]}))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.infolist():
            made.writestr(
                part,
                given.read(part)
                .replace(b"<v></v>", b"<v>4</v>")
                .replace(b"<v/>", b"<v>4</v>")
                .replace(b"<v />", b"<v>4</v>"),
            )
    read_again = read_xlsx(out.getvalue(), "q.xlsx")
    assert [answer.text for answer in read_again.questions[0].answers] == ["4", "5"]
    assert read_again.notes == ()

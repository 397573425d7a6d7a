"""CSV, Excel and Word: our own columns both ways, Kahoot's and Quizizz's, whatever delimiter and encoding."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from game.learning.banks.bank_formats import Deck, read_bank
from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankContent,
    BankError,
    BankGap,
    BankNotes,
    BankNumber,
    BankQuestion,
)
from game.learning.banks.csv_files import guarded_cell, read_csv, write_csv
from game.learning.banks.docx_files import read_docx
from game.learning.banks.xlsx_files import read_xlsx, write_xlsx
from tests.learning.banks.drawn_questions import KINDS

DECK = Deck("pack", "Pack")
HALF = Decimal(50)


def csv_of(text: str, encoding: str = "utf-8") -> BankContent:
    return read_csv(text.encode(encoding), "q.csv")


def docx_of(rows: list[list[str]], extra: str = "") -> bytes:
    def cell(words: str) -> str:
        lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words.split("\n"))
        return f"<w:tc>{lines}</w:tc>"

    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    body = f"<w:body><w:tbl>{table}</w:tbl>{extra}</w:body>" if rows else f"<w:body>{extra}</w:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="http://w">{body}</w:document>')
    return out.getvalue()


def xlsx_of(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OWN = [
    ["Question", "Right", "Wrong", "Because", "Tags"],
    ["How *heavy*?", "80 kg", "8 kg|800 kg", "So.", "bell, harbour"],
    ["Which two?", "a\nb", "c", "", ""],
    ["How many?", "1,5", "", "", ""],
    ["Pi?", "3.14 ± 0.01", "", "", ""],
    ["The bell is [heavy|big].", "", "", "", ""],
    ["Sure?", "TRUE", "", "", ""],
    ["What belongs?", "cat -> milk\ndog -> bone", "", "", ""],
    ["Who?", "Jan\nJan Roos", "", "", ""],
]
EXPECTED = (
    BankQuestion("choice", "How *heavy*?", tags=("bell", "harbour"), feedback="So.",
                 answers=(BankAnswer("80 kg"), BankAnswer("8 kg", NOTHING), BankAnswer("800 kg", NOTHING))),
    BankQuestion("several", "Which two?",
                 answers=(BankAnswer("a", HALF), BankAnswer("b", HALF), BankAnswer("c", NOTHING))),
    BankQuestion("number", "How many?", numbers=(BankNumber(Decimal("1.5")),)),
    BankQuestion("number", "Pi?", numbers=(BankNumber(Decimal("3.14"), Decimal("0.01")),)),
    BankQuestion("cloze", cloze=("The bell is ", BankGap((BankAnswer("heavy"), BankAnswer("big"))), ".")),
    BankQuestion("true_false", "Sure?"),
    BankQuestion("match", "What belongs?", pairs=(("cat", "milk"), ("dog", "bone"))),
    BankQuestion("typed", "Who?", answers=(BankAnswer("Jan"), BankAnswer("Jan Roos"))),
)  # fmt: skip


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    return "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_writes_is_read(delimiter: str, encoding: str) -> None:
    content = csv_of(as_csv(OWN, delimiter), encoding)
    assert content.notes == ()
    assert content.questions == EXPECTED


def test_german_excel_writes_semicolons_and_cp1252() -> None:
    content = csv_of("sep=;\r\nquestion;right;wrong\r\nWie groß?;größer;klein\r\n", "cp1252")
    assert [question.text for question in content.questions] == ["Wie groß?"]
    assert [note.line for note in content.notes] == [1]
    assert "cp1252" in content.notes[0].sentence
    assert content.questions[0].line == 3


def test_excel_and_word_hold_the_same_as_csv() -> None:
    assert read_xlsx(xlsx_of([list(row) for row in OWN]), "q.xlsx").questions == EXPECTED
    assert read_docx(docx_of(OWN), "q.docx").questions == EXPECTED


def test_numbers_of_excel_are_words() -> None:
    rows: list[list[object]] = [["question", "right"], ["How many?", 8.0], ["Half?", 0.5], ["Sure?", True]]
    found = read_xlsx(xlsx_of(rows), "q.xlsx").questions
    assert [question.kind for question in found] == ["number", "number", "true_false"]
    assert [question.numbers[0].at for question in found[:2]] == [8, Decimal("0.5")]


KAHOOT = [
    ["", "Kahoot! quiz template", "", "", "", "", "", ""],
    ["", "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters",
     "Answer 3 - max 75 characters", "Answer 4 - max 75 characters",
     "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one"],
    ["1", "What is it?", "a bell", "a ship", "", "", "20", "1"],
    ["2", "Which two?", "a", "b", "c", "", "20", "1,3"],
    ["3", "Nothing?", "a", "b", "", "", "20", "4"],
]  # fmt: skip


def test_a_sheet_of_kahoot_is_known_by_its_header() -> None:
    content = csv_of(as_csv(KAHOOT))
    assert content.questions == (
        BankQuestion("choice", "What is it?", answers=(BankAnswer("a bell"), BankAnswer("a ship", NOTHING))),
        BankQuestion("several", "Which two?",
                     answers=(BankAnswer("a", HALF), BankAnswer("b", NOTHING), BankAnswer("c", HALF))),
    )  # fmt: skip
    seconds, none = content.notes
    assert (seconds.line, none.line) == (3, 5)
    assert "“4” does not say which of the answers is right. The row was left out." in none.sentence


QUIZIZZ = [
    ["Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Correct Answer", "Time in seconds",
     "Image Link", "Answer explanation"],
    ["What?", "Multiple Choice", "a", "b", "", "2", "20", "", "So."],
    ["Which?", "Checkbox", "a", "b", "c", "1,2", "20", "http://x/y.png", ""],
    ["Who?", "Fill-in-the-Blank", "Jan", "Roos", "", "", "20", "", ""],
    ["Why?", "Open-Ended", "", "", "", "", "20", "", ""],
    ["You?", "Poll", "a", "b", "", "", "20", "", ""],
]  # fmt: skip


def test_a_sheet_of_quizizz_is_known_by_its_header() -> None:
    content = csv_of(as_csv(QUIZIZZ))
    assert [question.kind for question in content.questions] == ["choice", "several", "typed", "open"]
    assert content.questions[0].answers == (BankAnswer("a", NOTHING), BankAnswer("b", FULL))
    assert content.questions[0].feedback == "So."
    assert [(note.line, note.sentence[:30]) for note in content.notes] == [
        (2, "How many seconds there are for"), (3, "There is an image with the que"),
        (6, "Nothing in a pack is like Quiz"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("riddle,What?,a,b", "There is no kind “riddle”"),
        ("choice,,a,b", "no question"),
        ("choice,What?,,b", "no answer"),
        ("number,What?,three,", "“three” is not a number"),
        ("match,What?,a,", "no `->`"),
        ("cloze,What?,,", "no gap"),
        ("true_false,What?,perhaps,", "`true` or `false`"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(row: str, word: str) -> None:
    content = csv_of(f'kind,question,right,wrong\nopen,"Two\nlines",,\n{row}\nopen,Why?,,\n')
    (note,) = content.notes
    assert (note.line, word in note.sentence) == (4, True)
    assert len(content.questions) == 2


SIMPLE = ["true_false", "match", "order", "open", "description"]


def carried(question: BankQuestion) -> BankQuestion:
    """The question with what a sheet has room for: answers right or wrong, one number, gaps that are typed."""
    answers = tuple(replace(answer, credit=FULL if answer.credit > 0 else NOTHING) for answer in question.answers)
    right = [answer for answer in answers if answer.credit]
    if question.kind == "choice":
        answers = (replace(answers[0], credit=FULL), *(replace(answer, credit=NOTHING) for answer in answers[1:]))
    if question.kind == "typed":
        answers = (*right, *(answer for answer in answers if not answer.credit))
    gaps = [
        BankGap(tuple(replace(answer, credit=FULL, feedback="") for answer in piece.answers))
        if isinstance(piece, BankGap)
        else piece
        for piece in question.cloze
    ]
    numbers = tuple(replace(number, credit=FULL) for number in question.numbers[:1])
    return replace(question, answers=answers, numbers=numbers, cloze=tuple(gaps))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["choice", "typed", "number", "cloze", *SIMPLE])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_as_it_was(form: str, kind: str, data: st.DataObject) -> None:
    question = carried(data.draw(KINDS[kind]))
    notes = BankNotes("pack")
    write, read = (write_csv, read_csv) if form == "csv" else (write_xlsx, read_xlsx)
    content = read(write([question], notes, DECK), "q")
    if any("“→”" in note.sentence for note in notes.taken):
        return
    assert content.notes == ()
    assert content.questions == (question,)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "''@x"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guarded_cell(cell) == f"'{cell}"
    question = BankQuestion("open", "x", name=cell.strip())
    written = write_csv([question], BankNotes(""), DECK).decode("utf-8-sig")
    assert f",{guarded_cell(cell.strip())}," in written
    book = load_workbook(io.BytesIO(write_xlsx([question], BankNotes(""), DECK)))
    assert {field.data_type for row in book.active.iter_rows() for field in row if field.value is not None} == {"s"}


@cache
def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 60_000_000)
    return out.getvalue()


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for index in range(2_001):
            packed.writestr(f"{index}", b"")
    return out.getvalue()


def lying() -> bytes:
    """An archive whose list says that its part is small."""
    content = bytearray(bomb())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("content", "word"),
    [
        (bomb, "would unpack to 60,000,000 bytes"),
        (many_parts, "in 2,001 parts"),
        (lying, "damaged"),
        (lambda: b"PK\x03\x04 nothing", "damaged"),
        (lambda: docx_of([], '<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>'), "no row with the names|damaged"),
    ],
    ids=["bomb", "many parts", "lying", "no archive", "no table"],
)  # fmt: skip
def test_an_archive_that_does_harm_is_refused(form: str, content: Callable[[], bytes], word: str) -> None:
    with pytest.raises(BankError, match=word):
        read_bank(f"q.{form}", content(), form)


def test_entities_in_an_archive_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
        packed.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    for form in ("docx", "xlsx"):
        with pytest.raises(BankError, match="declares entities"):
            read_bank(f"q.{form}", out.getvalue(), form)


def test_a_word_file_may_hold_aiken_and_pictures_are_told() -> None:
    lines = ["What is it?", "A. a bell", "B. a ship", "ANSWER: B"]
    plain = docx_of([], "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))
    assert read_docx(plain, "q.docx").questions[0].text == "What is it?"
    rows = [["question", "right"], ["What?</w:t><w:drawing/><w:t>", "a"]]
    (note,) = read_docx(docx_of(rows), "q.docx").notes
    assert (note.line, "picture" in note.sentence) == (2, True)


def test_a_sheet_without_a_known_header_says_which_there_are() -> None:
    with pytest.raises(BankError, match="Ours are: kind, name, question, right"):
        csv_of("a,b\n1,2\n")

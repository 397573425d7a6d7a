"""Word documents: questions are found wherever they stand, and what is not carried over is told."""

from __future__ import annotations

import io
import zipfile
from itertools import permutations

import pytest

from game.learning.banks.bank_questions import BankContent
from game.learning.banks.docx_files import read_docx

PICTURE = "<w:drawing/>"
FORMULA = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
AIKEN = ["What is it?", "A. a bell", "B. a ship", "ANSWER: B"]


def paragraph(words: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; a cell that begins with a tag is that, any other a paragraph."""
    lines = ""
    for row in rows:
        cells = (cell if cell.startswith("<") else paragraph(cell) for cell in row)
        lines += f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"
    return f"<w:tbl>{lines}</w:tbl>"


def read(*blocks: str) -> BankContent:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        body = "".join(blocks)
        head = '<w:document xmlns:w="http://w" xmlns:m="http://m">'
        packed.writestr("word/document.xml", f"{head}<w:body>{body}</w:body></w:document>")
    return read_docx(out.getvalue(), "q.docx")


def told(content: BankContent) -> list[tuple[int, str]]:
    return [(note.line, note.sentence) for note in content.notes]


def test_pictures_and_formulas_beside_questions_in_aiken_are_told():
    first, *others = AIKEN
    content = read(paragraph(first, PICTURE), *map(paragraph, others), paragraph("", FORMULA))
    assert [question.text for question in content.questions] == ["What is it?"]
    assert told(content)[:2] == [
        (1, "There is a picture or an object, which is not carried over."),
        (5, "There is a formula, of which only the letters are carried over."),
    ]


QUESTIONS = table(["question", "right"], ["Who rings?", "Jan"])
NUMBERS = table(["question", "right"], ["How many?", "8"])
OTHER = table(["Monday", "Bells"], ["Tuesday", "Ships"])


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_table_of_questions_is_found_in_tables_for_the_layout(depth: int):
    nested = QUESTIONS
    for _ in range(depth):
        nested = table(["", nested + paragraph("")])
    content = read(nested)
    assert [question.text for question in content.questions] == ["Who rings?"]
    assert content.notes == ()


def test_tables_of_one_layout_are_all_read_and_each_loss_is_told_once():
    picture = table(["question", "right"], [paragraph("How many?", PICTURE), "8"])
    content = read(table([QUESTIONS, picture]))
    assert [question.text for question in content.questions] == ["Who rings?", "How many?"]
    assert told(content) == [(2, "There is a picture or an object, which is not carried over.")]


@pytest.mark.parametrize("blocks", list(permutations((QUESTIONS, OTHER, NUMBERS))))
def test_a_table_that_is_not_known_is_told_wherever_it_stands(blocks: tuple[str, ...]):
    content = read(*blocks)
    assert {question.text for question in content.questions} == {"Who rings?", "How many?"}
    assert told(content) == [
        (0, "The table “Monday Bells Tuesday Ships” was not read: it has no header that is known.")
    ]


def test_a_table_that_is_not_known_is_told_beside_one_in_a_layout():
    content = read(table([QUESTIONS, OTHER]))
    assert [question.text for question in content.questions] == ["Who rings?"]
    assert ["The table “Monday Bells" in sentence for _, sentence in told(content)] == [True]


def test_words_and_pictures_outside_of_the_tables_are_told():
    content = read(paragraph("A quiz", PICTURE), QUESTIONS, paragraph("The end"))
    assert told(content) == [
        (0, "There is a picture or an object, which is not carried over."),
        (0, "What stands outside of the tables, “A quiz The end”, is not carried over."),
    ]


def test_aiken_may_stand_in_a_table_for_the_layout():
    assert [question.text for question in read(table(["", "".join(map(paragraph, AIKEN))])).questions] == [
        "What is it?"
    ]


@pytest.mark.parametrize(
    ("element", "thing"),
    [
        ("sym", "a sign from a font of symbols"),
        ("footnoteReference", "a footnote"),
        ("endnoteReference", "an endnote"),
        ("commentReference", "a comment"),
        ("object", "a picture or an object"),
    ],
)
def test_what_is_no_word_is_told(element: str, thing: str):
    content = read(table(["question", "right"], [paragraph("How many?", f"<w:r><w:{element}/></w:r>"), "8"]))
    assert told(content) == [(2, f"There is {thing}, which is not carried over.")]


def test_words_that_were_moved_stand_only_where_they_are_now():
    moved = "<w:moveFrom><w:r><w:t>Why? </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> And why?</w:t></w:r></w:moveTo>"
    content = read(table(["question", "right"], [paragraph("Who?", moved), "Jan"]))
    assert [question.text for question in content.questions] == ["Who? And why?"]


def test_a_hyphen_that_keeps_words_together_is_kept():
    content = read(
        table(["question", "right"], [paragraph("Who", "<w:r><w:noBreakHyphen/><w:t>who?</w:t></w:r>"), "I"])
    )
    assert [question.text for question in content.questions] == ["Who\u2011who?"]

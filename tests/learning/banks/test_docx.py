"""Word documents: questions are found wherever they stand, and what is not carried over is told."""

from __future__ import annotations

import io
import zipfile

from game.learning.banks.bank_questions import BankContent
from game.learning.banks.docx_files import read_docx

PICTURE = "<w:drawing/>"
FORMULA = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
AIKEN = ["What is it?", "A. a bell", "B. a ship", "ANSWER: B"]


def paragraph(words: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


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

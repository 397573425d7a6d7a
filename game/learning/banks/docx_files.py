"""Word documents, read: tables with a header as sheets have it, or questions in Aiken as plain paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.learning.banks.aiken import looks_like_aiken, read_aiken
from game.learning.banks.bank_files import BankArchive
from game.learning.banks.bank_questions import BankContent, BankError, BankNotes, BankQuestion
from game.learning.banks.csv_files import no_header
from game.learning.banks.sheet_rows import sheet_questions
from game.learning.banks.xml_elements import XmlElement, xml_root


def read_docx(content: bytes, file: str) -> BankContent:
    """The questions of the tables of a Word document, or, without a table that is known, of its paragraphs in Aiken.

    In the notes, lines are the rows of a table, or the lines of all paragraphs. Raises BankError when there are neither,
    when the file is damaged, no such document, or too large, and when defusedxml is not installed.
    """
    root = xml_root(BankArchive(content, file).part("word/document.xml"), file)
    notes = BankNotes(file)
    questions: list[BankQuestion] = []
    tables = 0
    for table in root.inside("tbl"):
        found = sheet_questions(_rows(table, notes), file, notes)
        tables += found is not None
        questions += found or []
    if not tables:
        text = _text(root.inside("p"), notes)
        if not looks_like_aiken(text):
            raise BankError(no_header(file))
        found_in_aiken = read_aiken(text, file)
        return BankContent(found_in_aiken.questions, (*notes.taken, *found_in_aiken.notes))
    return BankContent(tuple(questions), tuple(notes.taken))


def _rows(table: XmlElement, notes: BankNotes) -> Iterator[tuple[int, Sequence[str]]]:
    for line, row in enumerate(table.inside("tr"), 1):
        yield line, [_cell(cell, notes, line) for cell in row.inside("tc")]


def _cell(cell: XmlElement, notes: BankNotes, line: int) -> str:
    return "\n".join(_words(paragraph, notes, line) for paragraph in cell.inside("p")).strip("\n")


def _text(paragraphs: Iterable[XmlElement], notes: BankNotes) -> str:
    """The words of paragraphs, one below the other; what is noted of them is noted with the line on which it stands."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += _words(paragraph, notes, len(lines) + 1).split("\n")
    return "\n".join(lines)


def _words(paragraph: XmlElement, notes: BankNotes, line: int) -> str:
    """The words of a paragraph, with its line breaks; what was deleted with changes tracked is not there."""
    words: list[str] = []
    waiting = list(reversed(paragraph.children))
    while waiting:
        element = waiting.pop()
        if element.name == "t":
            words.append(element.words)
        elif element.name in ("br", "cr"):
            words.append("\n")
        elif element.name == "tab":
            words.append(" ")
        elif element.name in ("drawing", "pict", "object"):
            notes.add(line, "There is a picture or an object, which is not carried over.")
        elif element.name == "oMath":
            notes.add(line, "There is a formula, of which only the letters are carried over.")
            waiting.extend(reversed(list(element.inside("t"))))
        elif element.name != "del":
            waiting.extend(reversed(element.children))
    return "".join(words)

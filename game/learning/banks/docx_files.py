"""Word documents, read: tables with a header as sheets have it, or questions in Aiken as plain paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.learning.banks.aiken import looks_like_aiken, read_aiken
from game.learning.banks.bank_files import BankArchive
from game.learning.banks.bank_questions import BankContent, BankError, BankNotes, BankQuestion, first_words
from game.learning.banks.csv_files import no_header
from game.learning.banks.marked_words import one_line
from game.learning.banks.sheet_rows import sheet_questions
from game.learning.banks.xml_elements import XmlElement, xml_root

_LOST = {
    "drawing": "a picture or an object", "pict": "a picture or an object", "object": "a picture or an object",
    "sym": "a sign from a font of symbols", "footnoteReference": "a footnote", "endnoteReference": "an endnote",
    "commentReference": "a comment",
}  # fmt: skip
"""Elements of a paragraph that are not carried over, and what a sentence calls them."""


def read_docx(content: bytes, file: str) -> BankContent:
    """The questions of the tables of a Word document, or, without a table that is known, of its paragraphs in Aiken.

    A table that is not known may have others in its cells. In the notes, lines are the rows of a table, or the lines of
    all paragraphs. Raises BankError when there are neither, when the file is damaged, no such document, or too large,
    and when defusedxml is not installed.
    """
    root = xml_root(BankArchive(content, file).part("word/document.xml"), file)
    tables = _TableReader(file)
    if tables.read(root):
        _tell_unread(tables.beside, tables.notes)
        return BankContent(tuple(tables.questions), tuple(tables.notes.taken))
    notes = BankNotes(file)
    text = _text(root.inside("p"), notes)
    if not looks_like_aiken(text):
        raise BankError(no_header(file))
    found = read_aiken(text, file)
    return BankContent(found.questions, (*notes.taken, *found.notes))


class _TableReader:
    """Reads tables with questions, however deep in others, and keeps the paragraphs and tables beside them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.notes = BankNotes(file)
        self.questions: list[BankQuestion] = []
        self.beside: list[XmlElement] = []

    def read(self, element: XmlElement) -> bool:
        """Read what is inside an element; whether there is a table with a header that is known."""
        known = False
        for block in element.inside("p", "tbl"):
            before = len(self.beside)
            if block.name == "tbl" and (self._read_table(block) or self.read(block)):
                known = True
            else:
                self.beside[before:] = [block]
        return known

    def _read_table(self, table: XmlElement) -> bool:
        notes = BankNotes(self.file)  # those on a table that is not known are for whoever reads what is in it
        found = sheet_questions(_rows(table, notes), self.file, notes)
        if found is None:
            return False
        self.questions += found
        self.notes.taken += notes.taken
        return True


def _tell_unread(blocks: Iterable[XmlElement], notes: BankNotes) -> None:
    """Note what stands in paragraphs and tables that are not read."""
    outside: list[str] = []
    for block in blocks:
        paragraphs = (block,) if block.name == "p" else block.inside("p")
        words = one_line(" ".join(_words(paragraph, notes, 0) for paragraph in paragraphs))
        if words and block.name == "tbl":
            notes.add(0, f"The table {first_words(words)} was not read: it has no header that is known.")
        elif words:
            outside.append(words)
    if outside:
        notes.add(0, f"What stands outside of the tables, {first_words(' '.join(outside))}, is not carried over.")


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
    """The words of a paragraph, with its line breaks; what changes that are tracked took away is not there."""
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
        elif element.name == "noBreakHyphen":
            words.append("\u2011")
        elif element.name in _LOST:
            notes.add(line, f"There is {_LOST[element.name]}, which is not carried over.")
        elif element.name == "oMath":
            notes.add(line, "There is a formula, of which only the letters are carried over.")
            waiting.extend(reversed(list(element.inside("t"))))
        elif element.name not in ("del", "moveFrom"):
            waiting.extend(reversed(element.children))
    return "".join(words)

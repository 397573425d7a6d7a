"""CSV both ways: whatever delimiter and encoding a spreadsheet chose; nothing that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from game.learning.banks.bank_files import bank_text
from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import BankContent, BankError, BankNotes, BankQuestion
from game.learning.banks.bank_texts import encoding_note
from game.learning.banks.sheet_rows import SHEET_COLUMNS, sheet_questions, sheet_table

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_csv(content: bytes, file: str) -> BankContent:
    """The questions of a CSV file, with semicolons, commas or tabs, in an encoding that `bank_text` knows.

    What cannot be read is told with its line. Raises BankError when no row is a header that is known, and when a row is
    no CSV.
    """
    text, encoding = bank_text(content)
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    notes = BankNotes(file)
    notes.taken += encoding_note(encoding, file)
    questions = sheet_questions(_rows(text, file), file, notes)
    if questions is None:
        raise BankError(no_header(file))
    return BankContent(tuple(questions), tuple(notes.taken))


def no_header(file: str) -> str:
    """The sentence that no row is a header that is known."""
    return (
        f"{file} has no row with the names of its columns that is known. Ours are: {', '.join(SHEET_COLUMNS)}; "
        "`question` and `right` are needed. Kahoot's and Quizizz's own sheets are known, too."
    )


def _rows(text: str, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    delimiter, skipped = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if line > skipped:
                yield line, [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise BankError(f"{file}:{line}: The row cannot be read ({error}). Nothing was imported.") from error


def _delimiter(text: str) -> tuple[str, int]:
    """What stands between cells, and how many lines only say so, as Excel's `sep=;`."""
    first = text.split("\n", 1)[0]
    if re.fullmatch(r"sep=[;,\t|]", first.strip().lower()):
        return first.strip()[4:], 1
    for line in text.split("\n")[:25]:
        bare = re.sub(r'"[^"]*"', "", line)
        if "question" in bare.lower() or "question" in line.lower():
            return max(";,\t", key=bare.count), 0
    return max(";,\t", key=first.count), 0


def write_csv(questions: list[BankQuestion], notes: BankNotes, _: Deck) -> bytes:
    """A CSV file with our own columns, as every spreadsheet opens it: UTF-8 with its mark, commas, CR and LF.

    No cell is taken for a formula. What has no room in the columns goes to the notes.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in sheet_table(questions, notes):
        writer.writerow([guarded_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def guarded_cell(words: str) -> str:
    """The words of a cell so that no spreadsheet takes them for a formula: with an apostrophe before them."""
    return f"'{words}" if _FORMULA.match(words) else words

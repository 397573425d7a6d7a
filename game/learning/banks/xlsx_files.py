"""Excel's sheets both ways. A stranger's is unpacked within bounds and read without its formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from game.learning.banks.bank_files import BankArchive, missing
from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import BankContent, BankError, BankNotes, BankQuestion
from game.learning.banks.csv_files import guarded_cell, no_header
from game.learning.banks.sheet_rows import sheet_questions, sheet_table
from game.support.safe_text import safe_line

_ROWS, _COLUMNS = 20_000, 60
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
#: Parts of the archive that hold what no cell does, and what a sentence calls them.
_BESIDE_CELLS = {
    "xl/media/": "pictures", "xl/charts/": "charts", "xl/comments": "comments", "xl/threadedComments/": "comments",
}  # fmt: skip


def read_xlsx(content: bytes, file: str) -> BankContent:
    """The questions of every sheet that has a header. What cannot be read is told, also a sheet without one.

    Of each sheet the first 20,000 rows and 60 columns are read, of a formula what it came to last. Raises BankError
    when no sheet has a header that is known, when the file is damaged, declares entities or would unpack to too much,
    and when openpyxl is not installed.
    """
    archive = BankArchive(content, file)
    archive.check_xml()
    try:
        import defusedxml  # noqa: F401 - openpyxl reads with it when it is there
        from openpyxl import load_workbook
    except ImportError as error:
        raise missing("openpyxl", "Reading Excel sheets") from error
    notes = BankNotes(file)
    _tell_beside_cells(archive.names, notes)
    sheets = (name for name in archive.names if name.startswith("xl/worksheets/"))
    has_formulas = any(_FORMULA.search(archive.part(name)) for name in sheets)
    questions: list[BankQuestion] = []
    known = 0
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if has_formulas:
            formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            for sheet, written in zip(book.worksheets, formulas.worksheets, strict=True):
                _tell_without_value(sheet, written, notes)
        for sheet in book.worksheets:
            found = sheet_questions(_rows(sheet, notes), file, notes)
            known += found is not None
            questions += found or []
            if found is None and any(any(cells) for _, cells in _rows(sheet, BankNotes(file))):
                notes.add(0, f"The sheet “{safe_line(sheet.title)}” was not read: it has no header that is known.")
    except BankError:
        raise
    except Exception as error:  # whatever openpyxl makes of a damaged file
        raise BankError(
            f"{file} is damaged, or no Excel sheet ({type(error).__name__}). Save it anew as .xlsx."
        ) from error
    if not known:
        raise BankError(no_header(file))
    return BankContent(tuple(questions), tuple(notes.taken))


def _tell_without_value(sheet: Any, written: Any, notes: BankNotes) -> None:
    """Note for each row where formulas are that no program has calculated yet, of which nothing can be read."""
    bounds = {"max_row": _ROWS, "max_col": _COLUMNS}
    rows = zip(sheet.iter_rows(values_only=True, **bounds), written.iter_rows(**bounds), strict=False)
    for line, (values, cells) in enumerate(rows, 1):
        empty = [
            str(cell.coordinate)
            for value, cell in zip(values, cells, strict=False)
            if value is None and isinstance(cell.value, str) and cell.value.startswith("=")
        ]
        if empty:
            notes.add(
                line,
                f"Nothing was read of {', '.join(empty)} in the sheet “{safe_line(sheet.title)}”: what the formula "
                "comes to was never saved. Open the file in a spreadsheet, save it, and import it again.",
            )


def _tell_beside_cells(parts: Iterable[str], notes: BankNotes) -> None:
    """Note what the parts of the archive hold beside the cells."""
    for kind in sorted({kind for part in parts for start, kind in _BESIDE_CELLS.items() if part.startswith(start)}):
        notes.add(0, f"There are {kind} in the sheets, which are not carried over.")


def _rows(sheet: Any, notes: BankNotes) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows, and a note when a row or a column further on has anything in it."""
    title = safe_line(sheet.title)
    wider = False
    for line, values in enumerate(sheet.iter_rows(max_row=_ROWS + 1, max_col=_COLUMNS + 1, values_only=True), 1):
        cells = [_words(value) for value in values]
        if line > _ROWS:
            if any(cells):
                notes.add(line, f"Of the sheet “{title}” only the first {_ROWS:,} rows were read; divide it.")
            return
        if not wider and any(cells[_COLUMNS:]):
            wider = True
            notes.add(line, f"Of the sheet “{title}” only the first {_COLUMNS} columns were read.")
        yield line, cells[:_COLUMNS]


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime() | date():
            return value.isoformat()
    return str(value)


def write_xlsx(questions: list[BankQuestion], notes: BankNotes, deck: Deck) -> bytes:
    """An Excel sheet with our own columns; every cell is text, so that nothing is calculated.

    What has no room in the columns goes to the notes. Raises BankError when xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise missing("xlsxwriter", "Writing Excel sheets") from error
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": deck.title, "created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet("Questions")
    head = book.add_format({"bold": True})
    plain, quoted = (
        book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": is_quoted}) for is_quoted in (False, True)
    )
    for line, row in enumerate(sheet_table(questions, notes)):
        for column, words in enumerate(row):
            risky = guarded_cell(words) != words
            sheet.write_string(line, column, words, head if line == 0 else quoted if risky else plain)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(row) - 1, 24)
    book.close()
    return out.getvalue()

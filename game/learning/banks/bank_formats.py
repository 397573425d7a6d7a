"""Which formats there are, and how a file is recognised. A format's own module is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, cast

from game.learning.banks.bank_files import bank_text
from game.learning.banks.bank_questions import (
    BankContent,
    BankError,
    BankNotes,
    BankQuestion,
    CarryNote,
    question_title,
)
from game.support.similarity import did_you_mean


class BankFormat(NamedTuple):
    """A format. `reader` and `writer` are the functions that take it, as `module:function`, or empty.

    A reader takes the content of a file, as bytes, and its name, and gives a BankContent; a writer takes the questions,
    the notes, and the deck they make, and gives the bytes of a file. Both raise BankError.
    """

    name: str
    title: str
    ending: str
    reader: str = ""
    writer: str = ""
    #: Whether it has room for hints, and says whether capital letters matter.
    hints: bool = False


class Deck(NamedTuple):
    """What the questions are together: the id and the title of their pack, and its language."""

    id: str
    title: str
    language: str = "en"


_FORMATS = (
    BankFormat("gift", "Moodle's GIFT, plain text", ".gift", "bank_texts:gift_content", "bank_texts:gift_bytes"),
    BankFormat("aiken", "Aiken, plain text", ".txt", "bank_texts:aiken_content", "bank_texts:aiken_bytes"),
    BankFormat("moodle", "Moodle XML", ".xml", "moodle_reading:read_moodle", "moodle_writing:write_moodle", True),
    BankFormat("csv", "CSV, for any spreadsheet", ".csv", "csv_files:read_csv", "csv_files:write_csv"),
    BankFormat("xlsx", "Excel", ".xlsx", "xlsx_files:read_xlsx", "xlsx_files:write_xlsx"),
    BankFormat("docx", "Word, a table in it", ".docx", "docx_files:read_docx"),
    BankFormat("anki", "a deck for Anki", ".apkg", "", "anki:write_anki"),
    BankFormat("qti", "QTI 2.1", ".zip", "", "qti:write_qti"),
    BankFormat("h5p", "an H5P question set", ".h5p", "", "h5p:write_h5p"),
)
BANK_FORMATS = {bank_format.name: bank_format for bank_format in _FORMATS}
"""Every format by its name, as behind `--to` and `--format`."""

_BY_ENDING = {".gift": "gift", ".xml": "moodle", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".docx": "docx"}


def readable() -> list[str]:
    """The names of the formats that can be imported."""
    return [name for name, bank_format in BANK_FORMATS.items() if bank_format.reader]


def writable() -> list[str]:
    """The names of the formats that can be exported."""
    return [name for name, bank_format in BANK_FORMATS.items() if bank_format.writer]


def recognised(name: str, content: bytes) -> str:
    """The name of the format of a file, by the ending of its name, or by what it holds.

    `content` is all of it. What begins as a zip archive does is `docx` with that ending, else `xlsx`. Raises BankError
    when it is not clear.
    """
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if content.startswith(b"PK\x03\x04"):
        return "docx" if ending == ".docx" else "xlsx"
    if ending in _BY_ENDING and ending not in (".xlsx", ".docx"):
        return _BY_ENDING[ending]
    text = bank_text(content)[0]
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return "moodle"
    from game.learning.banks.aiken import looks_like_aiken

    if looks_like_aiken(text):
        return "aiken"
    if "{" in text or text.lstrip().startswith(("//", "::")):
        return "gift"
    raise BankError(f"It is not clear in which format {name} is. Say it with --format: {', '.join(readable())}.")


def read_bank(name: str, content: bytes, format_name: str = "") -> BankContent:
    """The questions of a file, and what could not be read of it.

    `content` is all of it, `name` is what sentences call it; without `format_name` it is recognised. Raises BankError
    when that is no format to import, and when nothing can be read.
    """
    format_name = format_name or recognised(name, content)
    known = BANK_FORMATS.get(format_name)
    if known is None or not known.reader:
        raise BankError(
            f"There is no format “{format_name}” to import. {did_you_mean(format_name, readable())}"
            f"There are: {', '.join(readable())}."
        )
    return cast("BankContent", _function(known.reader)(content, name))


def written_bank(format_name: str, questions: list[BankQuestion], deck: Deck) -> tuple[bytes, list[CarryNote]]:
    """The content of a file with these questions, and what it has no room for.

    Raises BankError when there is no such format to export to, and when a library that it needs is not installed.
    """
    known = BANK_FORMATS.get(format_name)
    if known is None or not known.writer:
        raise BankError(
            f"There is no format “{format_name}” to export to. {did_you_mean(format_name, writable())}"
            f"There are: {', '.join(writable())}."
        )
    notes = BankNotes(deck.id)
    if not known.hints:
        for question in questions:
            if question.hints:
                notes.about(
                    question, f"The hints of {question_title(question)} ({len(question.hints)}) are not carried over."
                )
            if question.case:
                notes.about(question, f"That capital letters matter in {question_title(question)} is not carried over.")
    return cast("bytes", _function(known.writer)(questions, notes, deck)), notes.taken


def _function(path: str):  # type: ignore[no-untyped-def]
    module, _, name = path.partition(":")
    return getattr(import_module(f"game.learning.banks.{module}"), name)

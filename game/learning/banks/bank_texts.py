"""The formats that are plain text, as bytes."""

from __future__ import annotations

from collections.abc import Callable

from game.learning.banks.aiken import read_aiken, write_aiken
from game.learning.banks.bank_files import bank_text
from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import BankContent, BankNotes, BankQuestion, CarryNote
from game.learning.banks.gift_reading import read_gift
from game.learning.banks.gift_writing import write_gift


def gift_content(content: bytes, file: str) -> BankContent:
    """The questions of a GIFT file, in an encoding that `bank_text` knows; what cannot be read is in the notes."""
    return _read(read_gift, content, file)


def aiken_content(content: bytes, file: str) -> BankContent:
    """The questions of an Aiken file, in an encoding that `bank_text` knows; what cannot be read is in the notes."""
    return _read(read_aiken, content, file)


def gift_bytes(questions: list[BankQuestion], notes: BankNotes, _: Deck) -> bytes:
    """A GIFT file with the questions, in UTF-8; what it has no room for goes to the notes."""
    return write_gift(questions, notes).encode()


def aiken_bytes(questions: list[BankQuestion], notes: BankNotes, _: Deck) -> bytes:
    """An Aiken file with the questions, in UTF-8; what it has no room for goes to the notes."""
    return write_aiken(questions, notes).encode()


def _read(read: Callable[[str, str], BankContent], content: bytes, file: str) -> BankContent:
    text, encoding = bank_text(content)
    found = read(text, file)
    return BankContent(found.questions, (*encoding_note(encoding, file), *found.notes))


def encoding_note(encoding: str, file: str) -> tuple[CarryNote, ...]:
    """What to say of an encoding, as `bank_text` names it: one note when it was guessed, else none."""
    if encoding != "cp1252":
        return ()
    return (
        CarryNote(file, 1, "The file is not in UTF-8; it was read as Windows writes it in Western Europe (cp1252)."),
    )

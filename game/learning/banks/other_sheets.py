"""Rows of the sheets that Kahoot and Quizizz (now Wayground) hand out for their questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from game.learning.banks.bank_questions import FULL, NOTHING, BankAnswer, BankNotes, BankQuestion
from game.learning.banks.gift_reading import GiftTrouble
from game.learning.banks.marked_words import from_plain, one_line

_TYPES = {
    "multiple choice": "choice", "checkbox": "several", "fill-in-the-blank": "typed", "fill-in-the-blanks": "typed",
    "fill in the blank": "typed", "open-ended": "open", "open ended": "open", "true/false": "choice",
}  # fmt: skip

KAHOOT_COLUMNS = ("question", *(f"answer {number}" for number in range(1, 10)), "time limit", "correct answer")
"""The columns of Kahoot's sheet that are read or told of, without what its header says about each."""

QUIZIZZ_COLUMNS = (
    "question text", "question type", *(f"option {number}" for number in range(1, 11)), "correct answer",
    "time in seconds", "image link", "answer explanation",
)  # fmt: skip
"""The columns of Quizizz's sheet that are read or told of."""


class NamedCells(Protocol):
    """A row: its number, and its cells by the name of their column."""

    @property
    def line(self) -> int:
        """The number of the row."""

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells, by the name of their column in small letters."""


def kahoot_row(row: NamedCells, notes: BankNotes) -> BankQuestion:
    """The question of a row of Kahoot's sheet. Raises GiftTrouble."""
    asked = from_plain(row.cells.get("question", ""))
    if not asked:
        raise GiftTrouble("There is no question in the first column.")
    _say_once(notes, row, "time limit", "How many seconds there are for a question is not carried over.")
    return _chosen(asked, _options(row, "answer"), row.cells.get("correct answer", ""), "choice")


def quizizz_row(row: NamedCells, notes: BankNotes) -> BankQuestion:
    """The question of a row of Quizizz's sheet. Raises GiftTrouble, also for a kind that is like nothing in a pack."""
    asked = from_plain(row.cells.get("question text", ""))
    if not asked:
        raise GiftTrouble("There is no question in the column “Question Text”.")
    given = row.cells.get("question type", "multiple choice").lower()
    kind = _TYPES.get(given)
    if kind is None:
        raise GiftTrouble(f"Nothing in a pack is like Quizizz's type “{one_line(given)}”.")
    _say_once(notes, row, "time in seconds", "How many seconds there are for a question is not carried over.")
    if "image link" in row.cells:
        notes.add(row.line, "There is an image with the question, which is not carried over.")
    told = from_plain(row.cells.get("answer explanation", ""))
    options = _options(row, "option")
    if kind == "open":
        return BankQuestion("open", asked, feedback=told)
    if kind == "typed":
        words = [*dict.fromkeys(option for option in options if option)]
        if not words:
            raise GiftTrouble("There is no answer to be filled in.")
        return BankQuestion("typed", asked, answers=tuple(map(BankAnswer, words)), feedback=told)
    made = _chosen(asked, options, row.cells.get("correct answer", ""), kind)
    return BankQuestion(made.kind, asked, answers=made.answers, feedback=told)


def _options(row: NamedCells, name: str) -> list[str]:
    return [one_line(row.cells.get(f"{name} {at}", "")) for at in range(1, 11)]


def _chosen(asked: str, options: list[str], correct: str, kind: str) -> BankQuestion:
    """A choice; `correct` has the numbers of the right answers, or their words."""
    wanted = (
        {int(number) for number in re.findall(r"[0-9]{1,2}", correct)}
        if re.fullmatch(r"[0-9,;. ]+", correct)
        else set()
    )
    wanted = wanted or {
        at for at, option in enumerate(options, 1) if option and option.casefold() == correct.strip().casefold()
    }
    right = [at for at in wanted if 1 <= at <= len(options) and options[at - 1]]
    if not right or len(right) < len(wanted):
        raise GiftTrouble(f"“{one_line(correct)}” does not say which of the answers is right.")
    share = FULL if len(right) == 1 else (FULL / len(right)).quantize(NOTHING.__class__("0.00001"))
    answers = tuple(
        BankAnswer(option, share if at in right else NOTHING) for at, option in enumerate(options, 1) if option
    )
    if len(answers) < 2:
        raise GiftTrouble("There are fewer than two answers to choose from.")
    return BankQuestion("several" if len(right) > 1 or kind == "several" else "choice", asked, answers=answers)


def _say_once(notes: BankNotes, row: NamedCells, column: str, sentence: str) -> None:
    if column in row.cells and not any(note.sentence == sentence for note in notes.taken):
        notes.add(row.line, sentence)

"""A question as every format has it: what all readers make and all writers take.

Texts of several lines (`text`, `feedback`, `hints`, …) are *marked*: `*emphasis*`, `**strong**`, a line break where a
line ends, an empty line between paragraphs, `- ` before the items of a list, and a backslash before a star or a
backslash that means itself (`marked_words`). Answers, names, pairs, parts, tags are plain words on one line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

BankKind: TypeAlias = Literal[
    "choice", "several", "true_false", "typed", "number", "cloze", "match", "order", "open", "description"
]
"""`choice`: one answer is to be chosen; `several`: all that are right; `open`: an essay; `description`: no question."""

FULL = Decimal(100)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class BankAnswer:
    """An answer to choose, or one that is typed. `credit` is a percentage from -100 to 100."""

    text: str
    credit: Decimal = FULL
    feedback: str = ""


@dataclass(frozen=True)
class BankNumber:
    """A number that is accepted: `at` give or take `tolerance`, or everything from `at` to `to`."""

    at: Decimal
    tolerance: Decimal = NOTHING
    to: Decimal | None = None
    credit: Decimal = FULL
    feedback: str = ""

    @property
    def low(self) -> Decimal:
        """The lowest number that is accepted."""
        return self.at if self.to is not None else self.at - self.tolerance

    @property
    def high(self) -> Decimal:
        """The highest number that is accepted."""
        return self.to if self.to is not None else self.at + self.tolerance


@dataclass(frozen=True)
class BankGap:
    """A gap of a cloze: what is accepted there. `choices`: the words are chosen from all of these, not typed."""

    answers: tuple[BankAnswer, ...]
    choices: bool = False


@dataclass(frozen=True)
class BankQuestion:
    """One question. Which fields count depends on its kind.

    choice, several, typed: `answers`; a typed answer without credit is one that is near and wrong. true_false: `truth`,
    and two `answers`, true and false, for their feedback, or none. number: `numbers`, `unit`. cloze: `cloze`, words and
    gaps in turn. match: `pairs`; one whose left side is empty is a right side that belongs to nothing. order: `parts`.
    """

    kind: BankKind
    text: str = ""
    name: str = ""
    id: str = ""
    answers: tuple[BankAnswer, ...] = ()
    truth: bool = True
    numbers: tuple[BankNumber, ...] = ()
    unit: str = ""
    cloze: tuple[str | BankGap, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    #: What is told after every answer, and after one that is none of those listed.
    feedback: str = ""
    other_feedback: str = ""
    #: What helps, from the gentlest on; and whether capital letters matter in a typed answer.
    hints: tuple[str, ...] = ()
    case: bool = False
    tags: tuple[str, ...] = ()
    category: str = ""
    #: Where it stands. Two questions are equal wherever they stand.
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def gaps(self) -> tuple[BankGap, ...]:
        """The gaps of a cloze."""
        return tuple(piece for piece in self.cloze if isinstance(piece, BankGap))

    @property
    def gap_answers(self) -> tuple[BankAnswer, ...]:
        """What can stand in its gaps."""
        return tuple(answer for gap in self.gaps for answer in gap.answers)


@dataclass(frozen=True, order=True)
class CarryNote:
    """Something that was not carried over, or not as it was: a sentence with its place. `line` 0: none is known."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


class BankNotes:
    """Collects what was not carried over."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.taken: list[CarryNote] = []

    def add(self, line: int, sentence: str) -> None:
        """Note a sentence about a line."""
        note = CarryNote(self.file, line, sentence)
        if note not in self.taken[-20:]:  # the same may be noticed in each part of a question
            self.taken.append(note)

    def about(self, question: BankQuestion, sentence: str) -> None:
        """Note a sentence about a question, at the place from which it comes."""
        self.taken.append(CarryNote(question.file or self.file, question.line, sentence))


@dataclass(frozen=True)
class BankContent:
    """What a file holds: its questions, and what could not be read of it as it stands there."""

    questions: tuple[BankQuestion, ...]
    notes: tuple[CarryNote, ...] = ()


class BankError(Exception):
    """Nothing was read or written; the message is a sentence with the reason and what to do."""


def question_title(question: BankQuestion) -> str:
    """What a sentence calls a question: its name, or its first words, in quotation marks."""
    pieces = (piece for piece in question.cloze if isinstance(piece, str))
    words = question.name or " ".join(question.text.split()) or " ".join(" ".join(pieces).split())
    return first_words(words) if words else "a question without a name"


def first_words(words: str) -> str:
    """Words on one line as a sentence quotes them: in quotation marks, and cut behind the first 60 characters."""
    shown = words if len(words) <= 60 else f"{words[:57].rstrip()}…"
    return f"“{shown}”"


def note_replies(question: BankQuestion, notes: BankNotes) -> None:
    """Note what a format has no room for that answers a learner's answer: feedback on single ones, near misses."""
    told = [answer.feedback for answer in (*question.answers, *question.gap_answers)]
    if any(told) or any(number.feedback for number in question.numbers) or question.other_feedback:
        notes.about(question, f"What is told after single answers to {question_title(question)} is not carried over.")
    typed = question.answers if question.kind == "typed" else question.gap_answers if question.kind == "cloze" else ()
    near = [answer.text for answer in typed if answer.credit <= 0]
    if near and not any(gap.choices for gap in question.gaps):
        notes.about(
            question, f"The near misses of {question_title(question)} ({', '.join(near)}) are not carried over."
        )


def percent(credit: Decimal) -> str:
    """A credit in digits: `50`, `33.33333`, `-25`."""
    return f"{credit.normalize():f}"

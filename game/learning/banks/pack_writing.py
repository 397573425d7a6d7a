"""From questions of a bank to YAML as a teacher would write it, and a note on all that a pack has no room for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from game.learning.banks.bank_questions import (
    FULL,
    BankAnswer,
    BankGap,
    BankNotes,
    BankQuestion,
    percent,
    question_title,
)
from game.learning.banks.marked_words import is_item, literal, plain_line, runs, words_alone
from game.story.compile.uncited_questions import TODO
from game.story.source.yaml_quoting import exactly, on_one_line
from game.support.slugs import slug

_MOST_DIGITS = 15
_PACK_SIGNS = re.compile(r"[*{}\[\]|\\]")
_WHO_SPEAKS = re.compile(r"\A([a-z][a-z0-9_]*):(?=\s)")


class NotInPacks(Exception):
    """The packs have no room for a question; the message says why, as a clause."""


def question_as_yaml(question: BankQuestion, notes: BankNotes) -> list[str]:
    """The lines of one question, without its id. `notes` gets what is not carried over. Raises NotInPacks."""
    return _QuestionLines(question, notes).lines()


class _QuestionLines:
    def __init__(self, question: BankQuestion, notes: BankNotes) -> None:
        self.question, self.notes = question, notes
        self.name = question_title(question)

    def lines(self) -> list[str]:
        """The lines. Raises NotInPacks."""
        question = self.question
        body = {
            "choice": self.choice, "several": self.choice, "true_false": self.true_false, "typed": self.typed,
            "number": self.number, "cloze": self.cloze, "match": self.match, "order": self.order,
            "open": self.open,
        }.get(question.kind)  # fmt: skip
        if body is None:
            raise NotInPacks("it asks nothing; put its words into a scene")
        told = question.feedback if question.kind != "open" else ""
        answer_lines = body()
        if question.other_feedback:
            self.note("What is told after any other answer is not carried over.")
        text = question.text
        if question.kind != "cloze" and not text:
            raise NotInPacks("it has no words")
        lines = self.prose("text", text) if text else []
        lines.append(f"cites: {TODO}")
        if topics := self.topics():
            lines.append(f"topics: [{', '.join(topics)}]")
        lines_behind = ["exact: case"] if question.case and question.kind == "typed" else []
        if question.hints:
            lines_behind += ["hints:", *(f"  - {on_one_line(_in_one_line(hint))}" for hint in question.hints)]
        return [*lines, *answer_lines, *lines_behind, *(self.prose("because", told) if told else [])]

    def note(self, sentence: str) -> None:
        self.notes.about(self.question, f"{self.name}: {sentence}")

    def topics(self) -> list[str]:
        names = [*self.question.tags, self.question.category.rpartition("/")[2]]
        return list(dict.fromkeys(slug(name) for name in names if name.strip()))

    def prose(self, key: str, marked: str) -> list[str]:
        return f"{key}: {exactly(pack_prose(marked), 2)}".split("\n")

    # Kinds

    def choice(self) -> list[str]:
        answers = self.distinct(self.question.answers)
        several = self.question.kind == "several"
        right = [answer for answer in answers if (answer.credit > 0 if several else answer.credit == FULL)]
        if not right:
            raise NotInPacks("no answer is wholly right")
        if len(answers) < 2:
            raise NotInPacks("there are fewer than two answers to choose from")
        if len(right) > 1 and not several:
            self.note("Any one of its right answers was enough; now all of them are to be chosen.")
        if len(right) == 1 and several:
            self.note("One of its answers is right, so one is to be chosen, not all that apply.")
        uneven = {answer.credit for answer in right}
        if len(uneven) > 1 or (several and any(answer.credit < 0 for answer in answers if answer not in right)):
            self.note(f"How its marks are shared out ({self.shares(answers)}) is not carried over.")
        elif not several and any(answer.credit for answer in answers if answer not in right):
            self.note(f"The marks for answers that are partly right ({self.shares(answers)}) are not carried over.")
        lines = ["answers:"]
        for answer in answers:
            lines.append(f"  - {'right' if answer in right else 'wrong'}: {on_one_line(answer.text)}")
            if answer.feedback:
                lines += [f"    {line}" if line else "" for line in self.prose("because", answer.feedback)]
        return lines

    @staticmethod
    def shares(answers: Iterable[BankAnswer]) -> str:
        return ", ".join(f"{percent(answer.credit)} %" for answer in answers)

    def distinct(self, answers: Iterable[BankAnswer]) -> list[BankAnswer]:
        found: dict[str, BankAnswer] = {}
        for answer in answers:
            if answer.text.casefold() in found:
                self.note(f"The answer “{answer.text}” stands there twice; the second was left out.")
            else:
                found[answer.text.casefold()] = answer
        return list(found.values())

    def true_false(self) -> list[str]:
        if any(answer.feedback for answer in self.question.answers):
            self.note("What is told after “true” and after “false” is not carried over; say it in `because:`.")
        return [f"true_false: {'true' if self.question.truth else 'false'}"]

    def typed(self) -> list[str]:
        right, wrong = self.accepted(self.question.answers)
        lines = self.several("answer", right)
        return lines + (self.several("not", wrong) if wrong else [])

    def accepted(self, answers: Iterable[BankAnswer]) -> tuple[list[str], list[str]]:
        """What is right and what is near and wrong."""
        distinct = self.distinct(answers)
        best = max((answer.credit for answer in distinct), default=Decimal(0))
        if best <= 0:
            raise NotInPacks("no answer is right")
        if best < FULL or any(answer.credit < 0 for answer in distinct):
            self.note(f"How its marks are shared out ({self.shares(distinct)}) is not carried over.")
        for answer in distinct:
            if 0 < answer.credit < best:
                self.note(
                    f"The answer “{answer.text}”, worth {percent(answer.credit)} %, was left out: "
                    "it is not wholly right."
                )
            elif answer.feedback:
                self.note(f"What is told after the answer “{answer.text}” is not carried over.")
        right = [answer.text for answer in distinct if answer.credit == best]
        return right, [answer.text for answer in distinct if answer.credit <= 0]

    @staticmethod
    def several(key: str, words: list[str]) -> list[str]:
        if len(words) == 1 and ", " not in words[0]:
            return [f"{key}: {on_one_line(words[0])}"]
        listed = ", ".join(on_one_line(variant, inside_brackets=True) for variant in words)
        if len(listed) <= 80:
            return [f"{key}: [{listed}]"]
        return [f"{key}:", *(f"  - {on_one_line(variant)}" for variant in words)]

    def number(self) -> list[str]:
        numbers = self.question.numbers
        best = max(number.credit for number in numbers)
        key = next(number for number in numbers if number.credit == best)
        if best <= 0:
            raise NotInPacks("no number is right")
        for number in numbers:
            if number is not key:
                value = f"{number.low:f} to {number.high:f}" if number.low != number.high else f"{number.at:f}"
                self.note(f"The further answer {value}, worth {percent(number.credit)} %, was left out.")
        if key.feedback:
            self.note("What is told after the right number is not carried over; say it in `because:`.")
        lines = [f"number: {_digits(key.at)}{f' to {_digits(key.to)}' if key.to is not None else ''}"]
        if key.to is None and key.tolerance:
            written = _digits(key.tolerance)
            if not written.replace(".", "").isdecimal():  # a tolerance has no power of ten, but it can be a share
                written = f"{round(key.tolerance / abs(key.at) * 100, 6).normalize():f} %"
            lines.append(f"tolerance: {written}")
        unit = self.question.unit
        return [*lines, *([f"unit: {on_one_line(unit)}"] if unit else [])]

    def open(self) -> list[str]:
        if not self.question.feedback:
            raise NotInPacks("it is an essay without a model answer, with which the player could compare")
        model = plain_line(self.question.feedback)
        if literal(model) != self.question.feedback:
            self.note("Emphasis and line breaks of the model answer are not carried over.")
        return [f"open: {on_one_line(model)}"]

    def word(self, gap: BankGap) -> list[str]:
        """A single gap whose word is chosen: the right one stands first."""
        answers = self.distinct(gap.answers)
        right = [answer for answer in answers if answer.credit == FULL]
        if len(right) != 1 or len(answers) < 2:
            raise NotInPacks("its gap has not one right word among several")
        if any(answer.feedback for answer in answers) or any(
            answer.credit for answer in answers if answer not in right
        ):
            self.note("Feedback and marks of the single words are not carried over.")
        words = "|".join(
            self.in_gap(answer.text) for answer in (*right, *(other for other in answers if other not in right))
        )
        pieces = (
            f"[{words}]" if isinstance(piece, BankGap) else self.outside_gaps(piece) for piece in self.question.cloze
        )
        return f"word: {exactly(' '.join(''.join(pieces).split()), 2)}".split("\n")

    def cloze(self) -> list[str]:
        gaps = self.question.gaps
        if len(gaps) == 1 and gaps[0].choices:
            return self.word(gaps[0])
        pieces: list[str] = []
        wrong: list[str] = []
        for piece in self.question.cloze:
            if isinstance(piece, BankGap):
                right, near = self.accepted(piece.answers)
                if piece.choices:
                    self.note("The words to choose from in a gap are not carried over; the word is typed.")
                else:
                    wrong += near
                pieces.append(f"[{'|'.join(map(self.in_gap, right))}]")
            else:
                pieces.append(self.outside_gaps(piece))
        if not self.question.gaps:
            raise NotInPacks("it has no gap")
        words = "".join(pieces)
        if "\n" in words:
            words = "\n".join(f"| {line}".rstrip() for line in words.split("\n") if line.strip())
        lines = f"cloze: {exactly(words.strip(), 2)}".split("\n")
        return lines + (self.several("not", list(dict.fromkeys(wrong))) if wrong else [])

    def in_gap(self, words: str) -> str:
        plain = words.replace("|", "/").replace("[", "(").replace("]", ")")
        if plain != words:
            self.note(f"“{words}” stands in its gap as “{plain}”: brackets and bars mean gaps there.")
        return plain

    def outside_gaps(self, words: str) -> str:
        plain = words.replace("[", "(").replace("]", ")")
        if plain != words:
            self.note("Square brackets became round ones: in a cloze they mean gaps.")
        return plain

    def match(self) -> list[str]:
        found: dict[str, str] = {}
        for left, right in self.question.pairs:
            if not left:
                self.note(f"“{right}”, which belongs to nothing, was left out.")
            elif left in found:
                self.note(f"“{left}” stands there twice; the pair with “{right}” was left out.")
            else:
                found[left] = right
        if len(found) < 2:
            raise NotInPacks("there are fewer than two pairs")
        return ["match:", *(f"  {on_one_line(left)}: {on_one_line(right)}" for left, right in found.items())]

    def order(self) -> list[str]:
        return ["order:", *(f"  - {on_one_line(part)}" for part in self.question.parts)]


def pack_prose(marked: str) -> str:
    """Marked text as the texts of packs are written: what means something there is escaped."""
    paragraphs: list[str] = []
    for block in marked.split("\n\n"):
        lines = ["".join(f"{run.level}{_PACK_SIGNS.sub(_backslashed, run.words)}{run.level}" for run in runs(line))
                 for line in block.split("\n")]  # fmt: skip
        lines[0] = _WHO_SPEAKS.sub(r"\1\\:", lines[0])
        if len(lines) > 1 and not is_item(lines[0]):
            lines = [f"| {line}" for line in lines]  # its lines stay lines
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def _in_one_line(marked: str) -> str:
    return " ".join(pack_prose(" ".join(marked.split())).split())


def _backslashed(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _digits(number: Decimal) -> str:
    """A number as a pack can have it: with a power of ten where it has too many digits."""
    written = f"{number:f}"
    return written if len(written.lstrip("-").partition(".")[0]) <= _MOST_DIGITS else f"{number.normalize():e}"


def question_id(question: BankQuestion, taken: Iterable[str]) -> str:
    """A free id, made from the id of the question elsewhere, its name or its words."""
    words = question.id or question.name or words_alone(question.text)
    words = words or " ".join(piece for piece in question.cloze if isinstance(piece, str))
    made = slug(words)
    made = f"question_{made}" if made == "choice" else made
    free, number = made, 2
    while free in taken:
        free, number = f"{made}_{number}", number + 1
    return free

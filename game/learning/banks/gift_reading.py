"""Moodle's GIFT format, read: what Moodle itself reads, and a sentence with the line for everything else.

A question ends at an empty line. Escaped signs are taken out of the way first, as characters that no file can hold.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankContent,
    BankGap,
    BankNotes,
    BankNumber,
    BankQuestion,
)
from game.learning.banks.html_words import in_moodle_format
from game.learning.banks.marked_words import one_line, plain_line, words_alone

_HELD = 0xDC00
"""An escaped sign is held as this and its number: one half of a pair, which decoded text never has alone."""

_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_ID = re.compile(r"((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
_GIFT_TAG = re.compile(r"((?:\\\]|[^\]<>`\x00-\x1f\x7f])+)\]")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,12})?)%")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_ORDERING = re.compile(r"[\s~0-9A-Z_]*")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?")
GIFT_GAP = "_____"


class GiftTrouble(Exception):
    """A question cannot be read; the message is a sentence that says why."""


class _Block(NamedTuple):
    """The lines of one question. `line` is where it begins, `comments` what its comments say."""

    line: int
    text: str
    comments: str


class _Formatted(NamedTuple):
    words: str
    format: str


def read_gift(text: str, file: str) -> BankContent:
    """The questions of a GIFT file. What cannot be read is told with its line; everything else is read."""
    notes = BankNotes(file)
    questions: list[BankQuestion] = []
    category = ""
    for block in _blocks(text, notes):
        held = _ESCAPE.sub(_hold, block.text)
        if held.startswith("$CATEGORY:"):
            first, _, more = held[len("$CATEGORY:") :].partition("\n")
            category = category_path(_freed(first))
            if not more.strip():
                continue
            notes.add(block.line, "The category was not followed by an empty line; it was read as if it were.")
            held = more.strip()
        try:
            question = _Reader(block.line, notes).question(held)
        except GiftTrouble as trouble:
            notes.add(block.line, f"{trouble} The question was left out.")
            continue
        # Each is looked for behind its own opening only, so that nothing in a comment is read again for every one.
        tagged = [_GIFT_TAG.match(part) for part in block.comments.split("[tag:")[1:]]
        named = [_ID.match(part) for part in block.comments.split("[id:")[1:]]
        tags = tuple(dict.fromkeys(_label(found[1]) for found in tagged if found is not None))
        id_ = next((_label(found[1]) for found in named if found is not None), "")
        questions.append(replace(question, category=category, tags=tags, id=id_, file=file, line=block.line))
    return BankContent(tuple(questions), tuple(notes.taken))


def category_path(path: str) -> str:
    """A category as Moodle names it, without what only says to which course it belongs."""
    path = one_line(path)
    path = re.sub(r"\A\$[a-z_]{1,20}\$/?", "", path)
    return re.sub(r"\Atop(?:/|\Z)", "", path)


# Blocks


def _blocks(text: str, notes: BankNotes) -> list[_Block]:
    blocks: list[_Block] = []
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, raw in enumerate([*_plain_lines(text), ""], 1):
        line = raw.strip()
        if line.startswith("//"):
            comments.append(line)
        elif line:
            start = start or number
            lines.append(line)
        else:
            if lines:
                block = _Block(start, "\n".join(lines), "\n".join(comments))
                if blocks and _goes_on(blocks[-1], block):
                    before = blocks.pop()
                    notes.add(start - 1, "An empty line stands between the braces; it was read over.")
                    block = _Block(before.line, f"{before.text}\n{block.text}", f"{before.comments}\n{block.comments}")
                blocks.append(block)
            lines, comments, start = [], [], 0
    return blocks


def _plain_lines(text: str) -> list[str]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # A character of the half that we hold escaped signs with can only come from a caller, never from a file.
    return re.sub("[\ud800-\udfff]", "�", text).split("\n")


def _goes_on(before: _Block, block: _Block) -> bool:
    """Whether a block is the rest of the one before, in which a brace is still open."""

    def marks(text: str) -> str:
        return "".join(sign for sign in _ESCAPE.sub("", text) if sign in "{}")

    return marks(before.text) == "{" and marks(block.text) == "}"


def _hold(found: re.Match[str]) -> str:
    return chr(_HELD + (10 if found[1] == "n" else ord(found[1])))


def _label(written: str) -> str:
    return one_line(written.replace("\\]", "]"))


def _freed(held: str) -> str:
    """The text with the escaped signs back in their places."""
    return "".join(chr(ord(sign) - _HELD) if _HELD <= ord(sign) < _HELD + 128 else sign for sign in held)


# One question


class _Reader:
    """Reads one question; `held` texts have their escaped signs out of the way."""

    def __init__(self, line: int, notes: BankNotes) -> None:
        self.line, self.notes = line, notes
        self.format = "moodle"

    def question(self, held: str) -> BankQuestion:
        """The question. Raises GiftTrouble."""
        name = ""
        if held.startswith("::"):
            end = held.find("::", 2)
            if end < 0:
                self.notes.add(self.line, "The title that begins with `::` never ends, so all of it is the question.")
                held = held[2:].strip()
            else:
                name, held = one_line(_freed(held[2:end])), held[end + 2 :].strip()
        begin, end = held.find("{"), held.find("}")
        if begin < 0 and end < 0:
            return BankQuestion("description", self.marked(self.formatted(held)), name)
        if begin < 0 or 0 <= end < begin:
            raise GiftTrouble("A `}` stands before any `{`; write `\\}` if it is part of the text.")
        if end < 0:
            raise GiftTrouble("A `{` is never closed; an empty line ends a question.")
        if "{" in held[begin + 1 : end] or "{" in held[end + 1 :] or "}" in held[end + 1 :]:
            raise GiftTrouble(
                "There is more than one pair of braces, and GIFT has one gap. Leave an empty line between two "
                "questions, and write `\\{` for a brace itself."
            )
        before, inside, after = held[:begin], held[begin + 1 : end].strip(), held[end + 1 :].rstrip()
        start = self.formatted(before)
        space = before[len(before.rstrip()) :] and " "
        self.format = start.format
        feedback = ""
        if "####" in inside:
            inside, _, general = inside.rpartition("####")
            inside, feedback = inside.strip(), self.marked(self.formatted(general))
        if after and _is_typed(inside):
            accepted, other = self.typed(inside)
            gap = BankGap(accepted)
            question = BankQuestion(
                "cloze", name=name, other_feedback=other, cloze=(self.piece(start, "", space), gap, self.tail(after))
            )
        else:
            gapped = start._replace(words=f"{start.words}{space}{GIFT_GAP}{after}") if after else start
            question = self.kind(inside, self.marked(gapped), name)
        return replace(question, feedback=feedback)

    def tail(self, after: str) -> str:
        return self.piece(_Formatted(after, self.format), (after[0].isspace() and " ") or "", "")

    def piece(self, formatted: _Formatted, before: str, behind: str) -> str:
        """Words beside a gap, with the space that stands between."""
        words = words_alone(self.marked(formatted))
        return f"{before}{words}{behind}" if words else before or behind

    def kind(self, inside: str, text: str, name: str) -> BankQuestion:
        """The question that stands between the braces."""
        if not inside:
            return BankQuestion("open", text, name)
        if inside[0] == "#":
            numbers, other = self.numbers(inside[1:])
            return BankQuestion("number", text, name, numbers=numbers, other_feedback=other)
        if inside[0] == ">":
            first, *lines = inside[1:].split("\n")
            lines = lines if _ORDERING.fullmatch(first) else [first, *lines]
            parts = tuple(filter(None, map(self.answer_words, lines)))
            if len(parts) < 2:
                raise GiftTrouble("There are fewer than two things to put in order.")
            return BankQuestion("order", text, name, parts=parts)
        if "~" in inside:
            answers = self.choices(inside)
            # Moodle shows buttons when an answer has an equal sign, and boxes to tick when none has.
            return BankQuestion("choice" if "=" in inside else "several", text, name, answers=answers)
        if "=" in inside and "->" in inside:
            return BankQuestion("match", text, name, pairs=self.pairs(inside))
        truth = inside.partition("#")[0]
        if truth.strip().upper() in ("T", "TRUE", "F", "FALSE"):
            return self.true_false(text, name, truth.strip().upper()[0] == "T", inside)
        answers, other = self.typed(inside)
        return BankQuestion("typed", text, name, answers=answers, other_feedback=other)

    def choices(self, inside: str) -> tuple[BankAnswer, ...]:
        found: list[BankAnswer] = []
        pieces = re.split(r"(?=[~=])", inside)
        if pieces[0].strip():
            raise GiftTrouble("An answer has neither `=` nor `~` before it.")
        # A `~` directly before `=` is one sign, as Moodle has it.
        for piece in pieces[1:]:
            sign, words = piece[0], piece[1:].strip()
            if not words and sign == "~":
                continue
            credit = FULL if sign == "=" else NOTHING
            weight = _WEIGHT.match(words) if sign == "~" else None
            if weight is not None:
                credit, words = self.credit(weight[1]), words[weight.end() :]
            elif sign == "=" and _WEIGHT.match(words):
                self.notes.add(
                    self.line,
                    "Among wrong answers `=` has no weight, so the percentage became part of the answer; "
                    "write `~%50%` for half of the marks.",
                )
            answer, told = self.with_feedback(words)
            if not answer:
                raise GiftTrouble("An answer has no words.")
            found.append(BankAnswer(answer, credit, told))
        if len(found) < 2:
            raise GiftTrouble("There are fewer than two answers to choose from.")
        return tuple(found)

    def typed(self, inside: str) -> tuple[tuple[BankAnswer, ...], str]:
        """The answers that are accepted or near and wrong, and what is told after any other."""
        found: list[BankAnswer] = []
        other = ""
        for piece in self.split_answers(inside):
            credit, weighed = self.weighed(piece)
            held, _, told = weighed.partition("#")
            words = one_line(_freed(_FORMAT.sub("", held.strip(), count=1)))
            feedback = self.marked(self.formatted(told)) if told.strip() else ""
            if words == "*":
                other = feedback
                tell_any_answer(credit, self.line, self.notes)
                continue
            words = without_wildcards(words, self.line, self.notes)
            if words:
                found.append(BankAnswer(words, credit, feedback))
        if not any(answer.credit > 0 for answer in found):
            raise GiftTrouble("No answer is right.")
        return tuple(found), other

    def weighed(self, piece: str) -> tuple[Decimal, str]:
        weight = _WEIGHT.match(piece)
        return (self.credit(weight[1]), piece[weight.end() :]) if weight else (FULL, piece)

    def split_answers(self, inside: str) -> list[str]:
        first, *pieces = inside.split("=")
        pieces = [first, *pieces] if first.strip() else pieces
        found = [piece.strip() for piece in pieces if piece.strip()]
        if not found:
            raise GiftTrouble("There is no answer between the braces.")
        return found

    def numbers(self, inside: str) -> tuple[tuple[BankNumber, ...], str]:
        other = ""
        if "~" in inside:
            inside, _, wrong = inside.partition("~")
            told = wrong.partition("#")[2]
            other = self.marked(self.formatted(told)) if told.strip() else ""
        found: list[BankNumber] = []
        for piece in self.split_answers(inside):
            credit, weighed = self.weighed(piece)
            held, _, told = weighed.partition("#")
            feedback = self.marked(self.formatted(told)) if told.strip() else ""
            words = _freed(held).strip()
            if words == "*":
                other = feedback
                tell_any_answer(credit, self.line, self.notes)
                continue
            low, dots, high = words.partition("..")
            at, _, tolerance = words.partition(":")
            if dots:
                found.append(BankNumber(decimal_number(low), to=decimal_number(high), credit=credit, feedback=feedback))
            else:
                width = decimal_number(tolerance) if tolerance.strip() else NOTHING
                found.append(BankNumber(decimal_number(at), abs(width), credit=credit, feedback=feedback))
        if not found:
            raise GiftTrouble("There is no number between the braces.")
        return tuple(found), other

    def pairs(self, inside: str) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for piece in self.split_answers(inside):
            left, arrow, right = piece.partition("->")
            if not arrow:
                raise GiftTrouble(f"The pair “{_freed(piece)}” has no `->` in it.")
            sides = self.answer_words(left), one_line(_freed(right))
            if not sides[1]:
                raise GiftTrouble(f"The pair “{_freed(piece)}” has nothing on its right side.")
            found.append(sides)
        if len(found) < 2:
            raise GiftTrouble("There are fewer than two pairs.")
        return tuple(found)

    def true_false(self, text: str, name: str, truth: bool, inside: str) -> BankQuestion:
        """A statement. First stands what is told when the answer is wrong, then what is told when it is right."""
        _, wrong, right = (*inside.split("#", 2), "", "")[:3]
        told = {False: self.marked(self.formatted(wrong)), True: self.marked(self.formatted(right))}
        answers = tuple(BankAnswer(words, FULL if here == truth else NOTHING, told[here == truth])
                        for words, here in (("True", True), ("False", False)))  # fmt: skip
        return BankQuestion("true_false", text, name, truth=truth, answers=answers if any(told.values()) else ())

    def with_feedback(self, held: str) -> tuple[str, str]:
        words, _, told = held.partition("#")
        return self.answer_words(words), self.marked(self.formatted(told)) if told.strip() else ""

    def answer_words(self, held: str) -> str:
        return self.plain(self.formatted(held))

    def plain(self, formatted: _Formatted) -> str:
        return plain_line(self.marked(formatted))

    def formatted(self, held: str) -> _Formatted:
        """A text with its format, which is that of the question when it names none."""
        held = held.strip()
        found = _FORMAT.match(held)
        return _Formatted(held[found.end() :].strip(), found[1]) if found else _Formatted(held, self.format)

    def marked(self, formatted: _Formatted) -> str:
        lost: list[str] = []
        words = _freed(formatted.words.replace("\n", " "))
        made = in_moodle_format(words, formatted.format, lost)
        for loss in lost:
            self.notes.add(self.line, f"There is {loss} in the question, which is not carried over.")
        return made

    def credit(self, written: str) -> Decimal:
        value = Decimal(written)
        if abs(value) > 100:
            self.notes.add(self.line, f"The weight {written} % is more than everything; it was read as 100 %.")
            value = FULL if value > 0 else -FULL
        return value


def decimal_number(words: str) -> Decimal:
    """The number that these words are. Raises GiftTrouble."""
    words = words.strip()
    try:
        if _NUMBER.fullmatch(words):
            return Decimal(words)
    except InvalidOperation:  # pragma: no cover - the pattern lets only numbers through
        pass
    point = " Write a point in front of decimals." if _NUMBER.fullmatch(words.replace(",", ".", 1)) else ""
    raise GiftTrouble(f"“{words}” is not a number.{point}")


def tell_any_answer(credit: Decimal, line: int, notes: BankNotes) -> None:
    """Note of the answer `*`, which is any at all, that it was worth something."""
    if credit > 0:
        notes.add(line, "The answer `*`, any answer at all, was left out: a question needs a key.")


def without_wildcards(words: str, line: int, notes: BankNotes) -> str:
    """A typed answer as it is compared letter by letter; empty when nothing is left to compare.

    In Moodle a star stands for any letters, and `\\*` for a star.
    """
    pieces = re.split(r"(?<!\\)\*", words)
    if len(pieces) > 1:
        told = words.replace("\\*", "*")
        inner = [piece for piece in pieces if piece.strip()]
        if len(inner) != 1:
            notes.add(
                line, f"The answer “{told}” was left out: its star stands for any letters, which a pack cannot say."
            )
            return ""
        notes.add(
            line, f"In the answer “{told}” a star stands for any letters; it was left out, and the rest is the answer."
        )
        words = inner[0].strip()
    return words.replace("\\*", "*")


def _is_typed(inside: str) -> bool:
    return inside.startswith("=") and "~" not in inside and "->" not in inside

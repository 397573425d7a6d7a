"""Gaps as Moodle writes them into a text: `{1:SHORTANSWER:=right~%50%nearly#feedback}`."""

from __future__ import annotations

import re
from decimal import Decimal

from game.learning.banks.bank_questions import FULL, NOTHING, BankAnswer, BankGap, BankNotes, first_words, percent
from game.learning.banks.gift_reading import tell_any_answer, without_wildcards
from game.learning.banks.html_words import escaped_words, from_html, in_moodle_format, to_html
from game.learning.banks.marked_words import plain_line, words_alone

_GAP = re.compile(r"(?<!\\)\{[0-9]{0,3}:([A-Z_]{2,20}):((?:\\.|[^{}\\])*)\}", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-~])|&(#)")
_HELD = 0xDC00
"""An escaped sign is held as this and its number: one half of a pair, which decoded text never has alone."""
_SHARE = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,9})?)%")
_PLACE = "\uf8fe"
"""Stands where a gap was, while the words around it are read. A text that has it already loses it."""


def read_gaps(words: str, form: str, line: int, notes: BankNotes, lost: list[str]) -> tuple[str | BankGap, ...]:
    """The words and the gaps of a text in turn; gaps that cannot be read are told, and their braces stay."""
    gaps: list[BankGap] = []

    def take(found: re.Match[str]) -> str:
        gap = _gap(found[1], found[2], line, notes, lost)
        if gap is None:
            notes.add(line, f"The gap {plain_line(found[0])[:60]} cannot be read, and stands as it is in the text.")
            return found[0].replace("{", "(").replace("}", ")")
        gaps.append(gap)
        return _PLACE

    held = _GAP.sub(take, words.replace(_PLACE, ""))
    pieces = words_alone(in_moodle_format(held, form, lost)).split(_PLACE)
    found: list[str | BankGap] = [pieces[0]]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        found += [gap, piece]
    return tuple(piece for piece in found if piece != "")


def _gap(kind: str, body: str, line: int, notes: BankNotes, lost: list[str]) -> BankGap | None:
    choices = kind.startswith(("MULTI", "MC", "MR"))
    number = kind in ("NUMERICAL", "NM")
    answers: list[BankAnswer] = []
    for piece in _ESCAPE.sub(_hold, body).split("~"):
        credit, held = NOTHING, piece.strip()
        share = _SHARE.match(held)
        if held.startswith("="):
            credit, held = FULL, held[1:]
        elif share is not None:
            credit, held = max(-FULL, min(FULL, Decimal(share[1]))), held[share.end() :]
        words, _, told = held.partition("#")
        text, feedback = plain_line(from_html(_freed(words), lost)), from_html(_freed(told), lost)
        if number and ":" in text:
            text, _, width = text.partition(":")
            if width.strip(" 0."):
                notes.add(line, f"The tolerance {width} of the number {text} in a gap is not carried over.")
        if text == "*" and not choices:
            tell_any_answer(credit, line, notes)
            if feedback:
                told_after = first_words(plain_line(feedback))
                notes.add(line, f"What is told after any other answer in a gap, {told_after}, is not carried over.")
            continue
        if not choices:
            text = without_wildcards(text, line, notes)
        if text:
            answers.append(BankAnswer(text, credit, feedback))
    return BankGap(tuple(answers), choices) if any(answer.credit > 0 for answer in answers) else None


def _hold(found: re.Match[str]) -> str:
    return chr(_HELD + ord(found[1])) if found[1] else f"&{chr(_HELD + ord('#'))}"


def _freed(held: str) -> str:
    return "".join(chr(ord(sign) - _HELD) if _HELD <= ord(sign) < _HELD + 128 else sign for sign in held)


def written_gap(gap: BankGap) -> str:
    """A gap as Moodle writes it, in a text that is HTML."""
    answers: list[str] = []
    for answer in gap.answers:
        sign = "=" if answer.credit == FULL else f"%{percent(answer.credit)}%"
        words = answer.text if gap.choices else answer.text.replace("*", "\\*")
        told = f"#{_in_gap(to_html(answer.feedback))}" if answer.feedback else ""
        answers.append(sign + _in_gap(escaped_words(words)) + told)
    return f"{{1:{'MULTICHOICE' if gap.choices else 'SHORTANSWER'}:{'~'.join(answers)}}}"


def words_beside_gaps(words: str) -> str:
    """Words as HTML, in which no brace begins a gap; their line breaks stay."""
    return escaped_words(words).replace("{", "&#123;").replace("}", "&#125;").replace("\n", "<br>")


def _in_gap(words: str) -> str:
    return re.sub(r"[\\~#{}/\"]", lambda sign: f"\\{sign[0]}", words)

"""Answers that are picked instead of typed: which parts of a question can be clicked, and what that does to the line.

What is picked is written into the line as one would type it, so that there is one way to answer and to grade. Picking
a part a second time takes it out again. What was typed by hand and cannot be read is replaced by what is picked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from game.questions.pairing import groups
from game.questions.question_type import LETTERS, letters_in
from game.questions.true_false import truth_name
from game.story.model.story import Question, QuestionKind

#: Words that `re` compiles, and keeps, when somebody first picks: this is loaded before the first frame.
_PAIR = r"(\d{1,3})([a-z])?(?![a-z])|\b([a-z])\b"


def truths() -> tuple[str, str]:
    """What is picked of a statement that is true or false, as it is typed."""
    return truth_name("true"), truth_name("false")


class PickablePart(NamedTuple):
    """A part of a question that can be picked: its letter, number or word, and what stands behind it."""

    key: str
    words: str


def pickable(question: Question, order: tuple[int, ...]) -> list[PickablePart]:
    """The parts that can be picked, in the order in which they are shown; none where an answer is typed in words.

    `order` is that in which the parts are shown in this play (`game.engine.rules.answer_order`).
    """
    match question.kind:
        case "several":
            return _lettered([question.answers[index].words for index in order])
        case "order":
            return _lettered([question.parts[index] for index in order])
        case "true_false":
            reasons = _lettered([question.answers[index].words for index in order]) if question.answers else []
            return [*(PickablePart(truth, truth.capitalize()) for truth in truths()), *reasons]
        case "match":
            return [*_numbered(question), *_lettered([question.partners[index] for index in order])]
        case "sort":
            return [*_numbered(question), *_lettered(groups(question))]
        case _:
            return []


def _lettered(words: list[str]) -> list[PickablePart]:
    return [PickablePart(letter, part) for letter, part in zip(LETTERS, words, strict=False)]


def _numbered(question: Question) -> list[PickablePart]:
    return [PickablePart(str(number), part) for number, part in enumerate(question.parts, 1)]


def picked(question: Question, order: tuple[int, ...], typed: str, key: str) -> str:
    """The line after the part with this key was picked, or the line as it is where no part has this key.

    Of pairs, the number is picked (`2=` waits for its letter) and then the letter; a letter alone goes to the first
    number that has none. Where each letter belongs to one number only, it leaves the number that had it.
    """
    if key not in [part.key for part in pickable(question, order)]:
        return typed
    return _PICKING[question.kind](question, typed, key)


def keys_in(question: Question, order: tuple[int, ...], typed: str) -> list[str]:
    """The keys of the parts that stand in the line already."""
    known = {part.key for part in pickable(question, order)}
    if question.kind in ("match", "sort"):
        pairs, waiting = _pairs(typed)
        held = [key for pair in pairs.items() for key in pair] + [waiting]
    elif question.kind == "true_false":
        held = typed.casefold().split()
    else:
        held = _letters(typed)
    return [key for key in dict.fromkeys(held) if key in known]


def _letters(typed: str) -> list[str]:
    bare = re.sub(r"\b(?:and|und|et)\b", " ", typed.casefold())
    if re.search(r"[^\W\d_]{2,}", bare):
        return []  # words, which are no letters
    return [LETTERS[at] for at in dict.fromkeys(letters_in(bare)) if 0 <= at < len(LETTERS)]


def _pick_one_of_several(question: Question, typed: str, key: str) -> str:
    return " ".join(sorted({*_letters(typed)} ^ {key}))


def _pick_next(question: Question, typed: str, key: str) -> str:
    held = _letters(typed)
    return " ".join([letter for letter in held if letter != key] if key in held else [*held, key])


def _pick_truth_or_reason(question: Question, typed: str, key: str) -> str:
    held = typed.casefold().split()
    known = truths()
    truth = next((word for word in held if word in known), "")
    reason = next((word for word in held if len(word) == 1 and word in LETTERS), "")
    if key in known:
        truth = "" if truth == key else key
    else:
        reason = "" if reason == key else key
    return " ".join(filter(None, (truth, reason)))


def _pick_of_pair(question: Question, typed: str, key: str) -> str:
    pairs, waiting = _pairs(typed)
    pairs = {number: letter for number, letter in pairs.items() if int(number) <= len(question.parts)}
    if key.isdecimal():
        had = pairs.pop(key, "")
        return _written(pairs, "" if had or waiting == key else key)
    free = (str(number) for number in range(1, len(question.parts) + 1) if str(number) not in pairs)
    to = waiting or next(free, "")
    holder = next((number for number, letter in pairs.items() if letter == key), "")
    if question.kind == "match" and holder:
        del pairs[holder]
        to = waiting  # picked a second time without a number, it is only taken out
    if to:
        pairs[to] = key
    return _written(pairs, "")


def _pairs(typed: str) -> tuple[dict[str, str], str]:
    """The letter of each number that has one, and the number that waits for its letter, or nothing."""
    pairs: dict[str, str] = {}
    waiting = ""
    joined = re.sub(r"(\d)\s*+(?:[-=:.)]\s*+)?(?=[a-z]\b)", r"\1", typed.casefold())
    for number, letter, alone in re.findall(_PAIR, joined):
        if number and letter:
            pairs[str(int(number))] = letter
        elif number:
            waiting = str(int(number))
        elif waiting:
            pairs[waiting], waiting = alone, ""
    return pairs, waiting


def _written(pairs: dict[str, str], waiting: str) -> str:
    in_order = sorted(pairs.items(), key=lambda pair: int(pair[0]))
    return " ".join([*(f"{number}{letter}" for number, letter in in_order), *([f"{waiting}="] if waiting else [])])


_PICKING: dict[QuestionKind, Callable[[Question, str, str], str]] = {
    "several": _pick_one_of_several, "order": _pick_next, "true_false": _pick_truth_or_reason,
    "match": _pick_of_pair, "sort": _pick_of_pair,
}  # fmt: skip


def typing_keys(question: Question) -> str:
    """The characters that an answer in words or numbers may need, for whoever clicks them one by one."""
    match question.kind:
        case "number":
            return "1234567890.-"
        case "cloze" if len(question.accepted) > 1:
            return f"{LETTERS}1234567890'-;"
        case "cloze" | "typed" | "open":
            return f"{LETTERS}1234567890'-:"
        case _:
            return ""

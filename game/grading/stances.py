"""Step two: what kind of answer it is. Negated, bounded, or several answers of which the player did not choose one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from game.grading.languages import Language
from game.grading.letters import bare

_BRACKETS = re.compile(r"(?<!\^)\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
#: A point behind a short word belongs to an abbreviation, behind a number to an ordinal.
_CLAUSES = re.compile(r"[,;:](?= )|(?<=[^\W\d_]{4})[.!?](?= |$)| - | -- |\n")


def negations(words: Iterable[str], language: Language) -> int:
    """How many words turn what is said into its contrary; so many must stand in the key, too."""
    return sum(map(language.negations.__contains__, words))


def is_bounded(before: Sequence[str], after: Sequence[str], language: Language) -> bool:
    """Whether a number between these words is a limit: "before 1949", "at least 2", "5 or more"."""
    if not before and not after:
        return False
    in_front, behind = _bounds(language)
    ahead = f" {' '.join(before[-6:])} "
    return any(map(ahead.__contains__, in_front)) or f" {' '.join(after[:4])} ".startswith(behind)


@cache
def _bounds(language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What makes a limit of a number, in front of it and behind it, between spaces."""
    in_front = tuple(f" {phrase} " for phrase in language.bounds)
    return in_front, tuple(f" {phrase} " for phrase in language.bounds_behind)


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, unless nothing else is there."""
    if "(" not in text and "[" not in text and "{" not in text:
        return text
    left = " ".join(_BRACKETS.sub(" ", text).split())
    return left if any(character.isalnum() for character in left) else text


def clauses(text: str) -> list[str]:
    """The pieces between commas, colons, dashes and full stops."""
    if text.replace(" ", "").isalnum():
        return [text.strip()]
    return [piece.strip() for piece in _CLAUSES.split(text) if any(character.isalnum() for character in piece)]


def alternatives(text: str, language: Language) -> list[str]:
    """The answers between which "or" stands; the text alone where none does."""
    if not any(map(text.__contains__, language.alternatives)):
        whole = " ".join(text.split()).strip(" ,;")
        return [whole] if whole else []
    words, pieces, piece = text.split(), [], list[str]()
    for word in words:
        if word.strip(",;:.") in language.alternatives:
            pieces.append(" ".join(piece))
            piece = []
        else:
            piece.append(word)
    pieces.append(" ".join(piece))
    return [found for found in (piece.strip(" ,;") for piece in pieces) if found]


def without_contrast(text: str, language: Language) -> str:
    """The text without what the answer is not: "Portuguese, not Spanish", "not Spanish but Portuguese"."""
    words = text.split()
    if not language.contrasts.isdisjoint(words):
        at = next(place for place, word in enumerate(words) if word in language.contrasts)
        if negations(bare(" ".join(words[:at])).replace(",", " ").split(), language) and words[at + 1 :]:
            return " ".join(words[at + 1 :])
    pieces = clauses(text)
    if len(pieces) < 2:
        return text
    kept = [piece for piece in pieces if piece.split()[0] not in language.negations]
    return ", ".join(kept) if kept and len(kept) < len(pieces) and pieces[0] == kept[0] else text


def without_approximation(text: str, language: Language) -> str:
    """The text without what only says that it is not exact, in words that would mean something: "more or less"."""
    for phrase in language.roughly:
        if phrase in text:
            text = f" {text} ".replace(f" {phrase} ", " ").strip()
    return text

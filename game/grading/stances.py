"""Step two: what kind of answer it is. Negated, bounded, or several answers of which the player did not choose one."""

from __future__ import annotations

import re

from game.grading.languages import Language

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_CLAUSES = re.compile(r"[,;:](?= )|[.!?](?= |$)| - | -- |\n")


def negations(words: list[str], language: Language) -> int:
    """How many words turn what is said into its contrary; so many must stand in the key, too."""
    return sum(word in language.negations for word in words)


def is_bounded(words: list[str], language: Language) -> bool:
    """Whether a number between these words is a limit: "before 1949", "at least 2", "5 or more"."""
    spaced = f" {' '.join(words)} "
    return any(f" {' '.join(phrase)} " in spaced for phrase in language.bounds)


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, unless nothing else is there."""
    left = " ".join(_BRACKETS.sub(" ", text).split())
    return left if any(character.isalnum() for character in left) else text


def clauses(text: str) -> list[str]:
    """The pieces between commas, colons, dashes and full stops."""
    return [piece.strip() for piece in _CLAUSES.split(text) if any(character.isalnum() for character in piece)]


def alternatives(text: str, language: Language) -> list[str]:
    """The answers between which "or" stands; the text alone where none does."""
    words, pieces, piece = text.split(), [], list[str]()
    for word in words:
        if word.strip(",;:.") in language.alternatives:
            pieces.append(" ".join(piece))
            piece = []
        else:
            piece.append(word)
    pieces.append(" ".join(piece))
    return [found for found in (piece.strip(" ,;") for piece in pieces) if found]

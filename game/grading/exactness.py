"""Answers of which the spelling is asked: where an author insists on it, or the question asks for a form of a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.letters import bare, lowered

_WORD = re.compile(r"[\w'-]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Exact(NamedTuple):
    """On what an author insists: accents, small and capital letters, spelling."""

    accents: bool = False
    case: bool = False
    spelling: bool = False


def is_to_the_letter(answer: str, accepted: Iterable[str], exact: Exact, language: Language) -> bool:
    """Whether the answer is a key with all accents, or with all capitals; small words may stand in front of it.

    An article that the key has must be that one: "un pomme" is not "une pomme".
    """
    keys = {tuple(_words(form, exact, language)) for key in accepted for form in _spellings(key, language)}
    small = language.fillers | language.openings | language.articles
    words = _words(answer, exact, language)
    for at, word in enumerate(words):
        if tuple(words[at:]) in keys:
            return True
        if bare(lowered(word)).rstrip("'") not in small:
            return False
    return not words and () in keys


def _words(text: str, exact: Exact, language: Language) -> list[str]:
    """The words of a text; where an apostrophe ends a word, it is its last sign."""
    text = text.replace("’", "'")
    words = " ".join(_WORD.findall(text.replace("'", "' ") if language.elision else text))
    words = words if exact.case else words.casefold()
    return (words if exact.accents else bare(words)).split()


def _spellings(key: str, language: Language) -> set[str]:
    """The key, and with its letters as they are written where the keyboard has none of them: "Aepfel"."""
    written = key
    for letter, letters in language.transcriptions.items():
        written = written.replace(letter, letters).replace(letter.upper(), letters.capitalize())
    return {key, written}


def is_spelled(answer: str, accepted: Iterable[str], language: Language) -> bool:
    """Whether all words of a key stand in the answer with all their letters and accents."""
    given = set(_LETTERS.findall(lowered(answer)))
    keys = (form for key in accepted for form in _spellings(lowered(key), language))
    return any(given.issuperset(_LETTERS.findall(key)) for key in keys)


def other_forms(key: str, text: str) -> bool:
    """Whether a word of the text differs from one of the key in nothing but accents: "Apfel" from "Äpfel"."""
    own = set(_LETTERS.findall(lowered(key)))
    plain = {bare(word) for word in own}
    return any(bare(word) in plain and word not in own for word in _LETTERS.findall(lowered(text)))

"""Words that a player may type in the language that is spoken now.

A catalogue has them as messages that are lists: `own_words("typed to look at something", "look, examine, x")`. Whoever
translates writes all that one could type in that language; the order and the number of the words are free, but the
first is the one that the game itself proposes.
"""

from __future__ import annotations

from functools import cache

from game.localisation.messages import ENGLISH, language_used, pgettext
from game.support.accents import without_accents

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WITHOUT_STROKE = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss"})


def own_words(purpose: str, words: str) -> tuple[str, ...]:
    """What can be typed for a purpose in the language that is spoken now, in small letters; () where that is English.

    A word with accents also stands without them, and with `ae` for `ä`, as it is typed in haste.
    """
    language = language_used()
    return _own(language, purpose, words) if language != ENGLISH else ()


@cache
def _own(language: str, purpose: str, words: str) -> tuple[str, ...]:
    """Those of a language: that which is spoken now."""
    own = split_words(pgettext(purpose, words))
    return tuple(dict.fromkeys(spelling for word in own for spelling in spellings(word)))


def split_words(words: str) -> tuple[str, ...]:
    """The items of a list in a message, in small letters."""
    return tuple(word for part in words.split(",") if (word := " ".join(part.casefold().split())))


def spellings(word: str) -> tuple[str, ...]:
    """A word in small letters as it is written, without its accents, and with two letters for an umlaut."""
    return tuple(dict.fromkeys((word, without_accents(word.translate(_WITHOUT_STROKE)), word.translate(_LETTERS))))

"""Words that a player may type, in the language that is spoken now and in English, which always works too.

A catalogue has them as messages that are lists: `typable("typed to look at something", "look, examine, x")`. Whoever
translates writes all that one could type in that language; the order and the number of the words are free.
"""

from __future__ import annotations

import unicodedata

from game.localisation.messages import ENGLISH, language_used, pgettext


def typable(purpose: str, words: str) -> tuple[str, ...]:
    """What can be typed for a purpose: small letters; English words first, then those of the language.

    A word with accents also stands without them, and with `ae` for `ä`, as it is typed in haste.
    """
    english = _split(words)
    if language_used() == ENGLISH:
        return english
    own = _split(pgettext(purpose, words))
    return tuple(dict.fromkeys((*english, *(spelling for word in own for spelling in _spellings(word)))))


def first_typable(purpose: str, words: str) -> str:
    """The first of the words in the language that is spoken now, as one tells the player what to type."""
    return _split(pgettext(purpose, words))[0]


def _split(words: str) -> tuple[str, ...]:
    return tuple(word for part in words.split(",") if (word := " ".join(part.casefold().split())))


def _spellings(word: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character)).replace("ł", "l")
    spelled = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return word, bare, spelled

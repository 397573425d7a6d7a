"""Step three for the words beside the key: which change nothing, and which make something else of the answer.

Harmless are words that say nothing ("it was the"), words of the question, its facts or another right answer, a title in
front of a name, and behind the key a piece that says where, whose or why ("in New York"). What the key itself does not
say and the question does not either makes another answer of it: "South American", "carbon dioxide" for carbon.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.normal_form import Token, bare, lowered, tokens
from game.grading.phrases import Matched, Phrase, same_word


class Around(NamedTuple):
    """The words that may stand beside a key, and those that may not. What stands first here has precedence.

    `keys`: the words of all right answers. `wrong`: those of wrong ones. `told`: those of the question and its facts.
    """

    keys: frozenset[str]
    wrong: frozenset[str]
    told: frozenset[str]

    @classmethod
    def of(cls, text: str, keys: Iterable[Token], wrong: Iterable[str], language: Language) -> Around:
        """What stands around a key."""
        told = frozenset(word.text for word in tokens(text, language) if not word.number)
        own = frozenset(word.text for word in keys)
        return cls(own, frozenset(word for name in wrong for word in name.split() if len(word) > 2) - own, told)


def are_harmless(key: Phrase, given: tuple[Token, ...], matched: Matched, around: Around, language: Language) -> bool:
    """Whether the words beside the key change nothing."""
    inside = [place for place in matched.beside if matched.first < place < matched.last]
    before = [place for place in matched.beside if place < matched.first]
    behind = [place for place in matched.beside if place > matched.last]
    if not all(_says_nothing(given[place], around, language) for place in inside):
        return False
    return _may_precede(key, given, before, around, language) and _may_follow(given, behind, around, language)


def _says_nothing(word: Token, around: Around, language: Language) -> bool:
    if word.number:
        return word.text in around.keys or (word.number == "1" and "1" not in around.wrong)
    if word.text in language.modifiers and word.text not in around.keys:
        return False
    return word.text in language.fillers or _is_told(word.text, around, language)


def _is_told(word: str, around: Around, language: Language) -> bool:
    if word in around.keys:
        return True
    if word in around.wrong:
        return False
    return word in around.told or (len(word) > 3 and any(same_word(word, known, language) for known in around.told))


def _may_precede(key: Phrase, given: tuple[Token, ...], places: list[int], around: Around, language: Language) -> bool:
    """Whether what stands in front of the key may stand there: nothing that narrows it or makes another of it."""
    titles = key.name and not any(word.text in language.titles for word in key.content)
    for place in places:
        word = given[place]
        if _says_nothing(word, around, language) or (titles and word.text in language.titles):
            continue
        return False
    return True


def _may_follow(given: tuple[Token, ...], places: list[int], around: Around, language: Language) -> bool:
    """Whether what stands behind the key may stand there: a place, or a piece that begins with a small word."""
    if _is_place(given, places):
        return True
    led = False
    for place in places:
        word = given[place]
        if word.text in around.wrong:
            return False
        led = led or word.text in language.prepositions
        if not (led and not word.number) and not _says_nothing(word, around, language):
            return False
    return True


def _is_place(given: tuple[Token, ...], places: list[int]) -> bool:
    return " ".join(given[place].text for place in places) in _cities()


@cache
def _cities() -> frozenset[str]:
    """The cities after which zones of time are called: those that are named for where something is."""
    from zoneinfo import available_timezones

    return frozenset(bare(lowered(zone.split("/")[-1].replace("_", " "))) for zone in available_timezones())

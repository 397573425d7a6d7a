"""Step three for words: which words of an answer are those of the key, and which stand beside them.

A word of the key is matched by the same word, by its plural or other spelling (`same_word`), by its number in any form,
by an initial in front of a surname, or by a slip of the pen. Small words (articles, prepositions) need no match.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.normal_form import Token, lowered, roman, tokens
from game.grading.spelling import allowed, distance, is_contrary, means_something_else


class Phrase(NamedTuple):
    """A key, ready for comparison. `content`: its words that count; `length`: its characters, spaces included."""

    words: tuple[Token, ...]
    content: tuple[Token, ...]
    numbers: tuple[str, ...]
    length: int
    #: Whether it is a name: a capital is in it.
    name: bool
    #: Whether it is a name of several words. One of them misspelled is that name still, though it be a word: "Untied
    #: Kingdom".
    full_name: bool


class Matched(NamedTuple):
    """How a key was found in an answer.

    `slips`: how many slips were forgiven. `first`, `last`: the places of its first and last word in the answer.
    `beside`: the places of the words that are none of the key's. `missing`: the words of the key that were not found.
    """

    slips: int
    first: int
    last: int
    beside: tuple[int, ...]
    missing: tuple[Token, ...]


def phrase(text: str, language: Language) -> Phrase:
    """A key in the form in which answers are compared with it."""
    words = tokens(text, language)
    small = language.fillers | language.prepositions
    content = tuple(word for word in words if word.number or word.text not in small) or words
    content = tuple(_as_number(word, at, content) for at, word in enumerate(content))
    numbers = tuple(sorted(word.number for word in content if word.number))
    name = any(letter.isupper() for letter in text)
    length = len(" ".join(word.text for word in words)) if len(words) > 1 else len(lowered(text))
    written = [word for word in text.split() if lowered(word) not in small]
    full = len(written) > 1 and all(word[:1].isupper() for word in written)
    return Phrase(words, content, numbers, length, name, full)


def _as_number(word: Token, at: int, words: Sequence[Token]) -> Token:
    """A Roman numeral behind another word of the key as a number."""
    if at == 0 or word.number or not (number := roman(word.text)) or (len(word.text) == 1 and word.text not in "ivx"):
        return word
    return Token(word.text, number)


def find(key: Phrase, given: tuple[Token, ...], language: Language, *, slips: bool = True) -> Matched:
    """Where the words of a key stand in an answer, wherever they are."""
    taken: dict[int, int] = {}
    missing: list[Token] = []
    spent, most = 0, allowed(key.length) if slips else 0
    for at, wanted in enumerate(key.content):
        place = next(
            (here for here, word in enumerate(given) if here not in taken and _same(word, wanted, language)), None
        )
        if place is None and key.name and at + 1 < len(key.content):
            place = next(
                (here for here, word in enumerate(given) if here not in taken and _initial(word, wanted)), None
            )
        if place is None:
            missing.append(wanted)
        else:
            taken[place] = at
    for wanted in [*missing]:
        if spent >= most:
            break
        near = _nearest(wanted, given, taken, most - spent, language, strict=not key.full_name)
        if near is not None:
            place, steps = near
            spent += steps
            taken[place] = key.content.index(wanted)
            missing.remove(wanted)
    places = sorted(taken)
    beside = tuple(place for place in range(len(given)) if place not in taken)
    first, last = (places[0], places[-1]) if places else (-1, -1)
    return Matched(spent, first, last, beside, tuple(missing))


def _same(word: Token, wanted: Token, language: Language) -> bool:
    if word.text == wanted.text and word.number == wanted.number:
        return True
    if wanted.number:
        return word.number == wanted.number or (not word.number and roman(word.text) == wanted.number != "")
    return not word.number and same_word(word.text, wanted.text, language)


def _initial(word: Token, wanted: Token) -> bool:
    return len(word.text) == 1 and not word.number and not wanted.number and wanted.text.startswith(word.text)


def _nearest(
    wanted: Token, given: tuple[Token, ...], taken: dict[int, int], most: int, language: Language, *, strict: bool
) -> tuple[int, int] | None:
    """The place of the word that is this one with the fewest slips, and how many those are."""
    best: tuple[int, int] | None = None
    for place, word in enumerate(given):
        if place in taken or word.number:
            continue
        steps = _slips(word, wanted, most, language, strict=strict)
        if 0 < steps <= most and (best is None or steps < best[1]):
            best = place, steps
    return best


def _slips(word: Token, wanted: Token, most: int, language: Language, *, strict: bool) -> int:
    """How many slips make one word of the other; more than `most` where it means something else."""
    names = [wanted.text] if not wanted.number else _names(wanted.number, language)
    counts = [
        steps
        for name in names
        if len(name) > 2
        and abs(len(word.text) - len(name)) <= most
        and (steps := distance(word.text, name, most)) <= most
        and not (means_something_else if strict else is_contrary)(word.text, name, language)
    ]
    return min(counts, default=most + 1)


def _names(number: str, language: Language) -> list[str]:
    """The words for a small number."""
    at = int(number) if len(number) <= 2 else 99
    return [names[at] for names in (language.cardinals, language.ordinals) if 0 <= at < len(names) and names[at]]


@lru_cache(maxsize=65536)
def same_word(first: str, second: str, language: Language) -> bool:
    """Whether two words are one: the same, one and many of it, or two right spellings of it."""
    if first == second:
        return True
    if language.synonyms.get(first, first) == language.synonyms.get(second, second):
        return True
    if is_contrary(first, second, language) or min(len(first), len(second)) < 3:
        return False
    if _one_and_many(first, second, language) or _one_and_many(second, first, language):
        return True
    return _spelled(first, language) == _spelled(second, language)


def _one_and_many(one: str, many: str, language: Language) -> bool:
    for singular, plural in language.plurals:
        if many.endswith(plural) and one.endswith(singular):
            stem = many[: len(many) - len(plural)]
            doubled = plural == "s" and singular == "" and one.endswith("s")
            if len(stem) >= 2 and not doubled and stem == one[: len(one) - len(singular)] and len(one) >= 3:
                return True
    return False


@lru_cache(maxsize=65536)
def _spelled(word: str, language: Language) -> str:
    """The word in one of its right spellings: "centre" and "center" give the same."""
    for letters, other in language.letters:
        word = word.replace(letters, other)
    if len(word) < 5:
        return word
    for ending, other in language.variants:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + other
    for letters, other in language.variants:
        if len(letters) >= 6 and letters in word:
            return word.replace(letters, other)
    return word

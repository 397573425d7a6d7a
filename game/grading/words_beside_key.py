"""Step three for the words beside the key: which change nothing, and which make something else of the answer.

Harmless are words that say nothing ("it was the"), words of the question, its facts or another right answer, a title in
front of a name, and behind the key a piece that says where, whose or why ("in New York"). What the key itself does not
say and the question does not either makes another answer of it: "South American", "carbon dioxide" for carbon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from game.grading.key_phrases import Matched, Phrase, same_word
from game.grading.languages import Language
from game.grading.letters import bare, lowered
from game.grading.normal_form import Token, tokens_of
from game.grading.spelling import respelled

_YEAR = re.compile(r"(?<![\w.,])\d{4}(?![\w]|[.,]\d)")
_DECADE = re.compile(r"\d\d?\d?0s")
_COMMON_NOUN = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'-])")


class Surroundings(NamedTuple):
    """The words that may stand beside a key, and those that may not. What stands first here has precedence.

    `keys`: the words of all right answers; `numbers`: whether numbers are among them. `wrong`: those of wrong ones.
    `told`: those of the question and its facts; `told_from`: the same by their first two letters.
    `person`: a person is asked for.
    """

    keys: frozenset[str]
    numbers: bool
    wrong: frozenset[str]
    told: frozenset[str]
    told_from: dict[str, list[str]]
    person: bool
    #: The years that the question names.
    years: frozenset[str]

    @classmethod
    def of(
        cls, text: str, asked: str, keys: Iterable[Token], wrong: Iterable[str], language: Language, *, person: bool
    ) -> Surroundings:
        """What stands around a key. `text`: the question and its facts; `asked`: the question alone."""
        told = frozenset(form for word in tokens_of(text, language) if not word.number for form in _stems(word.text))
        keys = tuple(keys)
        own = frozenset(word.text for word in keys)
        if any(word.number for word in keys):
            told |= language.ranks
        if not own.isdisjoint(language.ages) or any(_DECADE.fullmatch(word) for word in own):
            told |= language.age_parts
        # A small word of the question tells no wrong answer from a right one.
        common = {bare(word) for word in _COMMON_NOUN.findall(asked)}
        refused = frozenset(word for name in wrong for word in name.split() if len(word) > 2) - own - common
        years = frozenset(_YEAR.findall(asked))
        told_from: dict[str, list[str]] = {}
        for word in told:
            for start in {word[:2], respelled(word, language)[:2]}:
                told_from.setdefault(start, []).append(word)
        return cls(own, any(word.number for word in keys), refused, told, told_from, person, years)


def are_harmless(
    key: Phrase, given: tuple[Token, ...], matched: Matched, around: Surroundings, language: Language
) -> bool:
    """Whether the words beside the key change nothing."""
    if not matched.beside:
        return True
    inside = [given[place] for place in matched.beside if matched.first < place < matched.last]
    before = [given[place] for place in matched.beside if place < matched.first]
    behind = [given[place] for place in matched.beside if place > matched.last]
    return (
        all(_may_stand_inside(word, key, around, language) for word in inside)
        and _may_precede(before, key, matched, around, language)
        and _may_follow(behind, key, matched, around, language)
    )


def _says_nothing(word: Token, around: Surroundings, language: Language) -> bool:
    if word.number:
        return word.text in around.keys or (word.number == "1" and "1" not in around.wrong)
    if word.text in around.keys:
        return True
    if word.text in language.age_parts and word.text in around.told:
        return True
    if word.text in language.modifiers or word.text in around.wrong:
        return False
    return (
        word.text in language.fillers
        or not around.told.isdisjoint(_stems(word.text))
        or _is_told(word.text, around, language)
    )


def _is_told(word: str, around: Surroundings, language: Language) -> bool:
    """Whether the question says the word in another form. Two forms of a word begin with the same two letters."""
    if len(word) < 4:
        return False
    if word in language.synonyms:
        return any(same_word(word, known, language) for known in around.told)
    if any(
        word.endswith(end) and word.removesuffix(end) in around.told for end in language.adjectives if len(word) > 6
    ):
        return True
    starts = {word[:2], respelled(word, language)[:2]}
    return any(same_word(word, known, language) for start in starts for known in around.told_from.get(start, ()))


def _stems(word: str) -> set[str]:
    """The word, and what it is without the endings of English verbs: "caused" repeats "causes"."""
    found = {word}
    if len(word) > 5 and word.isascii():
        found |= {word.removesuffix(ending) for ending in ("ed", "ing", "es", "s", "d") if word.endswith(ending)}
    return found


def _may_stand_inside(word: Token, key: Phrase, around: Surroundings, language: Language) -> bool:
    """Whether a word may stand between those of the key: a middle name may."""
    if _says_nothing(word, around, language):
        return True
    middle = key.full_name and not key.numbers and around.person and not word.number and word.text not in around.wrong
    return (middle and word.text not in language.negations) or (key.name and len(word.text) == 1 and not word.number)


def _may_precede(words: list[Token], key: Phrase, matched: Matched, around: Surroundings, language: Language) -> bool:
    """Whether words may stand in front of the key: none that narrow it or make another of it."""
    if around.numbers and "1" not in around.keys and any(word.number == "1" for word in words):
        return False  # "the first and the third"
    unknown = [
        word
        for word in words
        if not _says_nothing(word, around, language)
        and word.text not in language.categories
        and word.text not in language.openings
    ]
    if any(word.number or word.text in around.wrong or word.text in language.negations for word in unknown):
        return False
    if words and words[-1].text in language.prepositions and any(word.text in language.relations for word in words):
        return False
    if matched.missing and around.person and words and _is_first_name(words[-1], key, around, language):
        return False
    if not around.person and _is_somebody_of(words, language):
        return False
    person = around.person and key.full_name
    if key.name and (person or not any(part.text in language.titles for part in key.content)):
        unknown = [word for word in unknown if word.text not in language.titles]
    if words and around.person and key.name and words[-1].text in language.titles:
        unknown = [word for word in unknown if word.text not in language.origins]
    if not unknown:
        return True
    # "The novelist Jane Austen" is Jane Austen; "a pupil of Jane Austen" is somebody else.
    whole = person and not matched.missing
    behind = words[words.index(unknown[0]) :]
    return (
        whole
        and not any(word.text in language.prepositions for word in behind)
        and not any(word.text in language.modifiers for word in unknown)
    )


def _is_somebody_of(words: list[Token], language: Language) -> bool:
    """Whether a title with a preposition behind it stands in front of the key: "the king of" in front of France."""
    at = next((at for at, word in enumerate(words) if word.text in language.titles), len(words))
    return any(word.text in language.prepositions for word in words[at + 1 :])


def _is_first_name(word: Token, key: Phrase, around: Surroundings, language: Language) -> bool:
    """Whether the word in front of a surname is somebody else's first name, though the question says it."""
    if not key.name or word.text in around.keys or word.text in language.fillers or word.text in language.titles:
        return False
    return not any(same_word(word.text, title, language) for title in language.titles)


def _may_follow(words: list[Token], key: Phrase, matched: Matched, around: Surroundings, language: Language) -> bool:
    """Whether what stands behind the key may stand there: a place, or a piece that begins with a small word."""
    if not words or " ".join(word.text for word in words) in _cities():
        return True
    spaced = f" {' '.join(word.text for word in words)} "
    if any(f" {phrase} " in spaced for phrase in (*language.before_era, *language.others_behind)):
        return False
    if key.name and _is_country(words, key, around, language):
        return True
    if around.person and key.full_name and _is_byname(words, around, language):
        return True
    if matched.missing and any(word.text in language.months for word in words):
        return False  # the number alone may stand for a century, but not that of a day
    led = narrowed = False
    for word in words:
        if word.text in around.wrong:
            return False
        led = led or word.text in language.prepositions
        narrowed = narrowed or (word.text in language.narrowing and not key.name)
        if narrowed and not _says_nothing(word, around, language) and word.text not in language.prepositions:
            return False
        is_year = len(word.number) == 4 and (not key.numbers or len(key.numbers[0]) < 3)
        is_year = is_year and (not around.years or word.number in around.years)
        if not (led and (not word.number or is_year)) and not _says_nothing(word, around, language):
            return False
    return True


def _is_country(words: list[Token], key: Phrase, around: Surroundings, language: Language) -> bool:
    """Whether the words are nothing but the country in which a place is."""
    if all(part.text in language.countries for part in key.content):
        return False
    names = [
        word.text for word in words if word.text not in language.prepositions and word.text not in language.fillers
    ]
    return bool(names) and all(name in language.countries and name not in around.wrong for name in names)


def _is_byname(words: list[Token], around: Surroundings, language: Language) -> bool:
    """Whether the words are a byname of a person, or the second surname: "el Sabio", "Saavedra"."""
    if any(
        word.number or word.text in around.wrong or word.text in language.modifiers or word.text in language.negations
        for word in words
    ):
        return False
    return (words[0].text in language.bynames and 1 < len(words) <= 4) or (language.second_surname and len(words) == 1)


@cache
def _cities() -> frozenset[str]:
    """The cities after which zones of time are called: those that are named for where something is."""
    from zoneinfo import available_timezones

    return frozenset(bare(lowered(zone.split("/")[-1].replace("_", " "))) for zone in available_timezones())

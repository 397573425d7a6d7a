"""Step three for words: which words of an answer are those of the key, and which stand beside them.

A word of the key is matched by the same word, by its plural or other spelling (`same_word`), by its number in any form,
by an initial in front of a surname, or by a slip of the pen. Small words (articles, prepositions) need no match.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.letters import lowered
from game.grading.normal_form import Token, roman, run_together, tokens_of
from game.grading.spelling import (
    allowed,
    distance,
    is_contrary,
    is_typing_error,
    means_something_else,
    respelled,
)
from game.grading.stances import negations

#: What makes a woman's name of a man's: Josef, Josefine.
_OF_WOMEN = frozenset({"ine", "ina", "ette", "etta", "ie", "ia", "ne", "na", "andra"})
#: Letters that are taken for one another at the beginning of a name.
_ONE_SOUND = ("ckq", "fvw", "ijy", "sz", "cs", "gj", "bv")


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
    #: The last word, and each of those that a hyphen joins in it: "Skłodowska" and "Curie".
    surnames: frozenset[str]
    #: For each word of `content`, the forms of which a slip is forgiven.
    forms: tuple[tuple[str, ...], ...]
    #: How many of its words turn it into its contrary.
    negations: int
    #: The words of `content` without spaces, and their first letters.
    joined: str
    initials: str
    #: The first letters of all its words: "lon" for "League of Nations".
    all_initials: str


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
    words = tokens_of(text, language)
    content = tuple(word for word in words if word.number or word.text not in language.optional) or words
    content = tuple(_as_number(word, at) for at, word in enumerate(content))
    if len(content) > 1 and not language.articles.isdisjoint(lowered(text).replace("'", " ").split()):
        content = tuple(word for word in content if word.number != "1") or content
    numbers = tuple(sorted(word.number for word in content if word.number))
    length = _length(content[0], text, language) if len(content) == 1 else len(" ".join(word.text for word in content))
    capitals = [word[:1].isupper() for word in text.split() if lowered(word) not in language.optional]
    full = len(content) > 1 and all(capital for capital in capitals)
    last = tokens_of(text.rsplit(maxsplit=1)[-1], language) if len(text.split()) > 1 else ()
    surnames = frozenset(word.text for word in last if not word.number and len(word.text) > 2)
    return Phrase(
        words,
        content,
        numbers,
        length,
        name=any(letter.isupper() for letter in text),
        full_name=full,
        surnames=surnames,
        forms=tuple(_forms(word, language) for word in content),
        negations=negations([word.text for word in words], language),
        joined=run_together(content),
        initials="".join(word.text[0] for word in content),
        all_initials="".join(word.text[0] for word in words if word.text not in language.articles),
    )


def _length(word: Token, text: str, language: Language) -> int:
    """The characters of a key of one word; those of the word for a number, where it was written as one."""
    if not word.number:
        return len(word.text)
    return max((len(part) for part in lowered(text).split() if part not in language.optional), default=0)


def _as_number(word: Token, at: int) -> Token:
    """A Roman numeral behind another word of the key as a number."""
    if at == 0 or word.number or not (number := roman(word.text)) or (len(word.text) == 1 and word.text not in "ivx"):
        return word
    return Token(word.text, number)


class _Search:
    """Looks for the words of one key in one answer. `free`: the places of the answer that are no word of it yet."""

    def __init__(
        self, key: Phrase, given: tuple[Token, ...], language: Language, asked: frozenset[str], *, person: bool
    ) -> None:
        self.person = person
        self.key, self.given, self.language, self.asked = key, given, language, asked
        self.free = list(range(len(given)))
        self.missing = list(range(len(key.content)))
        self.slips = 0

    def take(self, place: int, wanted: int) -> None:
        """The word at this place of the answer is this one of the key."""
        self.free.remove(place)
        self.missing.remove(wanted)

    def same(self) -> None:
        """Find words that are the same, initials, and words that were cut short."""
        for wanted in [*self.missing]:
            key = self.key.content[wanted]
            for place in self.free:
                word = self.given[place]
                if (word.text == key.text and word.number == key.number) or self._is_same(place, key, wanted):
                    self.take(place, wanted)
                    break
        for wanted in [*self.missing]:
            key = self.key.content[wanted]
            for place in self.free:
                word = self.given[place]
                short = key.text.startswith(word.text) and self._is_short(word, key.text, wanted)
                if short or (self.person and self._is_short_name(word.text, key.text, wanted)):
                    self.take(place, wanted)
                    break

    def _is_same(self, place: int, key: Token, wanted: int) -> bool:
        word = self.given[place]
        if key.number:
            if word.number or (len(word.text) == 1 and word.text not in ("ivxl" if place else "ivx")):
                return word.number == key.number
            return _number(word.text, self.language) == key.number
        if word.number:
            return word.number == self.language.ordinal_names.get(key.text)
        # Who repeats a word of the question in another form than the key gives the question back.
        if word.text in self.asked:
            return False
        if same_word(word.text, key.text, self.language):
            return True
        if wanted + 1 < len(self.key.content):
            return bool(self.language.inflections) and _is_inflected(word.text, key.text, self.language)
        if not self.language.compounds or len(self.key.content) > 1:
            return False
        return is_compound(word.text, key.text, self.asked, self.language)

    def _is_short(self, given: Token, key: str, wanted: int) -> bool:
        """An initial in front of a surname, or an abbreviation: "A. Einstein", "World Health Org."."""
        word = given.text
        if given.number or word == key:
            return False
        if len(word) == 1 and self.language.elision and word in self.language.optional and not given.cut:
            return False  # that of "d'hiver" is no initial
        if len(word) == 1:
            first_name = self.key.name and wanted + 1 < len(self.key.content)
            return first_name or (given.cut and bool(self.key.numbers))
        return given.cut and (len(word) > 2 or len(self.key.content) > 1)

    def _is_short_name(self, word: str, key: str, wanted: int) -> bool:
        """Whether one of two first names is short for the other: "Abe Lincoln". "Paul" is not short for "Paula"."""
        if not self.key.full_name or wanted + 1 >= len(self.key.content) or word in self.language.titles:
            return False
        short, long = sorted((word, key), key=len)
        ending = long.removeprefix(short)
        return 3 <= len(short) <= 5 and len(ending) > 1 and ending != long and ending not in _OF_WOMEN

    def acronyms(self) -> None:
        """Find words that are the initials of several words of the key: "UN" in "UN Children's Fund"."""
        if not self.key.name:
            return
        most = len(self.missing)
        for place in self.free:
            word = self.given[place]
            count = len(word.text)
            if not 2 <= count <= most or word.number or word.text in self.asked:
                continue
            for start in range(len(self.missing) - count + 1):
                run = self.missing[start : start + count]
                if run[-1] - run[0] == count - 1 and word.text == self.key.initials[run[0] : run[-1] + 1]:
                    self.free.remove(place)
                    self.missing = [wanted for wanted in self.missing if wanted not in run]
                    return

    def misspelled(self) -> None:
        """Find words with slips of the pen, as many as are forgiven in this key."""
        most = allowed(self.key.length)
        if most == 0:
            self._typing_errors()
            return
        for wanted in [*self.missing]:
            left = most - self.slips
            if left <= 0:
                return
            nearest, fewest = -1, left + 1
            for place in self.free:
                steps = self._slips(self.given[place], wanted, left)
                if 0 < steps < fewest:
                    nearest, fewest = place, steps
            if nearest >= 0:
                self.slips += fewest
                self.take(nearest, wanted)

    def _typing_errors(self) -> None:
        """Find words of four letters with an error of typing, where no slip is forgiven."""
        for wanted in [*self.missing]:
            key = self.key.content[wanted].text
            if len(key) != 4:
                continue
            for place in self.free:
                word = self.given[place]
                if not word.number and self._is_typing_error(word.text, key):
                    self.slips += 1
                    self.take(place, wanted)
                    break

    def _is_typing_error(self, word: str, key: str) -> bool:
        if not 4 <= len(word) <= 5 or not key.isalpha() or not is_typing_error(word, key):
            return False
        return not means_something_else(word, key, self.language)

    def _slips(self, word: Token, wanted: int, most: int) -> int:
        """How many slips make one word of the other; more than `most` where it means something else."""
        least = most + 1
        text, length = word.text, len(word.text)
        if word.number or not text.isalpha():
            return least
        for name in self.key.forms[wanted]:
            if not -most <= length - len(name) <= most:
                continue
            steps = distance(text, name, most)
            if steps >= least or (self.key.name and _is_another_name(text, name)):
                continue
            whole = steps == 1 and self.key.full_name and len(self.given) - len(self.free) == len(self.key.content) - 1
            if not self._differs(text, name, whole):
                least = steps
        return least

    def _differs(self, word: str, name: str, whole: bool) -> bool:
        """Whether a word means something else; in a name that is whole but for it, only if its first letter differs."""
        if whole and (word[0] == name[0] or is_typing_error(word, name)):
            return is_contrary(word, name, self.language)
        return means_something_else(word, name, self.language)


def _is_another_name(word: str, name: str) -> bool:
    """Whether a short name has another first letter, of another sound: Lérida is not Mérida misspelled."""
    if len(word) != len(name) or len(word) >= 8 or word[0] == name[0] or word[1:] != name[1:]:
        return False
    return not any(word[0] in sound and name[0] in sound for sound in _ONE_SOUND)


def _number(word: str, language: Language) -> str:
    """The number that a word can be behind a name: a Roman numeral, or an ordinal such as "second"."""
    return language.ordinal_names.get(word) or roman(word)


def _is_inflected(first: str, second: str, language: Language) -> bool:
    """Whether two words are forms of one adjective."""
    return len(first) > 3 and any(
        first.endswith(ending) and second.endswith(other) and first[: -len(ending)] == second[: -len(other)]
        for pair in language.inflections
        for ending, other in (pair, pair[::-1])
    )


@lru_cache(maxsize=4096)
def is_compound(word: str, key: str, asked: frozenset[str], language: Language) -> bool:
    """Whether a word is the key put together with a word of the question: "Honigbienen" for what makes honey."""
    if not language.compounds or len(key) < 4 or len(word) < len(key) + 3:
        return False
    parts = [word.removesuffix(key), word.removeprefix(key)] if word.endswith(key) else [word.removeprefix(key)]
    return any(part != word and (part in asked or part.removesuffix("s") in asked) for part in parts)


def find(
    key: Phrase,
    given: tuple[Token, ...],
    language: Language,
    *,
    slips: bool = True,
    asked: frozenset[str] = frozenset(),
    person: bool = False,
) -> Matched:
    """Where the words of a key stand in an answer, wherever they are. `asked`: the words of the question;
    `person`: it asks for a person.
    """
    search = _Search(key, given, language, asked, person=person)
    search.same()
    if search.missing:
        search.acronyms()
    if search.missing and slips:
        search.misspelled()
    beside = search.free
    if len(beside) == len(given):
        return Matched(0, -1, -1, tuple(beside), key.content)
    first = next(place for place in range(len(given)) if place not in beside)
    last = next(place for place in range(len(given) - 1, -1, -1) if place not in beside)
    return Matched(search.slips, first, last, tuple(beside), tuple([key.content[at] for at in search.missing]))


def _forms(word: Token, language: Language) -> tuple[str, ...]:
    """The words of which a slip is forgiven: the word and what may be many of it, or the names of a small number."""
    if word.number:
        at = int(word.number) if len(word.number) <= 2 else 99
        names = [names[at] for names in (language.cardinals, language.ordinals) if 0 <= at < len(names)]
    elif not word.text.isalpha():
        return ()
    else:
        text = word.text
        endings = language.plurals if len(text) > 4 else ()
        names = [text]
        names += [text.removesuffix(single) + plural for single, plural in endings if single and text.endswith(single)]
    return tuple(name for name in names if len(name) > 2)


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
    plain, other = respelled(first, language), respelled(second, language)
    if plain == other:
        return True
    return (plain, other) != (first, second) and (
        _one_and_many(plain, other, language) or _one_and_many(other, plain, language)
    )


def _one_and_many(single: str, many: str, language: Language) -> bool:
    for singular, plural in language.plurals:
        if many.endswith(plural) and single.endswith(singular):
            stem = many[: len(many) - len(plural)]
            doubled = plural == "s" and singular == "" and single.endswith("s")
            if len(stem) >= 2 and not doubled and stem == single[: len(single) - len(singular)] and len(single) >= 3:
                return True
    return False

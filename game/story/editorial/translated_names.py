"""The people and places that a text names are named in its translation, too, in whatever case or declension."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from game.grading.languages import language
from game.story.compile.collecting import Definitions
from game.support import limits
from game.support.accents import without_accents
from game.support.language_tags import primary_language

_WORD = re.compile(r"[^\W\d_]+")
#: Behind these a sentence, or a line of its own, may begin: there a capital letter says nothing.
_BEFORE_SENTENCES = frozenset('.!?:…|{}"“”«»„‚*(-–—\n')
#: Languages in which all nouns have capital letters.
_CAPITAL_NOUNS = frozenset(("de", "lb"))
#: A word so like a name as this may be the name, misspelt.
_ALIKE = 0.5
#: What no declension changes has so many letters at least.
_BEGINNING = 3
#: So many people or places may share a word of their names.
_SHARED = 8
#: Parts of names that are no names.
_SMALL = frozenset(("The", "And", "Of", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lady", "Lord", "Aunt", "Uncle", "Old"))


class NameOfPack(NamedTuple):
    """What a person or place is called, in the original (`called`) and in the translation.

    `words` are those by which one is known, each with the beginnings of the words that stand for it in the translation.
    `is_person`: it is a name wherever it stands.
    """

    called: str
    translated: str
    words: dict[str, tuple[str, ...]]
    is_person: bool

    def has_form(self, word: str) -> bool:
        """Whether a folded word can be one of the name."""
        return any(word.startswith(form) for forms in self.words.values() for form in forms)


class NameDifference(NamedTuple):
    """A name that the original has and the translation has not; what stands there in its place, or "", and where.

    `said` is the word of the name that should stand there, as the language has it; "" where that is not known.
    """

    name: NameOfPack
    said: str
    instead: str
    start: int


class NameIndex:
    """Names by their words, and by the beginnings of the words that stand for them in a translation.

    A word that very many share tells nobody from the others, and is none of theirs here.
    """

    def __init__(self, names: Iterable[NameOfPack]) -> None:
        by_word: dict[str, list[NameOfPack]] = {}
        by_form: dict[str, list[NameOfPack]] = {}
        for name in names:
            for word, forms in name.words.items():
                by_word.setdefault(word, []).append(name)
                for form in forms:
                    by_form.setdefault(form, []).append(name)
        self._by_word = {word: named for word, named in by_word.items() if len(named) <= _SHARED}
        self._by_form = {form: named[:_SHARED] for form, named in by_form.items()}

    def with_word(self, word: str) -> list[NameOfPack]:
        """The names that have this word in the original."""
        return self._by_word.get(word, [])

    def with_form(self, folded: str) -> list[NameOfPack]:
        """The names of which a folded word can be a part in the translation."""
        ends = range(1, min(len(folded), limits.WORD_CHARACTERS) + 1)
        return [name for end in ends for name in self._by_form.get(folded[:end], ())]


def names_in_pack(original: Definitions, translated: Definitions, common: frozenset[str]) -> NameIndex:
    """The names of the pack: of people, of places, and of those whom its facts quote.

    A word that the pack uses in small letters, too (`common`), is no name.
    """
    names: list[NameOfPack] = []
    for id_, person in original.people.items():
        names.append(_known(person.name.value, translated.people[id_].name.value, True, common))
    for id_, place in original.places.items():
        names.append(_known(place.name.value, translated.places[id_].name.value, False, common))
    there = {"article", *(name.called.casefold() for name in names)}
    quoted = dict.fromkeys(fact.by.value for fact in original.facts.values())
    names += [_known(called, called, True, common) for called in quoted if called.casefold() not in there]
    return NameIndex(name for name in names if name.words)


def _known(called: str, translated: str, is_person: bool, common: frozenset[str]) -> NameOfPack:
    mine, theirs = ([word for word in _WORD.findall(name) if len(word) > 2] for name in (called, translated))
    words = [word for word in mine if word[0].isupper() and word not in _SMALL and word.casefold() not in common]
    if not is_person and len(words) < len([word for word in mine if word not in _SMALL]):
        words = []  # `The kitchen garden` is no name, and neither is a word of it
    forms: dict[str, tuple[str, ...]] = {}
    for word in words:
        others = [theirs[mine.index(word)]] if len(mine) == len(theirs) else theirs
        forms[word] = tuple(dict.fromkeys(_stem(form) for form in (word, *others)))
    return NameOfPack(called, translated, forms, is_person)


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand somewhere in small letters."""
    return frozenset(word for text in texts for word in _WORD.findall(text) if word.islower())


def differing_names(
    names: NameIndex, original: str, translation: str, code: str, strictly: bool
) -> list[NameDifference]:
    """The names of people and places in the original that the translation has not; both are without markup.

    Where a name may be left out, as in a story, something else has to stand in its place; `strictly`: it may not.
    """
    here = list(_WORD.finditer(original))
    if not any(names.with_word(word[0]) for word in here):
        return []
    compared = _Compared(names, here, original, translation, code)
    return [found for name in compared.mentioned if (found := compared.difference(name, strictly)) is not None]


class _Compared:
    """A text and its translation, word by word."""

    def __init__(self, names: NameIndex, here: list[re.Match[str]], original: str, translation: str, code: str) -> None:
        self.names, self.here, self.translation = names, here, translation
        self.there = list(_WORD.finditer(translation))
        self.folded_here = {_folded(word[0]) for word in self.here}
        self.folded_there = {_folded(word[0]) for word in self.there}
        self.nouns = primary_language(code) in _CAPITAL_NOUNS
        self.titles = language(code).titles
        is_known = _script(translation) == _script(original)
        self.mentioned: list[NameOfPack] = []
        for word in self.here if self.there else ():
            for name in names.with_word(word[0]):
                is_named = name.is_person or not _begins_sentence(original, word.start())
                can_be_read = is_known or _script(name.translated) == _script(translation)
                if is_named and can_be_read and name not in self.mentioned:
                    self.mentioned.append(name)

    def difference(self, name: NameOfPack, strictly: bool) -> NameDifference | None:
        """What there is to say of a name that the original has."""
        said = [word[0] for word in self.here if word[0] in name.words and name in self.names.with_word(word[0])]
        missing = [
            word
            for word in dict.fromkeys(said)
            if not any(there.startswith(form) for form in name.words[word] for there in self.folded_there)
        ]
        if not missing:
            return None
        is_whole = len(missing) == len(dict.fromkeys(said))
        mine, theirs = _WORD.findall(name.called), _WORD.findall(name.translated)
        instead = self.instead([*missing, *theirs], is_whole) or (None if is_whole else self.beside(name))
        if instead is None and not (is_whole and strictly):
            return None
        word = theirs[mine.index(missing[0])] if len(mine) == len(theirs) else ""
        found, start = (instead[0], instead.start()) if instead is not None else ("", 0)
        return NameDifference(name, word, found, start)

    def instead(self, wanted: list[str], is_whole: bool) -> re.Match[str] | None:
        """The word of the translation that stands in the place of a name, or of a part of one, if there is one.

        `wanted` are the words of which one should stand there.
        """
        for word in self.there:
            folded = _folded(word[0])
            if not word[0][0].isupper() or len(word[0]) < 3 or folded in self.folded_here:
                continue
            meant = self.names.with_form(folded)
            if any(name in self.mentioned for name in meant):
                continue
            if any(Indel.normalized_similarity(folded, _folded(own)) >= _ALIKE for own in wanted):
                return word
            if is_whole and meant:
                return word
            if is_whole and not self.nouns and not _begins_sentence(self.translation, word.start()):
                return word
        return None

    def beside(self, name: NameOfPack) -> re.Match[str] | None:
        """A word with a capital letter beside one of the name, where the rest of the name should stand."""
        for first, second in zip(self.there, self.there[1:], strict=False):
            apart = self.translation[first.end() : second.start()]
            known = [name.has_form(_folded(word[0])) for word in (first, second)]
            other = first if known[1] else second
            is_name = other[0][0].isupper() and len(other[0]) > 2 and _folded(other[0]) not in self.titles
            can_tell = not self.nouns or bool(self.names.with_form(_folded(other[0])))
            if can_tell and apart == " " and sum(known) == 1 and is_name:
                return other
        return None


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence may begin here, so that a capital letter says nothing."""
    before = text[max(at - 8, 0) : at].rstrip(" \t\u00a0\u202f")
    if before[-1:] in ("'", "’"):  # `d'Ivy`
        return not before[-2:-1].strip()
    return before[-1:] in _BEFORE_SENTENCES or not before


def _script(text: str) -> str:
    """The script of the first letter of a text, as the names of characters begin."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """A word in small letters, without accents."""
    return without_accents(word.casefold(), plainly=True)


def _stem(word: str) -> str:
    """What no declension changes of a name: all but its last two letters, and three at least."""
    folded = _folded(word)
    return folded[: max(_BEGINNING, len(folded) - 2)]


#: Keys whose texts tell a story, in which a name may be left out that was just said.
_TOLD = frozenset(
    {"text", "about", "glance", "closing", "closed", "look", "asked_about", "because", "disclaimer", "blank"}
    | {"feedback"}
)


def names_have_to_stand(id_: str, key: str) -> bool:
    """Whether the names in this text have to stand in its translation: in what is learnt, asked or offered."""
    return key not in _TOLD or (key == "text" and id_.startswith("questions."))

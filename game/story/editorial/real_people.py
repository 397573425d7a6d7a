"""Who is real in a pack: those whom its dossiers name, those whom it says are real, and people in public office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from game.story.compile.collecting import Definitions
from game.story.editorial.recognised_names import (
    GIVEN_NAMES,
    NO_SURNAMES,
    NOBODY,
    OFFICE_HOLDERS,
    OFFICE_HOLDERS_UNSPACED,
)
from game.story.editorial.sentences import UNSPACED
from game.story.editorial.words.inflected_names import inflected, is_genitive_only
from game.story.editorial.words.lint_words import LintWords, lint_words_of
from game.story.schema.dossier_definitions import FactDef
from game.support.accents import without_accents

_NAMED = re.compile(
    r"(?<![\w-])([^\W\da-zß-öø-ÿ_][\w-]+)"
    r"((?: (?:de|den|der|van|von|la|al)){0,2}(?: [^\W\da-zß-öø-ÿ_]\.?(?!\w)| [^\W\da-zß-öø-ÿ_][\w-]+){1,3})"
)
WORD = re.compile(r"[^\W\d_]+")
#: In scripts without spaces a name is found wherever its characters stand.
_UNSPACED = re.compile(f"[{UNSPACED}]")
#: Between the parts of a foreign name in such a script.
_MIDDLE_DOTS = re.compile("[ \u00b7\u2027\u30fb]")
_UNSPACED_LANGUAGES = ("ja", "zh")
#: What has more words is a description, and is not looked for.
_WORDS_OF_A_NAME = 20
#: In so many ways the same words are written: with hyphens, with points.
_SPELLINGS = 4
#: A word can be a form of so many words of names, and so many readings of it are followed at once.
_BASES, _READINGS = 4, 64


class Named(NamedTuple):
    """A name in a text, from `start` to `end`, and the full name of the person.

    `is_inflected`: a word of it has another form than the name; `is_owner`: its form says whose something is.
    """

    start: int
    end: int
    name: str
    is_inflected: bool = False
    is_owner: bool = False


class NameEnding(NamedTuple):
    """Forms of names that end in the same words: the words that may stand before, and the names that end here."""

    before: dict[str, NameEnding]
    #: By the form as it is written, the full name.
    names: dict[str, str]


class RealPeople(NamedTuple):
    """The forms in which names are written, from their last word to their first, and as a language inflects them."""

    forms: dict[str, NameEnding]
    #: Full names of those whom the dossiers and the pack name themselves.
    own: frozenset[str]
    #: By a word as it can be written in the language of the pack, the words of names of which it is a form.
    inflections: dict[str, tuple[str, ...]]
    #: Names in scripts without spaces, each with the full name.
    unspaced: dict[str, str]
    #: An inflected name says whose something is.
    owning: bool

    @property
    def signs(self) -> set[str]:
        """The words with which a name can end."""
        return {*self.forms, *self.inflections}

    def may_be_in(self, words: set[str], text: str) -> bool:
        """Whether a text with these words can name anybody."""
        return (
            not self.forms.keys().isdisjoint(words)
            or not self.inflections.keys().isdisjoint(words)
            or any(name in text for name in self.unspaced)
        )

    def find(self, text: str) -> list[Named]:
        """All names in a text, in order. Of names that lie in each other the longest counts.

        Takes time in proportion to the text: before each last word of a name stand no more words than a name can have.
        """
        words = list(WORD.finditer(text))
        candidates: list[Named] = []
        for index, word in enumerate(words):
            if word[0] in self.forms or word[0] in self.inflections:
                self._ending_at(index, words, text, candidates)
        for form, name in self.unspaced.items():
            at = text.find(form)
            while at >= 0:
                candidates.append(Named(at, at + len(form), name))
                at = text.find(form, at + len(form))
        return _apart(candidates)

    def _ending_at(self, last: int, words: list[re.Match[str]], text: str, candidates: list[Named]) -> None:
        """Add the names that end in this word."""
        end = words[last].end()
        #: The names that can still be read, backwards: up to which word, in which form.
        reading = [(last, ending, False) for ending in self._endings(self.forms, words[last][0])]
        if words[last][0] in self.forms:
            reading.append((last, self.forms[words[last][0]], True))
        while reading:
            at, ending, is_plain = reading.pop()
            for form, name in ending.names.items():
                start = words[at].start() - WORD.search(form).start()  # type: ignore[union-attr]  # a form has a word
                behind = end + _length_behind(form)
                whole = not text[behind : behind + 1].isalnum() and not (start > 0 and text[start - 1].isalnum())
                if start < 0 or not whole:
                    continue
                if is_plain and text.startswith(form, start) and behind - start == len(form):
                    candidates.append(Named(start, behind, name))
                elif not is_plain and _same_between(form, text[start:behind]):
                    candidates.append(Named(start, behind, name, is_inflected=True, is_owner=self.owning))
            if at and len(reading) < _READINGS:
                before = words[at - 1][0]
                reading += [(at - 1, further, False) for further in self._endings(ending.before, before)]
                if before in ending.before:
                    reading.append((at - 1, ending.before[before], is_plain))

    def _endings(self, forms: dict[str, NameEnding], word: str) -> list[NameEnding]:
        """What a name can be that has an inflected form in this place."""
        return [forms[base] for base in self.inflections.get(word, ()) if base in forms]

    def named_in(self, text: str) -> set[str]:
        """The full names of the people named in a text."""
        return {mention.name for mention in self.find(text)}


def _length_behind(form: str) -> int:
    """How many characters stand behind the last word of a form: a point."""
    *_, last = WORD.finditer(form)
    return len(form) - last.end()


def _same_between(form: str, written: str) -> bool:
    """Whether the same stands between the words of a name and those that are written."""
    return WORD.split(form) == WORD.split(written)


def real_people(defined: Definitions, words: LintWords, beside: Definitions | None = None) -> RealPeople:
    """The real people of a pack, by the forms of names in a language.

    `beside`: the pack as it was written, where `defined` is a translation. Its names count too.
    """
    own: dict[str, None] = {}
    invented: set[str] = set()
    for pack in (defined,) if beside is None else (defined, beside):
        own |= dict.fromkeys(name for name in _named_by(pack, words) if _is_name(name))
        invented |= {word for person in pack.people.values() if person.fictional for word in person.name.value.split()}
    unspaced = {name: name for name in own if _UNSPACED.search(name)}
    names = {name: name for name in own if name not in unspaced}
    for name in own:
        surname = _MIDDLE_DOTS.split(name)[-1]
        # A name may end in what is no word, such as a number.
        known = surname in NO_SURNAMES or surname in invented or surname in OFFICE_HOLDERS
        if name in unspaced:
            if len(surname) > 1 and not known:
                unspaced.setdefault(surname, name)
        elif len(surname) > 2 and WORD.search(surname) and not known:
            names.setdefault(surname, name)
    if words.code in _UNSPACED_LANGUAGES:
        unspaced = {name: name for name in OFFICE_HOLDERS_UNSPACED} | unspaced
    forms = _with_names(_office_holders(), names)
    return RealPeople(forms, frozenset(own), _inflections(words.code, names), unspaced, is_genitive_only(words.code))


def _named_by(defined: Definitions, words: LintWords) -> Iterable[str]:
    """The names of the real people whom a pack and its dossiers name, perhaps more than once."""
    for fact in _facts_of_real_articles(defined):
        if fact.by.value.casefold() not in NOBODY:
            yield without_title(fact.by.value, words)
    for person in defined.people.values():
        if person.real:
            yield without_title(person.name.value, words)
    for name in defined.pack.real_people if defined.pack else ():
        yield name.value
    yield from _named_in_facts(defined, words)


def _is_name(name: str) -> bool:
    return WORD.search(name) is not None and len(name) > (1 if _UNSPACED.search(name) else 2)


def _inflections(language: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By each inflected form the words of names that have it."""
    found: dict[str, tuple[str, ...]] = {}
    of_names = {word for name in names for word in WORD.findall(name)}
    for word in sorted(of_names | _words_of_office_holders()):
        for form in inflected(word, language):
            known = found.get(form, ())
            if form != word and len(known) < _BASES:
                found[form] = (*known, word)
    return found


@cache
def _words_of_office_holders() -> frozenset[str]:
    return frozenset(word for name in OFFICE_HOLDERS for word in WORD.findall(name))


@cache
def _office_holders() -> dict[str, NameEnding]:
    """The forms of those in public office: the same for every pack."""
    return _with_names({}, {name: name for name in OFFICE_HOLDERS})


def _with_names(forms: dict[str, NameEnding], names: dict[str, str]) -> dict[str, NameEnding]:
    """The forms and these names by their forms besides. What is handed in stays as it is."""
    grown = dict(forms)
    for form, name in names.items():
        words = WORD.findall(form)
        if len(words) > _WORDS_OF_A_NAME:
            continue
        before = grown
        for word in reversed(words):
            ending = before.get(word)
            copied = NameEnding(dict(ending.before), dict(ending.names)) if ending is not None else NameEnding({}, {})
            before[word] = copied
            before, names_here = copied.before, copied.names
        if form in names_here or len(names_here) < _SPELLINGS:
            names_here[form] = name
    return grown


def _apart(candidates: list[Named]) -> list[Named]:
    """The names that do not lie in longer ones, in order; of two that are as long, the first one."""
    kept: list[Named] = []
    for candidate in sorted(candidates, key=lambda mention: (mention.start, -mention.end)):
        while (
            kept and candidate.start < kept[-1].end and candidate.end - candidate.start > kept[-1].end - kept[-1].start
        ):
            kept.pop()
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def without_title(name: str, words: LintWords) -> str:
    """A name without the titles before it, in the language of the pack or in English."""
    parts = name.split()
    while len(parts) > 1 and is_title(parts[0], words):
        parts = parts[1:]
    return " ".join(parts)


def is_title(word: str, words: LintWords) -> bool:
    """Whether a word is a title or a part of one, as it is written before a name."""
    bare = word.rstrip(".").lower()
    return bare in words.titles or bare in lint_words_of("en").titles


def _facts_of_real_articles(defined: Definitions) -> Iterable[FactDef]:
    return (fact for dossier in defined.dossiers.values() if not dossier.invented for _, fact in dossier.facts)


def _named_in_facts(defined: Definitions, words: LintWords) -> Iterable[str]:
    for fact in _facts_of_real_articles(defined):
        for found in _NAMED.finditer(" ".join(fact.states.value.split())):
            parts = without_title(found[0], words).split()
            while len(parts) > 2 and not parts[-1][0].isupper():  # the pattern knows no capitals beyond Latin-1
                parts.pop()
            if len(parts) > 1 and parts[-1][0].isupper() and (parts[0] in GIVEN_NAMES or parts[0] in words.given_names):
                yield " ".join(parts)


def folded(name: str) -> str:
    """A name in small letters without accents, for comparing."""
    return without_accents(name.casefold().replace("ø", "o").replace("ł", "l"), plainly=True)

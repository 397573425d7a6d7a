"""Who is real in a pack: those whom its dossiers name, those whom it says are real, and people in public office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from game.story.compile.collecting import Definitions
from game.story.editorial.word_lists import GIVEN_NAMES, NO_SURNAMES, OFFICE_HOLDERS, TITLES
from game.story.schema.dossier_definitions import FactDef

_NAMED = re.compile(
    r"(?<![\w-])([A-Z][\w-]+)((?: (?:de|den|der|van|von|la|al)){0,2}(?: [A-Z]\.?(?!\w)| [A-Z][\w-]+){1,3})"
)
WORD = re.compile(r"[^\W\d_]+")
#: What has more words is a description, and is not looked for.
_WORDS_OF_A_NAME = 10
#: In so many ways the same words are written: with hyphens, with points.
_SPELLINGS = 4
_NOBODY = frozenset(("article", "the article"))


class Named(NamedTuple):
    """A name in a text, from `start` to `end`, and the full name of the person."""

    start: int
    end: int
    name: str


class NameEnding(NamedTuple):
    """Forms of names that end in the same words: the words that may stand before, and the names that end here."""

    before: dict[str, NameEnding]
    #: By the form as it is written, the full name.
    names: dict[str, str]


class RealPeople(NamedTuple):
    """The forms in which names are written, from their last word to their first."""

    forms: dict[str, NameEnding]
    #: Full names of those whom the dossiers and the pack name themselves.
    own: frozenset[str]

    def may_be_in(self, words: set[str]) -> bool:
        """Whether a text with these words can name anybody."""
        return not self.forms.keys().isdisjoint(words)

    def find(self, text: str) -> list[Named]:
        """All names in a text, in order. Of names that lie in each other the longest counts.

        Takes time in proportion to the text: before each last word of a name stand no more words than a name can have.
        """
        words = list(WORD.finditer(text))
        candidates: list[Named] = []
        for index, word in enumerate(words):
            ending = self.forms.get(word[0])
            at = index
            while ending is not None:
                for form, name in ending.names.items():
                    offset = form.index(words[at][0])
                    start, end = words[at].start() - offset, words[at].start() - offset + len(form)
                    whole = not text[end : end + 1].isalnum() and not (start > 0 and text[start - 1].isalnum())
                    if start >= 0 and whole and text.startswith(form, start):
                        candidates.append(Named(start, end, name))
                at -= 1
                ending = ending.before.get(words[at][0]) if at >= 0 else None
        return _apart(candidates)

    def named_in(self, text: str) -> set[str]:
        """The full names of the people named in a text."""
        return {mention.name for mention in self.find(text)}


def real_people(defined: Definitions) -> RealPeople:
    """The real people of a pack."""
    own = dict.fromkeys(
        name
        for name in (
            *(
                without_title(fact.by.value)
                for fact in _facts_of_real_articles(defined)
                if fact.by.value.casefold() not in _NOBODY
            ),
            *(without_title(person.name.value) for person in defined.people.values() if person.real),
            *(name.value for name in (defined.pack.real_people if defined.pack else ())),
            *_named_in_facts(defined),
        )
        if len(name) > 2 and WORD.search(name)
    )
    invented = {word for person in defined.people.values() if person.fictional for word in person.name.value.split()}
    names = {name: name for name in own}
    for name in own:
        surname = name.split()[-1]
        # A name may end in what is no word, such as a number.
        known = surname in NO_SURNAMES or surname in invented or surname in OFFICE_HOLDERS
        if len(surname) > 2 and WORD.search(surname) and not known:
            names.setdefault(surname, name)
    return RealPeople(_with_names(_office_holders(), names), frozenset(own))


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


def without_title(name: str) -> str:
    """A name without the titles before it."""
    words = name.split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def _facts_of_real_articles(defined: Definitions) -> Iterable[FactDef]:
    return (fact for dossier in defined.dossiers.values() if not dossier.invented for _, fact in dossier.facts)


def _named_in_facts(defined: Definitions) -> Iterable[str]:
    for fact in _facts_of_real_articles(defined):
        for found in _NAMED.finditer(" ".join(fact.states.value.split())):
            words = found[0].split()
            if words[0] in GIVEN_NAMES:
                yield " ".join(words)


def folded(name: str) -> str:
    """A name in small letters without accents, for comparing."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))

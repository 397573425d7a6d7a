"""E2: nobody who is invented bears the name of somebody real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.real_people import RealPeople, folded, without_title
from game.story.editorial.recognised_names import OFFICE_HOLDERS
from game.story.editorial.words.lint_words import LintWords

#: A surname is no longer, and of those that are alike so many are compared.
_LONGEST, _COMPARED = 30, 8


def check_invented_people(defined: Definitions, people: RealPeople, words: LintWords, found: Diagnostics) -> None:
    """Report invented people who bear a real person's name, or one that is easily taken for it."""
    full = {**_office_holders(), **{folded(name): name for name in sorted(people.own)}}
    surnames = {surname: name for name in sorted(people.own) if " " in name and (surname := last_word(folded(name)))}
    alike = _without_a_letter(surnames)
    for id_, person in defined.people.items():
        if not person.fictional:
            continue
        name = folded(without_title(person.name.value, words))
        surname = last_word(name)
        spot = person.name.spot
        if name in full:
            found.report(catalogue.REAL_NAME, spot, id=id_, name=person.name.value, real=full[name])
        elif surname in surnames:
            found.report(catalogue.REAL_NAME, spot, id=id_, name=person.name.value, real=surnames[surname])
        else:
            others = {other for key in _keys(surname) for other in alike.get(key, ())}
            near = min((other for other in others if _confusable(surname, other)), default="")
            if near:
                found.report(catalogue.NAME_LIKE_REAL, spot, id=id_, name=person.name.value, real=surnames[near])


@cache
def _office_holders() -> Mapping[str, str]:
    """They are the same for every pack."""
    return {folded(name): name for name in OFFICE_HOLDERS}


def _without_a_letter(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by what is left of them without one letter: what is confusable shares one of these.

    So few are compared, however many there are (the index of W. Garbe, "SymSpell", 2012).
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        for key in _keys(name):
            of_key = alike.setdefault(key, [])
            if len(of_key) < _COMPARED:
                of_key.append(name)
    return alike


def _keys(name: str) -> set[str]:
    if len(name) > _LONGEST:
        return set()
    return {name, *(name[:index] + name[index + 1 :] for index in range(len(name)))}


def last_word(name: str) -> str:
    """The last word of a name; empty for what is no name, such as an accent alone."""
    words = name.split()
    return words[-1] if words else ""


def _confusable(name: str, other: str) -> bool:
    """Whether the two differ in one letter: exchanged, added, left out, or two neighbours swapped."""
    if min(len(name), len(other)) < 5 or abs(len(name) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(name), len(other)) and name[start] == other[start]:
        start += 1
    mine, theirs = name[start:], other[start:]
    swapped = len(mine) > 1 and len(theirs) > 1 and mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or swapped

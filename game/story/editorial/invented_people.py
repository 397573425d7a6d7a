"""E2: nobody who is invented bears the name of somebody real."""

from __future__ import annotations

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.editorial.real_people import RealPeople, folded, without_title
from game.story.gathering import Definitions


def check_invented_people(defined: Definitions, people: RealPeople, found: Diagnostics) -> None:
    """Report invented people who bear a real person's name, or one that is easily taken for it."""
    full = {folded(name): name for forms in people.forms.values() for _, name in forms}
    surnames = {surname: name for name in sorted(people.own) if " " in name and (surname := last_word(folded(name)))}
    for id_, one in defined.people.items():
        if not one.fictional:
            continue
        name = folded(without_title(one.name.value))
        surname = last_word(name)
        spot = one.name.spot
        if name in full:
            found.report(catalogue.REAL_NAME, spot, id=id_, name=one.name.value, real=full[name])
        elif surname in surnames:
            found.report(catalogue.REAL_NAME, spot, id=id_, name=one.name.value, real=surnames[surname])
        else:
            near = next((real for other, real in surnames.items() if _confusable(surname, other)), "")
            if near:
                found.report(catalogue.NAME_LIKE_REAL, spot, id=id_, name=one.name.value, real=near)


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
    one, two = name[start:], other[start:]
    swapped = len(one) > 1 and len(two) > 1 and one[:2] == two[1::-1] and one[2:] == two[2:]
    return one[1:] == two[1:] or one[1:] == two or one == two[1:] or swapped

"""E4: a choice of the player never deals with a real person, nor makes one act."""

from __future__ import annotations

import re

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.editorial.passages import Passage
from game.story.editorial.real_people import Named, RealPeople
from game.story.editorial.word_lists import ADVERBS, BELONGINGS, DEALINGS, TITLES

_VERB = re.compile(r"(?:^|[,.;:]|(?<!\w)(?:and|then|to)(?=\s))\s*([A-Za-z]+(?: [a-z]+)?)\s*$")
#: How many characters away from a name a word can be about it.
_NEAR = 300


def check_label(passage: Passage, people: RealPeople, cited: bool, found: Diagnostics) -> None:
    """Report a label by which the player deals with a real person (certain), or in which one acts (uncited)."""
    value = passage.words.value
    for one in people.find(value):
        entry = _dealt_with(value, one) or (None if cited else _acting(value, one))
        if entry is not None:
            found.report(entry, passage.words.at(one.start), name=one.name)
            return


def _dealt_with(label: str, one: Named) -> catalogue.Entry | None:
    # What stands further away is no part of it; a bar in its place is no beginning.
    before = (label[: one.start] if one.start < _NEAR else f"|{label[one.start - _NEAR : one.start]}").rstrip()
    for title in TITLES:
        before = before.removesuffix(title).rstrip()
    verb = _VERB.search(before.removesuffix(" the"))
    if verb is None or verb[1].casefold() not in DEALINGS or _only_named(label, one):
        return None
    return catalogue.DEALING_WITH_REAL_PERSON


def _only_named(label: str, one: Named) -> bool:
    """Whether it is not about the person: `Trump's words`, `the Trump administration`."""
    behind = label[one.end : one.end + _NEAR]
    first = "".join(behind.split()[:1]).strip(".,")
    return behind.startswith(("'", "’")) or first in BELONGINGS


def _acting(label: str, one: Named) -> catalogue.Entry | None:
    if one.start > _NEAR or label[: one.start].strip('*"“ ') or _only_named(label, one):
        return None
    words = [word for word in label[one.end : one.end + _NEAR].split() if word not in ADVERBS]
    acts = words[:1] and (words[0] in ("will", "must", "should") or re.fullmatch(r"[a-z]+(?:s|ed)", words[0]))
    return catalogue.REAL_PERSON_ACTS if acts else None

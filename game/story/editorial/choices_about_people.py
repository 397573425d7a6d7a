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
    for mention in people.find(value):
        entry = _dealt_with(value, mention) or (None if cited else _acting(value, mention))
        if entry is not None:
            found.report(entry, passage.words.at(mention.start), name=mention.name)
            return


def _dealt_with(label: str, mention: Named) -> catalogue.Entry | None:
    # What stands further away is no part of it; a bar in its place is no beginning.
    before = (
        label[: mention.start] if mention.start < _NEAR else f"|{label[mention.start - _NEAR : mention.start]}"
    ).rstrip()
    for title in TITLES:
        before = before.removesuffix(title).rstrip()
    verb = _VERB.search(before.removesuffix(" the"))
    if verb is None or verb[1].casefold() not in DEALINGS or _only_named(label, mention):
        return None
    return catalogue.DEALING_WITH_REAL_PERSON


def _only_named(label: str, mention: Named) -> bool:
    """Whether it is not about the person: `Trump's words`, `the Trump administration`."""
    behind = label[mention.end : mention.end + _NEAR]
    first = "".join(behind.split()[:1]).strip(".,")
    return behind.startswith(("'", "’")) or first in BELONGINGS


def _acting(label: str, mention: Named) -> catalogue.Entry | None:
    if mention.start > _NEAR or label[: mention.start].strip('*"“ ') or _only_named(label, mention):
        return None
    words = [word for word in label[mention.end : mention.end + _NEAR].split() if word not in ADVERBS]
    acts = words[:1] and (words[0] in ("will", "must", "should") or re.fullmatch(r"[a-z]+(?:s|ed)", words[0]))
    return catalogue.REAL_PERSON_ACTS if acts else None

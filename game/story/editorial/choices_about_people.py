"""E4: a choice of the player never deals with a real person, nor makes one act."""

from __future__ import annotations

import re

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.editorial.passages import Passage
from game.story.editorial.real_people import Named, RealPeople, is_title
from game.story.editorial.words.lint_words import LintWords

#: Parts the clauses of a label.
_CLAUSES = re.compile(r"[,.;:!?¿¡、，。：；]")
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_APOSTROPHES = re.compile("['’]")
#: Behind one of these another verb can begin: `Go in to ask …`.
_JOINING = frozenset(("and", "then", "to", "und", "dann", "et", "puis", "y", "e", "luego", "i", "potem"))
#: How many characters away from a name a word can be about it.
_NEAR = 300


def check_label(passage: Passage, people: RealPeople, words: LintWords, found: Diagnostics, *, cited: bool) -> None:
    """Report a label by which the player deals with a real person (certain), or in which one acts (uncited)."""
    value = passage.words.value
    for mention in people.find(value):
        if _deals_with(value, mention, words):
            found.report(catalogue.DEALING_WITH_REAL_PERSON, passage.words.at(mention.start), name=mention.name)
            return
        if words.code == "en" and not cited and _acts(value, mention, words):
            found.report(catalogue.REAL_PERSON_ACTS, passage.words.at(mention.start), name=mention.name)
            return


def _deals_with(label: str, mention: Named, words: LintWords) -> bool:
    """Whether a verb before the name, or in German at the end of the clause, says what the player does to somebody."""
    if _only_named(label, mention, words):
        return False
    # What stands further away is no part of it; a bar in its place is no beginning.
    before = label[: mention.start] if mention.start < _NEAR else f"| {label[mention.start - _NEAR : mention.start]}"
    verbs = _verbs(before, words)
    if any(verb in words.dealings for verb in verbs):
        return True
    if verbs[-1] or not words.verb_last:
        return False
    behind = _WORDS.findall(_CLAUSES.split(label[mention.end : mention.end + _NEAR])[0])
    return bool(behind) and behind[-1].lower() in words.dealings


def _verbs(before: str, words: LintWords) -> list[str]:
    """What stands before a name in its clause, without titles, articles and prepositions, in small letters.

    First all of it, then what stands behind each `and`; the last is the nearest.
    """
    parts = [part.strip('*"“„«»') for part in _APOSTROPHES.sub(" ", _CLAUSES.split(before)[-1]).lower().split()]
    while parts and (is_title(parts[-1], words) or parts[-1] in words.determiners):
        parts.pop()
    while parts and parts[-1] in words.links:
        parts.pop()
    begins = [0, *(index + 1 for index, part in enumerate(parts) if part in _JOINING)]
    return [" ".join(parts[begin:]) for begin in begins]


def _only_named(label: str, mention: Named, words: LintWords) -> bool:
    """Whether it is not about the person: `Trump's words`, `the Trump administration`, `Trumps Worte`."""
    behind = label[mention.end : mention.end + _NEAR]
    first = "".join(behind.split()[:1]).strip(".,")
    return mention.is_owner or behind.startswith(("'", "’")) or first in words.belongings


def _acts(label: str, mention: Named, words: LintWords) -> bool:
    """Whether an English label begins with the name and goes on with what the person does."""
    if mention.start > _NEAR or label[: mention.start].strip('*"“ ') or _only_named(label, mention, words):
        return False
    told = [word for word in label[mention.end : mention.end + _NEAR].split() if word not in words.adverbs]
    first = told[0] if told else ""
    return first in ("will", "must", "should") or re.fullmatch(r"[a-z]+(?:s|ed)", first) is not None

"""W1 to W3: words that age, words that take a side, voices without an owner.

Each pattern is made, and runs, only where a text has one of the words with which it could begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.passages import Passage
from game.story.editorial.phrases import Phrases
from game.story.editorial.real_people import WORD, RealPeople
from game.story.editorial.sentences import LintParagraph
from game.story.editorial.word_lists import (
    AGEING,
    LOADED_NOUNS,
    LOADED_VERBS,
    RELATIVE_OFFICES,
    RELATIVE_TIMES,
    UNNAMED,
    UNNAMED_SIGNS,
)

_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bat (?:that|the) time\b|\bas of\b", re.IGNORECASE)


def signs(phrases: Iterable[str]) -> frozenset[str]:
    """The first words of some phrases, in small letters and with a capital."""
    first = {WORD.findall(phrase)[0] for phrase in phrases}
    return frozenset(first | {word.capitalize() for word in first})


VERB_SIGNS = signs(LOADED_VERBS)
UNNAMED_FIRST = signs(UNNAMED_SIGNS)


def ends_of(phrases: Iterable[str]) -> dict[str, set[str]]:
    """The first word of each phrase, in small letters and with a capital, with the last words that it can have."""
    ends: dict[str, set[str]] = {}
    for phrase in phrases:
        words = WORD.findall(phrase)
        last = {words[-1], words[-1].capitalize(), words[-1].upper()}
        for first in {words[0], words[0].capitalize(), words[0].casefold()}:
            ends.setdefault(first, set()).update({first} if len(words) == 1 else last)
    return ends


@cache
def _ends_of_nouns() -> dict[str, set[str]]:
    """They are the same for every pack that adds none. Nobody changes them."""
    return ends_of(LOADED_NOUNS)


def any_begins(ends: dict[str, set[str]], words: set[str]) -> bool:
    """Whether a text with these words can have any of the phrases that begin and end so."""
    return any(not ends[first].isdisjoint(words) for first in ends.keys() & words)


RELATIVE_ENDS = ends_of((*RELATIVE_TIMES, *(f"{new} {office}" for new in AGEING for office in RELATIVE_OFFICES)))


@cache
def _relative() -> re.Pattern[str]:
    offices, times = "|".join(RELATIVE_OFFICES), "|".join(RELATIVE_TIMES)
    ageing = "|".join(AGEING)
    return re.compile(rf"\b(?:{times}|(?:{ageing})\s+(?:[A-Z][\w.]*\s+){{0,6}}(?:{offices}))\b", re.IGNORECASE)


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(UNNAMED)})\b", re.IGNORECASE)


def has_unnamed_voice(text: str) -> bool:
    """Whether there is a voice without an owner at all, excused or not."""
    return _unnamed().search(text) is not None


class LoadedWords:
    """The words that take a side: those of the list, and those that a pack adds."""

    def __init__(self, own: tuple[str, ...]) -> None:
        self.phrases = (*LOADED_NOUNS, *(phrase for phrase in own if WORD.search(phrase)))
        self.ends = ends_of(self.phrases) if own else _ends_of_nouns()
        self._phrases: dict[bool, Phrases] = {}

    def may_be_in(self, words: set[str]) -> bool:
        """Whether a text with these words can have any of them."""
        return any_begins(self.ends, words)

    def find(self, text: str, with_verbs: bool) -> Iterator[tuple[int, str]]:
        """Where they stand, and as they are written there; `with_verbs`: those for speaking too."""
        if with_verbs not in self._phrases:
            self._phrases[with_verbs] = Phrases((*self.phrases, *LOADED_VERBS) if with_verbs else self.phrases)
        return self._phrases[with_verbs].find(text)


def check_relative_time(passage: Passage, paragraph: LintParagraph, defined: Definitions, found: Diagnostics) -> None:
    """W1: report `now` and its like in what is said of the real world, unless the text says when that is."""
    periods = [defined.facts[id_].as_of.value.casefold() for id_ in paragraph.facts]
    text = paragraph.text.casefold()
    if _DATED.search(text) or any(period in text for period in periods):
        return
    for sentence in paragraph.sentences:
        for match in _relative().finditer(sentence.plain):
            ageing = match[0].split()[0].casefold() in AGEING
            if not (ageing and passage.use == "statement"):  # a statement is shown with its `as_of`
                spot = passage.words.at(sentence.start + match.start())
                found.report(catalogue.RELATIVE_TIME, spot, words=" ".join(match[0].split()))


def check_loaded_words(
    passage: Passage, paragraph: LintParagraph, people: RealPeople, loaded: LoadedWords, found: Diagnostics
) -> None:
    """W2: report words that take a side, where the text tells of the real world."""
    told = passage.use not in ("story", "label")
    named: bool | None = None
    for sentence in paragraph.sentences:
        real = told or bool(sentence.facts) or bool(people.find(sentence.plain))
        if real or paragraph.facts or (named := bool(people.find(paragraph.text)) if named is None else named):
            for start, words in loaded.find(sentence.plain, with_verbs=real):
                found.report(catalogue.LOADED_WORD, passage.words.at(sentence.start + start), word=words)


def check_unnamed_voices(passage: Passage, paragraph: LintParagraph, defined: Definitions, found: Diagnostics) -> None:
    """W3: report voices without an owner, unless a cited fact itself says that many say so."""
    if passage.use == "statement" and "article" in paragraph.text.casefold():
        return  # the article says that many say so
    for sentence in paragraph.sentences:
        if not sentence.facts:
            continue
        for match in _unnamed().finditer(sentence.plain):
            facts = () if passage.use == "statement" else sentence.facts
            states = [" ".join(defined.facts[id_].states.value.casefold().split()) for id_ in facts]
            first = match[0].split()[0].casefold()
            if not any(_unnamed().search(fact) or (first != "it" and first in fact.split()) for fact in states):
                spot = passage.words.at(sentence.start + match.start())
                found.report(catalogue.UNNAMED_VOICE, spot, words=" ".join(match[0].split()))

"""W1 to W3: words that age, words that take a side, voices without an owner.

Each pattern is made, and runs, only where a text has one of the words with which it could begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.passages import Passage
from game.story.editorial.phrases import Phrases
from game.story.editorial.real_people import WORD, RealPeople
from game.story.editorial.recognised_names import NOBODY
from game.story.editorial.sentences import LintParagraph
from game.story.editorial.words.lint_words import LintWords


def signs(phrases: Iterable[str]) -> frozenset[str]:
    """The first words of some phrases, in small letters and with a capital."""
    first = {WORD.findall(phrase)[0] for phrase in phrases}
    return frozenset(first | {word.capitalize() for word in first})


def ends_of(phrases: Iterable[str]) -> dict[str, set[str]]:
    """The first word of each phrase, in small letters and with a capital, with the last words that it can have."""
    ends: dict[str, set[str]] = {}
    for phrase in phrases:
        words = WORD.findall(phrase)
        last = {words[-1], words[-1].capitalize(), words[-1].upper()}
        for first in {words[0], words[0].capitalize(), words[0].casefold()}:
            ends.setdefault(first, set()).update({first} if len(words) == 1 else last)
    return ends


class WordingSigns(NamedTuple):
    """The words by which a text is taken for one that may concern a rule. They are the same for every pack."""

    loaded_verbs: frozenset[str]
    #: The first words of loaded nouns with the last ones that each can have.
    loaded_nouns: dict[str, set[str]]
    #: With these a voice without an owner begins, and one of the others belongs to it.
    unnamed: frozenset[str]
    unnamed_doing: frozenset[str]
    relative: dict[str, set[str]]


@cache
def wording_signs(words: LintWords) -> WordingSigns:
    """The signs in a language. Nobody changes them."""
    of_offices = [f"{new} {office}" for new in words.ageing for office in words.relative_offices]
    of_offices += [f"{office} {new}" for new in words.ageing_behind for office in words.relative_offices]
    return WordingSigns(
        signs(words.loaded_verbs), ends_of(words.loaded_nouns), signs(words.unnamed_signs),
        signs(sorted(words.unnamed_doing)), ends_of((*words.relative_times, *of_offices)),
    )  # fmt: skip


def any_begins(ends: dict[str, set[str]], words: set[str]) -> bool:
    """Whether a text with these words can have any of the phrases that begin and end so."""
    return any(not ends[first].isdisjoint(words) for first in ends.keys() & words)


@cache
def _dated(words: LintWords) -> re.Pattern[str]:
    said = "".join(rf"|\b{when}\b" for when in words.dated)
    return re.compile(rf"\b(?:1[5-9]|20)\d\d\b{said}", re.IGNORECASE)


@cache
def _relative(words: LintWords) -> re.Pattern[str]:
    offices, times, ageing = ("|".join(some) for some in (words.relative_offices, words.relative_times, words.ageing))
    ages = rf"(?:{ageing})\s+(?:[A-Z][\w.]*\s+){{0,6}}(?:{offices})"
    if words.ageing_behind:
        ages += rf"|(?:{offices})\s+(?:{'|'.join(words.ageing_behind)})"
    return re.compile(rf"\b(?:{times}|{ages})\b", re.IGNORECASE)


@cache
def _unnamed(words: LintWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.unnamed)})\b", re.IGNORECASE)


def has_unnamed_voice(text: str, words: LintWords) -> bool:
    """Whether there is a voice without an owner at all, excused or not."""
    return bool(words.unnamed) and _unnamed(words).search(text) is not None


class LoadedWords:
    """The words that take a side: those of a language, and those that a pack adds."""

    def __init__(self, own: tuple[str, ...], words: LintWords) -> None:
        self.words = words
        self.phrases = (*words.loaded_nouns, *(phrase for phrase in own if WORD.search(phrase)))
        self.ends = ends_of(self.phrases) if own else wording_signs(words).loaded_nouns
        self._phrases: dict[bool, Phrases] = {}

    def may_be_in(self, words: set[str]) -> bool:
        """Whether a text with these words can have any of them."""
        return any_begins(self.ends, words)

    def find(self, text: str, with_verbs: bool) -> Iterator[tuple[int, str]]:
        """Where they stand, and as they are written there; `with_verbs`: those for speaking too."""
        if with_verbs not in self._phrases:
            self._phrases[with_verbs] = Phrases(
                (*self.phrases, *self.words.loaded_verbs) if with_verbs else self.phrases
            )
        return self._phrases[with_verbs].find(text)


def check_relative_time(
    passage: Passage, paragraph: LintParagraph, defined: Definitions, words: LintWords, found: Diagnostics
) -> None:
    """W1: report `now` and its like in what is said of the real world, unless the text says when that is."""
    periods = [defined.facts[id_].as_of.value.casefold() for id_ in paragraph.facts]
    text = paragraph.text.casefold()
    if _dated(words).search(text) or any(period in text for period in periods):
        return
    for sentence in paragraph.sentences:
        for match in _relative(words).finditer(sentence.plain):
            parts = match[0].lower().split()
            ageing = parts[0] in words.ageing or parts[-1] in words.ageing_behind
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


def check_unnamed_voices(
    passage: Passage, paragraph: LintParagraph, defined: Definitions, words: LintWords, found: Diagnostics
) -> None:
    """W3: report voices without an owner, unless a cited fact itself says that many say so."""
    if passage.use == "statement" and any(name in paragraph.text.casefold() for name in NOBODY):
        return  # the article says that many say so
    for sentence in paragraph.sentences:
        if not sentence.facts:
            continue
        for match in _unnamed(words).finditer(sentence.plain):
            facts = () if passage.use == "statement" else sentence.facts
            states = [" ".join(defined.facts[id_].states.value.casefold().split()) for id_ in facts]
            first = match[0].split()[0].casefold()
            if not any(
                _unnamed(words).search(fact) or (first not in words.empty and first in fact.split()) for fact in states
            ):
                spot = passage.words.at(sentence.start + match.start())
                found.report(catalogue.UNNAMED_VOICE, spot, words=" ".join(match[0].split()))

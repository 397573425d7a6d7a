"""E6, and what E1 says of the narrator: no thoughts of a real person, and no report about one, without a source."""

from __future__ import annotations

import re
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.passages import Passage
from game.story.editorial.real_people import WORD, RealPeople
from game.story.editorial.sentences import LintParagraph, Sentence
from game.story.editorial.word_lists import ADVERBS, BEING, FEELINGS, INNER_QUALITIES, INNER_THINGS, THINKING

_BEHIND = re.compile(r"(['’]s?)?(?:,[^,.;]{1,60},)?((?:(?<!\s)\s+[\w-]+){0,6})")


class Thought(NamedTuple):
    """That something goes on inside somebody: where, in whom, and the words that say so."""

    start: int
    name: str
    words: str


def thoughts(sentence: Sentence, people: RealPeople) -> list[Thought]:
    """What a sentence says of the inside of real people."""
    found = []
    for mention in people.find(sentence.plain):
        behind = _BEHIND.match(sentence.plain, mention.end)
        assert behind is not None  # noqa: S101 - it matches nothing, too
        words = behind[2].split()
        before = sentence.plain[: mention.start].rsplit(None, 1)[-1:]
        asked = [word for word in map(str.casefold, before) if word in BEING]
        if _owned(words) if behind[1] else _felt(words) or _felt([*asked, *words]):
            end = behind.start(2) + sum(len(word) + 1 for word in words[: _length(words)])
            found.append(Thought(mention.start, mention.name, " ".join(sentence.text[mention.start : end].split())))
    return found


def _skip(words: list[str], skipped: frozenset[str]) -> list[str]:
    index = 0
    while index < len(words) and (words[index] in skipped or (skipped is ADVERBS and words[index].endswith("ly"))):
        index += 1
    return words[index:]


def _owned(words: list[str]) -> bool:
    rest = _skip(words, INNER_QUALITIES)
    return bool(rest) and (rest[0] in INNER_THINGS or rest[0].removesuffix("s") in INNER_THINGS)


def _felt(words: list[str]) -> bool:
    rest = _skip(words, ADVERBS)
    if not rest:
        return False
    return rest[0] in THINKING or (rest[0] in BEING and bool({*_skip(rest[1:], ADVERBS)[:1]} & FEELINGS))


def _length(words: list[str]) -> int:
    """How many of the words tell the thought."""
    telling = (index for index, word in enumerate(words) if word in THINKING or word in FEELINGS)
    of_things = (index for index, word in enumerate(words) if word.removesuffix("s") in INNER_THINGS)
    return 1 + next(telling, next(of_things, 0))


def check_reports(passage: Passage, paragraph: LintParagraph, people: RealPeople, found: Diagnostics) -> None:
    """Report thoughts that nobody reported, and statements about a real person without a source."""
    for sentence in paragraph.sentences:
        if sentence.facts or not people.may_be_in(set(WORD.findall(sentence.plain))):
            continue
        inside = thoughts(sentence, people)
        for thought in inside:
            certain = passage.use == "story" and not paragraph.facts
            entry = catalogue.INVENTED_THOUGHT if certain else catalogue.THOUGHT_SOURCE_ELSEWHERE
            found.report(
                entry, passage.words.at(sentence.start + thought.start), name=thought.name, words=thought.words
            )
        if not inside and not paragraph.facts and passage.use == "story":
            for named in people.find(sentence.plain)[:1]:
                spot = passage.words.at(sentence.start + named.start)
                found.report(catalogue.REPORT_WITHOUT_SOURCE, spot, name=named.name)


def check_cited_people(
    passage: Passage, paragraph: LintParagraph, people: RealPeople, defined: Definitions, found: Diagnostics
) -> None:
    """Report thoughts given, in a question or its feedback, to a person whom none of the facts behind it names."""
    facts = [defined.facts[id_] for id_ in paragraph.facts]
    for sentence in paragraph.sentences:
        for thought in thoughts(sentence, people):
            if not any(thought.name in people.named_in(f"{fact.by.value} {fact.states.value}") for fact in facts):
                spot = passage.words.at(sentence.start + thought.start)
                found.report(catalogue.THOUGHT_SOURCE_ELSEWHERE, spot, name=thought.name, words=thought.words)

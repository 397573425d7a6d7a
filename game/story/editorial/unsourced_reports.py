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
from game.story.editorial.words.lint_words import LintWords, is_adverb

_BEHIND = re.compile(r"(['’]s?)?(?:,[^,.;]{1,60},)?((?:(?<!\s)\s+[\w-]+){0,6})")
_APOSTROPHES = re.compile("['’]")
#: So many characters before a name are looked at for the word in front of it.
_NEAR = 20


class Thought(NamedTuple):
    """That something goes on inside somebody: where, in whom, and the words that say so."""

    start: int
    name: str
    words: str


def thoughts(sentence: Sentence, people: RealPeople, words: LintWords) -> list[Thought]:
    """What a sentence says of the inside of real people."""
    found = []
    for mention in people.find(sentence.plain):
        behind = _BEHIND.match(sentence.plain, mention.end)
        assert behind is not None  # noqa: S101 - it matches nothing, too
        told, begins = behind[2].split(), mention.start
        if behind[1] or mention.is_owner:
            is_inside = _owned(told, words)
        elif mention.is_inflected or _is_no_subject(sentence.plain[: mention.start], words):
            continue
        elif _felt(told, words):
            is_inside = True
        else:
            verb, at = _verb_before(sentence.plain[: mention.start], words)
            is_inside = verb in words.thinking or (bool(verb) and _felt([verb, *told], words))
            begins = at if verb in words.thinking else begins
        if is_inside:
            end = behind.start(2) + sum(len(word) + 1 for word in told[: _length(told, words)])
            end = mention.end if begins < mention.start else end
            found.append(Thought(begins, mention.name, " ".join(sentence.text[begins:end].split())))
    return found


def _is_no_subject(before: str, words: LintWords) -> bool:
    """Whether a preposition stands directly before a name: `une barque d’Olga Brandt`."""
    last = _APOSTROPHES.sub(" ", before[-_NEAR:]).lower().split()[-1:]
    return bool(last) and last[0] in words.prepositions


def _verb_before(before: str, words: LintWords) -> tuple[str, int]:
    """The verb directly before a name, in small letters, and where it stands; empty where there is none.

    It stands there in a question, and behind an adverb in a language that turns the two round.
    """
    *_, further, verb = ["", "", *before.lower().rsplit(None, 2)[-2:]]
    at = len(before.rstrip()) - len(verb)
    if verb in words.being:
        return verb, at
    turned = not further or is_adverb(further, words) or further.endswith((",", ":"))
    return (verb, at) if words.verb_before_name and verb in words.thinking and turned else ("", at)


def _owned(told: list[str], words: LintWords) -> bool:
    """Whether what is said behind a genitive is something that one has inside."""
    rest = next((word for word in told if word not in words.inner_qualities), "")
    return bool(rest) and (rest in words.inner_things or rest.removesuffix("s") in words.inner_things)


def _without_adverbs(told: list[str], words: LintWords) -> list[str]:
    index = 0
    while index < len(told) and is_adverb(told[index], words):
        index += 1
    return told[index:]


def _felt(told: list[str], words: LintWords) -> bool:
    """Whether a name goes on with a verb for what goes on inside."""
    rest = _without_adverbs(told, words)
    if rest and rest[0] in words.thinking:
        return True
    # In some languages `is` is an auxiliary too, and was left out.
    being = next((index for index, word in enumerate(told) if word in words.being), None)
    if being is None or _without_adverbs(told[:being], words):
        return False
    return bool({*_without_adverbs(told[being + 1 :], words)[:1]} & words.feelings)


def _length(told: list[str], words: LintWords) -> int:
    """How many of the words tell the thought."""
    telling = (index for index, word in enumerate(told) if word in words.thinking or word in words.feelings)
    of_things = (index for index, word in enumerate(told) if {word, word.removesuffix("s")} & words.inner_things)
    return 1 + next(telling, next(of_things, 0))


def check_reports(
    passage: Passage, paragraph: LintParagraph, people: RealPeople, words: LintWords, found: Diagnostics
) -> None:
    """Report thoughts that nobody reported, and statements about a real person without a source."""
    for sentence in paragraph.sentences:
        if sentence.facts or not people.may_be_in(set(WORD.findall(sentence.plain)), sentence.plain):
            continue
        inside = thoughts(sentence, people, words)
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
    passage: Passage,
    paragraph: LintParagraph,
    people: RealPeople,
    words: LintWords,
    defined: Definitions,
    found: Diagnostics,
) -> None:
    """Report thoughts given, in a question or its feedback, to a person whom none of the facts behind it names."""
    facts = [defined.facts[id_] for id_ in paragraph.facts]
    for sentence in paragraph.sentences:
        for thought in thoughts(sentence, people, words):
            if not any(thought.name in people.named_in(f"{fact.by.value} {fact.states.value}") for fact in facts):
                spot = passage.words.at(sentence.start + thought.start)
                found.report(catalogue.THOUGHT_SOURCE_ELSEWHERE, spot, name=thought.name, words=thought.words)

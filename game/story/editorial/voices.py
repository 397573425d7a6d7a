"""W4 and W5: an opinion has an owner in the question, and a contested subject more than one voice."""

from __future__ import annotations

import re
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.real_people import RealPeople, without_title
from game.story.editorial.recognised_names import NOBODY
from game.story.editorial.words.lint_words import LintWords
from game.story.model.story import Story
from game.story.schema.dossier_definitions import FactDef
from game.story.schema.question_definitions import QuestionDef


@cache
def _according(words: LintWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.according)})\b", re.IGNORECASE)


def check_opinions(defined: Definitions, people: RealPeople, words: LintWords, found: Diagnostics) -> None:
    """W4: report a question that rests on somebody's view alone and does not ask whose view it is."""
    for id_, question in defined.questions.items():
        facts = [defined.facts[word.value] for word in question.cites if word.value in defined.facts]
        views = [fact for fact in facts if _owner(fact, words)]
        if not views or len(views) < len(facts):
            continue
        text = _asked(question)
        if not any(_names(fact, text, people, words) for fact in views):
            spot = (question.text or question.cloze or question.cites[0]).spot
            found.report(catalogue.OPINION_AS_FACT, spot, id=id_, owner=_owner(views[0], words))


def _owner(fact: FactDef, words: LintWords) -> str:
    """Who holds what the fact states, when it is a view."""
    by = fact.by.value
    if by.casefold() not in NOBODY:
        return by
    states = " ".join(fact.states.value.casefold().split())
    return "the article" if any(judges in states for judges in words.judging) else ""


def _names(fact: FactDef, text: str, people: RealPeople, words: LintWords) -> bool:
    owner = _owner(fact, words)
    if owner == "the article":
        return _according(words).search(text) is not None
    full = without_title(owner, words)
    return full in people.named_in(text) or full.split()[-1].casefold() in text.casefold()


def _asked(question: QuestionDef) -> str:
    """What is asked, and the answers among which the owner may be."""
    keys = [answer.right for answer in question.answers or ()]
    sides = [side for pair in question.match or () for side in pair]
    parts = [question.text, question.cloze, *keys, *question.answer, *(question.order or ()), *sides]
    return " ".join(part.value for part in parts if part is not None)


def check_single_voices(defined: Definitions, story: Story, met: set[str], found: Diagnostics) -> None:
    """W5: report a subject that the pack calls contested, or of which only one person speaks, heard from one side."""
    contested = {word.value: word for word in (defined.pack.contested if defined.pack else ())}
    voices: dict[str, list[str]] = {}
    for id_ in sorted(met.union(*(question.cites for question in story.questions.values()))):
        fact = story.facts[id_]
        for topic in fact.topics:
            voices.setdefault(topic, []).append(fact.by)
    for topic, word in contested.items():
        if topic not in story_topics(story):
            found.report(catalogue.CONTESTED_UNKNOWN, word.spot, topic=topic)
        elif len(set(voices.get(topic, ()))) == 1:
            found.report(catalogue.SINGLE_VOICE, word.spot, topic=topic, name=_called(voices[topic][0]))
    for topic, speakers in voices.items():
        alone = len(set(speakers)) == 1 and len(speakers) > 1 and _called(speakers[0]) != "the article"
        if topic not in contested and alone and defined.pack is not None:
            found.report(catalogue.SINGLE_VOICE, defined.pack.spot, topic=topic, name=speakers[0])


def _called(by: str) -> str:
    return "the article" if by.casefold() in NOBODY else by


def story_topics(story: Story) -> set[str]:
    """All topics of the facts."""
    return {topic for fact in story.facts.values() for topic in fact.topics}

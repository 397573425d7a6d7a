"""The moment at which a question is asked: what was just told there, and what that has to do with the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.sentences import marked_facts
from game.story.editorial.stems import standing_in, words_with_digits
from game.story.editorial.words.lint_words import LintWords
from game.story.model.story import Question, Story
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definitions import AskDef, StepsDef
from game.support import limits

_FIGURES = re.compile(r"\d+")
#: So many questions are named that a pool can ask and the moment does not carry.
_NAMED = 3


class _Asked(NamedTuple):
    """What is asked in steps, whose texts up to there are `above`, the nearest last."""

    ask: AskDef
    steps: StepsDef
    above: tuple[str, ...]


def check_moments(defined: Definitions, story: Story, words: LintWords, found: Diagnostics) -> None:
    """Report keys that stand in the same scene above their question, and pools that can ask beside the point."""
    moments = _Moments(defined, story, words, found)
    for scene in defined.scenes.values():
        for asked in _asked_in(scene, ()):
            moments.check(asked)


def _asked_in(steps: StepsDef, above: tuple[str, ...]) -> Iterator[_Asked]:
    """Everything that is asked below these steps."""
    if steps.text is not None:
        above = (*above, steps.text.value)
    if steps.ask is not None:
        yield _Asked(steps.ask, steps, above)
    for outcome in (steps.right, steps.wrong, steps.passed):
        if outcome is not None:
            yield from _asked_in(outcome, above)
    for choice in steps.choices or ():
        yield from _asked_in(choice, above)


class _Moments:
    def __init__(self, defined: Definitions, story: Story, words: LintWords, found: Diagnostics) -> None:
        self.defined, self.story, self.words, self.found = defined, story, words, found
        self.on_topic: dict[str, list[str]] = {}
        for id_, question in story.questions.items():
            for topic in question.topics:
                self.on_topic.setdefault(topic, []).append(id_)
        self._ready: dict[str, str] = {}
        #: Characters that may still be looked through for keys: many questions may stand below a long text.
        self.signs_left = 10 * limits.CLOSELY_READ
        #: Questions of pools that may still be compared with what was told.
        self.pooled_left = limits.VALUES

    def check(self, asked: _Asked) -> None:
        ask = asked.ask
        for word in (*((ask.question,) if ask.question is not None else ()), *ask.from_):
            question = self.story.questions.get(word.value)
            if question is not None:
                self.check_told(question, word, asked.above)
        if ask.topic is not None:
            self.check_pool(ask.topic, self.on_topic.get(ask.topic.value, []), asked.steps)
        elif ask.from_:
            self.check_pool(ask.from_[0], [word.value for word in ask.from_], asked.steps)

    def check_told(self, question: Question, word: ScalarNode, above: tuple[str, ...]) -> None:
        """Report a key that can be read above the question, where no other option can."""
        self.signs_left -= sum(map(len, above)) * (1 + len(question.answers) + len(question.rejected))
        if self.signs_left < 0:
            return
        key = key_told(question, tuple(map(self.ready, above)), self.words)
        if key:
            self.found.report(catalogue.KEY_TOLD_ABOVE, word.spot, id=question.id, answer=key)

    def ready(self, text: str) -> str:
        """The words of a text, made ready to be looked through once, and only where something is asked below it."""
        if text not in self._ready:
            self._ready[text] = f" {words_with_digits(text, self.words)} "
        return self._ready[text]

    def check_pool(self, word: ScalarNode, pool: list[str], steps: StepsDef) -> None:
        """Report a pool of which some questions are about what was just told, and others are not."""
        told = {fact for fact in _facts_of(steps) if fact in self.story.facts}
        if not told:
            return
        self.pooled_left -= len(pool)
        if self.pooled_left < 0:
            return
        topics = {topic for fact in told for topic in self.story.facts[fact].topics}
        beside = [id_ for id_ in pool if not self.fits(id_, told, topics)]
        if beside and len(beside) < len(pool):
            named = ", ".join(f"`{id_}`" for id_ in beside[:_NAMED])
            more = f" and {len(beside) - _NAMED} more" if len(beside) > _NAMED else ""
            self.found.report(
                catalogue.POOL_BEYOND_MOMENT, word.spot, count=len(beside), total=len(pool), named=f"{named}{more}"
            )

    def fits(self, id_: str, told: set[str], topics: set[str]) -> bool:
        """Whether a question rests on one of the facts that were told, or is on one of their topics."""
        question = self.story.questions.get(id_)
        return question is None or not told.isdisjoint(question.cites) or not topics.isdisjoint(question.topics)


def _facts_of(steps: StepsDef) -> Iterator[str]:
    if steps.text is not None:
        yield from marked_facts(steps.text.value)
    yield from (word.value for word in steps.learn)


def key_told(question: Question, above: tuple[str, ...], words: LintWords) -> str:
    """The key, where it stands in one of the texts above; empty where it does not, or where it is not the only one."""
    if question.draws is not None:
        return ""  # nobody knows what it will be
    match question.kind:
        case "choice":
            keys = [answer.words for answer in question.answers if answer.right]
            others = [answer.words for answer in question.answers if not answer.right]
        case "typed":
            keys, others = [question.accepted[0][0]], [*question.rejected]
        case "number":
            keys, others = [question.accepted[0][0]], []
            if len({figure for text in above for figure in _FIGURES.findall(text)}) > 1:
                return ""  # somebody has to find out which of the figures it is
        case _:
            return ""
    if len(keys) != 1 or any(standing_in(other, text, words) for other in others for text in above):
        return ""
    return keys[0] if any(standing_in(keys[0], text, words) for text in above) else ""

"""Whether an answer in the player's own words is right: the keys of a story's questions, graded by `game.grading`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from game.grading.gaps import grade_gaps
from game.grading.languages import Language, language
from game.grading.normal_form import normalised
from game.grading.numbers import NumberKey, grade_number
from game.grading.quantities import units_in
from game.grading.typed import TypedKey, grade_typed
from game.grading.verdicts import Verdict
from game.story.model.story import Question, Story
from game.story.model.text import Run, Text, walk
from game.support import limits

#: Of so many stories the keys are kept ready.
_READY = 8


class Grade(NamedTuple):
    """The result of grading. `unclear` says what is wrong with the form of an answer that cannot be graded.

    `answer` is the id of the answer that was meant, for a multiple-choice question. `credit`: how much of the answer
    is right, from 0 to 1.
    """

    right: bool
    spelling: bool = False
    unclear: str = ""
    answer: str = ""
    credit: float = 0.0


class _Keys:
    """The keys of a story's questions, made when they are needed."""

    def __init__(self, story: Story) -> None:
        self.story = story  # it is held, so that nothing else gets its identity
        self.language: Language = language(story.language)
        self._names: frozenset[str] | None = None
        self._typed: dict[str, tuple[TypedKey, ...]] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of the story, which no slip must turn an answer into."""
        if self._names is None:
            story = self.story
            named = [thing.name for group in (story.people, story.places, story.items) for thing in group.values()]
            self._names = frozenset(name for name in [*named, *(fact.by for fact in story.facts.values())] if name)
        return self._names

    def typed(self, question: Question) -> tuple[TypedKey, ...]:
        """The key of each gap of a question, or the one of a typed question."""
        if question.id not in self._typed:
            answers = {
                answer
                for other in self.story.questions.values()
                if other.kind == "typed" and other.id != question.id
                for answer in other.accepted[0]
            }
            others, around = self.names | answers, _around(self.story, question)
            self._typed[question.id] = tuple(
                TypedKey(accepted, question.rejected, others, around) for accepted in question.accepted
            )
        return self._typed[question.id]


_ready: dict[int, _Keys] = {}


def _keys(story: Story) -> _Keys:
    """The keys of this story, which is found by its identity: comparing two stories takes longer than grading."""
    keys = _ready.get(id(story))
    if keys is None:
        if len(_ready) >= _READY:
            del _ready[next(iter(_ready))]
        keys = _ready[id(story)] = _Keys(story)
    return keys


def grade(story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
    """The verdict on `words`. `order` is that in which the parts of the question were shown."""
    if len(words) > limits.ANSWER_CHARACTERS:
        return Grade(
            False, unclear=f"That is too long for an answer: {limits.ANSWER_CHARACTERS:,} characters are the most."
        )
    match question.kind:
        case "choice":
            return _grade_choice(question, words)
        case "typed":
            keys = _keys(story)
            return _graded(grade_typed(words, keys.typed(question)[0], keys.language))
        case "number":
            return _graded(grade_number(words, _number_key(story, question), _keys(story).language))
        case "cloze":
            keys = _keys(story)
            return _graded(grade_gaps(words, keys.typed(question), keys.language))
        case "order":
            return _grade_order(question, words, order)
        case _:
            return _grade_match(question, words, order)


def _graded(verdict: Verdict) -> Grade:
    return Grade(verdict.right, verdict.spelling, verdict.ask, credit=verdict.credit)


def _around(story: Story, question: Question) -> str:
    """The words of a question and of the facts on which it rests."""
    facts = [story.facts[id_].states for id_ in question.cites if id_ in story.facts]
    return " ".join([plain_words(question.text), *facts])


def plain_words(text: Text) -> str:
    """All words of a text in the order in which they stand there, whichever of them are shown."""
    return " ".join(part.words for part in reversed(walk(text)) if isinstance(part, Run))


def _number_key(story: Story, question: Question) -> NumberKey:
    value = Fraction(question.accepted[0][0])
    tongue = _keys(story).language
    around = _around(story, question)
    asked = plain_words(question.text)
    own = tongue.units.get(question.unit.casefold(), question.unit.casefold())
    units = frozenset([own]) if own else units_in(asked, tongue)
    year = not question.unit and value.denominator == 1 and 1000 <= value <= 2200
    return NumberKey(value, value, units, year, frozenset(normalised(around).split()))


def _grade_choice(question: Question, words: str) -> Grade:
    exact = [answer for answer in question.answers if answer.words.casefold() == words.strip().casefold()]
    given = normalised(words)
    for answer in exact or question.answers:
        if exact or given == normalised(answer.words):
            return Grade(answer.right, answer=answer.id, credit=float(answer.right))
    return Grade(False, unclear="That is none of the answers. Give the number of one of them.")


def _letters(words: str, count: int) -> list[int] | None:
    """Letters or numbers as positions from 0; None when they are not `count` different ones."""
    signs = re.findall(r"[a-z]|\d{1,3}", words.casefold())
    found = [ord(sign) - ord("a") if sign.isalpha() else int(sign) - 1 for sign in signs]
    return found if sorted(found) == list(range(count)) else None


def _grade_order(question: Question, words: str, order: tuple[int, ...]) -> Grade:
    count = len(question.parts)
    given = _letters(words, count)
    if given is None:
        last = chr(ord("a") + count - 1)
        return Grade(False, unclear=f"Write the letters a to {last} in the right order, each once.")
    placed = [order[position] for position in given]
    follows = sum(here + 1 == there for here, there in zip(placed, placed[1:], strict=False))
    right = placed == list(range(count))
    return Grade(right, credit=1.0 if right else follows / (count - 1) if count > 1 else 0.0)


def _grade_match(question: Question, words: str, order: tuple[int, ...]) -> Grade:
    count = len(question.parts)
    pairs = re.findall(r"(\d{1,3})\s*+(?:[-=:.)]\s*+)?([a-z])", words.casefold())
    if len(pairs) == count:
        by_number = {int(number) - 1: ord(letter) - ord("a") for number, letter in pairs}
        given = [by_number.get(position, -1) for position in range(count)]
    else:
        given = (not pairs and _letters(words, count)) or []
    if sorted(given) != list(range(count)):
        example = " ".join(f"{number + 1}{chr(ord('a') + number)}" for number in range(count))
        return Grade(False, unclear=f"Write a letter for each number, each once, for example: {example}.")
    fitting = sum(
        question.partners[order[place]] == partner for place, partner in zip(given, question.partners, strict=True)
    )
    return Grade(fitting == count, credit=fitting / count)

"""The keys of a story's questions, in the form in which `game.grading` wants them."""

from __future__ import annotations

from fractions import Fraction

from game.grading.composed_units import unit_named
from game.grading.exactness import Exact
from game.grading.languages import Language, language
from game.grading.letters import bare, lowered
from game.grading.normal_form import normalised
from game.grading.numbers import NumberKey
from game.grading.quantities import exact_value, units_in
from game.grading.typed_answers import TypedKey
from game.story.model.story import Question, Story
from game.story.model.text import Calculated, Run, Text, walk
from game.support.kept_by_identity import KeptByIdentity
from game.support.language_tags import DEFAULT


class Keys:
    """The keys of the questions of one story, made when they are needed."""

    def __init__(self, story: Story) -> None:
        self.story = story  # it is held, so that nothing else gets its identity
        self.language: Language = language(story.language_of_texts)
        self._names: frozenset[str] | None = None
        # By the id of the question, with the question itself: a key is that of just these words.
        self._typed: dict[str, tuple[Question, tuple[TypedKey, ...]]] = {}
        self._numbers: dict[str, tuple[Question, NumberKey]] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of the story, which no slip must turn an answer into."""
        if self._names is None:
            story = self.story
            named = [thing.name for group in (story.people, story.places, story.items) for thing in group.values()]
            self._names = frozenset(name for name in [*named, *(fact.by for fact in story.facts.values())] if name)
        return self._names

    def typed(self, question: Question) -> tuple[TypedKey, ...]:
        """The key of each gap of a question, or the one of a question whose answer is typed."""
        known = self._typed.get(question.id)
        if known is None or known[0] is not question:
            answers = {
                answer
                for other in self.story.questions.values()
                if other.kind == "typed" and other.id != question.id
                for answer in other.accepted[0]
            }
            others, asked, facts = self.names | answers, words_of_text(question.text), self._facts(question)
            exact = Exact(*(strictness in question.exact for strictness in Exact._fields))
            accepted = question.accepted
            if question.form == "time":
                accepted = tuple(tuple(map(_in_half_of_day, words)) for words in accepted)
            made = (TypedKey(words, question.rejected, others, asked, facts, exact) for words in accepted)
            known = self._typed[question.id] = question, tuple(made)
        return known[1]

    def number(self, question: Question) -> NumberKey:
        """The key of a question that asks for a number."""
        known = self._numbers.get(question.id)
        if known is None or known[0] is not question:
            least, most = (
                exact_value(limit) for limit in question.accepted[0][-2:] * (3 - len(question.accepted[0][-2:]))
            )
            asked = words_of_text(question.text)
            own = unit_named(question.unit, self.language)
            if own not in self.language.units:  # of a translated pack the unit may still be English
                own = unit_named(question.unit, language(DEFAULT))
            units = frozenset([own]) if own else units_in(asked, self.language)
            year = question.form == "year" or (not own and _like_a_year(least, most))
            words = frozenset(normalised(f"{asked} {self._facts(question)}", self.language.code).split())
            often = not own and not words.isdisjoint(self.language.often)
            low = f" {bare(lowered(asked))} "
            counted = not units and any(f" {phrase} " in low for phrase in self.language.counting)
            inexact = not year and not self.language.inexact.isdisjoint(low.split())
            made = NumberKey(least, most, units, year, words, often, counted, inexact, asked)
            known = self._numbers[question.id] = question, made
        return known[1]

    def _facts(self, question: Question) -> str:
        """The words of the facts on which a question rests."""
        return " ".join(self.story.facts[id_].states for id_ in question.cites if id_ in self.story.facts)


def _in_half_of_day(time: str) -> str:
    """A time of the 24-hour clock that says whether it is before noon, where its figures could be of both halves."""
    hour, _, minutes = time.partition(":")
    if not hour.isdecimal() or not minutes or int(hour) > 12:
        return time
    return f"{int(hour) % 12 or 12}:{minutes} {'pm' if hour == '12' else 'am'}"


def _like_a_year(least: Fraction, most: Fraction) -> bool:
    return least == most and least.denominator == 1 and 1000 <= least <= 2200


_keys = KeptByIdentity(Keys)  # they hold their story


def question_keys(story: Story) -> Keys:
    """The keys of this story."""
    return _keys.of(story)


def words_of_text(text: Text) -> str:
    """All words of a text in the order in which they stand there, whichever of them are shown."""
    shown = (part for part in reversed(walk(text)) if isinstance(part, Run | Calculated))
    return " ".join(part.words if isinstance(part, Run) else f"{{{part.source}}}" for part in shown)

"""What is done when a question is asked, by somebody who goes by how the options look, or who has read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from game.engine.grading import Grade, grade
from game.engine.moves import Moves
from game.engine.rules import answer_order
from game.engine.state import State
from game.playthrough.simulation.players import AnswerMove, AnswerWays, any_right, not_right
from game.playthrough.simulation.strategies.copying import copied, echoing, in_sight
from game.questions.question_keys import words_of_text
from game.story.editorial.words.lint_words import lint_words_of
from game.story.model.story import Question

AnswerStyle: TypeAlias = Callable[[AnswerWays, int, int, bool], AnswerMove]
"""What is done when a question is asked; see `PlayingStyle.answer`."""

PickOption: TypeAlias = Callable[[Question, Sequence[int]], int]
"""Of a question, and the indices of its options in the order in which they are shown (at least one): one of these."""


def first_option(_: Question, order: Sequence[int]) -> int:
    """The index of the option on top."""
    return order[0]


def last_option(_: Question, order: Sequence[int]) -> int:
    """The index of the option at the bottom."""
    return order[-1]


def shortest_option(question: Question, order: Sequence[int]) -> int:
    """The index of the option with the fewest characters; of several the one on top."""
    return min(order, key=lambda index: len(question.answers[index].words))


def longest_option(question: Question, order: Sequence[int]) -> int:
    """The index of the option with the most characters; of several the one on top."""
    return max(order, key=lambda index: len(question.answers[index].words))


class Answering:
    """The ways in which the questions of a story can be answered by whoever does not know the answer."""

    def __init__(self, moves: Moves) -> None:
        self._story = moves.story
        self._words = lint_words_of(self._story.language or self._story.written_in)
        self._graded: dict[tuple[str, str], float | None] = {}

    def by_option(self, pick: PickOption) -> Callable[[int], AnswerStyle]:
        """Goes by the options that there are; passes where an answer is to be typed.

        The result is called with the seed of each play, and gives the style for that play. `pick` is called whenever a
        question with options is asked, with the question and the indices of its options; after wrong answers it is
        called once more for each, and what it takes is left out, as it was when that answer was given.
        """

        def begin(seed: int) -> AnswerStyle:
            def answer(way: AnswerWays, _: int, __: int, ___: bool) -> AnswerMove:
                if not way.options:
                    return way.gives_up, "passed"
                question = self._question(way)
                return _chosen(way, _untried(way, self._order(question, seed), lambda order: pick(question, order)))

            return answer

        return begin

    def by_chance(self, way: AnswerWays, _: int, luck: int, __: bool) -> AnswerMove:
        """Any option, by the upper 32 of the 64 bits of `luck`; passes where an answer is to be typed."""
        if not way.options:
            return way.gives_up, "passed"
        return _chosen(way, (luck >> 32) * len(way.options) >> 32)

    def by_echo(self, *, looks_up: bool) -> Callable[[int], AnswerStyle]:
        """Chooses or types what is in sight: in the notebook, or in the question itself.

        `looks_up`: the notebook is opened first, where it has something to say. The result is called with the seed of
        each play, and gives the style for that play.
        """

        def begin(seed: int) -> AnswerStyle:
            def answer(way: AnswerWays, memory: int, _: int, looked_up: bool) -> AnswerMove:
                if looks_up and not looked_up and way.looks_up is not None:
                    return way.looks_up, "looked up"
                question = self._question(way)
                return self._echoed(way, question, in_sight(self._story, memory, question), seed)

            return answer

        return begin

    def by_hints(self, seed: int) -> AnswerStyle:
        """Asks for every hint that there is, whatever it costs; then chooses or types what hints and notebook say."""

        def answer(way: AnswerWays, memory: int, _: int, __: bool) -> AnswerMove:
            if way.hint is not None:
                return way.hint, "hint"
            question = self._question(way)
            hints = " ".join(words_of_text(hint) for hint in question.hints[: way.hints])
            return self._echoed(way, question, f"{hints} {in_sight(self._story, memory, question)}", seed)

        return answer

    def by_undoing(self, way: AnswerWays, _: int, __: int, ___: bool) -> AnswerMove:
        """Passes, reads the key that is told, takes it back and answers right.

        What is taken back leaves nothing behind, so the right answer alone is played. Where the first answer to a
        question stands, it is the pass.
        """
        return (way.gives_up, "passed") if self._story.first_answers_stand else (way.right, "right")

    def by_knowing(self, way: AnswerWays, _: int, luck: int, __: bool) -> AnswerMove:
        """Answers right as often as the knowledge says, else partly right or wrong; never looks up or passes.

        The upper 32 of the 64 bits of `luck` decide whether it is known.
        """
        if luck >> 32 < way.right_below:
            return any_right(way, luck), "right"
        return not_right(way, luck)

    def _question(self, way: AnswerWays) -> Question:
        return self._story.questions[self._story.question_order[way.question - 1]]

    def _order(self, question: Question, seed: int) -> tuple[int, ...]:
        return answer_order(self._story, State(0, 0, (), 0, seed), question)

    def _echoed(self, way: AnswerWays, question: Question, seen: str, seed: int) -> AnswerMove:
        """The answer that shares most with the words that are in sight."""
        if not way.options:
            return self._typed(way, question, seen)
        order = self._order(question, seed)
        return _chosen(way, _untried(way, order, lambda left: echoing(question, left, seen, self._words)))

    def _typed(self, way: AnswerWays, question: Question, seen: str) -> AnswerMove:
        known = question.id, seen
        if known not in self._graded:
            words = copied(question, seen, self._words)
            verdict = grade(self._story, question, words, ()) if words.strip() else None
            self._graded[known] = _credit(verdict) if verdict is not None and not verdict.unclear else None
        credit = self._graded[known]
        if credit is None:
            return way.gives_up, "passed"
        if credit == 1 or not way.wrong:
            return way.right, "right"
        return (way.partly, "partly") if credit and way.partly is not None else (way.wrong[-1], "wrong")


def _credit(verdict: Grade) -> float:
    """How much of an answer is right; all of it is also what is only misspelled."""
    return 1.0 if verdict.right else verdict.credit


def _untried(way: AnswerWays, order: Sequence[int], pick: Callable[[Sequence[int]], int]) -> int:
    """The option that somebody takes who was wrong with those taken before, as long as there are others."""
    left = list(order)
    for _ in range(min(way.tried, len(left) - 1)):
        left.remove(pick(left))
    return pick(left)


def _chosen(way: AnswerWays, index: int) -> AnswerMove:
    number = way.options[index]
    return number, "wrong" if number in way.wrong else "right"

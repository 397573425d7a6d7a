"""Answers of a playthrough as the question wants them: parts in words become letters, `right` becomes an answer."""

from __future__ import annotations

from game.engine.rules import answer_order
from game.engine.state import Action, AnswerGiven, State
from game.play.sample_answers import right_answer
from game.playthrough.matching import alike_words, as_shown, nearest_words
from game.playthrough.playthrough import AnswerStep
from game.questions.kinds import type_of
from game.questions.pairing import groups
from game.story.model.story import Question, Story
from game.story.model.yaml_nodes import ScalarNode, Spot


class NotAmong(Exception):
    """A part of an answer is none of the question; the message says which are. `spot` is where it stands."""

    def __init__(self, spot: Spot, words: str, known: tuple[str, ...]) -> None:
        near = nearest_words(words, known)
        meant = f"Did you mean “{near}”? " if near else ""
        self.spot, self.fix = spot, f"{meant}There are: {'; '.join(known)}."
        super().__init__(f"“{words}” is no part of this question.")


def in_words(story: Story, state: State, question: Question, answer: AnswerStep) -> str:
    """The answer as a player would type it. Raises NotAmong."""
    order = answer_order(story, state, question)
    if question.kind == "order" and answer.parts:
        return " ".join(_letter(order.index(_index(part, question.parts))) for part in answer.parts)
    if question.kind == "match" and answer.pairs:
        numbers = ((_index(left, question.parts), right) for left, right in answer.pairs)
        return " ".join(
            f"{number + 1}{_letter(order.index(_index(right, question.partners, number)))}" for number, right in numbers
        )
    if question.kind == "sort" and answer.pairs:
        known = tuple(groups(question))
        return " ".join(
            f"{_index(left, question.parts) + 1}{_letter(_index(right, known))}" for left, right in answer.pairs
        )
    return answer.words


def _index(words: ScalarNode, known: tuple[str, ...], liked: int | None = None) -> int:
    """Which of the known ones is meant; of equal ones the one at `liked`."""
    fitting = [index for index, text in enumerate(known) if any(text == shown for shown in as_shown(words.value))]
    if not fitting:
        fitting = [index for index, text in enumerate(known) if alike_words(text) == alike_words(words.value)]
    if not fitting:
        raise NotAmong(words.spot, words.value, known)
    return liked if liked in fitting else fitting[0]


def any_answer(story: Story, state: State, question: Question, how: str) -> Action:
    """An action that answers the question `right`, `wrong`, `partly` right or `passed`."""
    if how == "right":
        return right_answer(story, state, question)
    if how == "passed":
        return "pass"
    wrong = next((answer.id for answer in question.answers if not answer.right), None)
    if wrong is not None and type_of(question).chosen:
        return f"answer:{wrong}"
    from game.playthrough.simulation.wrong_answers import wrong_words  # only for this

    return AnswerGiven(wrong_words(story, state, question, partly=how == "partly"))


def _letter(position: int) -> str:
    return chr(ord("a") + position)

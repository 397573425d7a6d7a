"""The answer that is right, and one that is wrong, whatever kind of question it is."""

from __future__ import annotations

from game.engine.rules import answer_order
from game.engine.state import Action, AnswerGiven, State
from game.questions.kinds import type_of
from game.story.model.story import Question, Story


def right_answer(story: Story, state: State, question: Question) -> Action:
    """The action that answers the question right in this state."""
    kind = type_of(question)
    if kind.chosen:
        return f"answer:{next(answer.id for answer in question.answers if answer.right)}"
    return AnswerGiven(kind.right(question, answer_order(story, state, question)))


def wrong_answer(question: Question) -> Action:
    """An action that answers the question wrong: the first wrong answer, else saying that one does not know."""
    if not type_of(question).chosen:
        return "pass"
    return next((f"answer:{answer.id}" for answer in question.answers if not answer.right), "pass")

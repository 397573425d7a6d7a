"""The answer that is right, and one that is wrong, whatever kind of question it is."""

from __future__ import annotations

from game.engine.rules import answer_order
from game.engine.state import Action, AnswerGiven, State
from game.story.model.story import Question, Story


def right_answer(story: Story, state: State, question: Question) -> Action:
    """The action that answers the question right in this state."""
    order = answer_order(story, state, question)
    match question.kind:
        case "choice":
            return f"answer:{next(answer.id for answer in question.answers if answer.right)}"
        case "order":
            return AnswerGiven(" ".join(_letter(order.index(part)) for part in range(len(question.parts))))
        case "match":
            pairs = (f"{part + 1}{_letter(order.index(part))}" for part in range(len(question.parts)))
            return AnswerGiven(" ".join(pairs))
        case "cloze":
            return AnswerGiven("; ".join(gap[0] for gap in question.accepted))
        case _:
            return AnswerGiven(question.accepted[0][0])


def wrong_answer(question: Question) -> Action:
    """An action that answers the question wrong: the first wrong answer, else saying that one does not know."""
    return next((f"answer:{answer.id}" for answer in question.answers if not answer.right), "pass")


def _letter(position: int) -> str:
    return chr(ord("a") + position)

"""An answer in words that is wrong, and clearly so: for players who do not know, and whose plays are to be files."""

from __future__ import annotations

from game.engine.grading import grade
from game.engine.rules import answer_order
from game.engine.state import State
from game.questions.kinds import type_of
from game.story.model.story import Question, Story


def wrong_words(story: Story, state: State, question: Question, *, partly: bool = False) -> str:
    """Words that answer the question wrong in this state: a near miss of the author's where there is one.

    `partly`: they are partly right, as far as the question has parts.
    """
    order = answer_order(story, state, question)
    words = ""
    for words in type_of(question).wrong(question, order):
        verdict = grade(story, question, words, order)
        if not verdict.right and not verdict.unclear and (verdict.credit > 0) == partly:
            break
    return words

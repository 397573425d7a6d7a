"""An answer in words that is wrong, and clearly so: for players who do not know, and whose plays are to be files."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from game.engine.grading import grade
from game.engine.rules import answer_order
from game.engine.state import State
from game.story.model.story import Question, Story

_NOTHINGS = ("no idea", "something else", "xyzzy", "qqqq", "0", "zzzzzzzzzz 9")


def wrong_words(story: Story, state: State, question: Question) -> str:
    """Words that answer the question wrong in this state: a near miss of the author's where there is one."""
    order = answer_order(story, state, question)
    words = ""
    for words in _candidates(question):
        verdict = grade(story, question, words, order)
        if not verdict.right and not verdict.unclear:
            break
    return words


def _candidates(question: Question) -> Iterator[str]:
    match question.kind:
        case "choice":
            yield from (answer.words for answer in question.answers if not answer.right)
        case "number":
            yield str(Decimal(question.accepted[0][0]) + 1)
        case "cloze":
            for nothing in _NOTHINGS:
                yield "; ".join(nothing for _ in question.accepted)
        case "order":
            yield from (" ".join(letters) for letters in _turned(len(question.parts)))
        case "match":
            for letters in _turned(len(question.parts)):
                yield " ".join(f"{number}{letter}" for number, letter in enumerate(letters, 1))
        case _:
            yield from question.rejected
            yield from _NOTHINGS


def _turned(count: int) -> Iterator[list[str]]:
    """Letters in every order that begins with another one and keeps the round: one of two of them is wrong."""
    letters = [chr(ord("a") + position) for position in range(count)]
    for start in range(count):
        yield letters[start:] + letters[:start]

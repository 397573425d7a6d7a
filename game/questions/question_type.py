"""What a kind of question has to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from game.grading.assessment import Assessment
from game.story.model.story import Question, Story


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

    @classmethod
    def of(cls, verdict: Assessment) -> Grade:
        """The grade for a verdict on words."""
        return cls(verdict.right, verdict.spelling, verdict.ask, credit=verdict.credit)


def scored(credit: float) -> Grade:
    """The grade for an answer of which so much is right, from 0 to 1."""
    return Grade(credit == 1, credit=credit)


class QuestionType(Protocol):
    """One kind of question. `order` is that in which the parts are shown in this play (`game.engine.rules`).

    `chosen`: it is answered by choosing one of its answers; else in words, or with letters and numbers.
    """

    chosen: bool

    def is_whole(self, question: Question) -> bool:
        """Whether the question has what its kind needs: for stories that come from a cache."""
        ...

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        """The verdict on an answer in words."""
        ...

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        """The right answer, as it can be typed."""
        ...

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        """Answers that are most likely wrong, as they can be typed, the likeliest first. Where an answer can be partly
        right, one of them is.
        """
        ...

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        """The lines that are shown under the question, with their letters or numbers."""
        ...

    def how_to_answer(self, question: Question) -> str:
        """One sentence on how the answer is given; empty for a question with answers to choose from."""
        ...

    def key(self, question: Question) -> str:
        """The right answer, in words for a reader."""
        ...


LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NOTHINGS = ("no idea", "something else", "xyzzy", "qqqq", "0", "zzzzzzzzzz 9")


def letters_in(words: str) -> list[int]:
    """The letters or numbers of an answer as positions from 0."""
    position = -1
    found: list[int] = []
    for character in words.casefold():
        if character in LETTERS:
            found.append(LETTERS.index(character))
            position = -1
        elif character.isdecimal():
            digit = int(character)
            if position >= 0 and found and found[-1] < 99:
                found[-1] = 10 * (found[-1] + 1) + digit - 1
            else:
                found.append(digit - 1)
            position = 0
        else:
            position = -1
    return found


def right_letters(question: Question, order: tuple[int, ...]) -> list[str]:
    """For each of the parts the letter that it has when they are shown in this order."""
    return [LETTERS[order.index(part)] for part in range(len(question.parts))]


def nothings() -> Iterator[str]:
    """Words that answer nothing."""
    yield from _NOTHINGS

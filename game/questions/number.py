"""A number, a year, or a number within limits."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from game.questions.question_type import Grade
from game.story.model.story import Question, Story

DECIMAL = r"[+-]?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?"


class NumberType:
    """`accepted[0]` is the number that is shown as the key; where others are right, too, the least and the most."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        accepted = question.accepted
        return (
            len(accepted) == 1
            and len(accepted[0]) in (1, 3)
            and all(re.fullmatch(DECIMAL, number) is not None for number in accepted[0])
        )

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        from game.grading.numbers import grade_number  # only answers in words need it
        from game.questions.question_keys import question_keys

        keys = question_keys(story)
        return Grade.of(grade_number(words, keys.number(question), keys.language))

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return question.accepted[0][0]

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        yield str(Decimal(question.accepted[0][-1]) + 1)

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return []

    def how_to_answer(self, question: Question) -> str:
        if question.form == "year":
            return "Type the year."
        return f"Type a number{f' ({question.unit})' if question.unit else ''}."

    def key(self, question: Question) -> str:
        shown, *limits = question.accepted[0]
        number = f"{limits[0]} to {limits[1]}" if limits and shown not in limits and question.form == "range" else shown
        return f"{number} {question.unit}".strip().replace(" %", "%")

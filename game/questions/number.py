"""A number, a year, or a number within limits."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from game.localisation.lists_numbers_dates import decimal_sign
from game.localisation.messages import gettext
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
            return gettext("Type the year.")
        if question.unit:
            # Translators: {unit} is one of the pack, such as km.
            return gettext("Type a number ({unit}).", unit=question.unit)
        return gettext("Type a number.")

    def key(self, question: Question) -> str:
        number, *limits = (accepted.replace(".", decimal_sign()) for accepted in question.accepted[0])
        if limits and number not in limits and question.form == "range":
            # Translators: two numbers, between which the right answers lie.
            number = gettext("{least} to {most}", least=limits[0], most=limits[1])
        return f"{number} {question.unit}".strip().replace(" %", "%")

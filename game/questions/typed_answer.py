"""A word or a few, a date or a time of day, typed in one's own way."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

from collections.abc import Iterator

from game.localisation.lists_numbers_dates import date_words
from game.localisation.messages import gettext
from game.questions.question_type import Grade, nothings
from game.story.model.story import Question, Story


class TypedType:
    """`accepted[0]` are the right answers, the first of them the key; `rejected` are near ones that are wrong."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return len(question.accepted) == 1 and bool(question.accepted[0])

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        from game.grading.typed_answers import grade_typed  # only answers in words need it
        from game.questions.question_keys import question_keys

        keys = question_keys(story)
        return Grade.of(grade_typed(words, keys.typed(question)[0], keys.language))

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return question.accepted[0][0]

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        yield from question.rejected
        yield from nothings()

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return []

    def how_to_answer(self, question: Question) -> str:
        match question.form:
            case "date":
                return gettext("Type the date.")
            case "time":
                return gettext("Type the time of day, for example 14:30.")
            case _:
                return gettext("Type your answer.")

    def key(self, question: Question) -> str:
        return _in_words(question.accepted[0][0]) if question.form == "date" else question.accepted[0][0]


def _in_words(date: str) -> str:
    """A date as one writes it in a sentence: "4 April 1949"."""
    year, month, day = date.rsplit("-", 2)
    return date_words(int(day), int(month), int(year))

"""Questions without a verdict: an open one, whose answer the player compares with a model answer."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

from collections.abc import Iterator

from game.localisation.messages import gettext
from game.questions.question_type import Grade
from game.story.model.story import Question, Story


class OpenType:
    """Whatever is answered counts. `accepted[0]` is the model answer."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return len(question.accepted) == 1 and bool(question.accepted[0])

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        return Grade(True, credit=1.0)

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return "I have thought about it."

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        yield from ()

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return []

    def how_to_answer(self, question: Question) -> str:
        return gettext("Say it in your own words. Nobody grades it; you can compare.")

    def key(self, question: Question) -> str:
        return question.accepted[0][0]

"""One answer is chosen."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

from collections.abc import Iterator

from game.localisation.messages import gettext
from game.questions.question_type import Grade
from game.story.model.story import Question, Story


class ChoiceType:
    """`answers` to choose from, of which one is right; or, as a poll, none is wrong."""

    chosen = True

    def is_whole(self, question: Question) -> bool:
        return len(question.answers) > 1

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        from game.grading.normal_form import normalised  # only answers in words need it

        exact = [answer for answer in question.answers if answer.words.casefold() == words.strip().casefold()]
        given = normalised(words)
        for answer in exact or question.answers:
            if exact or given == normalised(answer.words):
                return Grade(answer.right, answer=answer.id, credit=float(answer.right))
        return Grade(False, unclear=gettext("That is none of the answers. Give the number of one of them."))

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return self.key(question)

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        yield from (answer.words for answer in question.answers if not answer.right)

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return []

    def how_to_answer(self, question: Question) -> str:
        match question.form:
            case "strike":
                return gettext("Strike what is not so.")
            case "word":
                return gettext("Choose what belongs there.")
            case "whose":
                return gettext("Choose whose words these are.")
            case "evidence":
                return gettext("Choose the note that carries the sentence.")
            case _:
                return ""

    def key(self, question: Question) -> str:
        return next((answer.words for answer in question.answers if answer.right), "")

"""A text with gaps."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

from collections.abc import Iterator

from game.localisation.messages import ngettext
from game.questions.question_type import Grade, nothings
from game.story.model.story import Question, Story


class ClozeType:
    """`accepted` are the right words for each gap."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return bool(question.accepted) and all(question.accepted)

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        from game.grading.gaps import grade_gaps  # only answers in words need it
        from game.questions.question_keys import question_keys

        keys = question_keys(story)
        return Grade.of(grade_gaps(words, keys.typed(question), keys.language))

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return self.key(question)

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        first = question.accepted[0][0]
        yield "; ".join([first, *("xyzzy" for _ in question.accepted[1:])])
        for nothing in nothings():
            yield "; ".join(nothing for _ in question.accepted)

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return []

    def how_to_answer(self, question: Question) -> str:
        return ngettext(
            "Type the missing word or words.", "Type the words for the {number} gaps, with semicolons between.",
            len(question.accepted),
        )  # fmt: skip

    def key(self, question: Question) -> str:
        return "; ".join(gap[0] for gap in question.accepted)

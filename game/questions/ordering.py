"""Parts that are put in order."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game.localisation.messages import gettext, pgettext
from game.questions.named_parts import order_named
from game.questions.question_type import LETTERS, Grade, letters_in, right_letters, scored
from game.story.model.story import Question, Story


class OrderingType:
    """`parts` stand in the right order; they are shown in another."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return len(question.parts) > 1

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        count = len(question.parts)
        named = order_named(words, question.parts, story.language_of_texts)
        if named is not None and len(named) == count:
            return scored(_in_sequence(named))
        given = letters_in(words)
        if sorted(given) != list(range(count)):
            words = gettext("Write the letters a to {last} in the right order, each once.", last=LETTERS[count - 1])
            return Grade(False, unclear=words)
        return scored(_in_sequence([order[position] for position in given]))

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return " ".join(right_letters(question, order))

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        right = right_letters(question, order)
        yield " ".join(reversed(right))
        yield " ".join([*right[1:], right[0]])

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return [f"{letter}) {question.parts[index]}" for letter, index in zip(LETTERS, order, strict=False)]

    def how_to_answer(self, question: Question) -> str:
        return gettext("Type the letters in the right order, for example: b a c.")

    def key(self, question: Question) -> str:
        # Translators: between things that come one behind the other.
        return pgettext("between the parts of an order", ", then ").join(question.parts)


def _in_sequence(placed: list[int]) -> float:
    """How much of an order is right: the share of pairs of neighbours that follow each other."""
    if len(placed) < 2:
        return 1.0
    follows = sum(second == first + 1 for first, second in pairwise(placed))
    return follows / (len(placed) - 1)

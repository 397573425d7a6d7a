"""Several answers are right, and all of them are to be chosen."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

import re
from collections.abc import Iterator

from game.localisation.lists_numbers_dates import clause_list
from game.localisation.messages import gettext
from game.questions.question_type import LETTERS, Grade, letters_in, scored
from game.story.model.story import Question, Story


class SeveralType:
    """`answers`, of which one or more are right. Each right one counts, and each wrong one takes one away."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return len(question.answers) > 1 and any(answer.right for answer in question.answers)

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        given = self._chosen(question, words, order)
        if not given:
            words = gettext(
                "Write the letters of all that are right, a to {last}, for example: a c.",
                last=LETTERS[len(question.answers) - 1],
            )
            return Grade(False, unclear=words)
        right = {at for at, answer in enumerate(question.answers) if answer.right}
        return scored(max(0, len(given & right) - len(given - right)) / len(right))

    def _chosen(self, question: Question, words: str, order: tuple[int, ...]) -> set[int]:
        """The answers that were chosen, by their letters or in their own words; none where something else stands."""
        from game.grading.normal_form import normalised  # only answers in words need it

        by_words = {normalised(answer.words): at for at, answer in enumerate(question.answers)}
        pieces = [normalised(piece) for piece in re.split(r"[;\n]", words) if piece.strip()]
        if pieces and all(piece in by_words for piece in pieces):
            return {by_words[piece] for piece in pieces}
        if re.search(r"[^\W\d_]{2,}", re.sub(r"\b(?:and|und|et|y)\b", " ", words.casefold())):
            return set()
        letters = letters_in(re.sub(r"\b(?:and|und|et)\b", " ", words.casefold()))
        if not letters or any(letter >= len(order) for letter in letters):
            return set()
        return {order[letter] for letter in letters}

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        right = (order.index(at) for at, answer in enumerate(question.answers) if answer.right)
        return " ".join(LETTERS[place] for place in sorted(right))

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        wrong = [order.index(at) for at, answer in enumerate(question.answers) if not answer.right]
        if wrong:
            yield " ".join(LETTERS[place] for place in sorted(wrong))
        yield from (LETTERS[order.index(at)] for at, answer in enumerate(question.answers) if answer.right)

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        return [f"{letter}) {question.answers[index].words}" for letter, index in zip(LETTERS, order, strict=False)]

    def how_to_answer(self, question: Question) -> str:
        return gettext("Type the letters of all that are right, for example: a c.")

    def key(self, question: Question) -> str:
        return clause_list(answer.words for answer in question.answers if answer.right)

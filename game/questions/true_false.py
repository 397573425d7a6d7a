"""Whether a statement is true; and, where reasons are given, why."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

import re
from collections.abc import Iterator

from game.questions.question_type import LETTERS, Grade, scored
from game.story.model.story import Question, Story

#: What is typed for true and for false, in normal form, in the languages that grading knows.
_TRUE = frozenset(("true", "t", "yes", "y", "right", "correct", "wahr", "richtig", "ja", "vrai", "oui", "cierto", "si"))
_FALSE = frozenset(("false", "f", "no", "n", "wrong", "incorrect", "falsch", "nein", "faux", "non", "falso"))


class TrueFalseType:
    """`accepted[0][0]` is `true` or `false`; `answers` are the reasons, of which one is right."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return len(question.accepted) == 1 and question.accepted[0] in (("true",), ("false",))

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        from game.grading.letters import bare, lowered  # only answers in words need it

        pieces = re.findall(r"[a-z]+", bare(lowered(words)))
        said = {"true" if piece in _TRUE else "false" for piece in pieces if piece in _TRUE | _FALSE}
        if len(said) != 1:
            return Grade(False, unclear=self.how_to_answer(question))
        right = said == {question.accepted[0][0]}
        if not question.answers:
            return scored(float(right))
        letters = [LETTERS.index(piece) for piece in pieces[1:] if len(piece) == 1 and piece in LETTERS]
        if len(letters) != 1 or letters[0] >= len(order):
            return Grade(False, unclear=self.how_to_answer(question))
        reason = question.answers[order[letters[0]]]
        return Grade(right and reason.right, answer=reason.id, credit=(right + (right and reason.right)) / 2)

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        at = next((place for place, index in enumerate(order) if question.answers[index].right), -1)
        return f"{question.accepted[0][0]} {LETTERS[at]}" if question.answers else question.accepted[0][0]

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        other = "false" if question.accepted[0][0] == "true" else "true"
        yield f"{other} a" if question.answers else other
        wrong = (place for place, index in enumerate(order) if not question.answers[index].right)
        yield from (f"{question.accepted[0][0]} {LETTERS[place]}" for place in wrong)

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        if not question.answers:
            return []
        return [f"{letter}) {question.answers[index].words}" for letter, index in zip(LETTERS, order, strict=False)]

    def how_to_answer(self, question: Question) -> str:
        if question.answers:
            return "Type true or false and the letter of the reason, for example: true b."
        return "Type true or false."

    def key(self, question: Question) -> str:
        reason = next((answer.words for answer in question.answers if answer.right), "")
        return f"{question.accepted[0][0]}{f': {reason}' if reason else ''}"

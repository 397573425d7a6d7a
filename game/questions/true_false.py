"""Whether a statement is true; and, where reasons are given, why."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

import re
from collections.abc import Iterator

from game.localisation.lists_numbers_dates import labelled
from game.localisation.messages import gettext, pgettext
from game.localisation.typed_words import own_words
from game.questions.question_type import LETTERS, Grade, scored
from game.story.model.story import Question, Story

#: What is typed for true and for false, in normal form, in the languages that grading knows.
_TRUE = frozenset(
    (
        "true", "t", "yes", "y", "right", "correct", "wahr", "richtig", "ja", "stimmt", "vrai", "vraie", "oui", "juste",
        "cierto", "cierta", "verdadero", "verdadera", "verdad", "si", "prawda", "prawdziwe", "tak",
    )
)  # fmt: skip
_FALSE = frozenset(
    (
        "false", "f", "no", "n", "wrong", "incorrect", "falsch", "nein", "faux", "fausse", "non", "falso", "falsa",
        "falsz", "falszywe", "nieprawda", "nie",
    )
)  # fmt: skip


def truth_said(words: str) -> str:
    """`true` or `false`, whichever these words say; empty where they say neither, or both."""
    from game.grading.letters import bare  # only answers in words need it

    true = _TRUE | {bare(word) for word in (truth_name("true"), *own_words("typed for true", "true, t, yes, y"))}
    false = _FALSE | {bare(word) for word in (truth_name("false"), *own_words("typed for false", "false, f, no, n"))}
    said = {"true" if piece in true else "false" for piece in _pieces(words) if piece in true | false}
    return said.pop() if len(said) == 1 else ""


def _pieces(words: str) -> list[str]:
    from game.grading.letters import bare, lowered

    return re.findall(r"[a-z]+", bare(lowered(words)))


class TrueFalseType:
    """`accepted[0][0]` is `true` or `false`; `answers` are the reasons, of which one is right."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return len(question.accepted) == 1 and question.accepted[0] in (("true",), ("false",))

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        said = truth_said(words)
        if not said:
            return Grade(False, unclear=self.how_to_answer(question))
        right = said == question.accepted[0][0]
        if not question.answers:
            return scored(float(right))
        letters = [LETTERS.index(piece) for piece in _pieces(words)[1:] if len(piece) == 1 and piece in LETTERS]
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
            return gettext("Type true or false and the letter of the reason, for example: true b.")
        return gettext("Type true or false.")

    def key(self, question: Question) -> str:
        reason = next((answer.words for answer in question.answers if answer.right), "")
        verdict = truth_name(question.accepted[0][0])
        return labelled(verdict, reason) if reason else verdict


def truth_name(truth: str) -> str:
    """What `true` or `false` is called by whoever reads it."""
    # Translators: a single word, which is also typed as an answer.
    return pgettext("a statement is", "true") if truth == "true" else pgettext("a statement is", "false")

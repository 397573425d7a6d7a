"""What belongs together: pairs, or things that are sorted into groups."""

# ruff: noqa: D102 - `QuestionType` says what each does

from __future__ import annotations

import re
from collections.abc import Iterator

from game.localisation.lists_numbers_dates import clause_list, labelled
from game.localisation.messages import gettext
from game.questions.named_parts import pairs_named
from game.questions.question_type import LETTERS, Grade, letters_in, right_letters, scored
from game.story.model.story import Question, Story

_PAIR = re.compile(r"(\d{1,3})\s*+(?:[-=:.)]\s*+)?([a-z])")
_WAITING = re.compile(r"\d{1,3}\s*+=\s*+$")


class MatchingType:
    """`parts` on the left and, at the same places, their `partners`."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return 1 < len(question.parts) == len(question.partners)

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        count = len(question.parts)
        shown = tuple(question.partners[at] for at in order)
        given = _named(words, question, shown, story) or _letters(words, count)
        if sorted(given) != list(range(count)):
            example = _numbered(list(LETTERS[:count]))
            words = gettext("Write a letter for each number, each once, for example: {example}.", example=example)
            return Grade(False, unclear=words)
        fits = [question.partners[order[place]] == own for place, own in zip(given, question.partners, strict=True)]
        return scored(sum(fits) / count)

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        return _numbered(right_letters(question, order))

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        first, second, *rest = right_letters(question, order)
        yield from (_numbered(letters) for letters in ([second, *rest, first], [second, first, *rest]))

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        left = [f"{number}. {part}" for number, part in enumerate(question.parts, 1)]
        return [*left, *(f"{letter}) {question.partners[at]}" for letter, at in zip(LETTERS, order, strict=False))]

    def how_to_answer(self, question: Question) -> str:
        return _type_letters("1b 2a 3c")

    def key(self, question: Question) -> str:
        return clause_list(labelled(left, right) for left, right in zip(question.parts, question.partners, strict=True))


class SortingType:
    """`parts` that are sorted into groups; `partners` are, at the same places, the groups to which they belong."""

    chosen = False

    def is_whole(self, question: Question) -> bool:
        return 1 < len(question.parts) == len(question.partners) and len(groups(question)) > 1

    def grade(self, story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
        count, known = len(question.parts), groups(question)
        given = _named(words, question, tuple(known), story) or _letters(words, count)
        if len(given) != count or not all(0 <= place < len(known) for place in given):
            words = gettext("Write a letter for each number, for example: {example}.", example=_some_letters(count))
            return Grade(False, unclear=words)
        fits = [known[place] == own for place, own in zip(given, question.partners, strict=True)]
        return scored(sum(fits) / count)

    def right(self, question: Question, order: tuple[int, ...]) -> str:
        known = groups(question)
        return _numbered([LETTERS[known.index(partner)] for partner in question.partners])

    def wrong(self, question: Question, order: tuple[int, ...]) -> Iterator[str]:
        known = groups(question)
        right = [known.index(partner) for partner in question.partners]
        for turn in range(1, len(known)):
            yield _numbered([LETTERS[(place + turn) % len(known)] for place in right])
        yield _numbered([LETTERS[place] for place in ((right[0] + 1) % len(known), *right[1:])])

    def parts(self, question: Question, order: tuple[int, ...]) -> list[str]:
        left = [f"{number}. {part}" for number, part in enumerate(question.parts, 1)]
        return [*left, *(f"{letter}) {group}" for letter, group in zip(LETTERS, groups(question), strict=False))]

    def how_to_answer(self, question: Question) -> str:
        return _type_letters(_some_letters(len(question.parts)))

    def key(self, question: Question) -> str:
        return clause_list(labelled(left, right) for left, right in zip(question.parts, question.partners, strict=True))


def groups(question: Question) -> list[str]:
    """The groups into which things are sorted, in the order of the alphabet, which gives nothing away."""
    return sorted(dict.fromkeys(question.partners))


def _type_letters(example: str) -> str:
    return gettext("Type a letter for each number, for example: {example}.", example=example)


def _numbered(letters: list[str]) -> str:
    return " ".join(f"{number}{letter}" for number, letter in enumerate(letters, 1))


def _some_letters(count: int) -> str:
    return _numbered([LETTERS[number % 2] for number in range(1, count + 1)])


def pairs_typed(words: str) -> dict[int, int]:
    """What a typed answer puts together so far: for the place of each number that of its letter, from 0.

    Letters without any number stand for the numbers in their order. `2=` alone waits for its letter.
    """
    pairs = _PAIR.findall(words.casefold())
    if pairs:
        return {int(number) - 1: LETTERS.index(letter) for number, letter in pairs}
    return dict(enumerate(letters_in(_WAITING.sub(" ", words))))


def _named(words: str, question: Question, shown: tuple[str, ...], story: Story) -> list[int]:
    """For each part the place of what an answer in words puts to it; empty where it does not so for each of them."""
    named = pairs_named(words, question.parts, shown, story.language_of_texts) or []
    given = dict(named)
    return [given.get(place, -1) for place in range(len(question.parts))] if len(named) == len(question.parts) else []


def _letters(words: str, count: int) -> list[int]:
    """For each number the place of its letter; empty when there is not one for each."""
    given = pairs_typed(words)
    return [given.get(place, -1) for place in range(count)] if len(given) == count else []

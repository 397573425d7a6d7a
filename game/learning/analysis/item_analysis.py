"""What the first answers of a class say about each question: what was chosen, what the figures mean, what to do.

The figures themselves are reckoned in `item_figures`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from game.learning.analysis.item_figures import (
    ItemFigures,
    Marks,
    WholeFigures,
    item_figures,
    mean_of,
    rests_of_test,
    whole_figures,
)
from game.learning.gathering.gradebook import Gradebook, QuestionColumn
from game.learning.record.given_answers import KeptAnswer
from game.story.model.story import Question, Story

ENOUGH = 8
"""With fewer answers nothing is said about what pupils choose, or who is right: it would be chance."""
#: From here on a question is easy or hard, and one that tells pupils apart does so badly; in hundredths.
_EASY, _HARD, _WEAK = 95, 20, 20
#: So many of the most frequent wrong answers are told where there is nothing to choose from.
_TOLD = 5


class ChosenAnswer(NamedTuple):
    """An answer and how many gave it; `rest` is the mean share of marks that they reached in all other questions."""

    words: str
    is_right: bool
    number: int
    share: float
    rest: float | None


class ItemReport(NamedTuple):
    """A question: its figures, the mark that guessing would bring (in hundredths, None: nobody knows), what was given.

    `remarks` are sentences on what the figures mean. `after_hint`: how many answers were given after a hint.
    """

    column: QuestionColumn
    figures: ItemFigures
    guess: float | None
    given: tuple[ChosenAnswer, ...]
    remarks: tuple[str, ...]
    after_hint: int = 0


class ItemAnalysis(NamedTuple):
    """The analysis of a pack: of the test as a whole, and of each question, in the order of the pack."""

    pack: str
    title: str
    whole: WholeFigures
    items: tuple[ItemReport, ...]


def analysed(book: Gradebook, story: Story | None) -> ItemAnalysis:
    """The analysis of the first answers in a gradebook. Without a story nobody knows what was not chosen."""
    marks: Marks = [{id_: kept.credit for id_, kept in row.first.items()} for row in book.pupils]
    highest = {column.id: 1.0 for column in book.questions}
    figures = item_figures(marks, highest)
    rests = [rests_of_test(pupil, highest) for pupil in marks]
    items = []
    for column in book.questions:
        if column.id not in figures:
            continue
        known = story is not None and column.id in story.question_order
        question = story.questions[column.id] if story is not None and known else None
        given = _given(book, column.id, question, rests)
        guess = guess_score(question) if question is not None else None
        remarks = tuple(_remarks(figures[column.id], guess, given))
        after_hint = sum(kept.answer.hints > 0 for kept in book.to(column.id))
        items.append(ItemReport(column, figures[column.id], guess, given, remarks, after_hint))
    return ItemAnalysis(book.pack, book.title, whole_figures(marks, highest), tuple(items))


def guess_score(question: Question) -> float | None:
    """The mean mark that answering by chance would bring, in hundredths; None where there is no such figure.

    Of an order, each part is followed by the right one once in as many times as there are parts, and so in a match.
    """
    match question.kind:
        case "choice":
            return 100 / len(question.answers) if sum(answer.right for answer in question.answers) == 1 else None
        case "typed" | "number" | "cloze":
            return 0.0
        case "order":
            return 100 / len(question.parts)
        case "match":
            fitting = Counter(question.partners)
            return 100 * sum(fitting[partner] for partner in question.partners) / len(question.partners) ** 2
        case _:
            return None


def _given(
    book: Gradebook, id_: str, question: Question | None, rests: Sequence[Mapping[str, float]]
) -> tuple[ChosenAnswer, ...]:
    """What was given: every answer there is to choose from, or the most frequent wrong ones.

    `rests` are what each pupil reached in the rest of the test.
    """
    first = [(row.first[id_], rest) for row, rest in zip(book.pupils, rests, strict=True) if id_ in row.first]
    given = [(kept, rest) for kept, rest in first if kept.verdict != "passed"]
    counts = Counter(_key(kept) for kept, _ in given)
    elsewhere: dict[str, list[float]] = {}
    for kept, rest in given:
        if id_ in rest:
            elsewhere.setdefault(_key(kept), []).append(rest[id_])

    def told(key: str, words: str, is_right: bool) -> ChosenAnswer:
        rest = mean_of(elsewhere[key]) if key in elsewhere else None
        return ChosenAnswer(words, is_right, counts[key], counts[key] / len(first), rest)

    if question is not None and question.answers:
        return tuple(told(answer.id, answer.words, answer.right) for answer in question.answers)
    wrong: dict[str, str] = {}
    for kept, _ in given:
        if kept.verdict != "right":
            wrong.setdefault(_key(kept), kept.answer.given)
    frequent = sorted(wrong, key=lambda key: -counts[key])[:_TOLD]
    return tuple(told(key, wrong[key], False) for key in frequent)


def _key(kept: KeptAnswer) -> str:
    return kept.answer.chosen or " ".join(kept.answer.given.casefold().split())


def _remarks(figures: ItemFigures, guess: float | None, given: tuple[ChosenAnswer, ...]) -> Iterator[str]:
    """What a teacher would want to know, if there are enough answers to say so."""
    if figures.pupils < ENOUGH:
        return
    if figures.discrimination is not None and figures.discrimination < 0:
        yield "Weaker pupils got this right more often than stronger ones: check the key."
    elif figures.discrimination is not None and figures.discrimination < _WEAK:
        yield "It hardly tells those who know more from those who know less."
    right = next((answer.rest for answer in given if answer.is_right), None)
    for answer in given:
        if (
            not answer.is_right
            and answer.rest is not None
            and right is not None
            and answer.number > 1
            and answer.rest > right
        ):
            yield f"Those who gave “{answer.words}” did better elsewhere than those who were right: check the key."
    if any(answer.is_right for answer in given):
        for answer in given:
            if not answer.is_right and not answer.number:
                yield f"Nobody chose “{answer.words}”: write a better one."
    if figures.facility >= _EASY:
        yield "Nearly everybody knows this."
    elif guess and figures.facility <= guess:
        yield "Guessing would do as well: the question, or what was read for it, is too hard."
    elif figures.facility <= _HARD:
        yield "Few know this: the question, or what was read for it, is too hard."

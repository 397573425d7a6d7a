"""The question that waits, as it stands while it is being answered: gaps filled, pairs drawn, letters ticked.

What is typed is read by the same rules as when it is graded, and nothing here knows what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.engine.drawn_numbers import as_asked
from game.engine.rendering import Span, render
from game.engine.rules import answer_order
from game.play.narration import Told, question_lines
from game.play.session import Session
from game.questions.kinds import type_of
from game.questions.named_parts import has_words, order_named, pairs_named
from game.questions.pairing import pairs_typed
from game.questions.question_type import LETTERS, letters_in
from game.questions.true_false import truth_name, truth_said
from game.story.model.story import Question

_GAP = re.compile(r"_{3,}")


class CardPart(NamedTuple):
    """A lettered or numbered part of a question. `mark` is what the typed answer says of it: a place, a tick."""

    key: str
    words: str
    mark: str = ""


class QuestionCard(NamedTuple):
    """A question while it is being answered.

    `parts` stand below each other; `partners`, where there are any, beside them. `pairs` are the positions in both that
    the typed answer puts together. `truths` are true and false, where a statement is to be judged. `hints` are those
    that were asked for.
    """

    text: tuple[tuple[Span, ...], ...]
    parts: tuple[CardPart, ...]
    partners: tuple[CardPart, ...]
    pairs: tuple[tuple[int, int], ...]
    hints: tuple[Told, ...]
    truths: tuple[CardPart, ...] = ()


def question_card(session: Session, typed: str = "") -> QuestionCard | None:
    """The card of the question that waits, with the answer as it is typed so far; None where none waits.

    Of a question whose answers are chosen `typed` is the answer that is highlighted: it stands in the gap.
    """
    question = session.question
    if question is None:
        return None
    story, state = session.story, session.state
    asked = as_asked(question, state.seed)
    order = answer_order(story, state, question)
    fillings = _fillings(asked, typed)
    text = tuple(
        tuple(_filled(paragraph.spans, fillings)) for paragraph in render(story, asked.text, state.memory, state.seed)
    )
    hints = tuple(line for line in question_lines(story, state, question) if line.kind == "note")
    parts, partners = _parts(asked, order)
    pairs = tuple(_pairs(asked, typed, parts, partners, story.language_of_texts))
    marked = _marked(asked, parts, typed, pairs, story.language_of_texts)
    return QuestionCard(text, marked, partners, pairs, hints, tuple(_truths(asked, typed)))


def _truths(question: Question, typed: str) -> Iterator[CardPart]:
    """True and false, as they are typed, and which of them was."""
    if question.kind == "true_false":
        said = truth_said(typed)
        for id_ in ("true", "false"):
            yield CardPart(truth_name(id_), "", "✓" if said == id_ else "")


def _fillings(question: Question, typed: str) -> list[str]:
    """What fills each gap of the text, from the left."""
    if question.kind == "cloze":
        return [words.strip() for words in typed.split(";")]
    return [typed.strip()] if question.kind in ("choice", "typed", "number") else []


def _filled(spans: Sequence[Span], fillings: list[str]) -> Iterator[Span]:
    """The spans with gaps filled, as far as there is something for them; what was used is gone from `fillings`."""
    for span in spans:
        at = 0
        for gap in _GAP.finditer(span.words):
            words = fillings.pop(0) if fillings else ""
            if words:
                yield span._replace(words=span.words[at : gap.start()])
                yield Span(words, "open")
                at = gap.end()
        yield span._replace(words=span.words[at:])


def _parts(question: Question, order: tuple[int, ...]) -> tuple[tuple[CardPart, ...], tuple[CardPart, ...]]:
    """What stands on the left and on the right, with their numbers and letters."""
    parts: list[CardPart] = []
    partners: list[CardPart] = []
    for line in type_of(question).parts(question, order):
        key, _, words = line.partition(" ")
        is_partner = question.kind in ("match", "sort") and key.endswith(")")
        (partners if is_partner else parts).append(CardPart(key.rstrip(".)"), words))
    return tuple(parts), tuple(partners)


def _pairs(
    question: Question, typed: str, parts: tuple[CardPart, ...], partners: tuple[CardPart, ...], code: str
) -> Iterator[tuple[int, int]]:
    if question.kind in ("match", "sort"):
        named = pairs_named(typed, _words(parts), _words(partners), code, begun=True)
        for left, right in named if named is not None else _lettered(typed, len(partners), pairs_typed(typed).items()):
            if 0 <= left < len(parts) and 0 <= right < len(partners):
                yield left, right


def _lettered(typed: str, count: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Letters of an answer with their numbers, or places; none where they are those of words."""
    found = list(pairs)
    return found if not has_words(typed) or all(0 <= letter < count for _, letter in found) else []


def _words(parts: tuple[CardPart, ...]) -> tuple[str, ...]:
    return tuple(part.words for part in parts)


def _marked(
    question: Question, parts: tuple[CardPart, ...], typed: str, pairs: tuple[tuple[int, int], ...], code: str
) -> tuple[CardPart, ...]:
    """The parts with what the typed answer says of each."""
    marks: dict[int, str] = {left: LETTERS[right] for left, right in pairs}
    if question.kind == "order":
        named = order_named(typed, _words(parts), code) or order_named(typed.rpartition(" ")[0], _words(parts), code)
        letters_typed = _lettered(typed, len(parts), enumerate(letters_in(typed)))
        for place, position in enumerate(dict.fromkeys(named or (at for _, at in letters_typed)), 1):
            marks[position] = str(place)
    elif question.kind in ("several", "true_false"):
        words = typed.split()
        is_true_false = question.kind == "true_false"
        letters = " ".join(word for word in words if len(word) == 1 and word.isalpha()) if is_true_false else typed
        marks.update(dict.fromkeys(letters_in(letters), "✓") if _only_letters(letters) else {})
    return tuple(part._replace(mark=marks.get(at, "")) for at, part in enumerate(parts))


def _only_letters(typed: str) -> bool:
    return all(len(word) == 1 for word in re.findall(r"[^\W\d_]+", typed)) or (typed.isalpha() and len(typed) <= 2)

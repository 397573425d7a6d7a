"""Numbers that a question draws anew in each play, and the sums that are made of them.

What is drawn hangs on the seed of the play and on the question alone (`game.engine.drawn_numbers`): a story remembers
nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from game.story.model.expressions import COMPUTED, Expression, Number, Operation, VariableRead
from game.story.model.text import Branch, Calculated, Emphasis, Part, Parts, Run, Text, Variation, walk

_TOLERANCE = re.compile(r"\d{1,15}(?:\.\d{1,15})? ?%?")

MOST_DRAWN = 1_000_000
"""The farthest from zero that a drawn number can be."""
LARGEST_SUM = 1_000_000_000_000
"""The farthest from zero that a sum of drawn numbers can be: what is typed has at most 15 digits."""
MOST_NAMES = 20
"""So many numbers can a question draw."""


class DrawnNumber(NamedTuple):
    """A whole number from `least` to `most`, both of them possible, in steps of `step` from the least."""

    name: str
    least: int
    most: int
    step: int = 1

    @property
    def values(self) -> range:
        """Everything that can be drawn."""
        return range(self.least, self.most + 1, self.step)


class Draws(NamedTuple):
    """What a question draws, and its key with the sums in it.

    `keys` stand where `Question.accepted` has the words of one variant: for each part of the answer its right words.
    `tolerance` is how far from a number an answer may be, as it was written: `0.5`, `2 %` or empty.
    """

    numbers: tuple[DrawnNumber, ...]
    keys: tuple[tuple[Text, ...], ...]
    tolerance: str = ""

    def fits(self, *texts: Text | None) -> bool:
        """Whether all sums in the keys and in these texts can be worked out, and stay in their bounds."""
        if not 0 < len(self.numbers) <= MOST_NAMES or not all(self.keys):
            return False
        if any(number.step < 1 or not number.values for number in self.numbers):
            return False
        if self.tolerance and not _TOLERANCE.fullmatch(self.tolerance):
            return False
        spans = self.spans
        trees = [part.tree for text in (*(key for keys in self.keys for key in keys), *texts) for part in _sums(text)]
        return all(_is_bounded(tree, spans) for tree in trees)

    @property
    def spans(self) -> dict[str, tuple[int, int]]:
        """The lowest and the highest value of each name."""
        return {number.name: (number.values[0], number.values[-1]) for number in self.numbers}


def _sums(text: Text | None) -> Iterator[Calculated]:
    return (part for part in walk(text) if isinstance(part, Calculated)) if text is not None else iter(())


def _is_bounded(tree: Expression, spans: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a sum reads nothing but these names, and stays within `LARGEST_SUM`, as do all parts of it."""
    return span_of_sum(tree, spans) is not None


def span_of_sum(tree: Expression, spans: Mapping[str, tuple[int, int]]) -> tuple[int, int] | None:
    """The lowest and the highest that a sum can come to; None where that is out of bounds, or it is no such sum."""
    match tree:
        case Number(value):
            found = value, value
        case VariableRead(name) if name in spans:
            found = spans[name]
        case Operation(("+" | "-" | "*") as sign, left, right):
            low, high = span_of_sum(left, spans), span_of_sum(right, spans)
            if low is None or high is None:
                return None
            corners = [COMPUTED[sign](first, second) for first in low for second in high]
            found = min(corners), max(corners)
        case _:
            return None
    return found if max(map(abs, found)) <= LARGEST_SUM else None


def sum_of(tree: Expression, drawn: Mapping[str, int]) -> int:
    """What a sum comes to with these numbers. Raises KeyError, ValueError."""
    match tree:
        case Number(value):
            return value
        case VariableRead(name):
            return drawn[name]
        case Operation(("+" | "-" | "*") as sign, left, right):
            return COMPUTED[sign](sum_of(left, drawn), sum_of(right, drawn))
    raise ValueError(f"no sum: {tree!r:.100}")


def numbers_around(number: Decimal, tolerance: str) -> tuple[str, ...]:
    """The number and, with a tolerance (`0.5` or `2 %`), the least and the most that are right, too."""
    if not tolerance:
        return (str(number),)
    off = Decimal(tolerance.removesuffix("%").strip()) * (abs(number) / 100 if tolerance.endswith("%") else 1)
    return str(number), f"{number - off:f}", f"{number + off:f}"


def accepted_words(draws: Draws, drawn: Mapping[str, int], *, is_number: bool) -> tuple[tuple[str, ...], ...]:
    """The right words for each part of the answer, with these numbers."""
    if is_number:
        return (numbers_around(Decimal(_words(draws.keys[0][0], drawn)), draws.tolerance),)
    return tuple(tuple(_words(key, drawn) for key in keys) for keys in draws.keys)


def _words(text: Text, drawn: Mapping[str, int]) -> str:
    filled = with_numbers(text, drawn)
    return "".join(part.words for part in reversed(walk(filled)) if isinstance(part, Run))


def with_numbers(text: Text, drawn: Mapping[str, int]) -> Text:
    """The text with numbers in place of its sums."""
    return Text(
        text.id, tuple(paragraph._replace(parts=_with(paragraph.parts, drawn)) for paragraph in text.paragraphs)
    )


def _with(parts: Parts, drawn: Mapping[str, int]) -> Parts:
    """The parts with numbers in place of sums; words that touch become one run."""
    made: list[Part] = []
    for part in parts:
        filled = _with_part(part, drawn)
        if isinstance(filled, Run) and made and isinstance(made[-1], Run):
            made[-1] = Run(made[-1].words + filled.words)
        else:
            made.append(filled)
    return tuple(made)


def _with_part(part: Part, drawn: Mapping[str, int]) -> Part:
    match part:
        case Calculated(tree):
            return Run(str(sum_of(tree, drawn)))
        case Emphasis(parts, strong):
            return Emphasis(_with(parts, drawn), strong)
        case Branch(when, then, otherwise):
            return Branch(when, _with(then, drawn), _with(otherwise, drawn))
        case Variation():
            return part._replace(alternatives=tuple(_with(parts, drawn) for parts in part.alternatives))
    return part

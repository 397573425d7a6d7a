"""The points of a text at which it depends on the play what is shown, numbered as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from game.story.model.text import Branch, Emphasis, Parts, Text, Variation, sides


class TextPoint(NamedTuple):
    """A branch or a variation. `inside` are the points inside each of its sides."""

    number: int
    part: Branch | Variation
    inside: tuple[tuple[TextPoint, ...], ...]


def points(text: Text) -> tuple[TextPoint, ...]:
    """The points of a text; those inside others are inside them."""
    numbers = count()
    return tuple(point for paragraph in text.paragraphs for point in _points(paragraph.parts, numbers))


def _points(parts: Parts, numbers: Iterator[int]) -> Iterator[TextPoint]:
    for part in parts:
        if isinstance(part, Branch | Variation):
            number = next(numbers)
            yield TextPoint(number, part, tuple(tuple(_points(side, numbers)) for side in sides(part)))
        elif isinstance(part, Emphasis):
            yield from _points(part.parts, numbers)


def every(found: tuple[TextPoint, ...]) -> Iterator[TextPoint]:
    """All points, those inside others too."""
    for point in found:
        yield point
        for inside in point.inside:
            yield from every(inside)

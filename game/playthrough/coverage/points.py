"""The points of a text at which it depends on the play what is shown, numbered as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from game.engine.rendering import chosen
from game.story.model.story import Story
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


def point_shown(story: Story, found: tuple[TextPoint, ...], memory: int, seed: int) -> Iterator[tuple[int, int]]:
    """The number of each point that is passed when the text is shown in this memory, with the side that is shown."""
    for point in found:
        side = chosen(story, point.part, memory, seed)
        yield point.number, side
        yield from point_shown(story, point.inside[side], memory, seed)

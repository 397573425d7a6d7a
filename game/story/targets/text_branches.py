"""Where the sides of what branches and varies in a text stand, and how to speak of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.pack_names import PackNames
from game.story.compile.text_context import Counter, Marked
from game.story.compile.text_parsing import parse_text
from game.story.model.text import Branch
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.targets.text_points import TextPoint, every, points

_LONGEST = 36


class Side(NamedTuple):
    """One side of a branch, or one alternative of a variation; `words` say which, on one line."""

    words: str
    start: Spot
    end: Spot


def sides_of(
    words: ScalarNode, id_: str, counter: Counter | None, names: PackNames, found: Diagnostics
) -> Iterator[tuple[int, int, Side]]:
    """Each side with the number of its point in the text (see `text_points.points`) and its own."""
    marks: list[Marked] = []
    text = parse_text(words, id_, counter, names, found, marks)
    spans = {id(mark.part): mark.spans for mark in marks}  # the parts stay, so that their identities do
    for point in every(points(text)):
        for index, (start, end) in enumerate(spans[id(point.part)]):
            side = _words(point, index, words.value, spans[id(point.part)])
            yield point.number, index, Side(side, words.at(start), words.at(end))


def _words(point: TextPoint, index: int, text: str, spans: tuple[tuple[int, int], ...]) -> str:
    start, end = spans[index]
    shown = _brief(text[start:end])
    shown = f"“{shown}”" if shown else "nothing"
    part = point.part
    if isinstance(part, Branch):
        first = spans[0][0]
        condition = _brief(text[text.rfind("{", 0, first) + 1 : first].rstrip().removesuffix(":"))
        return f"({'unless' if index else 'while'} {condition}) {shown}"
    if part.order == "sequence":
        return f"(time {index + 1}{' and later' if index + 1 == len(spans) else ''}) {shown}"
    return f"({'in turn' if part.order == 'cycle' else 'drawn'}, {index + 1} of {len(spans)}) {shown}"


def _brief(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"

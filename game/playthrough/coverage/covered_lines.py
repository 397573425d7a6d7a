"""The lines of a file of a pack, each with what playthroughs reached of it.

A line belongs to the innermost definition around it: what a choice says was reached with the choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from game.playthrough.coverage.reached_target import ReachedTarget
from game.support.source_lines import editor_lines

Status: TypeAlias = Literal["", "reached", "partly", "missing"]
"""Whether a line was reached; empty for a line with nothing that could be."""


class CoveredLine(NamedTuple):
    """A line; `things` are those that begin in it."""

    number: int
    text: str
    status: Status
    things: tuple[ReachedTarget, ...]


def covered_lines(text: str, things: Sequence[ReachedTarget]) -> tuple[CoveredLine, ...]:
    """The lines of a file with these things in it."""
    lines = editor_lines(text)
    beginning: dict[int, list[ReachedTarget]] = {}
    for thing in things:
        beginning.setdefault(thing.thing.spot.line, []).append(thing)
    inner, edge = _inside_sides(things)
    found = []
    around: list[
        tuple[int, ReachedTarget]
    ] = []  # the definitions around this line with their indents, the innermost last
    for number, line in enumerate(lines, 1):
        words = line.strip()
        here = beginning.get(number, [])
        column = len(line) - len(line.lstrip(" "))
        while words and around and column < around[-1][0] and not words.startswith("#"):
            around.pop()
        beginners = [
            (target.thing.spot.column, target.thing.block.indent, target) for target in here if target.thing.block
        ]
        around.extend((indent, target) for _, indent, target in sorted(beginners, key=lambda beginner: beginner[0]))
        status: Status = ""
        if words and not words.startswith("#") and (around or here):
            owner = around[-1][1] if around else None
            status = _status(owner, here, number in edge, number in inner)
        found.append(CoveredLine(number, line, status, tuple(here)))
    return tuple(found)


def _status(owner: ReachedTarget | None, here: Iterable[ReachedTarget], on_edge: bool, inside: bool) -> Status:
    if inside:
        return "missing"
    reached = {bool(target.by) for target in here}
    if owner is not None:
        reached.add(bool(owner.by))
    if on_edge:
        reached.add(False)
    return "partly" if len(reached) == 2 else "reached" if True in reached else "missing"


def _inside_sides(things: Iterable[ReachedTarget]) -> tuple[set[int], set[int]]:
    """The lines that a side of a text which was not shown fills, and those where it begins or ends."""
    inner: set[int] = set()
    edge: set[int] = set()
    for thing in things:
        start, end = thing.thing.spot, thing.thing.end
        if end is not None and not thing.by:
            inner.update(range(start.line + 1, end.line))
            edge.update((start.line, end.line))
    return inner, edge


def ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Line numbers as words, in ascending order, those that follow each other as one: 12, 20-23.

    `numbers` are from 1 on, in any order, none of them twice.
    """
    first = last = 0
    for number in [*sorted(numbers), 0]:
        if first and number != last + 1:
            yield str(first) if first == last else f"{first}-{last}"
            first = 0
        first, last = first or number, number

"""Measures that decide nothing: wherever somebody asks for one, every play gives the same answer.

By point, the lowest and the highest value that a measure can have there: interval analysis (P. Cousot, R. Cousot,
"Static determination of dynamic properties of programs", 1976). The ranges of measures are short, so nothing needs to
be widened. Conditions are left out of account, so the intervals may be too wide, and never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.story.model.expressions import COMPARISONS, Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Slot
from game.story.model.measures import Measure
from game.verify.dependence.flow_graph import FlowGraph
from game.verify.dependence.readers import Reader
from game.verify.system.partial_evaluation import COMPARED

ValueInterval = tuple[int, int]
"""The lowest and the highest value."""


class Indifferent(NamedTuple):
    """A measure of which nothing can tell values apart: wherever it is asked for it lies in this interval."""

    measure: str
    low: int
    high: int
    readers: int


def indifferent_measures(graph: FlowGraph) -> Iterator[Indifferent]:
    """The measures that are changed and asked for, and decide nothing in any play."""
    changed = set().union(*graph.writes)
    for measure in graph.story.measures.values():
        readers = [
            (point, reader) for point, some in enumerate(graph.readers) for reader in some
            if measure.slot.name in reader.reads
        ]  # fmt: skip
        if not measure.hidden or measure.slot.name not in changed or not readers:
            continue
        if any(measure.slot.name in reader.reads for reader in graph.anywhere):
            continue
        if (found := _indifferent(graph, measure, readers)) is not None:
            yield found


def _indifferent(graph: FlowGraph, measure: Measure, readers: Iterable[tuple[int, Reader]]) -> Indifferent | None:
    at = intervals(graph, measure.slot)
    asked = [(at[point], reader) for point, reader in readers if point in at]
    if not asked or not all(_tells_nothing(reader.tree, measure.slot.name, interval) for interval, reader in asked):
        return None
    low, high = min(interval[0] for interval, _ in asked), max(interval[1] for interval, _ in asked)
    return Indifferent(measure.id, low, high, len({reader for _, reader in asked}))


def intervals(graph: FlowGraph, slot: Slot) -> dict[int, ValueInterval]:
    """By point, the values that a variable can have when a play comes by, before anything is changed there.

    Points are left out to which nothing leads.
    """
    first = slot.get(graph.story.layout.start)
    at: dict[int, ValueInterval] = {graph.at("begin"): (first, first)}
    waiting = list(at)
    queued = set(waiting)
    while waiting:
        here = waiting.pop()
        queued.discard(here)
        low, high = after = _changed(graph, here, slot, at[here])
        for edge in graph.edges[here]:
            if edge.kind == "across":
                continue  # what the scene that is called makes of it comes back from there
            before = at.get(edge.to)
            now = after if before is None else (min(before[0], low), max(before[1], high))
            if now != before:
                at[edge.to] = now
                if edge.to not in queued:
                    queued.add(edge.to)
                    waiting.append(edge.to)
    return at


def _changed(graph: FlowGraph, here: int, slot: Slot, interval: ValueInterval) -> ValueInterval:
    if slot.name not in graph.writes[here]:
        return interval
    for name, value, added, firm in graph.changes[here]:
        if name == slot.name:
            low, high = (_bounded(slot, bound + value if added else value) for bound in interval)
            interval = (low, high) if firm else (min(interval[0], low), max(interval[1], high))
    return interval


def _bounded(slot: Slot, value: int) -> int:
    return min(max(value, slot.low), slot.high)


def _tells_nothing(tree: Expression | None, name: str, interval: ValueInterval) -> bool:
    """Whether all values of a variable in this interval are the same to a condition."""
    low, high = interval
    if low == high:
        return True
    match tree:
        case Operation(operator, VariableRead(read), Number(value)) if operator in COMPARISONS and read == name:
            return len({COMPARED[operator](number, value) for number in range(low, high + 1)}) == 1
        case Operation(operator, Number(value), VariableRead(read)) if operator in COMPARISONS and read == name:
            return len({COMPARED[operator](value, number) for number in range(low, high + 1)}) == 1
        case Operation("and" | "or", left, right):
            return _tells_nothing(left, name, interval) and _tells_nothing(right, name, interval)
        case Not(part):
            return _tells_nothing(part, name, interval)
        case None:
            return False
    return name not in _read(tree)


def _read(tree: Expression) -> Iterator[str]:
    match tree:
        case VariableRead(name):
            yield name
        case Count(names):
            yield from names
        case Not(part):
            yield from _read(part)
        case Operation(_, left, right):
            yield from _read(left)
            yield from _read(right)

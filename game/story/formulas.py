"""Conditions and sums, parsed and checked: trees, and the functions of the memory that they become.

A formula is kept as a tree, for whoever reasons about it, and becomes a Python function when it is first asked. The
function is generated from the checked tree alone: whole numbers, bit operations and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.story.memory import Layout, Slot

Type = Literal["truth", "number"]


class Number(NamedTuple):
    """A whole number; a time of day counts minutes since midnight."""

    value: int


class Reading(NamedTuple):
    """The value of a variable of the story's memory."""

    variable: str


class Count(NamedTuple):
    """How many of these variables have at least the value `least`."""

    variables: tuple[str, ...]
    least: int = 1


class Operation(NamedTuple):
    """Two trees and a sign: `+ - *`, a comparison, `and`, `or`."""

    sign: str
    left: Tree
    right: Tree


class Not(NamedTuple):
    """The opposite of a truth."""

    part: Tree


Tree: TypeAlias = Number | Reading | Count | Operation | Not


COMPUTED: Mapping[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}
"""What the operators of sums mean."""


class Formula:
    """A checked condition or sum, bound to the layout of a story."""

    __slots__ = ("_function", "layout", "source", "tree", "type")

    def __init__(self, source: str, tree: Tree, type_: Type, layout: Layout) -> None:
        self.source = source
        self.tree = tree
        self.type = type_
        self.layout = layout
        self._function: Callable[[int], int] | None = None

    def __call__(self, memory: int) -> int:
        """The value in this memory: a number, or for a truth something that is true or false."""
        function = self._function
        if function is None:
            source = python_condition if self.type == "truth" else python_source
            function = self._function = eval(  # noqa: S307 - see the head of this file: no word of a pack gets here
                f"lambda m: {source(self.tree, self.layout)}", {"__builtins__": {}}
            )
        return function(memory)

    def __reduce__(self) -> tuple[type[Formula], tuple[str, Tree, Type, Layout]]:
        return Formula, (self.source, self.tree, self.type, self.layout)

    def __repr__(self) -> str:
        return f"Formula({self.source!r})"


def python_source(tree: Tree, layout: Layout, memory: str = "m") -> str:
    """A Python expression with the value of the tree; `memory` is what the memory is called in it."""
    match tree:
        case Number(value):
            return f"({value})"
        case Reading(variable):
            slot = layout[variable]
            low = f"{slot.low:+d}" if slot.low else ""
            return f"(({memory}>>{slot.shift}&{slot.mask}){low})"
        case Count(variables, least):
            parts = [f"({python_source(Reading(one), layout, memory)}>={least})" for one in variables]
            return _sum_of(parts)
        case Not() | Operation("and" | "or" | "<" | "<=" | ">" | ">=" | "==" | "!="):
            return python_condition(tree, layout, memory)
        case Operation(sign, left, right):
            return f"({python_source(left, layout, memory)} {sign} {python_source(right, layout, memory)})"


def python_condition(tree: Tree, layout: Layout, memory: str = "m") -> str:
    """A Python expression that is true or false as the tree is; `memory` is what the memory is called in it.

    Variables stay where they are in the memory: a number is compared with the bits of one, moved to their place.
    """
    match tree:
        case Reading(variable) if not layout[variable].low:
            return f"{memory}&{hex(_bits(layout[variable]))}"
        case Not(part):
            return f"(not {python_condition(part, layout, memory)})"
        case Operation(("and" | "or") as sign, left, right):
            return f"({python_condition(left, layout, memory)} {sign} {python_condition(right, layout, memory)})"
        case Operation(("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, left, right):
            match left, right:
                case Reading(variable), Number(value):
                    return f"({memory}&{hex(_bits(layout[variable]))} {sign} {_placed(layout[variable], value)})"
                case Number(value), Reading(variable):
                    return f"({_placed(layout[variable], value)} {sign} {memory}&{hex(_bits(layout[variable]))})"
            return f"({python_source(left, layout, memory)} {sign} {python_source(right, layout, memory)})"
    return python_source(tree, layout, memory)


def _bits(slot: Slot) -> int:
    """The bits of a slot, where they stand in a memory."""
    return slot.mask << slot.shift


def _placed(slot: Slot, value: int) -> str:
    """A number, moved to where the bits of the slot stand. It may be one that the slot never holds."""
    return f"{(value - slot.low) << slot.shift:#x}"


def _sum_of(parts: list[str]) -> str:
    """The parts added up, in groups: Python's compiler does not take thousands of them in a row."""
    while len(parts) > 50:
        parts = [_sum_of(parts[start : start + 50]) for start in range(0, len(parts), 50)]
    return f"({'+'.join(parts) or '0'})"


def readings(tree: Tree) -> Iterator[str]:
    """Every variable that the tree reads, from left to right, as often as it reads it."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        kind = type(one)  # proofs ask this very often: a `match` takes three times as long
        if kind is Reading:
            yield one.variable  # type: ignore[union-attr]
        elif kind is Operation:
            waiting += (one.right, one.left)  # type: ignore[union-attr]
        elif kind is Not:
            waiting.append(one.part)  # type: ignore[union-attr]
        elif kind is Count:
            yield from one.variables  # type: ignore[union-attr]


def needed_heights(tree: Tree, unbounded: int) -> Iterator[tuple[str, int]]:
    """For each counter in the tree, the value from which on more makes no difference to the tree.

    A counter compared with a number needs to count one further than it; anywhere else it needs `unbounded`. What a
    `Count` reads (facts, answers) counts nothing: its range is known.
    """
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Operation):
            sign, left, right = one
            side, limit = (right, left) if isinstance(left, Number) else (left, right)
            if isinstance(side, Reading) and isinstance(limit, Number) and sign not in "+-*":
                yield side.variable, max(limit.value + 1, 1)
            else:
                waiting += (right, left)
        elif isinstance(one, Not):
            waiting.append(one.part)
        elif isinstance(one, Reading):
            yield one.variable, unbounded

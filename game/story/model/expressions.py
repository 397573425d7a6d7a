"""Conditions and sums, parsed and checked: trees, and the functions of the memory that they become.

A formula is kept as a tree, for whoever reasons about it, and becomes a Python function when it is first asked. The
function is generated from the checked tree alone: whole numbers, bit operations and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from game.story.model.layout import Layout, Slot

Type = Literal["truth", "number"]


class Number(NamedTuple):
    """A whole number; a time of day counts minutes since midnight."""

    value: int


class VariableRead(NamedTuple):
    """The value of a variable of the story's memory."""

    variable: str


class Count(NamedTuple):
    """How many of these variables, which all differ, have at least the value `least`."""

    variables: tuple[str, ...]
    least: int = 1

    def __hash__(self) -> int:
        # A pack has thousands of facts, and conditions name them all, often: their names are not looked at each time.
        return hash((self.variables[:1], self.variables[-1:], len(self.variables), self.least))


class Operation(NamedTuple):
    """Two expressions and an operator: `+ - *`, a comparison, `and`, `or`."""

    operator: str
    left: Expression
    right: Expression


class Not(NamedTuple):
    """The opposite of a truth."""

    part: Expression


COMPARISONS = frozenset(("<", "<=", ">", ">=", "==", "!="))
OPERATORS = frozenset((*COMPARISONS, "and", "or", "+", "-", "*"))
"""All operators. They are the same in Python, and nothing else becomes a part of it."""

Expression: TypeAlias = Number | VariableRead | Count | Operation | Not

TRUE, FALSE = Number(1), Number(0)


def conjunction(sign: str, trees: Sequence[Expression]) -> Expression:
    """Trees joined by `and` or `or`, no deeper than needed: a list of choices may be long. Of none: `TRUE`, `FALSE`."""
    if not trees:
        return TRUE if sign == "and" else FALSE
    parts = list(trees)
    while len(parts) > 1:
        pairs = [Operation(sign, *parts[index : index + 2]) for index in range(0, len(parts) - 1, 2)]
        parts = pairs + parts[len(pairs) * 2 :]
    return parts[0]


def conjuncts(trees: Sequence[Expression]) -> Iterator[Expression]:
    """The conditions, those joined by `and` one by one, and what must not be, where that says more; a count that
    has to be complete is what each of the counted has to be."""
    for tree in trees:
        match tree:
            case Operation("and", left, right):
                yield from conjuncts((left, right))
            case Not(Operation("or", left, right)):
                yield from conjuncts((Not(left), Not(right)))
            case Not(Not(part)):
                yield from conjuncts((part,))
            case Operation(">=", Count(variables, least), Number(number)) if number == len(variables):
                yield from (Operation(">=", VariableRead(name), Number(least)) for name in variables)
            case Operation(">=", Operation("+", Number(sure), Count() as some), Number(number)):
                yield from conjuncts((Operation(">=", some, Number(number - sure)),))
            case _:
                yield tree


COMPUTED: Mapping[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}
"""What the operators of sums mean."""


class Formula:
    """A checked condition or sum, bound to the layout of a story."""

    __slots__ = ("_function", "layout", "source", "tree", "type")

    def __init__(self, source: str, tree: Expression, type_: Type, layout: Layout) -> None:
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
            names: dict[str, Any] = {"__builtins__": {}}
            text = f"lambda m: {source(self.tree, self.layout, 'm', names)}"
            function = self._function = eval(text, names)  # noqa: S307 - see the head: no word of a pack gets here
        return function(memory)

    def __repr__(self) -> str:
        return f"Formula({self.source!r})"


def python_source(tree: Expression, layout: Layout, memory: str = "m", names: dict[str, Any] | None = None) -> str:
    """A Python expression with the value of the tree; `memory` is what the memory is called in it.

    `names` gets the functions that the expression calls, by the names under which it does. Without it, they are written
    out, and so is what they count. Raises ValueError for what is no tree: only known operators and whole numbers become
    source.
    """
    match tree:
        case Number(value):
            return f"({value:d})"
        case VariableRead(variable):
            slot = layout[variable]
            low = f"{slot.low:+d}" if slot.low else ""
            return f"(({memory}>>{slot.shift:d}&{slot.mask:d}){low})"
        case Count():
            if names is None:
                return _counted(tree, layout, memory)
            function = count_function(tree, layout)
            name = f"count_{id(function)}"
            names[name] = function
            return f"{name}({memory})"
        case Not() | Operation("and" | "or" | "<" | "<=" | ">" | ">=" | "==" | "!="):
            return python_condition(tree, layout, memory, names)
        case Operation(("+" | "-" | "*") as sign, left, right):
            left_source, right_source = (python_source(side, layout, memory, names) for side in (left, right))
            return f"({left_source} {sign} {right_source})"
    raise ValueError(f"no condition and no sum: {tree!r:.100}")


def count_function(count: Count, layout: Layout) -> Callable[[int], int]:
    """A function of the memory: how many of the variables have at least that value.

    The same count has the same one: with the very same tuple of variables and the same value, in the same layout.
    Raises KeyError when the layout lacks one of the variables.
    """
    key = id(count.variables), count.least
    known = layout.counters.get(key)
    if known is None:
        text = f"lambda m: {_counted(count, layout, 'm')}"
        function: Callable[[int], int] = eval(text, {"__builtins__": {}})  # noqa: S307 - as above
        known = layout.counters[key] = count.variables, function  # what is held keeps its identity
    return known[1]


def _counted(count: Count, layout: Layout, memory: str) -> str:
    """An expression for how many of the variables have at least a value: those with the same range all at once."""
    alike: dict[tuple[int, int], list[int]] = {}
    for name in count.variables:
        slot = layout[name]
        alike.setdefault((slot.mask, count.least - slot.low), []).append(slot.shift)
    return "+".join(_reaching(shifts, mask, least, memory) for (mask, least), shifts in alike.items()) or "0"


def _reaching(shifts: list[int], mask: int, least: int, memory: str) -> str:
    """An expression for how many of the values at these places are at least `least`, bit by bit from the lowest."""
    if least <= 0 or least > mask:
        return str(len(shifts) if least <= 0 else 0)
    begun = bytearray(max(shifts) // 8 + 1)
    for shift in shifts:
        begun[shift >> 3] |= 1 << (shift & 7)
    places = f"{int.from_bytes(begun, 'little'):#x}"
    reached = ""
    for bit in range(mask.bit_length()):
        here = f"{memory}>>{bit}&{places}"
        if least >> bit & 1:
            reached = f"({here}&{reached})" if reached else f"({here})"
        elif reached:
            reached = f"({here}|{reached})"
    return f"{reached}.bit_count()"


def python_condition(tree: Expression, layout: Layout, memory: str = "m", names: dict[str, Any] | None = None) -> str:
    """A Python expression that is true or false as the tree is; `memory` and `names` as in `python_source`.

    Variables stay where they are in the memory: a number is compared with the bits of one, moved to their place. In a
    wide memory they do not, for these numbers would be as long as it is.
    """
    match tree:
        case VariableRead(variable) if not layout[variable].low and not layout.is_wide:
            return f"{memory}&{hex(_bits(layout[variable]))}"
        case Not(part):
            return f"(not {python_condition(part, layout, memory, names)})"
        case Operation(("and" | "or") as sign, left, right):
            left_source, right_source = (python_condition(side, layout, memory, names) for side in (left, right))
            return f"({left_source} {sign} {right_source})"
        case Operation(("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, left, right):
            match left, right:
                case (VariableRead(), Number()) | (Number(), VariableRead()) if layout.is_wide:
                    pass
                case VariableRead(variable), Number(value):
                    return f"({memory}&{hex(_bits(layout[variable]))} {sign} {_placed(layout[variable], value)})"
                case Number(value), VariableRead(variable):
                    return f"({_placed(layout[variable], value)} {sign} {memory}&{hex(_bits(layout[variable]))})"
            left_source, right_source = (python_source(side, layout, memory, names) for side in (left, right))
            return f"({left_source} {sign} {right_source})"
    return python_source(tree, layout, memory, names)


def _bits(slot: Slot) -> int:
    """The bits of a slot, where they stand in a memory."""
    return slot.mask << slot.shift


def _placed(slot: Slot, value: int) -> str:
    """A number, moved to where the bits of the slot stand. It may be one that the slot never holds."""
    return f"{(value - slot.low) << slot.shift:#x}"


def free_variables(tree: Expression) -> Iterator[str]:
    """Every variable that the tree reads, from left to right, as often as it reads it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node)  # proofs ask this very often: a `match` takes three times as long
        if kind is VariableRead:
            yield node.variable  # type: ignore[union-attr]
        elif kind is Operation:
            waiting += (node.right, node.left)  # type: ignore[union-attr]
        elif kind is Not:
            waiting.append(node.part)  # type: ignore[union-attr]
        elif kind is Count:
            yield from node.variables  # type: ignore[union-attr]


def needed_heights(tree: Expression, unbounded: int) -> Iterator[tuple[str, int]]:
    """For each counter in the tree, the value from which on more makes no difference to the tree.

    A counter compared with a number needs to count one further than it; anywhere else it needs `unbounded`. What a
    `Count` reads (facts, answers) counts nothing: its range is known.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Operation):
            sign, left, right = node
            side, limit = (right, left) if isinstance(left, Number) else (left, right)
            if isinstance(side, VariableRead) and isinstance(limit, Number) and sign not in "+-*":
                yield side.variable, max(limit.value + 1, 1)
            else:
                waiting += (right, left)
        elif isinstance(node, Not):
            waiting.append(node.part)
        elif isinstance(node, VariableRead):
            yield node.variable, unbounded

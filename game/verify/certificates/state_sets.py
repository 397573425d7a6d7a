"""Sets of states as decision diagrams, for checking certificates: the few operations that a check needs.

A set is a number: 0 is empty, 1 holds every state, and any other is a node of a diagram. A node stands for a variable
and has edges, each with the values that lead along it (a bit for each value, the lowest of the range first) and the set
of what the variables below may be then. Values on no edge lead to the empty set, and a variable without a node may have
any value. Nodes with the same variable and edges are one, so that equal sets have equal numbers (R. E. Bryant,
"Graph-based algorithms for Boolean function manipulation", 1986; with values in place of bits: A. Srinivasan, T. Kam,
S. Malik, R. K. Brayton, "Algorithms for discrete function manipulation", 1990).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence

from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead, free_variables
from game.story.model.layout import Slot

Edges = tuple[tuple[int, int], ...]
"""With the values that lead along it, where each edge leads."""

_MEANING: dict[str, Callable[[int, int], int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
    "and": lambda left, right: left and right, "or": lambda left, right: left or right,
}  # fmt: skip


class TooManyNodes(Exception):
    """The sets need more nodes than there may be."""


class StateSets:
    """The sets of one check. `slots` are all variables, from the top; `most` is how many nodes there may be.

    `go_on` is called now and then, and may raise. Making a set raises TooManyNodes when there would be more.
    """

    def __init__(self, slots: Sequence[Slot], most: int, go_on: Callable[[], None] = lambda: None) -> None:
        self.slots, self.most, self.go_on = tuple(slots), most, go_on
        self.level = {slot.name: level for level, slot in enumerate(self.slots)}
        self.every = [(2 << slot.high - slot.low) - 1 for slot in self.slots]
        end = len(self.slots)
        self.nodes: list[tuple[int, Edges]] = [(end, ()), (end, ())]
        self._numbers: dict[tuple[int, Edges], int] = {}
        self._known: dict[object, int] = {}

    def node(self, level: int, edges: Iterable[tuple[int, int]]) -> int:
        """The set with these edges: the variable of this level, and for some of its values, none twice, what follows.

        `edges` lead only to sets of variables below.
        """
        together: dict[int, int] = {}
        for values, states in edges:
            if values and states:
                together[states] = together.get(states, 0) | values
        if not together:
            return 0
        if len(together) == 1 and self.every[level] in together.values():
            return next(iter(together))
        key = level, tuple(sorted((values, states) for states, values in together.items()))
        number = self._numbers.setdefault(key, len(self.nodes))
        if number == len(self.nodes):
            if number >= self.most or len(self._known) > 4 * self.most:
                raise TooManyNodes
            if number % 1_000 == 0:
                self.go_on()
            self.nodes.append(key)
        return number

    def edges(self, states: int, level: int) -> Edges:
        """What follows for each value of a variable at the top of a set, or above it."""
        top, edges = self.nodes[states]
        return edges if top == level else ((self.every[level], states),) if states else ()

    # Sets of two sets

    def both(self, first: int, second: int) -> int:
        """What is in both."""
        if 0 in (first, second):
            return 0
        if 1 in (first, second) or first == second:
            return second if first == 1 else first
        return self._joined("both", min(first, second), max(first, second))

    def either(self, first: int, second: int) -> int:
        """What is in at least one of two."""
        if 1 in (first, second):
            return 1
        if not first or not second or first == second:
            return first or second
        return self._joined("either", min(first, second), max(first, second))

    def without(self, first: int, second: int) -> int:
        """What is in the first and not in the second."""
        if not first or second in (1, first):
            return 0
        return self._joined("without", first, second) if second else first

    def _joined(self, how: str, first: int, second: int) -> int:
        key = how, first, second
        if key not in self._known:
            join = getattr(self, how)
            level = min(self.nodes[first][0], self.nodes[second][0])
            ours, theirs = self.edges(first, level), self.edges(second, level)
            made = [(a & b, join(x, y)) for a, x in ours for b, y in theirs if a & b]
            if how != "both":
                made += [(a & ~sum(b for b, _ in theirs), x) for a, x in ours]
            if how == "either":
                made += [(b & ~sum(a for a, _ in ours), y) for b, y in theirs]
            self._known[key] = self.node(level, made)
        return self._known[key]

    # Changes

    def put(self, states: int, slot: Slot, value: int) -> int:
        """The states once a variable has got a value; one beyond its range counts as the nearest bound."""
        bit = 1 << min(max(value, slot.low), slot.high) - slot.low
        return self._moved(states, self.level[slot.name], ("put", bit))

    def add(self, states: int, slot: Slot, amount: int) -> int:
        """The states once a variable has grown by an amount, which may be negative; it stops at its bounds."""
        return self._moved(states, self.level[slot.name], ("add", amount))

    def _moved(self, states: int, level: int, change: tuple[str, int]) -> int:
        if not states:
            return 0
        key = change, states, level
        if key not in self._known:
            top = min(self.nodes[states][0], level)
            if top < level:
                made = self.node(
                    top, [(values, self._moved(x, level, change)) for values, x in self.edges(states, top)]
                )
            else:
                made = 0
                for values, rest in self.edges(states, level):
                    made = self.either(made, self.node(level, [(self._values(values, level, *change), rest)]))
            self._known[key] = made
        return self._known[key]

    def _values(self, values: int, level: int, how: str, amount: int) -> int:
        if how == "put":
            return amount
        every = self.every[level]
        if amount >= 0:
            moved = values << amount
            return moved & every | (every + 1 >> 1 if moved > every else 0)
        return values >> -amount | (1 if values & (1 << -amount) - 1 else 0)

    # Conditions

    def all_of(self, conditions: Iterable[Expression]) -> int:
        """The states in which all conditions hold."""
        found = 1
        for tree in conditions:
            found = self.both(found, self.holding(tree))
        return found

    def holding(self, tree: Expression) -> int:
        """The states in which a condition holds, or a number is not 0."""
        key = "holding", tree
        if key not in self._known:
            self._known[key] = self._holding(tree)
        return self._known[key]

    def _holding(self, tree: Expression) -> int:
        match tree:
            case Number(value):
                return int(value != 0)
            case Not(part):
                return self.without(1, self.holding(part))
            case Operation("and", left, right):
                return self.both(self.holding(left), self.holding(right))
            case Operation("or", left, right):
                return self.either(self.holding(left), self.holding(right))
        if isinstance(tree, Operation) and tree.operator not in ("+", "-", "*"):
            (low, high), (least, most) = self.bounds(tree.left), self.bounds(tree.right)
            apart = {"<": (high < least, low >= most), "<=": (high <= least, low > most),
                     ">": (low > most, high <= least), ">=": (low >= most, high < least)}  # fmt: skip
            sure, never = apart.get(tree.operator, (False, False))
            if sure or never:
                return int(sure)
        names = set(free_variables(tree))
        if not names:
            return int(value_of(tree, lambda name: 0) != 0)
        level = min(self.level[name] for name in names)
        name, low, high = self.slots[level].name, self.slots[level].low, self.slots[level].high
        values = range(low, high + 1)
        return self.node(
            level, [(1 << value - low, self.holding(with_number_for(tree, name, value))) for value in values]
        )

    def bounds(self, tree: Expression) -> tuple[int, int]:
        """Numbers between which the value of a sum or a truth always lies, both included."""
        match tree:
            case Number(value):
                return value, value
            case VariableRead(name):
                slot = self.slots[self.level[name]]
                return slot.low, slot.high
            case Count(variables):
                return 0, len(variables)
            case Operation(("+" | "-" | "*") as sign, left, right):
                some = [_MEANING[sign](a, b) for a in self.bounds(left) for b in self.bounds(right)]
                return min(some), max(some)
        return 0, 1


def with_number_for(tree: Expression, name: str, value: int) -> Expression:
    """A condition or sum with the value of a variable in the place of its name, and what follows from that."""
    match tree:
        case VariableRead(variable):
            return Number(value) if variable == name else tree
        case Count(variables, least) if name in variables:
            rest = tuple(other for other in variables if other != name)
            return _plain("+", Number(int(value >= least)), Count(rest, least) if rest else Number(0))
        case Not(part):
            left = with_number_for(part, name, value)
            return Number(int(not left.value)) if isinstance(left, Number) else Not(left)
        case Operation(sign, left, right):
            return _plain(sign, with_number_for(left, name, value), with_number_for(right, name, value))
    return tree


def _plain(sign: str, left: Expression, right: Expression) -> Expression:
    """An operation, worked out as far as its sides are numbers: what is the same soon looks the same."""
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(int(_MEANING[sign](left.value, right.value)))
    if sign == "+" and isinstance(left, Number):
        match right:
            case Operation("+", Number(value), rest):
                return _plain("+", Number(left.value + value), rest)
        return right if not left.value else Operation("+", left, right)
    return Operation(sign, left, right)


def value_of(tree: Expression, read: Callable[[str], int]) -> int:
    """The value of a condition (0 or 1) or a sum; `read` gives the value of a variable."""
    match tree:
        case Number(value):
            return value
        case VariableRead(name):
            return read(name)
        case Count(variables, least):
            return sum(read(name) >= least for name in variables)
        case Not(part):
            return int(not value_of(part, read))
        case Operation(sign, left, right):
            return int(_MEANING[sign](value_of(left, read), value_of(right, read)))
    raise ValueError(tree)

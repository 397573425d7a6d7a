"""Sets of states as decision diagrams, for checking certificates: the few operations that a check needs.

A diagram gives each state a number. It is known by an index: a *node* has a variable, and for its values (a bit for
each, the lowest of the range first) the diagram that goes on with the variables below; values on no edge lead to 0. A
*set* is a diagram with no numbers but 0 and 1: 0 is the empty set, 1 holds every state. A variable without a node may
have any value. Equal diagrams have equal indices (R. E. Bryant, "Graph-based algorithms for Boolean function
manipulation", 1986; A. Srinivasan and others, "Algorithms for discrete function manipulation", 1990).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Slot

Edges = tuple[tuple[int, int], ...]
"""With the values that lead along it, where each edge leads; of a plain number, the number and 0."""

_MEANING: dict[str, Callable[..., int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "==": operator.eq, "!=": operator.ne, "if": lambda truth, yes, no: yes if truth else no,
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
        self.nodes: list[tuple[int, Edges]] = [(len(self.slots), ((number, 0),)) for number in (0, 1)]
        self._indices = {node: index for index, node in enumerate(self.nodes)}
        self._known: dict[object, int] = {}

    def node(self, level: int, edges: Iterable[tuple[int, int]]) -> int:
        """The diagram with these edges, of which no two have the same value, and all lead to variables below."""
        together: dict[int, int] = {}
        for values, below in edges:
            if values and below:
                together[below] = together.get(below, 0) | values
        if len(together) == 1 and self.every[level] in together.values():
            return next(iter(together))
        return self._made(level, sorted((values, below) for below, values in together.items())) if together else 0

    def _made(self, level: int, edges: Iterable[tuple[int, int]]) -> int:
        node = level, tuple(edges)
        index = self._indices.setdefault(node, len(self.nodes))
        if index == len(self.nodes):
            if index >= self.most or len(self._known) > 4 * self.most:
                raise TooManyNodes
            if index % 1_000 == 0:
                self.go_on()
            self.nodes.append(node)
        return index

    def edges(self, diagram: int, level: int) -> Edges:
        """What follows for each value of a variable at the top of a diagram, or above it."""
        top, edges = self.nodes[diagram]
        if top != level:
            return ((self.every[level], diagram),)
        rest = self.every[level] - sum([values for values, _ in edges])
        return (*edges, (rest, 0)) if rest else edges

    def value(self, diagram: int, read: Callable[[str], int]) -> int:
        """The number that a state has; `read` gives the value of a variable."""
        level, edges = self.nodes[diagram]
        while level < len(self.slots):
            bit = 1 << read(self.slots[level].name) - self.slots[level].low
            level, edges = self.nodes[next((below for values, below in edges if values & bit), 0)]
        return edges[0][0]

    def joined(self, sign: str, *parts: int) -> int:
        """For each state, what an operator makes of its numbers in these diagrams."""
        key = sign, parts
        if key not in self._known:
            level = min([self.nodes[part][0] for part in parts])
            if level == len(self.slots):
                return self.number(int(_MEANING[sign](*[self.nodes[part][1][0][0] for part in parts])))
            made: list[tuple[int, tuple[int, ...]]] = [(self.every[level], ())]
            for part in parts:
                edges = self.edges(part, level)
                made = [(a & b, (*belows, below)) for a, belows in made for b, below in edges if a & b]
            join = self.choice if sign == "if" else partial(self.joined, sign)
            self._known[key] = self.node(level, [(values, join(*belows)) for values, belows in made])
        return self._known[key]

    def choice(self, states: int, inside: int, outside: int) -> int:
        """What is in the one set where the states of a set are, and in the other where they are not."""
        inside, outside = 1 if inside == states else inside, 0 if outside == states else outside
        if states < 2 or inside == outside:
            return inside if states else outside
        return states if (inside, outside) == (1, 0) else self.joined("if", states, inside, outside)

    def both(self, first: int, second: int) -> int:
        """What is in both sets."""
        return self.choice(first, second, 0)

    def either(self, first: int, second: int) -> int:
        """What is in at least one of two sets."""
        return self.choice(first, 1, second)

    def without(self, first: int, second: int) -> int:
        """What is in the first set and not in the second."""
        return self.choice(second, 0, first)

    def before(self, states: int, change: Assign | Increment) -> int:
        """The states that are in a set once a variable is changed."""
        slot, level, top = change.slot, self.level[change.slot.name], self.nodes[states][0]
        if top > level:
            return states
        key = "before", type(change), change[:2], states
        if key not in self._known:
            edges = self.edges(states, top)
            self._known[key] = self.node(top, [(values, self.before(below, change)) for values, below in edges]
                if top < level else [(bits(slot, lambda old, new=new: new >> result(change, old) - slot.low & 1), below)
                                     for new, below in edges])  # fmt: skip
        return self._known[key]

    def number(self, value: int) -> int:
        """The diagram in which each state has this number."""
        return self._made(len(self.slots), ((value, 0),))

    def all_of(self, conditions: Iterable[Expression]) -> int:
        """The states in which all conditions hold."""
        found = 1
        for tree in conditions:
            found = self.both(self.holding(tree), found)
        return found

    def holding(self, tree: Expression) -> int:
        """The states in which a condition holds, or a sum is not 0."""
        return self.joined("!=", self._numbers(tree), 0)

    def _numbers(self, tree: Expression) -> int:
        """The value of a condition (0 or 1) or a sum, for each state."""
        key = "value", tree
        if key not in self._known:
            match tree:
                case Number(value):
                    found = self.number(value)
                case VariableRead(name):
                    level = self.level[name]
                    values = [(1 << at, self.number(self.slots[level].low + at))
                              for at in range(self.every[level].bit_length())]  # fmt: skip
                    found = self.node(level, values)
                case Count(variables, least):
                    counts = [self.number(count) for count in range(len(variables) + 1)]
                    for level in sorted([self.level[name] for name in variables], reverse=True):
                        more = bits(self.slots[level], lambda value: value >= least)
                        rest = self.every[level] - more
                        counts = [self.node(level, ((more, x), (rest, y))) for y, x in pairwise(counts)]
                    found = counts[0]
                case Not(part):
                    found = self.without(1, self.holding(part))
                case Operation("and", left, right):
                    found = self.both(self.holding(left), self.holding(right))
                case Operation("or", left, right):
                    found = self.either(self.holding(left), self.holding(right))
                case Operation(sign, left, right):
                    found = self.joined(sign, self._numbers(left), self._numbers(right))
            self._known[key] = found
        return self._known[key]


def result(change: Assign | Increment, value: int) -> int:
    """What becomes of a value when its variable is changed: it stops at the bounds."""
    after = change.value if isinstance(change, Assign) else value + change.amount
    return min(max(after, change.slot.low), change.slot.high)


def bits(slot: Slot, holds: Callable[[int], object]) -> int:
    """The values of a variable of which this holds, as bits."""
    return sum([1 << value - slot.low for value in range(slot.low, slot.high + 1) if holds(value)])

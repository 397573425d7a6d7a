"""Sets of states as decision diagrams, for checking certificates: the few operations that a check needs.

A set is a number: 0 is empty, 1 holds every state, and any other is a node of a diagram. A node has a variable, and for
its values (a bit for each, the lowest of the range first) the set of what the variables below may be; values on no edge
lead to 0. A variable without a node may have any value. Equal sets have equal numbers (R. E. Bryant, "Graph-based
algorithms for Boolean function manipulation", 1986; with values in place of bits: A. Srinivasan and others, 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Expression, Not, Number, Operation, free_variables
from game.story.model.layout import Slot
from game.verify.system.partial_evaluation import partially_evaluated

Edges = tuple[tuple[int, int], ...]
"""With the values that lead along it, where each edge leads."""


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
        self.nodes: list[tuple[int, Edges]] = [(len(self.slots), ())] * 2
        self._numbers: dict[tuple[int, Edges], int] = {}
        self._known: dict[object, int] = {}

    def node(self, level: int, edges: Iterable[tuple[int, int]]) -> int:
        """The set with these edges, of which no two have the same value, and all lead to variables below."""
        together: dict[int, int] = {}
        for values, below in edges:
            if values and below:
                together[below] = together.get(below, 0) | values
        if not together or (len(together) == 1 and self.every[level] in together.values()):
            return max(together, default=0)
        key = level, tuple(sorted((values, below) for below, values in together.items()))
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
        if top != level:
            return ((self.every[level], states),)
        rest = self.every[level] - sum([values for values, _ in edges])
        return (*edges, (rest, 0)) if rest else edges

    def contains(self, states: int, read: Callable[[str], int]) -> bool:
        """Whether a state is in a set; `read` gives the value of a variable."""
        while states > 1:
            level, edges = self.nodes[states]
            bit = 1 << read(self.slots[level].name) - self.slots[level].low
            states = next((below for values, below in edges if values & bit), 0)
        return bool(states)

    def choice(self, states: int, inside: int, outside: int) -> int:
        """What is in the one set where the states of a set are, and in the other where they are not."""
        inside, outside = 1 if inside == states else inside, 0 if outside == states else outside
        if states < 2 or inside == outside:
            return inside if states else outside
        if (inside, outside) == (1, 0):
            return states
        key = states, inside, outside
        if key not in self._known:
            level = min([self.nodes[part][0] for part in key])
            yes, no = self.edges(inside, level), self.edges(outside, level)
            self._known[key] = self.node(level, [
                (values & b & c, self.choice(some, x, y))
                for values, some in self.edges(states, level)
                for b, x in yes if values & b for c, y in no if values & b & c
            ])  # fmt: skip
        return self._known[key]

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
        """The states that are in a set once a variable is changed: the same for one of which no set speaks."""
        level, top = self.level.get(change.slot.name, -1), self.nodes[states][0]
        if top > level:
            return states
        key = type(change), change[:2], states
        if key not in self._known:
            edges = self.edges(states, top)
            if top < level:
                made = [(values, self.before(below, change)) for values, below in edges]
            else:
                made = [(_origins(change, values), below) for values, below in edges]
            self._known[key] = self.node(top, made)
        return self._known[key]

    def all_of(self, conditions: Iterable[Expression]) -> int:
        """The states in which all conditions hold."""
        found = 1
        for tree in conditions:
            found = self.both(self.holding(tree), found)
        return found

    def holding(self, tree: Expression) -> int:
        """The states in which a condition holds, or a sum is not 0."""
        if tree not in self._known:
            match tree:
                case Number(value):
                    return int(value != 0)
                case Not(part):
                    found = self.without(1, self.holding(part))
                case Operation("and", left, right):
                    found = self.both(self.holding(left), self.holding(right))
                case Operation("or", left, right):
                    found = self.either(self.holding(left), self.holding(right))
                case _:  # case by case, by the values of its uppermost variable
                    level = min([self.level[name] for name in free_variables(tree)], default=0)
                    cases = [(values, self.holding(left)) for left, values in _cases(tree, self.slots[level])]
                    found = self.node(level, cases)
            self._known[tree] = found
        return self._known[tree]


def result(change: Assign | Increment, value: int) -> int:
    """What becomes of a value when its variable is changed: it stops at the bounds."""
    after = change.value if isinstance(change, Assign) else value + change.amount
    return min(max(after, change.slot.low), change.slot.high)


@lru_cache(10_000, typed=True)  # the two kinds of changes can be equal as tuples
def larger(change: Assign | Increment, by: int) -> int:
    """The values of a variable that a change makes larger, by 1, or by 0 does not make smaller, as bits."""
    low, values = change.slot.low, range(change.slot.low, change.slot.high + 1)
    return sum([1 << old - low for old in values if result(change, old) >= old + by])


def _origins(change: Assign | Increment, values: int) -> int:
    """The values of a variable that become some of these by a change, as bits: the lowest of its range is bit 0."""
    slot, last = change.slot, change.slot.high - change.slot.low
    every = (2 << last) - 1
    if isinstance(change, Assign):
        return every if values >> result(change, 0) - slot.low & 1 else 0
    far = min(abs(change.amount), last)
    if change.amount >= 0:  # whatever comes near enough to the highest stops there
        return values >> far & every >> far | (every & ~((1 << last - far) - 1) if values >> last else 0)
    return values << far & every & ~((1 << far) - 1) | ((2 << far) - 1 if values & 1 else 0)


@lru_cache(100_000)
def _cases(tree: Expression, slot: Slot) -> list[tuple[Expression, int]]:
    """What is left of a condition, and for which values of a variable, as bits."""
    left: dict[Expression, int] = {}
    for value in range(slot.low, slot.high + 1):
        case = partially_evaluated(tree, {slot.name: value})
        left[case] = left.get(case, 0) | 1 << value - slot.low
    return list(left.items())

"""A flat system that remembers less: what it does not remember may be so or not.

Everything that the whole system can do this one can do as well, and more (an over-approximation: P. Cousot, R. Cousot,
"Abstract interpretation", 1977). What cannot happen here can never happen. Of a transition it is known besides whether
it is *sure* to be open, whatever was forgotten (the *may* and *must* of K. G. Larsen, B. Thomsen, "A modal process
logic", 1988).

A variable is remembered exactly, or only between which of the numbers it lies with which the story compares it
(predicates as in S. Graf, H. Saidi, "Construction of abstract state graphs with PVS", 1997): the time of day, say, only
as before eleven, before two, later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from game.engine.instructions import Assign
from game.story.model.expressions import (
    FALSE,
    TRUE,
    Expression,
    Formula,
    Not,
    Number,
    Operation,
    VariableRead,
    free_variables,
)
from game.story.model.layout import Layout, Variable
from game.verify.abstract.control_flow_graph import Assignment, ControlFlowGraph, GraphEdge
from game.verify.system.partial_evaluation import COMPARED, partially_evaluated

_COMPARISONS = frozenset(("<", "<=", ">", ">=", "==", "!="))
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

AbstractTest = Callable[[int], int]
"""A condition on the remembered variables, packed as in `PredicateAbstraction.layout`; 0 where it does not hold."""


class AbstractOutcome(NamedTuple):
    """What may become of the remembered variables, packed. `once`: something was used up for good by it."""

    memory: int
    once: bool


class AbstractStep(NamedTuple):
    """An edge of the abstract system. `may`: when it may be open (None: always); `sure`: when it surely is (None:
    always; False: never). `results`: what becomes of what is remembered (None: it stays the same)."""

    may: AbstractTest | None
    sure: AbstractTest | bool | None
    results: Callable[[int], tuple[AbstractOutcome, ...]] | None
    target: int
    once: bool
    edge: GraphEdge


def cuts(flat: ControlFlowGraph) -> dict[str, frozenset[int] | None]:
    """For each variable that some condition reads, values at which an answer may change: for `x > 3` they are {3, 4}.

    None: it may change at each value, so that all have to be told apart.
    """
    found: dict[str, set[int] | None] = {}
    for tree in flat.conditions():
        for name, values in tree_cuts(tree):
            known = found.setdefault(name, set())
            if values is None:
                found[name] = None
            elif known is not None:
                known |= values
    return {name: values if values is None else frozenset(values) for name, values in found.items()}


def tree_cuts(tree: Expression) -> Iterator[tuple[str, set[int] | None]]:
    """For each variable of a condition, perhaps more than once, values at which its answer may change; see `cuts`."""
    match tree:
        case Not(part):
            yield from tree_cuts(part)
        case Operation("and" | "or", left, right):
            yield from tree_cuts(left)
            yield from tree_cuts(right)
        case VariableRead(name):
            yield name, {0, 1}
        case _:
            compared = _compared(tree)
            if compared is not None:
                name, _, value = compared
                yield name, {value, value + 1}
            else:
                yield from ((name, None) for name in free_variables(tree))


def _compared(tree: Expression) -> tuple[str, str, int] | None:
    """A variable, a sign and a number, if that is what the tree is."""
    match tree:
        case Operation(sign, VariableRead(name), Number(value)) if sign in _COMPARISONS:
            return name, sign, value
        case Operation(sign, Number(value), VariableRead(name)) if sign in _COMPARISONS:
            return name, _TURNED[sign], value
    return None


class PredicateAbstraction:
    """What is remembered: of each variable of `kept` the value, of each of `roughly` between which numbers it lies.

    Each of these numbers is the lowest of an interval. A variable that is in both is remembered exactly. `layout` has
    the variables that are left, of which those of `firsts` hold the number of an interval: `firsts` are the lowest
    values of the intervals.
    """

    def __init__(self, flat: ControlFlowGraph, kept: Collection[str], roughly: Mapping[str, frozenset[int]]) -> None:
        self.flat = flat
        self.firsts: dict[str, list[int]] = {}
        variables: list[Variable] = []
        for name, slot in flat.slots.items():
            if name in kept:
                variables.append(Variable(name, slot.low, slot.high, slot.get(flat.start)))
            elif name in roughly:
                # The highest value is an interval of its own: there, what grows stays the same.
                edges = {slot.low, slot.high, *(value for value in roughly[name] if slot.low < value <= slot.high)}
                self.firsts[name] = sorted(edges)
                variables.append(Variable(name, 0, len(edges) - 1, self._interval(name, slot.get(flat.start))))
        self.layout = Layout(variables)
        self._moves: dict[tuple[type[Assignment], Assignment, int], tuple[tuple[int, bool], ...]] = {}
        self._tests: dict[Expression, AbstractTest | bool] = {}
        self._keeps: dict[frozenset[str], int] = {}

    def _interval(self, name: str, value: int) -> int:
        return bisect_right(self.firsts[name], value) - 1

    def keep(self, live: frozenset[str] | None) -> int | None:
        """The mask of those of the remembered variables that are live; None: all are."""
        if live is None:
            return None
        return sum(slot.mask << slot.shift for slot in self.layout if slot.name in live)

    def steps(self, edges: Iterable[GraphEdge]) -> list[AbstractStep]:
        """The edges that may be open, in their order."""
        made = []
        for edge in edges:
            may = self.test(edge.guards)
            if may is False:
                continue
            assert may is None or callable(may)  # noqa: S101
            results = self._results(edge.changes)
            made.append(AbstractStep(may, self.sure(edge.guards), results, edge.target, edge.once, edge))
        return made

    def test(self, conditions: tuple[Expression, ...]) -> AbstractTest | bool | None:
        """When all conditions may hold, as a function of what is remembered; None: always; False: never."""
        return self._all([self._hopeful(tree, True) for tree in conditions if self._asks(tree)])

    def sure(self, conditions: tuple[Expression, ...]) -> AbstractTest | bool | None:
        """When all conditions are sure to hold, as a function of what is remembered; None: always; False: never."""
        if any(not self._asks(tree) for tree in conditions):
            return False
        return self._all([Not(self._hopeful(tree, False)) for tree in conditions])

    def _asks(self, tree: Expression) -> bool:
        return any(name in self.layout for name in free_variables(tree))

    def _all(self, trees: list[Expression]) -> AbstractTest | bool | None:
        left = []
        for tree in trees:
            known = partially_evaluated(tree, {})
            if known == FALSE:
                return False
            if not isinstance(known, Number):
                left.append(self._function(known))
        if not left:
            return None
        if len(left) == 1:
            return left[0]
        return lambda memory: all(test(memory) for test in left)

    def _function(self, tree: Expression) -> AbstractTest:
        known = self._tests.get(tree)
        if known is None:
            known = self._tests[tree] = Formula("", tree, "truth", self.layout)
        assert not isinstance(known, bool)  # noqa: S101
        return known

    def _hopeful(self, tree: Expression, wanted: bool) -> Expression:
        """What may be, as far as is remembered: that the condition holds (`wanted`), or that it does not."""
        match tree:
            case Not(part):
                return self._hopeful(part, not wanted)
            case Operation(("and" | "or") as sign, left, right):
                joint = sign if wanted else ("or" if sign == "and" else "and")
                return Operation(joint, self._hopeful(left, wanted), self._hopeful(right, wanted))
            case Number(value):
                return TRUE if bool(value) == wanted else FALSE
        if any(name not in self.layout for name in free_variables(tree)):
            return TRUE
        if any(name in self.firsts for name in free_variables(tree)):
            return self._between(tree, wanted)
        return tree if wanted else _opposite(tree)

    def _between(self, tree: Expression, wanted: bool) -> Expression:
        """The intervals in which a condition may hold, or may not."""
        compared = (tree.variable, "!=", 0) if isinstance(tree, VariableRead) else _compared(tree)
        if compared is None:
            return TRUE
        name, sign, value = compared
        slot, firsts = self.flat.slots[name], self.firsts[name]
        holds = COMPARED[sign if wanted else _OPPOSITE[sign]]
        places = []
        for place, first in enumerate(firsts):
            last = firsts[place + 1] - 1 if place + 1 < len(firsts) else slot.high
            # Somewhere in an interval each comparison holds if it does at an end of it, or at the number itself.
            if any(holds(point, value) for point in {first, last, min(max(value, first), last)}):
                places.append(place)
        return _one_of(name, places, len(firsts))

    def _results(self, changes: tuple[Assignment, ...]) -> Callable[[int], tuple[AbstractOutcome, ...]] | None:
        """What may become of what is remembered."""
        ours = tuple(instruction for instruction in changes if instruction.slot.name in self.layout)
        if not ours:
            return None
        known: dict[int, tuple[AbstractOutcome, ...]] = {}
        asked = 0
        for instruction in ours:
            slot = self.layout[instruction.slot.name]
            asked |= slot.mask << slot.shift

        def results(memory: int) -> tuple[AbstractOutcome, ...]:
            part = memory & asked
            found = known.get(part)
            if found is None:
                found = known[part] = tuple(self._changed(part, ours))
            if part == memory:
                return found
            rest = memory & ~asked
            return tuple([AbstractOutcome(outcome.memory | rest, outcome.once) for outcome in found])

        return results

    def _changed(self, memory: int, changes: tuple[Assignment, ...]) -> Iterator[AbstractOutcome]:
        if not changes:
            yield AbstractOutcome(memory, False)
            return
        instruction, rest = changes[0], changes[1:]
        slot = self.layout[instruction.slot.name]
        if instruction.slot.name not in self.firsts:
            value = instruction.value if isinstance(instruction, Assign) else slot.get(memory) + instruction.amount
            yield from self._changed(slot.put(memory, value), rest)
            return
        place = slot.get(memory)
        moves = self._moves.get((type(instruction), instruction, place))
        if moves is None:
            moves = self._moves[type(instruction), instruction, place] = tuple(self._moved(instruction, place))
        for place, once in moves:
            for further in self._changed(slot.put(memory, place), rest):
                yield AbstractOutcome(further.memory, once or further.once)

    def _moved(self, instruction: Assignment, place: int) -> Iterator[tuple[int, bool]]:
        """In which interval a variable may be after a change, and whether it has surely grown within this one."""
        name = instruction.slot.name
        slot, firsts = self.flat.slots[name], self.firsts[name]
        if isinstance(instruction, Assign):
            yield self._interval(name, min(max(instruction.value, slot.low), slot.high)), False
            return
        first = firsts[place]
        last = firsts[place + 1] - 1 if place + 1 < len(firsts) else slot.high
        low, high = (min(max(end + instruction.amount, slot.low), slot.high) for end in (first, last))
        grows = instruction.amount > 0 and last < slot.high and name in self.flat.growing
        for interval in range(self._interval(name, low), self._interval(name, high) + 1):
            yield interval, grows and interval == place


def _one_of(name: str, places: list[int], count: int) -> Expression:
    if len(places) == count:
        return TRUE
    made: Expression = FALSE
    for place in places:
        here = Operation("==", VariableRead(name), Number(place))
        made = here if made is FALSE else Operation("or", made, here)
    return made


def _opposite(tree: Expression) -> Expression:
    if isinstance(tree, Operation) and tree.operator in _OPPOSITE:
        return Operation(_OPPOSITE[tree.operator], tree.left, tree.right)
    return Not(tree)

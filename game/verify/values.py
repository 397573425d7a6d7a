"""Which values each variable can have at each node of a flat system, whatever the others are.

This is conditional constant propagation (M. N. Wegman, F. K. Zadeck, "Constant propagation with conditional branches",
1991) with sets of values in place of constants: from the beginning on, along every edge that can be open, until nothing
new comes anywhere. It takes no account of which values come together, so it costs little for any story; what can never
happen for all that can never happen at all, and what always holds at a node need not be asked there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Mapping
from typing import NamedTuple

from game.engine.acts import Put
from game.story.formulas import Count, Formula, Not, Number, Operation, Reading, Tree, readings
from game.story.memory import Layout, Slot, Variable
from game.verify.flat import Change, Flat, Happening, Node
from game.verify.trees import FALSE, known_part

#: A variable with more values than this is only known to lie between the numbers with which the story compares it.
MOST_VALUES = 64

Sets = int
"""A set of values for each variable, in one number: a bit for each value, and the lowest bit. 0: nothing comes here."""
Holding = Callable[[Sets], Sets]
"""What is left of sets of values where a condition holds; 0 when it cannot hold."""


class Field(NamedTuple):
    """The bits of a variable, from `shift` on: one for each value, or for all from one of `firsts` to the next."""

    slot: Slot
    shift: int
    firsts: tuple[int, ...]

    @property
    def bits(self) -> int:
        """All bits of the variable."""
        return ((1 << len(self.firsts)) - 1) << self.shift

    def bit(self, value: int) -> int:
        """The bit of a value; one beyond the range counts as its nearest bound."""
        value = min(max(value, self.slot.low), self.slot.high)
        return 1 << (bisect_right(self.firsts, value) - 1 + self.shift)

    def last(self, place: int) -> int:
        """The highest of the values that have the bit in this place."""
        return self.firsts[place + 1] - 1 if place + 1 < len(self.firsts) else self.slot.high


class Fields:
    """The bits of all variables, and what conditions and changes do to sets of values."""

    def __init__(self, slots: Mapping[str, Slot], cuts: Mapping[str, frozenset[int] | None]) -> None:
        self.fields: dict[str, Field] = {}
        shift = 1
        for name, slot in slots.items():
            if slot.high - slot.low < MOST_VALUES:
                firsts = tuple(range(slot.low, slot.high + 1))
            else:
                some = cuts.get(name) or frozenset()
                firsts = tuple(sorted({slot.low, slot.high, *(one for one in some if slot.low < one <= slot.high)}))
            self.fields[name] = Field(slot, shift, firsts)
            shift += len(firsts)
        self.all = (1 << shift) - 1
        self._holding: dict[tuple[Tree, bool], Holding | None] = {}
        self._allowed: dict[tuple[Tree, bool], tuple[int, int]] = {}

    def of(self, memory: int) -> Sets:
        """The sets with one value each."""
        return 1 + sum(field.bit(field.slot.get(memory)) for field in self.fields.values())

    def holding(self, conditions: tuple[Tree, ...]) -> Holding:
        """Where all conditions hold."""
        simple: dict[int, int] = {}
        others: list[Holding] = []
        for tree in conditions:
            self._sort(tree, True, simple, others)
        keep = self.all
        for bits, allowed in simple.items():
            keep &= ~bits | allowed
        asked = tuple(simple)

        def holds(sets: Sets) -> Sets:
            sets &= keep
            for bits in asked:
                if not sets & bits:
                    return 0
            for one in others:
                sets = one(sets)
                if not sets:
                    return 0
            return sets

        return holds

    def _sort(self, tree: Tree, wanted: bool, simple: dict[int, int], others: list[Holding]) -> None:
        match tree:
            case Not(part):
                self._sort(part, not wanted, simple, others)
                return
            case Operation(("and" | "or") as sign, left, right) if (sign == "and") == wanted:
                self._sort(left, wanted, simple, others)
                self._sort(right, wanted, simple, others)
                return
        names = set(readings(tree))
        if len(names) == 1:
            bits, allowed = self._values(tree, wanted, names.pop())
            simple[bits] = simple.get(bits, bits) & allowed
        else:
            others.append(self._either(tree, wanted))

    def _values(self, tree: Tree, wanted: bool, name: str) -> tuple[int, int]:
        """The bits of the variable, and of them those with which a condition on it alone can hold."""
        known = self._allowed.get((tree, wanted))
        if known is None:
            field = self.fields[name]
            slot = field.slot
            formula = Formula("", tree, "truth", Layout([Variable(name, slot.low, slot.high, slot.low)]))
            allowed = 0
            for place, first in enumerate(field.firsts):
                values = range(first, field.last(place) + 1)
                if any(bool(formula(value - slot.low)) == wanted for value in values):
                    allowed |= 1 << (field.shift + place)
            known = self._allowed[tree, wanted] = field.bits, allowed
        return known

    def _either(self, tree: Tree, wanted: bool) -> Holding:
        known = self._holding.get((tree, wanted))
        if known is not None:
            return known
        match tree:
            case Operation("and" | "or", left, right):
                parts = [self.holding((one if wanted else Not(one),)) for one in (left, right)]

                def holds(sets: Sets) -> Sets:
                    return parts[0](sets) | parts[1](sets)
            case _:

                def holds(sets: Sets) -> Sets:
                    low, high = self.bounds(tree, sets)
                    return sets if (high > 0 or low < 0 if wanted else low <= 0 <= high) else 0

        self._holding[tree, wanted] = holds
        return holds

    def bounds(self, tree: Tree, sets: Sets) -> tuple[int, int]:
        """Between which numbers the value of a tree lies; a truth is 0 or 1."""
        match tree:
            case Number(value):
                return value, value
            case Reading(name):
                field = self.fields[name]
                bits = (sets & field.bits) >> field.shift
                lowest = (bits & -bits).bit_length() - 1
                return field.firsts[lowest], field.last(bits.bit_length() - 1)
            case Count(variables, least):
                some = [self.bounds(Reading(name), sets) for name in variables]
                return sum(low >= least for low, _ in some), sum(high >= least for _, high in some)
            case Not(part):
                low, high = self.bounds(part, sets)
                return int(low == high == 0), int(low <= 0 <= high)
            case Operation(sign, left, right):
                return _reckoned(sign, self.bounds(left, sets), self.bounds(right, sets))
        raise AssertionError(tree)

    def changing(self, changes: tuple[Change, ...]) -> Callable[[Sets], Sets]:
        """What becomes of sets of values."""
        made = [self._change(act) for act in changes]

        def changed(sets: Sets) -> Sets:
            for one in made:
                sets = one(sets)
            return sets

        return changed

    def _change(self, act: Change) -> Callable[[Sets], Sets]:
        field = self.fields[act.slot.name]
        rest, bits = self.all & ~field.bits, field.bits
        if isinstance(act, Put):
            bit = field.bit(act.value)
            return lambda sets: sets & rest | bit
        amount = act.amount
        known: dict[int, int] = {}

        def added(sets: Sets) -> Sets:
            mine = sets & bits
            found = known.get(mine)
            if found is None:
                found = 0
                for place, first in enumerate(field.firsts):
                    if mine >> field.shift + place & 1:
                        low, high = field.bit(first + amount), field.bit(field.last(place) + amount)
                        found |= (high << 1) - low
                known[mine] = found
            return sets & rest | found

        return added

    def forgetting(self, live: frozenset[str] | None) -> tuple[int, int]:
        """The bits that stay at a node, and those that are there in place of the others."""
        if live is None:
            return self.all, 0
        gone = [field for name, field in self.fields.items() if name not in live]
        bits = sum(field.bits for field in gone)
        return self.all & ~bits, sum(1 << field.shift for field in gone)

    def known(self, sets: Sets, names: frozenset[str]) -> dict[str, int]:
        """Those of the variables that have but one value."""
        found = {}
        for name in names:
            field = self.fields.get(name)
            if field is not None:
                bits = sets & field.bits
                place = bits.bit_length() - 1 - field.shift
                if bits & (bits - 1) == 0 and bits and field.firsts[place] == field.last(place):
                    found[name] = field.firsts[place]
        return found


def _reckoned(sign: str, one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (low, high), (least, most) = one, other
    match sign:
        case "+":
            return low + least, high + most
        case "-":
            return low - most, high - least
        case "*":
            products = (low * least, low * most, high * least, high * most)
            return min(products), max(products)
        case "and":
            return int(_sure(one) and _sure(other)), int(_may(one) and _may(other))
        case "or":
            return int(_sure(one) or _sure(other)), int(_may(one) or _may(other))
        case "<":
            return int(high < least), int(low < most)
        case "<=":
            return int(high <= least), int(low <= most)
        case ">":
            return int(low > most), int(high > least)
        case ">=":
            return int(low >= most), int(high >= least)
    same = int(low == high == least == most), int(low <= most and least <= high)
    return same if sign == "==" else (1 - same[1], 1 - same[0])


def _sure(bounds: tuple[int, int]) -> bool:
    return bounds[0] > 0 or bounds[1] < 0


def _may(bounds: tuple[int, int]) -> bool:
    return bounds != (0, 0)


class Values:
    """The values that variables can have, by node. `sets[node]` is 0 where nothing ever comes."""

    def __init__(self, flat: Flat, cuts: Mapping[str, frozenset[int] | None]) -> None:
        self.flat, self.fields = flat, Fields(flat.slots, cuts)
        self.sets: list[Sets] = [0] * len(flat.nodes)
        self._edges: dict[int, list[tuple[Holding, Callable[[Sets], Sets], int, int, int]]] = {}
        kept = [(0, 0) if node is None else self.fields.forgetting(node.live) for node in flat.nodes]
        keep, lowest = kept[0]
        self.sets[0] = self.fields.of(flat.start) & keep | lowest
        waiting, is_waiting = deque([0]), {0}
        while waiting:
            number = waiting.popleft()
            is_waiting.discard(number)
            sets = self.sets[number]
            edges = self._edges.get(number)
            if edges is None:
                edges = self._edges[number] = [
                    (self.fields.holding(edge.conditions), self.fields.changing(edge.changes), edge.target,
                     *kept[edge.target])
                    for edge in self._here(number).edges
                ]  # fmt: skip
            for holding, changed, target, keep, lowest in edges:
                left = holding(sets)
                if left:
                    after = self.sets[target] | changed(left) & keep | lowest
                    if after != self.sets[target]:
                        self.sets[target] = after
                        if target not in is_waiting:
                            is_waiting.add(target)
                            waiting.append(target)

    def _here(self, number: int) -> Node:
        here = self.flat.nodes[number]
        assert here is not None  # noqa: S101 - something comes there
        return here

    def happening(self) -> frozenset[Happening]:
        """Everything that may happen; whatever else is told never happens."""
        found: set[Happening] = set()
        for number, sets in enumerate(self.sets):
            if sets:
                here = self._here(number)
                for edge in here.edges:
                    if edge.told and not found.issuperset(edge.told) and self.fields.holding(edge.conditions)(sets):
                        found.update(edge.told)
                for watch in here.watches:
                    if watch.event not in found and self.fields.holding(watch.conditions)(sets):
                        found.add(watch.event)
        return frozenset(found)

    def narrowed(self) -> Flat:
        """The flat system without what can never be, and without asking for what always holds."""
        nodes: list[Node | None] = []
        for number, sets in enumerate(self.sets):
            node = self.flat.nodes[number]
            if node is None or not sets:
                nodes.append(None)
                continue
            edges = tuple(
                edge._replace(conditions=self._left(edge.conditions, sets))
                for edge in node.edges
                if self.fields.holding(edge.conditions)(sets)
            )
            watches = tuple(
                watch._replace(conditions=self._left(watch.conditions, sets))
                for watch in node.watches
                if self.fields.holding(watch.conditions)(sets)
            )
            nodes.append(node._replace(edges=edges, watches=watches))
        return self.flat._replace(nodes=tuple(nodes))

    def _left(self, conditions: tuple[Tree, ...], sets: Sets) -> tuple[Tree, ...]:
        left = []
        for tree in conditions:
            if self.fields.holding((Not(tree),))(sets):
                names = frozenset(readings(tree))
                known = known_part(tree, self.fields.known(sets, names))
                if known != FALSE and not isinstance(known, Number):
                    left.append(known)
        return tuple(left)

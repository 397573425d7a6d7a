"""Sets of values of all variables of a story, and what conditions and changes do to them.

Of each variable it is known which values it can have, whatever the others are: a bit for each value, those of all
variables in one number. A condition on one variable takes bits away, a change moves them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Count, Expression, Formula, Not, Number, Operation, VariableRead, conjuncts
from game.story.model.layout import Layout, Slot, Variable
from game.verify.abstract.control_flow_graph import Assignment
from game.verify.system.partial_evaluation import variables_read

#: A variable with more values than this is only known to lie between the numbers with which the story compares it.
MOST_VALUES = 64

AbstractValues = int
"""A set of values for each variable, in one number: a bit for each value, and the lowest bit. 0: nothing comes here."""
Holding = Callable[[AbstractValues], AbstractValues]
"""What is left of sets of values where a condition holds; 0 when it cannot hold."""

AbstractChange = Callable[[AbstractValues], AbstractValues]
"""Sets of values after a change; see `AbstractDomain.changing`."""


class DomainField(NamedTuple):
    """The bits of a variable, from `shift` on: one for each value, or for all from one of `firsts` to the next.

    `bits` are all of them.
    """

    slot: Slot
    shift: int
    firsts: tuple[int, ...]
    bits: int

    def bit(self, value: int) -> int:
        """The bit of a value; one beyond the range counts as its nearest bound."""
        value = min(max(value, self.slot.low), self.slot.high)
        return 1 << (bisect_right(self.firsts, value) - 1 + self.shift)

    def last(self, place: int) -> int:
        """The highest of the values that have the bit in this place."""
        return self.firsts[place + 1] - 1 if place + 1 < len(self.firsts) else self.slot.high


class AbstractDomain:
    """The bits of all variables, and what conditions and changes do to sets of values.

    `cuts` has the values at which answers change, by variable. It is only asked for variables with more than
    `MOST_VALUES` values; without any there, nothing but the bounds of the range is told apart.
    """

    def __init__(self, slots: Mapping[str, Slot], cuts: Mapping[str, frozenset[int] | None]) -> None:
        self.fields: dict[str, DomainField] = {}
        shift = 1
        for name, slot in slots.items():
            if slot.high - slot.low < MOST_VALUES:
                firsts = tuple(range(slot.low, slot.high + 1))
            else:
                some = cuts.get(name) or frozenset()
                firsts = tuple(
                    sorted({slot.low, slot.high, *(value for value in some if slot.low < value <= slot.high)})
                )
            self.fields[name] = DomainField(slot, shift, firsts, ((1 << len(firsts)) - 1) << shift)
            shift += len(firsts)
        self.all = (1 << shift) - 1
        self._holding: dict[tuple[Expression, bool], Holding | None] = {}
        self._allowed: dict[tuple[Expression, bool], tuple[int, int]] = {}
        self._added: dict[tuple[str, int], AbstractChange] = {}

    def of(self, memory: int) -> AbstractValues:
        """The sets with one value each: those of a memory of the story."""
        return 1 + sum(field.bit(field.slot.get(memory)) for field in self.fields.values())

    def holding(self, conditions: tuple[Expression, ...]) -> Holding:
        """A function from sets of values to what may be left of them where all these conditions hold; 0: nothing.

        Values with which a condition on one variable does not hold are taken away; a comparison of several takes away
        all or nothing, and of two parts joined by `or` what either leaves is left. So more may be left than is
        possible, never less. Raises KeyError for an unknown variable.
        """
        return _held(*self._sorted(conditions))

    def _sorted(self, conditions: tuple[Expression, ...]) -> tuple[int, tuple[int, ...], list[Holding]]:
        """The bits that conditions on one variable leave, the bits of these variables, and what the others leave."""
        simple: dict[int, int] = {}
        others: list[Holding] = []
        for tree in conjuncts(conditions):
            self._sort(tree, True, simple, others)
        keep = self.all
        for bits, allowed in simple.items():
            keep &= ~bits | allowed
        return keep, tuple(simple), others

    def _sort(self, tree: Expression, wanted: bool, simple: dict[int, int], others: list[Holding]) -> None:
        match tree:
            case Not(part):
                self._sort(part, not wanted, simple, others)
                return
            case Operation(("and" | "or") as sign, left, right) if (sign == "and") == wanted:
                self._sort(left, wanted, simple, others)
                self._sort(right, wanted, simple, others)
                return
        names = variables_read(tree)
        if len(names) == 1:
            bits, allowed = self._values(tree, wanted, *names)
            simple[bits] = simple.get(bits, bits) & allowed
        else:
            others.append(self._either(tree, wanted))

    def allowed(self, tree: Expression, name: str) -> int:
        """The bits of those values of a variable with which a condition on it alone can hold; 0: with none."""
        return self._values(tree, True, name)[1]

    def _values(self, tree: Expression, wanted: bool, name: str) -> tuple[int, int]:
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

    def _either(self, tree: Expression, wanted: bool) -> Holding:
        known = self._holding.get((tree, wanted))
        if known is not None:
            return known
        match tree:
            case Operation("and" | "or", left, right):
                parts = [self.holding((side if wanted else Not(side),)) for side in (left, right)]

                def holds(sets: AbstractValues) -> AbstractValues:
                    return parts[0](sets) | parts[1](sets)
            case _:
                asked = sum(self.fields[name].bits for name in variables_read(tree))
                known_to: dict[AbstractValues, bool] = {}

                def holds(sets: AbstractValues) -> AbstractValues:
                    mine = sets & asked
                    can = known_to.get(mine)
                    if can is None:
                        low, high = self.bounds(tree, sets)
                        can = known_to[mine] = (high > 0 or low < 0) if wanted else low <= 0 <= high
                    return sets if can else 0

        self._holding[tree, wanted] = holds
        return holds

    def bounds(self, tree: Expression, sets: AbstractValues) -> tuple[int, int]:
        """The least and the greatest number that a tree can have where its variables have values of these sets.

        The bounds are sound, and need not be met: each variable is taken by itself. A truth is 0 or 1. Interval
        arithmetic as in P. Cousot, R. Cousot, "Abstract interpretation", 1977.
        """
        match tree:
            case Number(value):
                return value, value
            case VariableRead(name):
                field = self.fields[name]
                bits = (sets & field.bits) >> field.shift
                lowest = (bits & -bits).bit_length() - 1
                return field.firsts[lowest], field.last(bits.bit_length() - 1)
            case Count(variables, least):
                some = [self.bounds(VariableRead(name), sets) for name in variables]
                return sum(low >= least for low, _ in some), sum(high >= least for _, high in some)
            case Not(part):
                low, high = self.bounds(part, sets)
                return int(low == high == 0), int(low <= 0 <= high)
            case Operation(sign, left, right):
                return _reckoned(sign, self.bounds(left, sets), self.bounds(right, sets))
        raise AssertionError(tree)

    def changing(self, changes: tuple[Assignment, ...]) -> AbstractChange:
        """A function from sets of values before these changes, made one after the other, to those after them.

        A value beyond the range of its variable counts as its nearest bound. Where a bit stands for several values,
        more values may come out than are possible, never fewer. It must not be handed 0 (nothing comes here): the
        result would not be 0. Raises KeyError for an unknown variable.
        """
        return _changed(*self._puts(changes))

    def following(
        self, conditions: tuple[Expression, ...], changes: tuple[Assignment, ...], keep: int, lowest: int
    ) -> tuple[Holding, AbstractChange, Holding]:
        """What `holding` of the conditions and `changing` of the changes give, and a function that does one after the
        other and then leaves the bits of `keep`, with those of `lowest`; 0 where the conditions cannot hold.
        """
        held, asked, others = self._sorted(conditions)
        (first, put), rest_of = self._puts(changes)
        holding, changed = _held(held, asked, others), _changed((first, put), rest_of)
        if others or rest_of:

            def followed(sets: AbstractValues) -> AbstractValues:
                left = holding(sets)
                return changed(left) & keep | lowest if left else 0

            return holding, changed, followed
        left, made = held & first & keep, put & keep | lowest
        needed = tuple(bits & held for bits in asked)

        def put_at_once(sets: AbstractValues) -> AbstractValues:
            for bits in needed:
                if not sets & bits:
                    return 0
            return sets & left | made

        return holding, changed, put_at_once

    def _puts(
        self, changes: tuple[Assignment, ...]
    ) -> tuple[tuple[int, int], tuple[tuple[AbstractChange, tuple[int, int]], ...]]:
        """The bits to keep and to put at first; and then each change that is no such, with those to keep and put
        behind it.
        """
        # Most change a variable to a number: these are done all at once, before and behind each of the others.
        added: list[AbstractChange] = []
        puts = [(self.all, 0)]
        for instruction in changes:
            if isinstance(instruction, Assign):
                field = self.fields[instruction.slot.name]
                rest, bits = puts[-1]
                puts[-1] = rest & ~field.bits, bits & ~field.bits | field.bit(instruction.value)
            else:
                added.append(self._adding(instruction))
                puts.append((self.all, 0))
        return puts[0], tuple(zip(added, puts[1:], strict=True))

    def _adding(self, instruction: Increment) -> AbstractChange:
        key = instruction.slot.name, instruction.amount
        found = self._added.get(key)
        if found is None:
            found = self._added[key] = _added(self.fields[instruction.slot.name], self.all, instruction.amount)
        return found

    def forgetting(self, live: frozenset[str] | None) -> tuple[int, int]:
        """The bits that stay at a node, and those that are there in place of the others: the lowest value of each.

        `live` are the variables that are not forgotten; None: all.
        """
        if live is None:
            return self.all, 0
        gone = [field for name, field in self.fields.items() if name not in live]
        bits = sum(field.bits for field in gone)
        return self.all & ~bits, sum(1 << field.shift for field in gone)

    def known(self, sets: AbstractValues, names: Iterable[str]) -> dict[str, int]:
        """Those of the variables that have but one value, with that value; unknown names are passed over."""
        found = {}
        for name in names:
            field = self.fields.get(name)
            if field is not None:
                bits = sets & field.bits
                place = bits.bit_length() - 1 - field.shift
                if bits & (bits - 1) == 0 and bits and field.firsts[place] == field.last(place):
                    found[name] = field.firsts[place]
        return found


def _held(keep: int, asked: tuple[int, ...], others: list[Holding]) -> Holding:
    def holds(sets: AbstractValues) -> AbstractValues:
        sets &= keep
        for bits in asked:
            if not sets & bits:
                return 0
        for other in others:
            sets = other(sets)
            if not sets:
                return 0
        return sets

    return holds


def _changed(at_first: tuple[int, int], rest_of: tuple[tuple[AbstractChange, tuple[int, int]], ...]) -> AbstractChange:
    first, put = at_first

    def changed(sets: AbstractValues) -> AbstractValues:
        sets = sets & first | put
        for change, (rest, bits) in rest_of:
            sets = change(sets) & rest | bits
        return sets

    return changed


def _added(field: DomainField, everything: int, amount: int) -> AbstractChange:
    bits, shift = field.bits, field.shift
    rest = everything & ~bits
    ranges = [
        (field.bit(field.last(place) + amount) << 1) - field.bit(first + amount)
        for place, first in enumerate(field.firsts)
    ]
    known: dict[int, int] = {}

    def added(sets: AbstractValues) -> AbstractValues:
        mine = (sets & bits) >> shift
        found = known.get(mine)
        if found is None:
            found = 0
            for place, after in enumerate(ranges):
                if mine >> place & 1:
                    found |= after
            known[mine] = found
        return sets & rest | found

    return added


def _reckoned(sign: str, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
    (low, high), (least, most) = left, right
    match sign:
        case "+":
            return low + least, high + most
        case "-":
            return low - most, high - least
        case "*":
            products = (low * least, low * most, high * least, high * most)
            return min(products), max(products)
        case "and":
            return int(_sure(left) and _sure(right)), int(_may(left) and _may(right))
        case "or":
            return int(_sure(left) or _sure(right)), int(_may(left) or _may(right))
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

"""Conditions and effects as functions of whole arrays of packed states.

A state is a word of 64 bits. The functions are put together from few pieces, each of which does one thing to an array.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Slot
from game.verify.exact.packing import Packing
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstruction, SystemInstructions

StateArray: TypeAlias = npt.NDArray[np.uint64]
"""Packed states of one location, of shape (n,): a word of 64 bits each."""
Truths: TypeAlias = npt.NDArray[np.bool_]
"""An answer for each state of an array, of shape (n,)."""
Numbers: TypeAlias = npt.NDArray[np.int64]
"""A value for each state of an array, or row numbers: of shape (n,)."""
Rows: TypeAlias = Any
"""For each state of an array the number of that from which it came, as an array; None where nobody asks."""

WORD_BITS = 64
_ALL = (1 << WORD_BITS) - 1
_MOST = 1 << 62

_CHARACTERS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


class TooWide(Exception):
    """A state, or a number that a condition reckons with, does not fit a word."""


class Visitor:
    """What becomes of states on a transition; here nothing does.

    `end` and `settle` are handed the states `x`, of shape (n,) with n > 0, and all methods `rows`, of the same shape or
    None: see `Rows`. Nobody may change these arrays: other transitions go on with them.
    """

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """The states `x` have come to a location, by its number; what is forgotten there is 0 in them."""

    def settle(self, place: int, flow: ArrayFlow, x: StateArray, rows: Rows) -> None:
        """States go on with an effect that transitions share: `flow`, which is that of a place, by its number.

        Here they go through it at once, and this visitor is told what becomes of them.
        """
        flow(x, rows, self)

    def emit(self, event: Event, rows: Rows) -> None:
        """Something happens on the way of the states that came from these rows."""


class _Told(NamedTuple):
    event: Event


class _Branches(NamedTuple):
    holds: Callable[[StateArray], Truths]
    then: ArrayFlow
    otherwise: ArrayFlow


class _End(NamedTuple):
    location: int
    keep: np.uint64 | None


class _Shared(NamedTuple):
    place: int


_Change: TypeAlias = Callable[[StateArray], StateArray]
_Step: TypeAlias = _Change | _Told | _Branches | _End | _Shared


class ArrayFlow:
    """An effect: takes states, gives what becomes of them to a sink; and what has not come to an end is the result."""

    __slots__ = ("_arrays", "_steps")

    def __init__(self, arrays: Arrays, effect: SystemInstructions) -> None:
        self._arrays = arrays
        self._steps = tuple(arrays.steps(effect))

    @property
    def changes(self) -> tuple[_Change, ...] | None:
        """The steps, if all of them only change states."""
        steps = tuple(step for step in self._steps if not isinstance(step, _Told | _Branches | _End | _Shared))
        return steps if len(steps) == len(self._steps) else None

    def __call__(self, x: StateArray, rows: Rows, sink: Visitor) -> tuple[StateArray, Rows] | None:
        """Let states go through it; `x` is left as it is.

        `x` and `rows` have the shape (n,). The result are the states that came to no end, in any order, with their
        rows; None where all have come to an end, which `sink` then knows of.
        """
        for step in self._steps:
            if isinstance(step, _Branches):
                left = _branched(step, x, rows, sink)
                if left is None:
                    return None
                x, rows = left
            elif isinstance(step, _End):
                sink.end(step.location, x if step.keep is None else x & step.keep, rows)
                return None
            elif isinstance(step, _Shared):
                sink.settle(step.place, self._arrays.settling(step.place), x, rows)
                return None
            elif isinstance(step, _Told):
                sink.emit(step.event, rows)
            else:
                x = step(x)
        return x, rows


def _branched(step: _Branches, x: StateArray, rows: Rows, sink: Visitor) -> tuple[StateArray, Rows] | None:
    holds = step.holds(x)
    count = np.count_nonzero(holds)
    if count == len(x):
        return step.then(x, rows, sink)
    if not count:
        return step.otherwise(x, rows, sink)
    if_true = step.then(x[holds], None if rows is None else rows[holds], sink)
    holds = ~holds
    if_false = step.otherwise(x[holds], None if rows is None else rows[holds], sink)
    if if_true is None or if_false is None:
        return if_false if if_true is None else if_true
    both = None if if_true[1] is None or if_false[1] is None else np.concatenate((if_true[1], if_false[1]))
    return np.concatenate((if_true[0], if_false[0])), both


class Arrays:
    """Makes the functions of one packed system. Raises TooWide when a state has more than 64 bits.

    Each function takes states of shape (n,).
    """

    def __init__(self, packing: Packing) -> None:
        self.packing = packing
        self.layout: Layout = packing.layout
        if self.layout.bits > WORD_BITS:
            raise TooWide
        self._flows: dict[int, ArrayFlow] = {}
        self._truths: dict[int, tuple[Expression, Callable[[StateArray], Truths]]] = {}

    def settling(self, place: int) -> ArrayFlow:
        """What happens when players settle at a place, given by its number: made once, when it is first asked for.

        Raises KeyError for a place that the system does not have there, and TooWide.
        """
        if place not in self._flows:
            self._flows[place] = ArrayFlow(self, self.packing.reduced.settling[place])
        return self._flows[place]

    # Effects

    def steps(self, effect: SystemInstructions) -> list[_Step]:
        """The steps of an effect, with changes one behind the other made one. Raises TooWide."""
        made: list[_Step] = []
        puts: list[Assign] = []

        def finish() -> None:
            if puts:
                made.append(self._putting(puts))
                puts.clear()

        for instruction in effect:
            if isinstance(instruction, Assign):
                puts.append(instruction)
                continue
            if not isinstance(instruction, Emit):
                finish()
            step = self._step(instruction)
            if step is not None:
                made.append(step)
        finish()
        return made

    def _step(self, instruction: SystemInstruction) -> _Step | None:
        match instruction:
            case Increment(slot, amount):
                return _adding(self.layout[slot.name], amount)
            case Emit(event):
                return _Told(event)
            case ContinueAt(location):
                keep = self.packing.keeps[location]
                return _End(location, None if keep == (1 << self.layout.bits) - 1 else np.uint64(keep))
            case SettleAt(place):
                return _Shared(place)
            case Fork(conditions, then, otherwise):
                branches = _Branches(self.all_of(conditions), ArrayFlow(self, then), ArrayFlow(self, otherwise))
                yes, no = branches.then.changes, branches.otherwise.changes
                return branches if yes is None or no is None else _changing(branches.holds, yes, no)
        return None

    def _putting(self, puts: list[Assign]) -> _Change:
        mask = bits = 0
        for put in puts:
            slot = self.layout[put.slot.name]
            here = slot.mask << slot.shift
            mask |= here
            bits = bits & ~here | (put.value - slot.low) << slot.shift
        keep, values = np.uint64(_ALL & ~mask), np.uint64(bits)
        if mask == bits:
            return lambda x: x | values
        return (lambda x: x & keep | values) if bits else (lambda x: x & keep)

    # Conditions

    def all_of(self, conditions: tuple[Expression, ...]) -> Callable[[StateArray], Truths]:
        """A function from states (n,) to truths (n,): where all the conditions hold.

        Raises ValueError when there is none, and TooWide.
        """
        first, *others = map(self.truth, conditions)
        if not others:
            return first

        def every(x: StateArray) -> Truths:
            holds = first(x)
            for other in others:
                holds = holds & other(x)
            return holds

        return every

    def truth(self, tree: Expression) -> Callable[[StateArray], Truths]:
        """A function from states (n,) to truths (n,): where a condition holds. Raises TooWide.

        The tree is kept, so that its identity stays its own.
        """
        known = self._truths.get(id(tree))  # comparing two trees takes longer than asking
        if known is None:
            known = self._truths[id(tree)] = tree, self._truth(tree)
        return known[1]

    def _truth(self, tree: Expression) -> Callable[[StateArray], Truths]:
        match tree:
            case VariableRead(variable) if not self.layout[variable].low:
                bits = np.uint64(_bits(self.layout[variable]))
                return lambda x: x & bits != 0
            case Not(VariableRead(variable)) if not self.layout[variable].low:
                bits = np.uint64(_bits(self.layout[variable]))
                return lambda x: x & bits == 0
            case Not(part):
                opposite = self.truth(part)
                return lambda x: ~opposite(x)
            case Operation(("and" | "or") as sign, left, right):
                left_holds, right_holds = self.truth(left), self.truth(right)
                return (
                    (lambda x: left_holds(x) & right_holds(x))
                    if sign == "and"
                    else (lambda x: left_holds(x) | right_holds(x))
                )
            case Operation(("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, left, right):
                compare = _CHARACTERS[sign]
                if isinstance(left, VariableRead) and isinstance(right, Number):
                    slot = self.layout[left.variable]
                    if 0 <= right.value - slot.low <= slot.mask:
                        bits, value = np.uint64(_bits(slot)), np.uint64(right.value - slot.low << slot.shift)
                        return lambda x: compare(x & bits, value)
                number, than = self.number(left), self.number(right)
                return lambda x: compare(number(x), than(x))
        number = self.number(tree)
        return lambda x: number(x) != 0

    def number(self, tree: Expression) -> Callable[[StateArray], Numbers]:
        """A function from states (n,) to the values (n,) of a sum; a truth counts as 0 or 1.

        Raises TooWide where a value could leave -2^62 to 2^62, so that no sum of 64 bits overflows.
        """
        low, high = self._range(tree)
        if low < -_MOST or high > _MOST:
            raise TooWide
        match tree:
            case Number(value):
                return lambda x: np.full(len(x), value, np.int64)
            case VariableRead(variable):
                slot = self.layout[variable]
                shift, mask, low = np.uint64(slot.shift), np.uint64(slot.mask), slot.low
                return lambda x: (x >> shift & mask).astype(np.int64) + low
            case Count(variables, least):
                return self._counting(variables, least)
            case Operation(("+" | "-" | "*") as sign, left, right):
                left_number, right_number, result = self.number(left), self.number(right), _CHARACTERS[sign]
                return lambda x: result(left_number(x), right_number(x))
        truth = self.truth(tree)
        return lambda x: truth(x).astype(np.int64)

    def _counting(self, variables: tuple[str, ...], least: int) -> Callable[[StateArray], Numbers]:
        slots = [self.layout[name] for name in variables]
        bits = reduce(operator.or_, map(_bits, slots), 0)
        if all(slot.mask == 1 and slot.low == 0 for slot in slots) and least == 1 and bits.bit_count() == len(slots):
            mask = np.uint64(bits)
            return lambda x: np.bitwise_count(x & mask).astype(np.int64)
        values = [self.number(VariableRead(name)) for name in variables]

        def count(x: StateArray) -> Numbers:
            counted = np.zeros(len(x), np.int64)
            for value in values:
                counted += value(x) >= least
            return counted

        return count

    def _range(self, tree: Expression) -> tuple[int, int]:
        """The least and the greatest value that a sum can have."""
        match tree:
            case Number(value):
                return value, value
            case VariableRead(variable):
                return self.layout[variable].low, self.layout[variable].high
            case Count(variables):
                return 0, len(variables)
            case Operation(("+" | "-" | "*") as sign, left, right):
                ends = [
                    _CHARACTERS[sign](of_left, of_right)
                    for of_left in self._range(left)
                    for of_right in self._range(right)
                ]
                return min(ends), max(ends)
        return 0, 1


def _bits(slot: Slot) -> int:
    return slot.mask << slot.shift


def _adding(slot: Slot, amount: int) -> _Change:
    """A variable grows, up to its bound. All is reckoned where its bits stand, and nothing is carried beyond them."""
    bits, top, step = (number << slot.shift for number in (slot.mask, slot.high - slot.low, abs(amount)))
    here, keep = np.uint64(bits), np.uint64(_ALL & ~bits)
    if step >= top:
        end = np.uint64(top if amount > 0 else 0)
        return lambda x: x & keep | end
    by = np.uint64(step)
    if amount > 0:
        last = np.uint64(top - step)
        return lambda x: x & keep | np.minimum(x & here, last) + by
    return lambda x: x & keep | np.maximum(x & here, by) - by


def _changing(holds: Callable[[StateArray], Truths], yes: tuple[_Change, ...], no: tuple[_Change, ...]) -> _Change:
    """Changes that depend on a condition: both are made, and for each state that which counts is taken."""

    def changed(x: StateArray) -> StateArray:
        if_true = if_false = x
        for change in yes:
            if_true = change(if_true)
        for change in no:
            if_false = change(if_false)
        return np.where(holds(x), if_true, if_false)

    return changed

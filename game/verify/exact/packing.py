"""A reduced system with its variables packed anew, as small as they are, and its instructions as lines of Python.

A state is one whole number: the packed variables, and below them the number of the location.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.engine.variable_updates import Assignments, increment_lines
from game.story.model.expressions import Expression, python_condition
from game.story.model.layout import Layout, Slot, Variable
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.slot_allocation import MOST_BITS, allocated, is_soon_compared, widest
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions

#: Lines for the end of an effect, where the packed variables are `x`: the location, and those of the variables to keep.
Leaf: TypeAlias = Callable[[int, int | None], list[str]]
#: Lines for something that happens on the way.
EventBit: TypeAlias = Callable[[Emit], list[str]]


class Packing:
    """The layout of packed states. Its `start` is the first state, made of the memory with which the story begins.

    `keeps` has, by location, the mask of the variables that are live there, without the bits of the location. With
    `share`, variables that are never needed together share bits; then `reduced` has changes of its own that this asks
    for (the same locations and transitions), and of a state only the variables that are live at its location can be
    read.
    """

    def __init__(self, reduced: Reduced, start: int, *, share: bool = False) -> None:
        self.reduced = reduced
        slots = reduced.slots
        if share and is_soon_compared(reduced) and widest(reduced) <= MOST_BITS:
            self.reduced, self.layout = allocated(reduced, start)
        else:
            self.layout = Layout(Variable(name, slot.low, slot.high, slot.get(start)) for name, slot in slots.items())
        self.location_bits = max(len(reduced.locations) - 1, 1).bit_length()
        self.location_mask = (1 << self.location_bits) - 1
        self._all = (1 << self.layout.bits) - 1
        in_order = [self.layout[name] for name in slots]
        bits = [slot.mask << slot.shift for slot in in_order]
        kept = {live: _together(bits, live) for live in set(reduced.live)}
        self.keeps = tuple(kept[live] for live in reduced.live)
        self.start = (self.layout.start & self.keeps[0]) << self.location_bits

    def state(self, location: int, packed: int) -> int:
        """The state at a location (its number) with these packed variables, which stand above the location's bits."""
        return packed << self.location_bits | location

    def location(self, state: int) -> int:
        """The number of the location of a state, from 0 on."""
        return state & self.location_mask

    def slot(self, slot: Slot) -> Slot:
        """The slot of the same variable here. Raises KeyError for one that the reduced system does not have."""
        return self.layout[slot.name]

    def condition(self, conditions: tuple[Expression, ...], memory: str = "x") -> str:
        """A Python expression that is true while all conditions hold, and `1` for none.

        It reads the variable of the name `memory`, which holds packed variables without the location.
        """
        return " and ".join(python_condition(condition, self.layout, memory) for condition in conditions) or "1"

    def lines(
        self, effect: SystemInstructions, leaf: Leaf, mark: EventBit, settled: Callable[[int], list[str]]
    ) -> list[str]:
        """The effect as lines of Python that change `x`, the packed variables without the location.

        Each callback gives the lines to be put in: `leaf` where it ends at a location, with the mask of the bits that
        are kept there (None: all); `mark` where an event is emitted; `settled` where it goes on at a place, by number.
        The lines are indented as they are, from column 0.
        """
        return list(self._lines(effect, leaf, mark, settled))

    def _lines(
        self, effect: SystemInstructions, leaf: Leaf, mark: EventBit, settled: Callable[[int], list[str]]
    ) -> Iterator[str]:
        puts = Assignments(self.layout.bits, "x")
        for instruction in effect:
            match instruction:
                case Assign(slot, value):
                    puts.add(Assign(self.slot(slot), value))
                    continue
                case Emit():
                    yield from mark(instruction)
                    continue
                case ContinueAt(location):
                    keep = self.keeps[location]
                    yield from puts.lines()
                    yield from leaf(location, None if keep == self._all else keep)
                    return
            yield from puts.lines()
            match instruction:
                case Increment(slot, amount):
                    yield from increment_lines(self.slot(slot), amount, "x")
                case SettleAt(place):
                    yield from settled(place)
                    return
                case Fork(conditions, then, otherwise):
                    yes = self.lines(then, leaf, mark, settled)
                    no = self.lines(otherwise, leaf, mark, settled)
                    yield f"if {self.condition(conditions)}:"
                    yield from (f" {line}" for line in yes or ["pass"])
                    if no:
                        yield "else:"
                        yield from (f" {line}" for line in no)
        yield from puts.lines()

    def emitted_on(self, effect: SystemInstructions) -> Iterator[Event]:
        """Everything that an effect can tell, and the effects that it shares with others."""
        for instruction in effect:
            match instruction:
                case Emit(event):
                    yield event
                case Fork(_, then, otherwise):
                    yield from self.emitted_on(then)
                    yield from self.emitted_on(otherwise)
                case SettleAt(place):
                    yield from self.emitted_on(self.reduced.settling[place])


def _together(bits: list[int], live: int) -> int:
    """All bits of the variables in a mask."""
    kept = 0
    while live:
        lowest = live & -live
        live ^= lowest
        kept |= bits[lowest.bit_length() - 1]
    return kept

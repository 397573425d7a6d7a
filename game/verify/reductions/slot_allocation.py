"""Variables that are never needed together share bits, as values in a program share registers.

Interference of variables and colouring of the graph of it: G. J. Chaitin, "Register allocation and spilling via graph
coloring", 1982. Of a long story in chapters 32 bits are left of 1,700, and a state fits a word of the machine.

A variable that nobody needs must not be written any more, where others use its bits; and one that is needed where
nothing has changed it yet has to get its lowest value before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Expression, free_variables
from game.story.model.layout import Layout, Slot
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, Location, SettleAt, SystemInstruction, SystemInstructions
from game.verify.system.partial_evaluation import partially_evaluated

_MOST_COMPARISONS = 2_000_000
"""So many variables are compared with those that are needed with them, in all locations together; more take long."""
MOST_BITS = 400
"""Where more of them are needed at one location, sharing is not worth while."""


class AllocatedSystem(NamedTuple):
    """The reduced system with the changes that sharing asks for, and where each variable has its bits."""

    reduced: Reduced
    layout: Layout


class AllocatedLayout(Layout):
    """A layout whose variables may have the same bits. Only whoever knows which of them count can read it."""

    def __init__(self, slots: Mapping[str, Slot], start: int) -> None:
        super().__init__()
        self._slots = dict(slots)
        self.bits = max((slot.shift + slot.mask.bit_length() for slot in slots.values()), default=0)
        self.start = start


def is_soon_compared(reduced: Reduced) -> bool:
    """Whether it does not take long to find out which variables are needed together, however many there are in all."""
    return sum(map(int.bit_count, reduced.live)) <= _MOST_COMPARISONS


def widest(reduced: Reduced) -> int:
    """How many bits are needed at the location that needs most, however they are shared."""
    widths = [(slot.high - slot.low).bit_length() for slot in reduced.slots.values()]
    return max(
        (sum(width for index, width in enumerate(widths) if live >> index & 1) for live in set(reduced.live)), default=0
    )


def allocated(reduced: Reduced, start: int) -> AllocatedSystem:
    """The system with its variables laid out anew; `start` is the memory with which the story begins."""
    return _Sharing(reduced).shared(start)


class _Sharing:
    def __init__(self, reduced: Reduced) -> None:
        self.reduced = reduced
        self.slots = tuple(reduced.slots.values())
        self.bits = {slot.name: 1 << index for index, slot in enumerate(self.slots)}
        self.apart = dict.fromkeys(self.bits, 0)
        self.settling: dict[int, SystemInstructions] = {}
        self._needed: dict[int, int] = {}
        self._asked: dict[int, tuple[Expression, int]] = {}

    def shared(self, start: int) -> AllocatedSystem:
        reduced = self.reduced
        needs: list[list[int]] = []
        locations: list[Location | None] = []
        for index, location in enumerate(reduced.locations):
            live = reduced.live[index]
            self._together(live)
            needs.append([])
            transitions = []
            for transition in location.transitions if location is not None else ():
                effect, needed = self._trimmed(transition.effect, 0)
                self._together(needed, needed & ~live)
                needs[-1].append(needed & ~live)
                transitions.append(transition._replace(guards=self._known(transition.guards, live), effect=effect))
            locations.append(location._replace(transitions=tuple(transitions)) if location is not None else None)
        layout = self._layout(start)
        for index, location in enumerate(locations):
            if location is not None and any(needs[index]):
                here = self._used(layout, reduced.live[index])
                transitions = [
                    transition._replace(effect=(*self._lowest(layout, needed, here), *transition.effect))
                    for transition, needed in zip(location.transitions, needs[index], strict=True)
                ]
                locations[index] = location._replace(transitions=tuple(transitions))
        return AllocatedSystem(reduced._replace(locations=tuple(locations), settling=self.settling), layout)

    def _together(self, mask: int, some: int | None = None) -> None:
        """All of these variables (or these `some` and all of them) need bits of their own."""
        for slot in self._of(mask if some is None else some):
            self.apart[slot.name] |= mask & ~self.bits[slot.name]

    def _known(self, conditions: tuple[Expression, ...], live: int) -> tuple[Expression, ...]:
        """Conditions with what is not live as its lowest value."""
        known = {name: self.reduced.slots[name].low for tree in conditions for name in free_variables(tree)
                 if not live & self.bits[name]}  # fmt: skip
        return tuple(partially_evaluated(tree, known) for tree in conditions) if known else conditions

    def _trimmed(self, effect: SystemInstructions, needed: int) -> tuple[SystemInstructions, int]:
        """The effect without changes that nobody needs, and what is needed before it."""
        made: list[SystemInstruction] = []
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    needed = self.reduced.live[location]
                case SettleAt(place):
                    needed = self._settled(place)
                case Assign(slot) | Increment(slot):
                    bit = self.bits[slot.name]
                    if not needed & bit:
                        continue
                    self.apart[slot.name] |= needed & ~bit
                    if isinstance(instruction, Assign):
                        needed &= ~bit
                case Fork(conditions, then, otherwise):
                    yes, by_then = self._trimmed(then, needed)
                    no, by_otherwise = self._trimmed(otherwise, needed)
                    instruction = Fork(conditions, yes, no)  # noqa: PLW2901 - it is what is left of it
                    needed = by_then | by_otherwise | self._asked_by(conditions)
            made.append(instruction)
        return tuple(reversed(made)), needed

    def _settled(self, place: int) -> int:
        if place not in self._needed:
            self.settling[place], self._needed[place] = self._trimmed(self.reduced.settling[place], 0)
        return self._needed[place]

    def _asked_by(self, conditions: tuple[Expression, ...]) -> int:
        mask = 0
        for tree in conditions:
            asked = self._asked.get(id(tree))  # comparing two trees takes longer than asking
            if asked is None:
                bits = 0
                for name in free_variables(tree):
                    bits |= self.bits[name]
                asked = self._asked[id(tree)] = tree, bits
            mask |= asked[1]
        return mask

    def _layout(self, start: int) -> Layout:
        """Each variable at the lowest bits that none has that must be apart from it; the most crowded come first."""
        names = [slot.name for slot in self.slots]
        neighbours = [self.apart[name] for name in names]
        for index, slot in enumerate(self.slots):
            for neighbour in self._of(self.apart[slot.name]):
                neighbours[self.bits[neighbour.name].bit_length() - 1] |= 1 << index
        taken = [0] * len(names)
        made: dict[str, Slot] = {}
        for index in sorted(range(len(names)), key=lambda index: (-neighbours[index].bit_count(), index)):
            slot = self.slots[index]
            width = (slot.high - slot.low).bit_length()
            mask, shift = (1 << width) - 1, 0
            while taken[index] >> shift & mask:
                shift += 1
            made[slot.name] = Slot(slot.name, shift, mask, slot.low, slot.high)
            for neighbour in self._of(neighbours[index]):
                taken[self.bits[neighbour.name].bit_length() - 1] |= mask << shift
        first = sum(made[slot.name].put(0, slot.get(start)) for slot in self._of(self.reduced.live[0]))
        return AllocatedLayout({name: made[name] for name in names}, first)

    def _used(self, layout: Layout, mask: int) -> int:
        """The bits of these variables."""
        used = 0
        for slot in self._of(mask):
            used |= layout[slot.name].mask << layout[slot.name].shift
        return used

    def _lowest(self, layout: Layout, needed: int, used: int) -> list[SystemInstruction]:
        """What puts variables to their lowest value whose bits others have used."""
        return [
            Assign(slot, slot.low)
            for slot in self._of(needed)
            if used >> layout[slot.name].shift & layout[slot.name].mask
        ]

    def _of(self, mask: int) -> Iterator[Slot]:
        """The slots of the variables in a mask."""
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            yield self.slots[lowest.bit_length() - 1]

"""The transition system, walked one step at a time: the plain meaning of locations, transitions and effects.

Every faster way to search is compared with this one, and this one with the game.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression, Formula
from game.story.model.layout import Layout, Slot
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, Location, SettleAt, SystemInstructions, Transition
from game.verify.system.transition_system import System


class SystemWalk:
    """Walks through a system. A standing is the number of a location and a memory of the story."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._through(system.locations, system.settling, system.slots)

    def _through(
        self,
        locations: Sequence[Location | None],
        settling: Mapping[int, SystemInstructions],
        slots: Mapping[str, Slot],
    ) -> None:
        bits = max((slot.shift + slot.mask.bit_length() for slot in slots.values()), default=0)
        self._locations, self._settling, self._layout = locations, settling, Layout.of(dict(slots), bits)
        self._formulas: dict[int, tuple[Expression, Formula]] = {}

    def open_transitions(self, location: int, memory: int) -> Iterator[Transition]:
        """The transitions that are open in this memory."""
        for transition in self._transitions_at(location):
            if self.hold(transition.guards, memory):
                yield transition

    def after(self, transition: Transition, memory: int) -> tuple[int, int]:
        """Where a transition leads: location and memory."""
        effect: SystemInstructions = transition.effect
        while True:
            location, memory, effect = self._follow(effect, memory)
            if location is not None:
                return location, memory

    def hold(self, conditions: tuple[Expression, ...], memory: int) -> bool:
        """Whether all these conditions hold."""
        for tree in conditions:  # noqa: SIM110 - asked for every transition of every state: a generator takes twice as long
            if not self._formula(tree)(memory):
                return False
        return True

    def _transitions_at(self, location: int) -> tuple[Transition, ...]:
        here = self._locations[location]
        assert here is not None  # noqa: S101 - nobody comes to one that is not there
        return here.transitions

    def _follow(self, effect: SystemInstructions, memory: int) -> tuple[int | None, int, SystemInstructions]:
        for instruction in effect:  # asked for every transition of every state: patterns take twice as long
            if isinstance(instruction, Fork):
                inner = instruction.then if self.hold(instruction.conditions, memory) else instruction.otherwise
                location, memory, further = self._follow(inner, memory)
                if location is not None or further:
                    return location, memory, further
            elif isinstance(instruction, Assign):
                memory = instruction.slot.put(memory, instruction.value)
            elif isinstance(instruction, Emit):
                memory = self._emitted(instruction.event, memory)
            elif isinstance(instruction, ContinueAt):
                return instruction.location, memory, ()
            elif isinstance(instruction, SettleAt):
                return None, memory, self._settling[instruction.place]
            elif isinstance(instruction, Increment):
                memory = instruction.slot.put(memory, instruction.slot.get(memory) + instruction.amount)
        return None, memory, ()

    def _emitted(self, event: Event, memory: int) -> int:
        return memory

    def _formula(self, tree: Expression) -> Formula:
        known = self._formulas.get(id(tree))  # comparing two trees takes longer than asking
        if known is None:
            known = self._formulas[id(tree)] = tree, Formula("", tree, "truth", self._layout)
        return known[1]


class ReducedWalk(SystemWalk):
    """Walks through a reduced system: what is not live at a location has its lowest value there.

    `emitted` is what the last transition that was taken emitted. `start` is the memory with which the story begins.
    """

    def __init__(self, reduced: Reduced, start: int) -> None:
        self.reduced = reduced
        self.emitted: list[Event] = []
        self._through(reduced.locations, reduced.settling, reduced.slots)
        slots = tuple(reduced.slots.values())
        self._keeps = [
            sum(slot.mask << slot.shift for index, slot in enumerate(slots) if live >> index & 1)
            for live in reduced.live
        ]
        #: Where it begins: location and memory.
        self.start = 0, start & self._keeps[0]

    def after(self, transition: Transition, memory: int) -> tuple[int, int]:
        """Where a transition leads: location and memory."""
        self.emitted = []
        location, memory = super().after(transition, memory)
        return location, memory & self._keeps[location]

    def _emitted(self, event: Event, memory: int) -> int:
        self.emitted.append(event)
        return memory

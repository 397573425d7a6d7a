"""The transitions of a reduced system, taken by many states at once: a state is a whole number in an array of numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression
from game.story.model.layout import Layout, Variable
from game.verify.odds.vector_conditions import States, TruthVector, truths_of
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.slot_allocation import allocated, is_soon_compared
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstruction, SystemInstructions

_WORD_BITS = 62
"""Bits of a state that fit into a signed word, with one more to count with; wider ones are whole numbers of Python."""

Indices: TypeAlias = npt.NDArray[np.intp]


class Arrivals(NamedTuple):
    """Where a transition leads some states: to `states` at a `location`, from those with the indices `sources`.

    `events` has a bit for each event, by its index in `VectorSteps.events`, that happened on the way.
    """

    location: int
    states: States
    sources: Indices
    events: int


_Paths: TypeAlias = dict[int, tuple[States, Indices]]
"""Of states on their way, by the bits of what has happened: their variables now, and the indices of their sources."""


class VectorSteps:
    """Takes transitions of a reduced system. `start` is the memory with which the story begins.

    `events` are those that are told apart; of all others nothing is said.
    """

    def __init__(self, reduced: Reduced, start: int, events: Iterable[Event] = ()) -> None:
        slots = reduced.slots
        self.reduced = reduced
        self.layout = Layout(Variable(name, slot.low, slot.high, slot.get(start)) for name, slot in slots.items())
        if self.layout.bits > _WORD_BITS and is_soon_compared(reduced):
            self.reduced, self.layout = allocated(reduced, start)
        self.dtype = np.dtype(np.int64 if self.layout.bits <= _WORD_BITS else np.object_)
        bits = [self.layout[name].mask << self.layout[name].shift for name in slots]
        self._keeps = [_joined(bits, live) for live in self.reduced.live]
        self.start = self.layout.start & self._keeps[0]
        self.events = tuple(dict.fromkeys(events))
        self._event_bits = {(type(event), event): 1 << index for index, event in enumerate(self.events)}
        self._conditions: dict[int, tuple[Expression, Callable[[States], TruthVector]]] = {}

    def open(self, location: int, states: States) -> list[TruthVector]:
        """For each transition at a location, in which of the states it is open."""
        here = self.reduced.locations[location]
        assert here is not None  # noqa: S101 - there are states
        return [self.holds(transition.guards, states) for transition in here.transitions]

    def after(self, location: int, transition: int, states: States, sources: Indices) -> list[Arrivals]:
        """Where a transition, by its number at its location, leads these states, in all of which it is open.

        `sources`, shape (n,), are handed on.
        """
        here = self.reduced.locations[location]
        assert here is not None  # noqa: S101 - there are states
        found: list[Arrivals] = []
        self._follow(here.transitions[transition].effect, {0: (states, sources)}, found)
        return found

    def holds(self, conditions: tuple[Expression, ...], states: States) -> TruthVector:
        """In which of the states all conditions hold; of variables that are not live nothing can be asked."""
        truths = np.ones(len(states), np.bool_)
        for tree in conditions:
            known = self._conditions.get(id(tree))
            if known is None:
                known = self._conditions[id(tree)] = tree, truths_of(tree, self.layout)
            truths &= known[1](states)
        return truths

    def _follow(self, effect: SystemInstructions, paths: _Paths, found: list[Arrivals]) -> _Paths:
        """What is left of paths after an effect; what comes to its end is added to `found`."""
        for instruction in effect:
            match instruction:
                case ContinueAt(location):
                    keep = self._keeps[location]
                    found += (
                        Arrivals(location, states & keep, sources, events)
                        for events, (states, sources) in paths.items() if len(states)
                    )  # fmt: skip
                    return {}
                case SettleAt(place):
                    return self._follow(self.reduced.settling[place], paths, found)
                case Fork(conditions, then, otherwise):
                    paths = self._forked(conditions, then, otherwise, paths, found)
                    if not paths:
                        return paths
                case Emit(event):
                    bit = self._event_bits.get((type(event), event), 0)
                    if bit:
                        paths = _merged([({events | bit: path}) for events, path in paths.items()])
                case _:
                    paths = {events: (self._changed(instruction, states), sources)
                             for events, (states, sources) in paths.items()}  # fmt: skip
        return paths

    def _forked(
        self, conditions: tuple[Expression, ...], then: SystemInstructions, otherwise: SystemInstructions,
        paths: _Paths, found: list[Arrivals],
    ) -> _Paths:  # fmt: skip
        yes: _Paths = {}
        no: _Paths = {}
        for events, (states, sources) in paths.items():
            truths = self.holds(conditions, states)
            for side, some in ((yes, truths), (no, ~truths)):
                if some.any():
                    side[events] = states[some], sources[some]
        return _merged([
            self._follow(effect, side, found) if side else {} for effect, side in ((then, yes), (otherwise, no))
        ])  # fmt: skip

    def _changed(self, instruction: SystemInstruction, states: States) -> States:
        match instruction:
            case Assign(slot, value):
                slot = self.layout[slot.name]
                put: States = states & ~(slot.mask << slot.shift) | (value - slot.low) << slot.shift
                return put
            case Increment(slot, amount):
                slot = self.layout[slot.name]
                values = np.clip((states >> slot.shift & slot.mask) + amount, 0, slot.high - slot.low)
                grown: States = states & ~(slot.mask << slot.shift) | values << slot.shift
                return grown
        raise AssertionError(instruction)


def _merged(some: Iterable[_Paths]) -> _Paths:
    """All of these paths; those on which the same happened are one."""
    merged: dict[int, list[tuple[States, Indices]]] = {}
    for paths in some:
        for events, path in paths.items():
            merged.setdefault(events, []).append(path)
    return {
        events: (np.concatenate([path[0] for path in same]), np.concatenate([path[1] for path in same]))
        for events, same in merged.items()
    }


def _joined(bits: list[int], live: int) -> int:
    joined = 0
    for index, bit in enumerate(bits):
        if live >> index & 1:
            joined |= bit
    return joined

"""The transitions of a reduced system, taken by many states at once: a state is a whole number in an array of numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Slot, Variable
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.slot_allocation import MOST_VARIABLES, allocated
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstruction, SystemInstructions

WORD_BITS = 62
"""Bits of a state that fit into a signed word, with one more to count with; wider ones are whole numbers of Python."""

States: TypeAlias = npt.NDArray[Any]
"""Packed variables of states at one location, shape (n,): of int64, or of objects where they do not fit."""
Truths: TypeAlias = npt.NDArray[np.bool_]
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
        if self.layout.bits > WORD_BITS and len(slots) <= MOST_VARIABLES:
            self.reduced, self.layout = allocated(reduced, start)
        self.dtype = np.dtype(np.int64 if self.layout.bits <= WORD_BITS else np.object_)
        bits = [self.layout[name].mask << self.layout[name].shift for name in slots]
        self._keeps = [_joined(bits, live) for live in self.reduced.live]
        self.start = self.layout.start & self._keeps[0]
        self.events = tuple(dict.fromkeys(events))
        self._event_bits = {(type(event), event): 1 << index for index, event in enumerate(self.events)}
        self._conditions: dict[int, tuple[Expression, Callable[[States], Any]]] = {}

    def open(self, location: int, states: States) -> list[Truths]:
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

    def holds(self, conditions: tuple[Expression, ...], states: States) -> Truths:
        """In which of the states all conditions hold; of variables that are not live nothing can be asked."""
        truths = np.ones(len(states), np.bool_)
        for tree in conditions:
            known = self._conditions.get(id(tree))
            if known is None:
                made = eval(f"lambda m: {truth_source(tree, self.layout)}", {"__builtins__": {}})  # noqa: S307 - numbers and operators alone
                known = self._conditions[id(tree)] = tree, made
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


def truth_source(tree: Expression, layout: Layout) -> str:
    """An expression of Python for an array of truths, over the array `m` of packed states."""
    match tree:
        case Number(value):
            return f"((m == m) if {bool(value)} else (m != m))"
        case VariableRead(variable) if not layout[variable].low:
            return f"((m & {_bits(layout[variable])}) != 0)"
        case Not(part):
            return f"(~{truth_source(part, layout)})"
        case Operation(("and" | "or") as sign, left, right):
            return f"({truth_source(left, layout)} {'&' if sign == 'and' else '|'} {truth_source(right, layout)})"
        case Operation(("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, left, right):
            return f"({number_source(left, layout)} {sign} {number_source(right, layout)})"
    return f"({number_source(tree, layout)} != 0)"


def number_source(tree: Expression, layout: Layout) -> str:
    """The same for an array of numbers."""
    match tree:
        case Number(value):
            return f"({value:d})"
        case VariableRead(variable):
            slot = layout[variable]
            return f"((m >> {slot.shift:d} & {slot.mask:d}) + {slot.low:d})"
        case Count(variables, least):
            parts = (f"({number_source(VariableRead(name), layout)} >= {least:d})" for name in variables)
            return f"({' + '.join(('(m & 0)', *parts))})"
        case Operation(("+" | "-" | "*") as sign, left, right):
            return f"({number_source(left, layout)} {sign} {number_source(right, layout)})"
    return f"({truth_source(tree, layout)} + (m & 0))"


def _bits(slot: Slot) -> int:
    return slot.mask << slot.shift

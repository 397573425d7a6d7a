"""All states that can be reached, found with the diagrams of the check itself: for certificates of small stories.

An engine leaves out what does not matter, and works out a lot to see what does. Where what it worked out cannot be
written down so that the check sees it, too, the states are found anew, with all variables that some condition reads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.engine.instructions import Assign, Increment
from game.verify.certificates.state_sets import StateSets, result
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.observers import InstrumentedSystem


def reachable(
    observed: InstrumentedSystem, sets: StateSets, position: Sequence[int], go_on: Callable[[], None]
) -> dict[int, int]:
    """By location, the states that can be reached there, of the variables of `sets`; no other may be read.

    `position` says by location how late in the story it is. `go_on` is called now and then, and may raise; so may
    `sets`.
    """
    return _Reaching(observed, sets, position).found(go_on)


class _Reaching:
    def __init__(self, observed: InstrumentedSystem, sets: StateSets, position: Sequence[int]) -> None:
        self.observed, self.sets, self.position = observed, sets, position
        self.reached: dict[int, int] = {}
        self.pending: dict[int, int] = {}
        self._settled: dict[int, int] = {}
        self._known: dict[object, int] = {}

    def found(self, go_on: Callable[[], None]) -> dict[int, int]:
        start, first = self.observed.story.layout.start, 1
        for level, slot in reversed(list(enumerate(self.sets.slots))):
            first = self.sets.node(level, [(1 << slot.get(start) - slot.low, first)])
        self._arrive(0, first)
        while self.pending:
            location = min(self.pending, key=self.position.__getitem__)
            states = self.pending.pop(location)
            for transition in self.observed.locations[location].transitions:
                self._follow(transition.effect, self.sets.both(states, self.sets.all_of(transition.guards)))
            go_on()
        return self.reached

    def _follow(self, effect: SystemInstructions, states: int) -> int:
        sets = self.sets
        for instruction in effect:
            if not states:
                return 0
            match instruction:
                case Assign(slot) | Increment(slot) if slot.name in sets.level:
                    states = self._after(states, instruction)
                case Fork(conditions, then, otherwise):
                    so = sets.all_of(conditions)
                    yes = self._follow(then, sets.both(states, so))
                    states = sets.either(yes, self._follow(otherwise, sets.without(states, so)))
                case ContinueAt(location):
                    self._arrive(location, states)
                    return 0
                case SettleAt(place):
                    new = sets.without(states, self._settled.get(place, 0))
                    self._settled[place] = sets.either(states, self._settled.get(place, 0))
                    return self._follow(self.observed.settling[place], new)
        return states

    def _after(self, states: int, change: Assign | Increment) -> int:
        """The states that there are once a variable is changed."""
        sets, slot, level = self.sets, change.slot, self.sets.level[change.slot.name]
        top = sets.nodes[states][0]
        key = states, slot.name, change[1], type(change)
        if key not in self._known:
            if not states:
                return 0
            if top < level:
                edges = [(values, self._after(below, change)) for values, below in sets.edges(states, top)]
                self._known[key] = sets.node(top, edges)
            else:
                made = 0
                for values, below in sets.edges(states, level):
                    moved = _moved(change, values)
                    made = sets.either(made, sets.node(level, [(moved, below)]))
                self._known[key] = made
        return self._known[key]

    def _arrive(self, location: int, states: int) -> None:
        new = self.sets.without(states, self.reached.get(location, 0))
        if new:
            self.reached[location] = self.sets.either(new, self.reached.get(location, 0))
            self.pending[location] = self.sets.either(new, self.pending.get(location, 0))


def _moved(change: Assign | Increment, values: int) -> int:
    """What becomes of values of a variable, as bits: the lowest of its range is bit 0."""
    slot = change.slot
    every = (2 << slot.high - slot.low) - 1
    if isinstance(change, Assign):
        return 1 << result(change, 0) - slot.low
    if change.amount >= 0:
        moved = values << change.amount
        return moved & every | (every + 1 >> 1 if moved > every else 0)
    return values >> -change.amount | (1 if values & (1 << -change.amount) - 1 else 0)

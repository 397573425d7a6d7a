"""Orders in which the states of a closed set lead to an ending, or to where somebody chooses: for certificates.

Backward from the end, a set at a time, with the diagrams of the check itself. Nothing rests on what comes out of here:
the check looks at each step of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.engine.instructions import Assign, Increment
from game.story.model.layout import Slot
from game.verify.certificates.certificate import RankedStates
from game.verify.certificates.state_sets import StateSets
from game.verify.exact.symbolic.plan import walk_order
from game.verify.reductions.reaching_definitions import ends
from game.verify.system.elements import ContinueAt, Fork, Location, SettleAt, SystemInstructions
from game.verify.system.observers import InstrumentedSystem

NodeRanks = list[RankedStates]
"""As in a certificate, with sets of the diagrams that were handed over."""


class Rankings:
    """Orders for the states of a system. `reached` are sets by location; `go_on` is called now and then, and may
    raise.
    """

    def __init__(
        self, system: InstrumentedSystem, sets: StateSets, reached: Mapping[int, int], go_on: Callable[[], None]
    ) -> None:
        self.system, self.sets, self.reached, self.go_on = system, sets, reached, go_on
        self._before: dict[tuple[int, int, int], int] = {}
        self._ends = _ends(system)
        self._position = story_positions(system)

    def to_endings(self) -> NodeRanks | None:
        """From each state a transition that leads nearer to an ending; None: from some states none does."""
        sets, made, saved = self.sets, [], {}
        pending = {at: states for at, states in self.reached.items() if self._here(at).key.kind == "ending"}
        saved.update(pending)
        sources = self._sources()
        while pending:
            # The latest first: those before it wait until all that leads on from there is known.
            latest = max(pending, key=self._position.__getitem__)
            new = {latest: pending.pop(latest)}
            for location, number in sources.get(latest, ()):
                left = sets.without(self.reached[location], saved.get(location, 0))
                transition = self._here(location).transitions[number]
                some = sets.both(left, sets.all_of(transition.guards))
                some = sets.both(some, self.before(transition.effect, new, {})) if some else 0
                if some:
                    made.append(RankedStates(location, number, some))
                    saved[location] = sets.either(saved.get(location, 0), some)
                    pending[location] = sets.either(pending.get(location, 0), some)
            self.go_on()
        return made if self._all(saved) else None

    def to_choices(self) -> NodeRanks | None:
        """From each state where nobody chooses all transitions lead nearer to where somebody does; None: not so."""
        sets, made = self.sets, []
        passing = [at for at in self.reached if not self._is_end(at)]
        bad = {at: self.reached[at] for at in passing}
        sources = self._sources()
        waiting = list(reversed(passing))
        while waiting:
            location = waiting.pop(0)
            left = bad[location]
            some = 0
            for number, transition in enumerate(self._here(location).transitions):
                if left and self._ends[location][number] & bad.keys():
                    open_ = sets.both(left, sets.all_of(transition.guards))
                    some = sets.either(some, sets.both(open_, self.before(transition.effect, bad, {})))
            self.go_on()
            if some != left:
                made.append(RankedStates(location, 0, sets.without(left, some)))
                bad[location] = some
                waiting += (source for source in dict(sources.get(location, ()))
                            if source in bad and source not in waiting)  # fmt: skip
        return None if any(bad.values()) else made

    def before(self, effect: SystemInstructions, to: Mapping[int, int], settled: dict[int, int], after: int = 0) -> int:
        """The states that an effect takes to states of `to`; `after`: those for it where it does not end."""
        sets, found = self.sets, after
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    found = to.get(location, 0)
                case SettleAt(place):
                    if place not in settled:
                        settled[place] = self.before(self.system.settling[place], to, settled)
                    found = settled[place]
                case Assign(slot, value):
                    found = self._back(found, slot, _unset(slot, value))
                case Increment(slot, amount):
                    found = self._back(found, slot, _unmoved(slot, amount))
                case Fork(conditions, then, otherwise):
                    so = sets.all_of(conditions)
                    yes, no = (self.before(branch, to, settled, found) for branch in (then, otherwise))
                    found = sets.either(sets.both(so, yes), sets.without(no, so))
        return found

    def _back(self, states: int, slot: Slot, values_before: Callable[[int], int]) -> int:
        """The states with other values for a variable: those from which the values of each edge come."""
        if slot.name not in self.sets.level:  # nobody asks for it
            return states
        sets, level = self.sets, self.sets.level[slot.name]
        known: dict[int, int] = {}

        def back(node: int) -> int:
            top = sets.nodes[node][0]
            if top > level:
                return node
            if node not in known:
                edges = sets.edges(node, top)
                if top < level:
                    known[node] = sets.node(top, [(values, back(below)) for values, below in edges])
                else:
                    known[node] = sets.node(level, [(values_before(values), below) for values, below in edges])
            return known[node]

        return back(states)

    def _here(self, location: int) -> Location:
        return self.system.locations[location]

    def _is_end(self, location: int) -> bool:
        here = self._here(location)
        return here.is_chosen or here.key.kind == "ending"

    def _all(self, good: Mapping[int, int]) -> bool:
        return not any(self.sets.without(states, good.get(at, 0)) for at, states in self.reached.items())

    def _sources(self) -> dict[int, list[tuple[int, int]]]:
        """By location, the reached ones with their transitions that may lead to it, the last first."""
        sources: dict[int, list[tuple[int, int]]] = {}
        for location in sorted(self.reached, reverse=True):
            for number, targets in enumerate(self._ends[location]):
                for end in targets:
                    sources.setdefault(end, []).append((location, number))
        return sources


def story_positions(system: InstrumentedSystem) -> list[int]:
    """By location, how late in the story it is."""
    found = _ends(system)
    return walk_order(len(found), lambda location: [sorted(some) for some in found[location]]).position


def _ends(system: InstrumentedSystem) -> list[list[frozenset[int]]]:
    """By location and transition, the locations to which it may lead."""
    known: dict[int, frozenset[int]] = {}

    def of(effect: SystemInstructions) -> frozenset[int]:
        found: frozenset[int] = frozenset()
        for shared, end in ends(effect):
            if shared and end not in known:
                known[end] = of(system.settling[end])
            found |= known[end] if shared else frozenset((end,))
        return found

    return [[of(transition.effect) for transition in here.transitions] for here in system.locations]


def _every(slot: Slot) -> int:
    return (2 << slot.high - slot.low) - 1


def _unset(slot: Slot, value: int) -> Callable[[int], int]:
    """Which values become one of the given ones when the variable is put to a value: all of them, or none."""
    bit = 1 << min(max(value, slot.low), slot.high) - slot.low
    return lambda values: _every(slot) if values & bit else 0


def _unmoved(slot: Slot, amount: int) -> Callable[[int], int]:
    """Which values come to some of the given ones when an amount is added; all are bits, from the lowest value on."""
    last, every = slot.high - slot.low, _every(slot)

    def before(values: int) -> int:
        if amount >= 0:
            stop = every & ~((1 << max(last - amount, 0)) - 1) if values >> last & 1 else 0
            return values >> amount & every >> amount | stop
        stop = (2 << min(-amount, last)) - 1 if values & 1 else 0
        return values << -amount & every & ~((1 << min(-amount, last)) - 1) | stop

    return before

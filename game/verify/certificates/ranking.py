"""Orders in which the states of a closed set lead to an ending, or to where somebody chooses: for certificates.

Backward from the end, a set at a time, with the diagrams of the check itself. Nothing rests on what comes out of here:
the check looks at each step of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from game.verify.certificates.certificate import RankedStates
from game.verify.certificates.checker import Preconditions
from game.verify.certificates.state_sets import StateSets
from game.verify.exact.symbolic.plan import walk_order
from game.verify.reductions.reaching_definitions import ends
from game.verify.system.elements import Location, SystemInstructions
from game.verify.system.observers import InstrumentedSystem

NodeRanks = list[RankedStates]
"""As in a certificate, with sets of the diagrams that were handed over."""


class Rankings:
    """Orders for the states of a system. `reached` are sets by location, `growing` variables that nothing makes
    smaller; `go_on` is called now and then, and may raise.
    """

    def __init__(
        self, system: InstrumentedSystem, sets: StateSets, reached: Mapping[int, int], go_on: Callable[[], None],
        growing: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.system, self.sets, self.reached, self.go_on = system, sets, reached, go_on
        self._plain = Preconditions(system, sets, (), ())
        self._growing = Preconditions(system, sets, (), growing)
        self._growing.growth_suffices = True
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
                some = sets.both(some, self._plain.before(transition.effect, new, {})) if some else 0
                if some:
                    made.append(RankedStates(location, number, some))
                    saved[location] = sets.either(saved.get(location, 0), some)
                    pending[location] = sets.either(pending.get(location, 0), some)
            self.go_on()
        return made if self._all(saved) else None

    def to_choices(self) -> NodeRanks | None:
        """From each state where nobody chooses all transitions lead nearer to where somebody does, or make something
        larger that nothing makes smaller; None: not so.
        """
        sets, made = self.sets, []
        lower = {at: states for at, states in self.reached.items() if self._is_end(at)}
        waiting = sorted(self.reached.keys() - lower.keys(), key=self._position.__getitem__, reverse=True)
        sources = self._sources()
        while waiting:
            location = waiting.pop(0)
            some = sets.without(self.reached[location], lower.get(location, 0))
            for transition in self._here(location).transitions:
                # What leads elsewhere, of those for which it is open.
                off = sets.both(some, sets.all_of(transition.guards))
                off = sets.without(off, self._growing.before(transition.effect, lower, {})) if off else 0
                some = sets.without(some, off)
            self.go_on()
            if some:
                made.append(RankedStates(location, 0, some))
                lower[location] = sets.either(lower.get(location, 0), some)
                waiting += (source for source in dict(sources.get(location, ()))
                            if not self._is_end(source) and source not in waiting)  # fmt: skip
        return made if self._all(lower) else None

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

"""Checks the plays of a certificate: each is walked through the system, one memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression
from game.verify.certificates.certificate import Certificate, NotShown
from game.verify.certificates.state_sets import StateSets, result
from game.verify.system.elements import ContinueAt, Fork, SettleAt
from game.verify.system.observers import InstrumentedSystem
from game.verify.verdicts.properties import key_of_change, key_of_event
from game.verify.verdicts.properties import key_of_transition as key_of

_MOST_NODES = 4_000_000
"""Nodes that the conditions on the way may need."""


class Walk:
    """Walks plays through the system: with a memory, in which each variable has a value."""

    def __init__(self, system: InstrumentedSystem) -> None:
        self.system, self.sets = system, StateSets(tuple(system.slots.values()), _MOST_NODES)

    def holds(self, conditions: Iterable[Expression], memory: int) -> bool:
        """Whether all conditions hold."""
        slots, sets = self.system.slots, self.sets
        return all(sets.contains(sets.holding(tree), lambda name: slots[name].get(memory)) for tree in conditions)

    def after(self, location: int, number: int, memory: int) -> tuple[int, int, set[str]]:
        """Where a transition of a location leads: location, memory, and the keys of what happens. Raises NotShown."""
        here, transition = self.system.locations[location], self.system.locations[location].transitions[number]
        if not self.holds(transition.guards, memory):
            raise NotShown("A play takes a transition that is closed.")
        happened, left = {key_of(self.system.story, here, transition)}, list(transition.effect[::-1])
        while True:
            match left.pop():
                case (Assign(slot) | Increment(slot)) as change:
                    memory = slot.put(memory, result(change, slot.get(memory)))
                    happened.add(key_of_change(change))
                case Emit(event):
                    happened.add(key_of_event(event))
                case Fork(conditions, then, otherwise):
                    left += (then if self.holds(conditions, memory) else otherwise)[::-1]
                case SettleAt(place):
                    left += self.system.settling[place][::-1]
                case ContinueAt(location):
                    return location, memory, happened


def shown_by_plays(certificate: Certificate, system: InstrumentedSystem, go_on: Callable[[], None]) -> Iterator[str]:
    """The keys of what the plays of a certificate show to be possible. Raises NotShown, and LookupError for what is not
    there.
    """
    walk, states = Walk(system), [(0, system.story.layout.start, frozenset[str]())]
    for number, (before, transition) in enumerate(certificate.steps):
        if before >= number:
            raise NotShown("A play goes on after a step that comes later.")
        location, memory, _ = states[before + 1]
        location, memory, happened = walk.after(location, transition, memory)
        states.append((location, memory, frozenset(happened & certificate.shown.keys())))
        go_on()
    for key, step in certificate.shown.items():
        if key not in states[step + 1][2]:
            raise NotShown(f"A play does not show what it is said to show: {key}.")
        yield key

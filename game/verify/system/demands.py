"""What has to stay within reach, as a system in which only that is an ending.

"Whenever this is so, that can still be reached" is AG (this -> EF that). Engines know one such question: from
everywhere an ending. So the endings of the story are taken away, and where what is to be reached is so, the play may
end or go on. What is asked then is whether an ending can be reached from each state in which that is demanded; these
have locations of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.story.model.expressions import FALSE, TRUE, Expression
from game.story.model.story import ROAMING
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    LocationKey,
    LocationKind,
    SystemInstructions,
    Transition,
    redirected,
)
from game.verify.system.observers import InstrumentedSystem, PromiseObserver, monitor_changes, monitor_slots
from game.verify.system.transition_system import System


class Demand(NamedTuple):
    """That at each moment in which `demanded` holds, one in which `goal` holds can still be reached, that one included.

    Both are conditions as they are at a location, over the memory and the variables of the `monitor`.
    """

    monitor: PromiseObserver
    demanded: Callable[[Location], Expression]
    goal: Callable[[Location], Expression]


class DemandingSystem(NamedTuple):
    """A system whose only ending is that the goal is reached; `demanding` are the locations where that is demanded."""

    system: InstrumentedSystem
    demanding: frozenset[int]


def demanding(system: System, demand: Demand) -> DemandingSystem:
    """The system in which what is demanded is the only ending. The system that is given stays as it is."""
    return _Demanding(system, demand).made()


class _Demanding:
    def __init__(self, system: System, demand: Demand) -> None:
        self.system, self.demand = system, demand
        self.slots = monitor_slots(system.slots, (demand.monitor,))
        self.locations: list[Location] = []
        self.demanding: set[int] = set()
        self._fresh: dict[int, int] = {}
        self._end = -1

    def made(self) -> DemandingSystem:
        system = self.system
        self.locations = list(system.locations)
        self._end = self._add("ending", 0, ())
        for number, here in enumerate(system.locations):
            if here.is_chosen or here.key.kind == "ending":
                self._fresh[number] = self._standing(number, here)
        for number, here in enumerate(system.locations):
            over = here.key.kind == "ending"
            self.locations[number] = Location(
                here.key._replace(kind="endless") if over else here.key,
                tuple(each._replace(effect=redirected(each.effect, self._fresh)) for each in here.transitions),
            )
        settling = {place: redirected(effect, self._fresh) for place, effect in system.settling.items()}
        standing = frozenset(number for number, here in enumerate(system.locations) if here.is_chosen) | {self._end}
        whole = InstrumentedSystem(system.story, tuple(self.locations), settling, self.slots, standing)
        return DemandingSystem(whole, frozenset(self.demanding))

    def _standing(self, number: int, here: Location) -> int:
        """A location before that with this number, where it is seen what is demanded and what is reached."""
        on: SystemInstructions = (ContinueAt(number),)
        goal, demanded = self.demand.goal(here), self.demand.demanded(here)
        if demanded != FALSE and goal != TRUE:
            asked = self._add("entering", here.key.place, (ContinueAt(number),))
            self.demanding.add(asked)
            on = _where(demanded, asked, on)
        if goal != FALSE:
            reached = self._add("entering", here.key.place, (ContinueAt(number),), (ContinueAt(self._end),))
            on = _where(goal, reached, on)
        return self._add("entering", here.key.place, (*monitor_changes(self.demand.monitor, here, self.slots), *on))

    def _add(self, kind: LocationKind, place: int, *effects: SystemInstructions) -> int:
        transitions = tuple(Transition("enter", "", "", (), effect) for effect in effects if effect)
        self.locations.append(Location(LocationKey(kind, place, ROAMING, (), 0), transitions))
        return len(self.locations) - 1


def _where(condition: Expression, location: int, otherwise: SystemInstructions) -> SystemInstructions:
    """On to a location where the condition holds, else what comes otherwise."""
    if condition == TRUE:
        return (ContinueAt(location),)
    return (Fork((condition,), (ContinueAt(location),), otherwise),)

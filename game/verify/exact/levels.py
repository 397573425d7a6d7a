"""The search that all explicit engines share: breadth first, level by level, and in a level location by location.

What is known of a search is its *batches*: the states of a location that were found on one level. From them come the
levels of states, the shortest paths, and the order in which everything else is looked for. An engine says how a batch
is carried out: one state after the other (`game.verify.exact.explicit`) or all at once
(`game.verify.exact.vectorised`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Self

from game.engine.events import Event
from game.support.components import strongly_connected_components
from game.verify.exact.packing import Packing
from game.verify.exact.shortest_paths import Batch, Paths, StateBatch
from game.verify.reductions.forced_cycles import forced_cycles
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.work_estimate import work_estimates
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.space import PathStep, Progress, SearchStopped

AT_ONCE = 50_000
"""States of a batch, at most."""

SLOW = 0.75
"""What a look at the states from which no ending is known to be reached may leave of them, to count as a help."""


class Levels(Paths):
    """A `Space` that is found level by level.

    An engine can do `WORK` instructions of as many states in about a tenth of a second; then it is asked whether to go
    on. To begin with any states at all takes as long as `CALL` of them.
    """

    WORK: int
    CALL: int

    def __init__(self, reduced: Reduced, packing: Packing, progress: Progress) -> None:
        self.given, self.packing, self.progress = reduced, packing, progress
        self.locations = packing.reduced.locations
        self.batches: list[Batch] = []
        self._is_ending = [location is not None and location.key.kind == "ending" for location in self.locations]
        self._passing = [
            location is not None and not location.is_chosen and not ending
            for location, ending in zip(self.locations, self._is_ending, strict=True)
        ]
        self._effort = work_estimates(packing.reduced)
        self._worked = 0

    def explored(self) -> Self:
        """Find all states, level by level. The result is this space. Raises SearchStopped."""
        now: dict[int, list[StateBatch]] = {0: [self._beginning()]}
        level = 0
        while now:
            while passed := [location for location in now if self._passing[location]]:
                for location in passed:
                    self._carry_out(location, level, now.pop(location))
                for location, states in self._new():
                    now.setdefault(location, []).append(states)
            for location in sorted(now):
                self._carry_out(location, level, now[location])
            now = {location: [states] for location, states in self._new()}
            level += 1
        return self

    def _carry_out(self, location: int, level: int, pieces: list[StateBatch]) -> None:
        for states in pieces:
            for some in self._portions(location, states):
                self.batches.append(Batch(location, level, some))
                self._search(location, some, len(self.batches) - 1)
                self._looked_at(location, len(some))

    def _portions(self, location: int, states: StateBatch) -> Iterator[StateBatch]:
        """As many of the states at once as can be looked at before it is asked whether to go on."""
        most = max(min(AT_ONCE, self.WORK // self._effort[location]), 1)
        if len(states) <= most:
            yield states
        else:
            yield from (states[start : start + most] for start in range(0, len(states), most))

    def _looked_at(self, location: int, states: int) -> None:
        """So many states of a location were looked at. Raises SearchStopped."""
        self._go_on(self._effort[location] * (states + self.CALL))

    def _go_on(self, work: int) -> None:
        """So much was done. Raises SearchStopped."""
        self._worked += work
        if self._worked >= self.WORK:
            self._worked = 0
            if not self.progress(self._so_far()):
                raise SearchStopped

    # What an engine does

    @abstractmethod
    def _beginning(self) -> StateBatch:
        """The first state, which is found by nothing."""

    @abstractmethod
    def _search(self, location: int, states: StateBatch, batch: int) -> None:
        """Find what the states lead to."""

    @abstractmethod
    def _new(self) -> Iterator[tuple[int, StateBatch]]:
        """What was found since it was asked last, and never before; by location, none of which comes twice."""

    @abstractmethod
    def _so_far(self) -> int:
        """How many states were found."""

    @abstractmethod
    def _count(self, location: int) -> int:
        """How many states there are at a location."""

    @abstractmethod
    def _happening(self, location: int, batches: Sequence[StateBatch]) -> tuple[set[int], set[tuple[int, str, Event]]]:
        """The transitions open in some of the states, and the events that happen, with transition and kind."""

    @abstractmethod
    def _staying(self, locations: Sequence[int]) -> dict[int, StateBatch]:
        """By location, the states from which nothing leads away from these locations, however long one goes on."""

    @abstractmethod
    def _sweep(self, location: int) -> bool:
        """Look once at the states that are not known to lead to an ending; whether more is known then."""

    @abstractmethod
    def _sweep_batches(self, batches: Sequence[Batch]) -> None:
        """The same for the states of these batches, one batch after the other."""

    @abstractmethod
    def _sweep_backward(self, locations: Sequence[int]) -> None:
        """Find out all that is left to find out of these locations, however long the transitions to the endings are."""

    @abstractmethod
    def _closed(self, location: int) -> bool:
        """Whether no way is open in some state that does not lead to an ending."""

    # The space

    @property
    def states(self) -> int:
        """See `Space`."""
        return sum(self.at)

    @cached_property
    def at(self) -> tuple[int, ...]:
        """See `Space`."""
        return tuple(self._count(location) for location in range(len(self.locations)))

    @property
    def transitions(self) -> frozenset[PathStep]:
        """See `Space`."""
        return self._happened[0]

    @property
    def events(self) -> frozenset[tuple[PathStep, str, Event]]:
        """See `Space`."""
        return self._happened[1]

    @cached_property
    def _happened(self) -> tuple[frozenset[PathStep], frozenset[tuple[PathStep, str, Event]]]:
        transitions: set[PathStep] = set()
        events: set[tuple[PathStep, str, Event]] = set()
        for location, batches in self._by_location.items():
            opened, happened = self._happening(location, [batch.states for batch in batches])
            transitions.update(PathStep(location, transition) for transition in opened)
            events.update((PathStep(location, transition), kind, event) for transition, kind, event in happened)
        return frozenset(transitions), frozenset(events)

    @cached_property
    def _by_location(self) -> dict[int, list[Batch]]:
        found: dict[int, list[Batch]] = {}
        for batch in self.batches:
            found.setdefault(batch.location, []).append(batch)
        return found

    @cached_property
    def deadlocks(self) -> tuple[int, ...]:
        """See `Space`."""
        return tuple(location for location in self._lost_at if self._closed(location))

    @property
    def soft_locks(self) -> int:
        """See `Space`."""
        return sum(len(self._lost_among(location)) for location in self._lost_at)

    @cached_property
    def _lost_at(self) -> tuple[int, ...]:
        """The locations with states from which no ending can be reached.

        It goes backward from the endings, part by part of the story (the locations of one can all lead to each other),
        and in a part location by location, those nearest to an ending first. States of which it is known drop out.
        Where that leaves too many, in a room with many things to do, say, they are looked at from the last level to the
        first; and where that does not help, edge by edge.
        """
        distance = self._distance_of_endings
        for circle in strongly_connected_components(dict(enumerate(self._targets))):
            part = [location for location in circle if distance.get(location) and self._count(location)]
            part.sort(key=lambda location: (distance[location], location))
            self._save(part)
        return tuple(location for location in self._by_location if len(self._lost_among(location)))

    def _still_lost(self, part: Sequence[int]) -> int:
        return sum(len(self._lost_among(location)) for location in part)

    def leading_to(self, endings: Collection[int]) -> tuple[int, ...]:
        """See `Space`."""
        other = self.with_endings(endings)
        _ = other._lost_at
        return tuple(count - len(other._lost_among(location)) for location, count in enumerate(self.at))

    def with_endings(self, endings: Collection[int]) -> Self:
        """This space as if these locations were all of its endings; what leads to none of them is lost in it."""
        other = copy(self)
        for known in ("_bad", "_lost_at", "_distance_of_endings", "deadlocks"):
            vars(other).pop(known, None)
        other._is_ending = [location in endings for location in range(len(self.locations))]
        return other

    def _save(self, part: Sequence[int]) -> None:
        by_levels = False
        due = set(part)
        left = self._still_lost(part)
        while due:
            for location in part:
                if location in due and len(self._lost_among(location)):
                    due.discard(location)
                    if self._sweep(location):
                        due.update(self._sources[location])
            due = {location for location in due.intersection(part) if len(self._lost_among(location))}
            before, left = left, self._still_lost(part)
            if due and left > before * SLOW:
                if by_levels:
                    self._sweep_backward(part)
                    return
                batches = [batch for location in part for batch in self._by_location[location]]
                self._sweep_batches(sorted(batches, key=lambda batch: -batch.level))
                due, by_levels = set(part), True

    @cached_property
    def divergences(self) -> tuple[int, ...]:
        """See `Space`."""
        return tuple(sorted(self._endless))

    @cached_property
    def _endless(self) -> dict[int, StateBatch]:
        """By location, the states from which nobody chooses any more; no location with none.

        Only where transitions lead in a circle past all who choose can there be any.
        """
        inside = forced_cycles(self.packing.reduced)
        some = [location for location in self._by_location if location in inside]
        return {location: states for location, states in self._staying(some).items() if len(states)} if some else {}

    @cached_property
    def _targets(self) -> tuple[tuple[int, ...], ...]:
        """By location, those to which its transitions lead."""
        shared: dict[int, frozenset[int]] = {}

        def ends(effect: SystemInstructions) -> Iterator[int]:
            for instruction in effect:
                match instruction:
                    case ContinueAt(location):
                        yield location
                    case Fork(_, then, otherwise):
                        yield from ends(then)
                        yield from ends(otherwise)
                    case SettleAt(place):
                        if place not in shared:
                            shared[place] = frozenset(ends(self.packing.reduced.settling[place]))
                        yield from shared[place]

        return tuple(
            tuple(sorted({end for transition in location.transitions for end in ends(transition.effect)}))
            if location is not None
            else ()
            for location in self.locations
        )

    @cached_property
    def _sources(self) -> tuple[tuple[int, ...], ...]:
        """By location, those from which transitions lead to it."""
        sources: list[list[int]] = [[] for _ in self.locations]
        for location, targets in enumerate(self._targets):
            for target in targets:
                sources[target].append(location)
        return tuple(map(tuple, sources))

    @cached_property
    def _distance_of_endings(self) -> Mapping[int, int]:
        """By location that can lead to an ending as far as its transitions go, how many of them it takes at least."""
        distance = {index: 0 for index, ending in enumerate(self._is_ending) if ending}
        waiting = list(distance)
        for location in waiting:
            for before in self._sources[location]:
                if before not in distance:
                    distance[before] = distance[location] + 1
                    waiting.append(before)
        return distance

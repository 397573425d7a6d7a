"""The shortest path to whatever a search has found: the part of a space that all explicit engines share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import cached_property
from heapq import merge
from typing import Any, NamedTuple, TypeAlias

from game.engine.events import Event
from game.story.model.expressions import TRUE, Expression, Number, free_variables
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import Location
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.space import Goal, PathStep

StateBatch: TypeAlias = Any
"""Packed states of one location: a list of whole numbers, or an array of them."""

SearchRecord: TypeAlias = tuple[Any, int]
"""A packed state, and the number of a transition."""


class Batch(NamedTuple):
    """States of a location that are so many moves of the player, `level`, from the beginning."""

    location: int
    level: int
    states: StateBatch


class SoughtAt(NamedTuple):
    """What is looked for in the states of a location: see `game.verify.system.space.Goal`. `transitions` None: no
    matter which.

    It is one of the states in `among`, which holds the lost ones, say; None: one of all.
    """

    conditions: tuple[Expression, ...]
    transitions: tuple[int, ...] | None
    event: Event | None
    among: StateBatch | None


class Paths(ABC):
    """A space whose states are in `batches`, in the order in which they were found: the nearest first."""

    given: Reduced
    locations: tuple[Location | None, ...]
    batches: list[Batch]

    @property
    @abstractmethod
    def transitions(self) -> frozenset[PathStep]:
        """See `Space`."""

    @property
    @abstractmethod
    def events(self) -> frozenset[tuple[PathStep, str, Event]]:
        """See `Space`."""

    @property
    @abstractmethod
    def _endless(self) -> dict[int, StateBatch]:
        """By location, the states from which nobody chooses any more; no location with none."""

    @property
    @abstractmethod
    def _lost_at(self) -> tuple[int, ...]:
        """The locations with states from which no ending can be reached."""

    @abstractmethod
    def _looked_at(self, location: int, states: int) -> None:
        """So many states of a location were looked at. Raises SearchStopped."""

    @abstractmethod
    def _finder(self, location: int, wanted: SoughtAt) -> Callable[[StateBatch], SearchRecord | None]:
        """Finds among states of a location one that is wanted, with the way that is, if one is (else -1)."""

    @abstractmethod
    def _before(self, location: int, state: Any) -> tuple[int, Any, int] | None:
        """A batch, a state of it, and the way from there by which a state was found; None for the beginning."""

    @abstractmethod
    def _lost_among(self, location: int) -> StateBatch:
        """The states of the location that are not known to lead to an ending."""

    def path(self, goal: Goal) -> tuple[PathStep, ...] | None:
        """See `Space`."""
        finders: dict[int, Callable[[StateBatch], SearchRecord | None] | None] = {}
        for _, number in merge(*(self._in_order(goal, location) for location in self._where(goal))):
            batch = self.batches[number]
            if batch.location not in finders:
                wanted = self._wanted(batch.location, goal)
                finders[batch.location] = self._finder(batch.location, wanted) if wanted is not None else None
            finder = finders[batch.location]
            if finder is not None:
                found = finder(batch.states)
                self._looked_at(batch.location, len(batch.states))
                if found is not None:
                    state, transition = found
                    last = (PathStep(batch.location, transition),) if transition >= 0 else ()
                    return (*self._transition_to(batch.location, state), *last)
        return None

    def _in_order(self, goal: Goal, location: int) -> list[tuple[int, int]]:
        """The batches of a location by their numbers, each behind how many moves it takes to come to the goal there."""
        here = self.locations[location]
        assert here is not None  # noqa: S101 - there are batches
        last = goal.moves_from(here)
        return [(self.batches[number].level + last, number) for number in self._numbers_of_batches[location]]

    def _where(self, goal: Goal) -> list[int]:
        """The locations with states that could be looked for."""
        some: Iterable[int] = self._numbers_of_batches
        if goal.event is not None:
            some = self._where_emitted.get((type(goal.event).__name__, goal.event), ())
        return [location for location in some if goal.locations is None or location in goal.locations]

    @cached_property
    def _numbers_of_batches(self) -> dict[int, list[int]]:
        """By location, those of its batches, in order."""
        found: dict[int, list[int]] = {}
        for number, batch in enumerate(self.batches):
            found.setdefault(batch.location, []).append(number)
        return found

    @cached_property
    def _where_emitted(self) -> dict[tuple[str, Event], dict[int, set[int]]]:
        """By event, with its kind, the locations and transitions on which it happens."""
        found: dict[tuple[str, Event], dict[int, set[int]]] = {}
        for step, kind, event in self.events:
            found.setdefault((kind, event), {}).setdefault(step.location, set()).add(step.transition)
        return found

    def _wanted(self, location: int, goal: Goal) -> SoughtAt | None:
        """What a goal wants of the states of a location; None: none of them can be wanted."""
        if goal.locations is not None and location not in goal.locations:
            return None
        among = None
        if goal.diverges:
            among = self._endless.get(location)
        elif goal.soft_lock:
            among = self._lost_among(location) if location in self._lost_at else None
        if (goal.diverges or goal.soft_lock) and among is None:
            return None
        conditions = tuple(
            tree for condition in goal.conditions if (tree := self._seen_at(location, condition)) != TRUE
        )
        if any(isinstance(tree, Number) and not tree.value for tree in conditions):
            return None
        transitions: tuple[int, ...] | None = None
        if goal.event is not None:
            transitions = tuple(sorted(self._where_emitted[type(goal.event).__name__, goal.event][location]))
        elif goal.transition is not None:
            transitions = (goal.transition,) if PathStep(location, goal.transition) in self.transitions else ()
        if goal.transition is not None and transitions is not None:
            transitions = tuple(transition for transition in transitions if transition == goal.transition)
        return None if transitions == () else SoughtAt(conditions, transitions, goal.event, among)

    def _seen_at(self, location: int, tree: Expression) -> Expression:
        """A condition with what is known at a location: where the player is, and what has its lowest value there."""
        here = self.locations[location]
        assert here is not None  # noqa: S101 - there are states
        known = {"place": here.key.place, "asking": here.key.question}
        live = self._live_at(location)
        known |= {name: self.given.slots[name].low for name in free_variables(tree)
                  if name not in live and name in self.given.slots}  # fmt: skip
        return partially_evaluated(tree, known)

    def _live_at(self, location: int) -> set[str]:
        mask = self.given.live[location]
        return {name for index, name in enumerate(self.given.slots) if mask >> index & 1}

    @cached_property
    def _known_befores(self) -> dict[tuple[int, int], tuple[tuple[int, int], PathStep] | None]:
        """By location and state, those before and the step from there: most transitions begin alike."""
        return {}

    def _transition_to(self, location: int, state: Any) -> list[PathStep]:
        steps: list[PathStep] = []
        known = self._known_befores
        at = location, int(state)
        while True:
            if at not in known:
                known[at] = self._step_before(*at)
            before = known[at]
            if before is None:
                return steps[::-1]
            at, step = before
            steps.append(step)

    def _step_before(self, location: int, state: int) -> tuple[tuple[int, int], PathStep] | None:
        self._looked_at(location, 1)
        found = self._before(location, state)
        if found is None:
            return None
        number, before, transition = found
        here = self.batches[number].location
        return (here, int(before)), PathStep(here, transition)

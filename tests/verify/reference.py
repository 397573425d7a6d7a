"""All states of a reduced system, found in the plainest way: one after the other, in dictionaries.

What an engine says is compared with this. It is slow and meant to be read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from functools import cached_property

from game.engine.events import Event
from game.story.model.expressions import Expression
from game.story.model.story import Story
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.walk import ReducedWalk
from game.verify.system.elements import Location
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.space import Goal, PathStep

State = tuple[int, int]
"""The number of a location, and a memory."""


class TooMany(Exception):
    """There are more states than the comparison has patience for."""


class Reference:
    """Every state of a reduced system, the same answers as a `Space`; `moves` instead of a path: how long it is."""

    def __init__(self, reduced: Reduced, story: Story, most: int = 20_000) -> None:
        self.reduced, self.story = reduced, story
        self.walk = ReducedWalk(reduced, story.layout.start)
        #: By state, the moves of the player that it takes to come there.
        self.moves: dict[State, int] = {self.walk.start: 0}
        #: By state, what each open way leads to and tells.
        self.leads: dict[State, dict[int, tuple[State, list[Event]]]] = {}
        waiting = deque([self.walk.start])
        while waiting:
            state = waiting.popleft()
            if state in self.leads:
                continue
            if len(self.leads) >= most:
                raise TooMany
            self.leads[state] = leads = self._transitions_on(state)
            moves = self.moves[state] + self._chosen(state)
            for following, _ in leads.values():
                if moves < self.moves.get(following, moves + 1):
                    self.moves[following] = moves
                    (waiting.append if self._chosen(state) else waiting.appendleft)(following)

    def _location(self, number: int) -> Location:
        location = self.reduced.locations[number]
        assert location is not None, "a state is where the reduction left nothing"
        return location

    def _chosen(self, state: State) -> bool:
        return self._location(state[0]).is_chosen

    def _transitions_on(self, state: State) -> dict[int, tuple[State, list[Event]]]:
        location, memory = state
        leads = {}
        for index, transition in enumerate(self._location(location).transitions):
            if self.walk.hold(transition.guards, memory):
                following = self.walk.after(transition, memory)
                leads[index] = following, self.walk.emitted
        return leads

    @property
    def states(self) -> int:
        return len(self.leads)

    @property
    def at(self) -> tuple[int, ...]:
        counts = [0] * len(self.reduced.locations)
        for location, _ in self.leads:
            counts[location] += 1
        return tuple(counts)

    @property
    def transitions(self) -> frozenset[PathStep]:
        return frozenset(PathStep(state[0], index) for state, leads in self.leads.items() for index in leads)

    @property
    def events(self) -> frozenset[tuple[PathStep, str, Event]]:
        return frozenset(
            (PathStep(state[0], index), type(event).__name__, event)
            for state, leads in self.leads.items()
            for index, (_, emitted) in leads.items()
            for event in emitted
        )

    @property
    def deadlocks(self) -> tuple[int, ...]:
        found = {state[0] for state, leads in self.leads.items() if not leads and not self._ending(state)}
        return tuple(sorted(found))

    @property
    def soft_locks(self) -> int:
        return len(self.lost_states)

    @cached_property
    def lost_states(self) -> set[State]:
        """The states from which no ending can be reached."""
        return set(self.leads) - self._coming_to({state for state in self.leads if self._ending(state)})

    def leading_to(self, endings: Collection[int]) -> tuple[int, ...]:
        counts = [0] * len(self.reduced.locations)
        for location, _ in self._coming_to({state for state in self.leads if state[0] in endings}):
            counts[location] += 1
        return tuple(counts)

    def _coming_to(self, some: set[State]) -> set[State]:
        before: dict[State, list[State]] = {state: [] for state in self.leads}
        for state, leads in self.leads.items():
            for following, _ in leads.values():
                before[following].append(state)
        waiting = list(some)
        while waiting:
            for coming in before[waiting.pop()]:
                if coming not in some:
                    some.add(coming)
                    waiting.append(coming)
        return some

    @property
    def divergences(self) -> tuple[int, ...]:
        return tuple(sorted({location for location, _ in self.endless_states}))

    @cached_property
    def endless_states(self) -> set[State]:
        """The states from which the play goes on for ever without anybody choosing: each leads to another."""
        endless = {state for state in self.leads if not self._chosen(state) and not self._ending(state)}
        before = -1
        while len(endless) != before:
            before = len(endless)
            endless = {state for state in endless if any(to in endless for to, _ in self.leads[state].values())}
        return endless

    def _ending(self, state: State) -> bool:
        return self._location(state[0]).key.kind == "ending"

    def length(self, goal: Goal) -> int | None:
        """How many moves of the player it takes at least to come to such a state; None: there is none."""
        some = self.endless_states if goal.diverges else self.lost_states if goal.soft_lock else self.leads
        nearest = (state for state in self._nearest_first if state in some and self.meets(state, goal))
        return next((self.moves[state] for state in nearest), None)

    @cached_property
    def _nearest_first(self) -> list[State]:
        return sorted(self.leads, key=self.moves.__getitem__)

    def meets(self, state: State, goal: Goal) -> bool:
        """Whether a state is what is looked for, but for `lost` and `endless`."""
        location, memory = state
        if goal.locations is not None and location not in goal.locations:
            return False
        if not self.walk.hold(tuple(self.seen_at(location, tree) for tree in goal.conditions), memory):
            return False
        leads = self.leads[state]
        if goal.transition is not None:
            leads = {goal.transition: leads[goal.transition]} if goal.transition in leads else {}
        if goal.event is None:
            return goal.transition is None or bool(leads)
        return any(_same(event, goal.event) for _, emitted in leads.values() for event in emitted)

    def seen_at(self, location: int, tree: Expression) -> Expression:
        """A condition with what is known at a location: where the player is, and what never changes."""
        layout, key = self.story.layout, self._location(location).key
        known = {slot.name: slot.get(layout.start) for slot in layout if slot.name not in self.reduced.slots}
        known[self.story.asking.name] = key.question
        if self.story.place is not None:
            known[self.story.place.name] = key.place
        return partially_evaluated(tree, known)

    def goes(self, path: tuple[PathStep, ...], goal: Goal) -> int:
        """Walk a path that is said to lead to a goal; the result is how many moves come before the goal.

        Fails where a step is not open, or where the path does not lead there.
        """
        state = self.walk.start
        last = path[-1:] if goal.transition is not None or goal.event is not None else ()
        moves = 0
        for step in path[: len(path) - len(last)]:
            assert step.location == state[0]
            moves += self._chosen(state)
            state = self.leads[state][step.transition][0]
        assert self.meets(state, goal)
        assert not goal.soft_lock or state in self.lost_states
        assert not goal.diverges or state in self.endless_states
        for step in last:
            assert step.location == state[0]
            assert goal.transition is None or step.transition == goal.transition
            emitted = self.leads[state][step.transition][1]
            assert goal.event is None or any(_same(event, goal.event) for event in emitted)
        return moves


def _same(first: Event, second: Event) -> bool:
    """Two events of different kinds may hold the same words."""
    return type(first) is type(second) and first == second

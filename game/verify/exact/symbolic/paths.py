"""Shortest transitions to a goal: rings of states around the beginning and around the goal grow until they meet.

I. Pohl, "Bi-directional search", 1971; here with whole sets. From a state in which they meet the way goes back ring by
ring to the beginning, and on to the goal.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.story.model.expressions import Expression
from game.verify.exact.symbolic.diagrams import Diagram
from game.verify.exact.symbolic.effects import EventKey, event_key
from game.verify.exact.symbolic.rings import DiagramState, Homeward, Layer, Onward, StatesAt
from game.verify.exact.symbolic.search import DiagramSearch
from game.verify.reductions.walk import ReducedWalk
from game.verify.system.elements import Transition
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.space import Goal, PathStep


class DiagramPaths:
    """Paths to goals, in a system that was searched."""

    def __init__(self, search: DiagramSearch, start: int) -> None:
        self.search, self._start = search, start
        self._onward: Onward | None = None
        self._walk = ReducedWalk(search.reduced, start)
        self.diagrams, self.effects = search.diagrams, search.effects
        self._emitting: dict[EventKey, Mapping[int, Diagram]] = {}

    def path(self, goal: Goal) -> tuple[PathStep, ...] | None:
        """See `Space.path`."""
        goals = self.goals(goal)
        if not goals:
            return None
        onward, state, homeward, layer = self._between(*self._by_moves(goals, goal))
        return (*onward.back(state), *self._walked(homeward, layer, state, goal))

    def forget(self) -> None:
        """Give up the rings around the beginning, which take most of the room."""
        self._onward = None

    # What the goal is

    def goals(self, goal: Goal) -> StatesAt:
        """The states that are looked for, as far as they can be reached, by location."""
        search, none = self.search, self.diagrams.none
        found: StatesAt = {}
        for node, location in enumerate(search.reduced.locations):
            if location is None or search.reached[node] == none:
                continue
            if goal.locations is not None and node not in goal.locations:
                continue
            states = search.reached[node] & search.conditions.all_of(self.seen_at(node, goal.conditions))
            if goal.soft_lock:
                states &= ~search.saved[node]
            if goal.diverges:
                states &= search.endless.get(node, none)
            if states != none and (goal.transition is not None or goal.event is not None):
                states &= self._taken(node, goal)
            if states != none:
                found[node] = states
        return found

    def seen_at(self, node: int, conditions: tuple[Expression, ...]) -> tuple[Expression, ...]:
        """Conditions with what is known at a location: where the player is, and what is forgotten there."""
        search = self.search
        location = search.reduced.locations[node]
        assert location is not None  # noqa: S101 - it was reached
        known = {"place": location.key.place, "asking": location.key.question}
        known |= {name: search.reduced.slots[name].low for name in search.forgotten[node]}
        return tuple(partially_evaluated(tree, known) for tree in conditions)

    def _taken(self, node: int, goal: Goal) -> Diagram:
        """Where the way of the goal is open and its event happens on it."""
        transitions = self.search.transitions(node)
        chosen = transitions if goal.transition is None else transitions[goal.transition : goal.transition + 1]
        found = self.diagrams.none
        for transition in chosen:
            if goal.event is None:
                found |= self.effects.is_open(transition)
            else:
                key = event_key(goal.event)
                found |= self.effects.before(transition, self.emitting(key), key)
        return found

    def emitting(self, event: EventKey) -> Mapping[int, Diagram]:
        """By settling that is shared, the states from which it tells this."""
        known = self._emitting.get(event)
        if known is None:
            diagrams = self.diagrams
            found: StatesAt = {}
            changed = True
            while changed:  # one settling may lead to another, never in a circle
                changed = False
                for node in self.effects.settlings.values():
                    (transition,) = self.search.transitions(node)
                    states = self.effects.before(transition, found, event)
                    if states != found.get(node, diagrams.none):
                        found[node] = states
                        changed = True
            known = self._emitting[event] = found
        return known

    # Where the rings around the beginning and those around the goal meet

    def _by_moves(self, goals: StatesAt, goal: Goal) -> tuple[StatesAt, StatesAt]:
        """The states that are looked for: those where the goal is, and those from which it takes one move."""
        parts: tuple[StatesAt, StatesAt] = {}, {}
        for node, states in goals.items():
            location = self.search.reduced.locations[node]
            assert location is not None  # noqa: S101 - it was reached
            parts[goal.moves_from(location)][node] = states
        return parts

    def _between(self, goals: StatesAt, later: StatesAt) -> tuple[Onward, DiagramState, Homeward, int]:
        """The rings, a state in both of them on a shortest way, and in which layer around the goal it is.

        Whichever of both has the smaller diagrams grows, until they meet: where a transition has as many moves as
        rings.
        """
        if self._onward is None:
            self._onward = Onward(self.search, self._start).begun()
        onward, homeward = self._onward, Homeward(self.search, goals, later).begun()
        rings = 0
        while True:
            met = self._met(onward, rings, homeward)
            if met is not None:
                return onward, met[0], homeward, met[1]
            if later and len(homeward.first) == 1:
                homeward.grow()  # behind a goal that is a transition lies no ring of the beginning
            elif rings + 1 < len(onward.first):
                rings += 1
            elif onward.size() <= homeward.size():
                onward.grow()
                rings += 1
            else:
                homeward.grow()
            if onward.is_over or homeward.is_over:
                raise AssertionError("a reached state that cannot be reached")

    def _met(self, onward: Onward, ring: int, homeward: Homeward) -> tuple[DiagramState, int] | None:
        none = self.diagrams.none
        for number in onward.ring(ring):
            reached = onward.layers[number].states
            for index in homeward.ring(len(homeward.first) - 1):
                for node, states in homeward.layers[index].states.items():
                    if node < len(self.search.reduced.locations) and node in reached:
                        both = states & reached[node]
                        if both != none:
                            return DiagramState(node, self.search.pick(node, both), number), index
        return None

    # On along the rings, from state to state

    def _walked(self, homeward: Homeward, index: int, state: DiagramState, goal: Goal) -> list[PathStep]:
        """The steps from a state of a layer to the goal."""
        layers = homeward.layers
        location, memory, steps = state.location, state.memory, list[PathStep]()
        while index and not homeward.is_later(location, self.search.variables.assignment(memory)):
            moves = layers[index].moves - (not self.search.passing(location))
            nearer = [earlier for earlier in range(index) if layers[earlier].moves == moves]
            index, transition, location, memory = self._step(layers, nearer, location, memory)
            steps.append(transition)
        if goal.transition is not None:
            steps.append(PathStep(location, goal.transition))
        elif goal.event is not None:
            steps.append(self._emitting_step(location, memory, event_key(goal.event)))
        return steps

    def _step(
        self, layers: list[Layer], nearer: list[int], location: int, memory: int
    ) -> tuple[int, PathStep, int, int]:
        """A step into one of these layers: which it is, the step, and the state after it."""
        for number, transition in enumerate(self._transitions(location)):
            if self._walk.hold(transition.guards, memory):
                to, after = self._walk.after(transition, memory)
                bits = self.search.variables.assignment(after)
                for index in nearer:
                    states = layers[index].states.get(to)
                    if states is not None and self.diagrams.holds(states, bits):
                        return index, PathStep(location, number), to, after
        raise AssertionError("no way from ring to ring")

    def _emitting_step(self, location: int, memory: int, event: EventKey) -> PathStep:
        for number, transition in enumerate(self._transitions(location)):
            if self._walk.hold(transition.guards, memory):
                self._walk.after(transition, memory)
                if event in map(event_key, self._walk.emitted):
                    return PathStep(location, number)
        raise AssertionError("no way on which that is told")

    def _transitions(self, location: int) -> tuple[Transition, ...]:
        here = self.search.reduced.locations[location]
        return here.transitions if here is not None else ()

"""Shortest ways to a goal: rings of states around it, each one move further away, until the beginning is in one.

A ring is a set for each location; nobody looks at single states before the way back from the beginning, ring by ring,
to the goal. Where nobody chooses, the ring does not end (breadth-first search with steps of length 0 and 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.story.formulas import Tree
from game.verify.space import Goal, Step
from game.verify.symbolic.courses import EventKey, event_key
from game.verify.symbolic.diagrams import Diagram
from game.verify.symbolic.search import Search
from game.verify.system import Way
from game.verify.trees import known_part
from game.verify.walk import ReducedWalk

States = dict[int, Diagram]
"""A set of states by node."""


class _Layer(NamedTuple):
    """New states, and their distance from the goal in moves. Each has a way into a layer before this one."""

    moves: int
    states: States


class Paths:
    """The ways to goals, in a system that was searched."""

    def __init__(self, search: Search, start: int) -> None:
        self.search = search
        self._walk = ReducedWalk(search.reduced, start)
        self.diagrams, self.courses = search.diagrams, search.courses
        self._telling: dict[EventKey, Mapping[int, Diagram]] = {}

    def path(self, goal: Goal) -> tuple[Step, ...] | None:
        """See `Space.path`."""
        goals = self.goals(goal)
        if not goals:
            return None
        return self._walked(self._layers(goals), goal)

    # What the goal is

    def goals(self, goal: Goal) -> States:
        """The states that are looked for, as far as they can be reached, by location."""
        search, none = self.search, self.diagrams.none
        found: States = {}
        for node, location in enumerate(search.reduced.locations):
            if location is None or search.reached[node] == none:
                continue
            if goal.locations is not None and node not in goal.locations:
                continue
            states = search.reached[node] & search.conditions.all_of(self.seen_at(node, goal.conditions))
            if goal.lost:
                states &= ~search.saved[node]
            if goal.endless:
                states &= search.endless.get(node, none)
            if states != none and (goal.way is not None or goal.event is not None):
                states &= self._taken(node, goal)
            if states != none:
                found[node] = states
        return found

    def seen_at(self, node: int, conditions: tuple[Tree, ...]) -> tuple[Tree, ...]:
        """Conditions with what is known at a location: where the player is, and what is forgotten there."""
        search = self.search
        location = search.reduced.locations[node]
        assert location is not None  # noqa: S101 - it was reached
        known = {"place": location.key.place, "asking": location.key.question}
        known |= {name: search.reduced.slots[name].low for name in search.forgotten[node]}
        return tuple(known_part(tree, known) for tree in conditions)

    def _taken(self, node: int, goal: Goal) -> Diagram:
        """Where the way of the goal is open and its event happens on it."""
        ways = self.search.ways(node)
        chosen = ways if goal.way is None else ways[goal.way : goal.way + 1]
        found = self.diagrams.none
        for way in chosen:
            if goal.event is None:
                found |= self.courses.is_open(way)
            else:
                key = event_key(goal.event)
                found |= self.courses.before(way, self.telling(key), key)
        return found

    def telling(self, event: EventKey) -> Mapping[int, Diagram]:
        """By settling that is shared, the states from which it tells this."""
        known = self._telling.get(event)
        if known is None:
            diagrams = self.diagrams
            found: States = {}
            changed = True
            while changed:  # one settling may lead to another, never in a circle
                changed = False
                for node in self.courses.settlings.values():
                    (way,) = self.search.ways(node)
                    states = self.courses.before(way, found, event)
                    if states != found.get(node, diagrams.none):
                        found[node] = states
                        changed = True
            known = self._telling[event] = found
        return known

    # Rings around the goal

    def _layers(self, goals: States) -> list[_Layer]:
        """The layers from the goal to that of the beginning."""
        none = self.diagrams.none
        known: States = dict(goals)
        layers = [_Layer(0, goals)]
        beginning = self.search.variables.assignment(self._walk.start[1])
        ring = 0
        while True:
            layer = layers[-1]
            while layer.states:
                if 0 in layer.states and self.diagrams.holds(layer.states[0], beginning):
                    return layers
                layer = _Layer(layer.moves, self._earlier(layer.states, known, passing=True))
                layers.append(layer)
            following: States = {}
            for one in layers[ring:]:
                for node, states in self._earlier(one.states, known, passing=False).items():
                    following[node] = following.get(node, none) | states
            ring = len(layers)
            layers.append(_Layer(layer.moves + 1, following))
            if not following:
                raise AssertionError("a reached state that cannot be reached")
            self.diagrams.tidy()

    def _earlier(self, layer: States, known: States, passing: bool) -> States:
        """The states, not known so far, with a way into the layer from where nobody (`passing`) or somebody chooses."""
        none, search = self.diagrams.none, self.search
        found: States = {}
        for node in layer:
            for earlier, way in search.before[node]:
                if search.passing(earlier) != passing:
                    continue
                states = self.courses.before(way, {node: layer[node]})
                if states != none:
                    states &= search.reached[earlier]
                    if earlier in known:
                        states &= ~known[earlier]
                if states != none:
                    known[earlier] = known.get(earlier, none) | states
                    found[earlier] = found.get(earlier, none) | states
                search.watch.check()
        return found

    # Back along the rings, from state to state

    def _walked(self, layers: list[_Layer], goal: Goal) -> tuple[Step, ...]:
        walk, steps = self._walk, list[Step]()
        location, memory = walk.start
        index = len(layers) - 1
        while index:
            moves = layers[index].moves - (not self.search.passing(location))
            nearer = [one for one in range(index) if layers[one].moves == moves]
            index, way, location, memory = self._step(layers, nearer, location, memory)
            steps.append(way)
        if goal.way is not None:
            steps.append(Step(location, goal.way))
        elif goal.event is not None:
            steps.append(self._telling_step(location, memory, event_key(goal.event)))
        return tuple(steps)

    def _step(self, layers: list[_Layer], nearer: list[int], location: int, memory: int) -> tuple[int, Step, int, int]:
        """A step into one of these layers: which it is, the step, and the state after it."""
        for number, way in enumerate(self._ways(location)):
            if self._walk.hold(way.conditions, memory):
                to, after = self._walk.after(way, memory)
                bits = self.search.variables.assignment(after)
                for index in nearer:
                    states = layers[index].states.get(to)
                    if states is not None and self.diagrams.holds(states, bits):
                        return index, Step(location, number), to, after
        raise AssertionError("no way from ring to ring")

    def _telling_step(self, location: int, memory: int, event: EventKey) -> Step:
        for number, way in enumerate(self._ways(location)):
            if self._walk.hold(way.conditions, memory):
                self._walk.after(way, memory)
                if event in map(event_key, self._walk.told):
                    return Step(location, number)
        raise AssertionError("no way on which that is told")

    def _ways(self, location: int) -> tuple[Way, ...]:
        here = self.search.reduced.locations[location]
        return here.ways if here is not None else ()

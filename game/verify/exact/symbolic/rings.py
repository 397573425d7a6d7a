"""Rings of states: around the beginning, each one move further on, and around a goal, each one move further away.

A ring is a set for each node; nobody looks at single states. Where nobody chooses, a ring does not end (breadth-first
search with steps of length 0 and 1): it is made of layers, and each state of a layer has a way from, or to, a state of
a layer before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

from game.verify.exact.symbolic.diagrams import Diagram
from game.verify.exact.symbolic.search import DiagramSearch
from game.verify.system.space import PathStep

StatesAt = dict[int, Diagram]
"""A set of states by node."""


class Layer(NamedTuple):
    """New states, and their distance in moves."""

    moves: int
    states: StatesAt


class DiagramState(NamedTuple):
    """One state: its location, its memory, and the number of the layer in which it is."""

    location: int
    memory: int
    layer: int


class Rings:
    """The rings so far. `first` are by ring the numbers of the layers with which they begin.

    Of the first ring a new object has only the first layer: `begun` adds the others.
    """

    def __init__(self, search: DiagramSearch, first: StatesAt) -> None:
        self.search, self.diagrams = search, search.diagrams
        self._known: StatesAt = dict(first)
        self.layers = [Layer(0, first)]
        self.first = [0]

    def begun(self) -> Self:
        """The same rings, the first of them complete. Raises SearchStopped."""
        self._complete()
        return self

    @property
    def is_over(self) -> bool:
        """Whether nothing new was found in the last ring."""
        return not self.layers[self.first[-1]].states

    def ring(self, number: int) -> range:
        """The numbers of the layers of a ring."""
        first = [*self.first, len(self.layers)]
        return range(first[number], first[number + 1])

    def size(self) -> int:
        """How large the diagrams of the last ring are."""
        return sum(
            self.diagrams.size(states)
            for number in self.ring(len(self.first) - 1)
            for states in self.layers[number].states.values()
        )

    def grow(self) -> None:
        """One ring more."""
        ring, following = [self.layers[number] for number in self.ring(len(self.first) - 1)], StatesAt()
        for layer in ring:
            self._step(layer.states, following, passing=False)
        self._further(following)
        self.first.append(len(self.layers))
        self.layers.append(Layer(ring[0].moves + 1, following))
        self._complete()
        self.diagrams.tidy()

    def _further(self, following: StatesAt) -> None:
        """Add what belongs to the next ring though no step leads there."""

    def _complete(self) -> None:
        """With what is as far, because nobody chooses between."""
        layer = self.layers[-1]
        while layer.states:
            further = Layer(layer.moves, {})
            self._step(layer.states, further.states, passing=True)
            self.layers.append(layer := further)

    def _step(self, states: StatesAt, into: StatesAt, *, passing: bool) -> None:
        """Add one step, of those where nobody (`passing`) or somebody chooses."""
        raise NotImplementedError

    def _add(self, node: int, states: Diagram, into: StatesAt) -> None:
        """Add what is new of a set."""
        none = self.diagrams.none
        known = self._known.get(node)
        if known is not None and states != none:
            states &= ~known
        if states != none:
            self._known[node] = states if known is None else known | states
            into[node] = into.get(node, none) | states


class Onward(Rings):
    """The rings around the beginning. They are the same for all goals."""

    def __init__(self, search: DiagramSearch, start: int) -> None:
        self._forgotten = [search.variables.bits(names) for names in search.forgotten]
        values = {name: slot.get(start) for name, slot in search.reduced.slots.items()}
        first = search.diagrams.some(search.variables.change(values).values, self._forgotten[0])
        super().__init__(search, {0: first})

    def _step(self, states: StatesAt, into: StatesAt, *, passing: bool) -> None:
        search = self.search

        def arrive(node: int, there: Diagram) -> None:
            self._add(node, self.diagrams.some(there, self._forgotten[node]), into)

        for node, here in states.items():
            for transition in search.transitions(node) if search.passing(node) == passing else ():
                open_ = here & transition.open
                if open_ != self.diagrams.none:
                    search.effects.forward(transition.track, open_, arrive)
                search.watch.check()

    def back(self, state: DiagramState) -> list[PathStep]:
        """The steps from the beginning to a state of a layer."""
        steps: list[PathStep] = []
        while state.layer:
            step, state = self._before(state)
            steps.append(step)
        return steps[::-1]

    def _before(self, state: DiagramState) -> tuple[PathStep, DiagramState]:
        """A step that leads to a state, and the state before it."""
        search, none = self.search, self.diagrams.none
        moves = self.layers[state.layer].moves
        waiting = [(state.location, search.only(state.location, state.memory))]
        while waiting:
            to, there = waiting.pop()
            for earlier, transition in search.before[to]:
                here = search.effects.before(transition, {to: there})
                if here == none:
                    continue
                if earlier >= len(search.reduced.locations):
                    waiting.append((earlier, here))
                    continue
                passing = search.passing(earlier)
                for number, layer in enumerate(self.layers[: state.layer]):
                    found = layer.states.get(earlier, none) if layer.moves == moves - (not passing) else none
                    if found != none and (found := found & here) != none:
                        transitions = search.transitions(earlier)
                        index = next(index for index, candidate in enumerate(transitions) if candidate is transition)
                        return PathStep(earlier, index), DiagramState(earlier, search.pick(earlier, found), number)
        raise AssertionError("no way from ring to ring")


class Homeward(Rings):
    """The rings around a goal, as far as they can be reached. `later` are goals from which it takes one move more."""

    def __init__(self, search: DiagramSearch, goals: StatesAt, later: StatesAt) -> None:
        self._later = later
        super().__init__(search, goals)

    @property
    def is_over(self) -> bool:
        """Whether nothing new was found in the last ring, and nothing is still to come."""
        return super().is_over and (len(self.first) > 1 or not self._later)

    def is_later(self, location: int, bits: Sequence[bool]) -> bool:
        """Whether this state is a goal from which it takes one move more."""
        states = self._later.get(location)
        return states is not None and self.diagrams.holds(states, bits)

    def _further(self, following: StatesAt) -> None:
        if len(self.first) == 1:
            for node, states in self._later.items():
                self._add(node, states, following)

    def _step(self, states: StatesAt, into: StatesAt, *, passing: bool) -> None:
        search = self.search
        for node, there in states.items():
            for earlier, transition in search.before[node]:
                if search.passing(earlier) == passing:
                    here = search.effects.before(transition, {node: there})
                    if here != self.diagrams.none:
                        self._add(earlier, here & search.reached[earlier], into)
                    search.watch.check()

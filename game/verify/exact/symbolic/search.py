"""All states that can be reached, as one diagram for each location, and those from which an ending can be.

It works with whole sets, in the order of `game.verify.exact.symbolic.plan`. A transition is followed with all states
that are known at its location, not with the new ones alone: what is new is often a larger diagram than the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from game.verify.exact.symbolic.condition_diagrams import DiagramConditions
from game.verify.exact.symbolic.diagrams import Diagram, Diagrams
from game.verify.exact.symbolic.effects import DiagramInstructions, DiagramTransition
from game.verify.exact.symbolic.order import order
from game.verify.exact.symbolic.plan import Plan, walk_order
from game.verify.exact.symbolic.variables import Variables
from game.verify.exact.symbolic.watch import SearchWatch
from game.verify.reductions.forced_cycles import forced_cycles
from game.verify.reductions.reduction import Reduced
from game.verify.system.space import Progress, SearchStopped


class DiagramSearch:
    """The sets of one search. Raises SearchStopped, and what the diagrams raise when there is no room for more.

    With `largest`, it is stopped, too, when a set takes a larger diagram than that.
    """

    def __init__(
        self, reduced: Reduced, diagrams: Callable[[int], Diagrams], progress: Progress, largest: int = 0
    ) -> None:
        self.reduced, self.watch, self._largest = reduced, SearchWatch(progress), largest
        self._counts: dict[int, int] = {}
        self._stale: set[int] = set()
        self.variables = Variables(diagrams, reduced.slots, order(reduced))
        self.diagrams = self.variables.diagrams
        self.conditions = DiagramConditions(self.variables, self.watch.check)
        self.effects = DiagramInstructions(reduced, self.variables, self.conditions)
        self.forgotten = self.effects.forgotten()
        self._free = [sum(len(self.variables.numbers[name]) for name in names) for names in self.forgotten]
        self._transitions: dict[int, tuple[DiagramTransition, ...]] = {}
        self.reached: list[Diagram] = [self.diagrams.none] * self.effects.number

    def transitions(self, node: int) -> tuple[DiagramTransition, ...]:
        """The transitions on from a node, worked out when they are first needed."""
        transitions = self._transitions.get(node)
        if transitions is None:
            transitions = self._transitions[node] = self.effects.transitions(node)
            self.watch.check()
        return transitions

    def _counted(self) -> int:
        """How many states were found so far."""
        for node in self._stale:
            if self._largest and self.diagrams.size(self.reached[node]) > self._largest:
                raise SearchStopped
            if node < len(self.reduced.locations):
                self._counts[node] = self.count(node, self.reached[node])
        self._stale.clear()
        return sum(self._counts.values())

    def count(self, node: int, states: Diagram) -> int:
        """How many states of a location there are in a set: what is forgotten there does not count.

        The set must not depend on what is forgotten there; no set of `reached` does.
        """
        return self.diagrams.count(states) >> self._free[node]

    def pick(self, node: int, states: Diagram) -> int:
        """The memory of one of the states in a set, which is not empty."""
        return self.variables.memory(self.diagrams.pick(states), without=self.forgotten[node])

    def only(self, node: int, memory: int) -> Diagram:
        """The set of one state: this memory at a node, whatever the variables are that are forgotten there."""
        slots = self.reduced.slots
        return self.variables.change(
            {name: slot.get(memory) for name, slot in slots.items() if name not in self.forgotten[node]}
        ).values

    @cached_property
    def before(self) -> list[list[tuple[int, DiagramTransition]]]:
        """By node the transitions that lead to it, with their nodes, as far as these can be reached."""
        found: list[list[tuple[int, DiagramTransition]]] = [[] for _ in range(self.effects.number)]
        for node, states in enumerate(self.reached):
            if states != self.diagrams.none:
                for transition in self.transitions(node):
                    for end in transition.ends:
                        found[end].append((node, transition))
        return found

    # Backward

    @cached_property
    def saved(self) -> list[Diagram]:
        """By node, the reached states from which an ending can be reached."""
        return self.leading_to(
            node for node, location in enumerate(self.reduced.locations)
            if location is not None and location.key.kind == "ending"
        )  # fmt: skip

    def leading_to(self, endings: Iterable[int]) -> list[Diagram]:
        """By node, the reached states from which one of these endings can be reached: a set for each, perhaps empty.

        `endings` are numbers of nodes, whose own reached states count. To be asked after `forward`. Raises as the class
        says. It is the least fixpoint of the states that lead to those that are known (J. R. Burch and others: see the
        package).
        """
        diagrams, none = self.diagrams, self.diagrams.none
        saved = [none] * self.effects.number
        pending: dict[int, Diagram] = {}
        for node in endings:
            if self.reached[node] != none:
                saved[node] = pending[node] = self.reached[node]
        while pending:
            # The latest first: those before it wait until all that leads on from there is known.
            node = max(pending, key=self._position.__getitem__)
            at = {node: pending.pop(node)}
            for earlier, transition in self.before[node]:
                if saved[earlier] == self.reached[earlier]:
                    continue
                states = self.effects.before(transition, at) & self.reached[earlier]
                new = states & ~saved[earlier]
                if new != none:
                    saved[earlier] |= new
                    pending[earlier] = pending.get(earlier, none) | new
                self.watch.check()
            diagrams.tidy()
        return saved

    @cached_property
    def endless(self) -> dict[int, Diagram]:
        """By node where nobody chooses, the reached states from which the play goes on for ever without a choice.

        That is the largest set of such states of which each leads to another of them: what leads to none is taken away
        until nothing is.
        """
        none = self.diagrams.none
        places = forced_cycles(self.reduced)
        left = {node: self.reached[node] for node in places if self.reached[node] != none}
        if not left:
            return {}
        left |= {node: self.reached[node] for node in self.effects.settlings.values() if self.reached[node] != none}
        waiting = set(left)
        while waiting:
            # The latest first: what leads to it waits until it is known what is left there.
            node = max(waiting, key=self._position.__getitem__)
            waiting.discard(node)
            states = none
            for transition in self.transitions(node):
                states |= self.effects.before(transition, left)
                self.watch.check()
            states &= left[node]
            if states != left[node]:
                left[node] = states
                waiting.update(earlier for earlier, _ in self.before[node] if earlier in left)
            self.diagrams.tidy()
        return {node: states for node, states in left.items() if node in places and states != none}

    # Forward

    def forward(self, start: int) -> None:
        """Find all states, from the memory with which the story begins. Raises as the class says."""
        diagrams, none = self.diagrams, self.diagrams.none
        order = walk_order(
            self.effects.number, lambda node: [sorted(transition.ends) for transition in self.transitions(node)]
        )
        plan = Plan(order)
        self._position = order.position
        forgotten = [self.variables.bits(names) for names in self.forgotten]
        passing = [self.passing(node) for node in range(self.effects.number)]
        at_once: list[tuple[int, Diagram]] = []

        def arrive(node: int, states: Diagram) -> None:
            new = diagrams.some(states, forgotten[node]) & ~self.reached[node]
            if new == none:
                return
            self.reached[node] |= new
            self._stale.add(node)
            if passing[node]:
                at_once.append((node, new))
            else:
                plan.again(node)

        def follow(transition: DiagramTransition, states: Diagram) -> None:
            states &= transition.open
            if states != none:
                self.effects.forward(transition.track, states, arrive)
            self.watch.check()

        values = {name: slot.get(start) for name, slot in self.reduced.slots.items()}
        arrive(0, self.variables.change(values).values)
        while True:
            while at_once:
                node, new = at_once.pop()
                for transition in self.transitions(node):
                    follow(transition, new)
            item = plan.next()
            if item is None:
                return
            self.diagrams.tidy()
            self.watch.count(self._counted)
            follow(self.transitions(item.node)[item.transition], self.reached[item.node])

    def passing(self, node: int) -> bool:
        """Whether nobody chooses there."""
        if node >= len(self.reduced.locations):
            return True
        location = self.reduced.locations[node]
        return location is not None and not location.is_chosen and location.key.kind != "ending"

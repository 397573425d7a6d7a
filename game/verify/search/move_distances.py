"""How many moves it takes at least until something happens: estimates that never exceed the truth.

Two of them. From a location: along the locations and transitions, as if every guard held. From the beginning: in
layers, as if nothing that came true were ever lost again, and everything could be done at once (the heuristic h_max: B.
Bonet, H. Geffner, "Planning as heuristic search", 2001). A condition on several variables counts as one that may hold.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression, conjuncts
from game.verify.abstract.control_flow_graph import CHOSEN, Happening, happening_of
from game.verify.exact.packing import Packing
from game.verify.reductions.reduction import Reduced
from game.verify.search.play_code import PlayCode
from game.verify.search.play_replay import ENDLESS, STUCK
from game.verify.system.effect_summaries import EffectSummaries
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions, Transition
from game.verify.system.partial_evaluation import variables_read

NEVER_REACHED = 1 << 30
"""The distance of what cannot happen."""
_MOST_VALUES = 5_000
"""A variable that can have more values may have any."""
_MOST_LAYERS = 20
"""Layers that are made; what happens in none of them takes as many moves at least."""


class MoveDistances(NamedTuple):
    """The moves that it takes at least until something happens: from the beginning, and by location from there.

    A move on which it happens counts. NEVER_REACHED: it cannot happen. `elsewhere` is that of all other locations.
    """

    at_least: int
    by_location: Mapping[int, int]
    elsewhere: int = NEVER_REACHED

    def of(self, location: int) -> int:
        """The moves from a state at this location, at least."""
        return self.by_location.get(location, self.elsewhere)


UNKNOWN_DISTANCES = MoveDistances(0, {}, elsewhere=0)
"""What is sought may be anywhere."""


class MoveEstimates:
    """Estimates for one system that begins with the memory `start`; the layers are made once for all that is sought."""

    def __init__(self, whole: Reduced, start: int) -> None:
        self._whole = whole
        self._summaries = EffectSummaries()
        self._emitted: dict[int, frozenset[Happening]] = {}
        self._layers = _Layers(whole, start)

    def distances(self, sought: Happening, length: int = 0) -> MoveDistances:
        """To this event; `STUCK` may be anywhere, as far as this knows.

        Layers are made only where it is asked whether a play of so few moves is a shortest one that they can tell.
        """
        if sought == STUCK:
            return UNKNOWN_DISTANCES
        by_location = self._by_location(sought)
        level = self._layers.level(sought) if length <= _MOST_LAYERS else 0
        return MoveDistances(max(level, by_location.get(0, NEVER_REACHED)), by_location)

    def _by_location(self, sought: Happening) -> dict[int, int]:
        """Backward from where it may happen: steps where somebody chooses have the length 1, others 0."""
        away: dict[int, int] = {}
        before, told = self._graph
        waiting: deque[tuple[int, int]] = deque()
        for number in told.get(sought, ()):
            chosen = self._chosen(number)
            (waiting.append if chosen else waiting.appendleft)((number, chosen))
        while waiting:
            number, far = waiting.popleft()
            if number in away:
                continue
            away[number] = far
            for earlier in before.get(number, ()):
                if earlier not in away:
                    chosen = self._chosen(earlier)
                    (waiting.append if chosen else waiting.appendleft)((earlier, far + chosen))
        return away

    @cached_property
    def _graph(self) -> tuple[dict[int, set[int]], dict[Happening, set[int]]]:
        """By location those from which a transition leads there, and by what can happen where it does."""
        before: dict[int, set[int]] = {}
        told: dict[Happening, set[int]] = {}
        for number, here in enumerate(self._whole.locations):
            if here is not None and here.key.kind == "endless":
                told.setdefault(ENDLESS, set()).add(number)
            for transition in here.transitions if here is not None else ():
                for end in self._ends(transition.effect):
                    before.setdefault(end, set()).add(number)
                for happening in self._told(transition.effect):
                    told.setdefault(happening, set()).add(number)
        return before, told

    def _chosen(self, number: int) -> int:
        here = self._whole.locations[number]
        return int(here is not None and here.key.kind in CHOSEN)

    def _ends(self, effect: SystemInstructions) -> Iterator[int]:
        for settled, end in self._summaries.of(effect).ends:
            if settled:
                yield from self._ends(self._whole.settling[end])
            else:
                yield end

    def _told(self, effect: SystemInstructions) -> frozenset[Happening]:
        """What can happen on an effect."""
        known = self._emitted.get(id(effect))  # the system holds its effects
        if known is None:
            found: set[Happening] = set()
            for instruction in effect:
                match instruction:
                    case Emit(event):
                        found.add(happening_of(event))
                    case Fork(_, then, otherwise):
                        found |= self._told(then) | self._told(otherwise)
                    case SettleAt(place):
                        found |= self._told(self._whole.settling[place])
            known = self._emitted[id(effect)] = frozenset(found)
        return known


class _Layers:
    """What may have happened, where one may be, and which values variables may have, after so many moves."""

    def __init__(self, whole: Reduced, start: int) -> None:
        self._whole, packing = whole, Packing(whole, start)
        self._code, self._layout = PlayCode(packing), packing.layout
        first = packing.start >> packing.location_bits
        self._values = {name: {self._layout[name].get(first)} for name in whole.slots}
        self._wide = {name for name, slot in whole.slots.items() if slot.high - slot.low > _MOST_VALUES}
        self._allowed: dict[Expression, tuple[str, frozenset[int]] | None] = {}
        self._needs: dict[tuple[Expression, ...], list[tuple[str, frozenset[int]]]] = {}
        self._reached: dict[int, None] = {0: None}
        self._found: dict[Happening, int] = {}
        self._level, self._grown, self._complete = 0, False, False

    def level(self, sought: Happening) -> int:
        """The moves that it takes at least until the event happens, or is known to take; NEVER_REACHED: it cannot."""
        while sought not in self._found and self._level < _MOST_LAYERS and not self._complete:
            self._next_layer()
        return self._found.get(sought, NEVER_REACHED if self._complete else self._level)

    def _next_layer(self) -> None:
        self._go_by_itself(self._level)
        self._grown = False
        moves = [transition for location in self._reached if self._kind(location) in CHOSEN
                 for transition in self._transitions(location)]  # fmt: skip
        # All moves of a layer are open before any of them is made.
        for transition in [transition for transition in moves if self._may(transition.guards)]:
            self._follow(transition.effect, self._level + 1)
        self._complete = not self._grown
        self._level += 1
        self._go_by_itself(self._level)

    def _go_by_itself(self, level: int) -> None:
        """What follows without a move."""
        self._grown = True
        while self._grown:
            self._grown = False
            for location in [location for location in self._reached if self._kind(location) not in CHOSEN]:
                if self._kind(location) == "endless":
                    self._found.setdefault(ENDLESS, level)
                for transition in self._transitions(location):
                    if self._may(transition.guards):
                        self._follow(transition.effect, level)

    def _kind(self, location: int) -> str:
        here = self._whole.locations[location]
        return here.key.kind if here is not None else ""

    def _transitions(self, location: int) -> tuple[Transition, ...]:
        here = self._whole.locations[location]
        return here.transitions if here is not None else ()

    def _follow(self, effect: SystemInstructions, level: int) -> None:
        for instruction in effect:
            match instruction:
                case Assign(slot, value):
                    self._add(slot.name, (value,))
                case Increment(slot, amount):
                    low, high = self._whole.slots[slot.name].low, self._whole.slots[slot.name].high
                    if slot.name not in self._wide:
                        self._add(slot.name, [max(low, min(high, had + amount)) for had in self._values[slot.name]])
                case Emit(event):
                    self._found.setdefault(happening_of(event), level)
                case Fork(conditions, then, otherwise):
                    if self._may(conditions):
                        self._follow(then, level)
                    self._follow(otherwise, level)
                case ContinueAt(location):
                    if location not in self._reached:
                        self._reached[location] = None
                        self._grown = True
                case SettleAt(place):
                    self._follow(self._whole.settling[place], level)

    def _add(self, name: str, values: tuple[int, ...] | list[int]) -> None:
        known = self._values[name]
        before = len(known)
        known.update(values)
        self._grown = self._grown or len(known) > before

    def _may(self, conditions: tuple[Expression, ...]) -> bool:
        """Whether conditions on single variables can be met, one by one."""
        needs = self._needs.get(conditions)
        if needs is None:
            some = (self._need(tree) for tree in conjuncts(conditions))
            needs = self._needs[conditions] = [need for need in some if need is not None]
        return all(not allowed.isdisjoint(self._values[name]) for name, allowed in needs)

    def _need(self, tree: Expression) -> tuple[str, frozenset[int]] | None:
        """A variable and the values with which a condition holds; None: it asks for several, or for very many."""
        if tree not in self._allowed:
            names = variables_read(tree)
            name = next(iter(names), "")
            need = None
            if len(names) == 1 and name not in self._wide and name in self._whole.slots:
                slot, test = self._layout[name], self._code.test(tree)
                need = name, frozenset(_holding(test, slot.put, range(slot.low, slot.high + 1)))
            self._allowed[tree] = need
        return self._allowed[tree]


def _holding(test: Callable[[int], bool], put: Callable[[int, int], int], values: range) -> Iterator[int]:
    return (value for value in values if test(put(0, value)))

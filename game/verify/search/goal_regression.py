"""Plays that want something and know what it takes: its conditions are made true, one after the other.

What is asked for and is not so yet is a goal; some transition makes it so, or brings it nearer, and what that one asks
for comes first (goal regression: R. Waldinger, "Achieving several goals simultaneously", 1977). Which way leads there
is taken from the graph of the locations; a closed way is one more goal. Each step is looked at before it is taken: of
several that lead on, the one that spoils least of what is so already.

Whatever comes of it is a play. Where none is found, nothing is known.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead, conjuncts
from game.verify.abstract.control_flow_graph import Assignment, ControlFlowGraph, Happening
from game.verify.search.led_plays import LedPlay, LedPlays
from game.verify.search.random_plays import Path
from game.verify.system.space import PathStep

_STEPS_FOR = ((2, 400), (3, 1_500), (3, 6_000))
"""Plays that want one thing, and the steps of each: so many at first, and more for what is left."""
_WORTH_WHILE = 0.95
"""Where more than this is left of what was looked for, there is not much to be found in the same way."""
_DEEPEST = 8
"""So many goals are for the sake of one another at most."""
_FAILURES = 4
"""So often something is given up for one goal, before the goal is."""
_LOOKED_AT = 12
"""So many transitions that make something so are compared."""
_ANY_GOAL = 0.5
"""How often any goal comes first, and not the nearest."""
_LOST = 40
"""Steps without coming nearer to somewhere, before one gives up going there."""
_NEAR, _FAR = 80, 60_000
"""Edges beyond which it is all the same how far something is, when it is chosen; and what stands for no way at all."""
_DISTANCE = 2
"""So much it counts that a transition is far away, beside what else it asks for."""
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_WANDERING = 0.05
"""How often a step leads anywhere."""


class _Maker(NamedTuple):
    """An edge that changes a variable."""

    node: int
    transition: int
    guards: tuple[Expression, ...]
    change: Assignment


class _Occasion(NamedTuple):
    """Where something happens, and what has to be so then; `transition` -1: on whatever is done there."""

    node: int
    transition: int
    conditions: tuple[Expression, ...]


class _Way(NamedTuple):
    """How far it is to a node, by node, and from which nodes it goes there without anybody choosing."""

    away: array[int]
    at_once: frozenset[int]


class _Enough(Exception):
    """The steps of an attempt are used up, or what is sought was found."""


class GoalRegression:
    """Seeks what may happen in plays of `plays`. `flat` is the graph of the same system, with all that is told."""

    def __init__(self, plays: LedPlays, flat: ControlFlowGraph) -> None:
        self.plays, self.flat = plays, flat
        self.layout = plays.packing.layout
        self._chance = plays.chance
        self._locations = len(plays.locations)
        self._makers: dict[str, list[_Maker]] = defaultdict(list)
        self._occasions: dict[Happening, list[_Occasion]] = defaultdict(list)
        self._back: list[list[int]] = [[] for _ in flat.nodes]
        for number, node in enumerate(flat.nodes):
            for edge in node.edges if node is not None else ():
                self._back[edge.target].append(number)
                for change in edge.changes:
                    self._makers[change.slot.name].append(_Maker(number, edge.transition, edge.guards, change))
                for event in edge.emitted:
                    self._occasions[event].append(_Occasion(number, edge.transition, edge.guards))
            for watch in node.watches if node is not None else ():
                self._occasions[watch.event].append(_Occasion(number, -1, watch.conditions))
        self._on = [[edge.target for edge in node.edges] if node is not None else [] for node in flat.nodes]
        self._ways: dict[int, _Way] = {}
        self._aheads: dict[int, array[int]] = {}
        self._tests: dict[int, tuple[Expression, Callable[[int], bool]]] = {}
        self._at = plays.stand()
        self._kept: list[tuple[Expression, ...]] = []
        self._until = 0
        self._found: Callable[[], bool] = lambda: False

    def seek_all(
        self, wanted: Mapping[str, Collection[PathStep | Happening]], rounds: Sequence[tuple[int, int]] = _STEPS_FOR
    ) -> None:
        """Seek of each of these, in order, any that will do, as long as the plays may go on.

        In rounds, each with so many attempts for everything that is left, and steps of each of them, as long as
        something is found.
        """
        left = [key for key, some in wanted.items() if some]
        for attempts, steps in rounds:
            before, left = left, [
                key for key in left if all(self.seek(sought, steps, attempts) is None for sought in wanted[key])
            ]  # fmt: skip
            if len(left) > len(before) * _WORTH_WHILE:
                break

    def seek(self, sought: PathStep | Happening, transitions: int, attempts: int) -> Path | None:
        """A play in which this happens, or with a transition that is open; None: none was found.

        About so many `transitions` are taken in each attempt.
        """
        some = self._occasions_of(sought)
        found = self.plays.found
        self._found = lambda: sought in (found.transitions if isinstance(sought, PathStep) else found.events)
        for attempt in range(attempts if some else 0):
            if self._found() or not self.plays.go_on(self.plays.taken):
                break
            occasion = self._chance.choice(some)
            self._at = self._beginning(attempt, occasion.node)
            self._until, self._kept = self.plays.taken + transitions, []
            try:
                self._bring_about(occasion)
            except (_Enough, RecursionError):
                continue
        return found.transitions.get(sought) if isinstance(sought, PathStep) else found.events.get(sought)

    def _beginning(self, attempt: int, node: int) -> LedPlay:
        """Near where it happens, at the beginning of the story, or anywhere."""
        if attempt % 3 == 1:
            return self.plays.stand()
        return self.plays.somewhere(() if attempt % 3 else self._way(node).away)

    def _occasions_of(self, sought: PathStep | Happening) -> Sequence[_Occasion]:
        if not isinstance(sought, PathStep):
            return self._occasions.get(sought, ())
        here = self.plays.locations[sought.location]
        if here is None:
            return ()
        return (_Occasion(sought.location, -1, here.transitions[sought.transition].guards),)

    def _bring_about(self, occasion: _Occasion) -> None:
        for _ in range(_FAILURES):
            self._kept.append(occasion.conditions)
            ready = self._achieve(occasion.conditions, _DEEPEST) and self._go(occasion.node, _DEEPEST)
            if ready and occasion.node == self._at.location and self._hold(occasion.conditions):
                if occasion.transition >= 0:
                    self._take_if_open(occasion.transition)
                self._open()
            self._kept.pop()

    # Goals

    def _achieve(self, conditions: Iterable[Expression], depth: int) -> bool:
        """Make all of these so; whether they are in the end."""
        parts = list(conjuncts(tuple(conditions)))
        failures = 0
        while True:
            unmet = [part for part in parts if not self._holds(part)]
            if not unmet:
                return True
            if depth <= 0 or failures >= _FAILURES:
                return False
            goal = self._chance.choice(unmet)
            if len(unmet) > 1 and self._chance.random() >= _ANY_GOAL:
                goal = min(unmet, key=self._nearness)
            self._kept.append(tuple(part for part in parts if part is not goal))
            made = self._make(goal, depth - 1)
            self._kept.pop()
            failures += not made

    def _nearness(self, goal: Expression) -> int:
        """How far it is to what brings this nearer, as the crow flies: what is on the way is done on the way."""
        ahead, memory = self._ahead(self._at.location), self._at.memory
        nearest = _FAR
        for name, sign in self._wanted(goal, True):
            now = self.layout[name].get(memory) if name in self.layout else 0
            makers = self._makers.get(name, ())[:_LOOKED_AT]
            nearest = min([ahead[maker.node] for maker in makers if _direction(maker.change, now) == sign] + [nearest])
        return nearest

    def _make(self, goal: Expression, depth: int) -> bool:
        """Take a transition that brings this nearer; whether one was taken."""
        wants = list(self._wanted(goal, True))
        if not wants:
            return False
        name, sign = self._chance.choice(wants)
        now = self.layout[name].get(self._at.memory) if name in self.layout else 0
        makers = [maker for maker in self._makers.get(name, ()) if _direction(maker.change, now) == sign]
        if not makers:
            return False
        if len(makers) > _LOOKED_AT:
            makers = self._chance.sample(makers, _LOOKED_AT)
        ahead = self._ahead(self._at.location)
        maker = min(makers, key=lambda maker: self._cost(maker, ahead[maker.node]))
        self._kept.append(maker.guards)
        try:
            return (
                self._achieve(maker.guards, depth)
                and self._go(maker.node, depth)
                and (maker.node != self._at.location or self._take_if_open(maker.transition))
            )
        finally:
            self._kept.pop()

    def _cost(self, maker: _Maker, away: int) -> tuple[float, int]:
        unmet = sum(not self._holds(part) for part in conjuncts(maker.guards))
        return unmet + _DISTANCE * (away >= _FAR) + self._chance.random(), away

    def _wanted(self, tree: Expression, truth: bool) -> Iterator[tuple[str, int]]:
        """Variables, each with whether it should be more (1) or less (-1), that would bring it nearer to be so, or not
        so.
        """
        match tree:
            case VariableRead(name):
                yield name, 1 if truth else -1
            case Not(part):
                yield from self._wanted(part, not truth)
            case Operation("and" | "or", left, right):
                for part in (left, right):
                    if bool(self._holds(part)) != truth:
                        yield from self._wanted(part, truth)
            case Operation(sign, left, right) if sign in _OPPOSITE:
                sign = sign if truth else _OPPOSITE[sign]
                gap = self._value(left) - self._value(right)
                if sign in (">", ">=") or (sign == "==" and gap < 0) or (sign == "!=" and self._chance.random() < 0.5):
                    more = 1
                else:
                    more = -1
                yield from self._moved(left, more)
                yield from self._moved(right, -more)

    def _moved(self, tree: Expression, sign: int) -> Iterator[tuple[str, int]]:
        """What makes a number more, or less."""
        match tree:
            case VariableRead(name):
                yield name, sign
            case Count(names, least):
                for name in names:
                    if (self.layout[name].get(self._at.memory) >= least) != (sign > 0):
                        yield name, sign
            case Operation("+", left, right):
                yield from self._moved(left, sign)
                yield from self._moved(right, sign)
            case Operation("-", left, right):
                yield from self._moved(left, sign)
                yield from self._moved(right, -sign)
            case Operation("*", left, right):
                for part, other in ((left, right), (right, left)):
                    factor = self._value(other)
                    if factor:
                        yield from self._moved(part, sign if factor > 0 else -sign)

    def _value(self, tree: Expression) -> int:
        match tree:
            case Number(value):
                return value
            case VariableRead(name):
                return self.layout[name].get(self._at.memory)
            case Count(names, least):
                return sum(self.layout[name].get(self._at.memory) >= least for name in names)
            case Operation("+", left, right):
                return self._value(left) + self._value(right)
            case Operation("-", left, right):
                return self._value(left) - self._value(right)
            case Operation("*", left, right):
                return self._value(left) * self._value(right)
        return int(self._holds(tree))

    def _holds(self, tree: Expression) -> bool:
        return bool(self._test(tree)(self._at.memory))

    def _hold(self, conditions: tuple[Expression, ...]) -> bool:
        return all(map(self._holds, conditions))

    def _test(self, tree: Expression) -> Callable[[int], bool]:
        known = self._tests.get(id(tree))
        if known is None:
            known = self._tests[id(tree)] = tree, self.plays.test(tree)
        return known[1]

    # Steps

    def _go(self, node: int, depth: int) -> bool:
        """Go to a node, or through it; whether one came there."""
        away, at_once = self._way(node)
        nearest, lost = _FAR, 0
        while self._at.location != node:
            location = self._at.location
            here = away[location]
            if here >= _FAR or lost > _LOST:
                return False
            if here < nearest:
                nearest, lost = here, 0
            else:
                lost += 1
            numbers = self._open()
            if not numbers:
                return False
            if self._chance.random() < _WANDERING * (lost > 2):
                self._take(self._chance.choice(numbers))
                continue
            edges = self.flat.nodes[location].edges  # type: ignore[union-attr]
            leading = [number for number in numbers if away[edges[number].target] < here]
            if leading:
                transition = self._best(leading, [away[edges[number].target] for number in leading])
                self._take(transition)
                if edges[transition].target in at_once:
                    return True
                continue
            closed = [edge for edge in edges if away[edge.target] < here]
            if depth > 0 and lost < _LOST // 4 and closed:
                lost += 4
                self._achieve(self._chance.choice(closed).guards, depth - 2)
                if self._at.location != location or numbers != self._open():
                    continue
            self._take(self._best(numbers, [away[edges[number].target] for number in numbers]))
        return True

    def _best(self, numbers: list[int], away: list[int]) -> int:
        """Of transitions the one that spoils least, leads nearest, and was taken least."""
        if len(numbers) == 1:
            return numbers[0]
        location, memory, tries = self._at.location, self._at.memory, self.plays.tries(self._at.location)
        kept = [self._test(part) for conditions in self._kept for part in conditions]
        kept = [test for test in kept if test(memory)]
        ranked = []
        for number, far in zip(numbers, away, strict=True):
            _, after = self.plays.after(location, memory, number)
            ranked.append((sum(not test(after) for test in kept), far, tries[number], number))
        return min(ranked)[-1]

    def _open(self) -> list[int]:
        numbers = self.plays.open_at(self._at)
        if self._found():
            raise _Enough
        return numbers

    def _take_if_open(self, transition: int) -> bool:
        if transition not in self._open():
            return False
        self._take(transition)
        return True

    def _take(self, transition: int) -> None:
        self.plays.take(self._at, transition)
        if self.plays.taken >= self._until or self._found():
            raise _Enough

    def _ahead(self, location: int) -> array[int]:
        """How far it is from a location to each node that is not far away, if every way were open."""
        ahead = self._aheads.get(location)
        if ahead is None:
            ahead = self._aheads[location] = _distances(location, self._on, _NEAR)
        return ahead

    def _way(self, node: int) -> _Way:
        """How far it is to a node, if every way were open."""
        way = self._ways.get(node)
        if way is None:
            away = _distances(node, self._back)
            at_once = {node}
            inside = [node]
            while inside:
                for before in self._back[inside.pop()]:
                    if before >= self._locations and before not in at_once:
                        at_once.add(before)
                        inside.append(before)
            way = self._ways[node] = _Way(away, frozenset(at_once))
        return way


def _distances(start: int, on: Sequence[Sequence[int]], most: int = _FAR) -> array[int]:
    """How many edges it takes from one node to each; `_FAR` where it does not lead with at `most` so many."""
    away = array("H", [_FAR]) * len(on)
    away[start] = 0
    waiting = deque([start])
    while waiting:
        reached = waiting.popleft()
        far = away[reached] + 1
        if far < most:
            for node in on[reached]:
                if away[node] == _FAR:
                    away[node] = far
                    waiting.append(node)
    return away


def _direction(change: Assignment, now: int) -> int:
    """Whether a change makes a variable that has this value more (1), less (-1), or neither."""
    match change:
        case Increment(_, amount):
            return (amount > 0) - (amount < 0)
        case Assign(_, value):
            return (value > now) - (value < now)

"""All states of a story in the plainest way that is still quick: tuples, a dictionary, a closure for each choice.

This is what `bench/verify.py` measures the engines against: breadth first, every state with the one before it, as
one writes it without further ado. It searches the same reduced system as the engines, so it counts the same states.
"""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Callable, Mapping
from typing import TypeAlias

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions

State: TypeAlias = tuple[int, tuple[int, ...]]
"""The number of a location, and the values of all variables."""
Asks: TypeAlias = Callable[[tuple[int, ...] | list[int]], int]
Does: TypeAlias = Callable[[list[int]], int | None]
"""Changes the values; the number of the location where that ends, or None. An effect ends somewhere: the whole of it
is never None."""

_CHARACTERS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


class PlainSearch:
    """A search that can be started again and again."""

    def __init__(self, reduced: Reduced, start: int) -> None:
        self.reduced = reduced
        self.index = {name: number for number, name in enumerate(reduced.slots)}
        slots = list(reduced.slots.values())
        values = [slot.get(start) for slot in slots]
        for number, slot in enumerate(slots):
            if not reduced.live[0] >> number & 1:
                values[number] = slot.low
        self.start: State = 0, tuple(values)
        self.ways = [
            [(self._every(way.guards), self._course(way.effect)) for way in location.transitions]
            if location is not None
            else []
            for location in reduced.locations
        ]

    def search(self) -> dict[State, State | None]:
        """Every state that can be reached, each with the one before it."""
        before: dict[State, State | None] = {self.start: None}
        waiting = deque([self.start])
        ways = self.ways
        while waiting:
            state = waiting.popleft()
            location, values = state
            for is_open, does in ways[location]:
                if is_open is None or is_open(values):
                    after = list(values)
                    ended = does(after)
                    assert ended is not None
                    following = ended, tuple(after)
                    if following not in before:
                        before[following] = state
                        waiting.append(following)
        return before

    def _every(self, conditions: tuple[Expression, ...]) -> Asks | None:
        asked = [self._asks(tree) for tree in conditions]
        if len(asked) < 2:
            return asked[0] if asked else None
        return lambda values: all(holds(values) for holds in asked)

    def _asks(self, tree: Expression) -> Asks:
        match tree:
            case Number(value):
                return lambda values: value
            case VariableRead(variable):
                number = self.index[variable]
                return lambda values: values[number]
            case Count(variables, least):
                numbers = [self.index[name] for name in variables]
                return lambda values: sum(values[index] >= least for index in numbers)
            case Not(part):
                opposite = self._asks(part)
                return lambda values: not opposite(values)
            case Operation(sign, left, right):
                first, second = self._asks(left), self._asks(right)
                if sign == "and":
                    return lambda values: first(values) and second(values)
                if sign == "or":
                    return lambda values: first(values) or second(values)
                compare = _CHARACTERS[sign]
                return lambda values: compare(first(values), second(values))
        raise ValueError(tree)

    def _course(self, course: SystemInstructions) -> Does:
        steps = [step for act in course if (step := self._act(act)) is not None]
        if len(steps) == 1:
            return steps[0]

        def does(values: list[int]) -> int | None:
            for step in steps:
                location = step(values)
                if location is not None:
                    return location
            return None

        return does

    def _act(self, act: object) -> Does | None:
        match act:
            case Assign(slot, value):
                return _putting(self.index[slot.name], value)
            case Increment(slot, amount):
                return _adding(self.index[slot.name], amount, slot.low, slot.high)
            case Fork(conditions, then, otherwise):
                holds, yes, no = self._every(conditions), self._course(then), self._course(otherwise)
                return lambda values: yes(values) if holds is None or holds(values) else no(values)
            case ContinueAt(location):
                return _ending(location, self._forgotten(location))
            case SettleAt(place):
                return self._course(self.reduced.settling[place])
        return None

    def _forgotten(self, location: int) -> Mapping[int, int]:
        """The variables that do not matter at a location, with the value that they get."""
        live = self.reduced.live[location]
        return {number: slot.low for number, slot in enumerate(self.reduced.slots.values()) if not live >> number & 1}


def _putting(number: int, value: int) -> Does:
    def does(values: list[int]) -> None:
        values[number] = value

    return does


def _adding(number: int, amount: int, low: int, high: int) -> Does:
    def does(values: list[int]) -> None:
        values[number] = min(max(values[number] + amount, low), high)

    return does


def _ending(location: int, forgotten: Mapping[int, int]) -> Does:
    items = list(forgotten.items())

    def does(values: list[int]) -> int:
        for number, value in items:
            values[number] = value
        return location

    return does

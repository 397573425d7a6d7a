"""What effects read and change, worked out once for each: reductions ask again and again, and most effects stay."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.instructions import Assign, Increment
from game.verify.system.elements import CHANGES, ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.partial_evaluation import variables_read


class EffectSummary(NamedTuple):
    """Of an effect, with all its branches: the variables that it changes and those that its conditions read.

    `ends` are the numbers of locations, and with True before them of places that are settled, where it can end; `size`
    counts its instructions, three for a `Fork` without those in it less one. `is_decided`: some branch depends on
    conditions that read no variable.
    """

    changed: frozenset[str]
    read: frozenset[str]
    ends: frozenset[tuple[bool, int]]
    size: int
    is_decided: bool


class EffectSummaries:
    """Summaries of effects by their identity: comparing two effects takes as long as looking through them.

    What was summed up is held, so that its identity stays its own.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[SystemInstructions, EffectSummary]] = {}
        self._asked: dict[int, tuple[SystemInstructions, set[str]]] = {}

    def of(self, effect: SystemInstructions) -> EffectSummary:
        """The summary of an effect, from memory if it was asked for before."""
        known = self._known.get(id(effect))
        if known is None:
            known = self._known[id(effect)] = effect, _summed_up(effect)
        return known[1]

    def asked_in_any_case(self, effect: SystemInstructions) -> set[str]:
        """What `add_asked` adds where nothing else is asked for, from memory if it was wanted before."""
        known = self._asked.get(id(effect))
        if known is None:
            known = self._asked[id(effect)] = effect, set()
            add_asked(effect, known[1])
        return known[1]


def add_asked(effect: SystemInstructions, asked: set[str]) -> bool:
    """Add what the conditions of an effect ask for. The result tells whether the effect does anything that matters."""
    matters = False
    for instruction in effect:
        kind = type(instruction)  # every effect there is comes by, again and again: a `match` takes three times as long
        if kind is Fork:
            then, otherwise = instruction.then, instruction.otherwise  # type: ignore[union-attr]
            by_then = bool(then) and add_asked(then, asked)
            if (bool(otherwise) and add_asked(otherwise, asked)) or by_then:
                for tree in instruction.conditions:  # type: ignore[union-attr]
                    asked |= variables_read(tree)
                matters = True
        elif not matters and (kind not in CHANGES or instruction.slot.name in asked):  # type: ignore[union-attr]
            matters = True
    return matters


def _summed_up(effect: SystemInstructions) -> EffectSummary:
    changed: set[str] = set()
    read: set[str] = set()
    ends: set[tuple[bool, int]] = set()
    size, is_decided = 0, False
    waiting = [effect]
    while waiting:
        for instruction in waiting.pop():
            size += 1
            kind = type(instruction)  # every effect there is comes by: a `match` takes three times as long
            if kind is Assign or kind is Increment:
                changed.add(instruction.slot.name)  # type: ignore[union-attr]
            elif kind is ContinueAt:
                ends.add((False, instruction.location))  # type: ignore[union-attr]
            elif kind is SettleAt:
                ends.add((True, instruction.place))  # type: ignore[union-attr]
            elif isinstance(instruction, Fork):
                size += 1
                waiting += (instruction.then, instruction.otherwise)
                names = [variables_read(tree) for tree in instruction.conditions]
                read.update(*names)
                is_decided = is_decided or not all(names)
                if not names:
                    is_decided = True
    return EffectSummary(frozenset(changed), frozenset(read), frozenset(ends), size, is_decided)

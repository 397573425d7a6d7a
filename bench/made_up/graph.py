"""The shape `graph`: scenes that remember only their flags and two counters, so that all states can be counted."""

from __future__ import annotations

import random
from collections.abc import Sequence

from made_up.abstract import AbstractStory, Choice, Compare, Condition, Flag, Following, Not
from made_up.making import COUNTERS, Making
from made_up.small import Graph

_LIMITS = ((">=", 2), (">=", 3), (">=", 4), ("<", 3), ("<=", 1))


def graph(size: int, chance: random.Random) -> AbstractStory:
    """So many scenes as in `small`, with every choice again and again, and no question what was seen."""
    return _Graph(size, chance).story()


class _Graph(Graph):
    def __init__(self, size: int, chance: random.Random) -> None:
        super().__init__(size, chance)
        self.making: Making = _Making(chance)

    def choice(self, label: str, then: Following, others: list[str], **more: object) -> Choice:
        """One that can be taken again and again."""
        return super().choice(label, then, others, **{**more, "once": False})


class _Making(Making):
    def simple(self, flags: Sequence[str], scenes: Sequence[str]) -> Condition:
        """A condition on a flag or a counter."""
        chance, no = self.chance.random(), self.chosen(0.35)
        if chance < 0.3:
            return Compare(self.chance.choice(tuple(COUNTERS)), *self.chance.choice(_LIMITS))
        condition = Flag(self.chance.choice(flags))
        return Not(condition) if no else condition

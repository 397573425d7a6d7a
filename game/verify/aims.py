"""How near plays have come to something that somebody aims at, so that the next ones can begin there.

Of what is needed for it, each set that some play had at once is remembered with the shortest beginning of a play that
led there (after A. Ecoffet, J. Huizinga and others, "First return, then explore", 2021).
"""

from __future__ import annotations

import random
from typing import NamedTuple

from game.story.memory import Layout
from game.verify.wishes import NEEDED, Wish

_DRAWN = 4
"""Of so many sets drawn by chance, the largest is where the next play begins."""
_FEW = 4
"""Values of a variable of which it is enough to have any but the lowest."""


class Begun(NamedTuple):
    """The beginning of a play: the steps, and where they lead, with the memory there."""

    path: tuple[tuple[int, int], ...]
    location: int
    memory: int


class Aim:
    """What is needed for something, and how plays have come by it. `layout` is that of the memories."""

    def __init__(self, layout: Layout, wish: Wish) -> None:
        slots = [layout[name] for name, amount in wish.items() if amount >= NEEDED and name in layout]
        self._needs = [slot.mask << slot.shift for slot in slots if slot.high - slot.low < _FEW]
        self._reached: dict[int, Begun] = {}

    def note(self, path: list[tuple[int, int]], location: int, memory: int) -> None:
        """This path leads there."""
        had = 0
        for index, bits in enumerate(self._needs):
            if memory & bits:
                had |= 1 << index
        before = self._reached.get(had)
        if before is None or len(path) < len(before.path):
            self._reached[had] = Begun(tuple(path), location, memory)

    def beginning(self, chance: random.Random) -> Begun | None:
        """The beginning of a play that has much of what is needed; None when none was noted."""
        if not self._reached:
            return None
        some = list(self._reached)
        return self._reached[max([chance.choice(some) for _ in range(_DRAWN)], key=int.bit_count)]

"""How near plays have come to something that somebody aims at, so that the next ones can begin there.

Of what is needed for it, each set that some play had at once is remembered with the shortest beginning of a play that
led there (after A. Ecoffet, J. Huizinga and others, "First return, then explore", 2021).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from game.story.model.layout import Layout
from game.verify.search.landmarks import NEEDED, Landmark

_DRAWN = 4
"""Of so many beginnings drawn by chance, the one that has most is where the next play begins."""
_FEW, _MANY = 4, 20
"""Values of a variable of which it is enough to have any but the lowest; of which the more, the better."""


class Checkpoint(NamedTuple):
    """The beginning of a play: the steps, and where they lead, with the memory there."""

    path: Sequence[tuple[int, int]]
    location: int
    memory: int


class CheckpointArchive:
    """What is needed for something, and how plays have come by it.

    `wish` is what is needed for itself, `before` what has to come before that. `layout` is that of the memories.
    """

    def __init__(self, layout: Layout, wish: Landmark, before: Landmark) -> None:
        self._needs: list[tuple[int, bool]] = []
        self._measures: list[tuple[int, int]] = []
        for name, amount in (*wish.items(), *before.items()):
            slot = layout[name] if name in layout and abs(amount) >= NEEDED else None
            if slot is None:
                continue
            if slot.high - slot.low < _FEW:
                # What must not be counts only where it is needed in the end: on the way there it may come and go.
                if amount > 0 or name in wish:
                    self._needs += [(slot.mask << slot.shift, amount > 0)] * (2 if name in wish else 1)
            elif slot.high - slot.low < _MANY and amount > 0:
                self._measures.append((slot.shift, slot.mask))
        self._reached: dict[int, Checkpoint] = {}
        #: The bits that needs ask for, and by these bits of a memory what of the needs is there.
        self._asked = 0
        for bits, _ in self._needs:
            self._asked |= bits
        for shift, mask in self._measures:
            self._asked |= mask << shift
        self._had: dict[int, int] = {}

    def note(self, path: Sequence[tuple[int, int]], location: int, memory: int) -> None:
        """This path, which is not to be changed any more, leads there."""
        mine = memory & self._asked
        had = self._had.get(mine)
        if had is None:
            had = self._had[mine] = self._had_in(mine)
        before = self._reached.get(had)
        if before is None or len(path) < len(before.path):
            self._reached[had] = Checkpoint(path, location, memory)

    def _had_in(self, memory: int) -> int:
        """A mask of what is needed and there in this memory."""
        had, bit = 0, 1
        for bits, more in self._needs:
            if bool(memory & bits) == more:
                had |= bit
            bit <<= 1
        for shift, mask in self._measures:
            had |= (bit << (memory >> shift & mask)) - bit
            bit <<= mask
        return had

    def beginning(self, chance: random.Random) -> Checkpoint | None:
        """The beginning of a play that has much of what is needed; None when none was noted."""
        if not self._reached:
            return None
        some = list(self._reached)
        return self._reached[max([chance.choice(some) for _ in range(_DRAWN)], key=int.bit_count)]

"""A thing that coverage counts, with the playthroughs that reached it."""

from __future__ import annotations

from typing import NamedTuple

from game.story.targets.survey import Thing


class ReachedTarget(NamedTuple):
    """A thing, and the numbers of the playthroughs that reached it, counted from 0; none: it was not reached.

    `offered`: a choice that could have been taken at least.
    """

    thing: Thing
    by: tuple[int, ...]
    offered: bool

    @property
    def missing(self) -> str:
        """What did not happen, in words."""
        if self.thing.kind == "choice":
            return "offered, never taken" if self.offered else "never offered"
        return self.thing.missing

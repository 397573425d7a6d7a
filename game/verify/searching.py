"""Which engine searches: the one that is likely to be fastest, and when it does not come to an end, the next."""

from __future__ import annotations

from typing import NamedTuple

from game.verify import explicit
from game.verify.budget import Budget
from game.verify.reduction import Reduced
from game.verify.space import Space, Stopped

FEW = 150_000
"""States up to which plain Python is fastest: `numpy` need not be imported."""


class Searched(NamedTuple):
    """What was found, and by which engine; `space` None: no engine came to an end within its bounds."""

    space: Space | None
    engine: str
    tried: tuple[str, ...]


def search(reduced: Reduced, start: int, budget: Budget, share: float = 1.0) -> Searched:
    """All states that can be reached, if there are not too many for the budget; `share` is the part it may use."""
    tried: list[str] = []
    try:
        progress = budget.progress("Looking at every situation", share=share)
        return Searched(explicit.explore(reduced, start, progress), "explicit", ("explicit",))
    except (Stopped, MemoryError):
        tried.append("explicit")
    return Searched(None, "", tuple(tried))

"""Which engine searches: the one that is likely to be fastest, and when it does not come to an end, the next.

Plain Python is fastest while there are few states, and many stories have few once what does not matter is forgotten.
Beyond that, arrays are as long as a state fits into one word and all states into the memory. Diagrams do not count
states one by one at all; whether they stay small is a matter of how a story is made, not of how many states it has.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.verify import explicit
from game.verify.budget import Budget
from game.verify.reduction import Reduced
from game.verify.space import Progress, Space, Stopped

FEW = 150_000
"""States up to which plain Python searches."""
MANY = 30_000_000
"""States up to which arrays search."""


class Searched(NamedTuple):
    """What was found, and by which engine; `space` None: no engine came to an end within its bounds.

    `tried` are the engines that were asked.
    """

    space: Space | None
    engine: str
    tried: tuple[str, ...]


def search(reduced: Reduced, start: int, budget: Budget, share: float = 1.0) -> Searched:
    """All states that can be reached, if there are not too many for the budget; `share` is the part it may use.

    The space may still raise Stopped when it is asked.
    """
    tried: list[str] = []
    until = budget.clock() + budget.left * share
    for name, explore, states, part in _ENGINES:
        if not _suits(name, reduced):
            continue
        tried.append(name)
        left = max(until - budget.clock(), 0.0)
        of_all = part * left / budget.left if budget.left else 0.0
        progress = budget.progress("Looking at every situation", states=states, share=of_all)
        try:
            space = explore(reduced, start, progress, budget)
            _ = space.lost, space.dead_ends, space.ways
        except (Stopped, MemoryError):
            continue
        return Searched(space, name, tuple(tried))
    return Searched(None, "", tuple(tried))


def _suits(name: str, reduced: Reduced) -> bool:
    if name == "explicit":
        return True
    bits = sum((slot.high - slot.low).bit_length() for slot in reduced.slots.values())
    return bits <= 60 if name == "vectorised" else bits <= _MOST_BITS


_MOST_BITS = 400


def _explicit(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    return explicit.explore(reduced, start, progress)


def _vectorised(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    from game.verify import vectorised  # `numpy` takes longer to import than most stories to search

    return vectorised.explore(reduced, start, progress)


def _symbolic(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    from game.verify import symbolic

    return symbolic.explore(reduced, start, progress, memory=int(budget.memory * 1_000_000))


_ENGINES: tuple[tuple[str, Callable[[Reduced, int, Progress, Budget], Space], float, float], ...] = (
    ("explicit", _explicit, FEW, 0.5),
    ("vectorised", _vectorised, MANY, 0.5),
    ("symbolic", _symbolic, float("inf"), 1.0),
)
"""The engines in the order in which they are asked: up to how many states, and for which part of the time."""

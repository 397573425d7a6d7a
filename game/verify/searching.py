"""Which engine searches: the one that is likely to be fastest, and when it does not come to an end, the next.

Plain Python is fastest while there are few states, and many stories have few once what does not matter is forgotten.
Beyond that, arrays are as long as a state fits into one word and all states into the memory. Diagrams do not count
states one by one at all; whether they stay small is a matter of how a story is made, not of how many states it has.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from game.verify import explicit
from game.verify.budget import Budget
from game.verify.packing import Packing
from game.verify.reduction import Reduced
from game.verify.sharing import widest
from game.verify.space import Progress, Space, Stopped

FEW = 150_000
"""States up to which plain Python searches."""
SOME, MANY = 2_000_000, 50_000_000
"""States up to which arrays search: when there may be a faster way, and when there is none."""
_WORD, _LONG, _FEW_LONG = 64, 200, 20_000
"""Bits of a state that fit into a word; beyond how many a story is hardly small, and states that are looked at then."""


class Searched(NamedTuple):
    """What was found, and by which engine; `space` None: no engine came to an end within its bounds.

    `tried` are the engines that were asked.
    """

    space: Space | None
    engine: str
    tried: tuple[str, ...]


def search(reduced: Reduced, start: int, budget: Budget, share: float = 1.0, *, thorough: bool = False) -> Searched:
    """All states that can be reached, if there are not too many for the budget; `share` is the part it may use.

    It is given up soon where it does not seem to come to an end; not if it is `thorough`. The space may still raise
    Stopped when it is asked.
    """
    tried: list[str] = []
    until = budget.clock() + budget.left * share
    for name, explore, few, many in _ENGINES:
        if not _suits(name, reduced, thorough=thorough):
            continue
        tried.append(name)
        left = max(until - budget.clock(), 0.0)
        progress = budget.progress(
            "Looking at every situation", states=many if thorough else few,
            share=left / budget.left if budget.left else 0.0,
        )  # fmt: skip
        try:
            space = explore(reduced, start, progress, budget)
            _ = space.lost, space.dead_ends, space.ways, space.endless
        except (Stopped, MemoryError):
            continue
        return Searched(space, name, tuple(tried))
    return Searched(None, "", tuple(tried))


def _suits(name: str, reduced: Reduced, *, thorough: bool) -> bool:
    if name == "explicit":
        return True
    return widest(reduced) <= _WORD if name == "vectorised" else thorough


def _explicit(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    packing = Packing(reduced, start, share=True)
    most = FEW if packing.layout.bits <= _LONG else _FEW_LONG
    return explicit.Explicit(reduced, packing, lambda states: states <= most and progress(states))


def _vectorised(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    from game.verify import vectorised  # `numpy` takes longer to import than most stories to search

    try:
        return vectorised.explore(reduced, start, progress)
    except vectorised.TooWide:  # the variables could not share bits as well as all that
        raise Stopped from None


def _symbolic(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    from game.verify import symbolic

    return symbolic.explore(reduced, start, progress, memory=int(budget.memory * 1_000_000))


_Engine: TypeAlias = Callable[[Reduced, int, Progress, Budget], Space]

_ENGINES: tuple[tuple[str, _Engine, float, float], ...] = (
    ("explicit", _explicit, FEW, FEW),
    ("vectorised", _vectorised, SOME, MANY),
    ("symbolic", _symbolic, float("inf"), float("inf")),
)
"""The engines in the order in which they are asked: up to how many states, when it is not thorough and when it is."""

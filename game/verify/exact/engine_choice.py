"""Which engine searches: the one that is likely to be fastest, and when it does not come to an end, the next.

Plain Python is fastest while there are few states, and many stories have few once what does not matter is forgotten.
Beyond that, arrays are as long as a state fits into one word and all states into the memory. Diagrams do not count
states one by one at all; whether they stay small is a matter of how a story is made, not of how many states it has.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from game.verify.exact import explicit
from game.verify.exact.packing import Packing
from game.verify.reductions.reduction import Reduced, liveness
from game.verify.reductions.slot_allocation import MOST_BITS, widest
from game.verify.system.budget import Budget
from game.verify.system.space import Progress, SearchStopped, Space
from game.verify.system.system_parts import SystemParts

FEW_STATES = 150_000
"""States up to which plain Python searches."""
SOME, MANY = 2_000_000, 50_000_000
"""States up to which arrays search: when there may be a faster way, and when there is none."""
_WORD, _LONG, _FEW_LONG = 64, 200, 20_000
"""Bits of a state that fit into a word; beyond how many a story is hardly small, and states that are looked at then."""
_WIDE = 500
"""Where more bits are needed at one location, diagrams are not even begun as long as there may be a faster way."""


class Searched(NamedTuple):
    """What was found, and by which engine; `space` None: no engine came to an end within its bounds.

    `tried` are the engines that were asked.
    """

    space: Space | None
    engine: str
    tried: tuple[str, ...]


def remembers_too_much(whole: Reduced) -> bool:
    """Whether so much has to be remembered at once that no engine is likely to come to an end.

    `whole` may be a system in which nothing is forgotten yet.
    """
    needed = liveness(SystemParts(whole.locations, whole.settling), whole.slots, frozenset())
    return widest(whole._replace(live=needed)) > 2 * MOST_BITS


def search(reduced: Reduced, start: int, budget: Budget, share: float = 1.0, *, thorough: bool = False) -> Searched:
    """All states that can be reached, if there are not too many for the budget.

    `share`, from 0 to 1, is the part of the time left that it may take. It is given up soon where it does not seem to
    come to an end; not if it is `thorough`. When no engine comes to an end, nothing is raised: `space` is None. A space
    may still raise SearchStopped when it is asked.
    """
    tried: list[str] = []
    begun, allowed = budget.clock(), budget.left * share
    for name, explore, states in _THOROUGHLY if thorough else _SOON:
        tried.append(name)
        whole = budget.left
        left = max(allowed - (budget.clock() - begun), 0.0)
        share = min(left / whole, 1.0) if whole else 0.0
        progress = budget.progress("Looking at every situation", states=states, share=share)
        try:
            space = explore(reduced, start, progress, budget)
            _ = space.soft_locks, space.deadlocks, space.transitions, space.divergences
        except (SearchStopped, MemoryError):
            continue
        return Searched(space, name, tuple(tried))
    return Searched(None, "", tuple(tried))


def _explicit(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    packing = Packing(reduced, start, share=True)
    most = FEW_STATES if packing.layout.bits <= _LONG else _FEW_LONG
    return explicit.Explicit(reduced, packing, lambda states: states <= most and progress(states)).explored()


def _vectorised(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    from game.verify.exact import vectorised  # `numpy` takes longer to import than most stories to search
    from game.verify.exact.arrays import TooWide

    try:
        return vectorised.explore(reduced, start, progress)
    except TooWide as wide:
        raise SearchStopped from wide


def _symbolic(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    from game.verify.exact import symbolic

    return symbolic.explore(reduced, start, progress, memory=int(budget.room * 1_000_000))


def _symbolic_if_it_suits(reduced: Reduced, start: int, progress: Progress, budget: Budget) -> Space:
    if widest(reduced) > _WIDE:
        raise SearchStopped
    from game.verify.exact import symbolic

    memory = int(budget.room * 1_000_000)
    return symbolic.explore(reduced, start, progress, memory=memory, largest=symbolic.LARGEST)


_Engine: TypeAlias = Callable[[Reduced, int, Progress, Budget], Space]

_SOON: tuple[tuple[str, _Engine, float], ...] = (
    ("explicit", _explicit, FEW_STATES),
    ("symbolic", _symbolic_if_it_suits, float("inf")),
    ("vectorised", _vectorised, SOME),
)
"""The engines in the order in which they are asked, and up to how many states, when there may be a faster way."""
_THOROUGHLY: tuple[tuple[str, _Engine, float], ...] = (
    ("explicit", _explicit, FEW_STATES),
    ("vectorised", _vectorised, MANY),
    ("symbolic", _symbolic, float("inf")),
)
"""The same when there is none."""

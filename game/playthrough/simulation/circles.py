"""Whether a play that does not end could still end: a search of all situations that can follow, as far as they are few.

Breadth-first (E. F. Moore, "The shortest path through a maze", 1959), bounded. Where questions are drawn by chance
only the draws of this play are seen, and then nothing is concluded from finding no way out.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.state import EndlessLoop

#: So many situations are looked at; a search of as many takes some hundredths of a second.
MOST_SITUATIONS = 2_000

Situation: TypeAlias = tuple[int, int, tuple[int, ...]]
"""Where a play is, whatever chance will bring: memory, node and stack."""


class Ahead(NamedTuple):
    """What lies ahead of a situation.

    `closed`: these `situations` come again and again, and no option in any of them leads to others. `out`: the story
    can end, after `steps`. `unknown`: there are too many situations to tell. `one_way`: each has a single option.
    """

    verdict: Literal["closed", "out", "unknown"]
    situations: frozenset[Situation]
    steps: int = 0
    one_way: bool = False


def ahead(moves: Moves, at: Configuration, most: int = MOST_SITUATIONS) -> Ahead:
    """What lies ahead of this situation, if that can be told from `most` situations."""
    chance = at[3]
    known: dict[Situation, int] = {at[:3]: 0}
    waiting = [at]
    one_way = True
    for here in waiting:
        numbers = moves.offered(here)
        distance = known[here[:3]]
        if not numbers:
            return Ahead("out", frozenset(), distance)
        one_way = one_way and len(numbers) == 1
        for number in numbers:
            try:
                after = moves.after(here, number)
            except EndlessLoop:
                continue
            if after[3] != chance:
                return Ahead("unknown", frozenset())
            if after[:3] not in known:
                if len(known) >= most:
                    return Ahead("unknown", frozenset())
                known[after[:3]] = distance + 1
                waiting.append(after)
    return Ahead("closed", frozenset(known), 0, one_way)

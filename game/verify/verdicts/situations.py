"""How many situations there are: states in which a player can be, and each ending once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from game.story.model.story import End
from game.verify.system.transition_system import System


def endings_once(system: System, counts: Sequence[int]) -> list[int]:
    """The states at each location. An ending is counted once, wherever it is reached: nothing comes after it."""
    left, endings = list(counts), set[str]()
    for number, here in enumerate(system.locations):
        if here.key.kind == "ending" and left[number]:
            ending = cast("End", system.story.nodes[here.key.node]).ending
            left[number] = int(ending not in endings)
            endings.add(ending)
    return left


def where_players_stand(system: System, counts: Sequence[int]) -> int:
    """Of the states at each location, those in which a player can be: they are not on the way to somewhere else."""
    return sum(
        count for count, here in zip(counts, system.locations, strict=False)
        if here.is_chosen or here.key.kind == "ending"
    )  # fmt: skip

"""How much there is to do at a location, to be able to ask often enough whether to go on."""

from __future__ import annotations

from game.story.model.expressions import Expression, free_variables
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import Fork, SettleAt, SystemInstructions


def work_estimates(reduced: Reduced) -> tuple[int, ...]:
    """By location, how many instructions its transitions have, and how many variables their conditions ask for; at
    least 1.

    The instructions of effects that many transitions share count for each.
    """
    shared: dict[int, int] = {}
    asked: dict[int, tuple[Expression, int]] = {}

    def asking(conditions: tuple[Expression, ...]) -> int:
        count = 0
        for tree in conditions:
            known = asked.get(id(tree))  # comparing two trees takes longer than counting
            if known is None:
                known = asked[id(tree)] = tree, sum(1 for _ in free_variables(tree))
            count += known[1]
        return count

    def effect(instructions: SystemInstructions) -> int:
        count = len(instructions)
        for instruction in instructions:
            match instruction:
                case Fork(conditions, then, otherwise):
                    count += asking(conditions) + effect(then) + effect(otherwise)
                case SettleAt(place):
                    if place not in shared:
                        shared[place] = effect(reduced.settling[place])
                    count += shared[place]
        return count

    return tuple(
        max(sum(asking(transition.guards) + effect(transition.effect) for transition in location.transitions), 1)
        if location is not None
        else 1
        for location in reduced.locations
    )

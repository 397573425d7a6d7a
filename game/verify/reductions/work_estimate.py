"""How much there is to do at a location, to be able to ask often enough whether to go on."""

from __future__ import annotations

from game.story.model.expressions import Tree, readings
from game.verify.reductions.reduction import Reduced
from game.verify.system.transition_system import Course, Settled, Split


def efforts(reduced: Reduced) -> tuple[int, ...]:
    """By location, how many acts its ways have, and how many variables their conditions ask for; at least 1.

    The acts of courses that many ways share count for each.
    """
    shared: dict[int, int] = {}
    asked: dict[int, tuple[Tree, int]] = {}

    def asking(conditions: tuple[Tree, ...]) -> int:
        count = 0
        for tree in conditions:
            known = asked.get(id(tree))  # comparing two trees takes longer than counting
            if known is None:
                known = asked[id(tree)] = tree, sum(1 for _ in readings(tree))
            count += known[1]
        return count

    def course(acts: Course) -> int:
        count = len(acts)
        for act in acts:
            match act:
                case Split(conditions, then, otherwise):
                    count += asking(conditions) + course(then) + course(otherwise)
                case Settled(place):
                    if place not in shared:
                        shared[place] = course(reduced.settling[place])
                    count += shared[place]
        return count

    return tuple(
        max(sum(asking(way.conditions) + course(way.course) for way in one.ways), 1) if one is not None else 1
        for one in reduced.locations
    )

"""Which parts of a graph lie on a circle with each other: found in one walk, however large the graph is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def circles(leads_to: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """A number for each name; two names have the same one when each leads to the other, over however many steps.

    Tarjan's walk, with a stack of its own: a chain of thousands of scenes would be too long for Python's.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    circle_of: dict[str, int] = {}
    open_: list[str] = []
    for root in leads_to:
        if root in order:
            continue
        order[root] = lowest[root] = len(order)
        open_.append(root)
        walk = [(root, iter(leads_to[root]))]
        while walk:
            here, following = walk[-1]
            for one in following:
                if one not in order:
                    order[one] = lowest[one] = len(order)
                    open_.append(one)
                    walk.append((one, iter(leads_to.get(one, ()))))
                    break
                if one not in circle_of:
                    lowest[here] = min(lowest[here], order[one])
            else:
                walk.pop()
                if walk:
                    before = walk[-1][0]
                    lowest[before] = min(lowest[before], lowest[here])
                if lowest[here] == order[here]:
                    while here not in circle_of:
                        circle_of[open_.pop()] = order[here]
    return circle_of

"""Which parts of a graph lie on a circle with each other: found in one walk, however large the graph is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node")


def strongly_connected_components(leads_to: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """The nodes that lead to each other, over however many steps, together; a node on no circle is alone.

    What a circle leads to stands before it. R. E. Tarjan, "Depth-first search and linear graph algorithms", 1972, with
    a stack of its own: a chain of thousands of scenes would be too long for Python's.
    """
    order: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    done: set[Node] = set()
    open_: list[Node] = []
    found: list[list[Node]] = []
    for root in leads_to:
        if root in order:
            continue
        order[root] = lowest[root] = len(order)
        open_.append(root)
        walk = [(root, iter(leads_to[root]))]
        while walk:
            here, following = walk[-1]
            for successor in following:
                if successor not in order:
                    order[successor] = lowest[successor] = len(order)
                    open_.append(successor)
                    walk.append((successor, iter(leads_to.get(successor, ()))))
                    break
                if successor not in done:
                    lowest[here] = min(lowest[here], order[successor])
            else:
                walk.pop()
                if walk:
                    before = walk[-1][0]
                    lowest[before] = min(lowest[before], lowest[here])
                if lowest[here] == order[here]:
                    circle: list[Node] = []
                    while not circle or circle[-1] != here:
                        circle.append(open_.pop())
                    done.update(circle)
                    found.append(circle)
    return found


def component_numbers(leads_to: Mapping[Node, Iterable[Node]]) -> dict[Node, int]:
    """A number for each node; two nodes have the same one when they are on a circle together."""
    return {node: number for number, circle in enumerate(strongly_connected_components(leads_to)) for node in circle}

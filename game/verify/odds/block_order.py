"""In which order the nodes of a graph are solved: what a node leads to comes before it, circles as a whole.

The topological ordering by strongly connected components that model checkers of Markov chains use (for instance C.
Hensel, S. Junges, J.-P. Katoen, T. Quatmann, M. Volk, "The probabilistic model checker Storm", 2022).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

NodeNumbers = npt.NDArray[np.int64]


class Level(NamedTuple):
    """Nodes that need only what earlier levels have: `alone` those on no circle, by number; `circles` the others.

    Each array of `circles` has the shape (circles, nodes of each), for all circles of one length.
    """

    alone: NodeNumbers
    circles: tuple[NodeNumbers, ...]

    @property
    def nodes(self) -> NodeNumbers:
        """All nodes of the level."""
        return np.concatenate((self.alone, *(some.reshape(-1) for some in self.circles)))


def block_order(first_edge: NodeNumbers, target: NodeNumbers) -> tuple[Level, ...]:
    """The levels of a graph: the edges of node `n` lead to `target[first_edge[n]:first_edge[n + 1]]`.

    Shapes (nodes + 1,) and (edges,). A node that leads to itself is on a circle.
    """
    component = _components(first_edge.tolist(), target.tolist())
    count = int(component.max()) + 1 if len(component) else 0
    source = np.repeat(np.arange(len(component)), np.diff(first_edge))
    inside = component[source] == component[target]
    circular = np.zeros(count, np.bool_)
    circular[component[source[inside]]] = True
    by_component = np.argsort(component, kind="stable")
    sizes = np.bincount(component, minlength=count)
    begins = np.concatenate(([0], np.cumsum(sizes)))
    depths = _depths(count, component[source[~inside]], component[target[~inside]])
    return tuple(_levels(depths, circular, by_component, begins, sizes))


def _levels(
    depths: NodeNumbers,
    circular: npt.NDArray[np.bool_],
    by_component: NodeNumbers,
    begins: NodeNumbers,
    sizes: NodeNumbers,
) -> Iterator[Level]:
    order = np.argsort(depths, kind="stable")
    for components in np.split(order, np.flatnonzero(np.diff(depths[order])) + 1):
        circles = components[circular[components]]
        alone = by_component[begins[components[~circular[components]]]]
        yield Level(alone, tuple(
            by_component[begins[some][:, None] + np.arange(size)[None, :]]
            for size in np.unique(sizes[circles]).tolist() if len(some := circles[sizes[circles] == size])
        ))  # fmt: skip


def _depths(count: int, source: NodeNumbers, target: NodeNumbers) -> NodeNumbers:
    """How many components come after each, on the longest path: from edges between different ones, without circles."""
    pairs = np.unique(np.stack((target, source), axis=1), axis=0) if len(source) else np.zeros((0, 2), np.int64)
    before, behind = pairs[:, 1], pairs[:, 0]  # sorted by what they lead to
    left = np.bincount(before, minlength=count)
    begins = np.searchsorted(behind, np.arange(count + 1))
    depths = np.zeros(count, np.int64)
    now, depth = np.flatnonzero(left == 0), 0
    while len(now):
        depths[now] = depth
        reached = before[spans(begins[now], begins[now + 1])]
        np.subtract.at(left, reached, 1)
        now, depth = np.unique(reached[left[reached] == 0]), depth + 1
    return depths


def spans(begins: NodeNumbers, ends: NodeNumbers) -> NodeNumbers:
    """All numbers from `begins[i]` to before `ends[i]`, for each `i` in turn; both of the shape (n,)."""
    lengths = ends - begins
    total = int(lengths.sum())
    shift = np.repeat(begins - np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(lengths) else begins, lengths)
    return np.arange(total) + shift


def _components(first_edge: list[int], target: list[int]) -> NodeNumbers:
    """The number of the strongly connected component of each node (R. E. Tarjan, 1972), without recursion."""
    count = len(first_edge) - 1
    order = [0] * count  # from 1 on; 0 while nobody was there
    lowest = [0] * count
    component = [-1] * count
    edge = first_edge[:-1]
    open_: list[int] = []
    met = components = 0
    for root in range(count):
        if order[root]:
            continue
        walk = [root]
        met += 1
        order[root] = lowest[root] = met
        open_.append(root)
        while walk:
            here = walk[-1]
            at = edge[here]
            if at < first_edge[here + 1]:
                edge[here] = at + 1
                there = target[at]
                if not order[there]:
                    met += 1
                    order[there] = lowest[there] = met
                    open_.append(there)
                    walk.append(there)
                elif component[there] < 0 and order[there] < lowest[here]:
                    lowest[here] = order[there]
                continue
            walk.pop()
            if walk and lowest[here] < lowest[walk[-1]]:
                lowest[walk[-1]] = lowest[here]
            if lowest[here] == order[here]:
                while True:
                    node = open_.pop()
                    component[node] = components
                    if node == here:
                        break
                components += 1
    return np.array(component, np.int64)

"""What is expected of a Markov chain, solved block by block, with a bound on how far it can be off.

For each node `x = b + A x`, where `A` has the chances of the edges that are followed. The blocks are solved directly,
or, where one is very large, by iteration. However they were solved, the error is bounded afterwards: for a matrix `I -
A` with a non-negative inverse, and any `v > 0` with `v - A v >= u > 0`, no component of `x` is off by more than its
component of `v`, times the largest residual over `u` (S. M. Rump, "Verification methods: rigorous results using
floating-point arithmetic", Acta Numerica 19, 2010, section 10). Here `v` is about how many edges are still to come.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from game.verify.odds.block_order import Level, block_order, spans
from game.verify.odds.state_graph import StateGraph
from game.verify.odds.vector_conditions import TruthVector

Values = npt.NDArray[np.float64]

_MOST_DENSE = 800
"""Nodes of a circle up to which it is solved as a full matrix."""
_MOST_ENTRIES = 4_000_000
"""Numbers in full matrices that are solved at once."""
_ROUNDS, _CLOSE = 5_000, 1e-14
_EPSILON = float(np.finfo(np.float64).eps)


class Chain(NamedTuple):
    """A graph with the chance of each of its edges, shape (edges,), and the `levels` in which it is solved."""

    graph: StateGraph
    chance: Values
    levels: tuple[Level, ...]


class Solved(NamedTuple):
    """Values of each node, shape (nodes, columns), and by how much the first node's and those of any node can be off.

    `error` and `anywhere` have the shape (columns,); `turns` is how many edges a play has from the first node, at most,
    on average.
    """

    values: Values
    error: Values
    anywhere: Values
    turns: float


def recurrent(chain: Chain) -> TruthVector:
    """For each node with edges whether a play that is there never leaves some circle without an end."""
    graph, chance = chain.graph, chain.chance
    ends = np.diff(graph.first_edge) == 0
    saved = ends.copy()
    for level in chain.levels:
        nodes = level.nodes[~ends[level.nodes]]
        edges, owner = _edges(graph, nodes)
        open_ = chance[edges] > 0
        edges, owner = edges[open_], owner[open_]
        while True:
            found = np.unique(owner[saved[graph.target[edges]]])
            if saved[nodes[found]].all():
                break
            saved[nodes[found]] = True
    lost = np.flatnonzero(~saved)
    return _bottom(chain, lost)


def _bottom(chain: Chain, lost: npt.NDArray[np.int64]) -> TruthVector:
    """Of nodes from which a play never ends, those that it does not leave for good."""
    graph = chain.graph
    bottom = np.zeros(graph.nodes, np.bool_)
    if not len(lost):
        return bottom
    edges, owner = _edges(graph, lost)
    open_ = chain.chance[edges] > 0
    numbers = np.full(graph.nodes, -1, np.int64)
    numbers[lost] = np.arange(len(lost))
    counts = np.bincount(owner[open_], minlength=len(lost))
    first = np.concatenate(([0], np.cumsum(counts)))
    for circle in (circle for circles in block_order(first, numbers[graph.target[edges[open_]]])[0].circles
                   for circle in circles):  # fmt: skip
        bottom[lost[circle]] = True
    return bottom


def hitting(chain: Chain, wanted: TruthVector, closed: TruthVector) -> Solved:
    """How likely each of some events ever happens from each node. `wanted` has the shape (happenings, events).

    `closed` are the nodes of `recurrent`.
    """
    graph = chain.graph
    values = np.zeros((graph.nodes, wanted.shape[1]))
    if closed.any():
        _close(chain, wanted, closed, values)
    _solve(chain, wanted, np.zeros((1, wanted.shape[1])), closed, values)
    return _judged(chain, wanted, np.zeros((1, wanted.shape[1])), closed, values)


def expected(chain: Chain, reward: Values, closed: TruthVector) -> Solved:
    """How much is expected to be collected from each node on, at nodes that give `reward`, shape (nodes, columns).

    At `closed` nodes, from which a play goes on for ever, nothing is collected.
    """
    nothing = np.zeros((len(chain.graph.happenings), reward.shape[1]), np.bool_)
    values = np.zeros_like(reward)
    _solve(chain, nothing, reward, closed, values)
    return _judged(chain, nothing, reward, closed, values)


def _close(chain: Chain, wanted: TruthVector, closed: TruthVector, values: Values) -> None:
    """What can happen on a circle that is not left happens."""
    graph = chain.graph
    nodes = np.flatnonzero(closed)
    edges, owner = _edges(graph, nodes)
    open_ = chain.chance[edges] > 0
    edges, owner = edges[open_], owner[open_]
    np.maximum.at(values, nodes[owner], wanted[graph.events[edges]].astype(np.float64))
    while True:  # all nodes of such a circle lead to each other
        before = values[nodes].sum()
        np.maximum.at(values, nodes[owner], values[graph.target[edges]])
        if values[nodes].sum() == before:
            return


def _edges(graph: StateGraph, nodes: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The edges of some nodes, and for each of them the index of its node among these."""
    begins, ends = graph.first_edge[nodes], graph.first_edge[nodes + 1]
    return spans(begins, ends), np.repeat(np.arange(len(nodes)), ends - begins)


def _collected(
    chain: Chain, wanted: TruthVector, reward: Values, nodes: npt.NDArray[np.int64], values: Values
) -> Values:
    """`b + A x` at some nodes."""
    graph = chain.graph
    edges, owner = _edges(graph, nodes)
    ahead = np.where(wanted[graph.events[edges]], 1.0, values[graph.target[edges]]) * chain.chance[edges, None]
    found = reward[nodes].copy() if len(reward) > 1 else np.repeat(reward, len(nodes), axis=0)
    for column in range(values.shape[1]):
        found[:, column] += np.bincount(owner, ahead[:, column], len(nodes))
    return found


def _solve(chain: Chain, wanted: TruthVector, reward: Values, closed: TruthVector, values: Values) -> None:
    """Fill in the values, from the ends backward."""
    for level in chain.levels:
        alone = level.alone[~closed[level.alone]]
        values[alone] = _collected(chain, wanted, reward, alone, values)
        for circles in level.circles:
            free = ~closed[circles]
            whole = circles[free.all(axis=1)]
            for some in np.array_split(whole, max(1, whole.shape[0] * whole.shape[1] ** 2 // _MOST_ENTRIES)):
                if len(some):
                    _solve_circles(chain, wanted, reward, some, values)
            for index in np.flatnonzero(free.any(axis=1) & ~free.all(axis=1)):
                _solve_circles(chain, wanted, reward, circles[index][free[index]][None, :], values)


def _solve_circles(
    chain: Chain, wanted: TruthVector, reward: Values, circles: npt.NDArray[np.int64], values: Values
) -> None:
    """Solve circles of one length, shape (circles, nodes), of which none leads to another."""
    graph = chain.graph
    count, size = circles.shape
    nodes = circles.reshape(-1)
    values[nodes] = 0
    right = _collected(chain, wanted, reward, nodes, values)
    edges, owner = _edges(graph, nodes)
    numbers = np.full(graph.nodes, -1, np.int64) if size * count > 64 else None
    if numbers is not None:
        numbers[nodes] = np.arange(len(nodes))
        to = numbers[graph.target[edges]]
    else:
        place = {node: index for index, node in enumerate(nodes.tolist())}
        to = np.array([place.get(node, -1) for node in graph.target[edges].tolist()], np.int64)
    inside = to >= 0
    edges, owner, to = edges[inside], owner[inside], to[inside]
    stops = wanted[graph.events[edges]]
    apart = stops.any(axis=0)
    everything = np.ones(len(edges), np.bool_)
    single = [(np.array([column]), ~stops[:, column]) for column in np.flatnonzero(apart)]
    for columns, kept in ((np.flatnonzero(~apart), everything), *single):
        if len(columns):
            chances = chain.chance[edges[kept]]
            found = _block(owner[kept], to[kept], chances, right[:, columns], count, size)
            values[nodes[:, None], columns[None, :]] = found


def _block(
    owner: npt.NDArray[np.int64], to: npt.NDArray[np.int64], chance: Values, right: Values, count: int, size: int
) -> Values:
    """The solution of `x = right + A x`, where `A` has `count` blocks of `size` nodes on its diagonal."""
    if size <= _MOST_DENSE:
        matrix = np.zeros((count, size, size))
        np.add.at(matrix, (owner // size, owner % size, to % size), -chance)
        matrix[:, np.arange(size), np.arange(size)] += 1
        solution = np.linalg.solve(matrix, right.reshape(count, size, -1))
        return np.asarray(solution.reshape(count * size, -1), np.float64)
    return np.stack([_iterated(owner, to, chance, column) for column in right.T], axis=1)


def _iterated(owner: npt.NDArray[np.int64], to: npt.NDArray[np.int64], chance: Values, right: Values) -> Values:
    """The same by iteration: H. A. van der Vorst, "Bi-CGSTAB", SIAM Journal on Scientific Computing 13, 1992."""

    def applied(x: Values) -> Values:
        return x - np.bincount(owner, chance * x[to], len(x))

    scale = np.abs(right).max()
    if not scale:
        return np.zeros_like(right)
    x = np.zeros_like(right)
    residual = right - applied(x)
    shadow, direction = residual.copy(), residual.copy()
    rho = float(shadow @ residual)
    best, least = x, float(np.abs(residual).max())
    for _ in range(_ROUNDS):
        image = applied(direction)
        step = rho / (float(shadow @ image) or _EPSILON)
        half = residual - step * image
        second = applied(half)
        turn = float(second @ half) / (float(second @ second) or _EPSILON)
        x = x + step * direction + turn * half
        residual = half - turn * second
        size = float(np.abs(residual).max())
        if size < least:
            best, least = x, size
        if size <= _CLOSE * scale:
            break
        following = float(shadow @ residual)
        if not np.isfinite(size) or abs(following) < 1e-300 or not turn:
            x = best
            residual = right - applied(x)
            shadow, direction = residual.copy(), residual.copy()
            rho = float(shadow @ residual)
            continue
        direction = residual + following / rho * step / turn * (direction - turn * image)
        rho = following
    return best


def _judged(chain: Chain, wanted: TruthVector, reward: Values, closed: TruthVector, values: Values) -> Solved:
    """The values with how much they can be off."""
    graph = chain.graph
    ends = np.diff(graph.first_edge) == 0
    nodes = np.flatnonzero(~closed & ~ends)
    if not len(nodes):
        return Solved(values, np.zeros(values.shape[1]), np.zeros(values.shape[1]), 0.0)
    nothing = np.zeros((len(graph.happenings), 1), np.bool_)
    ahead = np.zeros((graph.nodes, 1))
    ones = np.where(ends | closed, 0.0, 1.0)[:, None]
    _solve(chain, nothing, ones, closed, ahead)
    spent = ahead[nodes, 0] - _collected(chain, nothing, np.zeros((1, 1)), nodes, ahead)[:, 0]
    most_edges = int(np.diff(graph.first_edge).max())
    rounding = (most_edges + 8) * _EPSILON
    least = float(spent.min()) - rounding * float(ahead.max())
    if least <= 0 or float(ahead.min()) < 0:
        unknown = np.full(values.shape[1], np.inf)
        return Solved(values, unknown, unknown, np.inf)
    residual = np.abs(values[nodes] - _collected(chain, wanted, reward, nodes, values))
    sizes = np.abs(values).max(axis=0) + np.abs(reward).max(axis=0)
    unit: Values = (residual.max(axis=0) + rounding * sizes) / least
    turns = float(ahead[0, 0]) / least
    return Solved(values, unit * float(ahead[0, 0]), unit * float(ahead.max()), turns)

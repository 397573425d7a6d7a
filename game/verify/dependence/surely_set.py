"""Which variables are set whenever a play comes by a point of the flow graph."""

from __future__ import annotations

from game.verify.dependence.flow_graph import FlowGraph


def surely_set(graph: FlowGraph) -> list[int]:
    """By point, the lasting variables that are set whenever a play comes by, as a mask.

    That is what all ways there have set, and what has to be set before any of that can be.
    """
    implied = {bit: bit for bit in graph.lasting.values()}
    while True:
        surely = _set_on_all_ways(graph, implied)
        before, implied = implied, dict.fromkeys(implied, (1 << len(graph.lasting)) - 1)
        for here, written in enumerate(graph.writes):
            for name in written:
                if bit := graph.lasting.get(name, 0):
                    implied[bit] &= surely[here] | bit
        if implied == before:
            return surely


def _set_on_all_ways(graph: FlowGraph, implied: dict[int, int]) -> list[int]:
    """The same, with what each variable implies known so far: forward dataflow over all ways."""
    everything = (1 << len(graph.lasting)) - 1
    surely = [everything] * len(graph.points)
    start = graph.at("begin")
    surely[start] = 0
    waiting = [start]
    queued = {start}
    visited = set[int]()
    while waiting:
        here = waiting.pop()
        queued.discard(here)
        visited.add(here)
        behind = surely[here] | graph.sets[here]
        for to, needs, barred, kind in graph.edges[here]:
            if barred & surely[here] or (kind == "return" and graph.points[to].kind != "arrive"):
                continue  # what is set when a scene is called is still set when it comes back
            now = surely[to] & (behind | _closed(needs, implied))
            if (now != surely[to] or to not in visited) and to not in queued:
                queued.add(to)
                waiting.append(to)
            surely[to] = now
    return surely


def _closed(mask: int, implied: dict[int, int]) -> int:
    """The variables of a mask, and what they imply."""
    whole = 0
    while mask:
        lowest = mask & -mask
        whole |= implied[lowest]
        mask ^= lowest
    return whole

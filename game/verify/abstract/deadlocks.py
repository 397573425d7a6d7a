"""That there is always something to do until the story is over, proved for stories of any size.

Mostly each way into an offer shows it: it is open only while one of the choices is. Where that is not so, slices of the
story have to show it (`game.verify.abstract.trace_partitioning`).
"""

from __future__ import annotations

from game.engine.instructions import Put
from game.story.model.expressions import Not, Tree, readings
from game.verify.abstract.control_flow_graph import CHOSEN, Edge, Flat, Node, Watch
from game.verify.abstract.trace_partitioning import Slices
from game.verify.system.partial_evaluation import joined, known_part
from game.verify.system.satisfiability import parts_of, possible


def no_dead_ends(slices: Slices) -> bool:
    """Whether it is proved that there is always something to do until the story is over. Raises Stopped."""
    flat = slices.flat
    perhaps = perhaps_closed(flat)
    if not perhaps:
        return True
    slices.watch({number: Watch(closed, ("dead end", number)) for number, closed in perhaps.items()})
    slices.settle(("dead end", number) for number in perhaps)
    return all(("dead end", number) in slices.never for number in perhaps)


def perhaps_closed(flat: Flat) -> dict[int, tuple[Tree, ...]]:
    """The nodes of which it does not show at once that some way is open for whoever is there.

    Each with what holds where none is.
    """
    closed = {
        number: some for number, node in enumerate(flat.nodes)
        if node is not None and (some := _closed(node)) is not None and possible(some, flat.slots)
    }  # fmt: skip
    into: dict[int, list[Edge]] = {number: [] for number in closed}
    for node in flat.nodes:
        for edge in node.edges if node is not None else ():
            if edge.target in into:
                into[edge.target].append(edge)
    return {
        number: some for number, some in closed.items()
        if not _always_opened(flat, number, into[number], some)
    }  # fmt: skip


def _closed(node: Node) -> tuple[Tree, ...] | None:
    """What holds where no way is open; None where that cannot be, and where nothing has to be."""
    if node.kind not in (*CHOSEN, "drawing") or any(not edge.conditions for edge in node.edges):
        return None
    return tuple(known_part(Not(joined("and", edge.conditions)), {}) for edge in node.edges)


def _always_opened(flat: Flat, number: int, into: list[Edge], closed: tuple[Tree, ...]) -> bool:
    """Whether whoever comes to a node, by one of these edges, finds a way that is open, as what led there shows."""
    here = flat.nodes[number]
    if not number or here is None:
        return False
    ways = [frozenset(parts_of(edge.conditions)) for edge in here.edges]
    return all(_opens(flat, edge, ways, closed) for edge in into)


def _opens(flat: Flat, edge: Edge, ways: list[frozenset[Tree]], closed: tuple[Tree, ...]) -> bool:
    known: dict[str, int] = {}
    for act in edge.changes:
        if isinstance(act, Put):
            known[act.slot.name] = act.value
        elif any(act.slot.name in readings(tree) for tree in closed):
            return False
    # What is asked before a change is about other values than what is asked after it.
    before = tuple(tree for tree in edge.conditions if not any(name in known for name in readings(tree)))
    so = frozenset(parts_of(before))
    if any(way <= so for way in ways):
        return True
    return not possible((*before, *(known_part(tree, known) for tree in closed)), flat.slots)

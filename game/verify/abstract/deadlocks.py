"""That there is always something to do until the story is over, proved for stories of any size.

Mostly each way into an offer shows it: it is open only while one of the choices is. Where that is not so, slices of the
story have to show it (`game.verify.abstract.trace_partitioning`).
"""

from __future__ import annotations

from game.engine.instructions import Assign
from game.story.model.expressions import Expression, Not, conjunction, conjuncts, free_variables
from game.verify.abstract.control_flow_graph import (
    CHOSEN,
    ControlFlowGraph,
    GraphEdge,
    GraphNode,
    Happening,
    Observer,
)
from game.verify.abstract.trace_partitioning import TracePartitioning
from game.verify.reductions.reduction import Reduced
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.satisfiability import satisfiable
from game.verify.system.space import Goal


def proves_no_deadlock(slices: TracePartitioning) -> bool:
    """Whether it is proved that there is always something to do until the story is over. Raises SearchStopped."""
    perhaps = watch_dead_ends(slices)
    slices.settle(perhaps)
    return perhaps <= slices.never


def watch_dead_ends(slices: TracePartitioning) -> frozenset[Happening]:
    """Tell in these slices, too, where there is nothing to do. The result are the events; with none there always is."""
    perhaps = perhaps_closed(slices.flat)
    if perhaps:
        slices.watch({number: Observer(closed, ("dead end", number)) for number, closed in perhaps.items()})
    return frozenset(("dead end", number) for number in perhaps)


def perhaps_closed(flat: ControlFlowGraph) -> dict[int, tuple[Expression, ...]]:
    """The nodes of which it does not show at once that some transition is open for whoever is there.

    Each with what holds where none is.
    """
    closed = {
        number: some for number, node in enumerate(flat.nodes)
        if node is not None and (some := nothing_open(node)) is not None and satisfiable(some, flat.slots)
    }  # fmt: skip
    into: dict[int, list[GraphEdge]] = {number: [] for number in closed}
    for node in flat.nodes:
        for edge in node.edges if node is not None else ():
            if edge.target in into:
                into[edge.target].append(edge)
    return {
        number: some for number, some in closed.items()
        if not _always_opened(flat, number, into[number], some)
    }  # fmt: skip


def nothing_open(node: GraphNode) -> tuple[Expression, ...] | None:
    """What holds where no way is open; None where that cannot be, and where nothing has to be."""
    if node.kind not in (*CHOSEN, "drawing") or any(not edge.guards for edge in node.edges):
        return None
    return tuple(partially_evaluated(Not(conjunction("and", edge.guards)), {}) for edge in node.edges)


def _always_opened(flat: ControlFlowGraph, number: int, into: list[GraphEdge], closed: tuple[Expression, ...]) -> bool:
    """Whether a transition is open to whoever comes to a node by one of these edges, as what led there shows."""
    here = flat.nodes[number]
    if not number or here is None:
        return False
    transitions = [frozenset(conjuncts(edge.guards)) for edge in here.edges]
    return all(_opens(flat, edge, transitions, closed) for edge in into)


def _opens(
    flat: ControlFlowGraph, edge: GraphEdge, transitions: list[frozenset[Expression]], closed: tuple[Expression, ...]
) -> bool:
    known: dict[str, int] = {}
    for instruction in edge.changes:
        if isinstance(instruction, Assign):
            known[instruction.slot.name] = instruction.value
        elif any(instruction.slot.name in free_variables(tree) for tree in closed):
            return False
    # What is asked before a change is about other values than what is asked after it.
    before = tuple(tree for tree in edge.guards if not any(name in known for name in free_variables(tree)))
    so = frozenset(conjuncts(before))
    if any(transition <= so for transition in transitions):
        return True
    return not satisfiable((*before, *(partially_evaluated(tree, known) for tree in closed)), flat.slots)


def deadlock_at(whole: Reduced, location: int) -> Goal:
    """A state at this location, to which something leads, in which nothing can be done."""
    here = whole.locations[location]
    assert here is not None  # noqa: S101 - states are there
    closed = tuple(
        partially_evaluated(Not(conjunction("and", transition.guards)), {}) for transition in here.transitions
    )
    return Goal(locations=frozenset((location,)), conditions=closed)

"""Which variables a slice really needs to show that something never happens.

A slice (`game.verify.abstract.trace_partitioning`) follows all variables, and most of them are of no account. What it
found is a set of states for each context that no edge leaves. It stays one that no edge leaves if only some variables
are looked at, as long as for each edge that is closed there, one of them closes it, or what the edge would lead to is
in the set all the same. So few are enough, and it is found in one pass or a few which (the idea of lemmas on demand, as
in `game.verify.certificates.needed_facts`, with whole variables instead of facts).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.story.model.expressions import Expression, conjuncts
from game.verify.abstract.abstract_domain import AbstractValues
from game.verify.abstract.control_flow_graph import Happening
from game.verify.abstract.value_analysis import AnalysisContext, ValueAnalysis
from game.verify.system.partial_evaluation import variables_read

MOST_NEEDED = 40
"""Variables; where more are needed, it is not worth while to leave the others out."""


class _Closed(NamedTuple):
    """An edge that is closed in a context, by each of these sets of variables alone.

    -1: an edge on which happens what is not to happen, or nothing but that.
    """

    context: AnalysisContext
    sets: AbstractValues
    edge: int
    because: list[frozenset[str]]


def needed_variables(values: ValueAnalysis, event: Happening, lowest: frozenset[str]) -> frozenset[str] | None:
    """The variables with which a slice shows that an event never happens, as long as others have their `lowest` value.

    None: nearly all, or nothing that can be told. It is a good guess and no proof: whoever uses it looks again.
    """
    fields, tracks, partition = values.fields, values.tracks, values.partition
    names = set(values.apart) | lowest
    closed = list(_closed(values, event))
    before = -1
    while before < len(names) <= MOST_NEEDED:
        before = len(names)
        shown = sum(fields.fields[name].bits for name in names)
        hidden = fields.all & ~shown
        left = []
        for here in closed:
            if any(some <= names for some in here.because):
                continue
            left.append(here)
            if here.edge >= 0:
                edge = tracks.edges(here.context.node)[here.edge]
                known = values.states[edge.target]
                after = edge.changed(here.sets & shown | hidden) & edge.keep | edge.lowest
                if not any(part & shown & ~known.get(key, 0) for key, part in partition.of(after)):
                    continue
            if not here.because:
                return None
            names |= min(here.because, key=lambda some: (len(some - names), sorted(some)))
            shown = sum(fields.fields[name].bits for name in names)
            hidden = fields.all & ~shown
        closed = left
    return frozenset(names) if len(names) <= MOST_NEEDED else None


def _closed(values: ValueAnalysis, event: Happening) -> Iterator[_Closed]:
    tracks, holding = values.tracks, values.fields.holding
    for context, sets in values.contexts():
        here = tracks.here(context.node)
        for index, edge in enumerate(tracks.edges(context.node)):
            if not edge.holding(sets):
                tells = event in here.edges[index].emitted
                because = _because(values, here.edges[index].guards, sets)
                yield _Closed(context, sets, -1 if tells else index, because)
        for watch in here.watches:
            if watch.event == event and not holding(watch.conditions)(sets):
                yield _Closed(context, sets, -1, _because(values, watch.conditions, sets))


def _because(values: ValueAnalysis, conditions: tuple[Expression, ...], sets: AbstractValues) -> list[frozenset[str]]:
    holding, parts = values.fields.holding, tuple(conjuncts(conditions))
    alone = [frozenset(variables_read(tree)) for tree in parts if not holding((tree,))(sets)]
    return alone or [frozenset(name for tree in parts for name in variables_read(tree))]

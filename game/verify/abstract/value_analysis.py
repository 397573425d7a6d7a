"""Which values each variable can have at each node of a flat system.

This is conditional constant propagation (M. N. Wegman, F. K. Zadeck, "Constant propagation with conditional branches",
1991) with sets of values in place of constants: from the beginning on, along every edge that can be open, until nothing
new comes anywhere. It takes no account of which values come together, so it costs little for any story; what can never
happen for all that can never happen at all, and what always holds at a node need not be asked there.

Where values have to be seen together, the sets at a node are kept apart by the values of a few variables (partitioning
as in X. Rival, L. Mauborgne, "The trace partitioning abstract domain", 2007).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from game.story.model.expressions import FALSE, Expression, Not, Number
from game.verify.abstract.abstract_domain import AbstractChange, AbstractDomain, AbstractValues, Holding
from game.verify.abstract.control_flow_graph import ControlFlowGraph, GraphEdge, GraphNode, Happening, Observer
from game.verify.system.partial_evaluation import partially_evaluated, variables_read
from game.verify.system.space import Progress, SearchStopped

MOST_CONTEXTS = 20_000
"""Sets that are kept apart, for all nodes together, before it counts as too many."""
_OFTEN = 4
"""Changes of the sets at a node after which what only ever grows counts as having grown as far as it can."""


class AnalysisContext(NamedTuple):
    """A node, and the values of the variables by which the sets there are kept apart, as bits."""

    node: int
    predicates: AbstractValues


Predicates: TypeAlias = Mapping[str, frozenset[int] | None]
"""The variables by whose values sets are kept apart: each value by itself (None), or only those on different sides of
some numbers, each the lowest on its side."""


class Partition:
    """Takes sets of values apart by some variables; nothing is left where those of `lowest` are not at their lowest.

    `bits` are those of all these variables.
    """

    def __init__(self, fields: AbstractDomain, apart: Predicates, lowest: frozenset[str] = frozenset()) -> None:
        each = [fields.fields[name] for name, numbers in apart.items() if numbers is None or name in lowest]
        each += [fields.fields[name] for name in sorted(lowest - apart.keys())]
        self._lowest = [1 << fields.fields[name].shift for name in lowest]
        self._in_part = fields.all & ~sum(fields.fields[name].bits for name in lowest) | sum(self._lowest)
        self._bits = sum(field.bits for field in each)
        #: With each variable, the bits of all others, and those of its values that are kept together.
        self._marks = [
            (field.slot, {value: field.bit(value) for value in range(field.slot.low, field.slot.high + 1)})
            for field in each
        ]
        self._groups = [(field.bits, fields.all & ~field.bits, _each(field.bits)) for field in each]
        self._rough: list[tuple[int, list[int]]] = []
        for name, numbers in apart.items():
            if numbers is not None and name not in lowest:
                field = fields.fields[name]
                groups: dict[int, int] = {}
                for place, first in enumerate(field.firsts):
                    side = sum(first >= number for number in numbers)
                    groups[side] = groups.get(side, 0) | 1 << field.shift + place
                self._rough.append((fields.all & ~field.bits, list(groups.values())))
                mark = {bit: group & -group for group in groups.values() for bit in _each(group)}
                values = range(field.slot.low, field.slot.high + 1)
                self._marks.append((field.slot, {value: mark[field.bit(value)] for value in values}))
        self.bits = self._bits | sum(fields.fields[name].bits for name in apart if name not in lowest)

    def mark(self, memory: int) -> AbstractValues:
        """What tells apart the part in which a memory is; `of` gives the same with that part."""
        return sum([bit[slot.get(memory)] for slot, bit in self._marks])

    def of(self, sets: AbstractValues) -> list[tuple[AbstractValues, AbstractValues]]:
        """The parts, each behind what tells it from the others; none where nothing is left."""
        for lowest in self._lowest:
            if not sets & lowest:
                return []
        if self._lowest:
            sets &= self._in_part
        made = [sets]
        for bits, rest, each in self._groups:
            mine = sets & bits
            if mine & (mine - 1):
                made = [part & rest | bit for part in made for bit in each if bit & mine]
        apart = [(part & self._bits, part) for part in made]
        for rest, groups in self._rough:
            apart = [
                (key | group & -group, part & (rest | group)) for key, part in apart for group in groups if part & group
            ]
        return apart


def _each(bits: int) -> list[int]:
    made = []
    while bits:
        made.append(bits & -bits)
        bits &= bits - 1
    return made


class AnalysisOrigin(NamedTuple):
    """Whence a context was reached first: by which edge of which one."""

    context: AnalysisContext
    edge: int


class _Edge(NamedTuple):
    """What an edge does to sets. `touched` are the bits of what it asks for or changes.

    `after` does everything at once: what comes to the target; 0 where the edge cannot be open.
    """

    holding: Holding
    changed: AbstractChange
    target: int
    keep: AbstractValues
    lowest: AbstractValues
    touched: AbstractValues
    after: Holding


class Tracks:
    """A flat system, made ready for following sets of values through it, as often as wanted."""

    def __init__(self, flat: ControlFlowGraph, fields: AbstractDomain) -> None:
        self.flat, self.fields = flat, fields
        self.kept = [(0, 0) if node is None else fields.forgetting(node.live) for node in flat.nodes]
        self._edges: dict[int, list[_Edge]] = {}
        #: The bits of what only grows and has very many values.
        self.long = [
            field for name, field in fields.fields.items()
            if name in flat.growing and len(field.firsts) <= field.slot.high - field.slot.low
        ]  # fmt: skip

    def here(self, number: int) -> GraphNode:
        """The node with this number, to which something leads."""
        here = self.flat.nodes[number]
        assert here is not None  # noqa: S101 - something comes there
        return here

    def edges(self, number: int) -> list[_Edge]:
        """What the edges of a node do."""
        edges = self._edges.get(number)
        if edges is None:
            edges = self._edges[number] = [self._edge(edge) for edge in self.here(number).edges]
        return edges

    def _edge(self, edge: GraphEdge) -> _Edge:
        keep, lowest = self.kept[edge.target]
        holding, changed, after = self.fields.following(edge.guards, edge.changes, keep, lowest)
        return _Edge(holding, changed, edge.target, keep, lowest, self._touched(edge), after)

    def _touched(self, edge: GraphEdge) -> AbstractValues:
        names = {name for tree in edge.guards for name in variables_read(tree)}
        names.update(instruction.slot.name for instruction in edge.changes)
        return sum(self.fields.fields[name].bits for name in names)

    @cached_property
    def order(self) -> list[int]:
        """The nodes, as far as can be each behind those that lead to it (in reverse postorder)."""
        finished: list[int] = []
        seen = {0}
        open_ = [(0, iter(self.here(0).edges))]
        while open_:
            node, edges = open_[-1]
            for edge in edges:
                if edge.target not in seen:
                    seen.add(edge.target)
                    open_.append((edge.target, iter(self.here(edge.target).edges)))
                    break
            else:
                finished.append(node)
                open_.pop()
        return finished[::-1]


def analysed_values(
    tracks: Tracks, apart: Predicates | None = None, progress: Progress = lambda states: True,
    most: int = MOST_CONTEXTS, lowest: frozenset[str] = frozenset(),
) -> ValueAnalysis:  # fmt: skip
    """The values that variables can have; `apart` are the variables by whose values they are kept apart.

    Only as long as the variables of `lowest` have their lowest value; what comes after that is left out. With more than
    `most` contexts it is not whole; it always is where nothing is kept apart. `progress` is told how many contexts
    there are. Raises SearchStopped.
    """
    propagation = _Propagation(tracks, Partition(tracks.fields, apart or {}, lowest))
    is_whole = propagation.to_fixpoint(progress, most)
    return ValueAnalysis(tracks, propagation.partition, propagation.states, propagation.origins, is_whole, apart or {})


class _Propagation:
    """Sets of values on their way along the edges."""

    def __init__(self, tracks: Tracks, partition: Partition) -> None:
        self.tracks, self.partition = tracks, partition
        self._long = [field for field in tracks.long if not field.bits & partition.bits]
        self._long_each = [field.bits for field in self._long]
        self._long_bits = sum(self._long_each)
        #: By node and context there, the sets.
        self.states: list[dict[AbstractValues, AbstractValues]] = [{} for _ in tracks.flat.nodes]
        self.origins: dict[AnalysisContext, AnalysisOrigin] = {}
        self._changed: list[set[AbstractValues]] = [set() for _ in tracks.flat.nodes]
        #: By node and context there, what was passed on last, and where to by each edge (None: it was not open).
        self._passed: list[dict[AbstractValues, tuple[AbstractValues, list[list[AbstractValues] | None]]]] = [
            {} for _ in tracks.flat.nodes
        ]
        self._often = [0] * len(tracks.flat.nodes)
        self._count = 1

    def to_fixpoint(self, progress: Progress, most: int) -> bool:
        """Follow every edge until nothing new comes anywhere, in rounds, each in reverse postorder.

        `progress` is told how many contexts there are, and `most` is how many there may be. False when there were more:
        then what was found is not whole. Raises SearchStopped.
        """
        keep, forgotten = self.tracks.kept[0]
        start = self.tracks.fields.of(self.tracks.flat.start) & keep | forgotten
        for there, sets in self.partition.of(start):
            self.states[0][there] = sets
            self._changed[0].add(there)
        return self._follow(progress, most if self.partition.bits else len(self.states))

    def _follow(self, progress: Progress, most: int) -> bool:
        again = True
        while again:
            again = False
            for node in self.tracks.order:
                changed = self._changed[node]
                if changed:
                    again = True
                    self._changed[node] = set()
                    for apart in changed:
                        self._pass(node, apart)
                    if self._count > most:
                        return False
            if not progress(self._count):
                raise SearchStopped
        return True

    def _pass(self, node: int, apart: AbstractValues) -> None:
        """Follow every edge from a context in which there is more than before."""
        # A slice of a large story comes here some 25,000 times: what is looked up again and again has a name.
        states, changed_at, parts_of = self.states, self._changed, self.partition.of
        sets = states[node][apart]
        edges = self.tracks.edges(node)
        before, reached = self._passed[node].get(apart) or (0, [None] * len(edges))
        more = sets ^ before  # sets only grow
        grows = bool(more & self._long_bits)
        for index, (_, _, target, keep, _, touched, follow) in enumerate(edges):
            there = reached[index]
            if before and not more & touched:
                # It is open or not as it was, leads to the same contexts, and only carries on what is new.
                added = more & keep if there else 0
                if added:
                    known = states[target]
                    for key in there or ():
                        had = known[key]
                        now = had | added
                        if now != had:
                            known[key] = self._grown(target, had, now) if grows else now
                            changed_at[target].add(key)
                continue
            result = follow(sets)
            if not result:
                continue
            known = states[target]
            parts = parts_of(result)
            reached[index] = [key for key, _ in parts]
            for key, after in parts:
                had = known.get(key, 0)
                now = had | after
                if now != had:
                    if had:
                        known[key] = self._grown(target, had, now)
                    else:
                        self._count += 1
                        self.origins[AnalysisContext(target, key)] = AnalysisOrigin(AnalysisContext(node, apart), index)
                        known[key] = after
                    changed_at[target].add(key)
        self._passed[node][apart] = sets, reached

    def _grown(self, node: int, before: AbstractValues, now: AbstractValues) -> AbstractValues:
        """What grows step by step where one comes again and again is taken to the end of its range at once."""
        grown = (now ^ before) & self._long_bits
        if grown:
            for bits in self._long_each:
                if grown & bits:
                    self._often[node] += 1
                    if self._often[node] > _OFTEN:
                        lowest = now & bits
                        now |= bits & ~((lowest & -lowest) - 1)
        return now


@dataclass(frozen=True, eq=False)
class ValueAnalysis:
    """The values that variables can have, by context: `states` has the sets by node and then by context there.

    `origins` say whence each context but the first was reached. `is_whole`: nothing is left out but what comes after
    variables have left their lowest value. If not, there were too many contexts, and nothing follows from it. `apart`
    are the variables by whose values they are kept apart.
    """

    tracks: Tracks
    partition: Partition
    states: list[dict[AbstractValues, AbstractValues]]
    origins: dict[AnalysisContext, AnalysisOrigin]
    is_whole: bool
    apart: Predicates

    @property
    def fields(self) -> AbstractDomain:
        """The fields in which the sets of values stand."""
        return self.tracks.fields

    @property
    def count(self) -> int:
        """How many contexts there are: the first, and those that were reached from another."""
        return 1 + len(self.origins)

    def apart_in(self, sets: AbstractValues) -> list[AbstractValues]:
        """The contexts into which sets are taken apart, as bits: see `AnalysisContext.predicates`."""
        return [there for there, _ in self.partition.of(sets)]

    def contexts(self) -> Iterator[tuple[AnalysisContext, AbstractValues]]:
        """All that there are."""
        for node, some in enumerate(self.states):
            for apart, sets in some.items():
                yield AnalysisContext(node, apart), sets

    @property
    def sets(self) -> list[AbstractValues]:
        """By node, the sets of all contexts together; 0 where nothing ever comes."""
        joined = [0] * len(self.states)
        for context, sets in self.contexts():
            joined[context.node] |= sets
        return joined

    def happening(self) -> dict[Happening, tuple[AnalysisContext, int]]:
        """Everything that may happen, with a context, and the edge there (-1: none) with which it does.

        Whatever else is told never happens.
        """
        found: dict[Happening, tuple[AnalysisContext, int]] = {}
        for context, sets in self.contexts():
            here = self.tracks.here(context.node)
            for index, edge in enumerate(here.edges):
                for event in edge.emitted:
                    if event not in found and self.tracks.edges(context.node)[index].holding(sets):
                        found[event] = context, index
            for watch in here.watches:
                if watch.event not in found and self.fields.holding(watch.conditions)(sets):
                    found[watch.event] = context, -1
        return found

    def narrowed(self) -> ValueAnalysis:
        """The same values in the flat system without what can never be, and without asking for what always holds."""
        nodes: list[GraphNode | None] = []
        kept: list[list[int]] = []
        everywhere = self.sets
        for number, sets in enumerate(everywhere):
            node = self.tracks.flat.nodes[number]
            if node is None or not sets:
                nodes.append(None)
                kept.append([])
                continue
            # A guard may hold for the values of all contexts together and for those of none: nothing comes to its end.
            kept.append([
                index for index, edge in enumerate(self.tracks.edges(number))
                if edge.holding(sets) and everywhere[edge.target]
            ])  # fmt: skip
            watches = self.watching(node.watches, sets)
            some = [node.edges[index] for index in kept[number]]
            edges = tuple(edge._replace(guards=self._left(edge.guards, sets)) for edge in some)
            nodes.append(node._replace(edges=edges, watches=watches))
        origins = {
            context: origin._replace(edge=kept[origin.context.node].index(origin.edge))
            for context, origin in self.origins.items()
        }
        tracks = Tracks(self.tracks.flat._replace(nodes=tuple(nodes)), self.fields)
        return replace(self, tracks=tracks, origins=origins)

    def remembering(self, progress: Progress = lambda states: True) -> ValueAnalysis:
        """The values if nothing were forgotten or kept apart; these, where it is so anyway. Raises SearchStopped."""
        flat = self.tracks.flat
        kept = [node.live for node in flat.nodes if node is not None and node.live is not None]
        if not self.partition.bits and all(live >= flat.slots.keys() for live in kept):
            return self
        nodes = tuple(node and node._replace(live=None) for node in flat.nodes)
        return analysed_values(Tracks(flat._replace(nodes=nodes), self.fields), None, progress)

    def watching(self, watches: tuple[Observer, ...], sets: AbstractValues) -> tuple[Observer, ...]:
        """What is left to watch where there are these sets: what can be, without asking for what always holds."""
        return tuple(
            watch._replace(conditions=self._left(watch.conditions, sets))
            for watch in watches
            if self.fields.holding(watch.conditions)(sets)
        )

    def _left(self, conditions: tuple[Expression, ...], sets: AbstractValues) -> tuple[Expression, ...]:
        left = []
        for tree in conditions:
            if self.fields.holding((Not(tree),))(sets):
                known = partially_evaluated(tree, self.fields.known(sets, variables_read(tree)))
                if known != FALSE and not isinstance(known, Number):
                    left.append(known)
        return tuple(left)

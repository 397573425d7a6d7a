"""Which facts of an abstract proof its certificate needs: those on which what is claimed rests, and those on which
they rest in turn.

An abstraction knows of each context (a node, and the values of a few variables) which values each variable can have.
Most of that is of no account for what is claimed, and would only make the certificate large. So it begins with knowing
nothing but what tells contexts apart; where a claim, or a fact that is needed already, would not follow any more from
what is known before a step, what it takes is added there (in the spirit of R. Majumdar and others' abstraction on
demand, and of inductive cores: A. R. Bradley, "SAT-based model checking without unrolling", 2011).

Nothing rests on any of this: a fact that is missing makes a certificate that is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from game.engine.instructions import Assign
from game.story.model.expressions import Expression
from game.verify.abstract.abstract_domain import AbstractValues
from game.verify.abstract.control_flow_graph import GraphEdge, Happening
from game.verify.abstract.value_analysis import Partition, Tracks
from game.verify.system.partial_evaluation import variables_read

OUTSIDE = -1
"""The key of the context of a node in which some variable has left its lowest value, for which alone something is
claimed."""


class Unjustified(Exception):
    """The facts that there are do not show it, for this check at least."""


class FactContext(NamedTuple):
    """A node, and what tells a context from the others there; `OUTSIDE`: see there."""

    node: int
    key: AbstractValues


class Duty(NamedTuple):
    """What a strategy says of a context: its rank, and the transition that the player takes (-1: any)."""

    rank: int
    transition: int


class NeededFacts:
    """The facts of these contexts that are needed. `tracks` are those of the whole graph, `states` has by context all
    that is known, `lowest` are variables that never come back to their lowest value.

    `never` is what is claimed never to happen, `closed` of some nodes what holds there where nothing can be done, which
    never is so; `duties` is a strategy. `open_at` are nodes to which one only comes when something is open there,
    with the variables of which something has to be known for it, behind what the edges that lead there ask.
    """

    def __init__(
        self, tracks: Tracks, partition: Partition, states: Mapping[FactContext, AbstractValues],
        lowest: Collection[str] = (), never: Collection[Happening] = (),
        closed: Mapping[int, tuple[Expression, ...]] | None = None,
        duties: Mapping[FactContext, Duty] | None = None, open_at: Mapping[int, Iterable[str]] | None = None,
    ) -> None:  # fmt: skip
        self.tracks, self.partition, self.states, self.never = tracks, partition, states, frozenset(never)
        self.fields = tracks.fields
        self.closed, self.duties, self.open_at = closed or {}, duties, open_at or {}
        fields = self.fields.fields
        self._at = [("", 0)]  # the lowest bit is no variable's
        for name, field in fields.items():
            self._at += [(name, field.bits)] * len(field.firsts)
        self._zero = {name: 1 << fields[name].shift for name in lowest}
        self._left = [fields[name].bits & ~bit for name, bit in self._zero.items()]
        always = 1 | partition.bits | sum(fields[name].bits for name in lowest)
        self.needed = {context: 1 if context.key == OUTSIDE else always for context in states}
        #: What grows where a step of the strategy need not lead nearer.
        self.growing: set[str] = set()
        self._before: dict[FactContext, set[FactContext]] = {context: set() for context in states}

    def relaxed(self, context: FactContext) -> AbstractValues:
        """What is known of a context by the facts that are needed."""
        return self.states[context] | self.fields.all & ~self.needed[context]

    def facts(self, context: FactContext) -> dict[str, AbstractValues]:
        """By variable, the bits of the values that it may have, as far as that is needed."""
        known, needed = self.states[context], self.needed[context]
        return {
            name: known & field.bits for name, field in self.fields.fields.items()
            if needed & field.bits and known & field.bits != field.bits
        }  # fmt: skip

    def found(self, go_on: Callable[[], None]) -> NeededFacts:
        """These facts, once all that are needed are found; `go_on` may raise. Raises Unjustified."""
        # What comes late in the story first: those before it wait until all that is needed there is known.
        position = {node: -place for place, node in enumerate(self.tracks.order)}
        waiting = [(position[context.node], context) for context in self.states]
        heapify(waiting)
        queued, done = set(self.states), 0
        while waiting:
            _, context = heappop(waiting)
            queued.discard(context)
            while self._follows(context):
                for earlier in self._before[context] - queued:
                    queued.add(earlier)
                    heappush(waiting, (position[earlier.node], earlier))
            done += 1
            if done % 500 == 0:
                go_on()
        return self

    def _follows(self, context: FactContext) -> bool:
        """Look at a context; True: more facts are needed there than before."""
        before = self.needed[context]
        here = self.tracks.here(context.node)
        for watch in here.watches:
            if watch.event in self.never:
                self._shut(context, watch.conditions)
        if context.node in self.closed:
            self._shut(context, self.closed[context.node])
        duty = self.duties.get(context) if self.duties is not None else None
        for index, edge in enumerate(here.edges):
            if duty is not None and edge.transition == duty.transition >= 0:
                self._need(context, _names(edge.guards))
            now = 0
            while now != self.needed[context]:
                now = self.needed[context]
                self._edge(context, index, edge, duty)
        return self.needed[context] != before

    def _edge(self, context: FactContext, index: int, edge: GraphEdge, duty: Duty | None) -> None:
        """Look at an edge, up to the first thing that would not follow, and need more for that."""
        outside = context.key == OUTSIDE
        step = self.tracks.edges(context.node)[index]
        left = step.holding(self.relaxed(context))
        if not left or (outside and not self._is_outside(left)):
            return
        if any(event in self.never for event in edge.emitted):
            self._shut(context, edge.guards)
            return
        after = step.changed(left) & step.keep | step.lowest
        if self.open_at.get(edge.target):
            self._need(context, (*_names(edge.guards), *self.open_at[edge.target]))
        rank = duty.rank if duty is not None and duty.transition in (-1, edge.transition) else None
        parts = [] if outside else self.partition.of(after)
        if self._zero and (outside or self._is_outside(after)):
            parts.append((OUTSIDE, after))
        for key, part in parts:
            target = FactContext(edge.target, key)
            if target not in self.states:
                self._shut(context, edge.guards)
                return
            if rank is not None and self.duties is not None and self.duties[target].rank >= rank:
                growing = self._growing(context, index)
                if not growing:
                    self._shut(context, edge.guards)
                    return
                if not growing & self.growing:
                    self.growing.add(min(growing))
            self._before[target].add(context)
            missing = part & ~self.relaxed(target)
            if missing:
                self._carry(context, edge, missing)
                return

    def _carry(self, context: FactContext, edge: GraphEdge, missing: AbstractValues) -> None:
        """Need what excludes these values behind an edge."""
        names = []
        while missing:
            name, bits = self._at[missing.bit_length() - 1]
            names.append(name)
            missing &= ~bits
        if not self._need(context, names):
            self._shut(context, edge.guards)

    def _shut(self, context: FactContext, conditions: tuple[Expression, ...]) -> None:
        """Need what excludes these conditions, or if nothing does, at least all that is known of what they read."""
        holding = self.fields.holding(conditions)
        if not self._can(context, holding(self.relaxed(context))):
            return
        names = [name for name in _names(conditions) if self._adds(context, name)]
        if not self._can(context, holding(self.states[context])):
            for name in names:
                bits = self.fields.fields[name].bits
                if not self._can(context, holding(self.relaxed(context) & ~bits | self.states[context] & bits)):
                    names = [name]
                    break
        if not self._need(context, names) and not self._need(context, self.fields.fields):
            raise Unjustified

    def _can(self, context: FactContext, left: AbstractValues) -> bool:
        return bool(left) and (context.key != OUTSIDE or self._is_outside(left))

    def _adds(self, context: FactContext, name: str) -> bool:
        bits = self.fields.fields[name].bits
        return not self.needed[context] & bits and self.states[context] & bits != bits

    def _need(self, context: FactContext, names: Iterable[str]) -> bool:
        """Need all that is known of these variables; False: nothing more is."""
        before = self.needed[context]
        for name in names:
            if self._adds(context, name):
                self.needed[context] |= self.fields.fields[name].bits
        return self.needed[context] != before

    def _is_outside(self, sets: AbstractValues) -> bool:
        return any(sets & bits for bits in self._left)

    def _growing(self, context: FactContext, index: int) -> set[str]:
        """What surely grows on an edge that nothing makes smaller."""
        edge = self.tracks.here(context.node).edges[index]
        growing = set()
        holding = self.tracks.edges(context.node)[index].holding
        for change in edge.changes:
            name, field = change.slot.name, self.fields.fields[change.slot.name]
            rises = change.value == field.slot.high if isinstance(change, Assign) else change.amount > 0
            if rises and name in self.tracks.flat.growing:
                highest = field.bit(field.slot.high)
                at_top = self.relaxed(context) & (~field.bits | highest)
                if not at_top & highest or not self._can(context, holding(at_top)):
                    growing.add(name)
                elif not self.states[context] & highest:
                    self._need(context, [name])
                    growing.add(name)
        return growing


def _names(conditions: Iterable[Expression]) -> list[str]:
    return sorted({name for tree in conditions for name in variables_read(tree)})

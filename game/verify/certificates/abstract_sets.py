"""Closed sets from abstractions, for stories that are too large for all of their states.

The abstract proofs are made anew, of the plain system (`plain_system.py`): what a reduction works out need not be
written down then. Of the contexts of a slice, or the states of a game, only the facts are kept that are needed
(`needed_facts.py`), and those of a location together are a set of the certificate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from game.story.model.expressions import Expression
from game.verify.abstract.abstract_domain import AbstractValues, DomainField
from game.verify.abstract.control_flow_graph import ControlFlowGraph, Happening, control_flow_graph
from game.verify.abstract.deadlocks import nothing_open, perhaps_closed, proves_no_deadlock
from game.verify.abstract.trace_partitioning import TracePartitioning
from game.verify.abstract.value_analysis import Partition, Predicates, Tracks, ValueAnalysis
from game.verify.abstract.winning_strategy import winning_strategy
from game.verify.certificates.certificate import ClosedSet, RankedStates
from game.verify.certificates.checker import MOST_NODES
from game.verify.certificates.exporting import exported
from game.verify.certificates.needed_facts import OUTSIDE, Duty, FactContext, NeededFacts, Unjustified
from game.verify.certificates.plain_system import happening_of_key, plain_system
from game.verify.certificates.ranking import Rankings
from game.verify.certificates.state_sets import StateSets, TooManyNodes
from game.verify.exact.symbolic.order import order
from game.verify.system.observers import InstrumentedSystem
from game.verify.system.partial_evaluation import variables_read
from game.verify.system.space import Progress, SearchStopped
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK

_Contexts = dict[FactContext, AbstractValues]


def abstract_sets(
    observed: InstrumentedSystem, never: Collection[str], progress: Progress, go_on: Callable[[], None]
) -> Iterator[ClosedSet]:
    """Closed sets in which as much of this never happens as abstractions show.

    There are fewer when `progress` says not to go on, or `go_on` raises SearchStopped.
    """
    made = _AbstractSets(observed, never, progress, go_on)
    for key, make in ((DIVERGENCE, made.divergence), (SOFT_LOCK, made.soft_lock), (DEADLOCK, made.deadlock)):
        if key in never:
            yield from _possible(make)
    for make in made.slices(frozenset(never) - {DIVERGENCE, SOFT_LOCK, DEADLOCK}):
        yield from _possible(make)


def _possible(make: Callable[[], ClosedSet | None]) -> Iterator[ClosedSet]:
    try:
        closed = make()
    except (Unjustified, TooManyNodes, SearchStopped):
        return
    if closed is not None:
        yield closed


class _AbstractSets:
    def __init__(
        self, observed: InstrumentedSystem, never: Collection[str], progress: Progress, go_on: Callable[[], None]
    ) -> None:
        self.observed, self.progress, self.go_on = observed, progress, go_on
        self.whole = plain_system(observed, frozenset(never))
        self.start = observed.story.layout.start
        self.order = order(self.whole)
        self.slots = observed.slots

    # What never happens

    def slices(self, never: Collection[str]) -> Iterator[Callable[[], ClosedSet]]:
        """What makes a closed set, for each slice that shows something of this never to happen."""
        events = {happening_of_key(key): key for key in sorted(never)}
        if not events:
            return
        graph = control_flow_graph(self.whole, self.start, events)
        try:
            slices = TracePartitioning(graph, self.progress)
        except SearchStopped:
            return
        slices.settle(events)
        tracks, base = Tracks(graph, slices.tracks.fields), slices.slice({}).sets
        groups: dict[tuple[int, frozenset[str]], list[Happening]] = defaultdict(list)
        for event, (values, lowest) in slices.shown_by.items():
            groups[id(values), lowest].append(event)
        for group in groups.values():
            yield partial(self._of_slice, tracks, base, group, slices.shown_by[group[0]], events)

    def _of_slice(
        self, tracks: Tracks, base: list[AbstractValues], group: list[Happening],
        shown_by: tuple[ValueAnalysis, frozenset[str]], events: Mapping[Happening, str],
    ) -> ClosedSet:  # fmt: skip
        values, lowest = shown_by
        states = {FactContext(*context): sets & base[context.node] for context, sets in values.contexts()}
        if lowest:
            states |= {FactContext(node, OUTSIDE): sets for node, sets in enumerate(base) if sets}
        facts = NeededFacts(tracks, values.partition, states, lowest, group).found(self.go_on)
        return self._closed(facts, [events[event] for event in group], lowest)

    # That there is always something to do

    def deadlock(self) -> ClosedSet | None:
        """A closed set in which there is always something to do until the story is over."""
        graph = control_flow_graph(self.whole, self.start)
        slices = TracePartitioning(graph, self.progress)
        perhaps = perhaps_closed(slices.flat)
        if not proves_no_deadlock(slices):
            return None
        apart: Predicates = {}
        for number in perhaps:
            values, _ = slices.shown_by["dead end", number]
            apart = {**apart, **values.apart}
        values, base = slices.slice(apart), slices.slice({}).sets
        if not values.is_whole:
            return None
        tracks = Tracks(graph, slices.tracks.fields)
        states = {FactContext(*context): sets & base[context.node] for context, sets in values.contexts()}
        known, open_at = {}, {}
        unclear = perhaps_closed(graph)
        for number, some in _closed_conditions(graph, base).items():
            # What is open by what is known there, and what is because one only comes there when it is.
            if number in perhaps or not tracks.fields.holding(some)(base[number]):
                known[number] = some
            else:
                open_at[number] = _names(some) if number in unclear else []
        facts = NeededFacts(tracks, values.partition, states, (), closed=known, open_at=open_at).found(self.go_on)
        return self._closed(facts, [DEADLOCK], (), open_at)

    # From everywhere an ending

    def soft_lock(self) -> ClosedSet | None:
        """A closed set with a ranking that leads to an ending."""
        graph = control_flow_graph(self.whole, self.start)
        slices = TracePartitioning(graph, self.progress)
        base, fields = slices.slice({}).sets, slices.tracks.fields
        clock = self.observed.story.clock.name if self.observed.story.clock is not None else ""
        perhaps = perhaps_closed(graph)
        game = winning_strategy(slices.flat, perhaps, clock, self.progress)
        if game is None:
            return None
        apart: Predicates = {**dict.fromkeys(game.kept.exactly), **game.kept.roughly}
        partition = Partition(fields, apart)
        states: _Contexts = {}
        duties: dict[FactContext, Duty] = {}
        for state in game.states:
            sets = base[state.node]
            for name, (least, most) in state.values.items():
                sets &= ~fields.fields[name].bits | _between(fields.fields[name], least, most)
            parts = partition.of(sets) if all(sets & fields.fields[name].bits for name in state.values) else []
            if len(parts) > 1:
                raise Unjustified
            for key, part in parts:
                states[FactContext(state.node, key)] = part
                duties[FactContext(state.node, key)] = Duty(state.rank, state.transition)
        unsure = {context.node for context, duty in duties.items() if duty.transition < 0}
        open_at = {number: _names(some) if number in perhaps else []
                   for number, some in _closed_conditions(graph, base).items() if number in unsure}  # fmt: skip
        facts = NeededFacts(Tracks(graph, fields), partition, states, (), duties=duties, open_at=open_at).found(
            self.go_on
        )
        return self._closed(facts, [SOFT_LOCK], (), open_at)

    # Never on for ever

    def divergence(self) -> ClosedSet | None:
        """Everything, with a ranking that leads to where somebody chooses."""
        sets = self._sets(())
        reached = dict.fromkeys(range(len(self.observed.locations)), 1)
        growing = self.whole.growing
        ranks = Rankings(self.observed, sets, reached, self.go_on, growing).to_choices()
        return None if ranks is None else exported(sets, reached, growing, (), ranks, [DIVERGENCE])

    # From facts to sets

    def _sets(self, first: Collection[str]) -> StateSets:
        names = dict.fromkeys([*(name for name in self.order if name in first), *self.order, *self.slots])
        return StateSets([self.slots[name] for name in names], MOST_NODES, self.go_on)

    def _closed(
        self, facts: NeededFacts, never: Collection[str], lowest: Collection[str], open_at: Collection[int] = ()
    ) -> ClosedSet:
        fields = facts.fields.fields
        sets = self._sets([name for name, field in fields.items()
                           if name in lowest or field.bits & facts.partition.bits])  # fmt: skip
        inside = _box(sets, fields, {name: 1 << fields[name].shift for name in lowest})
        reached: dict[int, int] = {}
        ranked: dict[tuple[int, int, int], int] = {}
        for context in facts.states:
            location = context.node
            if location >= len(self.observed.locations):
                continue
            here = self.observed.locations[location]
            states = _box(sets, fields, facts.facts(context))
            if context.key == OUTSIDE:
                states = sets.without(states, inside)
            if location in open_at:
                opened = 0
                for transition in here.transitions:
                    opened = sets.either(opened, sets.all_of(transition.guards))
                states = sets.both(states, opened)
            reached[location] = sets.either(reached.get(location, 0), states)
            if facts.duties is not None and here.key.kind != "ending":
                duty = facts.duties[context]
                for number, transition in enumerate(here.transitions):
                    if duty.transition in (-1, number):
                        some = sets.both(states, sets.all_of(transition.guards)) if duty.transition < 0 else states
                        key = duty.rank, location, number
                        ranked[key] = sets.either(ranked.get(key, 0), some)
        ranks = [RankedStates(at, number, some) for (_, at, number), some in sorted(ranked.items()) if some]
        return exported(sets, reached, sorted(facts.growing), ranks, (), never)


def _box(sets: StateSets, fields: Mapping[str, DomainField], facts: Mapping[str, AbstractValues]) -> int:
    """The states in which each of these variables has one of the values with these bits."""
    states = 1
    for name in sorted(facts, key=sets.level.__getitem__, reverse=True):
        field, values = fields[name], 0
        for place, first in enumerate(field.firsts):
            if facts[name] >> field.shift + place & 1:
                values |= (2 << field.last(place) - field.slot.low) - (1 << first - field.slot.low)
        states = sets.node(sets.level[name], [(values, states)])
    return states


def _between(field: DomainField, least: int, most: int) -> AbstractValues:
    """The bits of values between two, both included."""
    return sum(
        1 << field.shift + place for place, first in enumerate(field.firsts)
        if least <= field.last(place) and first <= most
    )  # fmt: skip


def _closed_conditions(graph: ControlFlowGraph, base: list[AbstractValues]) -> dict[int, tuple[Expression, ...]]:
    """By node at which something has to be open, what holds where nothing is; not where something always is."""
    return {
        number: some for number, node in enumerate(graph.nodes)
        if node is not None and base[number] and (some := nothing_open(node)) is not None
    }  # fmt: skip


def _names(conditions: tuple[Expression, ...]) -> list[str]:
    return sorted({name for tree in conditions for name in variables_read(tree)})

"""What never happens in a story that is too large to look at every state, proved by looking at it in slices.

A slice follows sets of values through the whole story and keeps them apart by the values of a few variables
(`game.verify.abstract.value_analysis`). What does not happen in it never happens. What may happen in it comes with a
way there, and that is walked in the story itself: either it is a play that shows it, or it comes to a condition that
does not hold; then the variables of this condition are kept apart, too (E. Clarke, O. Grumberg and others,
"Counterexample-guided abstraction refinement", 2000).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeAlias

from game.story.model.expressions import Expression, conjuncts, free_variables
from game.verify.abstract.abstract_domain import AbstractDomain, AbstractValues
from game.verify.abstract.control_flow_graph import CHOSEN, ControlFlowGraph, Happening, Observer, control_flow_graph
from game.verify.abstract.predicate_abstraction import cuts, tree_cuts
from game.verify.abstract.spuriousness import REASONS_AT_ONCE, Experience, Reason, SpuriousnessCheck, simplest
from game.verify.abstract.value_analysis import (
    AnalysisContext,
    Partition,
    Predicates,
    Tracks,
    ValueAnalysis,
    analysed_values,
)
from game.verify.reductions.reduction import Reduced
from game.verify.system.partial_evaluation import variables_read
from game.verify.system.satisfiability import zeros
from game.verify.system.space import PathStep, Progress, SearchStopped

ROUNDS = 8
"""So often something is looked at with more kept apart."""
GUIDED_ROUNDS = 4
"""So often with what plays have shown as a guide."""
_MOST_APART = 10
"""Variables that are kept apart at once."""
_AT_FIRST = 2
"""Variables that are kept apart for something at once, of those that its own conditions ask for."""
_FEW = 12
"""Values of a variable that are kept apart each by itself, if they are no more."""

SoughtHappening: TypeAlias = Happening | PathStep
"""Something that happens, or a transition that is open."""


class Occasion(NamedTuple):
    """A node at which something happens while all conditions hold."""

    node: int
    conditions: tuple[Expression, ...]


class Decided(NamedTuple):
    """What is known of what was asked: what never happens, and plays in which something does. Of the rest, nothing.

    The last step of a play is the way on which it happens.
    """

    never: frozenset[SoughtHappening]
    plays: dict[SoughtHappening, tuple[PathStep, ...]]


def decide(
    whole: Reduced, start: int, wanted: Iterable[SoughtHappening], progress: Progress = lambda states: True
) -> Decided:  # fmt: skip
    """What can be found out about these events and transitions, until `progress` says to stop.

    `start` is the memory with which the story begins. What is not in the result may be so or not: nothing is raised.
    """
    some = frozenset(wanted)
    try:
        slices = partitioning_of(whole, start, some, progress)
    except SearchStopped:
        return Decided(frozenset(), {})
    slices.settle(happening(sought) for sought in some)
    never = frozenset(sought for sought in some if happening(sought) in slices.never)
    shown = {sought: slices.plays[happening(sought)] for sought in some if happening(sought) in slices.plays}
    return Decided(never, {sought: slices.steps(path) for sought, path in shown.items()})


def partitioning_of(
    whole: Reduced, start: int, wanted: Collection[SoughtHappening], progress: Progress
) -> TracePartitioning:
    """A partitioning in which these events and transitions can be asked for, by `happening`. Raises SearchStopped."""
    flat = control_flow_graph(whole, start, [sought for sought in wanted if not isinstance(sought, PathStep)])
    return TracePartitioning(with_transitions(flat, wanted), progress)


def happening(sought: SoughtHappening) -> Happening:
    """The name of what is asked for in slices: an event is its own name, a transition has `open` before it."""
    return ("open", sought) if isinstance(sought, PathStep) else sought


def with_transitions(flat: ControlFlowGraph, wanted: Collection[SoughtHappening]) -> ControlFlowGraph:
    """The flat system in which transitions that are wanted are told."""
    nodes = list(flat.nodes)
    for location in {sought.location for sought in wanted if isinstance(sought, PathStep)}:
        node = nodes[location]
        if node is not None:
            nodes[location] = node._replace(edges=tuple(
                edge._replace(emitted=(*edge.emitted, ("open", PathStep(location, edge.transition))))
                if PathStep(location, edge.transition) in wanted else edge
                for edge in node.edges
            ))  # fmt: skip
    return flat._replace(nodes=tuple(nodes))


class Distances(NamedTuple):
    """How many choices it takes at least to come to what is looked for, by context; from one not in `away`, never."""

    partition: Partition
    away: dict[AnalysisContext, int]


class TracePartitioning:
    """Looks at a flat system in slices. Making one raises SearchStopped when `progress` says to stop.

    `never` are the events that never happen; `plays` show others, as nodes and edges: numbers of edges at their nodes,
    and -1 in the end if the event happens at the node itself.
    """

    def __init__(self, flat: ControlFlowGraph, progress: Progress) -> None:
        self.progress = progress
        #: What plays have shown, if somebody knows it, and what was looked at with its help.
        self.experience: Experience | None = None
        self._guided: frozenset[Happening] = frozenset()
        whole = analysed_values(Tracks(flat, AbstractDomain(flat.slots, cuts(flat))), None, progress).narrowed()
        self.tracks = whole.tracks
        self.never: set[Happening] = set()
        self.plays: dict[Happening, list[tuple[int, int]]] = {}
        self._trial = SpuriousnessCheck(self.flat)
        #: By event, the variables that are 0 as long as it has not happened; known of those that were looked at.
        self.zeros: dict[Happening, frozenset[str]] = {}
        #: By event, the last slice made for it that could be looked at as a whole.
        self.nearest: dict[Happening, ValueAnalysis] = {}
        #: By event that never happens, the slice that shows it, and the variables whose lowest value it is about.
        self.shown_by: dict[Happening, tuple[ValueAnalysis, frozenset[str]]] = {}
        self._slices: dict[tuple[frozenset[tuple[str, frozenset[int] | None]], frozenset[str]], ValueAnalysis] = {
            (frozenset(), frozenset()): whole
        }

    @property
    def flat(self) -> ControlFlowGraph:
        """The flat system without what can never be."""
        return self.tracks.flat

    def watch(self, watches: Mapping[int, Observer]) -> None:
        """Tell at these nodes, by number, too, what happens there; each must be one that something leads to."""
        nodes = list(self.flat.nodes)
        whole, sets = self.slice({}), self.slice({}).sets
        for number, watch in watches.items():
            node = self.tracks.here(number)
            more = whole.watching((watch,), sets[number])
            nodes[number] = node._replace(watches=(*node.watches, *more))
        self.tracks.flat = self._trial.flat = self.flat._replace(nodes=tuple(nodes))

    def slice(self, apart: Predicates, lowest: frozenset[str] = frozenset()) -> ValueAnalysis:
        """The values, kept apart by some variables, as long as others have their lowest value. Raises SearchStopped."""
        key = frozenset(apart.items()), lowest
        found = self._slices.get(key)
        if found is None:
            found = self._slices[key] = analysed_values(self.tracks, apart, self.progress, lowest=lowest)
        return found

    def with_(self, apart: Predicates, because: Iterable[Reason]) -> Predicates:
        """What was kept apart, and what tells apart whether these conditions hold."""
        made = dict(apart)
        for name, tree in because:
            if len(self.tracks.fields.fields[name].firsts) <= _FEW:
                made[name] = None
            else:
                numbers = [some or () for other, some in tree_cuts(tree) if other == name]
                before = made.get(name, frozenset())
                if before is not None:
                    made[name] = before.union(*numbers)
        return made

    # Events

    def settle(self, wanted: Iterable[Happening], rounds: int = ROUNDS) -> None:
        """Find out about these events, until the progress says to stop: each slice that is whole is one by itself.

        Each of them is looked at so often, each time with more kept apart. What was found is in `never` and `plays`.
        SearchStopped is not raised.
        """
        some = frozenset(wanted)
        with suppress(SearchStopped):
            if self.experience is not None:
                self._settle(some - self._guided, GUIDED_ROUNDS, guided=True)
                self._guided |= some
            self._settle(some - self.never - self.plays.keys(), rounds)

    def _settle(self, some: frozenset[Happening], rounds: int, *, guided: bool = False) -> None:
        """With `guided`, what plays have shown says what to keep apart: a guess; then all else is tried as ever."""
        left = self._look(some, self.slice({}), frozenset())
        occasions = self._occasions(left)
        before = {event: self._before(some) for event, some in occasions.items()}
        self.zeros |= before
        apart = {event: self._at_first(occasions[event], before[event], guided) for event in left}
        for _ in range(rounds):
            for event in sorted(left, key=lambda event: (len(apart[event]), sorted(apart[event]), str(event))):
                if event not in left or event not in apart:
                    continue
                lowest = before[event]
                values = self.slice(apart[event], lowest)
                if values.is_whole:
                    self.nearest[event] = values
                seen = frozenset(other for other in left if lowest <= before[other])
                left -= seen - self._look(seen, values, lowest)
                if event in left:
                    further = self._further(event, values, apart[event], guided)
                    if further is None:
                        del apart[event]
                    else:
                        apart[event] = further
            left &= apart.keys()
            if not left:
                break

    def _at_first(self, occasions: list[Occasion], lowest: frozenset[str], guided: bool) -> Predicates:
        """What to keep apart at first for what happens on these occasions: what the simplest conditions ask for."""
        trees = {tree for occasion in occasions for tree in conjuncts(occasion.conditions)}
        if guided and self.experience is not None:
            trees = {tree for tree in trees if not self.experience.nearly_always(tree)}
        apart: Predicates = {}
        for tree in sorted(trees, key=lambda tree: (len(variables_read(tree)), str(tree))):
            names = dict.fromkeys(name for name in free_variables(tree) if name not in lowest)
            if len(apart.keys() | names.keys()) <= _AT_FIRST:
                apart = self.with_(apart, [(name, tree) for name in names])
        return apart

    def _before(self, occasions: list[Occasion]) -> frozenset[str]:
        """What is surely 0 before any of these occasions, because it is then and never comes back to it."""
        asked = frozenset(name for occasion in occasions for name in zeros(occasion.conditions)) & self.flat.lasting
        for node, conditions in occasions:
            unsaid = asked - zeros(conditions)
            if unsaid:
                # What always holds at a node is not among its conditions any more.
                known = self.tracks.fields.known(self._remembered[node], unsaid)
                asked -= unsaid.difference(name for name, value in known.items() if value == 0)
        return asked

    @cached_property
    def _remembered(self) -> list[AbstractValues]:
        """By node, the sets of values if nothing were forgotten: what is forgotten is 0, but was not always."""
        return self.slice({}).remembering(self.progress).sets

    def _look(
        self, wanted: frozenset[Happening], values: ValueAnalysis, lowest: frozenset[str]
    ) -> frozenset[Happening]:
        """What of this is still not known after looking at a slice that leaves out nothing that comes before it."""
        if not values.is_whole:
            return wanted
        happening = values.happening()
        self.never |= wanted - happening.keys()
        self.shown_by |= dict.fromkeys(wanted - happening.keys(), (values, lowest))
        left = wanted & happening.keys()
        for event in left - self.plays.keys():
            if not self.progress(values.count):
                raise SearchStopped
            path = _edges(self._path(values, *happening[event]))
            if self._trial.fails(path, event) is None:
                self.plays[event] = path
        return left - self.plays.keys()

    def _further(self, event: Happening, values: ValueAnalysis, apart: Predicates, guided: bool) -> Predicates | None:
        """What to keep apart next; None: nothing would help."""
        if not values.is_whole:
            return None
        path = self._path(values, *values.happening()[event])
        blocking = self._blocking(path, event) if guided else ()
        for reasons in chain(blocking, self._reasons(values, path, event) if apart or not guided else ()):
            further = self.with_(apart, reasons)
            if further != apart and len(further) <= _MOST_APART:
                return further
        return None

    def _blocking(self, path: list[tuple[AnalysisContext, int]], event: Happening) -> Iterable[tuple[Reason, ...]]:
        """What kept plays from going on like this with what the event needs, what is nearest to the end first."""
        if self.experience is None:
            return ()
        conditions, *before = [self._asked(context.node, index, event) for context, index in reversed(path)]
        alone = self.experience.blocking(conditions, [tree for guards in before for tree in guards])
        return chain(alone, self.experience.blocking_together(conditions, before))

    def _reasons(
        self, values: ValueAnalysis, path: list[tuple[AnalysisContext, int]], event: Happening
    ) -> Iterator[tuple[Reason, ...]]:
        """Why the path is no play: what excludes it as late as can be, and where it fails in the story itself."""
        yield self._lost(values, path, event)
        yield self._trial.fails(_edges(path), event) or ()

    def _asked(self, number: int, index: int, event: Happening) -> tuple[Expression, ...]:
        """The conditions of an edge of a node; with -1, of a watch there for the event."""
        here = self.tracks.here(number)
        if index >= 0:
            return here.edges[index].guards
        return next(watch.conditions for watch in here.watches if watch.event == event)

    def _lost(
        self, values: ValueAnalysis, path: list[tuple[AnalysisContext, int]], event: Happening
    ) -> tuple[Reason, ...]:
        """Why the path cannot be walked on from a context as late on it as can be; nothing if that is not seen.

        From there on something was lost that would have excluded it: the nearer to the end, the more it is about that.
        """
        feasible, infeasible = len(path), -1
        found: tuple[Reason, ...] = ()
        while feasible - infeasible > 1:
            middle = (feasible + infeasible) // 2
            reasons = self._blocked(values, path[middle:], event)
            if reasons:
                infeasible, found = middle, reasons
            else:
                feasible = middle
        return found

    def _blocked(
        self, values: ValueAnalysis, path: list[tuple[AnalysisContext, int]], event: Happening
    ) -> tuple[Reason, ...]:
        """Why a path cannot be walked with any of the values that there may be at its beginning."""
        fields = self.tracks.fields
        sets = values.states[path[0][0].node][path[0][0].predicates]
        for context, index in path:
            here = self.tracks.here(context.node)
            if index < 0:
                some = [watch.conditions for watch in here.watches if watch.event == event]
                if any(fields.holding(conditions)(sets) for conditions in some):
                    return ()
                return self._because(some[0], sets)
            edge = self.tracks.edges(context.node)[index]
            left = edge.holding(sets)
            if not left:
                return self._because(here.edges[index].guards, sets)
            sets = edge.changed(left) & edge.keep | edge.lowest
        return ()

    def _because(self, conditions: tuple[Expression, ...], sets: AbstractValues) -> tuple[Reason, ...]:
        holding, parts = self.tracks.fields.holding, tuple(conjuncts(conditions))
        alone = [tree for tree in parts if not holding((tree,))(sets)]
        if not alone:
            for tree in parts:
                sets = holding((tree,))(sets)
                if not sets:
                    alone = [tree]
                    break
            else:
                return ()
        tree = simplest(alone)
        return tuple((name, tree) for name in dict.fromkeys(free_variables(tree)))[:REASONS_AT_ONCE]

    def _occasions(self, events: frozenset[Happening]) -> dict[Happening, list[Occasion]]:
        """Where events happen, each time that they are told."""
        occasions: dict[Happening, list[Occasion]] = {event: [] for event in events}
        for number, node in enumerate(self.flat.nodes):
            if node is None:
                continue
            emitted = [(event, edge.guards) for edge in node.edges for event in edge.emitted]
            for event, conditions in (*emitted, *((watch.event, watch.conditions) for watch in node.watches)):
                if event in occasions:
                    occasions[event].append(Occasion(number, conditions))
        return occasions

    @staticmethod
    def _path(values: ValueAnalysis, context: AnalysisContext, edge: int) -> list[tuple[AnalysisContext, int]]:
        """The contexts and the edges by which one was reached first, and at last this edge."""
        path = [(context, edge)]
        while context in values.origins:
            context, edge = values.origins[context]
            path.append((context, edge))
        return path[::-1]

    def steps(self, path: list[tuple[int, int]]) -> tuple[PathStep, ...]:
        """The steps of a path of nodes and edges. Edges within an effect, and what happens at a node, are none."""
        steps = []
        for node, edge in path:
            transition = self.tracks.here(node).edges[edge].transition if edge >= 0 else -1
            if transition >= 0:
                steps.append(PathStep(node, transition))
        return tuple(steps)

    def distances(self, event: Happening) -> Distances:
        """How far it is, as far as the last slice shows, from everywhere to where an event may happen.

        Only a player's choice counts, as 1 (a backward breadth-first search with weights 0 and 1).
        """
        values = self.nearest.get(event) or self.slice({})
        before: dict[AnalysisContext, list[AnalysisContext]] = {}
        waiting: deque[AnalysisContext] = deque()
        for context, sets in values.contexts():
            here = self.tracks.here(context.node)
            for index, edge in enumerate(self.tracks.edges(context.node)):
                left = edge.holding(sets)
                if left:
                    if event in here.edges[index].emitted:
                        waiting.append(context)
                    for apart in values.apart_in(edge.changed(left) & edge.keep | edge.lowest):
                        before.setdefault(AnalysisContext(edge.target, apart), []).append(context)
            if any(watch.event == event and self.tracks.fields.holding(watch.conditions)(sets)
                   for watch in here.watches):  # fmt: skip
                waiting.append(context)
        away = dict.fromkeys(waiting, 0)
        while waiting:
            context = waiting.popleft()
            for earlier in before.get(context, ()):
                if earlier not in away:
                    chosen = self.tracks.here(earlier.node).kind in CHOSEN
                    away[earlier] = away[context] + chosen
                    (waiting.append if chosen else waiting.appendleft)(earlier)
        return Distances(values.partition, away)


def _edges(path: list[tuple[AnalysisContext, int]]) -> list[tuple[int, int]]:
    return [(context.node, edge) for context, edge in path]

"""What has to come true on the way to an event, as far as it shows when nothing that came true is ever lost again.

The costs of the additive heuristic are reckoned once from the beginning (B. Bonet, H. Geffner, "Planning as heuristic
search", 2001), and a relaxed plan is taken from them (J. Hoffmann, B. Nebel, "The FF planning system", 2001). What it
makes true are subgoals; a state is the nearer, the fewer of them are left, and the nearer it is to the next one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from game.story.model.expressions import Expression, conjuncts
from game.verify.abstract.abstract_domain import AbstractValues, DomainField
from game.verify.abstract.concrete_executions import ConcreteState
from game.verify.abstract.control_flow_graph import CHOSEN, GraphEdge, Happening
from game.verify.abstract.value_analysis import Tracks
from game.verify.system.partial_evaluation import variables_read

UNREACHABLE = 1 << 30
_FEW = 12
"""Values of a variable that are come by at certain places; what has more of them adds up everywhere."""


class _Need(NamedTuple):
    """One of some values of a variable, as bits."""

    field: DomainField
    allowed: AbstractValues


class _Subgoal(NamedTuple):
    """A need, how many choices it is from each node to where it can be met, and what is needed before."""

    need: _Need
    away: dict[int, int]
    before: tuple[int, ...]


class RelaxedPlan(NamedTuple):
    """Estimates how far it is to an event: `away` are the choices from each node to where it happens."""

    away: dict[int, int]
    subgoals: list[_Subgoal]

    def far(self, state: ConcreteState) -> tuple[int, int, int]:
        """How many subgoals are left, how far it is to the next, and how much has to be added up for one of them."""
        missing = set()
        for number, subgoal in enumerate(self.subgoals):
            field, allowed = subgoal.need
            if not field.bit(field.slot.get(state.memory)) & allowed:
                missing.add(number)
        if not missing:
            return 0, self.away.get(state.node, UNREACHABLE), 0
        nearest, gap = UNREACHABLE, 0
        for number in missing:
            subgoal = self.subgoals[number]
            if missing.isdisjoint(subgoal.before):
                field, allowed = subgoal.need
                if len(field.firsts) <= _FEW:
                    nearest = min(nearest, subgoal.away.get(state.node, UNREACHABLE))
                else:
                    lowest = field.firsts[(allowed & -allowed).bit_length() - 1 - field.shift]
                    gap = max(gap, abs(lowest - field.slot.get(state.memory)))
        return len(missing), 0 if nearest == UNREACHABLE and gap else nearest, gap


def relaxed_plan(tracks: Tracks, event: Happening) -> RelaxedPlan:
    """The plan for an event from the beginning of the flat system, as if nothing were ever lost again."""
    reachability = _RelaxedReachability(tracks)
    reachability.reckon()
    return reachability.planned(event)


class _RelaxedReachability:
    """What can be reached and made true, and at which cost."""

    def __init__(self, tracks: Tracks) -> None:
        self.tracks, self.fields = tracks, tracks.fields
        self._needs: dict[tuple[Expression, ...], list[_Need]] = {}
        self._back: dict[int, list[tuple[int, int]]] = {}
        self.node_cost: dict[int, int] = {0: 0}
        self._edge_to: dict[int, tuple[int, GraphEdge]] = {}
        self.bit_cost: dict[int, int] = dict.fromkeys(_bits(self.fields.of(tracks.flat.start)), 0)
        self._bit_by: dict[int, tuple[int, GraphEdge]] = {}
        self.subgoals: list[_Subgoal] = []
        self._index: dict[_Need, int] = {}
        self._waiting: list[tuple[int, int, tuple[Expression, ...]]] = []

    def reckon(self) -> None:
        """Work out all costs: again and again, until none becomes less."""
        again = True
        while again:
            again = False
            for node in self.tracks.order:
                here = self.node_cost.get(node)
                if here is None:
                    continue
                for edge in self.tracks.here(node).edges:
                    cost = self._cost(here, node, edge.guards)
                    if cost >= UNREACHABLE:
                        continue
                    if cost < self.node_cost.get(edge.target, UNREACHABLE):
                        self.node_cost[edge.target], self._edge_to[edge.target] = cost, (node, edge)
                        again = True
                    for bit in self._made(edge):
                        if cost < self.bit_cost.get(bit, UNREACHABLE):
                            self.bit_cost[bit], self._bit_by[bit] = cost, (node, edge)
                            again = True

    def _cost(self, here: int, node: int, conditions: tuple[Expression, ...]) -> int:
        cost = here + (self.tracks.here(node).kind in CHOSEN)
        for need in self.needs(conditions):
            cost += min((self.bit_cost.get(bit, UNREACHABLE) for bit in _bits(need.allowed)), default=UNREACHABLE)
        return min(cost, UNREACHABLE)

    def _made(self, edge: GraphEdge) -> Iterator[int]:
        """The bits that the changes of an edge can make."""
        for instruction in edge.changes:
            field = self.fields.fields[instruction.slot.name]
            had = sum(bit for bit in _bits(field.bits) if bit in self.bit_cost)
            if had:
                yield from _bits(self.fields.changing((instruction,))(had) & field.bits)

    def needs(self, conditions: tuple[Expression, ...]) -> list[_Need]:
        """What conditions need of single variables; of one that is met in either of two transitions, nothing."""
        found = self._needs.get(conditions)
        if found is None:
            made: dict[str, int] = {}
            for tree in conjuncts(conditions):
                names = variables_read(tree)
                if len(names) == 1:
                    (name,) = names
                    made[name] = made.get(name, -1) & self.fields.allowed(tree, name)
            found = self._needs[conditions] = [
                _Need(self.fields.fields[name], allowed) for name, allowed in sorted(made.items())
            ]
        return found

    def planned(self, event: Happening) -> RelaxedPlan:
        """How far it is from each node to where the event happens, and all subgoals on the way there."""
        best: tuple[int, int, tuple[Expression, ...]] | None = None
        for node, here in self.node_cost.items():
            emitted = [edge.guards for edge in self.tracks.here(node).edges if event in edge.emitted]
            emitted += [watch.conditions for watch in self.tracks.here(node).watches if watch.event == event]
            for conditions in emitted:
                cost = self._cost(here, node, conditions)
                if cost < UNREACHABLE and (best is None or cost < best[0]):
                    best = cost, node, conditions
        if best is None:
            return RelaxedPlan({}, [])
        _, node, conditions = best
        away = self._away(node)
        self._before(node, conditions)
        while self._waiting:
            number, node, conditions = self._waiting.pop()
            before = self._before(node, conditions)
            self.subgoals[number] = _Subgoal(self.subgoals[number].need, self._away(node), before)
        return RelaxedPlan(away, self.subgoals)

    def _before(self, node: int, conditions: tuple[Expression, ...]) -> tuple[int, ...]:
        """The subgoals that have to be met before an edge with these conditions is open at a node."""
        found: dict[int, None] = {}
        while True:
            for need in self.needs(conditions):
                number = self._subgoal(need)
                if number is not None:
                    found[number] = None
            if node not in self._edge_to:
                return tuple(found)
            node, edge = self._edge_to[node]
            conditions = edge.guards

    def _subgoal(self, need: _Need) -> int | None:
        if need in self._index:
            return self._index[need]
        bit = min(_bits(need.allowed), key=lambda bit: self.bit_cost.get(bit, UNREACHABLE))
        if not self.bit_cost.get(bit, UNREACHABLE):
            return None
        node, edge = self._bit_by[bit]
        number = self._index[need] = len(self.subgoals)
        self.subgoals.append(_Subgoal(need, {}, ()))
        self._waiting.append((number, node, edge.guards))
        return number

    def _away(self, node: int) -> dict[int, int]:
        """From how many choices away one can come from each node to this one, if all transitions are open."""
        if not self._back:
            for source in self.tracks.order:
                chosen = self.tracks.here(source).kind in CHOSEN
                for edge in self.tracks.here(source).edges:
                    self._back.setdefault(edge.target, []).append((source, int(chosen)))
        away = {node: 0}
        waiting = deque([node])
        while waiting:
            reached = waiting.popleft()
            for source, choices in self._back.get(reached, ()):
                if away[reached] + choices < away.get(source, UNREACHABLE):
                    away[source] = away[reached] + choices
                    (waiting.append if choices else waiting.appendleft)(source)
        return away


def _bits(sets: AbstractValues) -> Iterator[int]:
    while sets:
        yield sets & -sets
        sets &= sets - 1

"""What effects do with whole sets of states: where a set leads, and from where a set is reached.

There are no bits for "the state after": a change of variables forgets what they were and says what they are, and back
again it is put into their places. Both take one operation on a diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression
from game.verify.exact.symbolic.condition_diagrams import DiagramConditions
from game.verify.exact.symbolic.diagrams import Bits, Diagram
from game.verify.exact.symbolic.variables import DiagramAssignment, Growth, Variables
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.partial_evaluation import variables_read

EventKey: TypeAlias = tuple[str, Event]
"""An event, and what kind it is: events of two kinds may hold the same words."""


class TrackEnd(NamedTuple):
    """The set arrives at this node: a location, or a settling that is shared."""

    node: int


class TrackFork(NamedTuple):
    """The part of the set for which `yes` holds goes one way, the rest the other; what does not end comes back."""

    yes: Diagram
    no: Diagram
    then: Track
    otherwise: Track


class TrackEvent(NamedTuple):
    """Something is told."""

    event: EventKey


TrackPiece: TypeAlias = DiagramAssignment | Growth | TrackFork | TrackEvent | TrackEnd
Track: TypeAlias = tuple[TrackPiece, ...]
"""A effect in terms of diagrams."""


def event_key(event: Event) -> EventKey:
    """What an event is called here."""
    return type(event).__name__, event


class DiagramTransition(NamedTuple):
    """A way on from a node: where it is open, and what follows.

    What is forgotten at the node is not in the sets there. `open` says of it, where it matters, that it has its lowest
    value; `forgotten` are its bits.
    """

    open: Diagram
    forgotten: Bits | None
    track: Track
    ends: frozenset[int]


class DiagramInstructions:
    """The effects of a reduced system. Its nodes are the locations, and behind them the settlings that are shared."""

    def __init__(self, reduced: Reduced, variables: Variables, conditions: DiagramConditions) -> None:
        self.reduced, self.variables, self.conditions = reduced, variables, conditions
        self.diagrams = variables.diagrams
        self.settlings = {place: len(reduced.locations) + index for index, place in enumerate(reduced.settling)}
        self.number = len(reduced.locations) + len(reduced.settling)
        self._names = tuple(reduced.slots)
        self._bit = {name: 1 << index for index, name in enumerate(self._names)}
        everything = (1 << len(self._names)) - 1
        #: By node, the variables that matter there.
        self._live = [*reduced.live, *[everything] * len(reduced.settling)]
        for _ in range(min(2, len(self.settlings))):  # one may lead to another: a second round leaves out a little more
            for place, node in self.settlings.items():
                self._live[node] = self._asked(reduced.settling[place], 0)

    def transitions(self, node: int) -> tuple[DiagramTransition, ...]:
        """The transitions on from a node."""
        if node >= len(self.reduced.locations):
            place = list(self.settlings)[node - len(self.reduced.locations)]
            track = self.track(self.reduced.settling[place])
            return (DiagramTransition(self.diagrams.all, None, track, track_ends(track)),)
        location = self.reduced.locations[node]
        found: list[DiagramTransition] = []
        for transition in location.transitions if location is not None else ():
            track = self.track(transition.effect)
            open_, forgotten = self.conditions.all_of(transition.guards), None
            asked = self._asked(transition.effect, 0) | self._read(transition.guards)
            names = self._named(asked & ~self._live[node])
            if names:
                lowest = self.variables.change({name: self.reduced.slots[name].low for name in names})
                open_, forgotten = open_ & lowest.values, lowest.bits
            found.append(DiagramTransition(open_, forgotten, track, track_ends(track)))
        return tuple(found)

    def before(
        self, transition: DiagramTransition, at: Mapping[int, Diagram], event: EventKey | None = None
    ) -> Diagram:
        """The states in which a transition is open and leads to these sets or, with an event, tells it."""
        states = self.backward(transition.track, at, self.diagrams.none, event)
        if transition.forgotten is None:
            return states & transition.open
        return self.diagrams.some_of_both(states, transition.open, transition.forgotten)

    def is_open(self, transition: DiagramTransition) -> Diagram:
        """The states in which a transition is open."""
        return (
            transition.open
            if transition.forgotten is None
            else self.diagrams.some(transition.open, transition.forgotten)
        )

    def track(self, effect: SystemInstructions) -> Track:
        """A effect in terms of diagrams. Changes one after the other become one."""
        made: list[TrackPiece] = []
        changes: dict[str, int] = {}

        def changed() -> None:
            if changes:
                made.append(self.variables.change(changes))
                changes.clear()

        for instruction in effect:
            match instruction:
                case Assign(slot, value):
                    changes[slot.name] = value
                case Increment(slot, amount) if amount:
                    name, span = slot.name, slot.high - slot.low
                    if name in changes:
                        changes[name] = min(max(changes[name] + amount, slot.low), slot.high)
                    elif abs(amount) >= span:
                        changes[name] = slot.high if amount > 0 else slot.low
                    else:
                        changed()
                        made.append(self.variables.growth(name, amount))
                case Emit(event):
                    made.append(TrackEvent(event_key(event)))
                case Fork(conditions, then, otherwise):
                    changed()
                    yes = self.conditions.all_of(conditions)
                    made.append(TrackFork(yes, ~yes, self.track(then), self.track(otherwise)))
                case ContinueAt(location):
                    changed()
                    made.append(TrackEnd(location))
                case SettleAt(place):
                    changed()
                    made.append(TrackEnd(self.settlings[place]))
        changed()
        return tuple(made)

    def forgotten(self) -> list[frozenset[str]]:
        """By node, the variables that do not matter there."""
        everything = (1 << len(self._names)) - 1
        return [frozenset(self._named(everything & ~self._live[node])) for node in range(self.number)]

    def _named(self, mask: int) -> list[str]:
        return [name for index, name in enumerate(self._names) if mask >> index & 1]

    def _read(self, conditions: tuple[Expression, ...]) -> int:
        mask = 0
        for tree in conditions:
            for name in variables_read(tree):
                mask |= self._bit[name]
        return mask

    def _asked(self, effect: SystemInstructions, after: int) -> int:
        """What an effect asks for, itself or where it leads."""
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    after = self._live[location]
                case SettleAt(place):
                    after = self._live[self.settlings[place]]
                case Assign(slot):
                    after &= ~self._bit[slot.name]
                case Fork(conditions, then, otherwise):
                    after = self._asked(then, after) | self._asked(otherwise, after) | self._read(conditions)
        return after

    def forward(
        self,
        track: Track,
        states: Diagram,
        arrive: Callable[[int, Diagram], None],
        emit: Callable[[EventKey], None] | None = None,
    ) -> Diagram:
        """Where a set of states leads along a track.

        `arrive` is told of each node and the set of states that come to it, `emit` of each event that happens for some
        of them. The result is the set of those that do not end on the track.
        """
        diagrams = self.diagrams
        for piece in track:
            match piece:
                case _ if states == diagrams.none:
                    return states
                case DiagramAssignment(bits, values):
                    states = diagrams.some(states, bits) & values
                case Growth():
                    states = self._grown(states, piece)
                case TrackFork(yes, no, then, otherwise):
                    after_then = self.forward(then, states & yes, arrive, emit)
                    states = after_then | self.forward(otherwise, states & no, arrive, emit)
                case TrackEvent(event):
                    if emit is not None:
                        emit(event)
                case TrackEnd(node):
                    arrive(node, states)
                    return diagrams.none
        return states

    def _grown(self, states: Diagram, growth: Growth) -> Diagram:
        diagrams = self.diagrams
        there = diagrams.some_of_both(states, growth.meeting, growth.bits) & growth.bound
        return diagrams.substituted(states, growth.after) & growth.alone | there

    def backward(
        self, track: Track, at: Mapping[int, Diagram], after: Diagram, event: EventKey | None = None
    ) -> Diagram:
        """The states from which the track leads to the sets `at` nodes or, where it does not end, to `after`.

        With an event: or tells it on the way.
        """
        diagrams = self.diagrams
        for piece in reversed(track):
            match piece:
                case DiagramAssignment(bits, values):
                    after = diagrams.some_of_both(after, values, bits)
                case Growth():
                    after = diagrams.substituted(after, piece.before)
                case TrackFork(yes, _, then, otherwise):
                    no = self.backward(otherwise, at, after, event)
                    after = diagrams.choice(yes, self.backward(then, at, after, event), no)
                case TrackEvent(emitted):
                    if event is not None and emitted == event:
                        after = diagrams.all
                case TrackEnd(node):
                    after = at.get(node, diagrams.none)
        return after


def track_ends(track: Track) -> frozenset[int]:
    """The nodes where a track ends."""
    return frozenset(piece.node for piece in _pieces(track) if isinstance(piece, TrackEnd))


def track_events(track: Track) -> frozenset[EventKey]:
    """What may be told on a track."""
    return frozenset(piece.event for piece in _pieces(track) if isinstance(piece, TrackEvent))


def _pieces(track: Track) -> Iterator[TrackPiece]:
    """The pieces of a track, with those of both sides of each fork."""
    for piece in track:
        yield piece
        if isinstance(piece, TrackFork):
            yield from _pieces(piece.then)
            yield from _pieces(piece.otherwise)

"""Whole sets of states at once, as binary decision diagrams: for stories with more states than anybody could count.

J. R. Burch, E. M. Clarke, K. L. McMillan, D. L. Dill, L. J. Hwang, "Symbolic model checking: 10^20 states and beyond",
1990. `diagrams` is the library behind it, `variables` and `conditions` what a story speaks of, `effects` what is done
to sets, `plan` and `search` in which order, `paths` the way to a single state.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TypeVar

from game.engine.events import Event
from game.verify.exact.symbolic.diagrams import Diagram, Diagrams, Full, OxiddDiagrams
from game.verify.exact.symbolic.effects import EventKey, track_events
from game.verify.exact.symbolic.paths import DiagramPaths
from game.verify.exact.symbolic.search import DiagramSearch
from game.verify.reductions.reduction import Reduced
from game.verify.system.space import Goal, PathStep, Progress, SearchStopped

BYTES_OF_A_NODE = 40
"""With its share of the tables that find nodes and results."""

LARGEST = 60_000
"""Where the states of some location take more nodes than this on the way, there is hardly an end to it.

Diagrams stay small where a story has an order that its variables follow (chapters, errands that have little to do with
each other), and explode where everything hangs on everything. Of made-up stories of many shapes those that come to an
end within half a minute need at most 46,000 nodes; the others are beyond 60,000 after one or two seconds.
"""

_MOST_BITS = 50_000

_WIDEST = 1 << 14
"""A variable with a larger range is none for diagrams: each of its values is a case when it grows."""

_T = TypeVar("_T")


def explore(
    reduced: Reduced,
    start: int,
    progress: Progress = lambda states: True,
    *,
    memory: int = 2 << 30,
    largest: int = 0,
    diagrams: Callable[[int, int], Diagrams] = OxiddDiagrams,
) -> Symbolic:
    """All states that can be reached. `memory` are bytes, at most.

    Raises SearchStopped when `progress` says so, or when the memory does not suffice; so do its properties.
    With `largest` (`LARGEST` is a good one), it is stopped as soon as the states of one location take so many nodes.
    """
    ranges = [slot.high - slot.low for slot in reduced.slots.values()]
    if sum(map(int.bit_length, ranges)) > _MOST_BITS or max(ranges, default=0) > _WIDEST:
        raise SearchStopped
    space = Symbolic(reduced)
    space.search(start, progress, memory // BYTES_OF_A_NODE, largest, diagrams)
    return space


class Symbolic:
    """A `Space` made of diagrams, which are worked out when they are first asked for."""

    _paths: DiagramPaths

    def __init__(self, reduced: Reduced) -> None:
        self.reduced = reduced
        self._full: tuple[type[Exception], ...] = (RecursionError, MemoryError, Full)

    def search(
        self, start: int, progress: Progress, most: int, largest: int, diagrams: Callable[[int, int], Diagrams]
    ) -> None:
        """Find all states from the memory `start`.

        There may be `most` nodes of diagrams in all, and `largest` in the set of one location (0: any). `diagrams`
        makes a manager for so many bits with so many nodes. Raises SearchStopped when there is no room, or when
        `progress` says to stop.
        """

        def made(bits: int) -> Diagrams:
            found = diagrams(bits, most)
            self._full += found.full
            return found

        def searched() -> DiagramPaths:
            found = DiagramSearch(self.reduced, made, progress, largest)
            found.forward(start)
            return DiagramPaths(found, start)

        self._paths = self._bounded(searched)

    def _bounded(self, asked: Callable[[], _T]) -> _T:
        try:
            return asked()
        except self._full:
            raise SearchStopped from None

    def _with(self, asked: Callable[[DiagramPaths], _T]) -> _T:
        """Ask. Where there is not enough room for the answer, the rings around the beginning give way."""
        try:
            return self._bounded(lambda: asked(self._paths))
        except SearchStopped:
            self._paths.forget()
            raise

    def with_search(self, asked: Callable[[DiagramSearch], _T]) -> _T:
        """Ask the search itself, for what nobody but certificates wants. Raises SearchStopped for want of room."""
        return self._with(lambda paths: asked(paths.search))

    @cached_property
    def states(self) -> int:
        """How many states there are."""
        return sum(self.at)

    @cached_property
    def at(self) -> tuple[int, ...]:
        """How many there are at each location."""
        return self._with(lambda paths: _counts(paths.search, paths.search.reached))

    @cached_property
    def soft_locks(self) -> int:
        """How many there are from which no ending can be reached."""

        def count(paths: DiagramPaths) -> int:
            search = paths.search
            lost = [reached & ~saved for reached, saved in zip(search.reached, search.saved, strict=True)]
            return sum(_counts(search, lost))

        return self._with(count)

    def leading_to(self, endings: Collection[int]) -> tuple[int, ...]:
        """See `Space`: by location, how many states lead to one of these endings."""
        return self._with(lambda paths: _counts(paths.search, paths.search.leading_to(endings)))

    @property
    def transitions(self) -> frozenset[PathStep]:
        """The transitions that are open in some state."""
        return self._seen[0]

    @property
    def events(self) -> frozenset[tuple[PathStep, str, Event]]:
        """What happens on some way in some state."""
        return self._seen[1]

    @cached_property
    def deadlocks(self) -> tuple[int, ...]:
        """The locations with a state in which no way is open."""

        def found(paths: DiagramPaths) -> tuple[int, ...]:
            search, nodes = paths.search, []
            for node, location in enumerate(self.reduced.locations):
                if location is None or location.key.kind == "ending":
                    continue
                left = search.reached[node]
                for transition in search.transitions(node):
                    left &= ~search.effects.is_open(transition)
                if left != search.diagrams.none:
                    nodes.append(node)
            return tuple(nodes)

        return self._with(found)

    @cached_property
    def divergences(self) -> tuple[int, ...]:
        """The locations with a state from which the play goes on for ever without anybody choosing."""
        return self._with(lambda paths: tuple(sorted(paths.search.endless)))

    def path(self, goal: Goal) -> tuple[PathStep, ...] | None:
        """A shortest way to such a state, if there is one; see `Space`."""
        return self._with(lambda paths: paths.path(goal))

    @cached_property
    def _seen(self) -> tuple[frozenset[PathStep], frozenset[tuple[PathStep, str, Event]]]:
        return self._with(_seen)


def _counts(search: DiagramSearch, states: list[Diagram]) -> tuple[int, ...]:
    number = len(search.reduced.locations)
    return tuple(search.count(node, reached) for node, reached in enumerate(states[:number]))


def _seen(paths: DiagramPaths) -> tuple[frozenset[PathStep], frozenset[tuple[PathStep, str, Event]]]:
    """Which transitions are open in some state, and what happens on them."""
    search, none = paths.search, paths.diagrams.none
    transitions: set[PathStep] = set()
    events: set[tuple[PathStep, str, Event]] = set()
    shared = _emitted_after(search)
    for node in range(len(search.reduced.locations)):
        for index, transition in enumerate(search.transitions(node)) if search.reached[node] != none else ():
            states, step = search.reached[node] & transition.open, PathStep(node, index)
            if states == none:
                continue
            transitions.add(step)

            def emit(event: EventKey, step: PathStep = step) -> None:
                events.add((step, *event))

            def arrive(end: int, there: Diagram, step: PathStep = step) -> None:
                for event in shared.get(end, ()):
                    if (step, *event) not in events and there & paths.emitting(event).get(end, none) != none:
                        events.add((step, *event))

            search.effects.forward(transition.track, states, arrive, emit)
            search.watch.check()
        search.diagrams.tidy()
    return frozenset(transitions), frozenset(events)


def _emitted_after(search: DiagramSearch) -> dict[int, frozenset[EventKey]]:
    """By settling that is shared, what may be told there and where it leads at once."""
    found: dict[int, frozenset[EventKey]] = {}
    settlings = search.effects.settlings.values()
    before = None
    while before != found:
        before = dict(found)
        for node in settlings:
            (transition,) = search.transitions(node)
            found[node] = track_events(transition.track).union(
                *(found.get(end, frozenset()) for end in transition.ends)
            )
    return found

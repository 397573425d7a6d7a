"""What becomes of arrays of states at the end of their transitions: kept, looked for, compared with what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from game.engine.events import Event
from game.verify.exact.arrays import ArrayFlow, Arrays, Numbers, Rows, StateArray, Truths, Visitor

MANY_STATES = 500_000
"""States that are sorted, or looked for, at once."""


class SearchVisitor(Visitor):
    """Keeps what was found, by location.

    When there is much of it at a location, it is sorted: many sorted arrays become one much quicker than anything else.
    """

    def __init__(self) -> None:
        self.found: dict[int, list[StateArray]] = {}
        self._loose: dict[int, list[StateArray]] = {}
        self._counts: dict[int, int] = {}
        self._settling: dict[int, list[StateArray]] = {}

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """See `Visitor`."""
        self._loose.setdefault(location, []).append(x)
        count = self._counts[location] = self._counts.get(location, 0) + len(x)
        if count > MANY_STATES:
            self._sort(location)

    def _sort(self, location: int) -> None:
        self._counts[location] = 0
        self.found.setdefault(location, []).append(distinct(np.concatenate(self._loose.pop(location))))

    def taken(self) -> dict[int, list[StateArray]]:
        """By location, arrays of all states found since it was last asked; a state may be in several of them."""
        for location, pieces in self._loose.items():
            self.found.setdefault(location, []).extend(pieces)
        found, self.found, self._loose, self._counts = self.found, {}, {}, {}
        return found

    def settle(self, place: int, flow: ArrayFlow, x: StateArray, rows: Rows) -> None:
        """See `Visitor`."""
        self._settling.setdefault(place, []).append(x)

    def settle_all(self, arrays: Arrays) -> None:
        """Go on with the effects that transitions share, each once for all that came to it."""
        while self._settling:
            place, pieces = self._settling.popitem()
            arrays.settling(place)(pieces[0] if len(pieces) == 1 else np.concatenate(pieces), None, self)


class EventVisitor(Visitor):
    """Keeps what was told."""

    def __init__(self) -> None:
        self.heard: set[tuple[str, Event]] = set()

    def emit(self, event: Event, rows: Rows) -> None:
        """See `Visitor`."""
        self.heard.add((type(event).__name__, event))


class EventSearchVisitor(Visitor):
    """Keeps in which `rows` an event happened, of shape (k,): those of the last call in which it did."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.rows: Numbers = np.empty(0, np.int64)

    def emit(self, event: Event, rows: Rows) -> None:
        """See `Visitor`."""
        if type(event) is type(self.event) and event == self.event and rows is not None:
            self.rows = rows


class OriginVisitor(Visitor):
    """Looks for the row from which a state came."""

    def __init__(self, location: int, state: np.uint64) -> None:
        self.location, self.state, self.row = location, state, -1

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """See `Visitor`."""
        if location == self.location and rows is not None:
            here = np.flatnonzero(x == self.state)
            if len(here):
                self.row = int(rows[here[0]])


class SweepVisitor(Visitor):
    """Finds the rows that lead to states of which it is known that they lead to an ending: all that are not bad."""

    def __init__(self, bad: Sequence[StateArray]) -> None:
        self._bad = bad
        self.good: Truths

    def begin(self, count: int) -> None:
        """Rows 0 to `count` - 1 are looked at next; `good`, of shape (count,), says of each what was found."""
        self.good = np.zeros(count, np.bool_)

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """See `Visitor`."""
        bad = self._bad[location]
        self.good[rows[~among(x, bad)] if len(bad) else rows] = True


class BatchSweepVisitor(SweepVisitor):
    """The same, while more and more becomes known."""

    def __init__(self, bad: Sequence[StateArray]) -> None:
        super().__init__(bad)
        #: By location, for each of its bad states, whether it is known by now to lead to an ending.
        self.saved: dict[int, Truths] = {}

    def left(self, location: int, states: StateArray) -> StateArray:
        """Those of the states, of shape (n,), that were bad in the beginning, in the same order."""
        if location not in self.saved:
            self.saved[location] = np.zeros(len(self._bad[location]), np.bool_)
        return states[among(states, self._bad[location])]

    def save(self, location: int, states: StateArray, left: Numbers) -> None:
        """All of these states but those in the rows `left` lead to an ending. All of them were bad in the beginning."""
        good = np.ones(len(states), np.bool_)
        good[left] = False
        self.saved[location][self._bad[location].searchsorted(states[good])] = True

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """See `Visitor`."""
        bad = self._bad[location]
        if not len(bad):
            self.good[rows] = True
            return
        places = bad.searchsorted(x)
        good = bad.take(places, mode="clip") != x
        if location in self.saved:
            good |= self.saved[location].take(places, mode="clip")
        self.good[rows[good]] = True


class EdgeVisitor(Visitor):
    """Keeps the edges between bad states, by their numbers, and the bad states that lead elsewhere."""

    def __init__(self, bad: Sequence[StateArray], firsts: Mapping[int, int]) -> None:
        self.bad, self.firsts = bad, firsts
        self.to: list[Numbers] = []
        self.by: list[Numbers] = []
        self.saved: list[Numbers] = []

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """See `Visitor`."""
        bad = self.bad[location]
        if not len(bad):
            self.saved.append(rows)
            return
        places = bad.searchsorted(x)
        there = bad.take(places, mode="clip") == x
        self.saved.append(rows[~there])
        if location in self.firsts:  # what is bad elsewhere stays so
            self.to.append(places[there] + self.firsts[location])
            self.by.append(rows[there])


def distinct(states: StateArray) -> StateArray:
    """The states sorted, each once. The array that is given is sorted in place, and may be the result itself."""
    states.sort(kind="stable")
    if len(states) < 2:
        return states
    first = np.empty(len(states), np.bool_)
    first[0] = True
    np.not_equal(states[1:], states[:-1], out=first[1:])
    return states[first]


def among(states: StateArray, run: StateArray) -> Truths:
    """Which of the states, of shape (n,), are in `run`, which is sorted and not empty: truths of shape (n,)."""
    found: Truths = run.take(run.searchsorted(states), mode="clip") == states
    return found

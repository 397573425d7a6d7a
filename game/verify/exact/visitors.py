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
        """Keep `x`, of shape (n,), by location; `rows` are not looked at.

        When more than `MANY_STATES` have gathered at a location, they are sorted and each is kept once. Until then `x`
        itself is kept, so it must not change.
        """
        self._loose.setdefault(location, []).append(x)
        count = self._counts[location] = self._counts.get(location, 0) + len(x)
        if count > MANY_STATES:
            self._sort(location)

    def _sort(self, location: int) -> None:
        self._counts[location] = 0
        self.found.setdefault(location, []).append(distinct(np.concatenate(self._loose.pop(location))))

    def taken(self) -> dict[int, list[StateArray]]:
        """All states found since it was last asked: by location, arrays of shape (n,) with n > 0.

        A state may be in several of the arrays, and more than once in one that was not sorted. What is handed out is
        kept no longer.
        """
        for location, pieces in self._loose.items():
            self.found.setdefault(location, []).extend(pieces)
        found, self.found, self._loose, self._counts = self.found, {}, {}, {}
        return found

    def settle(self, place: int, flow: ArrayFlow, x: StateArray, rows: Rows) -> None:
        """Keep `x`, of shape (n,), for the effect of this place, until `settle_all`; `flow` and `rows` are not used."""
        self._settling.setdefault(place, []).append(x)

    def settle_all(self, arrays: Arrays) -> None:
        """Go on with the effects that transitions share, each once for all that came to it, until none is left.

        `arrays` makes the effects; what comes to an end is found, as in `end`. Raises TooWide, as `arrays` does.
        """
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
    """Looks for the row from which a state came: `row`, and -1 as long as it was not found."""

    def __init__(self, location: int, state: np.uint64) -> None:
        self.location, self.state, self.row = location, state, -1

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """If the state is in `x`, and here, set `row` to its number in `rows`; the last call that finds it counts.

        Both arrays have the shape (n,). With None for `rows` nothing is looked for.
        """
        if location == self.location and rows is not None:
            here = np.flatnonzero(x == self.state)
            if len(here):
                self.row = int(rows[here[0]])


class SweepVisitor(Visitor):
    """Finds the rows that lead to states of which it is known that they lead to an ending: all that are not bad.

    `bad` has, by location, the bad states: of shape (m,), sorted.
    """

    def __init__(self, bad: Sequence[StateArray]) -> None:
        self._bad = bad
        self.good: Truths

    def begin(self, count: int) -> None:
        """Rows 0 to `count` - 1 are looked at next; `good`, of shape (count,), says of each what was found."""
        self.good = np.zeros(count, np.bool_)

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """Set `good` to True for the rows whose states in `x` are not bad.

        `x` and `rows` have the shape (n,). `rows` must be an array, of numbers from those announced to `begin`.
        """
        bad = self._bad[location]
        self.good[rows[~among(x, bad)] if len(bad) else rows] = True


class BatchSweepVisitor(SweepVisitor):
    """The same, while more and more becomes known."""

    def __init__(self, bad: Sequence[StateArray]) -> None:
        super().__init__(bad)
        #: By location, for each of its bad states, whether it is known by now to lead to an ending.
        self.saved: dict[int, Truths] = {}

    def left(self, location: int, states: StateArray) -> StateArray:
        """Those of the states, of shape (n,), that were bad in the beginning: of shape (m,), in the same order.

        Some state of the location must have been bad: else IndexError is raised.
        """
        if location not in self.saved:
            self.saved[location] = np.zeros(len(self._bad[location]), np.bool_)
        return states[among(states, self._bad[location])]

    def save(self, location: int, states: StateArray, left: Numbers) -> None:
        """All of these states but those in the rows `left` lead to an ending.

        `states`, of shape (n,), are those that the method `left` gave for this location; the rows, of shape (m,), are
        from 0 to n - 1. Raises KeyError for a location for which that was not asked.
        """
        good = np.ones(len(states), np.bool_)
        good[left] = False
        self.saved[location][self._bad[location].searchsorted(states[good])] = True

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """Set `good` to True for the rows whose states in `x` were not bad, or have been saved.

        `x` and `rows` as in `SweepVisitor.end`.
        """
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
    """Keeps the edges between bad states, by their numbers, and the bad states that lead elsewhere.

    `bad` has, by location, the bad states: of shape (m,), sorted. They are numbered on from `firsts`, which has the
    number of the first one for each location that takes part. An edge leads from a number in one of the arrays of `by`
    to the number in the same place of `to`; `saved` are arrays of the numbers that lead to a state that is not bad,
    some perhaps twice.
    """

    def __init__(self, bad: Sequence[StateArray], firsts: Mapping[int, int]) -> None:
        self.bad, self.firsts = bad, firsts
        self.to: list[Numbers] = []
        self.by: list[Numbers] = []
        self.saved: list[Numbers] = []

    def end(self, location: int, x: StateArray, rows: Rows) -> None:
        """Note the edges from the bad states numbered `rows` to the states `x`; both have the shape (n,).

        `rows` must be an array. An edge to a bad state at a location that takes no part is left out.
        """
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
    """The states, of shape (n,), sorted in ascending order, each once: of shape (m,), m ≤ n.

    The array that is given is sorted in place, and may be the result itself.
    """
    states.sort(kind="stable")
    if len(states) < 2:
        return states
    first = np.empty(len(states), np.bool_)
    first[0] = True
    np.not_equal(states[1:], states[:-1], out=first[1:])
    return states[first]


def among(states: StateArray, run: StateArray) -> Truths:
    """Which of the states, of shape (n,), are in `run`: truths of shape (n,).

    `run`, of shape (m,), is sorted in ascending order and not empty: else IndexError is raised.
    """
    found: Truths = run.take(run.searchsorted(states), mode="clip") == states
    return found

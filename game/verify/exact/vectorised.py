"""Every state, many at once: breadth first, with arrays of words in place of dictionaries.

The states of a location that are known are kept in sorted runs, the next one at least twice as long as the one before:
what is new is looked for in each, and runs are merged as they grow (P. O'Neil, E. Cheng, D. Gawlick, E. O'Neil, "The
log-structured merge-tree", 1996). With the batches in which they were found that is 16 bytes a state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np

from game.engine.events import Event
from game.verify.exact.arrays import WORD_BITS, ArrayFlow, Arrays, Numbers, StateArray, TooWide, Truths
from game.verify.exact.levels import Levels
from game.verify.exact.packing import Packing
from game.verify.exact.shortest_paths import Batch, SearchRecord, SoughtAt
from game.verify.exact.visitors import (
    MANY_STATES,
    BatchSweepVisitor,
    EdgeVisitor,
    EventSearchVisitor,
    EventVisitor,
    OriginVisitor,
    SearchVisitor,
    SweepVisitor,
    among,
    distinct,
)
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.slot_allocation import widest
from game.verify.system.elements import Transition
from game.verify.system.space import Progress

SORTED = 50
"""To sort a state, or to look for it, takes as long as so many instructions."""

__all__ = ["TooWide", "Vectorised", "explore"]


def explore(reduced: Reduced, start: int, progress: Progress = lambda states: True) -> Vectorised:
    """All states that can be reached; `start` is the memory with which the story begins.

    `progress` is told now and then how many states there are so far. Raises SearchStopped once it says False, and
    TooWide when a state has more than 64 bits, before anything is searched, or a condition reckons with numbers beyond
    2^62.
    """
    if widest(reduced) > WORD_BITS:
        raise TooWide
    return Vectorised(reduced, Packing(reduced, start, share=True), progress).explored()


class _WayOn:
    """A transition as functions of arrays."""

    def __init__(self, arrays: Arrays, transition: Transition) -> None:
        self.holds = arrays.all_of(transition.guards) if transition.guards else None
        self.flow = ArrayFlow(arrays, transition.effect)

    def open(self, states: StateArray) -> Truths:
        """In which of the states, of shape (n,), it is open: truths of shape (n,)."""
        return np.ones(len(states), np.bool_) if self.holds is None else self.holds(states)


class Vectorised(Levels):
    """A `Space` in arrays."""

    WORK, CALL = 20_000_000, 1_000

    def __init__(self, reduced: Reduced, packing: Packing, progress: Progress) -> None:
        self._arrays = Arrays(packing)
        self._transitions: dict[int, tuple[_WayOn, ...]] = {}
        self._runs: list[list[StateArray]] = [[] for _ in packing.reduced.locations]
        self._searching = SearchVisitor()
        self._found = 0
        self._numbers: dict[int, list[tuple[int, StateArray]]] = {}
        for location in range(len(packing.reduced.locations)):
            self._transitions_at(location, packing)  # whatever is too wide is noticed now
        super().__init__(reduced, packing, progress)

    def _transitions_at(self, location: int, packing: Packing | None = None) -> tuple[_WayOn, ...]:
        transitions = self._transitions.get(location)
        if transitions is None:
            here = (packing or self.packing).reduced.locations[location]
            made = (
                tuple(_WayOn(self._arrays, transition) for transition in here.transitions) if here is not None else ()
            )
            transitions = self._transitions[location] = made
        return transitions

    # The search

    def _beginning(self) -> StateArray:
        state = np.array([self.packing.start >> self.packing.location_bits], np.uint64)
        self._runs[0].append(state)
        self._found = 1
        return state

    def _search(self, location: int, states: StateArray, batch: int) -> None:
        searching = self._searching
        for transition in self._transitions_at(location):
            some = states if transition.holds is None else states[transition.holds(states)]
            if len(some):
                transition.flow(some, None, searching)
        searching.settle_all(self._arrays)

    def _new(self) -> Iterator[tuple[int, StateArray]]:
        found = self._searching.taken()
        for location in sorted(found):
            new = self._entered(location, found.pop(location))
            self._found += len(new)
            if len(new):
                yield location, new

    def _entered(self, location: int, pieces: list[StateArray]) -> StateArray:
        """Those of the states that are new, sorted; they are known now."""
        new: StateArray = distinct(np.concatenate(pieces))
        self._go_on(len(new) * SORTED)
        runs = self._runs[location]
        for run in runs:
            new = self._not_in(run, new)
            if not len(new):
                return new
        merged = new
        while runs and len(runs[-1]) <= 2 * len(merged):
            merged = np.concatenate((runs.pop(), merged))
            merged.sort(kind="stable")  # two sorted runs: they are merged
            self._go_on(len(merged))
        runs.append(merged)
        return new

    def _not_in(self, run: StateArray, states: StateArray) -> StateArray:
        """Those of the sorted states that are not in the run."""
        if len(states) <= MANY_STATES:
            return states[~among(states, run)]
        left = []
        for start in range(0, len(states), MANY_STATES):
            some = states[start : start + MANY_STATES]
            left.append(some[~among(some, run)])
            self._go_on(len(some) * SORTED)
        return np.concatenate(left)

    def _so_far(self) -> int:
        return self._found

    def _count(self, location: int) -> int:
        return sum(map(len, self._runs[location]))

    def _all(self, location: int) -> StateArray:
        """All states of a location, sorted."""
        runs = self._runs[location]
        if len(runs) > 1:
            merged = np.concatenate(runs)
            merged.sort(kind="stable")
            runs[:] = [merged]
        return runs[0] if runs else np.empty(0, np.uint64)

    # What happens

    def _happening(self, location: int, batches: Sequence[StateArray]) -> tuple[set[int], set[tuple[int, str, Event]]]:
        opened: set[int] = set()
        events: dict[tuple[int, str, Event], None] = {}
        every = {index: self._possible(location, index) for index in range(len(self._transitions_at(location)))}
        for states in (some for batch in batches for some in self._portions(location, batch)):
            for index, possible in list(every.items()):
                transition, hearing = self._transitions_at(location)[index], EventVisitor()
                some = states[transition.open(states)]
                if len(some):
                    opened.add(index)
                    if possible:
                        transition.flow(some, None, hearing)
                        events.update(dict.fromkeys((index, *event) for event in hearing.heard))
                        possible.difference_update(hearing.heard)
                    if not possible:
                        del every[index]
            self._looked_at(location, len(states))
            if not every:
                break
        return opened, set(events)

    def _possible(self, location: int, index: int) -> set[tuple[str, Event]]:
        here = self.locations[location]
        assert here is not None  # noqa: S101 - there are states
        return {(type(event).__name__, event) for event in self.packing.emitted_on(here.transitions[index].effect)}

    def _finder(self, location: int, wanted: SoughtAt) -> Callable[[StateArray], SearchRecord | None]:
        holds = self._arrays.all_of(wanted.conditions) if wanted.conditions else None
        transitions = self._transitions_at(location)

        def find(states: StateArray) -> SearchRecord | None:
            fit = np.ones(len(states), np.bool_) if wanted.among is None else among(states, wanted.among)
            if holds is not None:
                fit &= holds(states)
            rows = np.flatnonzero(fit)
            if not len(rows):
                return None
            if wanted.transitions is None:
                return states[rows[0]], -1
            for index in wanted.transitions:
                some = rows[transitions[index].open(states[rows])]
                if len(some) and wanted.event is not None:
                    hearing = EventSearchVisitor(wanted.event)
                    transitions[index].flow(states[some], some, hearing)
                    some = hearing.rows
                if len(some):
                    return states[some[0]], index
            return None

        return find

    def _before(self, location: int, state: int) -> tuple[int, np.uint64, int] | None:
        word = np.uint64(state)
        known = self._number_of(location, word)
        level = self.batches[known].level
        sources = self._sources[location]
        for number in range(known - 1, -1, -1):
            batch = self.batches[number]
            if batch.level < level - 1:
                break
            if batch.location in sources and batch.level == level - (not self._passing[batch.location]):
                for index, transition in enumerate(self._transitions_at(batch.location)):
                    rows = np.flatnonzero(transition.open(batch.states))
                    if len(rows):
                        origin = OriginVisitor(location, word)
                        transition.flow(batch.states[rows], rows, origin)
                        if origin.row >= 0:
                            return number, batch.states[origin.row], index
        return None

    def _number_of(self, location: int, state: np.uint64) -> int:
        """The batch in which a state is."""
        for number, batch in self._numbered(location):
            place = batch.searchsorted(state)
            if place < len(batch) and batch[place] == state:
                return number
        raise KeyError(state)

    def _numbered(self, location: int) -> list[tuple[int, StateArray]]:
        if not self._numbers:
            for number, batch in enumerate(self.batches):
                self._numbers.setdefault(batch.location, []).append((number, batch.states))
        return self._numbers[location]

    # From where no ending can be reached

    @cached_property
    def _bad(self) -> list[StateArray]:
        """By location, the states that are not known to lead to an ending, sorted."""
        none = np.empty(0, np.uint64)
        return [none if over else self._all(location) for location, over in enumerate(self._is_ending)]

    def _lost_among(self, location: int) -> StateArray:
        return self._bad[location]

    def _sweep(self, location: int) -> bool:
        states = self._bad[location]
        sweeping = SweepVisitor(self._bad)
        left = [some[self._swept(location, some, sweeping)] for some in self._portions(location, states)]
        if sum(map(len, left)) == len(states):
            return False
        self._bad[location] = np.concatenate(left)
        return True

    def _swept(self, location: int, states: StateArray, sweeping: SweepVisitor) -> Numbers:
        """The rows of the states that lead to none that is known to lead to an ending."""
        sweeping.begin(len(states))
        rows = np.arange(len(states))
        for transition in self._transitions_at(location):
            some = rows if transition.holds is None else rows[transition.holds(states[rows])]
            if len(some):
                transition.flow(states[some], some, sweeping)
                rows = rows[~sweeping.good[rows]]
                if not len(rows):
                    break
        self._looked_at(location, len(states))
        return rows

    def _sweep_batches(self, batches: Sequence[Batch]) -> None:
        sweeping = BatchSweepVisitor(self._bad)
        for location, _, states in batches:
            if len(self._bad[location]):
                some = sweeping.left(location, states)
                if len(some):
                    rows = self._swept(location, some, sweeping)
                    sweeping.save(location, some, rows)
        for location, saved in sweeping.saved.items():
            self._bad[location] = self._bad[location][~saved]

    def _sweep_backward(self, locations: Sequence[int]) -> None:
        for location, left in self._going_round(locations, self._bad).items():
            self._bad[location] = left

    def _staying(self, locations: Sequence[int]) -> dict[int, StateArray]:
        here, none = set(locations), np.empty(0, np.uint64)
        some = [self._all(location) if location in here else none for location in range(len(self.locations))]
        return self._going_round(locations, some)

    def _going_round(self, locations: Sequence[int], bad: Sequence[StateArray]) -> dict[int, StateArray]:
        """By location, those of the bad states from which all transitions lead to bad states only, however far one
        goes.
        """
        firsts, count = {}, 0
        for location in locations:
            firsts[location] = count
            count += len(bad[location])
        edges = EdgeVisitor(bad, firsts)
        for location in locations:
            first = firsts[location]
            for some in self._portions(location, bad[location]):
                for transition in self._transitions_at(location):
                    rows = np.flatnonzero(transition.open(some))
                    if len(rows):
                        transition.flow(some[rows], rows + first, edges)
                first += len(some)
                self._looked_at(location, len(some))
        good = self._backward(count, edges)
        return {
            location: bad[location][~good[first : first + len(bad[location])]] for location, first in firsts.items()
        }

    def _backward(self, count: int, edges: EdgeVisitor) -> Truths:
        """By number, whether a state is saved or can come to one that is."""
        to, by = (np.concatenate([np.empty(0, np.int64), *arrays]) for arrays in (edges.to, edges.by))
        self._go_on(len(to) * SORTED)
        order = to.argsort(kind="stable")
        by = by[order]
        firsts = to[order].searchsorted(np.arange(count + 1))
        good = np.zeros(count, np.bool_)
        now = np.unique(np.concatenate([np.empty(0, np.int64), *edges.saved]))
        while len(now):
            good[now] = True
            lengths = firsts[now + 1] - firsts[now]
            places = np.repeat(firsts[now] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
            before = by[places]
            now = np.unique(before[~good[before]])
            self._go_on((len(before) + self.CALL) * SORTED)
        return good

    def _closed(self, location: int) -> bool:
        left = self._bad[location]
        for transition in self._transitions_at(location):
            if not len(left):
                return False
            left = left[~transition.open(left)]
        return bool(len(left))

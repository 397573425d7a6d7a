"""All states of a story as nodes of a graph, with what happens on each edge: who plays is left open.

A node is a state of a reduced system and how many hints were asked for on the luck of now (see `player_model`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from game.verify.odds.player_model import hints_after
from game.verify.odds.vector_conditions import TruthVector
from game.verify.odds.vector_steps import VectorSteps
from game.verify.system.elements import Location
from game.verify.system.space import Progress

_MARKED = 20
"""So many truths are put into a mark before the marks are numbered anew."""


class BranchKey(NamedTuple):
    """What the chances at a node hang on, whoever plays.

    At a question its `location`, the hints on this luck and the transitions that are `open`; elsewhere the location is
    -1, and only how many are open (`ways`) matters. `first` is the index of the chance of the first open one.
    """

    location: int
    hints_on_luck: int
    open: tuple[int, ...]
    ways: int
    first: int


@dataclass(frozen=True, eq=False)
class StateGraph:
    """The states of a story. Node 0 is the beginning.

    `location` and `state` (its packed variables) are those of each node, shape (nodes,). The edges of node `n` are
    those from `first_edge[n]` to before `first_edge[n + 1]`. Each has a `target` (a node), a `branch` (the index of its
    chance, see `BranchKey`), and `events`, an index in `happenings`: the bits of what happens on it. `branches` has a
    key for each kind of choice, and there are so many `chances` in all. `unexplored` are the numbers of the nodes whose
    edges are not known.
    """

    location: npt.NDArray[np.int64]
    state: npt.NDArray[Any]
    first_edge: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    branch: npt.NDArray[np.int64]
    events: npt.NDArray[np.int64]
    branches: tuple[BranchKey, ...]
    chances: int
    happenings: tuple[int, ...]
    unexplored: npt.NDArray[np.int64]

    @property
    def nodes(self) -> int:
        """How many there are."""
        return len(self.location)

    @property
    def source(self) -> npt.NDArray[np.int64]:
        """The node of each edge."""
        return np.repeat(np.arange(self.nodes), np.diff(self.first_edge))


def explored(steps: VectorSteps, arriving: dict[int, int], most: int, progress: Progress) -> StateGraph:
    """The graph of all states that can be reached. `arriving`: bits of what happens by coming to a location.

    After `most` nodes no further edges are followed, nor once `progress`, which is told how many there are, says so.
    """
    return _Exploring(steps, arriving).explored(most, progress)


class _Exploring:
    def __init__(self, steps: VectorSteps, arriving: dict[int, int]) -> None:
        self.steps, self.arriving = steps, arriving
        self.locations = steps.reduced.locations
        self.numbers: dict[tuple[int, int], dict[int, int]] = {}
        self.location = array("q")
        self.edges = tuple(array("q") for _ in range(4))
        self.branches: dict[tuple[int, int, tuple[int, ...], int], BranchKey] = {}
        self.chances = 0
        self.happenings: dict[int, int] = {}
        self.waiting: dict[tuple[int, int], list[int]] = {}

    def explored(self, most: int, progress: Progress) -> StateGraph:
        self._node(0, 0, self.steps.start)
        going = True
        while self.waiting and going:
            level, self.waiting = self.waiting, {}
            for (location, hints), states in level.items():
                going = going and len(self.location) < most and progress(len(self.location))
                if going:
                    self._expand(location, hints, states)
                else:
                    self.waiting.setdefault((location, hints), []).extend(states)
        left = [self.numbers[group][state] for group, states in self.waiting.items() for state in states
                if self._goes_on(group[0])]  # fmt: skip
        source, target, branch, events = (np.frombuffer(edges, np.int64) if edges else np.zeros(0, np.int64)
                                          for edges in self.edges)  # fmt: skip
        order = np.argsort(source, kind="stable")
        counts = np.bincount(source, minlength=len(self.location))
        packed = np.empty(len(self.location), self.steps.dtype)
        for known in self.numbers.values():
            packed[list(known.values())] = list(known)
        first_edge = np.concatenate(([0], np.cumsum(counts)))
        return StateGraph(
            np.array(self.location, np.int64), packed, first_edge, target[order], branch[order], events[order],
            tuple(self.branches.values()), self.chances, tuple(self.happenings), np.array(left, np.int64),
        )  # fmt: skip

    def _goes_on(self, location: int) -> bool:
        here = self.locations[location]
        return here is not None and here.key.kind not in ("ending", "endless")

    def _node(self, location: int, hints: int, state: int) -> int:
        """The number of a node; a new one waits to be looked at."""
        group = location, hints
        known = self.numbers.setdefault(group, {})
        number = known.get(state)
        if number is None:
            number = known[state] = len(self.location)
            self.location.append(location)
            self.waiting.setdefault(group, []).append(state)
        return number

    def _expand(self, location: int, hints: int, states: list[int]) -> None:
        if not self._goes_on(location):
            return
        here = self.locations[location]
        assert here is not None  # noqa: S101 - it goes on from there
        steps, known = self.steps, self.numbers[location, hints]
        packed = np.array(states, steps.dtype)
        numbers = np.array([known[state] for state in states], np.int64)
        open_ = steps.open(location, packed)
        first, rank = self._branches(location, hints, here, open_)
        for transition, truths in enumerate(open_):
            some = np.flatnonzero(truths)
            if not len(some):
                continue
            after = hints_after(here, transition, hints)
            for arrivals in steps.after(location, transition, packed[some], some):
                group = arrivals.location, after if arrivals.location == location else 0
                ids = self.numbers.setdefault(group, {})
                targets = []
                for state in arrivals.states.tolist():
                    number = ids.get(state)
                    targets.append(self._node(*group, state) if number is None else number)
                happened = arrivals.events | self.arriving.get(arrivals.location, 0)
                happening = self.happenings.setdefault(happened, len(self.happenings))
                sources = arrivals.sources
                self.edges[0].frombytes(numbers[sources].tobytes())
                self.edges[1].extend(targets)
                self.edges[2].frombytes((first[sources] + rank[transition][sources]).tobytes())
                self.edges[3].extend([happening] * len(targets))

    def _branches(
        self, location: int, hints: int, here: Location, open_: list[TruthVector]
    ) -> tuple[npt.NDArray[np.int64], list[Any]]:
        """For each state the index of its first chance; for each transition how many open ones stand before it."""
        counts = np.zeros(len(open_[0]) if open_ else 0, np.int64)
        rank = []
        for truths in open_:
            rank.append(counts.copy())
            counts += truths
        first = np.zeros(len(counts), np.int64)
        if here.key.kind != "question":
            for ways in np.unique(counts).tolist():
                first[counts == ways] = self._first(-1, 0, (), ways)
            return first, [np.zeros_like(counts) for _ in rank]
        for pattern, some in patterns(open_):
            first[some] = self._first(location, hints, pattern, len(pattern))
        return first, rank

    def _first(self, location: int, hints: int, pattern: tuple[int, ...], ways: int) -> int:
        key = location, hints, pattern, ways
        if key not in self.branches:
            self.branches[key] = BranchKey(*key, self.chances)
            self.chances += max(len(pattern), 1)
        return self.branches[key].first


def patterns(open_: list[TruthVector]) -> Iterable[tuple[tuple[int, ...], npt.NDArray[np.intp]]]:
    """The sets of transitions that are open in some state, each with the indices of those states."""
    marks = np.zeros(len(open_[0]), np.int64)
    for number, truths in enumerate(open_):
        if number % _MARKED == 0 and number:  # no more bits are free: number the sets that there are so far
            marks = np.unique(marks, return_inverse=True)[1].reshape(-1)
        marks = marks << 1 | truths
    if len(marks) and (marks == marks[0]).all():
        yield tuple(number for number, truths in enumerate(open_) if truths[0]), np.arange(len(marks))
        return
    _, firsts, inverse = np.unique(marks, return_index=True, return_inverse=True)
    for index, first in enumerate(firsts.tolist()):
        yield tuple(number for number, truths in enumerate(open_) if truths[first]), np.flatnonzero(inverse == index)

"""Plays that show what can happen in a story that is too large to look at every state: they are looked for.

First by slices (`game.verify.abstract.trace_partitioning`): what never happens need not be looked for, and some
transitions there turn out to be plays. For the rest the states that are nearest to it are looked at first, as far as
the last slice shows how near a state is (abstractions as estimates: S. Edelkamp, "Planning with pattern databases",
2001); in turn with them, the oldest that wait. So a wrong estimate costs time only.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from game.verify.abstract.concrete_executions import ConcreteExecutions, ConcreteMove, ConcreteState
from game.verify.abstract.control_flow_graph import Happening, control_flow_graph
from game.verify.abstract.trace_partitioning import ROUNDS, Decided, SoughtHappening, happening, partitioning_of
from game.verify.abstract.value_analysis import AnalysisContext
from game.verify.reductions.reduction import Reduced
from game.verify.search.relaxed_reachability import relaxed_plan
from game.verify.system.space import PathStep, Progress, SearchStopped

MOST_STATES = 20_000
"""States that are looked at for one event."""
_FEW_STATES, FEW_ROUNDS = 2_000, 2
"""States, and rounds of slices, before more is tried for anything."""
_AN_OLD_ONE_EVERY = 8
_REPORTED_EVERY = 500


class _Link(NamedTuple):
    """How a state came about."""

    before: _Link | None
    move: ConcreteMove


def best_first_search(
    whole: Reduced, start: int, wanted: Iterable[SoughtHappening], progress: Progress = lambda states: True,
    most: int = MOST_STATES,
) -> Decided:  # fmt: skip
    """What can be found out about these events and transitions until `progress` says to stop.

    `start` is the memory with which the story begins. `most`: so many states are looked at for each event. The plays
    are as short as was easily found: no move can be left out of them. What is not in the result may be so or not:
    nothing is raised.
    """
    some = frozenset(wanted)
    try:
        seeking = BestFirstSearch(whole, start, some, progress)
    except SearchStopped:
        return Decided(frozenset(), {})
    seeking.seek(some, most)
    return seeking.settled(some)


def shortened_path(
    whole: Reduced, start: int, event: Happening, path: Iterable[tuple[int, int]],
    progress: Progress = lambda states: True,
) -> tuple[PathStep, ...]:  # fmt: skip
    """The steps of a play in which the event happens, without those that are not needed for it.

    `start` is the memory with which the story begins; `path` has the locations from there on, with the numbers of
    transitions, and the event must happen on it. When `progress` says to stop, it stays as short as it is then. The
    algorithm is that of `ConcreteExecutions.shortened`.
    """
    flat = control_flow_graph(whole, start, [event])
    moves = []
    for location, transition in path:
        node = flat.nodes[location]
        assert node is not None  # noqa: S101 - the path leads through it
        moves.append(
            ConcreteMove(
                location, next(index for index, edge in enumerate(node.edges) if edge.transition == transition)
            )
        )
    return ConcreteExecutions(flat, [event]).shortened(moves, event, progress)


class BestFirstSearch:
    """Looks for events and ways of a story, by slices and by plays. Making one raises SearchStopped.

    Whatever it does then ends early, and raises nothing, when `progress`, which can be set anew each time, says to
    stop.
    """

    def __init__(self, whole: Reduced, start: int, wanted: Iterable[SoughtHappening], progress: Progress) -> None:
        some = frozenset(wanted)
        self.slices = partitioning_of(whole, start, some, progress)
        self._left = {happening(sought) for sought in some}
        self._plays = ConcreteExecutions(self.slices.flat, self._left)
        self._found: dict[Happening, tuple[PathStep, ...]] = {}

    def seek(self, wanted: Iterable[SoughtHappening], most: int, progress: Progress | None = None) -> None:
        """Find out about these by slices, and by looking at so many states for each; `settled` says what was found.

        They are among those wanted from the start: of others nothing is found. `progress` None: the one before is
        asked.
        """
        some = frozenset(map(happening, wanted))
        with self._until(progress):
            # What is near in either way is settled first.
            for rounds, states in ((FEW_ROUNDS, min(_FEW_STATES, most)), (ROUNDS, most)):
                self.slices.settle(some & self._left, rounds)
                self._seek_all(some, states)

    def look(self, wanted: Iterable[SoughtHappening], rounds: int = ROUNDS, progress: Progress | None = None) -> None:
        """Find out about these as `seek` does, but by slices alone, which takes less, with so many rounds for each."""
        with self._until(progress):
            self.slices.settle(frozenset(map(happening, wanted)) & self._left, rounds)
            self._note()

    def settled(self, wanted: Iterable[SoughtHappening]) -> Decided:
        """What is known of these so far; what is not in the result may be so or not."""
        some = frozenset(wanted)
        never = frozenset(sought for sought in some if happening(sought) in self.slices.never)
        return Decided(
            never, {sought: self._found[happening(sought)] for sought in some if happening(sought) in self._found}
        )

    @contextmanager
    def _until(self, progress: Progress | None) -> Iterator[None]:
        self.slices.progress = progress or self.slices.progress
        with suppress(SearchStopped):
            yield

    def _note(self) -> None:
        """What the slices have found."""
        self._left -= self.slices.never
        for event, edges in self.slices.plays.items():
            if event in self._left:
                self._show(event, [ConcreteMove(node, edge) for node, edge in edges])

    def _seek_all(self, some: frozenset[Happening], most: int) -> None:
        """Look for each of these that is left, through so many states at most."""
        self._note()
        following = self._plays.beginning()
        for event in sorted(following.happened.keys() & self._left, key=str):
            self._show(event, [])
        if following.state is None:  # every play is over before anybody chooses
            self.slices.never |= self._left
            self._left.clear()
            return
        for event in sorted(some, key=str):
            if event in self._left:
                if not self.slices.progress(0):
                    raise SearchStopped
                self._seek(event, following.state, most)

    def _show(self, event: Happening, moves: list[ConcreteMove]) -> None:
        self._found[event] = self._plays.shortened(moves, event)
        self._left.discard(event)

    def _seek(self, event: Happening, start: ConcreteState, most: int) -> None:
        """Look for one event; whatever else happens on the way is found, too."""
        partition, away = self.slices.distances(event)
        seen = {start}
        plan = relaxed_plan(self.slices.tracks, event)
        nearest: list[tuple[tuple[int, int, int], int, int, ConcreteState, _Link | None]] = [
            ((0, 0, 0), 0, 0, start, None)
        ]
        oldest: deque[tuple[ConcreteState, _Link | None]] = deque([(start, None)])
        done: set[ConcreteState] = set()
        turn = 0
        while nearest or oldest:
            if len(done) >= most:
                return
            turn += 1
            if oldest and turn % _AN_OLD_ONE_EVERY == 0:
                state, link = oldest.popleft()
            elif nearest:
                _, _, _, state, link = heapq.heappop(nearest)
            else:
                state, link = oldest.popleft()
            if state in done:
                continue
            done.add(state)
            if len(done) % _REPORTED_EVERY == 0 and not self.slices.progress(len(done)):
                raise SearchStopped
            for move in self._plays.open_moves(state):
                following = self._plays.after(state, move)
                behind = _Link(link, move)
                for met in following.happened:
                    if met in self._left:
                        self._show(met, _moves(behind))
                if event not in self._left:
                    return
                to = following.state
                if to is not None and to not in seen:
                    seen.add(to)
                    far = away.get(AnalysisContext(to.node, partition.mark(to.memory)))
                    if far is not None:
                        heapq.heappush(nearest, (plan.far(to), far, len(seen), to, behind))
                        oldest.append((to, behind))
        # All states from which it could happen were looked at.
        self.slices.never.add(event)
        self._left.discard(event)


def _moves(link: _Link | None) -> list[ConcreteMove]:
    moves = []
    while link is not None:
        moves.append(link.move)
        link = link.before
    return moves[::-1]

"""Plays that show what can happen in a story that is too large to look at every state: they are looked for.

First by slices (`game.verify.slices`): what never happens need not be looked for, and some ways there turn out to be
plays. For the rest the states that are nearest to it are looked at first, as far as the last slice shows how near a
state is (abstractions as estimates: S. Edelkamp, "Planning with pattern databases", 2001); in turn with them, the
oldest that wait. So a wrong estimate costs time only.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from game.verify.flat import Happening, flattened
from game.verify.plays import Move, Plays, State
from game.verify.reduction import Reduced
from game.verify.slices import Settled, Slices, Wanted, happening, slices_of, with_ways
from game.verify.space import Progress, Step, Stopped
from game.verify.values import Context

MOST_STATES = 50_000
"""States that are looked at for one event."""
_AN_OLD_ONE_EVERY = 8
_REPORTED_EVERY = 500


class _Link(NamedTuple):
    """How a state came about."""

    before: _Link | None
    move: Move


def seek(
    whole: Reduced, start: int, wanted: Iterable[Wanted], progress: Progress = lambda states: True,
    most: int = MOST_STATES,
) -> Settled:  # fmt: skip
    """What can be found out about these events and ways until `progress` says to stop.

    The plays are as short as was easily found: no move can be left out of them. `most`: so many states are looked at
    for each event.
    """
    some = frozenset(wanted)
    try:
        slices = slices_of(whole, start, some, progress)
    except Stopped:
        return Settled(frozenset(), {})
    slices.settle(happening(one) for one in some)
    seeking = _Seeking(slices, frozenset(happening(one) for one in some), progress, most)
    with suppress(Stopped):
        seeking.seek()
    never = frozenset(one for one in some if happening(one) in slices.never)
    return Settled(never, {one: seeking.found[happening(one)] for one in some if happening(one) in seeking.found})


def shortened(
    whole: Reduced, start: int, plays: Mapping[Wanted, Iterable[Step]], progress: Progress = lambda states: True
) -> dict[Wanted, tuple[Step, ...]]:
    """Plays that show something, by what they show, each without the moves that are not needed for it.

    When `progress` says to stop, the rest is left as it is.
    """
    flat = with_ways(flattened(whole, start, [one for one in plays if not isinstance(one, Step)]), plays.keys())
    made = {one: tuple(path) for one, path in plays.items()}
    for count, (one, path) in enumerate(made.items()):
        if not progress(count):
            break
        numbers = [{edge.way: index for index, edge in enumerate(node.edges)} if node is not None else {}
                   for node in (flat.nodes[step.location] for step in path)]  # fmt: skip
        moves = [Move(step.location, number[step.way]) for step, number in zip(path, numbers, strict=True)]
        made[one] = Plays(flat, [happening(one)]).shortened(moves, happening(one))
    return made


class _Seeking:
    def __init__(self, slices: Slices, events: frozenset[Happening], progress: Progress, most: int) -> None:
        self.slices, self.progress, self.most = slices, progress, most
        self.left = set(events - slices.never)
        self.plays = Plays(slices.flat, self.left)
        self.found: dict[Happening, tuple[Step, ...]] = {}
        for event, edges in slices.plays.items():
            if event in self.left:
                self._show(event, [Move(node, edge) for node, edge in edges])

    def seek(self) -> None:
        """Look for everything that is left."""
        following = self.plays.beginning()
        for event in sorted(following.happened.keys() & self.left, key=str):
            self._show(event, [])
        if following.state is None:
            return
        for event in sorted(self.left, key=str):
            if event in self.left:
                self._seek(event, following.state)

    def _show(self, event: Happening, moves: list[Move]) -> None:
        self.found[event] = self.plays.shortened(moves, event)
        self.left.discard(event)

    def _seek(self, event: Happening, start: State) -> None:
        """Look for one event; whatever else happens on the way is found, too."""
        partition, away = self.slices.distances(event)
        seen = {start}
        nearest: list[tuple[int, int, State, _Link | None]] = [(0, 0, start, None)]
        oldest: deque[tuple[State, _Link | None]] = deque([(start, None)])
        done: set[State] = set()
        turn = 0
        while nearest or oldest:
            if len(done) >= self.most:
                return
            turn += 1
            if oldest and turn % _AN_OLD_ONE_EVERY == 0:
                state, link = oldest.popleft()
            elif nearest:
                _, _, state, link = heapq.heappop(nearest)
            else:
                state, link = oldest.popleft()
            if state in done:
                continue
            done.add(state)
            if len(done) % _REPORTED_EVERY == 0 and not self.progress(len(done)):
                raise Stopped
            for move in self.plays.open_moves(state):
                following = self.plays.after(state, move)
                behind = _Link(link, move)
                for one in following.happened:
                    if one in self.left:
                        self._show(one, _moves(behind))
                if event not in self.left:
                    return
                to = following.state
                if to is not None and to not in seen:
                    seen.add(to)
                    far = away.get(Context(to.node, partition.mark(to.memory)))
                    if far is not None:
                        heapq.heappush(nearest, (far, len(seen), to, behind))
                        oldest.append((to, behind))
        # All states from which it could happen were looked at.
        if not self.plays.is_cut_short:
            self.slices.never.add(event)
            self.left.discard(event)


def _moves(link: _Link | None) -> list[Move]:
    moves = []
    while link is not None:
        moves.append(link.move)
        link = link.before
    return moves[::-1]

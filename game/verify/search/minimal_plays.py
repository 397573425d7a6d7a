"""Plays without needless moves: whatever can be left out of one is left out, and then it is tried to show that there is
no shorter one at all.

First come rounds between two times at the very same state; then moves are left out many at a time, and then fewer (A.
Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input", 2002); then every block of moves that follow
each other is tried, until none can be left out: of one move, of two, up to all of them. After a block was left out what
cannot be done any more is passed over. A play that comes out of that is *minimal*. Then one other move is tried in the
place of some, and again what can be left out. There may still be a shorter play that does something else:
`shortest_play` looks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from game.verify.abstract.control_flow_graph import Happening
from game.verify.search.move_distances import UNKNOWN_DISTANCES, MoveDistances
from game.verify.search.play_replay import PlayMove, PlayReplay, ReplayedPlay, ReplayState, flat
from game.verify.system.space import Progress

MOST_REPLAYED = 5_000_000
"""So much of `PlayReplay.work` is done to leave moves out of one play, at most."""
MOST_SEARCHED = 200_000
"""The same to show that no play is shorter than one: 20,000 transitions."""
_LONG = 60
"""Moves of a play beyond which it is not worth while to search more than that: too much is as short."""
_REPLACED = (21, 13, 8, 5, 3, 2)
"""So many moves are replaced by one other move, if that is enough."""


class MinimalPlay(NamedTuple):
    """A play, by what is done and drawn in it.

    `is_minimal`: no move and no block of moves can be left out of it, not even with what cannot be done without them.
    `is_shortest`: no play has fewer moves.
    """

    play: tuple[PlayMove, ...]
    is_minimal: bool
    is_shortest: bool


def minimal_play(
    replay: PlayReplay, play: Sequence[PlayMove], sought: Happening,
    distances: Callable[[int], MoveDistances] = lambda length: UNKNOWN_DISTANCES,
    most: int = MOST_REPLAYED, searched: int = MOST_SEARCHED, progress: Progress = lambda work: True,
) -> MinimalPlay | None:  # fmt: skip
    """A play without needless moves, in which the event happens as it does in this one. None: it does not.

    So much of `PlayReplay.work` may be done to leave moves out (`most`), and to look for a shorter play (`searched`).
    `progress` is told how much was done; where it says to stop, moves are still left out, and nothing else is tried.
    `distances` says how far it is to what is sought, for a play of so many moves.
    """
    shown = replay.replayed(play, sought)
    if shown is None:
        return None
    leaving_out = _LeavingOut(replay, shown, sought, most, progress)
    leaving_out.leave_out()
    left = leaving_out.left
    length = len(left.moves)
    searched = searched if length <= _LONG else min(searched, MOST_SEARCHED)
    shortest = shortest_play(replay, sought, length, distances(length), searched, progress)
    if shortest is None:
        return MinimalPlay(left.play, leaving_out.is_minimal, is_shortest=False)
    # Nothing can be left out of a shortest play: there would be a shorter one.
    return MinimalPlay(shortest if shortest != _NONE_SHORTER else left.play, is_minimal=True, is_shortest=True)


class _Spent(Exception):
    """So much was tried as may be."""


class _LeavingOut:
    def __init__(
        self, replay: PlayReplay, shown: ReplayedPlay, sought: Happening, most: int, progress: Progress
    ) -> None:
        self._replay, self._sought = replay, sought
        self._until, self._begun, self._progress = replay.work + most, replay.work, progress
        self.left, self.is_minimal = shown, False

    def leave_out(self) -> None:
        """Leave out what can be."""
        try:
            self._without_rounds()
            self._without_many()
            self._without_any()
            while self._goes_on() and self._with_others():
                self._without_any()
        except _Spent:
            pass

    def _without_rounds(self) -> None:
        """Where a play comes to a state in which it was before, it went round in vain."""
        last = {made.before: position for position, made in enumerate(self.left.moves)}
        position, kept = 0, []
        while position < len(self.left.moves):
            position = last[self.left.moves[position].before]
            kept.append(self.left.moves[position])
            position += 1
        self.left = self.left._replace(moves=tuple(kept))

    def _without_many(self) -> None:
        """Halves, quarters, and so on, each once from the beginning to the end."""
        size = len(self.left.moves) // 2
        while size > 1:
            position = 0
            while position < len(self.left.moves):
                if not self._is_needless(position, size):
                    position += size
            size //= 2

    def _without_any(self) -> None:
        """Every block, the smallest first, from the end; when one can be left out, all are tried anew."""
        size = 1
        while size <= len(self.left.moves):
            if any(self._is_needless(position, size) for position in range(len(self.left.moves) - size, -1, -1)):
                size = 1
            else:
                size += 1
        self.is_minimal = True

    def _with_others(self) -> bool:
        """Instead of a block make one other move, wherever that is enough: whether there was such a block."""
        before = len(self.left.moves)
        position = 0
        while position < len(self.left.moves) - 1:
            if not any(self._is_replaced(position, size) for size in _REPLACED):
                position += 1
        return len(self.left.moves) < before

    def _is_replaced(self, position: int, size: int) -> bool:
        """Make another move than these, if there is one with which it happens sooner."""
        moves, replay = self.left.moves, self._replay
        if position + size > len(moves):
            return False
        state, made = moves[position].before, moves[position].move
        rest = tuple(flat(moves[position + size :]))
        for other in [replay.move(state.location, number) for number in replay.open_at(state)]:
            if other == made:
                continue
            if not self._goes_on():
                raise _Spent
            found = replay.go_on(state, (other, *rest), self._sought)
            if found is not None and len(found) < len(moves) - position:
                self.left = self.left._replace(moves=(*moves[:position], *found))
                self.is_minimal = False
                self._without_rounds()
                return True
        return False

    def _is_needless(self, position: int, size: int) -> bool:
        """Leave these moves out, if it happens without them."""
        moves = self.left.moves
        if not self._has_room():
            raise _Spent
        before = moves[position].before
        made = self._replay.go_on(before, tuple(flat(moves[position + size :])), self._sought)
        if made is None:
            return False
        self.left = self.left._replace(moves=(*moves[:position], *made))
        self._without_rounds()
        return True

    def _has_room(self) -> bool:
        return self._replay.work < self._until

    def _goes_on(self) -> bool:
        return self._has_room() and self._progress(self._replay.work - self._begun)


_NONE_SHORTER: tuple[PlayMove, ...] = (("none", "shorter"),)
"""Instead of a play: there is none with fewer moves."""


def shortest_play(
    replay: PlayReplay, sought: Happening, length: int, distances: MoveDistances, most: int,
    progress: Progress = lambda work: True,
) -> tuple[PlayMove, ...] | None:  # fmt: skip
    """A shortest play in which the event happens, if it has fewer than `length` moves, or `_NONE_SHORTER`.

    None: neither was found out with so many transitions. States are looked at in the order of the moves to them and of
    those that it takes from there at least, and no state from which it takes too many (A*: P. E. Hart, N. J. Nilsson,
    B. Raphael, "A formal basis for the heuristic determination of minimum cost paths", 1968). The estimate is that of
    `MoveDistances`, which never exceeds the truth, and falls by no more than a move takes: so the first play that is
    found is a shortest one, and where all that is left would be as long, there is none shorter.
    """
    if distances.at_least >= length:
        return _NONE_SHORTER
    searching = _Searching(replay, sought, length, distances, replay.work + most, progress)
    try:
        return searching.found()
    except _Spent:
        return None


class _Link(NamedTuple):
    """How a state came about."""

    before: _Link | None
    move: PlayMove


class _Searching:
    def __init__(
        self, replay: PlayReplay, sought: Happening, length: int, distances: MoveDistances, until: int,
        progress: Progress,
    ) -> None:  # fmt: skip
        self._replay, self._sought, self._length, self._distances = replay, sought, length, distances
        self._until, self._begun, self._progress = until, replay.work, progress
        #: By the moves that it takes in all, at least, and by those that were made: the states that wait.
        self._waiting: list[list[list[tuple[ReplayState, _Link | None]]]] = [
            [[] for _ in range(total + 1)] for total in range(length)
        ]
        self._fewest: dict[ReplayState, int] = {}
        self._done: set[ReplayState] = set()
        self._play = _NONE_SHORTER

    def found(self) -> tuple[PlayMove, ...]:
        self._arrive(self._replay.first, None, 0)
        total = 0
        while total < self._length:  # which becomes less when a play is found
            made = total
            while made >= 0:  # the farthest first; what is added has made as many moves or one more
                if self._waiting[total][made]:
                    state, link = self._waiting[total][made].pop()
                    if state not in self._done:
                        self._done.add(state)
                        self._expand(state, link, made)
                        made = total
                else:
                    made -= 1
            total += 1
        return self._play

    def _expand(self, state: ReplayState, link: _Link | None, made: int) -> None:
        """Look at what follows a state."""
        replay = self._replay
        if replay.work >= self._until or not self._progress(replay.work - self._begun):
            raise _Spent
        moves = made + replay.is_chosen(state.location)
        for number in replay.open_at(state):
            if moves >= self._length:
                return
            after, happened = replay.after(state, number)
            behind = _Link(link, replay.move(state.location, number))
            if self._sought in happened:
                self._show(behind, moves)
            else:
                self._arrive(after, behind, moves)

    def _arrive(self, state: ReplayState, link: _Link | None, made: int) -> None:
        """Let the state wait in which somebody can choose next, if it does not happen on the way there."""
        waiting = self._replay.until_choice(state)
        state = waiting.state
        if self._replay.is_so(self._sought, waiting):
            self._show(link, made)
        elif not waiting.is_over:
            total = made + self._distances.of(state.location)
            if total < self._length and made < self._fewest.get(state, made + 1):
                self._fewest[state] = made
                self._waiting[total][made].append((state, link))

    def _show(self, link: _Link | None, moves: int) -> None:
        """A play in which it happens after so many moves: no longer one is looked for."""
        if moves < self._length:
            self._length, self._play = moves, _moves(link)


def _moves(link: _Link | None) -> tuple[PlayMove, ...]:
    moves = []
    while link is not None:
        moves.append(link.move)
        link = link.before
    return tuple(moves[::-1])

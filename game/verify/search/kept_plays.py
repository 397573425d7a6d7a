"""Plays that are kept by what is done in them, and done again in another system.

A step is the kind and the id of a move, or of what chance draws: they stay the same when a story is edited, and numbers
of locations do not. Plays that begin alike are kept once up to where they part: a tree, whose leaves are their ends.
Nothing is believed of a play. It is done again, step by step, without what is not offered any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from game.verify.reductions.reduction import Reduced
from game.verify.search.checkpoint_archive import Checkpoint
from game.verify.search.led_plays import LedPlay, LedPlays
from game.verify.search.trails import Trail

MOST_KEPT_STEPS = 120_000
"""Steps that are kept of all plays together."""
MOST_SKIPPED = 12
"""Moves that are left out of a play, one behind the other, before it is given up."""
_LONGEST_UNCHOSEN = 2_000
"""Steps that nobody chooses, one behind the other, before a play is given up."""
_REPORTED_EVERY = 500
_MOST_TRIED = 12
"""Moves that are tried to come to where another one is offered."""

KeptMove = tuple[str, str]
"""The kind and the id of a move."""


class KeptPlays(NamedTuple):
    """Plays as a tree: of each step, the step before it (-1: the beginning) and the number of its move in `moves`.

    A step stands behind the one before it.
    """

    moves: tuple[KeptMove, ...] = ()
    steps: tuple[tuple[int, int], ...] = ()


class PlayTree:
    """Brings plays together with those that are `kept`, as long as they have no more than `most` steps in all."""

    def __init__(self, kept: KeptPlays, most: int = MOST_KEPT_STEPS) -> None:
        self._most = most
        self._moves = {move: number for number, move in enumerate(kept.moves)}
        self._steps = {step: number for number, step in enumerate(kept.steps)}

    def add(self, whole: Reduced, path: Iterable[tuple[int, int]]) -> None:
        """Add the play that goes this way through a system, or as much of it as there is room for."""
        at = -1
        for location, number in path:
            here = whole.locations[location]
            assert here is not None  # noqa: S101 - the path leads through it
            transition = here.transitions[number]
            if transition.kind == "enter":
                continue
            step = self.step(at, (transition.kind, transition.id))
            if step is None:
                return
            at = step

    def step(self, before: int, move: KeptMove) -> int | None:
        """The number of the step that does this behind another one (-1: in the beginning). None: there is no room."""
        key = before, self._moves.setdefault(move, len(self._moves))
        if key not in self._steps and len(self._steps) >= self._most:
            return None
        return self._steps.setdefault(key, len(self._steps))

    def kept(self) -> KeptPlays:
        """All plays so far."""
        return KeptPlays(tuple(self._moves), tuple(self._steps))


def play_again(kept: KeptPlays, plays: LedPlays, go_on: Callable[[int], bool] = lambda taken: True) -> KeptPlays:
    """Do the plays again; what happens is noted by `plays`.

    A move that is not offered may be offered after another one, which then is done first. Otherwise it is left out, and
    the play goes on with the next one, unless too many are left out one behind the other. The result are the plays as
    they were done. `go_on` is told how many transitions were taken, and says whether to go on.
    """
    return _Again(kept, plays).played(go_on)


class _Here(NamedTuple):
    """Where a play parts: how one comes there, its step in the new tree, and how many moves were left out before."""

    begun: Checkpoint | None
    step: int
    skipped: int


class _Again:
    def __init__(self, kept: KeptPlays, plays: LedPlays) -> None:
        self.kept, self.plays = kept, plays
        self.tree = PlayTree(KeptPlays())
        self._children: dict[int, list[int]] = {}
        for number, (before, _) in enumerate(kept.steps):
            self._children.setdefault(before, []).append(number)

    def played(self, go_on: Callable[[int], bool]) -> KeptPlays:
        """Do all of them."""
        waiting = [(_Here(None, -1, 0), self._children.get(-1, []))]
        asked = self.plays.taken
        while waiting:
            here, steps = waiting.pop()
            for step in steps:
                there, following = self._followed(here, step)
                if following:
                    waiting.append((there, following))
                if self.plays.taken > asked + _REPORTED_EVERY:
                    asked = self.plays.taken
                    if not go_on(asked):
                        return self.kept
        return self.tree.kept()

    def _followed(self, here: _Here, first: int) -> tuple[_Here, list[int]]:
        """Go on with a step and what follows it, up to where plays part again; nothing follows where they end."""
        at, (_, made, skipped) = self.plays.stand(here.begun), here
        following = [first]
        while len(following) == 1:
            (number,) = following
            move = self.kept.moves[self.kept.steps[number][1]]
            before = self._before(at, move)
            if before is None:
                skipped += 1
                if skipped > MOST_SKIPPED:
                    return here, []
            else:
                skipped = 0
                for transition in before:
                    step = self.tree.step(made, self._take(at, transition))
                    if step is None:
                        return here, []
                    made = step
            following = self._children.get(number, [])
        is_on = _stand_on(self.plays, at)
        return _Here(Checkpoint(at.trail.path(), at.location, at.memory), made, skipped), following if is_on else []

    def _before(self, at: LedPlay, move: KeptMove) -> tuple[int, ...] | None:
        """The numbers of one or two transitions by which a move can be done from where a play is. None: there are none.

        The second is taken from where somebody chooses next.
        """
        if not _stand_on(self.plays, at):
            return None
        open_ = self.plays.open_at(at)
        for number in open_:
            if self._move(at.location, number) == move:
                return (number,)
        for number in open_ if len(open_) <= _MOST_TRIED else ():
            location, memory = self.plays.after(at.location, at.memory, number)
            found = self._offered(location, memory, move)
            if found is not None:
                return number, found
        return None

    def _offered(self, location: int, memory: int, move: KeptMove) -> int | None:
        """The number of the transition for a move where it leads from there without anybody choosing."""
        at = LedPlay(Trail(), location, memory)
        for _ in range(_LONGEST_UNCHOSEN):
            here = self.plays.reduced.locations[at.location]
            assert here is not None  # noqa: S101 - it was led there
            if not here.transitions:
                return None
            if here.transitions[0].kind != "enter":
                if all((each.kind, each.id) != move for each in here.transitions):
                    return None
                open_ = self.plays.openings_at(at.location, at.memory)
                return next((number for number in open_ if self._move(at.location, number) == move), None)
            at.location, at.memory = self.plays.after(at.location, at.memory, 0)
        return None

    def _take(self, at: LedPlay, transition: int) -> KeptMove:
        _stand_on(self.plays, at)
        move = self._move(at.location, transition)
        self.plays.take(at, transition)
        return move

    def _move(self, location: int, number: int) -> KeptMove:
        here = self.plays.reduced.locations[location]
        assert here is not None  # noqa: S101 - a play is there
        transition = here.transitions[number]
        return transition.kind, transition.id


def _stand_on(plays: LedPlays, at: LedPlay) -> bool:
    """Go on to where somebody chooses, or chance draws; False when the play is over or goes on for ever."""
    for _ in range(_LONGEST_UNCHOSEN):
        here = plays.reduced.locations[at.location]
        assert here is not None  # noqa: S101 - the play stands there
        plays.note_place(at)
        if not here.transitions:
            return False
        open_ = plays.open_at(at)
        if not open_:
            plays.note_dead_end(at)
            return False
        if here.transitions[open_[0]].kind != "enter":
            return True
        plays.take(at, open_[0])
    return False

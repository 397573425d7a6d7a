"""What `check` has to say of a pack: each property by its name, with what is so and how short a play can show it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from game.story.model.promised import Promise
from reference.playing import Plays
from reference.promised import AllPlays, breaks

LOST, DEAD_END, ENDLESS = "no way to an ending", "dead end", "endless"


class Expected(NamedTuple):
    """Whether something can happen, and how many things a player has to do for it at least (None: cannot be said).

    `perhaps`: either opinion is right, for docs/proofs.md does not decide it.
    """

    happens: bool
    length: int | None = None
    perhaps: bool = False


class Expectations:
    """What is expected of the verdicts on one story."""

    def __init__(self, plays: Plays) -> None:
        self.plays, self.story = plays, plays.story
        self._statements = [self._statement(promise) for promise in self.story.promises]

    def of(self, key: str) -> Expected:
        """What is expected of the property with this key (see `check --json`)."""
        plays = self.plays
        if key == LOST:
            return self._lost()
        if key == DEAD_END:
            return _of(min((plays.depth[at] for at in plays.dead_ends), default=None))
        if key == ENDLESS:
            return _of(plays.endless)
        if key.startswith("statement "):
            return self._statements[int(key.rpartition(" ")[2])]
        if key.startswith("closed "):
            must, may = key in plays.closed, key in plays.perhaps_closed
            never = key.removeprefix("closed ") not in plays.first  # of what can never be nothing is said
            return Expected(must or may, None, perhaps=never or (may and not must))
        return _of(plays.first.get(key))

    def _lost(self) -> Expected:
        """A turn that is broken off is a situation without a way to an ending, too."""
        plays = self.plays
        lengths = [plays.depth[at] for at in plays.lost]
        if plays.endless is not None:
            lengths.append(plays.endless)
        return _of(min(lengths, default=None))

    def _statement(self, promise: Promise) -> Expected:
        """Whether there is a moment that fulfils a `can`, or breaks any other statement."""
        return _of(breaks(self.every_play, promise))

    @cached_property
    def every_play(self) -> AllPlays:
        """All plays, as promises are judged by them."""
        plays, holds = self.plays, self.plays.turns.conditions.holds
        return AllPlays(
            [at for at, depth in plays.depth.items() if not depth],
            {at: [end for way in ways for end in way.ends] for at, ways in plays.transitions.items()},
            {at for at in plays.depth if plays.ending(at)},
            lambda source, at: bool(holds(source, at.memory, at.node)),
        )

    def reach(self, source: str) -> int | None:
        """How many things a player does at least until this holds; None: it never does."""
        plays = self.plays
        holds = plays.turns.conditions.holds
        return min((depth for at, depth in plays.depth.items() if holds(source, at.memory, at.node)), default=None)


def _of(length: int | None) -> Expected:
    return Expected(length is not None, length)

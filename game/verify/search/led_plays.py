"""Plays that somebody leads, step by step, and that note whatever is new as plays at random do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.story.model.expressions import Expression
from game.verify.search.checkpoint_archive import Checkpoint
from game.verify.search.random_plays import RandomPlays
from game.verify.search.trails import Trail


class LedPlay:
    """Where a play is: its steps so far, the number of the location, and the packed variables there."""

    __slots__ = ("location", "memory", "trail")

    def __init__(self, trail: Trail, location: int, memory: int) -> None:
        self.trail, self.location, self.memory = trail, location, memory


class LedPlays(RandomPlays):
    """Plays at random, and plays that are led from anywhere: `open_at` says what can be done, and `take` does it."""

    def stand(self, begun: Checkpoint | None = None) -> LedPlay:
        """Where a play begins; `begun`: or went on to."""
        begun = begun or Checkpoint((), 0, self.packing.start >> self.bits)
        return LedPlay(Trail(begun.path), begun.location, begun.memory)

    def open_at(self, at: LedPlay) -> list[int]:
        """The numbers of the transitions that are open there."""
        open_ = (self._open[at.location] or self._openings(at.location))(at.memory)
        if open_ & ~self._seen_open[at.location]:
            self._note_open(at.location, open_, at.memory, at.trail)
        return self._numbered(at.location, open_)

    def after(self, location: int, memory: int, transition: int) -> tuple[int, int]:
        """Where a transition leads: the location, and the packed variables there. Nothing is noted of it."""
        there = (self._transitions[location][transition] or self._transition(location, transition))(memory)
        return there[0], there[1]

    def take(self, at: LedPlay, transition: int) -> None:
        """Take a transition, which must be open."""
        location = at.location
        self._tries[location][transition] += 1
        at.trail.steps.append(self._steps[location][transition])
        at.location, at.memory, emitted = (
            self._transitions[location][transition] or self._transition(location, transition)
        )(at.memory)
        self.taken += 1
        if emitted & ~self._seen_events:
            self._note_events(emitted, at.trail)

    def tries(self, location: int) -> Sequence[int]:
        """How often each transition of a location was taken so far, in order."""
        return self._tries[location]

    def test(self, condition: Expression) -> Callable[[int], bool]:
        """A function from packed variables to whether the condition holds."""
        return self._code.test(condition)

    def somewhere(self, away: Sequence[int] = ()) -> LedPlay:
        """Where some play was: at any location with the same chance, as far as it was noted.

        `away`: at one of those where this is least, by location.
        """
        if not self._archived:
            return self.stand()
        if not away:
            return self.stand(self._archive[self.chance.choice(self._archived)])
        return self.stand(
            self._archive[min(self._archived, key=lambda location: (away[location], self.chance.random()))]
        )

"""Plays that somebody leads, step by step, and that note whatever is new as plays at random do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.story.model.expressions import Expression
from game.verify.search.checkpoint_archive import Checkpoint
from game.verify.search.random_plays import RandomPlays, Sampled
from game.verify.search.trails import Trail

_NOTED_EVERY = 16
"""Times that a play is at a location, after which it is noted again how one comes there."""


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

    def openings_at(self, location: int, memory: int) -> list[int]:
        """The numbers of the transitions that are open there. Nothing is noted of it."""
        return self._numbered(location, (self._open[location] or self._openings(location))(memory))

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

    def note_place(self, at: LedPlay) -> None:
        """Note that a play is there, so that others can go on from there; and if it is over, what it came to."""
        here = self.reduced.locations[at.location]
        self._visits[at.location] += 1
        if here is None or not here.is_chosen:
            if self._kinds[at.location] == "ending":
                self._ended(at.location, at.trail)
            elif self._kinds[at.location] == "endless":
                self.found.endless.setdefault(at.location, at.trail.path())
        elif not self._visits[at.location] % _NOTED_EVERY:
            self._remember(at.memory)
            if at.location not in self._archive:
                self._archived.append(at.location)
            self._archive[at.location] = Checkpoint(at.trail.path(), at.location, at.memory)

    def note_dead_end(self, at: LedPlay) -> None:
        """Note that nothing is open where a play is, though it is not over."""
        if self._is_chosen[at.location]:
            self.found.dead_ends.setdefault(at.location, at.trail.path())

    def noted(self) -> Sampled:
        """What was found so far, with where plays were."""
        return self.found._replace(
            taken=self.taken, visits=tuple(self._visits), led_to=tuple(map(frozenset, self._led_to))
        )  # fmt: skip

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

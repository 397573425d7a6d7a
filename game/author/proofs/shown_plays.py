"""Plays that somebody will read, without needless moves: only those are looked at, and only when they are told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property, partial
from typing import NamedTuple

from game.story.model.expressions import Expression
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import Happening
from game.verify.certificates.plain_system import happening_of_key, plain_system
from game.verify.search.minimal_plays import MOST_SEARCHED, minimal_play
from game.verify.search.move_distances import MoveEstimates
from game.verify.search.play_replay import ENDLESS, STUCK, PlayReplay
from game.verify.system.elements import Location
from game.verify.system.observers import PromiseObserver, instrumented
from game.verify.system.restriction import restricted
from game.verify.system.space import Progress, SearchStopped
from game.verify.system.transition_system import left_out, transition_system
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK
from game.verify.verdicts.verdicts import Proof, Taken

_MOST_REPLAYED = 40_000_000
"""So much of `PlayReplay.work` is done for the plays of a report; after that they are told as they were found."""


class ReadablePlay(NamedTuple):
    """A verdict with a play that has no needless moves, as far as that was found out: see `MinimalPlay`."""

    proof: Proof
    is_minimal: bool


class ShownPlays:
    """Makes plays of a story fit to be read. `keys` are those of all properties of which one may be asked for.

    `without` are choices that nobody takes, and `holds` is what always does in the plays that count, at a location.
    """

    def __init__(
        self, story: Story, keys: Iterable[str], observers: tuple[PromiseObserver, ...] = (),
        without: Collection[str] = (), holds: Callable[[Location], Expression] | None = None,
        most: int = _MOST_REPLAYED, progress: Progress = lambda work: True,
    ) -> None:  # fmt: skip
        self._story, self._keys, self._observers = story, frozenset(keys), observers
        self._without, self._holds, self._left, self._progress = without, holds, most, progress

    def readable(self, proof: Proof, searched: int = MOST_SEARCHED) -> ReadablePlay:
        """The verdict with its play as short as it can easily be made; the same one where it has none.

        So much of `PlayReplay.work` is done at most to look for a shorter play (`searched`).
        """
        if proof.play is None:
            return ReadablePlay(proof, is_minimal=False)
        if proof.shortest or self._left <= 0:
            return ReadablePlay(proof, is_minimal=proof.shortest)
        try:
            return self._readable(proof, searched)
        except (SearchStopped, MemoryError, RecursionError):
            self._left = 0
            return ReadablePlay(proof, is_minimal=False)

    def _readable(self, proof: Proof, searched: int) -> ReadablePlay:
        replay, work = self._replay, self._replay.work
        for sought in self._sought(proof.property.key):
            found = minimal_play(
                replay,
                proof.play or (),
                sought,
                partial(self._estimates.distances, sought),
                searched=searched,
                progress=self._progress,
            )
            self._left -= replay.work - work
            if found is not None:
                # From where nothing can be done, or nobody can do anything, no ending can be reached; but that may
                # also be so from somewhere nearer. So may be what was to follow, and did not till the play ended.
                asked = proof.property
                shortest = found.is_shortest and asked.key != SOFT_LOCK and asked.wanted not in ("still", "leads")
                play = tuple(Taken(*move) for move in found.play)
                return ReadablePlay(proof._replace(play=play, shortest=shortest), found.is_minimal)
        return ReadablePlay(proof, is_minimal=False)

    @property
    def work(self) -> int:
        """How much of `PlayReplay.work` it took so far."""
        return self._replay.work

    @staticmethod
    def _sought(key: str) -> tuple[Happening, ...]:
        ends = {DEADLOCK: (STUCK,), DIVERGENCE: (ENDLESS,), SOFT_LOCK: (STUCK, ENDLESS)}
        return ends.get(key) or (happening_of_key(key),)

    @cached_property
    def _replay(self) -> PlayReplay:
        system = transition_system(self._story)
        system = restricted(system, self._holds) if self._holds is not None else system
        system = left_out(system, self._without) if self._without else system
        observers = tuple(observer for observer in self._observers if observer.name in self._keys)
        return PlayReplay(
            plain_system(instrumented(system, self._keys, observers), self._keys), self._story.layout.start
        )

    @cached_property
    def _estimates(self) -> MoveEstimates:
        return MoveEstimates(self._replay.whole, self._story.layout.start)

"""What a proof rested on, in names that stay when a story is edited: where to look first, the next time.

Nothing in it is believed. That something can happen is shown by a play, and that is done again in the story as it is
now. That something never happens was shown by looking at a few variables only, and those are looked at again. So the
worst that evidence from another story, or from a stranger, can do is that time is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from typing import NamedTuple

from game.verify.abstract.needed_variables import needed_variables
from game.verify.abstract.reachability_game import Remembered
from game.verify.abstract.trace_partitioning import SoughtHappening, TracePartitioning, happening
from game.verify.abstract.value_analysis import Predicates
from game.verify.search.kept_plays import KeptPlays, PlayTree
from game.verify.verdicts.verdicts import PropertyAnswer

MOST_KEPT_SLICES = 20_000
"""Slices that are kept of all properties together."""


class SliceEvidence(NamedTuple):
    """How a slice showed that what a property asks about never happens.

    `apart` are the variables by whose values it was told apart, `lowest` those that had their lowest value. `names` are
    all that had to be looked at; empty: that is not known.
    """

    key: str
    names: tuple[str, ...]
    apart: tuple[tuple[str, tuple[int, ...] | None], ...]
    lowest: tuple[str, ...]

    @property
    def predicates(self) -> Predicates:
        """`apart` as slices take it."""
        return {name: None if numbers is None else frozenset(numbers) for name, numbers in self.apart}


class GameEvidence(NamedTuple):
    """What had to be remembered to show that from everywhere an ending can be reached (see `Remembered`)."""

    exactly: tuple[str, ...]
    roughly: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def remembered(self) -> Remembered:
        """The same as the game takes it."""
        return Remembered(frozenset(self.exactly), {name: frozenset(numbers) for name, numbers in self.roughly})


class ProofEvidence(NamedTuple):
    """Plays that show what can happen, and how the rest was shown.

    `never` are the keys of what never happens, `open` those of remarks that stayed unknown.
    """

    plays: KeptPlays = KeptPlays()
    slices: tuple[SliceEvidence, ...] = ()
    game: GameEvidence | None = None
    never: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    def slices_by_key(self) -> dict[str, list[SliceEvidence]]:
        """The slices by the key of what they showed."""
        found: dict[str, list[SliceEvidence]] = {}
        for shown in self.slices:
            found.setdefault(shown.key, []).append(shown)
        return found


def add_plays(tree: PlayTree, answers: Mapping[str, PropertyAnswer], open_: Collection[str]) -> None:
    """Add the plays of these answers; of those to the keys in `open_`, only up to where the last transition is open."""
    shown = [(answer, key in open_) for key, answer in answers.items() if answer.happens and answer.whole is not None]
    for answer, is_open in sorted(shown, key=lambda some: len(some[0].path)):
        assert answer.whole is not None  # noqa: S101 - only such are left
        tree.add(answer.whole, islice(answer.path, len(answer.path) - is_open))


def slices_of(slices: TracePartitioning, wanted: Mapping[SoughtHappening, str]) -> list[SliceEvidence]:
    """What slices showed of what was asked for, by keys; without what shows with nothing told apart."""
    found: dict[SliceEvidence, None] = {}
    for sought, key in wanted.items():
        event = happening(sought)
        values, lowest = slices.shown_by.get(event, (None, frozenset()))
        if values is None or not (values.apart or lowest):
            continue
        names = needed_variables(values, event, lowest) or frozenset()
        apart = tuple(
            (name, None if numbers is None else tuple(sorted(numbers)))
            for name, numbers in sorted(values.apart.items())
        )
        found[SliceEvidence(key, tuple(sorted(names)), apart, tuple(sorted(lowest)))] = None
        if len(found) == MOST_KEPT_SLICES:
            break
    return list(found)


def game_of(kept: Remembered) -> GameEvidence:
    """What is remembered, with names in order."""
    roughly = tuple((name, tuple(sorted(numbers))) for name, numbers in sorted(kept.roughly.items()))
    return GameEvidence(tuple(sorted(kept.exactly)), roughly)

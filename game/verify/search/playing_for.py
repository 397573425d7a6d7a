"""Plays for each thing by itself that has to be possible and that plays at random did not show.

First those that know what it takes, which for most things are few; then more and more that prefer what helps. Where
much would have to be played still, whoever knows of other plays is asked: how long chance takes for something is a
matter of luck, and one thing that stays unknown costs many searches later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from game.verify.abstract.control_flow_graph import Happening
from game.verify.search.goal_regression import GoalRegression
from game.verify.search.led_plays import LedPlays
from game.verify.system.space import PathStep

_AT_ONCE = ((3, 400),)
"""Plays that know what it takes, and the steps of each."""
_WAYS_FOR = (10_000, 20_000, 40_000, 80_000, 160_000)
"""Transitions that are taken in plays for each thing that did not happen: at first, and more and more for the rest."""
_MOST_SOUGHT = 300
"""Where more things than so many are left, nothing is played for."""
_SHORT, _LONG = 20_000, 100_000
"""Transitions for each thing that are taken in any case; and for all that is left, beyond which to ask for evidence
takes less."""

KnownPossible: TypeAlias = Callable[[frozenset[str]], frozenset[str]]
"""Which of these keys somebody else knows to be possible, such as whoever has playthroughs."""


def no_evidence(keys: frozenset[str]) -> frozenset[str]:
    """Nobody knows of anything."""
    return frozenset()


def play_for_each(
    plays: LedPlays, wanted: Mapping[str, Sequence[PathStep | Happening]], goals: Callable[[], GoalRegression],
    evidence: KnownPossible,
) -> frozenset[str]:  # fmt: skip
    """Play for each of these, by key, of which any will do; what happens is noted in `plays`, as ever.

    `goals` gives those that know what it takes, in plays of the same `plays`. The result are the keys of which only
    the evidence says that they are possible.
    """
    if not wanted or len(wanted) > _MOST_SOUGHT:
        return frozenset()
    left = dict(wanted)
    goals().seek_all(left, _AT_ONCE)
    known: frozenset[str] = frozenset()
    was_asked = False
    for transitions in (*_WAYS_FOR, 0):
        left = {key: some for key, some in left.items() if key not in known and not _happened(plays, some)}
        if left and not was_asked and (not transitions or (transitions > _SHORT and len(left) * transitions > _LONG)):
            known, was_asked = evidence(frozenset(left)), True
        for key in sorted(left.keys() - known) if transitions else ():
            # The same may be possible at many locations, and then it is enough to show it at one of them.
            at = plays.likeliest(left[key])
            any(plays.seek(sought, transitions // len(at)) is not None for sought in at)
    return known


def _happened(plays: LedPlays, some: Sequence[PathStep | Happening]) -> bool:
    found = plays.found
    return any(sought in (found.transitions if isinstance(sought, PathStep) else found.events) for sought in some)

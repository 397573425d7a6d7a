"""What a comparison of strategies says, in figures with names."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from game.playthrough.simulation.estimates import Share, share
from game.playthrough.simulation.strategies.comparing import StrategyComparison
from game.playthrough.simulation.strategies.registry import strategy
from game.playthrough.simulation.tallies import PlayTally
from game.story.model.story import Story


class StrategyOutcome(NamedTuple):
    """What one strategy came to. `best`: how often it reached one of the best endings; None where nobody named any.

    `right` is the share of questions that were answered right, of all that were asked (None: none was). `measures`
    are the means at the end of the plays.
    """

    name: str
    reads: bool
    plays: int
    best: Share | None
    endings: dict[str, Share]
    without_ending: Share
    asked: int
    right: float | None
    measures: dict[str, float]


def outcomes(story: Story, comparison: StrategyComparison, best: tuple[str, ...]) -> tuple[StrategyOutcome, ...]:
    """The figures of each strategy, in the order in which they were asked for. `best` are ids of endings."""
    return tuple(_outcome(story, name, tally, best) for name, tally in comparison.tallies.items())


def reached(tally: PlayTally, endings: tuple[str, ...]) -> Share:
    """How many of the plays came to one of these endings."""
    return share(sum(times for (end, _), times in tally.lengths.items() if end in endings), tally.plays)


def _outcome(story: Story, name: str, tally: PlayTally, best: tuple[str, ...]) -> StrategyOutcome:
    counts: Counter[str] = Counter()
    for (end, _), times in tally.lengths.items():
        counts[end] += times
    replies: Counter[str] = Counter()
    for (_, outcome, _), times in tally.replies.items():
        replies[outcome] += times
    asked = replies.total()
    sums: Counter[str] = Counter()
    for (id_, _, value), times in tally.measures.items():
        sums[id_] += value * times
    return StrategyOutcome(
        name, strategy(name).reads, tally.plays,
        reached(tally, best) if best else None,
        {id_: share(counts[id_], tally.plays) for id_ in story.endings},
        share(sum(times for end, times in counts.items() if end.startswith("!")), tally.plays),
        asked, replies["right"] / asked if asked else None,
        {id_: sums[id_] / tally.plays if tally.plays else 0.0 for id_ in story.measures},
    )  # fmt: skip

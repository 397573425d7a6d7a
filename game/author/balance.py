"""Whether a pack keeps what it promises under `balance:`: it is played by strategies, each time with the same seeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from game.playthrough.simulation.estimates import Share
from game.playthrough.simulation.report import percent_of
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.playthrough.simulation.strategies.outcomes import reached
from game.playthrough.simulation.tallies import PlayTally
from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.promised import ALL_PLAYS, Balance, Bound
from game.story.model.story import Story
from game.story.schema.strategy_names import JOINED, NOT_READING, READING
from game.support.counts import counted

#: By each strategy the story is played so often, and by those for which that leaves it open so often in all.
FEW_PLAYS, MORE_PLAYS, MANY_PLAYS = 100, 200, 500


class StrategyFared(NamedTuple):
    """How often a strategy reached one of the best endings, of so many plays."""

    best: Share
    plays: int


class PlayedBalance(NamedTuple):
    """How each strategy fared, and whether all is as promised."""

    fared: dict[str, StrategyFared]
    kept: bool

    @property
    def words(self) -> str:
        """A line on it."""
        plays = counted(sum(outcome.plays for outcome in self.fared.values()), "play")
        return f"Balance: {'as promised' if self.kept else 'not as promised'}, in {plays}."


def check_balance(story: Story, pack: str, found: Diagnostics, *, quick: bool = False) -> PlayedBalance | None:
    """Play, and report what is not so; None where the pack promises nothing.

    `pack` is what the author calls it. `quick`: with few plays only. Raises KeyboardInterrupt.
    """
    balance = story.balance
    if balance is None:
        return None
    fared = _fared(story, balance, quick)
    most, least = balance.without_reading, balance.reader
    beyond = {name for name, outcome in fared.items() if name != READING and most and outcome.best.low > _part(most)}
    if most is not None and beyond:
        worst = max((name for name in fared if name in beyond), key=lambda name: fared[name].best.share)
        others = [f"`{name}` ({percent_of(fared[name].best.share)})" for name in fared if name in beyond - {worst}]
        so_do = f" So do {', '.join(others)}." if others else ""
        details = _details(fared[worst], most, pack, worst)
        found.report(catalogue.WON_WITHOUT_READING, most.spot, others=so_do, **details)
    fails = least is not None and fared[READING].best.high < _part(least)
    if least is not None and fails:
        found.report(catalogue.READER_DOES_NOT_WIN, least.spot, **_details(fared[READING], least, pack, READING))
    return PlayedBalance(fared, not beyond and not fails)


def _wanted(balance: Balance) -> Iterator[str]:
    if balance.without_reading is not None:
        yield from balance.strategies or (*NOT_READING, *JOINED)
    if balance.reader is not None:
        yield READING


def _fared(story: Story, balance: Balance, quick: bool) -> dict[str, StrategyFared]:
    """How every strategy fares: all of them with few plays, and those that these leave open with more."""
    tallies = _played(story, tuple(_wanted(balance)), 0, FEW_PLAYS)
    for first, plays in () if quick else ((FEW_PLAYS, MORE_PLAYS), (MORE_PLAYS, MANY_PLAYS)):
        open_ = tuple(name for name in tallies if _is_open(balance, name, tallies[name]))
        for name, further in _played(story, open_, first, plays - first).items() if open_ else ():
            tallies[name].add(further)
    return {name: StrategyFared(reached(tally, balance.best), tally.plays) for name, tally in tallies.items()}


def _is_open(balance: Balance, name: str, tally: PlayTally) -> bool:
    """Whether these plays leave it open on which side of its bound a strategy is."""
    bound = balance.reader if name == READING else balance.without_reading
    best = reached(tally, balance.best)
    return bound is not None and best.low <= _part(bound) <= best.high


def _played(story: Story, names: tuple[str, ...], first: int, plays: int) -> dict[str, PlayTally]:
    """So many plays of each, from one number on, by one process: what one strategy compiles serves all of them."""
    comparison = compare(story, ComparisonWishes(names, plays, first=first))
    if not comparison.complete:
        raise KeyboardInterrupt
    return comparison.tallies


def _part(bound: Bound) -> float:
    return bound.of_all / ALL_PLAYS


def _details(outcome: StrategyFared, bound: Bound, pack: str, name: str) -> dict[str, Any]:
    return {
        "strategy": name, "count": outcome.best.plays, "plays": outcome.plays, "share": percent_of(outcome.best.share),
        "bound": f"{_part(bound) * 100:g} %",
        "command": f"eightwings simulate {pack} --strategy {name} -n {outcome.plays}",
    }  # fmt: skip

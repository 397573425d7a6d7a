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
FEW_PLAYS, MANY_PLAYS = 100, 500


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
    fared = {name: _fared(story, balance, name, quick) for name in _wanted(balance)}
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


def _fared(story: Story, balance: Balance, name: str, quick: bool) -> StrategyFared:
    bound = balance.reader if name == READING else balance.without_reading
    tally = _played(story, name, 0, FEW_PLAYS)
    best = reached(tally, balance.best)
    if bound is not None and not quick and best.low <= _part(bound) <= best.high:
        tally.add(_played(story, name, FEW_PLAYS, MANY_PLAYS - FEW_PLAYS))
    return StrategyFared(reached(tally, balance.best), tally.plays)


def _played(story: Story, name: str, first: int, plays: int) -> PlayTally:
    comparison = compare(story, ComparisonWishes((name,), plays, first=first))
    if not comparison.complete:
        raise KeyboardInterrupt
    return comparison.tallies[name]


def _part(bound: Bound) -> float:
    return bound.of_all / ALL_PLAYS


def _details(outcome: StrategyFared, bound: Bound, pack: str, name: str) -> dict[str, Any]:
    return {
        "strategy": name, "count": outcome.best.plays, "plays": outcome.plays, "share": percent_of(outcome.best.share),
        "bound": f"{_part(bound) * 100:g} %",
        "command": f"eightwings simulate {pack} --strategy {name} -n {outcome.plays}",
    }  # fmt: skip

"""What `eightwings simulate --exact` does: work the odds out, play where that leaves something open, and report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from game.playthrough.simulation.estimates import Share, share
from game.playthrough.simulation.knowledge import Knowledge, read_knowledge
from game.playthrough.simulation.simulate_command import (
    NOT_ONE_PLAY,
    give_report,
    playing_bar,
    tell_of_left_out,
    tell_of_lost_workers,
    workers_for,
)
from game.playthrough.simulation.simulating import POINTS, SimulationWishes, simulate
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.playthrough.simulation.tallies import PlayTally
from game.playthrough.simulation.temperaments import TemperamentName
from game.playthrough.simulation.workers import ClusterProblem, WorkerLost
from game.record.story_cache import load_story
from game.story.model.story import Story
from game.story.schema.strategy_names import CERTAIN
from game.story.source.library import find_pack
from game.support.exit_codes import FINE, INTERRUPTED, UNFINISHED
from game.verify.odds.exact_report import OddsFigures, OddsPoint, odds_document, odds_json
from game.verify.odds.odds import OddsMaker, StoryOdds, strategy_model, temperament_model
from game.verify.odds.player_model import PlayerModel
from game.verify.odds.preferences import preference_bounds
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped

EXACT_SECONDS = 60
"""So long it may take where nobody says so."""
MOST_ERROR = 0.4
"""Bounds that leave more than so much open, up or down, say nothing."""


class NoOdds(ValueError):
    """The odds of a strategy cannot be worked out; the message says why, and of which they can."""


class ExactCommand(NamedTuple):
    """What the command line says; `plays` are made where the odds are not exact, in `seconds` they are worked out.

    `strategy`: empty for who plays by a temperament; `knowledge` None: the usual one of such a player; `dask`: the
    address of the cluster that plays instead of processes.
    """

    pack: str
    plays: int
    knowledge: str | None
    temperament: TemperamentName
    strategy: str
    seed: int
    balance: bool
    full: bool
    json: str | None
    html: Path | None
    most_steps: int
    workers: int | None
    seconds: float
    dask: str | None = None
    chart: Path | None = None


def work_out(command: ExactCommand) -> int:
    """Do it. The result is the exit code. Raises PackError, WrongKnowledge, NoOdds."""
    if command.strategy and command.strategy not in CERTAIN:
        raise NoOdds(
            f"The odds of the strategy “{command.strategy}” cannot be worked out: it goes by what was done before "
            f"in the play, or by an order that each play has. Those of these can: {', '.join(CERTAIN)}."
        )
    story = load_story(command.pack)
    usual = Knowledge(1.0) if command.strategy else Knowledge()
    knowledge = read_knowledge(command.knowledge, story) if command.knowledge is not None else usual
    wanted = [knowledge, *(Knowledge(point) for point in POINTS if command.balance)]
    odds = certain_odds(story, command, wanted)
    odds = tuple(some if some is not None and some.error < MOST_ERROR else None for some in odds)
    any_preference = command.temperament != "uniform"
    sampled: tuple[Mapping[str, Share], ...] = ({},) * len(wanted)
    plays = 0
    if any_preference or any(some is None or not some.is_exact for some in odds):
        try:
            sampled, plays = _sampled(story, wanted, command)
        except (WorkerLost, ClusterProblem) as error:
            return tell_of_lost_workers(error)
        if not plays:
            print(NOT_ONE_PLAY, file=sys.stderr)
            return INTERRUPTED
    points = tuple(
        OddsPoint(point, some, shares)
        for point, some, shares in zip(POINTS if command.balance else (), odds[1:], sampled[1:], strict=True)
    )
    who = f"Strategy: {command.strategy}" if command.strategy else f"Temperament: {command.temperament}"
    figures = OddsFigures(
        who, knowledge, odds[0], any_preference and odds[0] is not None, plays,
        sampled[0], points,
    )  # fmt: skip
    troubles = give_report(
        command,
        (find_pack(command.pack),),
        lambda: odds_json(story, figures),
        page=lambda: odds_document(story, figures, full=True),
        shown=lambda: odds_document(story, figures, full=command.full),
        chart=command.chart,
    )
    return UNFINISHED if troubles else FINE


def certain_odds(story: Story, command: ExactCommand, wanted: Sequence[Knowledge]) -> tuple[StoryOdds | None, ...]:
    """What is certain of such players with each knowledge. None: nothing, in the time there was."""
    budget = Budget(command.seconds)
    models = [model for knowledge in wanted if (model := _model(story, command, knowledge)) is not None]
    prefers, careful = any(model.prefers for model in models), any(model.careful for model in models)
    try:
        maker = OddsMaker(story, budget, endings_only=prefers, careful=careful)
        if not prefers:
            return maker.odds(models)
        return tuple(
            preference_bounds(maker.chain, model, budget) if maker.chain.is_whole else None for model in models
        )
    except (SearchStopped, MemoryError, RecursionError):
        return (None,) * len(wanted)


def _model(story: Story, command: ExactCommand, knowledge: Knowledge) -> PlayerModel | None:
    if command.strategy:
        return strategy_model(command.strategy, story, knowledge)
    return temperament_model(command.temperament, knowledge)


def _sampled(
    story: Story, wanted: Sequence[Knowledge], command: ExactCommand
) -> tuple[tuple[Mapping[str, Share], ...], int]:
    """The shares of each ending in plays at random, for the knowledge and for each point of the balance."""
    if command.strategy:
        return _sampled_by_strategy(story, wanted, command)
    knowledge = wanted[0]
    wishes = SimulationWishes(
        command.plays, knowledge, command.temperament, command.seed, command.most_steps, command.balance
    )
    workers = workers_for(wishes.all_plays, command.workers, command.dask)
    with playing_bar(wishes.all_plays) as told:
        simulation = simulate(story, wishes, workers, told)
    tell_of_left_out(workers)
    if not simulation.complete:
        return ({},), 0
    return tuple(_shares(story, tally) for tally in (simulation.tally, *simulation.balance)), simulation.tally.plays


def _sampled_by_strategy(
    story: Story, wanted: Sequence[Knowledge], command: ExactCommand
) -> tuple[tuple[Mapping[str, Share], ...], int]:
    found = []
    few = SimulationWishes(command.plays).plays_at_a_point
    for index, knowledge in enumerate(wanted):
        plays = few if index else command.plays
        wishes = ComparisonWishes((command.strategy,), plays, knowledge, command.seed, command.most_steps)
        with playing_bar(plays) as told:
            comparison = compare(story, wishes, workers_for(plays, command.workers, command.dask), told)
        if not comparison.complete:
            return ({},), 0
        found.append(_shares(story, comparison.tallies[command.strategy]))
    return tuple(found), command.plays


def _shares(story: Story, tally: PlayTally) -> Mapping[str, Share]:
    counts: Counter[str] = Counter()
    for (end, _), times in tally.lengths.items():
        counts[end] += times
    return {id_: share(counts[id_], tally.plays) for id_ in story.endings}

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
    WORKER_LOST,
    give_report,
    playing_bar,
    workers_for,
)
from game.playthrough.simulation.simulating import POINTS, SimulationWishes, simulate
from game.playthrough.simulation.tallies import PlayTally
from game.playthrough.simulation.temperaments import TemperamentName
from game.playthrough.simulation.workers import WorkerLost
from game.record.story_cache import load_story
from game.story.model.story import Story
from game.story.source.library import find_pack
from game.support.exit_codes import FINE, INTERRUPTED, UNFINISHED
from game.verify.odds.exact_report import OddsFigures, OddsPoint, odds_document, odds_json
from game.verify.odds.odds import OddsMaker, StoryOdds, temperament_model
from game.verify.odds.preferences import limits
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped

SECONDS = 60
"""So long it may take where nobody says so."""


class ExactCommand(NamedTuple):
    """What the command line says; `plays` are made where the odds are not exact, in `seconds` they are worked out."""

    pack: str
    plays: int
    knowledge: str
    temperament: TemperamentName
    seed: int
    balance: bool
    full: bool
    json: str | None
    html: Path | None
    most_steps: int
    workers: int | None
    seconds: float


def work_out(command: ExactCommand) -> int:
    """Do it. The result is the exit code. Raises PackError, WrongKnowledge."""
    story = load_story(command.pack)
    knowledge = read_knowledge(command.knowledge, story)
    wanted = [knowledge, *(Knowledge(point) for point in POINTS if command.balance)]
    odds = certain_odds(story, command.temperament, wanted, command.seconds)
    any_preference = command.temperament != "uniform"
    sampled: tuple[Mapping[str, Share], ...] = ({},) * len(wanted)
    plays = 0
    if any_preference or any(some is None or not some.is_exact for some in odds):
        try:
            sampled, plays = _sampled(story, knowledge, command)
        except WorkerLost:
            print(WORKER_LOST, file=sys.stderr)
            return UNFINISHED
        if not plays:
            print(NOT_ONE_PLAY, file=sys.stderr)
            return INTERRUPTED
    points = tuple(
        OddsPoint(point, some, shares)
        for point, some, shares in zip(POINTS if command.balance else (), odds[1:], sampled[1:], strict=True)
    )
    figures = OddsFigures(
        f"Temperament: {command.temperament}", knowledge, odds[0], any_preference and odds[0] is not None, plays,
        sampled[0], points,
    )  # fmt: skip
    troubles = give_report(
        command,
        (find_pack(command.pack),),
        lambda: odds_json(story, figures),
        page=lambda: odds_document(story, figures, full=True),
        shown=lambda: odds_document(story, figures, full=command.full),
    )
    return UNFINISHED if troubles else FINE


def certain_odds(
    story: Story, temperament: TemperamentName, wanted: Sequence[Knowledge], seconds: float
) -> tuple[StoryOdds | None, ...]:
    """What is certain of players of this temperament with each knowledge. None: nothing, in the time there was."""
    try:
        budget = Budget(seconds)
        maker = OddsMaker(story, budget, endings_only=temperament != "uniform")
        models = [temperament_model(temperament, knowledge) for knowledge in wanted]
        if temperament == "uniform":
            return maker.odds(models)
        return tuple(limits(maker.chain, model, budget) if maker.chain.is_whole else None for model in models)
    except (SearchStopped, MemoryError, RecursionError):
        return (None,) * len(wanted)


def _sampled(story: Story, knowledge: Knowledge, command: ExactCommand) -> tuple[tuple[Mapping[str, Share], ...], int]:
    """The shares of each ending in plays at random, for the knowledge and for each point of the balance."""
    wishes = SimulationWishes(
        command.plays, knowledge, command.temperament, command.seed, command.most_steps, command.balance
    )
    with playing_bar(wishes.all_plays) as told:
        simulation = simulate(story, wishes, command.workers or workers_for(wishes.all_plays), told)
    if not simulation.complete:
        return ({},), 0
    return tuple(_shares(story, tally) for tally in (simulation.tally, *simulation.balance)), simulation.tally.plays


def _shares(story: Story, tally: PlayTally) -> Mapping[str, Share]:
    counts: Counter[str] = Counter()
    for (end, _), times in tally.lengths.items():
        counts[end] += times
    return {id_: share(counts[id_], tally.plays) for id_ in story.endings}

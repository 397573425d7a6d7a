"""What `eightwings simulate --strategy` does: play by each strategy, write what was asked for, and say how it went."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from game.playthrough.simulation.knowledge import Knowledge, read_knowledge
from game.playthrough.simulation.simulate_command import (
    NOT_ONE_PLAY,
    give_report,
    playing_bar,
    tell_of_left_out,
    tell_of_lost_workers,
    workers_for,
)
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, StrategyComparison, compare
from game.playthrough.simulation.strategies.outcomes import outcomes
from game.playthrough.simulation.strategies.registry import strategies_named
from game.playthrough.simulation.strategies.strategy_report import strategy_report
from game.playthrough.simulation.workers import ClusterProblem, WorkerLost
from game.record.story_cache import load_story
from game.story.model.story import Story
from game.story.source.library import find_pack
from game.support.exit_codes import FINE, INTERRUPTED, UNFINISHED
from game.support.similarity import did_you_mean


class UnknownEnding(ValueError):
    """There is no ending of an id; the message says which there are."""


class StrategiesCommand(NamedTuple):
    """What the command line says.

    `knowledge` None: the reader knows everything. `best` None: what the pack says under `balance:`. `workers` None: as
    many as there are cores; `dask`: the address of the cluster that plays instead.
    """

    pack: str
    strategies: tuple[str, ...]
    plays: int
    knowledge: str | None
    best: str | None
    seed: int
    json: str | None
    html: Path | None
    most_steps: int
    workers: int | None
    dask: str | None = None


def simulate_strategies(command: StrategiesCommand) -> int:
    """Do it. The result is the exit code. Raises PackError, WrongKnowledge, UnknownStrategy, UnknownEnding."""
    names = strategies_named(",".join(command.strategies))
    story = load_story(command.pack)
    best = _best(command.best, story)
    knowledge = read_knowledge(command.knowledge, story) if command.knowledge is not None else Knowledge(1.0)
    wishes = ComparisonWishes(names, command.plays, knowledge, command.seed, command.most_steps)
    workers = workers_for(wishes.all_plays, command.workers, command.dask)
    try:
        with playing_bar(wishes.all_plays) as told:
            comparison = compare(story, wishes, workers, told)
    except (WorkerLost, ClusterProblem) as error:
        return tell_of_lost_workers(error)
    tell_of_left_out(workers)
    if not any(tally.plays for tally in comparison.tallies.values()):
        print(NOT_ONE_PLAY, file=sys.stderr)
        return INTERRUPTED
    return _report(story, comparison, best, command)


def _best(written: str | None, story: Story) -> tuple[str, ...]:
    if written is None:
        return story.balance.best if story.balance is not None else ()
    ids = tuple(dict.fromkeys(part.strip() for part in written.split(",")))
    for id_ in ids:
        if id_ not in story.endings:
            raise UnknownEnding(
                f"{story.title} has no ending “{id_}”. {did_you_mean(id_, story.endings)}"
                f"Its endings are: {', '.join(story.endings)}."
            )
    return ids


def _report(story: Story, comparison: StrategyComparison, best: tuple[str, ...], command: StrategiesCommand) -> int:
    found = outcomes(story, comparison, best)
    document = strategy_report(story, comparison, found, best)

    def text() -> str:
        from game.playthrough.simulation.strategies.strategies_as_json import strategies_as_json

        return strategies_as_json(story, comparison, found, best)

    troubles = give_report(
        command,
        (find_pack(command.pack),),
        text,
        page=lambda: document,
        shown=lambda: document,
    )
    if not comparison.complete:
        return INTERRUPTED
    return UNFINISHED if troubles else FINE

"""`eightwings simulate`: very many plays at random or by strategies, and what they say about a pack."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

from game.support.exit_codes import WRONG_USAGE


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `simulate`."""
    parser.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as hq")
    parser.add_argument(
        "-n", type=_whole(1, 10_000_000), default=1_000, metavar="N", dest="plays", help="how many plays; 1000"
    )
    parser.add_argument(
        "--knowledge", "--skill", metavar="P",
        help="how likely an answer is right: 0.6, or by topic: topic=0.8,other=0.3; by default 0.6, for a reader 1",
    )  # fmt: skip
    parser.add_argument(
        "--temperament", choices=("uniform", "curious", "hurried"),
        help="how players choose: anything alike (the default), new things first, or whatever leads on",
    )  # fmt: skip
    parser.add_argument(
        "--strategy", action="append", metavar="NAME",
        help="play without reading: first, last, shortest, longest, echo, wait, notebook, hints, pass-undo, random, "
        "careful; or as a reader; several with commas, or all",
    )  # fmt: skip
    parser.add_argument(
        "--best", metavar="ENDING", help="with --strategy: the best ending, or several with commas; else as in the pack"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the seed: another number, other plays; by default 1"
    )
    parser.add_argument("--balance", action="store_true", help="the endings at each knowledge from 0 to 1 as well")
    parser.add_argument(
        "--exact", action="store_true",
        help="work out how likely each ending, fact and question is, instead of playing; bounds where that is too much",
    )  # fmt: skip
    parser.add_argument(
        "--seconds", type=_whole(1, 100_000), metavar="N", help="with --exact: the time it may take; 60"
    )
    parser.add_argument("--full", action="store_true", help="all rows of all tables")
    parser.add_argument("--json", metavar="FILE", help="the figures for programs; - prints them instead of the report")
    parser.add_argument("--html", type=Path, metavar="FILE", help="the whole report as a page")
    parser.add_argument(
        "--chart", type=Path, metavar="FILE", help="the curves of --balance as a drawing (SVG); --balance is meant, too"
    )
    parser.add_argument(
        "--most-steps", type=_whole(1, 100_000), default=10_000, metavar="N",
        help="a play that has not ended after this many steps is reported; 10000",
    )  # fmt: skip
    parser.add_argument(
        "--reports", type=Path, metavar="FOLDER",
        help="where plays without an ending are written to; by default simulation-reports",
    )  # fmt: skip
    workers = parser.add_mutually_exclusive_group()
    workers.add_argument(
        "--workers", type=_whole(1, 1_000), metavar="N", help="how many processes; by default one for each core"
    )
    workers.add_argument(
        "--dask", metavar="ADDRESS", help="let the workers of a Dask cluster play, with this address of its scheduler"
    )


def run(given: Namespace) -> int:
    """Play, and report. Raises PackError."""
    from game.playthrough.simulation.knowledge import USUAL, WrongKnowledge
    from game.playthrough.simulation.simulate_command import SimulationCommand, simulate_pack

    if given.exact:
        return _exactly(given)
    if given.seconds is not None:
        print("--seconds goes with --exact: eightwings simulate PACK --exact --seconds 300", file=sys.stderr)
        return WRONG_USAGE
    if given.strategy is not None:
        return _by_strategies(given)
    if given.best is not None:
        print("--best goes with --strategy: eightwings simulate PACK --strategy all --best ENDING", file=sys.stderr)
        return WRONG_USAGE
    command = SimulationCommand(
        given.pack, given.plays, f"{USUAL}" if given.knowledge is None else given.knowledge,
        given.temperament or "uniform", given.seed, _is_balanced(given), given.full, given.json, given.html,
        given.most_steps, given.reports, given.workers, given.dask, given.chart,
    )  # fmt: skip
    try:
        return simulate_pack(command)
    except WrongKnowledge as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _exactly(given: Namespace) -> int:
    from game.playthrough.simulation.knowledge import WrongKnowledge
    from game.verify.odds.exact_command import (  # takes longer to import than many stories to play
        EXACT_SECONDS,
        ExactCommand,
        NoOdds,
        work_out,
    )

    without = ("reports", "best", *(("temperament",) if given.strategy else ()))
    if unfit := next((name for name in without if getattr(given, name)), None):
        beside = "--exact --strategy" if unfit == "temperament" else "--exact"
        print(f"--{unfit} is of no use with {beside}: leave it out.", file=sys.stderr)
        return WRONG_USAGE
    command = ExactCommand(
        given.pack, given.plays, given.knowledge, given.temperament or "uniform", ",".join(given.strategy or ()),
        given.seed, _is_balanced(given), given.full, given.json, given.html, given.most_steps, given.workers,
        given.seconds or EXACT_SECONDS, given.dask, given.chart,
    )  # fmt: skip
    try:
        return work_out(command)
    except (WrongKnowledge, NoOdds) as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _by_strategies(given: Namespace) -> int:
    from game.playthrough.simulation.knowledge import WrongKnowledge
    from game.playthrough.simulation.strategies.registry import UnknownStrategy
    from game.playthrough.simulation.strategies.strategies_command import (
        StrategiesCommand,
        UnknownEnding,
        simulate_strategies,
    )

    without = ("temperament", "balance", "chart", "full", "reports")
    if unfit := next((name for name in without if getattr(given, name)), None):
        print(f"--{unfit} is of no use with --strategy, which says how to play: leave it out.", file=sys.stderr)
        return WRONG_USAGE
    command = StrategiesCommand(
        given.pack, tuple(given.strategy), given.plays, given.knowledge, given.best, given.seed, given.json, given.html,
        given.most_steps, given.workers, given.dask,
    )  # fmt: skip
    try:
        return simulate_strategies(command)
    except (WrongKnowledge, UnknownStrategy, UnknownEnding) as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _is_balanced(given: Namespace) -> bool:
    return given.balance or given.chart is not None


def _whole(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number between two others."""

    def read(written: str) -> int:
        plain = written.replace(",", "").replace("_", "")
        if not plain.isascii() or not plain.isdecimal() or not least <= int(plain) <= most:
            raise ArgumentTypeError(f"“{written}” is not a whole number from {least:,} to {most:,}")
        return int(plain)

    return read

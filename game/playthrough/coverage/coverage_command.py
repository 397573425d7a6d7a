"""The flags of coverage on the command line, and what they bring about."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from game.support.exit_codes import FINDINGS, FINE, UNFINISHED

if TYPE_CHECKING:
    from game.playthrough.coverage.coverage_of_packs import WantedReports
    from game.playthrough.parallel_runs import PlaythroughPart


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind the verb."""
    group = parser.add_argument_group("coverage: what the playthroughs reached of each pack")
    group.add_argument("--coverage", action="store_true", help="tell it in a table")
    group.add_argument("--coverage-html", metavar="FILE", type=Path, help="write it as a page, with every line")
    group.add_argument("--coverage-json", metavar="FILE", type=Path, help="write it for other programs")
    group.add_argument(
        "--fail-under", metavar="N", type=percent_argument, help="it is a failure when less than N percent is reached"
    )


def percent_argument(words: str) -> float:
    """A percentage as it was typed. Raises ArgumentTypeError."""
    try:
        number = float(words)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise ArgumentTypeError(f"{words} is not a number from 0 to 100")
    return number


def wanted(given: Namespace) -> WantedReports | None:
    """Which reports are wanted; None when there is nothing to be measured."""
    if not (given.coverage or given.coverage_html or given.coverage_json or given.fail_under is not None):
        return None
    from game.playthrough.coverage.coverage_of_packs import WantedReports

    return WantedReports(given.coverage, given.coverage_html, given.coverage_json, given.fail_under)


def report_coverage(parts: Iterable[PlaythroughPart], reports: WantedReports) -> int:
    """Print and write the coverage. The result is the exit code: 0 fine, 1 too little, 3 not written."""
    from shutil import get_terminal_size

    from game.playthrough.coverage.coverage_of_packs import Collector, too_little, write
    from game.playthrough.coverage.table import table

    collector = Collector()
    collector.add(parts)
    measured, problems = collector.coverages()
    if not measured and not problems:
        print("No playthrough could be run, so there is no coverage.", file=sys.stderr)
        return FINDINGS
    written, unwritten = write(measured, reports, collector.packs()) if measured else ([], [])
    width = min(max(get_terminal_size().columns, 80), 120)
    for coverage in measured if reports.table else ():
        print("\n".join(("", *table(coverage, width))))
    little = too_little(measured, reports.least)
    for words in written:
        print(words)
    sys.stdout.flush()
    for words in (*problems, *unwritten, *little):
        print(words, file=sys.stderr)
    if unwritten or problems:
        return UNFINISHED
    return FINDINGS if little else FINE

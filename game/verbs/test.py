"""`eightwings test`: run the playthroughs of packs."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game.playthrough.coverage import coverage_command
from game.support.counts import counted
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED, WRONG_USAGE
from game.support.limits import FAILURE_CHARACTERS

if TYPE_CHECKING:
    from game.playthrough.discovery import FoundPlaythrough
    from game.playthrough.parallel_runs import RunReport


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `test`."""
    parser.add_argument(
        "packs", nargs="*", metavar="PACK", help="a pack, a folder with packs, or a playthrough file; a name such as hq"
    )
    parser.add_argument(
        "-k", metavar="WORDS", dest="words", default="", help="only those with these words in the title"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="more on each playthrough: file, steps, seconds")
    parser.add_argument("--bless", action="store_true", help="write what happens into expectations that no longer hold")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="a report for build servers as well")
    parser.add_argument(
        "-n", type=_workers, metavar="WORKERS", dest="workers", default=1, help="how many processes, or `auto`; 1"
    )
    coverage_command.add_arguments(parser)


def _workers(words: str) -> int:
    from game.playthrough.simulation.workers import cores

    if words == "auto":
        return cores()
    if not words.isdecimal() or not 1 <= int(words) <= 1_000:
        raise ArgumentTypeError(f"“{words}” is not a number of processes: write 1, 2, … or auto")
    return int(words)


def run(given: Namespace) -> int:
    """Run the playthroughs that were asked for."""
    from game.playthrough.discovery import NoPlaythroughs, find_playthroughs

    if not given.packs:
        print("Which pack? Give a folder, a playthrough, or a name such as hq: eightwings test hq", file=sys.stderr)
        return WRONG_USAGE
    try:
        found = list(
            {
                playthrough.path.resolve(): playthrough
                for pack in given.packs
                for playthrough in find_playthroughs(pack)
            }.values()
        )
    except NoPlaythroughs as problem:
        print(problem, file=sys.stderr)
        return WRONG_USAGE
    if given.words:
        from game.playthrough.parallel_runs import title_matches

        there_were = len(found)
        found = [playthrough for playthrough in found if title_matches(playthrough, given.words)]
        if not found:
            none = f"None of the {counted(there_were, 'playthrough')} has" if there_were != 1 else "The only one lacks"
            print(f"{none} “{given.words}” in its title or name.", file=sys.stderr)
            return WRONG_USAGE
    return _run(given, found)


def _run(given: Namespace, found: list[FoundPlaythrough]) -> int:
    from game.playthrough.parallel_runs import Settings, run_many
    from game.playthrough.simulation.workers import WorkerLost

    wanted = coverage_command.wanted(given)
    packs = {playthrough.pack for playthrough in found if playthrough.pack is not None}
    playable, not_run = _only_playable(found)
    reports = []
    try:
        for report in run_many(playable, Settings(given.bless, wanted is not None), given.workers):
            _tell(report, given.verbose)
            reports.append(report)
    except WorkerLost:
        print("A process ended without being asked to: most likely there was no memory left. Use fewer with -n.",
              file=sys.stderr)  # fmt: skip
        return UNFINISHED
    _tell_failures(reports)
    code = FINE if len(playable) == len(found) and all(report.passed for report in reports) else FINDINGS
    if wanted is not None:
        reached = (report.reached for report in reports if report.reached is not None)
        code = max(code, coverage_command.report_coverage(reached, wanted))
    _summary(reports, len(not_run))
    if given.junit is not None and not _write_junit(given.junit, [*reports, *not_run], packs):
        return UNFINISHED
    return UNFINISHED if any(report.stuck for report in reports) else code


def _only_playable(found: list[FoundPlaythrough]) -> tuple[list[FoundPlaythrough], list[RunReport]]:
    """Those whose pack can be played, and reports of the others; what is wrong with a pack is printed once."""
    from game.author.findings import print_findings
    from game.playthrough.parallel_runs import not_run
    from game.record.story_cache import load_story
    from game.story.refusals import PackError

    broken = set()
    for pack in dict.fromkeys(playthrough.pack for playthrough in found):
        try:
            if pack is not None:
                load_story(str(pack))
        except PackError as error:
            broken.add(pack)
            print_findings(error.diagnostics, sys.stdout)
            number = sum(playthrough.pack == pack for playthrough in found)
            they = "its playthrough was" if number == 1 else f"its {number} playthroughs were"
            print(f"The pack {pack} cannot be played, so {they} not run.\n")
    playable = [playthrough for playthrough in found if playthrough.pack not in broken]
    return playable, [not_run(playthrough) for playthrough in found if playthrough.pack in broken]


def _tell(report: RunReport, verbose: bool) -> None:
    word = "passed" if report.passed else "FAILED"
    if report.blessed:
        word = "blessed" if report.passed else "FAILED"
    if verbose:
        steps = counted(report.steps, "step")
        print(f"{word:<8}{report.title}\n        {report.name}, {steps}, {report.seconds:.2f} s")
        for note in report.notes:
            print(f"        {note}")
    else:
        room = 72
        print(f"{word:<8}{report.title if len(report.title) <= room else report.title[: room - 1] + '…'}")
    for warned in report.warnings:
        print(f"        {warned}")
    sys.stdout.flush()


def _tell_failures(reports: list[RunReport]) -> None:
    """What failed and what was blessed; of very much that failed the first, and how to see more."""
    told = untold = 0
    for report in reports:
        if report.blessed:
            print(f"\n{report.name} has changed:\n{report.blessed}")
        if report.unblessed:
            print(f"\n{report.unblessed}")
        if report.passed:
            continue
        lines = "\n".join(report.lines)
        if told and told + len(lines) > FAILURE_CHARACTERS:
            untold += 1
            continue
        told += len(lines)
        print(f"\n── {report.title} " + "─" * max(3, 76 - len(report.title)))
        print(lines)
    if untold:
        more = counted(untold, "more playthrough", "more playthroughs")
        print(f"\n… and {more} failed. Give one of them to `eightwings test` to see why.")


def _write_junit(path: Path, reports: list[RunReport], packs: set[Path]) -> bool:
    from game.playthrough.junit import junit
    from game.record.wanted_file import write_wanted_file

    trouble = write_wanted_file(path, junit(reports), packs)
    if trouble:
        print(trouble, file=sys.stderr)
    return not trouble


def _summary(reports: list[RunReport], not_run: int) -> None:
    counts = (
        (sum(report.passed and not report.blessed for report in reports), "passed"),
        (sum(report.passed and bool(report.blessed) for report in reports), "blessed"),
        (sum(not report.passed for report in reports), "failed"),
        (not_run, "not run"),
    )
    number = len(reports) + not_run
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    print(f"\n{counted(number, 'playthrough')}: {said}.")

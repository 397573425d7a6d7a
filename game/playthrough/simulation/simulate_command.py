"""What `eightwings simulate` does: play with a progress bar, write what was asked for, and say how it went."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from game.playthrough.simulation.figures import figures
from game.playthrough.simulation.knowledge import read_knowledge
from game.playthrough.simulation.report import Reporter
from game.playthrough.simulation.simulating import Simulation, SimulationWishes, simulate
from game.playthrough.simulation.temperaments import TemperamentName
from game.playthrough.simulation.unfinished import Unfinished, unfinished, write_examples
from game.playthrough.simulation.workers import Cluster, ClusterProblem, WorkerLost, cores
from game.record.atomic_files import not_written, output_root
from game.record.safe_output import unguarded
from game.record.story_cache import load_story
from game.record.wanted_file import write_wanted_file
from game.story.model.story import Story
from game.story.source.library import find_pack
from game.support.exit_codes import FINDINGS, FINE, INTERRUPTED, UNFINISHED

if TYPE_CHECKING:
    from game.report.document import Document

#: Where plays without an ending are written to, when nothing else is said.
REPORTS_FOLDER = Path("simulation-reports")

#: Fewer plays than these are done sooner than another process is there to help.
_WORTH_A_PROCESS = 400

WORKER_LOST = (
    "A process that played ended before its work was done; the system may have had no memory left for it. "
    "Try it with fewer: --workers 1."
)
_NOTHING_TO_DRAW = "No chart is written: there were no plays at the steps of knowledge, or the story has no endings."
NOT_ONE_PLAY = "Interrupted before a single play was counted."


class SimulationCommand(NamedTuple):
    """What the command line says.

    `workers` None: as many as there are cores; `dask`: the address of the cluster that plays instead.
    `reports` None: in the usual folder.
    """

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
    reports: Path | None
    workers: int | None
    dask: str | None = None
    chart: Path | None = None


def simulate_pack(command: SimulationCommand) -> int:
    """Do it. The result is the exit code. Raises PackError, WrongKnowledge."""
    story = load_story(command.pack)
    knowledge = read_knowledge(command.knowledge, story)
    wishes = SimulationWishes(
        command.plays, knowledge, command.temperament, command.seed, command.most_steps, command.balance
    )
    workers = workers_for(wishes.all_plays, command.workers, command.dask)
    try:
        with playing_bar(wishes.all_plays) as told:
            simulation = simulate(story, wishes, workers, told)
    except (WorkerLost, ClusterProblem) as error:
        return tell_of_lost_workers(error)
    tell_of_left_out(workers)
    if not simulation.tally.plays:
        print(NOT_ONE_PLAY, file=sys.stderr)
        return INTERRUPTED
    return _report(story, simulation, command)


def workers_for(plays: int, wanted: int | None, dask: str | None) -> int | Cluster:
    """Who plays: the cluster at the address `dask`, or as many processes as are `wanted`, or play so much soonest."""
    if dask is not None:
        from game.playthrough.simulation.cluster import DaskCluster

        return DaskCluster(dask)
    return wanted or min(cores(), max(1, plays // _WORTH_A_PROCESS))


def tell_of_lost_workers(error: WorkerLost | ClusterProblem) -> int:
    """Say why there are no figures; the result is the exit code."""
    print(error if isinstance(error, ClusterProblem) else WORKER_LOST, file=sys.stderr)
    return error.code if isinstance(error, ClusterProblem) else UNFINISHED


def tell_of_left_out(workers: int | Cluster) -> None:
    """Say which workers of a cluster could not be used."""
    if not isinstance(workers, int) and workers.left_out:
        print(workers.left_out, file=sys.stderr)


@contextlib.contextmanager
def playing_bar(plays: int) -> Iterator[Callable[[int], object] | None]:
    """A bar on a terminal, beside what is printed; elsewhere nothing.

    Yields a function to be called with how many plays were done since the last call, or None where there is no bar. The
    bar is full at `plays`, and disappears in the end, whatever is raised inside.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") in ("dumb", None, ""):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Playing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(file=unguarded(sys.stderr)), transient=True)
    try:
        # Rich hides the cursor first, and a signal may come before it has started, or while it stops.
        bar.start()
        task = bar.add_task("", total=plays)
        yield lambda more: bar.advance(task, more)
    finally:
        try:
            bar.stop()
        finally:
            bar.console.show_cursor(True)


def _report(story: Story, simulation: Simulation, command: SimulationCommand) -> int:
    found = unfinished(story, simulation)
    packs = (find_pack(command.pack),)
    found, trouble = _written(found, story, command.reports, packs)
    numbers = figures(story, simulation)

    def text() -> str:
        from game.playthrough.simulation.simulation_json import as_json

        return as_json(story, simulation, numbers, found)

    troubles = give_report(
        command,
        packs,
        text,
        page=lambda: Reporter(story, simulation, numbers, found, full=True, wordy=True).document(),
        shown=lambda: Reporter(story, simulation, numbers, found, full=command.full).document(),
        first=trouble,
        chart=command.chart,
    )
    if not simulation.complete:
        return INTERRUPTED
    return UNFINISHED if troubles else FINDINGS if found else FINE


def _written(
    found: tuple[Unfinished, ...], story: Story, named: Path | None, packs: tuple[Path, ...]
) -> tuple[tuple[Unfinished, ...], str]:
    """The plays without an ending, with their files, and a sentence when these could not be written."""
    folder = named or REPORTS_FOLDER
    try:
        root = output_root(folder, packs, named=named is not None, folder=True)
        return write_examples(found, story, folder, root), ""
    except OSError as error:
        return found, f"The plays without an ending are not kept: {not_written(folder, error)}"


class ReportWishes(Protocol):
    """Where a report is wanted; `json` "-": printed instead of the words."""

    @property
    def json(self) -> str | None:
        """The file for programs."""

    @property
    def html(self) -> Path | None:
        """The file of the page."""


def give_report(
    command: ReportWishes,
    packs: tuple[Path, ...],
    text: Callable[[], str],
    *,
    page: Callable[[], Document],
    shown: Callable[[], Document],
    first: str = "",
    chart: Path | None = None,
) -> list[str]:
    """Write a report to where it is wanted and print it. Gives the sentences on what could not be written, which are
    also told; `first` is one that is known already. `packs`: the folders of packs, in which nothing is written over.
    `chart`: the file for the curves of the report, as a drawing.
    """
    wrote = [first]
    if command.json == "-":
        sys.stdout.write(text())
    elif command.json is not None:
        wrote.append(write_wanted_file(Path(command.json), text(), packs))
    if command.html is not None:
        from game.report.simulation_page import simulation_page

        wrote.append(write_wanted_file(command.html, simulation_page(page()), packs))
    if chart is not None:
        from game.report.chart_file import chart_file

        drawn = chart_file(page())
        wrote.append(write_wanted_file(chart, drawn, packs) if drawn else _NOTHING_TO_DRAW)
    if command.json != "-":
        from rich.console import Console

        from game.playthrough.simulation.report_text import print_document

        print_document(shown(), Console(file=unguarded(sys.stdout), no_color="NO_COLOR" in os.environ or None))
    troubles = [*filter(None, wrote)]
    for sentence in troubles:
        print(sentence, file=sys.stderr)
    return troubles

"""Coverage of several packs: the records of their playthroughs, from this process and from others, and the reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from game.playthrough.coverage.measuring import Coverage, CoverageRecord, measure
from game.playthrough.parallel_runs import PlaythroughPart
from game.record.story_cache import load_story
from game.record.wanted_file import write_wanted_file
from game.story.refusals import PackError
from game.story.targets.survey import PackChanged, survey


class WantedReports(NamedTuple):
    """Which reports are wanted. `least` is the percentage that each pack must have."""

    table: bool = True
    page: Path | None = None
    json: Path | None = None
    least: float | None = None


class Collector:
    """Collects what playthroughs reached, pack by pack."""

    def __init__(self) -> None:
        self._parts: list[PlaythroughPart] = []

    def add(self, parts: Iterable[PlaythroughPart]) -> None:
        """What some playthroughs reached, in this process or in another one."""
        self._parts.extend(parts)

    def parts(self) -> list[PlaythroughPart]:
        """Everything so far, to be handed to another process."""
        return self._parts

    def packs(self) -> set[str]:
        """The paths of the packs of which something was reached."""
        return {pack for pack, *_ in self._parts}

    def coverages(self) -> tuple[list[Coverage], list[str]]:
        """The coverage of each pack, and sentences on packs of which there is none.

        Whatever process ran what, the result is the same: packs and playthroughs come in the order of their names.
        """
        records: dict[str, list[CoverageRecord]] = {}
        for pack, title, file, language, reached in sorted(self._parts):
            records.setdefault(pack, []).append(CoverageRecord(title, file, language, frozenset(reached)))
        measured, problems = [], []
        for pack, some in records.items():
            try:
                story = load_story(pack)
                measured.append(measure(survey(story, Path(pack), {record.language for record in some}), some))
            except PackChanged as problem:
                problems.append(str(problem))
            except PackError:
                problems.append(f"{pack} was changed while its playthroughs ran, and cannot be read any more.")
        return measured, problems


def too_little(measured: Iterable[Coverage], least: float | None) -> list[str]:
    """A sentence for each pack of which less was reached than there should be."""
    found = []
    for coverage in measured:
        total = coverage.total
        if least is not None and total.of and 100 * total.reached < least * total.of:
            found.append(
                f"The playthroughs reach {total.percent} % of {coverage.survey.title}, and {least:g} % are asked for."
            )
    return found


def write(measured: Sequence[Coverage], wanted: WantedReports, packs: Iterable[str]) -> tuple[list[str], list[str]]:
    """Write the reports on these packs that go into files: sentences on what is written, and on what could not be."""
    written, problems = [], []
    for path, form in ((wanted.page, "page"), (wanted.json, "JSON")):
        if path is None:
            continue
        trouble = write_wanted_file(path, _in_form(measured, form), packs)
        if trouble:
            problems.append(trouble)
        else:
            written.append(f"Coverage is written to {path}.")
    return written, problems


def _in_form(measured: Sequence[Coverage], form: str) -> str:
    if form == "page":
        from game.playthrough.coverage.annotated_source import annotated
        from game.report.coverage_page import coverage_page

        return coverage_page([annotated(coverage) for coverage in measured])
    from game.playthrough.coverage.coverage_json import json_of

    return json_of(measured)

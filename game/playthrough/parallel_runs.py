"""Running many playthroughs, in this process or in several: one report each, in the order in which they were found."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from game.playthrough.discovery import FoundPlaythrough
from game.playthrough.reading import playthrough_title
from game.playthrough.testing import TestOutcome, result_told, run_found
from game.record.atomic_files import rewrite_file
from game.record.story_cache import load_story
from game.story.model.story import Story
from game.story.source.pack_files import shown_name
from game.support import limits
from game.support.similarity import comparisons_limited

if TYPE_CHECKING:
    from game.playthrough.coverage.reached import Recorder
    from game.playthrough.running import Watch

PlaythroughPart: TypeAlias = tuple[str, str, str, str, list[str]]
"""What a playthrough reached, as it passes between processes: pack, title, file, language, names of `target_keys`."""


class Settings(NamedTuple):
    """How playthroughs are run: whether what happened is written into them, and whether what they reach is noted."""

    bless: bool = False
    cover: bool = False
    width: int = 80


class FailureAt(NamedTuple):
    """Where something failed, and what."""

    file: str
    line: int
    message: str


class RunReport(NamedTuple):
    """What came of a playthrough, in plain words, as it passes between processes.

    `was_run` is false when its file, or its pack, could not be read. `lines` tell what failed. `blessed` is the
    difference that was written into the file, `unblessed` why nothing could be; `stuck`: the disk did not take it.
    `reached` is there for coverage, for a playthrough that could be run.
    """

    name: str
    title: str
    pack: str
    passed: bool
    was_run: bool
    failures: tuple[FailureAt, ...]
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    steps: int
    seconds: float
    blessed: str = ""
    unblessed: str = ""
    stuck: bool = False
    reached: PlaythroughPart | None = None
    warnings: tuple[str, ...] = ()


def run_many(found: Sequence[FoundPlaythrough], settings: Settings, workers: int = 1) -> Iterator[RunReport]:
    """A report of each playthrough, in this order whatever the number of workers. Raises WorkerLost."""
    from game.playthrough.simulation.workers import work

    numbered = list(enumerate(found))
    done: dict[int, RunReport] = {}
    following = 0
    for number, report in work(_Worker, settings, numbered, min(workers, len(numbered)) or 1):
        done[number] = report
        while following in done:
            yield done.pop(following)
            following += 1


class _Worker:
    """What runs playthroughs in another process."""

    def __init__(self, settings: Settings) -> None:
        self.runner = Runner(settings)

    def __call__(self, piece: tuple[int, FoundPlaythrough]) -> tuple[int, RunReport]:
        number, found = piece
        return number, self.runner.report(found)


class Runner:
    """Runs playthroughs in one process; stories are loaded once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._stories: dict[tuple[str, str], Story] = {}
        self._comparisons = [limits.SIMILARITY_COMPARISONS]

    def load(self, pack: str, language: str) -> Story:
        """A story, loaded once. Raises what `load_story` raises."""
        if (pack, language) not in self._stories:
            self._stories[pack, language] = load_story(pack, language)
        return self._stories[pack, language]

    def report(self, found: FoundPlaythrough) -> RunReport:
        """Run a playthrough, and write what happened into it if that is wanted."""
        with comparisons_limited(self._comparisons):
            return self._reported(found)

    def _reported(self, found: FoundPlaythrough) -> RunReport:
        begun = time.perf_counter()
        recorders: list[Recorder] = []

        def watching(story: Story) -> Watch:
            from game.playthrough.coverage.reached import Recorder  # only for coverage

            recorders.append(Recorder(story))
            return recorders[0].take

        outcome = run_found(found, self.load, watching if self.settings.cover else None)
        report = self._report(found, outcome)
        if self.settings.bless and not outcome.passed and outcome.result is not None and outcome.story is not None:
            report = self._blessed(found, outcome, report)
        if recorders:
            pack, language = str(_resolved(found)), recorders[0].story.language
            reached = pack, report.title, report.name, language, sorted(recorders[0].reached)
            report = report._replace(reached=reached)
        return report._replace(seconds=time.perf_counter() - begun)

    def _report(self, found: FoundPlaythrough, outcome: TestOutcome) -> RunReport:
        failures = tuple(
            FailureAt(failure.spot.file, failure.spot.line, failure.message) for failure in outcome.failures
        )
        result = outcome.result
        return RunReport(
            name=shown_name(str(found.path)), title=outcome.title, pack=_pack_name(found), passed=outcome.passed,
            was_run=result is not None, failures=failures, lines=tuple(result_told(outcome, self.settings.width)),
            notes=result.notes if result is not None else (), steps=max(len(result.turns) - 1, 0) if result else 0,
            seconds=0.0, warnings=outcome.warnings,
        )  # fmt: skip

    def _blessed(self, found: FoundPlaythrough, outcome: TestOutcome, report: RunReport) -> RunReport:
        from game.playthrough.blessing import NotBlessed, bless  # only where something failed

        assert outcome.result is not None  # noqa: S101 - only what was run comes here
        assert outcome.story is not None  # noqa: S101
        try:
            blessed = bless(found, outcome.result.playthrough, outcome.story)
        except NotBlessed as problem:
            return report._replace(unblessed=str(problem))
        if blessed is None:
            return report
        try:
            rewrite_file(found.path, blessed.before, blessed.content, root=found.root)
        except OSError as error:
            reason = error.strerror or str(error)
            said = f"{report.name} could not be written: {reason}. It is as it was."
            return report._replace(unblessed=said, stuck=True)
        after = outcome._replace(failures=blessed.result.failures, result=blessed.result)
        return self._report(found, after)._replace(blessed=blessed.difference)


def not_run(found: FoundPlaythrough) -> RunReport:
    """The report of a playthrough whose pack cannot be played."""
    name = shown_name(str(found.path))
    message = f"The pack {_pack_name(found)} cannot be played. See: eightwings check {shown_name(str(found.pack))}"
    failures = (FailureAt(name, 1, message),)
    return RunReport(name, playthrough_title(found), _pack_name(found), False, False, failures, (message,), (), 0, 0.0)


def _resolved(found: FoundPlaythrough) -> Path | None:
    return found.pack.resolve() if found.pack is not None else None


def _pack_name(found: FoundPlaythrough) -> str:
    pack = _resolved(found)
    if pack is None:
        return "?"
    return shown_name(pack.stem if pack.is_file() else pack.name)


def title_matches(found: FoundPlaythrough, words: str) -> bool:
    """Whether all these words are in the title or the name of a playthrough; a word behind `not` must not be."""
    said = f"{playthrough_title(found)} {found.path}".casefold()
    wanted = True
    for word in words.casefold().split():
        if word == "not":
            wanted = False
            continue
        if (word in said) != wanted:
            return False
        wanted = True
    return True

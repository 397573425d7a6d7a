"""Running playthroughs as tests: what comes of a file, whatever is wrong with it, and how that is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from game.playthrough.discovery import FoundPlaythrough
from game.playthrough.playthrough_result import Failure, PlaythroughResult
from game.playthrough.reading import playthrough_title, read_playthrough
from game.playthrough.running import Watch, run
from game.record.story_cache import load_story
from game.story import catalogue
from game.story.catalogue.diagnostics import source_lines
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.refusals import NoSuchLanguage, PackError
from game.story.source.pack_files import read_below, read_bounded, shown_name
from game.support.counts import counted
from game.support.limits import FAILURE_CHARACTERS, FAILURES_SHOWN, PLAY_BYTES
from game.support.safe_text import visible

#: So many lines of what was told before a failure are shown with it.
TRANSCRIPT_LINES = 12


class TestOutcome(NamedTuple):
    """What came of one playthrough file. `result` and `story` are None when it could not be run; `failures` say why.

    `warnings` are sentences on a recorded file that is not as it was written.
    """

    found: FoundPlaythrough
    title: str
    failures: tuple[Failure, ...]
    result: PlaythroughResult | None = None
    story: Story | None = None
    warnings: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.failures


Load: TypeAlias = Callable[[str, str], Story]
"""Gives the story of a pack in a language, as `load_story` does."""


def run_found(
    found: FoundPlaythrough,
    load: Load = load_story,
    watching: Callable[[Story], Watch] | None = None,
    name: str = "",
) -> TestOutcome:
    """Run a playthrough that was found. Nothing is raised: whatever is wrong is in the outcome.

    `watching` gives what sees the turns in this story. `name` is how messages call the file, by default its path.
    """
    name = name or shown_name(str(found.path))
    start = Spot(name, 1, 1)
    title = shown_name(found.path.name)
    if found.pack is None:
        return TestOutcome(found, title, (Failure(start, found.problem),))
    try:
        story = load(str(found.pack), "")
        playthrough, findings = read_playthrough(found.path, story, pack=found.pack, name=name, root=found.root)
        if playthrough is None:
            failures = [
                Failure(finding.spot, finding.message, finding.fix)
                for finding in findings
                if finding.severity == "error"
            ]
            return TestOutcome(found, playthrough_title(found), tuple(failures))
        title = playthrough.title
        if playthrough.language:
            story = load(str(found.pack), playthrough.language)
    except PackError as error:
        errors = [diagnostic for diagnostic in error.diagnostics if diagnostic.severity == "error"]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        message = f"The pack cannot be played: {errors[0]}{more}"
        return TestOutcome(
            found, title, (Failure(start, message, f"See: eightwings check {shown_name(str(found.pack))}"),)
        )
    except NoSuchLanguage as error:
        return TestOutcome(found, title, (Failure(start, str(error)),))
    result = run(playthrough, story, watch=watching(story) if watching is not None else None)
    changed = tuple(str(finding) for finding in findings if finding.code == catalogue.RECORDED_LINE_CHANGED.code)
    return TestOutcome(found, title, result.failures, result, story, changed)


def result_told(outcome: TestOutcome, width: int = 80) -> list[str]:
    """The lines in which everything that failed is told.

    For each failure: where, what, the line of the file, what may help; and the last part of what was done and told
    before, once for failures at the same point. Of very many the first are told, and how many more there are.
    """
    lines: list[str] = []
    read: dict[str, list[str]] = {}
    failures = outcome.failures
    characters = 0
    for index, failure in enumerate(failures):
        if index == FAILURES_SHOWN or characters > FAILURE_CHARACTERS:
            return [*lines, f"… and {counted(len(failures) - index, 'more failure', 'more failures')}."]
        if failure.spot.file not in read:
            read[failure.spot.file] = _lines_of(failure.spot.file, outcome.found.root)
        shown_before = index and failures[index - 1].spot[:2] == failure.spot[:2]
        source = _source_line(read[failure.spot.file], failure.spot, width - 10) if not shown_before else ""
        told = _failure_told(failure, source, width)
        if index + 1 in (len(failures), FAILURES_SHOWN) or failures[index + 1].told != failure.told:
            told += _told_before(outcome, failure, width)
        characters += sum(len(line) for line in told)
        lines += told
    return lines


def _failure_told(failure: Failure, source: str, width: int) -> list[str]:
    spot = failure.spot
    lines = wrapped(f"{spot.file}:{spot.line}:{spot.column}: {failure.message}", "", width)
    if source:
        lines.append(f"  {spot.line:>4} | {source}")
    if failure.fix:
        lines += wrapped(f"→ {failure.fix.strip()}", "    ", width)
    return lines + [f"    included by {includer.file}:{includer.line}" for includer in reversed(failure.included)]


def _told_before(outcome: TestOutcome, failure: Failure, width: int) -> list[str]:
    """The last part of what was done and told before a failure."""
    transcript = outcome.result.transcript if outcome.result is not None else ()
    if not failure.told:
        return []
    part = transcript[max(failure.told - TRANSCRIPT_LINES, 0) : failure.told]
    more = failure.told - len(part)
    above = f" ({counted(more, 'line')} above these)" if more else ""
    return [
        f"  What happened before{above}:",
        *(row for line in part for row in wrapped(line, "  | ", width, again=True)),
    ]


def wrapped(text: str, indent: str, width: int, again: bool = False) -> list[str]:
    """A paragraph in lines of this width; `again`: every line begins with all of the indentation."""
    import textwrap  # only what fails is told

    further = indent if again else f"{' ' * len(indent)}  "
    return [
        line
        for part in visible(text).splitlines() or [""]
        for line in textwrap.wrap(
            part, width, initial_indent=indent, subsequent_indent=further, break_long_words=False,
            break_on_hyphens=False,
        ) or [indent.rstrip()]
    ]  # fmt: skip


def _lines_of(file: str, root: Path | None) -> list[str]:
    """The lines of a file; none when it cannot be read any more."""
    try:
        content = read_bounded(file, PLAY_BYTES) if root is None else read_below(file, root, PLAY_BYTES)
    except OSError:
        return []
    return source_lines(content) if isinstance(content, bytes) else []


def _source_line(lines: list[str], spot: Spot, width: int) -> str:
    """The line at which a failure stands, or its part; "" when there is no such line any more."""
    line = visible(lines[spot.line - 1]) if spot.line <= len(lines) else ""
    bare = line.strip()
    if len(bare) <= width:
        return bare
    first = max(0, min(spot.column - 1 - (len(line) - len(line.lstrip())) - 12, len(bare) - width))
    cut = bare[first : first + width]
    return f"{'…' if first else ''}{cut[bool(first) : width - 1]}{'…' if first + width < len(bare) else cut[-1]}"

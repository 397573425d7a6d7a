"""Running playthroughs as tests: what comes of a file, whatever is wrong with it, and how that is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from game.playthrough.finding import FoundPlaythrough
from game.playthrough.reading import read_playthrough
from game.playthrough.running import Failure, Result, Watch, run
from game.record.story_cache import load_story
from game.story.diagnostics import NoSuchLanguage, PackError
from game.story.files import shown_name
from game.story.program import Story
from game.story.words import Spot

#: So many lines of what was told before a failure are shown with it.
TRANSCRIPT_LINES = 12


class Outcome(NamedTuple):
    """What came of one playthrough file. `result` and `story` are None when it could not be run; `failures` say why."""

    found: FoundPlaythrough
    title: str
    failures: tuple[Failure, ...]
    result: Result | None = None
    story: Story | None = None

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
) -> Outcome:
    """Run a playthrough that was found. Nothing is raised: whatever is wrong is in the outcome.

    `watching` gives what sees the turns in this story. `name` is how messages call the file, by default its path.
    """
    name = name or shown_name(str(found.path))
    start = Spot(name, 1, 1)
    title = found.path.name
    if found.pack is None:
        return Outcome(found, title, (Failure(start, found.problem),))
    try:
        story = load(str(found.pack), "")
        playthrough, findings = read_playthrough(found.path, story, pack=found.pack, name=name)
        if playthrough is None:
            failures = [Failure(one.spot, one.message, one.fix) for one in findings if one.severity == "error"]
            return Outcome(found, title, tuple(failures))
        title = playthrough.title
        if playthrough.language:
            story = load(str(found.pack), playthrough.language)
    except PackError as error:
        errors = [one for one in error.diagnostics if one.severity == "error"]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        message = f"The pack cannot be played: {errors[0]}{more}"
        return Outcome(found, title, (Failure(start, message, f"See: eightwings check {found.pack}"),))
    except NoSuchLanguage as error:
        return Outcome(found, title, (Failure(start, str(error)),))
    result = run(playthrough, story, watch=watching(story) if watching is not None else None)
    return Outcome(found, title, result.failures, result, story)


def told(outcome: Outcome) -> list[str]:
    """The lines in which everything that failed is told, each with the last part of what was done and told before."""
    transcript = outcome.result.transcript if outcome.result is not None else ()
    lines: list[str] = []
    for failure in outcome.failures:
        lines.append(f"{failure.spot.file}:{failure.spot.line}: {failure.message}")
        if failure.fix:
            lines.append(f"  → {failure.fix}")
        lines.extend(f"  | {line}" for line in transcript[: failure.told][-TRANSCRIPT_LINES:])
    return lines

"""The files of a pack, with what is wrong with them among the findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.yaml_nodes import Spot
from game.story.source.pack_files import FileProblems, PackFile, playthrough_files, story_files
from game.support.source_lines import line_and_column

_ENTRIES = {
    "no such pack": catalogue.NO_SUCH_PACK,
    "hidden ending": catalogue.HIDDEN_ENDING,
    "too many files": catalogue.TOO_MANY_FILES,
    "unreadable file": catalogue.UNREADABLE_FILE,
    "outside pack": catalogue.OUTSIDE_PACK,
    "file too large": catalogue.FILE_TOO_LARGE,
    "pack too large": catalogue.PACK_TOO_LARGE,
}


def report_problems(problems: FileProblems, found: Diagnostics) -> None:
    """Add what was wrong with the files to the findings."""
    found.apart |= problems.apart
    found.broken_files |= problems.broken
    for problem in problems.found:
        details: dict[str, Any] = problem.details
        found.report(_ENTRIES[problem.kind], Spot(problem.file, 1, 1), **details)


def read_files(path: Path, found: Diagnostics) -> tuple[PackFile, ...]:
    """Every story file of the pack at `path` (a folder, or one file), in the order of their names."""
    problems = FileProblems()
    files = story_files(path, problems)
    report_problems(problems, found)
    return files


def every_file(path: Path, found: Diagnostics) -> tuple[PackFile, ...]:
    """Every file of the pack at `path`, those of its story first; playthroughs only of a pack that is a folder."""
    problems = FileProblems()
    files = (*story_files(path, problems), *playthrough_files(path, problems))
    report_problems(problems, found)
    return files


def decode(file: PackFile, found: Diagnostics) -> str | None:
    """The text of a file, or None after reporting that it is not UTF-8."""
    try:
        return file.content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = file.content[: error.start].decode("utf-8").removeprefix("\ufeff")
        spot = Spot(file.name, *line_and_column(before, len(before)))
        found.report(catalogue.NOT_UTF8, spot, position=error.start)
        found.broken_files.add(file.name)
        return None

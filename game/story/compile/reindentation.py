"""A line in a column where it means something else than its author meant: the file can be read, and makes no sense.

`scenes:` two columns too far to the right is a place called so, and every scene below it seems to be wrong. When the
keys of a file seem to stand in wrong places, and moving one single line puts all of them right, that line is told.
"""

from __future__ import annotations

import re

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics, source_lines
from game.story.catalogue.quick_fixes import Lines
from game.story.compile.likely_mistakes import Cause, line_moves
from game.story.compile.parse_error_recovery import LONGEST_FILE, MISPLACED, Findings, judged, uneven_steps
from game.story.model.yaml_nodes import Spot
from game.story.source.pack_files import PackFile

#: Findings that may come from a line in a wrong column.
_MISPLACED = MISPLACED | {
    entry.code for entry in (catalogue.EMPTY_VALUE, catalogue.UNKNOWN_DIRECTION, catalogue.NO_SECTION)
}
#: So many lines are tried.
_TRIES = 40
_BARE = re.compile(r"\s*(?:- +)*\w+:\s*")


def reindented(
    files: tuple[PackFile, ...], found: Diagnostics, since: int, findings: Findings
) -> tuple[tuple[PackFile, ...], list[Cause]]:
    """The files with such lines moved, and the moves, by file as many. Nothing is reported.

    `since` is how many findings there were before the files were read.
    """
    moved: list[Cause] = []
    made = list(files)
    for index, file in enumerate(files):
        lines = found.lines_with(_MISPLACED, file.name, since)
        cause = _line_to_move(file, lines, found, findings) if lines else None
        if cause is not None:
            text = _with(source_lines(file.content), cause)
            made[index] = PackFile(file.name, text.encode())
            moved.append(cause)
    return tuple(made), moved


def report_move(cause: Cause, file: str, found: Diagnostics) -> None:
    """Report a line that was moved."""
    mend = Lines(cause.line, cause.last, cause.text)
    found.report(catalogue.WRONG_INDENT, Spot(file, cause.line, cause.column), mend=mend)
    found.settled_lines.update((file, line) for line in range(cause.line, cause.last + 1))


def _line_to_move(file: PackFile, wrong: list[int], found: Diagnostics, findings: Findings) -> Cause | None:
    """The single line which, moved, leaves nothing in a wrong place; the one that leaves the file most even."""
    try:
        text = file.content.decode()
    except UnicodeDecodeError:
        return None
    lines = source_lines(file.content)
    if len(text) > LONGEST_FILE or len(lines) > LONGEST_FILE // 10:
        return None
    fitting: list[tuple[int, int, int, Cause]] = []
    first = min(wrong)
    if len(wrong) == 1 and not _below_nothing(lines, first):
        return None  # which has many other causes
    for order, cause in enumerate(line_moves(lines, first)):
        if order >= _TRIES or found.signs_to_try < len(text):
            break
        found.signs_to_try -= len(text)
        changed = _with(lines, cause)
        misplaced, others = judged(changed, _MISPLACED, findings)
        if not misplaced:
            fitting.append((others, uneven_steps(changed), order, cause))
    return min(fitting, default=(0, 0, 0, None), key=lambda candidate: candidate[:3])[3]


def _below_nothing(lines: list[str], at: int) -> bool:
    """Whether the line above is a key with nothing behind it, and this one does not stand further in."""
    above = next((line for line in reversed(lines[: at - 1]) if line.strip()), "")
    return _BARE.fullmatch(above) is not None and _indent(lines[at - 1]) <= _indent(above)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _with(lines: list[str], cause: Cause) -> str:
    return "\n".join([*lines[: cause.line - 1], cause.text, *lines[cause.last :]]) + "\n"

"""Lists whose items begin with a dash or a dot of a word processor instead of a hyphen, or are numbered."""

from __future__ import annotations

import re
from typing import NamedTuple

from game.support import limits

MARKS = "–—−‐‑‒―•·∙‣▪▫●○◦⁃➢✓*+"
"""What word processors and phones put before the items of a list."""

_MARK = re.compile(rf"(?P<indent> *)(?P<mark>[{re.escape(MARKS)}]|\d{{1,2}}[.)](?=[ \t\u00a0]))[ \t\u00a0]*(?=[\"'\w])")
#: So many lines a list is looked through, up and down.
_LONGEST = 200


class Hyphened(NamedTuple):
    """The lines from `first` to `last` (from 1), with hyphens for the marks. `mark` is the first of these."""

    first: int
    last: int
    text: str
    mark: str


def list_mark_of(value: str) -> str:
    """The mark with which a value begins that was meant as an item of a list; empty when it begins with none."""
    match = _MARK.match(value)
    return match["mark"] if match is not None and match["mark"] not in "*+" else ""


def hyphened(lines: list[str], at: int, *, whole: bool = True) -> Hyphened | None:
    """The list in which line `at` (from 1) begins an item; None when it begins none with such a mark.

    Without `whole` only that line is changed.
    """
    match = _MARK.match(lines[at - 1])
    if match is None:
        return None
    column, begin, end = match.end("indent"), at, at
    while whole and begin > 1 and at - begin < _LONGEST and _belongs(lines[begin - 2], column):
        begin -= 1
    while whole and end < len(lines) and end - at < _LONGEST and _belongs(lines[end], column):
        end += 1
    found = [number for number in range(begin, end + 1) if _column(lines[number - 1]) == column]
    changed = [
        _with_hyphen(lines, number) if number in found else lines[number - 1]
        for number in range(found[0], found[-1] + 1)
    ]
    if len(changed) > limits.MENDED_LINES:
        return None
    return Hyphened(found[0], found[-1], "\n".join(changed), match["mark"])


def _column(line: str) -> int:
    match = _MARK.match(line)
    return match.end("indent") if match is not None else -1


def _belongs(line: str, column: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) >= column


def _with_hyphen(lines: list[str], at: int) -> str:
    """The line with a hyphen for its mark; its key begins in the column of the keys below."""
    match = _MARK.match(lines[at - 1])
    assert match is not None  # noqa: S101 - whoever asks has looked
    column = match.end("indent")
    below = next((line for line in lines[at:] if line.strip()), "")
    inside = len(below) - len(below.lstrip(" "))
    spaces = inside - column - 1 if inside > column + 1 else 1
    return f"{match['indent']}-{' ' * spaces}{lines[at - 1][match.end() :]}"

"""Files that cannot be read: what is wrong said in a teacher's words, and the line put right wherever that is sure.

Likely causes are tried one after the other: the one with which the file can be read, and makes the best sense, is it.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from game.story import catalogue, limits, yaml_parser
from game.story.causes import Cause, causes
from game.story.diagnostics import Diagnostics
from game.story.mending import Lines
from game.story.words import Spot

#: So many causes are tried at most; fewer in a long file, of which so many signs are read in all; none in a longer one.
_TRIES, _SIGNS, _LONGEST = 80, 600_000, 150_000


class _Tried(NamedTuple):
    findings: int
    sure: bool
    order: int
    cause: Cause
    text: str


def explain(error: yaml.YAMLError, text: str, file: str, found: Diagnostics) -> str | None:
    """Report why a file cannot be read. The result is its text put right, when it can be trusted to read on with it."""
    lines = text.splitlines() or [""]
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = problem or context
    trouble = min(mark.line, len(lines) - 1) + 1 if mark is not None else 1
    while trouble > 1 and not lines[trouble - 1].strip():
        trouble -= 1
    begun = min(context.line, len(lines) - 1) + 1 if context is not None else trouble
    if "quoted" in str(getattr(error, "context", "")):
        trouble, begun = begun, trouble
    if "nesting depth" in str(error):  # newer versions of libyaml have a limit of their own, and meet it first
        column = mark.column + 1 if mark is not None else 1
        found.report(catalogue.TOO_DEEP, Spot(file, trouble, column), limit=limits.DEPTH)
        return None
    if "escape" in str(error) or "hexdecimal" in str(error):
        return _escape(lines, trouble, mark.column if mark is not None else 0, file, found)
    bounded = len(text) <= _LONGEST and max(map(len, lines)) <= limits.LINE_SIGNS
    tried = _meant(lines, trouble, begun, found) if bounded else None
    if tried is None:
        _say(str(getattr(error, "problem", "") or ""), lines, trouble, Spot(file, trouble, 1), found)
        return None
    cause = tried.cause
    spot = Spot(file, cause.line, cause.column)
    found.report(cause.entry, spot, mend=Lines(cause.line, cause.last, cause.text), **dict(cause.details))
    found.settled_lines.update((file, line) for line in range(cause.line, cause.last + 1))
    same_lines = cause.text.count("\n") == cause.last - cause.line
    return tried.text if same_lines and (cause.local or tried.sure) else None


def _meant(lines: list[str], trouble: int, begun: int, found: Diagnostics) -> _Tried | None:
    """The cause with which the file makes most sense, among those with which it can be read further than before."""
    fitting: list[_Tried] = []
    signs = sum(map(len, lines)) + 1
    tries = min(_TRIES, _SIGNS // signs + 4, found.signs_to_try // signs)
    for order, cause in enumerate(causes(lines, trouble, begun)):
        if order >= tries:
            break
        found.signs_to_try -= signs
        text = "\n".join([*lines[: cause.line - 1], cause.text, *lines[cause.last :]]) + "\n"
        further = _first_trouble(text)
        if further is None:
            fitting.append(_Tried(*_findings(text, cause), order, cause, text))
            if cause.local and fitting[-1].sure:
                return fitting[-1]
        elif further > max(trouble, begun, cause.last):
            fitting.append(_Tried(100_000 - further, False, order, cause, text))
    return min(fitting, default=None, key=lambda one: (one.findings, one.order))


def _first_trouble(text: str) -> int | None:
    """The line from which on this text cannot be read, or None when it can."""
    try:
        for _ in yaml.parse(text, Loader=yaml_parser.PARSER):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line + 1 if mark is not None else 0
    return None


#: Findings that show that something stands in the wrong place, and how near to a mended line they speak against it.
_MISPLACED = frozenset(("EW130", "EW201", "EW202", "EW203", "EW215", "EW226", "EW227", "EW228"))
_NEAR = 2


def _findings(text: str, cause: Cause) -> tuple[int, bool]:
    """How much of this text is not where it could be, and whether all is well around the lines put right."""
    from game.story.files import PackFile
    from game.story.gathering import gather  # which reads files by way of this module

    found = Diagnostics()
    found.broken_files.add("the rest of the pack")  # which may define what this file does not
    gather((PackFile("pack.yaml", text.encode()),), found)
    misplaced = [one for one in found.sorted() if one.code in _MISPLACED]
    others = len(found.sorted()) - len(misplaced)
    near = any(cause.line - _NEAR <= one.spot.line <= cause.last + _NEAR for one in misplaced)
    return 3 * len(misplaced) + others, not near


def _escape(lines: list[str], line: int, column: int, file: str, found: Diagnostics) -> str | None:
    here = lines[line - 1]
    at = here.rfind("\\", 0, column + 1)
    text = here[:at] + "\\" + here[at:]
    found.report(catalogue.UNKNOWN_ESCAPE, Spot(file, line, at + 1), mend=Lines(line, line, text))
    found.settled_lines.add((file, line))
    return "\n".join([*lines[: line - 1], text, *lines[line:]]) + "\n"


def _say(problem: str, lines: list[str], line: int, spot: Spot, found: Diagnostics) -> None:
    """The nearest message when no cause could be made sure of."""
    here = lines[line - 1]
    indent = len(here) - len(here.lstrip())
    spot = spot._replace(column=indent + 1)
    if "expected ':'" in problem:
        found.report(catalogue.MISSING_COLON, spot)
    elif "did not find expected" in problem or "mapping values" in problem or "block end" in problem:
        found.report(catalogue.WRONG_INDENT, spot)
    else:
        found.report(catalogue.BROKEN_FILE, spot)

"""Files that cannot be read: what is wrong said in a teacher's words, and the line put right wherever that is sure.

Likely causes are tried one after the other: the one with which the file can be read, and makes the best sense, is it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeAlias

import yaml

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.catalogue.quick_fixes import Lines, end_of_value
from game.story.compile.likely_mistakes import Cause, causes
from game.story.model.yaml_nodes import Spot
from game.story.source import yaml_parser
from game.story.source.line_repairs import with_backslashes
from game.support import limits
from game.support.source_lines import editor_lines

#: So many causes are tried at most; fewer in a long file, of which so many characters are read; none in a longer one.
_TRIES, _CHARACTERS, LONGEST_FILE = 80, 600_000, 150_000


class _Tried(NamedTuple):
    findings: int
    sure: bool
    order: int
    cause: Cause
    text: str
    uneven: int = 0


Findings: TypeAlias = Callable[[str], tuple[Diagnostic, ...]]
"""What is found in a file of this text alone, taken for a part of a pack."""


def explain(error: yaml.YAMLError, text: str, file: str, found: Diagnostics, findings: Findings) -> str | None:
    """Report why a file cannot be read. The result is its text put right, when it can be trusted to read on with it."""
    lines = editor_lines(text) or [""]
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
        at = min(mark.line, len(lines) - 1) + 1 if mark is not None else trouble
        return _escape(lines, at, mark.column if mark is not None else 0, file, found)
    bounded = len(text) <= LONGEST_FILE and max(map(len, lines)) <= limits.LINE_CHARACTERS
    tried = _meant(lines, trouble, begun, found, findings) if bounded else None
    if tried is None:
        _say(str(getattr(error, "problem", "") or ""), lines, trouble, Spot(file, trouble, 1), found)
        return None
    cause = tried.cause
    spot = Spot(file, cause.line, cause.column)
    found.report(cause.entry, spot, mend=Lines(cause.line, cause.last, cause.text), **dict(cause.details))
    found.settled_lines.update((file, line) for line in range(cause.line, cause.last + 1))
    same_lines = cause.text.count("\n") == cause.last - cause.line
    return tried.text if same_lines and (cause.local or tried.sure) else None


def _meant(lines: list[str], trouble: int, begun: int, found: Diagnostics, findings: Findings) -> _Tried | None:
    """The cause with which the file makes most sense, among those with which it can be read further than before."""
    fitting: list[_Tried] = []
    signs = sum(map(len, lines)) + 1
    tries = min(_TRIES, _CHARACTERS // signs + 4, found.signs_to_try // signs)
    for order, cause in enumerate(causes(lines, trouble, begun)):
        if order >= tries:
            break
        found.signs_to_try -= signs
        text = "\n".join([*lines[: cause.line - 1], cause.text, *lines[cause.last :]]) + "\n"
        further = _first_trouble(text)
        if further is None:
            fitting.append(_Tried(*_judged(findings(text), cause), order, cause, text, uneven_steps(text)))
            if cause.local and fitting[-1].sure:
                return fitting[-1]
        elif further > max(trouble, begun, cause.last):
            fitting.append(_Tried(100_000 - further, False, order, cause, text))
    return min(fitting, default=None, key=lambda attempt: (attempt.findings, attempt.uneven, attempt.order))


def uneven_steps(text: str) -> int:
    """How many lines are indented by another step than most, from the line to which they belong.

    Where one of two lines is in the wrong column, it is the one without which the file is more even.
    """
    steps: Counter[int] = Counter()
    above: list[int] = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if indent == len(line):
            continue
        while above and above[-1] >= indent:
            above.pop()
        if above:
            steps[indent - above[-1]] += 1
        above.append(indent)
    return steps.total() - max(steps.values(), default=0)


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
MISPLACED = frozenset(
    entry.code
    for entry in (
        catalogue.DUPLICATE_KEY, catalogue.UNKNOWN_KEY, catalogue.MISSING_KEY, catalogue.WRONG_SHAPE,
        catalogue.TWO_FLOWS, catalogue.KEY_AMONG_IDS, catalogue.NO_FIRST_LINE, catalogue.SCENE_OR_SCENES,
    )
)  # fmt: skip
_NEAR = 2


def _judged(found: tuple[Diagnostic, ...], cause: Cause) -> tuple[int, bool]:
    """How much of a text is not where it could be, and whether all is well around the lines put right."""
    misplaced = [finding for finding in found if finding.code in MISPLACED]
    near = any(cause.line - _NEAR <= finding.spot.line <= cause.last + _NEAR for finding in misplaced)
    return 3 * len(misplaced) + len(found) - len(misplaced), not near


def judged(text: str, signs: Collection[str], findings: Findings) -> tuple[int, int]:
    """How many findings of a text are of these kinds, and how many of others."""
    if _first_trouble(text) is not None:
        return 1_000, 0
    found = findings(text)
    misplaced = sum(finding.code in signs for finding in found)
    return misplaced, len(found) - misplaced


def _escape(lines: list[str], line: int, column: int, file: str, found: Diagnostics) -> str:
    here = lines[line - 1]
    at = here.rfind("\\", 0, column + 1)
    text = here[:at] + "\\" + here[at:]
    opening = _opening_quote(here, at)
    if opening >= 0 and (made := with_backslashes(here, opening + 1, at)) is not None:
        text, at = made
    found.report(catalogue.UNKNOWN_ESCAPE, Spot(file, line, at + 1), mend=Lines(line, line, text))
    found.settled_lines.add((file, line))
    return "\n".join([*lines[: line - 1], text, *lines[line:]]) + "\n"


def _opening_quote(line: str, at: int) -> int:
    """Where the double quotes open around this column; -1 when that is not in this line."""
    position = 0
    while 0 <= (position := line.find('"', position)) < at:
        if line[position - 1 : position] in ("", " ", "[", "{", ",", "("):
            end = end_of_value(line, position)
            if end > at:
                return position
            position = end
        else:
            position += 1
    return -1


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

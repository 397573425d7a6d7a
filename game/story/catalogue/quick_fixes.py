"""How a line should read: changes that a finding proposes, carried out on the source once all findings are there."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple, TypeAlias

from game.story.catalogue.list_markers import hyphened
from game.support import limits


class Mend(NamedTuple):
    """At the finding's spot (or at `at`), `text` in place of `was`.

    `was` is checked against the source: where something else stands, nothing is proposed. None means the whole value,
    or key, that begins there; with `behind`, the value behind the key that stands there.
    """

    text: str
    was: str | None = None
    at: tuple[int, int] | None = None
    behind: bool = False


class QuotedProposal(NamedTuple):
    """The value at the spot in quotation marks; `whole` takes everything up to the end of its line."""

    whole: bool = False


class Added(NamedTuple):
    """A key with its value, written before the key at the spot (or at `at`). With `…` in it, it is only a model."""

    text: str
    at: tuple[int, int] | None = None


class Dashed(NamedTuple):
    """Keys that should be the items of a list: each line with the first key gets a dash, the others move with it."""


class Lines(NamedTuple):
    """The lines from `first` to `last` give way to `text`; with `last` before `first`, `text` comes in between."""

    first: int
    last: int
    text: str


class Indented(NamedTuple):
    """The line at the spot, with what is indented below it, two columns further to the right."""


class WithHyphens(NamedTuple):
    """The list whose first item stands at the spot, with hyphens for the marks before its items."""


class Unspaced(NamedTuple):
    """The line with ordinary spaces for those that only look like it."""


class Model(NamedTuple):
    """A line to take as an example, in `column` (that of the key on the spot's line); the right one is not known."""

    text: str
    column: int | None = None


Proposal: TypeAlias = Mend | QuotedProposal | Added | Dashed | Lines | Indented | WithHyphens | Unspaced | Model

CLOCK_LINE = Model("clock: { start: 08:30, end: 18:00 }", 1)
"""What a pack without a clock lacks."""


class Mended(NamedTuple):
    """Lines as they should be. `replaces` are the first and the last line that go; None when this is only a model."""

    text: str
    replaces: tuple[int, int] | None


def guessed(key: str, meant: str, example: str) -> Proposal:
    """The value that was probably meant in place of the one at the spot, or an example."""
    return Mend(meant) if meant else Model(f"{key}: {example}")


def replaced_by(near: str) -> Mend | None:
    """The value or key at the spot replaced by the nearest one that is known; nothing when none is near."""
    return Mend(near) if near else None


_ODD_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
#: Where a word ends; one in brackets; and a text. The spaces before do not belong to it, but for those before a colon.
_WORD_END = re.compile(r":(?=\s|\Z)|\s#")
_FLOW_END = re.compile(r"[,\]}]|:(?=\s|\Z)|\s#")
_TEXT_END = re.compile(r"\s#(?=\s)")
#: What may end a quoted text, by its quotation mark: the mark alone does.
_QUOTE_END = {"'": re.compile("''?"), '"': re.compile(r'"|\\.')}


def mended(change: Proposal, lines: list[str], line: int, column: int) -> Mended | None:
    """The lines of a file as `change` at this spot wants them, or None when it does not fit what stands there."""
    if isinstance(change, Lines):
        return Mended(change.text, (change.first, change.last))
    if isinstance(change, Model):
        at = change.column - 1 if change.column else _first_sign(lines[line - 1]) if line <= len(lines) else 0
        indent = " " * at
        return Mended(
            "\n".join(indent + splitline if splitline else splitline for splitline in change.text.splitlines()), None
        )
    if isinstance(change, Mend | Added) and change.at is not None:
        line, column = change.at
    if not 1 <= line <= len(lines):
        return None
    here = lines[line - 1]
    start = column - 1
    if isinstance(change, Unspaced):
        return Mended(_ODD_SPACES.sub(" ", here), (line, line))
    if isinstance(change, WithHyphens):
        made = hyphened(lines, line)
        return Mended(made.text, (made.first, made.last)) if made is not None else None
    if isinstance(change, Indented):
        block = [here, *lines_below(lines, line, start + 1)]
        if len(block) > limits.MENDED_LINES:
            return None
        return Mended("\n".join(f"  {text}" if text else text for text in block), (line, line + len(block) - 1))
    if isinstance(change, Dashed):
        return _dashed(lines, line, start)
    if isinstance(change, Added):
        return _added(change.text, here, line, start)
    if isinstance(change, QuotedProposal):
        end = _end_before(_TEXT_END, here, start) if change.whole else end_of_value(here, start)
        return Mended(here[:start] + quoted_value(here[start:end]) + here[end:], (line, line)) if end > start else None
    if change.behind:
        colon = re.compile(r":\s+").search(here, end_of_value(here, start))
        if colon is None:
            return None
        start = colon.end()
    end = end_of_value(here, start) if change.was is None else start + len(change.was)
    if change.was is not None and here[start:end] != change.was:
        return None
    if change.was is None and (end <= start or here[start] in "|>"):
        return None
    return Mended(here[:start] + change.text + here[end:], (line, line))


def end_of_value(line: str, start: int) -> int:
    """Where the word, the quoted text or the bracket that begins at `start` ends."""
    sign = line[start : start + 1]
    if sign in ("'", '"'):
        ends = (match.end() for match in _QUOTE_END[sign].finditer(line, start + 1) if match[0] == sign)
        return next(ends, len(line.rstrip()))
    if sign in ("[", "{"):
        depth = 0
        for position in range(start, len(line)):
            depth += (line[position] in "[{") - (line[position] in "]}")
            if depth == 0:
                return position + 1
        return len(line.rstrip())
    return _end_before(_FLOW_END if _in_brackets(line, start) else _WORD_END, line, start)


def _end_before(stop: re.Pattern[str], line: str, start: int) -> int:
    """Where what begins at `start` ends: before `stop` and the spaces in front of it, or else with the line."""
    found = stop.search(line, start)
    if found is not None and found[0] == ":":
        return found.start()
    return max(start, len(line[: found.start() if found else None].rstrip()))


def quoted_value(text: str) -> str:
    """The text in the quotation marks that suit it: double ones, single ones around double ones and backslashes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _first_sign(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _in_brackets(line: str, start: int) -> bool:
    before = re.sub(r"""'[^']*'|"[^"]*\"""", "", line[:start])
    return len(re.findall(r"(?:^|[\s,\[{:-])[\[{]", before)) > len(re.findall(r"[\]}]", before))


def _added(text: str, here: str, line: int, start: int) -> Mended | None:
    replaces = None if "…" in text else (line, line)
    before, rest = here[:start], here[start:]
    if rest.startswith("{"):
        inside = rest[1:].lstrip()
        return Mended(f"{before}{{ {text}{', ' if not inside.startswith('}') else ' '}{inside}", replaces)
    if _in_brackets(here, start):
        return Mended(f"{before}{text}, {rest}", replaces)
    if before.strip(" -"):
        return None
    return Mended(f"{before}{text}\n{' ' * start}{rest}", replaces)


def lines_below(lines: list[str], line: int, indent: int) -> list[str]:
    """The lines below `line` (from 1) that are indented by at least `indent`, without empty ones at the end.

    They are no more than `limits.MENDED_LINES`, one too many for what is mended.
    """
    found: list[str] = []
    for text in islice(lines, line, line + limits.MENDED_LINES):
        if text.strip() and len(text) - len(text.lstrip(" ")) < indent:
            break
        found.append(text)
    while found and not found[-1].strip():
        found.pop()
    return found


def _dashed(lines: list[str], line: int, start: int) -> Mended | None:
    if lines[line - 1][:start].strip():
        return None
    key = lines[line - 1][start : end_of_value(lines[line - 1], start)]
    made = []
    for here in [lines[line - 1], *lines_below(lines, line, start)]:
        first = here[start:].startswith(f"{key}:")
        made.append(f"{here[:start]}{'- ' if first else '  '}{here[start:]}" if here.strip() else here)
    if len(made) > limits.MENDED_LINES:
        return None
    return Mended("\n".join(made), (line, line + len(made) - 1))


#: A longer source line is shortened around its caret.
LONGEST_VALUE = 100


def shortened_line(line: str, start: int, length: int) -> tuple[str, int, int]:
    """The line with the part around `start` kept, where `start` is in it, and how much of `length` is left."""
    if len(line) > LONGEST_VALUE:
        first = 0 if start < LONGEST_VALUE * 2 // 3 else start - LONGEST_VALUE // 2
        last = first + LONGEST_VALUE
        cut = line[first:last]
        if last < len(line):
            cut = cut[:-1] + "…"
        if first:
            cut, start = "…" + cut[1:], start - first
        line = cut
    return line, start, max(1, min(length, len(line) - start))

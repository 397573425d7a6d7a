"""A finding with the line that it is about: where, what is wrong, what to do, and the line with a mark below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.story.diagnostics import Diagnostic
from game.story.words import Spot

Role: TypeAlias = Literal["spot", "message", "fix", "line", "mark"]

_TAB = "    "
_BEFORE = 12
"""How much of a long line is kept before the place that is marked."""


class Piece(NamedTuple):
    """A line of the text of a finding, and what it is."""

    role: Role
    words: str


def finding_text(finding: Diagnostic, sources: Mapping[str, bytes], width: int) -> tuple[Piece, ...]:
    """The text of a finding. `sources` are the pack's files as they were read; the excerpt is `width` signs wide."""
    pieces = [
        Piece("spot", f"{finding.spot.file}, line {finding.spot.line}: {finding.severity} {finding.code}"),
        Piece("message", finding.message),
    ]
    if finding.fix.strip():
        pieces.append(Piece("fix", finding.fix.strip()))
    excerpt = marked_line(finding.spot, sources, width)
    if excerpt is not None:
        pieces += [Piece("line", excerpt[0]), Piece("mark", excerpt[1])]
    return tuple(pieces)


def marked_line(spot: Spot, sources: Mapping[str, bytes], width: int) -> tuple[str, str] | None:
    """The line at a spot behind its number, and a mark below the column; None when there is no such line."""
    lines = sources.get(spot.file, b"").decode("utf-8", errors="replace").splitlines()
    if not 0 < spot.line <= len(lines) or not lines[spot.line - 1].strip():
        return None
    line = lines[spot.line - 1]
    before = line[: spot.column - 1].replace("\t", _TAB)
    shown = line.replace("\t", _TAB).rstrip()
    number = f"{spot.line} | "
    room = max(width - len(number), 20)
    if len(shown) > room:
        cut = max(min(len(before) - _BEFORE, len(shown) - room), 0)
        shown = ("…" if cut else "") + shown[cut + bool(cut) : cut + room]
        before = before[cut:]
    return f"{number}{shown}", f"{' ' * (len(number) + len(before))}^"

"""A finding in words: where, the line concerned with a mark, what is wrong, what to do, the line as it should be."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostic
from game.support.counts import counted
from game.support.safe_text import visible

Role: TypeAlias = Literal["place", "severity", "source", "mark", "message", "fix", "hint", "mended"]
"""What a piece is: clients choose its colour. `hint` are words of ours around a line of the pack."""

WIDTH = 80


class FindingPiece(NamedTuple):
    """Words on a line of the text of a finding, and what they are."""

    role: Role
    words: str


def finding_text(finding: Diagnostic, width: int = WIDTH) -> list[tuple[FindingPiece, ...]]:
    """The lines in which a finding is told, at most `width` columns wide but for lines of the pack itself."""
    lines: list[tuple[FindingPiece, ...]] = [(
        FindingPiece("place", f"{visible(str(finding.spot))}: "),
        FindingPiece("severity", f"{finding.severity} {finding.code}"),
        FindingPiece("place", f" {CATALOGUE[finding.code].name.replace('-', ' ')}"),
    )]  # fmt: skip
    if finding.line.strip():
        before, marked = finding.line[: finding.caret], finding.line[finding.caret : finding.caret + finding.length]
        mark = "^" + "~" * (_columns(marked) - 1)
        lines.append((FindingPiece("hint", f"{finding.spot.line:>5} | "), FindingPiece("source", finding.line)))
        lines.append((FindingPiece("hint", " " * 6 + "| " + " " * _columns(before)), FindingPiece("mark", mark)))
    lines += _wrapped("message", finding.message, "  ", width)
    if finding.also:
        lines += _wrapped("message", _also(finding), "  ", width)
    if finding.fix.strip():
        lines += _wrapped("fix", finding.fix.strip(), "  → ", width)
    if finding.mended:
        lines.append((FindingPiece("hint", "  Write:" if finding.replaces else "  For example:"),))
        lines += [
            (FindingPiece("hint", "      | "), FindingPiece("mended", visible(text)))
            for text in finding.mended.split("\n")
        ]
    return lines


def _also(finding: Diagnostic) -> str:
    """Where else the same is wrong."""
    shown = [f"{spot.file}:{spot.line}" for spot in finding.also[:6]]
    more = f" and {counted(len(finding.also) - 6, 'more place', 'more places')}" if len(finding.also) > 6 else ""
    return f"The same in {', '.join(shown)}{more}."


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    joined = sum(unicodedata.combining(sign) > 0 for sign in text)
    return len(text) + wide - joined


def _wrapped(role: Role, text: str, first: str, width: int) -> list[tuple[FindingPiece, ...]]:
    lines = textwrap.wrap(
        visible(text), width, initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return [(FindingPiece(role, line),) for line in lines]

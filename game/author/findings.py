"""Everything that is wrong with a pack, for people and as JSON."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TextIO

from game.story import limits
from game.story.catalogue import CATALOGUE
from game.story.diagnostics import Diagnostic
from game.story.mending import visible
from game.story.packs import examine

JSON_VERSION = 1
WIDTH = 80
_UNSHOWN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
_STYLES = {"error": "1;31", "warning": "1;33", "caret": "31", "mended": "32"}


def run_check(pack: str, *, as_json: bool, strict: bool) -> int:
    """Report on a pack. The result is the exit code: 0 fine, 1 findings, 2 no such pack."""
    story, diagnostics = examine(pack)
    errors = sum(1 + one.more for one in diagnostics if one.severity == "error")
    warnings = sum(1 + one.more for one in diagnostics if one.severity != "error")
    if as_json:
        print(_escaped(json.dumps(_as_json(story.id if story else pack, diagnostics), ensure_ascii=False, indent=2)))
    else:
        print_findings(diagnostics, sys.stdout)
        if story is not None:
            held = (
                ("scene", story.scenes), ("place", story.places), ("question", story.questions),
                ("ending", story.endings), ("fact", story.facts),
            )  # fmt: skip
            counts = ", ".join(f"{len(some)} {what}{'s' * (len(some) != 1)}" for what, some in held)
            print(visible(f"{story.title}: {counts}."))
        print(_summary(errors, warnings))
    if any(one.code in ("EW101", "EW102") for one in diagnostics):
        return 2
    return 1 if errors or (strict and diagnostics) else 0


def print_findings(diagnostics: Iterable[Diagnostic], out: TextIO) -> None:
    """Each finding: where, the line concerned, what is wrong, what to do, and the line as it should be."""
    coloured = wants_colours(out, os.environ)
    diagnostics = tuple(diagnostics)
    of_a_kind = Counter(one.code for one in diagnostics)
    told_of: Counter[str] = Counter()
    for one in diagnostics:
        told_of[one.code] += 1
        if told_of[one.code] > limits.FINDINGS_SHOWN:
            continue
        print("\n".join(told(one, coloured)), end="\n\n", file=out)
    hidden = {code: number - limits.FINDINGS_SHOWN for code, number in of_a_kind.items()}
    for one in diagnostics:
        hidden[one.code] += one.more
    for code, more in sorted(hidden.items()):
        if more > 0:
            print(f"And {more:,} more of the kind {code} {CATALOGUE[code].name.replace('-', ' ')}.\n", file=out)


def wants_colours(out: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether colours are of use: on a terminal that can show them, unless NO_COLOR is set."""
    return out.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") not in ("dumb", None, "")


def told(one: Diagnostic, coloured: bool = False) -> list[str]:
    """The lines in which a finding is told, at most 80 columns wide but for lines of the pack itself."""

    def painted(text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if coloured else text

    head = painted(f"{one.severity} {one.code}", one.severity)
    lines = [f"{visible(str(one.spot))}: {head} {CATALOGUE[one.code].name.replace('-', ' ')}"]
    if one.line.strip():
        number = f"{one.spot.line:>5} | "
        before, marked = one.line[: one.caret], one.line[one.caret : one.caret + one.length]
        mark = "^" + "~" * (_columns(marked) - 1)
        lines.append(f"{number}{one.line}")
        lines.append(" " * 6 + "| " + " " * _columns(before) + painted(mark, "caret"))
    lines.extend(_wrapped(one.message, "  "))
    if one.also:
        lines.extend(_wrapped(_also(one), "  "))
    if one.fix.strip():
        lines.extend(_wrapped(one.fix.strip(), "  → ", "    "))
    if one.mended:
        lines.append("  Write:" if one.replaces else "  For example:")
        lines.extend(f"      | {painted(visible(text), 'mended')}" for text in one.mended.split("\n"))
    return lines


def _also(one: Diagnostic) -> str:
    """Where else the same is wrong."""
    shown = [f"{spot.file}:{spot.line}" for spot in one.also[:6]]
    more = f" and {len(one.also) - 6} more places" if len(one.also) > 6 else ""
    return f"The same in {', '.join(shown)}{more}."


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    joined = sum(unicodedata.combining(sign) > 0 for sign in text)
    return len(text) + wide - joined


def _wrapped(text: str, first: str, following: str = "  ") -> list[str]:
    return textwrap.wrap(
        visible(text), WIDTH, initial_indent=first, subsequent_indent=following,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "Nothing is wrong."
    parts = [
        f"{number} {word}{'s' * (number != 1)}" for number, word in ((errors, "error"), (warnings, "warning")) if number
    ]
    return " and ".join(parts) + "."


def _escaped(text: str) -> str:
    """JSON in which no sign is left that a terminal could take for an order; for a program it is the same."""
    return _UNSHOWN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _as_json(pack: str, diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    return {
        "version": JSON_VERSION,
        "pack": pack,
        "diagnostics": [
            {
                "code": one.code, "name": CATALOGUE[one.code].name, "title": CATALOGUE[one.code].title,
                "severity": one.severity, "file": one.spot.file, "line": one.spot.line, "column": one.spot.column,
                "message": one.message, "fix": one.fix.strip(), "source": one.line, "mended": one.mended,
                "replaces": list(one.replaces) if one.replaces else None,
                "more": one.more,
                "also": [{"file": spot.file, "line": spot.line, "column": spot.column} for spot in one.also],
            }
            for one in diagnostics
        ],
        "proofs": [],
    }  # fmt: skip

"""Everything that is wrong with a pack, for people and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TextIO

from game.story.diagnostics import Diagnostic
from game.story.packs import examine

JSON_VERSION = 1


def run_check(pack: str, *, as_json: bool, strict: bool) -> int:
    """Report on a pack. The result is the exit code: 0 fine, 1 findings, 2 no such pack."""
    story, diagnostics = examine(pack)
    errors = sum(one.severity == "error" for one in diagnostics)
    if as_json:
        print(json.dumps(_as_json(story.id if story else pack, diagnostics), ensure_ascii=False, indent=2))
    else:
        print_findings(diagnostics, sys.stdout)
        if story is not None:
            held = (
                ("scene", story.scenes), ("place", story.places), ("question", story.questions),
                ("ending", story.endings), ("fact", story.facts),
            )  # fmt: skip
            counts = ", ".join(f"{len(some)} {what}{'s' * (len(some) != 1)}" for what, some in held)
            print(f"{story.title}: {counts}.")
        print(_summary(errors, len(diagnostics) - errors))
    if any(one.code in ("EW101", "EW102") for one in diagnostics):
        return 2
    return 1 if errors or (strict and diagnostics) else 0


def print_findings(diagnostics: Iterable[Diagnostic], out: TextIO) -> None:
    """Each finding: where, what is wrong, and what to do."""
    for one in diagnostics:
        print(f"{one.spot}: {one.severity} {one.code}", file=out)
        print(f"  {one.message}", file=out)
        if one.fix.strip():
            print(f"  → {one.fix.strip()}", file=out)


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "Nothing is wrong."
    parts = [
        f"{number} {word}{'s' * (number != 1)}" for number, word in ((errors, "error"), (warnings, "warning")) if number
    ]
    return " and ".join(parts) + "."


def _as_json(pack: str, diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    return {
        "version": JSON_VERSION,
        "pack": pack,
        "diagnostics": [
            {
                "code": one.code, "severity": one.severity, "file": one.spot.file, "line": one.spot.line,
                "column": one.spot.column, "message": one.message, "fix": one.fix.strip(),
            }
            for one in diagnostics
        ],
        "proofs": [],
    }  # fmt: skip

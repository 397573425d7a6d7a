"""The proofs of a pack made beside something else: in a process of its own, which can be ended at any time.

    python -m game.author.proofs.beside PACK

writes verdicts as they come, some on each line, and at last what is not so as one JSON object. The preview reads it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from game.author.proofs.verdict_board import BoardEntry, board_entry
from game.story.model.yaml_nodes import Spot
from game.verify.verdicts.properties import Property
from game.verify.verdicts.verdicts import Verdict

_LIMIT = 16 * 1024 * 1024
_EVERY = 0.2
"""Seconds between two lines."""


class Refuted(NamedTuple):
    """Something that is not so in every play. `told` are the lines that tell it, with the play that shows it.

    `key` is that of the property.
    """

    spot: Spot | None
    severity: Literal["error", "warning"]
    message: str
    told: tuple[str, ...]
    key: str = ""


class Proved(NamedTuple):
    """What the proofs of a pack came to. `unknown` are properties that count and could not be settled.

    `fingerprint` is that of the files that were read.
    """

    refuted: tuple[Refuted, ...] = ()
    unknown: int = 0
    fingerprint: str = ""

    def count(self, severity: str) -> int:
        """How many are errors, or warnings."""
        return sum(refutation.severity == severity for refutation in self.refuted)


def proved_in(report: Any) -> Proved:
    """What of a report counts for the verdict: no remarks."""
    from game.author.proofs.proof_sentences import denied
    from game.author.proofs.proofs_in_terminal import refuted_lines

    refuted = tuple(
        Refuted(
            shown.spot,
            shown.proof.property.weight,
            denied(shown),
            tuple(refuted_lines(report, shown)),
            shown.proof.property.key,
        )
        for shown in report.with_verdict("refuted")
        if shown.proof.property.weight != "remark"
    )
    unknown = sum(shown.proof.property.weight == "error" for shown in report.with_verdict("unknown"))
    return Proved(refuted, unknown, report.story.fingerprint)


class SomeVerdicts(NamedTuple):
    """Verdicts that are new. `asked` is how many there will be at most."""

    asked: int
    entries: tuple[BoardEntry, ...]


async def prove_beside(pack: Path, hear: Callable[[SomeVerdicts], None] = lambda some: None) -> Proved | None:
    """The proofs of the pack at `pack`, made in a process of its own; None when there were none to be had.

    `hear` is told of verdicts as they come. Cancelling it ends the process.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "game.author.proofs.beside", str(pack),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        limit=_LIMIT,
    )  # fmt: skip
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    proved = None
    try:
        async for line in process.stdout:
            data = json.loads(line)
            if "told" in data:
                hear(SomeVerdicts(int(data["asked"]), tuple(map(board_entry, data["told"]))))
            else:
                proved = read(data)
        await process.wait()
    except (ValueError, KeyError, TypeError):
        return None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
    return proved


def read(data: Any) -> Proved:
    """What was written. Raises KeyError, TypeError, ValueError when it is something else."""
    refuted = tuple(
        Refuted(
            Spot(*entry["spot"]) if entry["spot"] else None,
            entry["severity"],
            entry["message"],
            tuple(entry["told"]),
            str(entry["key"]),
        )
        for entry in data["refuted"]
    )
    return Proved(refuted, int(data["unknown"]), str(data["fingerprint"]))


def _main(pack: str) -> int:
    """Prove, and write what came of it."""
    from game.author.proofs.making import make_report
    from game.story.packs import examine
    from game.verify.system.budget import Budget

    with suppress(OSError, AttributeError):
        os.nice(10)  # whoever plays comes first
    story, _ = examine(pack)
    if story is None:
        return 1
    teller = _Teller()
    report = make_report(story, Path(pack), Budget(), remarks=False, hear=teller.hear)
    for shown in report.shown:
        teller.hear(shown.proof.property, shown.proof.verdict)
    teller.write(len(report.shown))
    made = proved_in(report)
    print(json.dumps({**made._asdict(), "refuted": [refutation._asdict() for refutation in made.refuted]}), flush=True)
    return 0


class _Teller:
    """Writes verdicts, some at a time."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[str, str, str, str]] = {}
        self._told: dict[str, str] = {}
        self._written = time.monotonic()

    def hear(self, asked: Property, verdict: Verdict) -> None:
        """Take up a verdict, and write those that wait, if it is time."""
        if self._told.get(asked.key) == verdict:
            return
        self._told[asked.key] = verdict
        self._waiting[asked.key] = (
            asked.key,
            verdict,
            asked.denies if verdict == "refuted" else asked.says,
            asked.weight,
        )
        if time.monotonic() - self._written > _EVERY:
            self.write(0)

    def write(self, asked: int) -> None:
        """Write what waits; `asked` is how many verdicts there will be, 0: that is not known yet."""
        self._written = time.monotonic()
        told, self._waiting = list(self._waiting.values()), {}
        print(json.dumps({"asked": asked, "told": told}), flush=True)


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1]))

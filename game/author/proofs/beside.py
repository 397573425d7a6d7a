"""The proofs of a pack made beside something else: in a process of its own, which can be ended at any time.

    python -m game.author.proofs.beside PACK

writes what is not so as one JSON object. The preview reads it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from game.story.model.yaml_nodes import Spot

_LIMIT = 16 * 1024 * 1024


class Refuted(NamedTuple):
    """Something that is not so in every play. `told` are the lines that tell it, with the play that shows it."""

    spot: Spot | None
    severity: Literal["error", "warning"]
    message: str
    told: tuple[str, ...]


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
        Refuted(shown.spot, shown.proof.property.weight, denied(shown), tuple(refuted_lines(report, shown)))
        for shown in report.with_verdict("refuted")
        if shown.proof.property.weight != "remark"
    )
    unknown = sum(shown.proof.property.weight == "error" for shown in report.with_verdict("unknown"))
    return Proved(refuted, unknown, report.story.fingerprint)


async def prove_beside(pack: Path) -> Proved | None:
    """The proofs of the pack at `pack`, made in a process of its own; None when there were none to be had.

    Cancelling it ends the process.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "game.author.proofs.beside", str(pack),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        limit=_LIMIT,
    )  # fmt: skip
    try:
        out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
    try:
        return read(json.loads(out))
    except (ValueError, KeyError, TypeError):
        return None


def read(data: Any) -> Proved:
    """What was written. Raises KeyError, TypeError, ValueError when it is something else."""
    refuted = tuple(
        Refuted(
            Spot(*entry["spot"]) if entry["spot"] else None, entry["severity"], entry["message"], tuple(entry["told"])
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
    made = proved_in(make_report(story, Path(pack), Budget(), remarks=False))
    print(json.dumps({**made._asdict(), "refuted": [refutation._asdict() for refutation in made.refuted]}))
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1]))

"""Proofs that were made before, kept as long as the logic of a story stays the same: words may change.

They lie in the user's own cache folder, by the system that was searched: locations, ways, conditions and changes. Only
what is settled is kept. A damaged or unwritable cache is ignored.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import game
from game.record.atomic_files import write_file
from game.record.locations import cache_folder
from game.verify.marks import Statement, watched
from game.verify.properties import Property
from game.verify.system import System
from game.verify.verdicts import NOT_ENOUGH, Proof, Proofs, Taken

_KEPT = 60


def mark_of(system: System, properties: Iterable[Property], statements: tuple[Statement, ...]) -> str:
    """What tells the logic of a story, and what is asked about it, from any other."""
    marks = watched(system, None, statements)
    mark = blake2b(f"{game.__version__} {system.story.layout.start}".encode(), digest_size=16)
    for one in (*marks.locations, *sorted(marks.settling.items())):
        mark.update(repr(one).encode("utf-8", "replace"))
    for key, wanted in sorted((one.key, one.wanted) for one in properties):
        mark.update(f"\0{key}\0{wanted}".encode("utf-8", "replace"))
    for code in sorted(Path(game.__file__).parent.glob("verify/**/*.py")):
        mark.update(f"{code.name} {code.stat().st_mtime_ns}".encode())
    return mark.hexdigest()


def kept_proofs(mark: str, properties: tuple[Property, ...]) -> Proofs | None:
    """The proofs made before of the same logic, with the properties as they are called now."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        data: Any = json.loads(_path(mark).read_text("utf-8"))
        verdicts = data["proofs"]
        proofs = []
        for one in properties:
            if one.key in data["left_out"]:
                continue
            verdict, play, shortest = verdicts[one.key]
            shown = tuple(Taken(*taken) for taken in play) if play is not None else None
            proofs.append(Proof(one, verdict, shown, shortest, NOT_ENOUGH if verdict == "unknown" else ""))
        counts = data["situations"], data["engine"], data["looked_at"], tuple(data["remembered"]), data["lost"]
        by_location = tuple(data["at"]), tuple(data["visits"]), tuple(map(tuple, data["led_to"]))
        return Proofs(tuple(proofs), *counts, *by_location)
    return None


def keep_proofs(mark: str, properties: Iterable[Property], proofs: Proofs) -> None:
    """Keep proofs for the next time, if everything but remarks is settled."""
    if any(one.verdict == "unknown" and one.property.weight != "remark" for one in proofs.proofs):
        return
    data = {
        "situations": proofs.situations, "engine": proofs.engine, "looked_at": proofs.looked_at,
        "remembered": proofs.remembered, "lost": proofs.lost, "at": proofs.at,
        "visits": proofs.visits, "led_to": proofs.led_to,
        "left_out": sorted({one.key for one in properties} - {one.property.key for one in proofs.proofs}),
        "proofs": {one.property.key: (one.verdict, one.play, one.shortest) for one in proofs.proofs},
    }  # fmt: skip
    with contextlib.suppress(OSError):
        path = _path(mark)
        write_file(path, json.dumps(data), lasting=False)
        for old in sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)[:-_KEPT]:
            old.unlink()


def _path(mark: str) -> Path:
    return cache_folder() / "proofs" / f"{mark}.json"

"""Coverage for other programs: one object, whose shape is told in docs/testing.md.

`version` changes when something is renamed or removed; keys may be added without that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from game.playthrough.coverage.measuring import Coverage, CoverageShare
from game.playthrough.coverage.reached_target import ReachedTarget

COVERAGE_JSON_VERSION = 1


def json_of(coverages: Sequence[Coverage]) -> str:
    """The coverage of some packs as JSON, all in ASCII: a terminal takes none of its characters for an order."""
    return (
        json.dumps({"version": COVERAGE_JSON_VERSION, "packs": [_pack(coverage) for coverage in coverages]}, indent=1)
        + "\n"
    )


def _pack(coverage: Coverage) -> dict[str, object]:
    survey = coverage.survey
    return {
        "pack": survey.pack,
        "title": survey.title,
        "fingerprint": survey.fingerprint,
        **_share(coverage.total),
        "playthroughs": [
            {"title": record.title, "file": record.file, "language": record.language} for record in coverage.records
        ],
        "kinds": {kind: _share(share) for kind, share in coverage.by_kind().items()},
        "files": [
            {
                "file": file,
                **_share(share),
                "lines_missing": [line.number for line in coverage.lines[file] if line.status == "missing"],
                "lines_in_part": [line.number for line in coverage.lines[file] if line.status == "partly"],
            }
            for file, share in coverage.by_file().items()
        ],
        "things": [_thing(thing) for thing in coverage.things],
    }


def _share(share: CoverageShare) -> dict[str, object]:
    percent = 100 * share.reached / share.of if share.of else 100.0
    return {"reached": share.reached, "of": share.of, "percent": int(percent * 100) / 100}


def _thing(target: ReachedTarget) -> dict[str, object]:
    thing = target.thing
    return {
        "key": thing.key, "kind": thing.kind, "name": thing.name,
        "file": thing.spot.file, "line": thing.spot.line, "column": thing.spot.column,
        "reached_by": list(target.by),
        **({"missing": target.missing} if not target.by else {}),
    }  # fmt: skip

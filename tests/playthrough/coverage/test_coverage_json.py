"""Coverage for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.playthrough.coverage.coverage_json import json_of
from tests.playthrough.coverage.plays import coverage


def read(*plays: list[str], path: Path) -> dict[str, Any]:
    whole = json.loads(json_of([coverage(path, *plays)]))
    assert whole["version"] == 1
    pack: dict[str, Any] = whole["packs"][0]
    return pack


def test_the_shape_is_the_one_of_the_guide(soup: Path) -> None:
    pack = read(["scene:taste"], path=soup)
    assert list(pack) == [
        "pack", "title", "fingerprint", "reached", "of", "percent", "playthroughs", "kinds", "files", "things",
    ]  # fmt: skip
    assert pack["playthroughs"] == [{"title": "Play 1", "file": "playthroughs/1.yaml", "language": ""}]
    assert pack["kinds"]["scene"] == {"reached": 1, "of": 1, "percent": 100.0}
    assert list(pack["files"][0]) == ["file", "reached", "of", "percent", "lines_missing", "lines_in_part"]
    assert next(thing for thing in pack["things"] if thing["key"] == "choice taste/sit_down") == {
        "key": "choice taste/sit_down", "kind": "choice", "name": "taste/sit_down", "file": "pack.yaml",
        "line": 30, "column": 9, "reached_by": [], "missing": "offered, never taken",
    }  # fmt: skip


def test_percentages_are_rounded_down_so_that_a_hundred_means_all(soup: Path) -> None:
    pack = read([], path=soup)
    assert pack["percent"] <= 100 * pack["reached"] / pack["of"] < 100


def test_the_order_of_plays_changes_nothing_but_their_numbers(soup: Path) -> None:
    first = read(["scene:taste"], ["go:north"], path=soup)
    second = read(["go:north"], ["scene:taste"], path=soup)
    for pack in (first, second):
        for thing in pack["things"]:
            thing["reached_by"] = sorted(pack["playthroughs"][number]["title"] for number in thing["reached_by"])
    assert [bool(there["reached_by"]) for there in first["things"]] == [
        bool(there["reached_by"]) for there in second["things"]
    ]
    assert first["kinds"] == second["kinds"]
    assert first["files"] == second["files"]

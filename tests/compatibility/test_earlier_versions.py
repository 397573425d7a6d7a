"""What version 0.1.0 wrote, as it was before rooms and names changed, is still read; what it printed is still printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.play.opening import load_play
from game.story.packs import load

HERE = Path(__file__).parent
HARBOUR = HERE / "harbour"


def written(name: str) -> Any:
    return json.loads((HERE / name).read_text("utf-8"))


def lacks(earlier: Any, now: Any, where: str = "") -> list[str]:
    """The keys of an earlier answer that are not there any more, or hold something of another type."""
    if isinstance(earlier, dict):
        gone = [f"{where}.{key}" for key in earlier if key not in now and not key.isdigit()]
        common = [key for key in earlier if key in now]
        return gone + [lack for key in common for lack in lacks(earlier[key], now[key], f"{where}.{key}")]
    if isinstance(earlier, list):
        return lacks(earlier[0], now[0], f"{where}[]") if earlier and now else []
    same = type(earlier) is type(now) or earlier is None or now is None or {type(earlier), type(now)} == {int, float}
    return [] if same else [f"{where}: {earlier!r}, and now {now!r}"]


def test_the_verdicts_for_other_programs_are_those_of_before(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert main(["check", str(HERE / "bakery.yaml"), "--json"]) == 1
    earlier, now = written("bakery.check.json"), json.loads(capsys.readouterr().out)
    assert lacks(earlier, now) == []
    assert now["proofs"] == earlier["proofs"]
    assert now["diagnostics"] == earlier["diagnostics"]


def test_playthroughs_pass_and_reach_what_they_reached(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    reached = tmp_path / "coverage.json"
    assert main(["test", str(HARBOUR), "--coverage-json", str(reached)]) == 0
    capsys.readouterr()
    (earlier,), (now,) = written("harbour.coverage.json")["packs"], json.loads(reached.read_text("utf-8"))["packs"]
    for playthrough in (*earlier.pop("playthroughs"), *now.pop("playthroughs")):
        playthrough["file"] = Path(playthrough["file"]).name
    assert now == earlier


def test_the_figures_of_a_simulation_have_the_same_form(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    main(["simulate", str(HARBOUR), "-n", "40", "--seed", "3", "--workers", "1", "--json", str(figures)])
    capsys.readouterr()
    assert lacks(written("harbour.simulation.json"), json.loads(figures.read_text("utf-8"))) == []


def test_a_saved_play_goes_on(home: Path, tmp_path: Path) -> None:
    saved = Path(shutil.copy(HERE / "saved-play.txt", tmp_path / "one.play.yaml"))
    session = load_play(load(HARBOUR), saved, tmp_path / "current.play.yaml").session
    assert [step.do for step in session.steps()] == ["waking/go_and_ask", "go:east", "go:west"]
    assert session.place is not None
    assert session.place.id == "quay"
    session.close()

"""`eightwings simulate --exact` as it is called: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest

from game.cli import main
from game.verify.odds import odds as odds_module
from game.verify.odds.story_chain import story_chain
from tests.playthrough.simulation.conftest import CIRCLE, COIN
from tests.verify.odds.test_odds import TICKET

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs/exact.schema.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "coin.yaml").write_text("pack: A coin\n" + dedent(COIN), "utf-8")
    (tmp_path / "circle.yaml").write_text("pack: A circle\n" + dedent(CIRCLE), "utf-8")
    asked = dedent(TICKET).replace("cites: sky", "cites: eight_wings").replace("learn: sky", "learn: eight_wings")
    notice = "disclaimer: Invented, but for the building, which is from an article of early 2025.\n"
    (tmp_path / "ticket.yaml").write_text(f"pack: A ticket\n{notice}dossiers: [inside_nato]\n{asked}", "utf-8")
    return tmp_path


@pytest.fixture
def too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """No story is small enough to keep all of its states, and plays are followed for a moment only."""
    monkeypatch.setattr(odds_module, "story_chain", lambda *given, **how: story_chain(*given, **{**how, "most": 1}))
    monkeypatch.setattr(odds_module, "_THRESHOLDS", (0.005,))


def figures(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, object]:
    assert main(["simulate", *command, "--exact", "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    return found


def test_it_tells_exact_shares_without_a_play(capsys):
    assert main(["simulate", "coin.yaml", "--exact"]) == 0
    told = capsys.readouterr().out
    assert "Exact: " in told and "50.0000 %  A: Heads" in told
    assert "plays" not in told.split("Endings")[0]


def test_a_play_that_never_ends_is_told_among_the_endings(capsys):
    assert main(["simulate", "circle.yaml", "--exact"]) == 0
    assert "50.0000 %  (no ending)" in capsys.readouterr().out


def test_the_figures_for_programs_have_the_shape_that_the_guide_describes(capsys):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = figures(capsys, "ticket.yaml", "--balance")
    assert found["exact"] is True and found["plays"] == 0
    assert [point["knowledge"] for point in found["balance"]] == [number / 10 for number in range(11)]
    shares = [point["endings"]["inside"]["low"] for point in found["balance"]]
    assert shares == sorted(shares) and shares[0] < 0.9 < shares[-1]


def test_the_same_call_gives_the_same_bytes(capsys):
    assert len({json.dumps(figures(capsys, "ticket.yaml", "--balance")) for _ in range(2)}) == 1


def test_curves_of_knowledge_are_drawn_on_the_page(here):
    assert main(["simulate", "ticket.yaml", "--exact", "--balance", "--html", "odds.html"]) == 0
    page = (here / "odds.html").read_text("utf-8")
    assert "<svg" in page and "The curves are exact." in page


def test_exact_curves_have_no_bands_in_a_chart_of_their_own(here):
    assert main(["simulate", "ticket.yaml", "--exact", "--chart", "odds.svg"]) == 0
    chart = (here / "odds.svg").read_text("utf-8")
    assert "<polyline" in chart
    assert "The curves are exact." in chart
    assert "<polygon" not in chart


def test_of_the_curious_it_tells_bounds_and_a_sample(capsys):
    found = figures(capsys, "ticket.yaml", "--temperament", "curious", "-n", "100")
    assert found["exact"] is False and found["any_preference"] is True and found["plays"] == 100
    inside = found["endings"]["inside"]
    assert inside["low"] <= found["sampled"]["inside"]["high"] and found["sampled"]["inside"]["low"] <= inside["high"]


def test_a_story_that_is_too_large_gets_bounds_and_a_sample(capsys, too_large):
    assert main(["simulate", "ticket.yaml", "--exact", "--balance", "-n", "100"]) == 0
    told = capsys.readouterr().out
    assert "Bounds: " in told and " to " in told and "Beside them stands a sample of 100 plays" in told
    assert "The curves are sampled" in told


def test_a_careful_player_of_a_story_that_is_too_large_is_only_sampled(capsys, too_large):
    assert main(["simulate", "ticket.yaml", "--exact", "--strategy", "reader", "-n", "50"]) == 0
    assert "what follows is a sample" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["random", "careful", "pass-undo", "reader"])
def test_some_strategies_are_worked_out(capsys, name):
    found = figures(capsys, "ticket.yaml", "--strategy", name)
    assert found["exact"] is True and found["player"] == f"Strategy: {name}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--exact", "--strategy", "first"], "cannot be worked out"),
        (["--exact", "--strategy", "reader", "--temperament", "curious"], "--temperament is of no use with --exact"),
        (["--exact", "--reports", "there"], "--reports is of no use with --exact"),
        (["--exact", "--knowledge", "2"], "is no knowledge"),
        (["--seconds", "3"], "--seconds goes with --exact"),
    ],
)
def test_what_does_not_go_together_is_said_in_a_sentence(capsys, given, said):
    assert main(["simulate", "coin.yaml", *given]) == 2
    assert said in capsys.readouterr().err


def test_arrays_are_imported_only_for_exact_odds():
    def heavy(*more: str) -> str:
        code = (
            "import sys; from game.cli import main; code = main(['simulate', 'coin.yaml', '-n', '5', *sys.argv[1:]]); "
            "print('numpy' in sys.modules, file=sys.stderr)"
        )
        return subprocess.run(
            [sys.executable, "-c", code, *more], capture_output=True, text=True, check=True,
            env={"PYTHONPATH": str(ROOT), "EIGHTWINGS_HOME": str(Path.cwd() / "home"), "PATH": ""},
        ).stderr.strip()  # fmt: skip

    assert heavy() == "False"
    assert heavy("--exact") == "True"

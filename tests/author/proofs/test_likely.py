"""What a pack promises about odds, worked out by `check` and told with the figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.record.story_cache import load_story
from game.story.packs import load
from game.verify.odds import odds as odds_module
from game.verify.odds.story_chain import story_chain

PACK = """\
pack: The exam
disclaimer: Invented, but for the building, which is from an article of early 2025.
dossiers: [inside_nato]
scenes:
  exam:
    text: Eight wings [eight_wings].
    learn: eight_wings
    ask: wings
    right: {{ end: praise }}
    wrong: {{ end: scorn }}
questions:
  wings: {{ text: How many wings?, cites: eight_wings, number: 8, because: It says so. }}
endings: {{ praise: Very good., scorn: Very bad. }}
promises:
  - likely: {promise}
"""


@pytest.fixture
def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The proof of a promise, as programs get it, with the exit code."""

    def check(promise: str) -> tuple[dict[str, object], int]:
        path = tmp_path / "exam.yaml"
        path.write_text(PACK.format(promise=promise), "utf-8")
        code = main(["check", str(path), "--json"])
        proofs = json.loads(capsys.readouterr().out)["proofs"]
        return next(proof for proof in proofs if proof["key"] == "likely 0"), code

    return check


@pytest.mark.parametrize(
    ("promise", "figure"),
    [
        ("ending.praise >= 75 % given knowledge 0.75", "75.0000 %"),
        ("ending.praise <= 0.75 given knowledge 0.75", "75.0000 %"),
        ("ending.scorn <= 0 given strategy reader", "never"),
        ("knows.eight_wings >= 1", "100.0000 %"),
        ("asking.wings >= 100 %", "100.0000 %"),
    ],
)
def test_what_is_as_likely_as_promised_is_proved_with_the_figure(checked, promise, figure):
    proof, code = checked(promise)
    assert (proof["verdict"], code) == ("proved", 0)
    assert proof["property"] == f"`likely: {promise}`: {figure}."


@pytest.mark.parametrize(
    "promise", ["ending.praise >= 75.001 % given knowledge 0.75", "ending.praise <= 0.7499 given knowledge 0.75"]
)
def test_what_is_not_is_an_error_with_the_figure_and_the_place(checked, promise):
    proof, code = checked(promise)
    assert (proof["verdict"], code, proof["line"]) == ("refuted", 1, 15)
    assert proof["message"] == f"`likely: {promise}` is promised, and it is 75.0000 %."


def test_what_cannot_be_told_from_the_bound_is_unknown_and_sampled(checked, monkeypatch):
    monkeypatch.setattr(odds_module, "story_chain", lambda *given, **how: story_chain(*given, **{**how, "most": 1}))
    monkeypatch.setattr(odds_module, "_THRESHOLDS", (1.1,))
    proof, code = checked("ending.praise >= 70 % given knowledge 0.75")
    assert (proof["verdict"], code) == ("unknown", 3)
    assert "0.00 to 100.00 %" in proof["message"] and "plays at random it was 7" in proof["message"]


def test_bounds_may_be_enough(checked, monkeypatch):
    monkeypatch.setattr(odds_module, "story_chain", lambda *given, **how: story_chain(*given, **{**how, "most": 1}))
    monkeypatch.setattr(odds_module, "_THRESHOLDS", (0.08,))
    proof, code = checked("ending.praise >= 60 % given knowledge 0.75")
    assert (proof["verdict"], code) == ("proved", 0)


def test_a_promise_comes_out_of_the_cache_as_it_went_in(tmp_path):
    path = tmp_path / "exam.yaml"
    path.write_text(PACK.format(promise="ending.praise >= 60 % given strategy reader, knowledge 0.8"), "utf-8")
    first, again = load_story(str(path)), load_story(str(path))
    assert first.likely == again.likely == load(path).likely != ()

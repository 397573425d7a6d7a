"""The verb `preview`: what it refuses, in one sentence and with an exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.verbs.preview.wants_plain", lambda environment, is_terminal: False)


@pytest.mark.parametrize("flags", [["--plain"], []])
def test_without_a_terminal_it_names_what_to_use_instead(flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "hq", *flags]) == 2
    assert "eightwings check hq --watch" in capsys.readouterr().err


@pytest.mark.usefixtures("at_a_terminal")
def test_a_pack_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(tmp_path / "nowhere")]) == 2
    assert "There is no pack at" in capsys.readouterr().err


@pytest.mark.usefixtures("at_a_terminal")
def test_a_scene_that_is_not_there_is_a_sentence(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(pack), "--from", "nooon"]) == 2
    assert capsys.readouterr().err == "The pack has no scene `nooon`. Did you mean `noon`?\n"

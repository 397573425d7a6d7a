"""Coverage by `eightwings test`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main

EAT = "playthrough: Somebody eats\nsteps:\n  - do: Taste the soup\n  - do: Sit down\n  - do: Eat\n"


@pytest.fixture
def eaten(soup: Path) -> Path:
    folder = soup / "playthroughs"
    folder.mkdir()
    (folder / "eat.yaml").write_text(EAT, "utf-8")
    return soup


def test_without_a_flag_nothing_is_measured(eaten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(eaten)]) == 0
    assert "overage" not in capsys.readouterr().out


def test_the_table_stands_below_the_results(eaten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(eaten), "--coverage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("passed")
    assert "Coverage of Soup: 28 %" in lines
    assert "1 playthrough reached 9 of 32 things." in lines


def test_too_little_is_a_finding_with_a_sentence(eaten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(eaten), "--fail-under", "29"]) == 1
    assert capsys.readouterr().err == "The playthroughs reach 28 % of Soup, and 29 % are asked for.\n"
    assert main(["test", str(eaten), "--fail-under", "28"]) == 0


@pytest.mark.parametrize("words", ["-1", "101", "much", "nan", "1e400"])
def test_a_percentage_that_is_none_is_wrong_usage(eaten: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["test", str(eaten), f"--fail-under={words}"])
    assert ended.value.code == 2
    assert f"{words} is not a number from 0 to 100" in capsys.readouterr().err


def test_reports_go_into_files(eaten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, data = tmp_path / "page.html", tmp_path / "data.json"
    assert main(["test", str(eaten), "--coverage-html", str(page), "--coverage-json", str(data)]) == 0
    out = capsys.readouterr().out
    assert f"Coverage is written to {page}." in out
    assert "Never reached" not in out  # the table was not asked for
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(data.read_text("utf-8"))["packs"][0]["playthroughs"][0]["title"] == "Somebody eats"


def test_however_many_processes_play_the_reports_are_the_same(eaten: Path, tmp_path: Path) -> None:
    for number in range(5):
        text = EAT.replace("eats", f"eats {number}").replace("  - do: Eat\n", "  - play: 20\n")
        (eaten / f"playthroughs/{number}.yaml").write_text(text, "utf-8")
    made = []
    for workers in ("1", "2", "3"):
        page, data = tmp_path / f"{workers}.html", tmp_path / f"{workers}.json"
        assert main(["test", str(eaten), "-n", workers, f"--coverage-html={page}", f"--coverage-json={data}"]) == 0
        made.append((page.read_bytes(), data.read_bytes()))
    assert made[0] == made[1] == made[2]


def test_a_report_that_cannot_be_written_is_said_and_is_no_success(
    eaten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", str(eaten), "--coverage-html", str(eaten)]) == 3
    assert "cannot be written" in capsys.readouterr().err


def test_failed_playthroughs_count_as_far_as_they_came(eaten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (eaten / "playthroughs/eat.yaml").write_text(f"{EAT}  - expect: {{ ending: none }}\n", "utf-8")
    assert main(["test", str(eaten), "--coverage"]) == 1
    assert "1 playthrough reached 9 of 32 things." in capsys.readouterr().out


def test_a_pack_that_cannot_be_played_has_no_coverage(eaten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (eaten / "pack.yaml").write_text("pack: Soup\nscenes: {}\n", "utf-8")
    assert main(["test", str(eaten), "--coverage"]) == 1
    assert "No playthrough could be run, so there is no coverage." in capsys.readouterr().err


def test_several_packs_have_a_table_each_and_one_page(
    eaten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert main(["test", str(eaten), "first-scene", "--coverage", f"--coverage-html={page}"]) == 0
    out = capsys.readouterr().out
    assert "Coverage of Soup" in out
    assert "Coverage of The Thursday Soup" in out
    assert page.read_text("utf-8").count("<h1>") == 2


def test_a_play_in_another_language_counts_the_texts_of_that_language(
    eaten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (eaten / "fr.yaml").write_text(
        "language: fr\nname: F\ntexts:\n  scenes.taste.title:\n"
        "    was: 'Taste the soup {|again}'\n    text: 'Goûter{| encore} la soupe'\n",
        "utf-8",
    )
    play = "playthrough: In French\nlanguage: fr\nsteps:\n  - do: Goûter la soupe\n"
    (eaten / "playthroughs/french.yaml").write_text(play, "utf-8")
    assert main(["test", str(eaten), "--coverage"]) == 0
    assert "  fr.yaml     1 of 2    50  ~6" in capsys.readouterr().out

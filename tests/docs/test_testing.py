"""The page on tests for a story: what it shows is what the commands answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from game.cli import main
from game.playthrough.coverage.coverage_json import COVERAGE_JSON_VERSION
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "testing.md"
BLOCKS = {block.title: block for block in blocks(PAGE) if block.title}
WORDS = PAGE.read_text("utf-8")


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """The folder with the two files of the page, in which one is."""
    for name in ("biscuit.yaml", "eaten.yaml"):
        (pytester.path / name).write_text(BLOCKS[name].text, "utf-8")
    return pytester.path


def test_both_commands_pass(folder: Path, pytester: pytest.Pytester) -> None:
    assert main(["test", "biscuit.yaml"]) == 0
    pytester.runpytest_subprocess("-p", "no:asyncio").assert_outcomes(passed=1)


def test_the_failure_is_told_as_the_page_shows_it(folder: Path, pytester: pytest.Pytester) -> None:
    (folder / "biscuit.yaml").write_text(BLOCKS["biscuit.yaml"].text.replace("end: crumbs", "end: hunger"), "utf-8")
    told = pytester.runpytest_subprocess("-p", "no:asyncio").stdout.str()
    assert BLOCKS["pytest"].text in f"{told}\n"


def test_the_table_is_the_one_of_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "biscuit.yaml", "--coverage"]) == 0
    assert BLOCKS["eightwings test biscuit.yaml --coverage"].text in capsys.readouterr().out


def test_the_json_is_the_one_of_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(next(block.text for block in blocks(PAGE) if block.language == "json"))
    assert main(["test", "biscuit.yaml", "--coverage-json", "coverage.json"]) == 0
    made = json.loads((folder / "coverage.json").read_text("utf-8"))
    assert shown["version"] == made["version"] == COVERAGE_JSON_VERSION
    wanted, given = shown["packs"][0], made["packs"][0]
    assert list(wanted) == list(given)
    assert wanted["things"][0] in given["things"]
    assert wanted["kinds"]["choice"] == given["kinds"]["choice"]
    for key in ("reached", "of", "percent", "playthroughs", "files"):
        assert wanted[key] == given[key]


def test_every_flag_of_the_page_is_one_of_a_command(
    capsys: pytest.CaptureFixture[str], pytester: pytest.Pytester
) -> None:
    with pytest.raises(SystemExit):
        main(["test", "--help"])
    ours = capsys.readouterr().out
    theirs = pytester.runpytest_subprocess("--help").stdout.str()
    flags = set(re.findall(r"--(?:eightwings|coverage|fail-under|bless)[a-z-]*", WORDS))
    assert len(flags) >= 9
    for flag in flags:
        assert flag in (theirs if flag.startswith("--eightwings") else ours)


def test_the_workflow_can_be_read_and_names_commands_that_there_are() -> None:
    steps = yaml.safe_load(BLOCKS["stories.yml"].text)["jobs"]["playthroughs"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert [run.split()[0] for run in runs] == ["pip", "eightwings", "pytest"]

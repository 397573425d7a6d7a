"""The page on simulation: the odds that it shows are those that `simulate --exact` works out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.cli import main
from tests.docs.pages import ROOT, Block, blocks

PAGE = ROOT / "docs" / "simulation.md"
SHOWN = "eightwings simulate porter.yaml --exact --balance"
UPDATE = bool(os.environ.get("EIGHTWINGS_UPDATE_DOCS"))


def titled(title: str) -> Block:
    return next(block for block in blocks(PAGE) if block.title == title)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("porter.yaml").write_text(titled("porter.yaml").text, "utf-8")


def test_the_odds_are_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of what `simulate` says: EIGHTWINGS_UPDATE_DOCS=1 pytest tests/docs/test_simulation.py"""
    assert main(SHOWN.split()[1:]) == 0
    told = "\n".join(line.rstrip() for line in capsys.readouterr().out.strip().splitlines()) + "\n"
    if UPDATE:
        page = PAGE.read_text("utf-8")
        head = f'```text title="{SHOWN}"\n'
        before, _, rest = page.partition(head)
        PAGE.write_text(f"{before}{head}{told}{rest[rest.index('```') :]}", "utf-8")
    assert titled(SHOWN).text == told


def test_the_promise_is_kept_with_the_figure_that_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "porter.yaml"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    line = next(line.strip() for line in PAGE.read_text("utf-8").splitlines() if line.startswith("    As promised: "))
    assert line in told

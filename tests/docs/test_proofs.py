"""The page on proofs: what it shows is what `check` answers, and every flag on it is one of the command."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from game.cli import main
from tests.docs.pages import ROOT, Block, blocks

PAGE = ROOT / "docs" / "proofs.md"
UPDATE = bool(os.environ.get("EIGHTWINGS_UPDATE_DOCS"))


def titled(title: str) -> Block:
    return next(block for block in blocks(PAGE) if block.title == title)


def put_right(story: str) -> str:
    """The story of the page after the change that the page proposes."""
    lines = titled("put right").text.splitlines()
    before, after = (next(line[1:] for line in lines if line.startswith(sign)) for sign in "-+")
    assert before in story
    return story.replace(before, after)


@pytest.mark.parametrize(
    ("title", "code"), [("eightwings check ticket.yaml", 1), ("eightwings check ticket.yaml, put right", 0)]
)
def test_what_check_says_is_what_the_page_shows(
    title: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a change of what `check` says: EIGHTWINGS_UPDATE_DOCS=1 pytest tests/docs/test_proofs.py"""
    monkeypatch.chdir(tmp_path)
    story = titled("ticket.yaml").text
    Path("ticket.yaml").write_text(put_right(story) if code == 0 else story, "utf-8")
    assert main(["check", "ticket.yaml"]) == code
    told = capsys.readouterr().out
    shown = titled(title)
    if UPDATE:
        words = PAGE.read_text("utf-8")
        PAGE.write_text(words[: shown.start] + told + words[shown.end :], "utf-8")
        shown = titled(title)
    assert shown.text == told


def test_what_is_said_to_be_different_is_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ticket.yaml").write_text(put_right(titled("ticket.yaml").text), "utf-8")
    main(["check", "ticket.yaml", "--without", "the_turnstile/put_the_ticket_in"])
    told = capsys.readouterr().out.partition("Then ")[1:]
    different = "".join(told).partition("\nFor every play")[0]
    shown = titled("what is different")
    if UPDATE:
        words = PAGE.read_text("utf-8")
        PAGE.write_text(words[: shown.start] + different + words[shown.end :], "utf-8")
        shown = titled("what is different")
    assert shown.text == different


def test_a_witness_fails_as_long_as_the_mistake_is_there_and_passes_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pack = Path("pack")
    pack.mkdir()
    story = titled("ticket.yaml").text
    (pack / "ticket.yaml").write_text(story, "utf-8")
    assert main(["check", "pack", "--witnesses", "pack/playthroughs"]) == 1
    assert len(list((pack / "playthroughs").iterdir())) == 1
    assert main(["test", "pack"]) == 1
    (pack / "ticket.yaml").write_text(put_right(story), "utf-8")
    assert main(["test", "pack"]) == 0


def test_the_json_has_the_keys_that_the_page_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ticket.yaml").write_text(titled("ticket.yaml").text, "utf-8")
    main(["check", "ticket.yaml", "--json"])
    told = json.loads(capsys.readouterr().out)
    named = PAGE.read_text("utf-8").partition("## For other programs")[2].partition("\n## ")[0]
    for key in (*told["proofs"][0], *told["search"], "seed", "steps", "shortest", "what_if"):
        assert f"`{key}`" in named, key


def test_every_flag_of_the_page_is_one_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    ours = capsys.readouterr().out
    flags = set(re.findall(r"--[a-z][a-z-]*", PAGE.read_text("utf-8")))
    assert {"--reach", "--without", "--seconds", "--memory", "--witnesses", "--remarks", "--strict"} <= flags
    assert [flag for flag in flags if flag not in ours] == []

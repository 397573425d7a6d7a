"""`check --remembers`: who can tell later that a choice was taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from tests.author.remembering.test_forgotten_choices import ALIKE, FORGOTTEN


@pytest.fixture
def pack(tmp_path: Path) -> str:
    (tmp_path / "pack.yaml").write_text(ALIKE, "utf-8")
    return str(tmp_path / "pack.yaml")


@pytest.mark.parametrize("name", ["a.up", "a/up"])
def test_a_choice_is_told_with_every_reader_and_its_place(
    pack: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", pack, "--remembers", name]) == 0
    assert capsys.readouterr().out == (
        "a/up  pack.yaml:14\n"
        "It changes: trust.\n"
        "\n"
        "What can tell later, the nearest first (1 text):\n"
        "  pack.yaml:15  text b.text, while trust > 1\n"
    )


def test_a_choice_that_changes_nothing_is_told_by_the_others_of_its_list(
    pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", pack, "--remembers", "a.left"])
    assert capsys.readouterr().out.splitlines()[1:5] == [
        "It changes: nothing that is kept.",
        "Nothing later can tell it from: a/right.",
        "Nothing later depends on it but by what was not chosen instead:",
        "",
    ]


def test_without_a_choice_all_are_told_and_counted(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--remembers"])
    assert [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()] == [
        "a pack.yaml",
        "left only others of its list are",
        "right only others of its list are",
        "up 1 text",
        "",
        "3 choices:",
        "1 remembered",
        "2 only others of its list are",
        "2 choices change nothing but the time.",
        "2 choices come to the same as another one of its list.",
    ]


def test_programs_get_the_same_as_json(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--remembers", "a.up", "--json"])
    told = json.loads(capsys.readouterr().out)
    (choice,) = told["choices"]
    assert (choice["id"], choice["status"], choice["file"], choice["line"]) == ("a/up", "remembered", "pack.yaml", 14)
    assert choice["readers"] == [
        {
            "kind": "text", "name": "b.text", "words": "while trust > 1", "reads": ["measure.trust"], "distance": 1,
            "file": "pack.yaml", "line": 15,
        }
    ]  # fmt: skip
    assert told["alike"] == [["a/left", "a/right"]]


def test_a_choice_that_is_not_there_is_told_with_the_nearest_one(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", pack, "--remembers", "a.lefd"]) == 2
    assert capsys.readouterr().err == "There is no choice `a.lefd`. Did you mean `a/left`?\n"


def test_a_forgotten_choice_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text(FORGOTTEN, "utf-8")
    main(["check", str(tmp_path / "pack.yaml"), "--remembers", "a.left"])
    assert "Nothing that comes later depends on it." in capsys.readouterr().out

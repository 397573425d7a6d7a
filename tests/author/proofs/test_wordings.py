"""`check --wordings`: every wording with what leads to it, for whoever writes the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main
from tests.verify.verdicts.test_wordings import DOOR


def told(pack: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", str(pack), "--wordings"])
    return code, " ".join(capsys.readouterr().out.split())


def test_each_wording_is_told_with_the_steps_that_lead_to_it(tmp_path: Path, capsys) -> None:
    (tmp_path / "pack.yaml").write_text(DOOR, encoding="utf-8")
    code, said = told(tmp_path, capsys)
    assert code == 1
    assert "The page (page) fate (page.fate) much: “Much.” ! It can never be read." in said
    assert "known: “Known.” By: Go (at the earliest after 1 step)" in said
    assert "blank: “Nothing.” From the beginning." in said


def test_only_steps_are_told_that_decide_about_the_wording(harbour, capsys) -> None:
    code, said = told(Path(__file__).parents[2] / "packs" / "harbour", capsys)
    assert code == 0
    assert "is missing.” By: Ask about the bell (" in said


def test_a_pack_without_documents_says_so(tmp_path: Path, capsys) -> None:
    (tmp_path / "pack.yaml").write_text(DOOR.partition("documents:")[0] + "scenes:" + DOOR.partition("scenes:")[2])
    assert told(tmp_path, capsys) == (0, "This pack has no documents.")

"""Remarks on the files of a pack: counted, told when asked for, and never a reason to fail."""

from __future__ import annotations

import json

import pytest

from game.cli import main
from tests.story.inline import EXAMPLES, unmarked


@pytest.fixture
def remarked(tmp_path):
    """A pack of which nothing can be said but one remark."""
    files, _ = unmarked(EXAMPLES["EW975"].bad)
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_remark_is_counted_and_told_when_asked_for(remarked, capsys):
    assert main(["check", str(remarked), "--no-proofs"]) == 0
    told = capsys.readouterr().out
    assert "1 remark on the files: see them with --remarks." in told
    assert "EW975" not in told
    assert told.endswith("Nothing is wrong.\n")
    assert main(["check", str(remarked), "--no-proofs", "--remarks"]) == 0
    told = capsys.readouterr().out
    assert "remark EW975 key odd one out" in told
    assert "see them with" not in told


def test_no_check_fails_for_a_remark(remarked):
    assert main(["check", str(remarked), "--no-proofs", "--strict"]) == 0


def test_programs_are_told_of_remarks(remarked, capsys):
    assert main(["check", str(remarked), "--no-proofs", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["code"], found["severity"]) == ("EW975", "remark")


@pytest.mark.parametrize(("level", "strictly"), [("error", 1), ("warning", 1), ("remark", 0), ("off", 0)])
def test_a_pack_can_make_more_or_less_of_it(remarked, level, strictly):
    pack = remarked / "pack.yaml"
    pack.write_text(pack.read_text("utf-8") + f"checks: {{ key-odd-one-out: {level} }}\n", "utf-8")
    assert main(["check", str(remarked), "--no-proofs", "--strict"]) == strictly


def test_a_warning_can_be_made_a_remark(tmp_path):
    files, _ = unmarked(EXAMPLES["EW971"].bad)
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["check", str(tmp_path), "--no-proofs", "--strict"]) == 1
    (tmp_path / "more.yaml").write_text("checks: { keys-shortest: remark }\n", "utf-8")
    assert main(["check", str(tmp_path), "--no-proofs", "--strict"]) == 0

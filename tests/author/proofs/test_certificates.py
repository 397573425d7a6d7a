"""`eightwings check --certain`, `--certificates` and `--recheck`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.verify.certificates.certifying import is_shown
from game.verify.verdicts.properties import SOFT_LOCK, Property

SOUND = """\
pack: Sound
scenes:
  gate:
    text: A gate.
    choices:
    - { choose: Go through, id: through, end: out }
    - { choose: Fall asleep, id: asleep, goto: dream }
  dream:
    text: A dream.
    choices:
    - { choose: Wake up, id: wake, end: out }
endings: { out: { title: Out, text: Out. } }
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path / "home"))
    folder = tmp_path / "sound"
    folder.mkdir()
    (folder / "pack.yaml").write_text(SOUND, "utf-8")
    return folder


def certificate_of(pack: Path) -> Path:
    main(["check", str(pack), "--certificates", str(pack.parent / "out")])
    (path,) = (pack.parent / "out").iterdir()
    return path


def test_proofs_are_checked_and_the_report_says_so(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(pack), "--certain"]) == 0
    assert "Proved and checked: all" in capsys.readouterr().out
    main(["check", str(pack), "--certain", "--json"])
    assert all(proof["checked"] for proof in json.loads(capsys.readouterr().out)["proofs"])
    main(["check", str(pack)])
    assert "checked" not in capsys.readouterr().out


def test_what_is_written_is_checked_again_by_anybody(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = certificate_of(pack)
    capsys.readouterr()
    assert main(["check", str(pack), "--recheck", str(path)]) == 0
    assert "From every situation some ending can be reached." in capsys.readouterr().out


def test_a_certificate_of_another_story_shows_nothing_that_is_not_so(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = certificate_of(pack)
    (pack / "pack.yaml").write_text(SOUND.replace("id: wake, end: out", "id: wake, again: true, stay: true"), "utf-8")
    capsys.readouterr()
    assert main(["check", str(pack), "--recheck", str(path)]) == 1
    told = capsys.readouterr()
    assert "From every situation" not in told.out
    assert "does not show all that it says" in told.err


def test_a_line_that_was_changed_and_a_file_that_is_none_have_a_sentence(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = certificate_of(pack)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if '"to_ending"' not in line), "utf-8")
    assert main(["check", str(pack), "--recheck", str(path)]) == 1
    path.write_text("\n".join([*lines[:3], "nonsense"]), "utf-8")
    assert main(["check", str(pack), "--recheck", str(path)]) == 2
    assert "Line 4" in capsys.readouterr().err
    assert main(["check", str(pack), "--recheck", str(path / "missing")]) == 2
    assert main(["check", str(pack), "--recheck", str(pack)]) == 2


def test_what_nobody_asks_is_not_told_as_checked(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = certificate_of(pack)
    lines = path.read_text("utf-8").splitlines()
    closed = json.loads(lines[1])
    closed["closed"]["never"].append("whatever a stranger likes")
    path.write_text("\n".join([lines[0], json.dumps(closed), *lines[2:]]), "utf-8")
    capsys.readouterr()
    main(["check", str(pack), "--recheck", str(path)])
    assert "stranger" not in capsys.readouterr().out


PROMISED = (
    SOUND
    + """\
measures: { luck: { start: 0, min: 0, max: 3 } }
promises:
- { once: luck == 1, never: luck == 3 }
- { leads_to: ending.out }
- { at_most: 1, times: scene.dream }
- { at_most: 1, of: [chose.gate.through, chose.gate.asleep] }
- { once: seen.dream, can_still: ending.out }
"""
)


def test_promises_of_whole_plays_are_checked_but_not_what_can_still_be_reached(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "pack.yaml").write_text(PROMISED, "utf-8")
    assert main(["check", str(pack), "--certain", "--json"]) == 0
    proofs = json.loads(capsys.readouterr().out)["proofs"]
    unchecked = [proof["property"] for proof in proofs if not proof["checked"]]
    assert unchecked == ["`once: seen.dream, can_still: ending.out`."]
    main(["check", str(pack), "--certain"])
    assert "What is promised with `can_still` has no certificate." in " ".join(capsys.readouterr().out.split())


def test_what_is_checked_again_says_that_something_leads_to_something(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "pack.yaml").write_text(PROMISED, "utf-8")
    path = certificate_of(pack)
    capsys.readouterr()
    assert main(["check", str(pack), "--recheck", str(path)]) == 0
    told = capsys.readouterr().out
    assert "`leads_to: ending.out`." in told
    assert "`once: luck == 1, never: luck == 3`." in told
    assert "can_still" not in told


def test_that_no_play_ends_without_it_does_not_show_alone_that_something_comes() -> None:
    leads = Property("statement 0", "statements", "", "leads", "error", "", "")
    assert not is_shown(leads, {"never statement 0"})
    assert not is_shown(leads, {f"never {SOFT_LOCK}"})
    assert is_shown(leads, {"never statement 0", f"never {SOFT_LOCK}"})
    assert not is_shown(leads._replace(wanted="still"), {"never statement 0", f"never {SOFT_LOCK}"})

"""`eightwings check` with its proofs: what it says, its exit codes, what is kept, and what can be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.proofs import making
from game.cli import main
from game.verify.system import transition_system as systems
from game.verify.verdicts import state_counts

STUCK = """\
pack: Stuck
scenes:
  gate:
    text: A gate.
    choices:
    - { choose: Go through, id: through, end: out }
    - { choose: Fall asleep, id: asleep, goto: dream }
  dream:
    text: "A dream. {visits.dream > 3: The same one.}"
    choices:
    - { choose: Dream on, id: dream_on, again: true, stay: true }
endings: { out: { title: Out, text: Out. } }
"""
SOUND = STUCK.replace("again: true, stay: true", "end: out").replace(" {visits.dream > 3: The same one.}", "")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "stuck").mkdir()
    (tmp_path / "stuck" / "pack.yaml").write_text(STUCK, "utf-8")
    return tmp_path / "stuck"


def test_a_soft_lock_is_told_with_its_place_and_the_shortest_play(pack: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", str(pack)]) == 1
    told = capsys.readouterr().out
    assert "pack.yaml:8:1: error: There are situations from which no ending can be reached" in told
    assert "The shortest play that shows it, 1 step" in " ".join(told.split())
    assert "1. Fall asleep" in told


def test_a_story_in_which_all_is_well_is_told_so(pack: Path, capsys: pytest.CaptureFixture) -> None:
    (pack / "pack.yaml").write_text(SOUND, "utf-8")
    assert main(["check", "--strict", str(pack)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "From each of the 3 situations a player can be in some ending can still be reached." in told
    assert "Not so" not in told


def test_a_warning_is_a_finding_only_when_strict(pack: Path) -> None:
    text = SOUND.replace("A dream.", "A dream. {visits.dream > 3: The same one.}")
    (pack / "pack.yaml").write_text(text, "utf-8")
    assert main(["check", str(pack)]) == 0
    assert main(["check", "--strict", str(pack)]) == 1


def test_without_time_it_says_that_it_does_not_know(
    pack: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        making, "prove_with_promises", lambda story, properties, *_, **__: making.unsettled(properties, "No time.")
    )
    assert main(["check", str(pack)]) == 3
    assert "Not known" in capsys.readouterr().out


def test_a_story_that_takes_too_long_to_lay_out_is_given_up_and_has_a_page_all_the_same(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systems, "ASKED_AFTER", 1)
    monkeypatch.setattr(state_counts, "SECONDS", 0)
    page = tmp_path / "proofs.html"
    assert main(["check", str(pack), "--seconds", "0", "--html", str(page)]) == 3
    assert "There was not enough time or memory" in capsys.readouterr().out
    assert "Not known" in page.read_text("utf-8")


def test_an_edit_of_words_needs_no_search_and_one_of_the_logic_does(
    pack: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = []
    prove = making.prove_with_promises
    monkeypatch.setattr(
        making, "prove_with_promises", lambda *given, **named: searched.append(1) or prove(*given, **named)
    )
    main(["check", str(pack)])
    first = capsys.readouterr().out
    (pack / "pack.yaml").write_text(STUCK.replace("A gate.", "A high gate."), "utf-8")
    main(["check", str(pack)])
    assert capsys.readouterr().out == first
    assert len(searched) == 1
    (pack / "pack.yaml").write_text(STUCK.replace("goto: dream", "end: out"), "utf-8")
    main(["check", str(pack)])
    assert len(searched) == 2


def test_the_play_that_shows_it_is_a_test_that_fails_and_passes_once_it_is_mended(pack: Path, tmp_path: Path) -> None:
    main(["check", str(pack), "--witnesses", str(pack)])
    assert main(["test", str(pack)]) == 1
    (pack / "pack.yaml").write_text(STUCK.replace("again: true, stay: true", "end: out"), "utf-8")
    assert main(["test", str(pack)]) == 0


def test_a_program_reads_every_verdict(pack: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", "--json", str(pack)]) == 1
    told = json.loads(capsys.readouterr().out)
    lost = next(proof for proof in told["proofs"] if proof["key"] == "no way to an ending")
    assert (lost["verdict"], lost["file"], lost["line"]) == ("refuted", "pack.yaml", 8)
    assert lost["witness"] == {"seed": 0, "steps": [{"do": "gate/asleep"}], "shortest": True, "minimal": True}
    assert told["search"]["situations"] == 3


def test_what_is_asked_for_comes_as_a_playthrough(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", str(pack), "--reach", "seen.dream"]) == 0
    (pack / "asked.play.yaml").write_text(capsys.readouterr().out, "utf-8")
    assert main(["test", str(pack)]) == 0


def test_what_can_never_be_is_said_to_be_so(pack: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", str(pack), "--reach", "seen.dream and ending.out"]) == 1
    assert "In no play there can be" in capsys.readouterr().err


def test_a_condition_that_cannot_be_read_is_wrong_usage(pack: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", str(pack), "--reach", "ending.ot"]) == 2
    assert "Did you mean `ending.out`?" in capsys.readouterr().err


def test_what_is_lost_without_a_choice_is_told(pack: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check", str(pack), "--without", "gate/asleep"]) == 1
    assert "The scene `dream` can never be opened." in capsys.readouterr().out
    assert main(["check", str(pack), "--without", "gate/aslep"]) == 2
    assert "Did you mean `gate/asleep`?" in capsys.readouterr().err

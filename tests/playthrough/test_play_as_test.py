"""A play that is kept as a test: it passes as it was recorded, and lies where the tests of the story are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.play.session import Session
from game.playthrough import play_as_test
from game.playthrough.discovery import find_playthroughs
from game.playthrough.play_as_test import save_as_test
from game.playthrough.testing import run_found
from game.record.journal import JournalError
from game.story.packs import load
from game.story.source import library

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack without playthroughs of its own."""
    shutil.copytree(HARBOUR, tmp_path / "harbour", ignore=shutil.ignore_patterns("playthroughs"))
    return tmp_path / "harbour"


@pytest.fixture
def session(pack: Path) -> Session:
    """A play that asked Ines about the bell, after a step that was taken back."""
    session = Session(load(pack), 3)
    for step in ("waking/go_and_ask", "go:east"):
        session.do(step)
    session.undo()
    for step in ("go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        session.do(step)
    return session


def test_it_lies_with_the_pack_and_passes(session: Session, pack: Path) -> None:
    kept = save_as_test(session, "Ines knows the bell: 80 kg", pack)
    assert kept.path == pack / "playthroughs" / "ines-knows-the-bell-80-kg.yaml"
    assert kept.command == f"eightwings test {kept.path}"
    (found,) = find_playthroughs(pack)
    outcome = run_found(found)
    assert outcome.passed, outcome.failures
    assert outcome.title == "Ines knows the bell: 80 kg"


def test_it_fails_when_the_story_goes_another_way(session: Session, pack: Path) -> None:
    save_as_test(session, "Ines", pack)
    scenes = pack / "scenes.yaml"
    scenes.write_text(scenes.read_text("utf-8").replace("Eighty kilograms", "Ninety kilograms"), "utf-8")
    (found,) = find_playthroughs(pack)
    assert not run_found(found).passed


def test_a_file_that_is_there_is_never_touched(session: Session, pack: Path) -> None:
    paths = [save_as_test(session, "Ines", pack).path for _ in range(3)]
    assert [path.name for path in paths] == ["ines.yaml", "ines-1.yaml", "ines-2.yaml"]
    before = paths[0].read_bytes()
    session.do("talk_to_ines/leave")
    save_as_test(session, "Ines", pack)
    assert paths[0].read_bytes() == before


def test_beside_a_pack_that_is_one_file(tmp_path: Path) -> None:
    pack = tmp_path / "biscuit.yaml"
    pack.write_text("pack: B\nscenes: { a: { choices: [{ choose: Eat, end: e }] } }\nendings: { e: Stale. }\n")
    session = Session(load(pack), 1)
    session.do("a/eat")
    kept = save_as_test(session, "Eaten", pack)
    assert kept.path == tmp_path / "eaten.yaml"
    (found,) = find_playthroughs(kept.path)
    assert run_found(found).passed
    assert load(pack).fingerprint == session.story.fingerprint


def test_where_the_pack_cannot_be_written_it_goes_into_the_current_folder(
    session: Session, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / "playthroughs").write_text("a file where a folder should be")
    monkeypatch.chdir(tmp_path)
    assert save_as_test(session, "Ines", pack).path == Path("ines.yaml")
    assert (tmp_path / "ines.yaml").is_file()


def test_a_pack_that_comes_with_the_installed_game_is_left_alone(
    session: Session, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(library, "IS_INSTALLED", True)
    monkeypatch.setattr(library, "PACKS", pack.parent)
    assert save_as_test(session, "Ines", pack).path == Path("ines.yaml")
    assert not (pack / "playthroughs").exists()


def test_where_nothing_can_be_written_there_is_a_sentence(
    session: Session, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / "playthroughs").write_text("a file")
    monkeypatch.setattr(play_as_test, "_folders", lambda _: iter([(pack / "playthroughs", pack)]))
    with pytest.raises(JournalError, match=r"The test cannot be written in .*: Not a directory"):
        save_as_test(session, "Ines", pack)

"""Where the plays of a pack are kept: each pack has its own, whatever others are called, and finds its old ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.play.opening import begin_play, continue_play
from game.play.play_folders import OWNER, home_of
from game.record.journal import read_record
from game.record.locations import CURRENT, plays_folder
from game.story.packs import load
from game.story.source import library

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"
PACK = """\
pack: My pack
{id}scenes:
  hall: {{ choices: [ {{ choose: {choice}, again: true, stay: true }}, {{ choose: Leave, end: e }} ] }}
endings: {{ e: E. }}
"""


@pytest.fixture(autouse=True)
def _home(home: Path) -> Path:
    return home


def written(folder: Path, choice: str = "Wait", id_: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(PACK.format(choice=choice, id=f"id: {id_}\n" if id_ else ""), "utf-8")
    return folder


def played(pack: Path, *, old: bool = False) -> Path:
    """A play of a pack, with a step; `old`: where older versions kept it. The result is its folder."""
    story = load(pack)
    folder = plays_folder(story.id) if old else home_of(story, pack)
    session = begin_play(story, folder / CURRENT, 1).session
    session.do(session.options[0].id)
    session.close()
    return folder


def test_packs_that_are_called_the_same_do_not_share_their_plays(tmp_path: Path) -> None:
    here, elsewhere = written(tmp_path / "a" / "my-pack"), written(tmp_path / "b" / "my-pack")
    first, second = played(here), played(elsewhere)
    assert first != second
    for pack, folder in ((here, first), (elsewhere, second)):
        story = load(pack)
        assert home_of(story, pack) == folder
        opened = continue_play(story, folder / CURRENT)
        assert opened.notice == ""
        opened.session.close()


def test_a_pack_that_says_what_it_is_called_keeps_its_plays_when_it_is_moved_or_renamed(tmp_path: Path) -> None:
    pack = written(tmp_path / "a" / "my-pack", id_="soup")
    folder = played(pack)
    moved = pack.rename(tmp_path / "another-name")
    assert home_of(load(moved), moved) == folder
    assert home_of(load(moved), moved) == folder, "and the next time"


def test_a_copy_has_plays_of_its_own(tmp_path: Path) -> None:
    pack = written(tmp_path / "my-pack", id_="soup")
    folder = played(pack)
    copied = Path(shutil.copytree(pack, tmp_path / "copied"))
    assert home_of(load(copied), copied) != folder
    assert home_of(load(pack), pack) == folder


def test_another_pack_that_says_it_is_called_so_takes_no_plays_of_one_that_is_gone(tmp_path: Path) -> None:
    pack = written(tmp_path / "my-pack", id_="soup")
    folder = played(pack)
    shutil.rmtree(pack)
    stranger = written(tmp_path / "stranger", choice="Dance", id_="soup")
    assert home_of(load(stranger), stranger) != folder


@pytest.mark.parametrize("id_", ["hq", ""])
def test_nobody_else_gets_the_folder_of_a_pack_that_comes_with_the_game(id_: str, tmp_path: Path) -> None:
    stranger = written(tmp_path / "hq", id_=id_)
    assert home_of(load(stranger), stranger) != plays_folder("hq")
    assert home_of(load("hq"), library.find_pack("hq")) == plays_folder("hq")


def test_a_copy_of_a_pack_that_comes_with_the_game_keeps_its_plays_under_its_own_name(tmp_path: Path) -> None:
    copied = written(tmp_path / "canteen", id_="first-scene")
    assert home_of(load(copied), copied) == plays_folder("canteen")


def test_plays_that_an_older_version_kept_are_found(tmp_path: Path) -> None:
    pack = written(tmp_path / "my-pack")
    folder = played(pack, old=True)
    text = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(text.replace("e: E.", "e: The end."), "utf-8")
    assert home_of(load(pack), pack) == folder
    assert (folder / OWNER).exists()


def test_old_plays_are_found_after_the_pack_says_what_it_is_called(tmp_path: Path) -> None:
    pack = written(tmp_path / "my-pack")
    folder = played(pack)
    written(pack, id_="soup")
    assert home_of(load(pack), pack) == folder


def test_old_plays_of_another_story_are_left_alone(tmp_path: Path) -> None:
    folder = played(written(tmp_path / "a" / "my-pack", choice="Dance"), old=True)
    other = written(tmp_path / "b" / "my-pack")
    assert home_of(load(other), other) != folder
    assert not (folder / OWNER).exists()


def test_a_note_that_cannot_be_read_takes_no_plays_away(tmp_path: Path) -> None:
    pack = written(tmp_path / "my-pack")
    folder = played(pack)
    (folder / OWNER).write_bytes(b"\xff[")
    assert home_of(load(pack), pack) == folder


def test_a_play_of_the_same_pack_under_another_name_can_be_loaded(tmp_path: Path) -> None:
    pack = written(tmp_path / "my-pack")
    folder = played(pack)
    renamed = pack.rename(tmp_path / "renamed")
    opened = continue_play(load(renamed), folder / CURRENT)
    assert (len(opened.session.steps()), opened.notice) == (1, "")
    opened.session.close()
    assert read_record(folder / CURRENT).header.pack == "my-pack"

"""The kept story: the same as the one loaded from the files, made anew after any edit, never trusted when damaged."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest

from game.record.locations import cache_folder
from game.record.story_cache import load_story
from game.story import packs
from game.story.diagnostics import PackError
from game.story.program import Story
from tests.conftest import PACKS
from tests.story.inline import comparable


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the harbour pack, to be edited."""
    return Path(shutil.copytree(PACKS / "harbour", tmp_path / "harbour"))


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one whenever a story is made from its files."""
    made: list[str] = []
    build = packs.build

    def counted(*arguments: object) -> object:
        made.append(str(arguments[0]))
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(packs, "build", counted)
    return made


def kept() -> list[Path]:
    return sorted((cache_folder() / "stories").glob("*.pickle"))


def test_a_story_is_the_same_after_pickling(harbour: Story) -> None:
    again = pickle.loads(pickle.dumps(harbour))  # noqa: S301 - written in this line
    assert comparable(again) == comparable(harbour)


def test_the_conditions_of_a_pickled_story_still_hold(harbour: Story) -> None:
    again = pickle.loads(pickle.dumps(harbour))  # noqa: S301 - written in this line
    noon = again.scenes["noon"].when
    assert not noon(again.layout.start)
    assert noon(again.layout["time"].put(again.layout.start, 12 * 60))


def test_the_second_load_comes_from_the_cache_and_is_the_same_story(pack: Path, loads: list[str]) -> None:
    first, second = load_story(str(pack)), load_story(str(pack))
    assert loads == ["harbour"]
    assert first is not second
    assert comparable(first) == comparable(second)
    assert len(kept()) == 1


def test_an_edit_is_seen(pack: Path, loads: list[str]) -> None:
    load_story(str(pack))
    file = pack / "pack.yaml"
    file.write_text(file.read_text().replace("The harbour office", "The harbour orrice"))
    assert load_story(str(pack)).title == "The harbour orrice"
    assert len(loads) == 2


def test_an_edit_that_changes_neither_size_nor_time_is_seen(pack: Path) -> None:
    load_story(str(pack))
    file = pack / "pack.yaml"
    before = file.stat()
    file.write_text(file.read_text().replace("The harbour office", "The harbour orrice"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert load_story(str(pack)).title == "The harbour orrice"


def test_a_file_that_is_added_renamed_or_removed_is_seen(pack: Path, loads: list[str]) -> None:
    load_story(str(pack))
    (pack / "more.yaml").write_text("scene: more\non_arrival: true\ntext: More.\n")
    assert "more" in load_story(str(pack)).scenes
    (pack / "more.yaml").rename(pack / "moved.yaml")
    assert load_story(str(pack)).scenes["more"].file == "moved.yaml"
    (pack / "moved.yaml").unlink()
    assert "more" not in load_story(str(pack)).scenes
    assert len(loads) == 3, "the pack of the beginning is still kept"


def test_a_pack_at_another_place_has_a_story_of_its_own(pack: Path, loads: list[str]) -> None:
    load_story(str(pack))
    assert load_story(str(pack.rename(pack.with_name("port")))).id == "port"
    assert loads == ["harbour", "port"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"garbage", pickle.dumps("a story"), pickle.dumps(None), b"\x80\x05cno_module\nname\n."],
    ids=["empty", "garbage", "another-thing", "nothing", "unknown-module"],
)
def test_a_damaged_cache_is_ignored_and_replaced(pack: Path, loads: list[str], damage: bytes) -> None:
    whole = load_story(str(pack))
    (file,) = kept()
    file.write_bytes(damage)
    assert comparable(load_story(str(pack))) == comparable(whole)
    assert len(loads) == 2
    load_story(str(pack))
    assert len(loads) == 2


def test_half_a_story_is_ignored(pack: Path, loads: list[str]) -> None:
    load_story(str(pack))
    (file,) = kept()
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert load_story(str(pack)).title == "The harbour office"
    assert len(loads) == 2


def test_a_cache_that_cannot_be_written_is_done_without(pack: Path, home: Path) -> None:
    home.write_text("a file where the folder should be")
    assert load_story(str(pack)).title == "The harbour office"
    assert load_story(str(pack)).title == "The harbour office"


def test_a_pack_with_errors_is_not_kept(pack: Path) -> None:
    (pack / "wrong.yaml").write_text("nonsense: true\n")
    for _ in range(2):
        with pytest.raises(PackError):
            load_story(str(pack))
    assert kept() == []


def test_a_missing_pack_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        load_story(str(tmp_path / "nowhere"))
    assert [one.code for one in raised.value.diagnostics] == ["EW101"]


def test_only_the_latest_stories_are_kept_and_nothing_else_is_left(tmp_path: Path) -> None:
    for number in range(15):
        file = tmp_path / f"pack_{number}.yaml"
        file.write_text(f"pack: Number {number}\nscenes:\n  a:\n    text: A.\n    end: e\nendings:\n  e: E.\n")
        assert load_story(str(file)).title == f"Number {number}"
    assert len(kept()) == 12
    assert len(list((cache_folder() / "stories").iterdir())) == 12

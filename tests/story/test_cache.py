"""The kept story: the same as the one loaded from the files, made anew after any edit, never trusted when damaged."""

from __future__ import annotations

import os
import pickle
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from game.record import cache_files, story_cache
from game.record.cache_files import NotCached, read_cache
from game.record.locations import cache_folder
from game.record.story_cache import load_story
from game.story import packs
from game.story.model.story import Story
from game.story.refusals import PackError
from game.story.source.library import pack_names
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

    def counted(*arguments: object, **wishes: object) -> object:
        made.append(str(arguments[0]))
        return build(*arguments, **wishes)  # type: ignore[arg-type]

    monkeypatch.setattr(packs, "build", counted)
    return made


def kept() -> list[Path]:
    return sorted((cache_folder() / "stories").glob("*.story"))


def test_the_conditions_of_a_kept_story_still_hold(pack: Path) -> None:
    load_story(str(pack))
    again = load_story(str(pack))
    noon = again.scenes["noon"].when
    assert noon is not None
    assert not noon(again.layout.start)
    assert noon(again.layout["time"].put(again.layout.start, 12 * 60))


def test_the_second_load_comes_from_the_cache_and_is_the_same_story(pack: Path, loads: list[str]) -> None:
    first, second = load_story(str(pack)), load_story(str(pack))
    assert loads == ["harbour"]
    assert first is not second
    assert comparable(first) == comparable(second)
    assert len(kept()) == 1


@pytest.mark.parametrize("name", [*pack_names(), str(PACKS / "harbour")])
def test_every_pack_of_ours_comes_whole_from_the_cache(name: str, loads: list[str]) -> None:
    first, second = load_story(name), load_story(name)
    assert comparable(first) == comparable(second)
    assert len(loads) == 1, "no piece had to be made anew"


MISTAKES = (TypeError("a field without a codec"), KeyError("an id"), AttributeError("a name"), ValueError("a number"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: type(mistake).__name__)
def test_a_mistake_in_how_stories_are_kept_is_told_to_tests(
    pack: Path, monkeypatch: pytest.MonkeyPatch, mistake: Exception
) -> None:
    def wrong(story: Story) -> bytes:
        raise mistake

    monkeypatch.setattr(story_cache, "packed_pieces", wrong)
    with pytest.warns(NotCached, match="A story could not be kept"):
        assert load_story(str(pack)).title == "The harbour office"
    assert kept() == []


def test_no_player_sees_anything_of_such_a_mistake(pack: Path) -> None:
    play = (
        "import sys; from game.cli import main; from game.record import story_cache; "
        "story_cache.packed_pieces = None; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", play, "map", str(pack)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout
    assert done.stderr == ""


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
    assert load_story(str(pack.rename(pack.with_name("port")))).id == "harbour", "it says itself what it is called"
    assert len(loads) == 2


class Command:
    """What a pickle of an earlier version could do to whoever read it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("was_run"),)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "damage",
    [b"", b"garbage", b"eightwings story", pickle.dumps("a story"), pickle.dumps(Command()), b"[]\n", b"\xff" * 4_000],
    ids=["empty", "garbage", "half-a-line", "a-pickle", "a-pickle-that-runs", "another-form", "no-text"],
)
def test_a_damaged_cache_is_ignored_and_replaced(
    pack: Path, loads: list[str], damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack.parent)
    whole = load_story(str(pack))
    (file,) = kept()
    file.write_bytes(damage)
    assert comparable(load_story(str(pack))) == comparable(whole)
    assert len(loads) == 2
    load_story(str(pack))
    assert len(loads) == 2
    assert not Path("was_run").exists()


def test_the_file_of_another_pack_is_ignored(pack: Path, loads: list[str]) -> None:
    load_story("first-scene")
    (other,) = kept()
    load_story(str(pack))
    (file,) = [path for path in kept() if path != other]
    file.write_bytes(other.read_bytes())
    assert load_story(str(pack)).title == "The harbour office"
    assert loads == ["first-scene", "harbour", "harbour"]


def test_every_single_bit_counts(pack: Path) -> None:
    load_story(str(pack))
    (file,) = kept()
    whole = file.read_bytes()
    made_for = whole.partition(b"\n")[0].decode()
    assert read_cache(file, made_for) is not None
    for at in range(0, len(whole), 97):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert read_cache(file, made_for) is None, at


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links and pipes here")
@pytest.mark.parametrize("obstacle", ["link", "pipe", "folder", "writable by others"])
def test_only_the_users_own_file_is_read(pack: Path, loads: list[str], obstacle: str) -> None:
    load_story(str(pack))
    (file,) = kept()
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    if obstacle == "link":
        file.symlink_to(elsewhere)
    elif obstacle == "pipe":
        os.mkfifo(file)
    elif obstacle == "folder":
        file.mkdir()
    else:
        elsewhere.rename(file)
        file.chmod(0o666)
    assert load_story(str(pack)).title == "The harbour office"
    assert len(loads) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users here")
def test_a_file_of_another_user_is_not_read(pack: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    load_story(str(pack))
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    load_story(str(pack))
    assert len(loads) == 2


def test_a_link_where_the_story_is_kept_leads_nobody_elsewhere(pack: Path, tmp_path: Path) -> None:
    load_story(str(pack))
    (file,) = kept()
    file.unlink()
    precious = tmp_path / "precious"
    precious.write_text("mine")
    file.symlink_to(precious)
    load_story(str(pack))
    assert precious.read_text() == "mine"
    assert not file.is_symlink()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no rights of this kind here")
def test_nobody_else_can_read_or_write_what_is_kept(pack: Path) -> None:
    folder = cache_folder() / "stories"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    load_story(str(pack))
    (file,) = kept()
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(folder.stat().st_mode)) == (0o600, 0o700)


def test_a_file_that_no_pack_makes_so_large_is_not_read(
    pack: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_story(str(pack))
    monkeypatch.setattr(cache_files, "MOST_BYTES", 1_000)
    load_story(str(pack))
    assert len(loads) == 2


def test_what_earlier_versions_left_is_removed(pack: Path) -> None:
    folder = cache_folder() / "stories"
    folder.mkdir(parents=True)
    (folder / "0123.pickle").write_bytes(b"")
    unfinished = folder / ".0123.new"
    unfinished.write_bytes(b"")
    os.utime(unfinished, (0, 0))
    load_story(str(pack))
    assert sorted(folder.iterdir()) == kept()


def test_a_pack_with_errors_is_not_kept(pack: Path) -> None:
    (pack / "wrong.yaml").write_text("nonsense: true\n")
    for _ in range(2):
        with pytest.raises(PackError):
            load_story(str(pack))
    assert kept() == []


def test_a_missing_pack_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        load_story(str(tmp_path / "nowhere"))
    assert [finding.code for finding in raised.value.diagnostics] == ["EW101"]


def test_only_the_latest_stories_are_kept_and_nothing_else_is_left(tmp_path: Path) -> None:
    for number in range(15):
        file = tmp_path / f"pack_{number}.yaml"
        file.write_text(f"pack: Number {number}\nscenes:\n  a:\n    text: A.\n    end: e\nendings:\n  e: E.\n")
        assert load_story(str(file)).title == f"Number {number}"
    assert len(kept()) == 12
    assert len(list((cache_folder() / "stories").iterdir())) == 12

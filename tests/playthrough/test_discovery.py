"""Which playthroughs there are, and to which pack each belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.playthrough.discovery import Finder, NoPlaythroughs, find_playthroughs
from game.story.packs import examine, load
from game.story.source import library

PACK = "pack: {title}\nscenes:\n  a: {{ text: Hello., end: e }}\nendings:\n  e: The end.\n"
PLAY = "playthrough: A test\n"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(title=path.stem) if text == PACK else text, "utf-8")


def found(path: Path) -> dict[str, str]:
    """The name of each playthrough that is found, with that of its pack, or what is said when it has none."""
    return {
        playthrough.path.name: playthrough.pack.name if playthrough.pack else playthrough.problem
        for playthrough in find_playthroughs(path)
    }


def test_a_folder_with_a_pack_and_two_playthroughs_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "school", {"biscuit.yaml": PACK, "a.yaml": PLAY, "b.yml": PLAY})
    assert found(tmp_path / "school") == {"a.yaml": "school", "b.yml": "school"}
    assert found(tmp_path / "school" / "a.yaml") == {"a.yaml": "school"}
    assert found(tmp_path / "school" / "biscuit.yaml") == {"a.yaml": "biscuit.yaml", "b.yml": "biscuit.yaml"}


def test_playthroughs_are_no_part_of_the_story_wherever_they_lie(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    write(pack, {"pack.yaml": PACK})
    mark = load(pack).fingerprint
    old = 'pack: "pack"\nfingerprint: "0"\nseed: 1\nsteps:\n- {"do": "x"}\n'
    write(pack, {"a.yaml": f"# A comment.\n\n{PLAY}", "deep/b.yaml": f"---\n{PLAY}", "playthroughs/c.yaml": PLAY,
                 "d.yaml": '{"playthrough": "A test"}', "e.play.yaml": old,
                 "f.yaml": "\ufeff'playthrough': A test\n"})  # fmt: skip
    assert load(pack).fingerprint == mark
    assert sorted(found(pack)) == ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.play.yaml", "f.yaml"]
    assert set(found(pack).values()) == {"pack"}


def test_a_file_that_speaks_of_playthroughs_later_is_a_story_file(tmp_path: Path) -> None:
    write(tmp_path, {"pack.yaml": PACK, "more.yaml": "scenes:\n  b: { text: More. }\nplaythrough: no\n"})
    assert "EW761" in {finding.code for finding in examine(tmp_path)[1]}
    with pytest.raises(NoPlaythroughs, match="There are no playthroughs"):
        find_playthroughs(tmp_path)


def test_in_a_folder_with_packs_each_has_its_own(tmp_path: Path) -> None:
    write(
        tmp_path, {"one/pack.yaml": PACK, "one/playthroughs/a.yaml": PLAY, "two/story.yaml": PACK, "two/b.yaml": PLAY}
    )
    assert found(tmp_path) == {"a.yaml": "one", "b.yaml": "two"}


def test_beside_several_packs_the_key_says_which_one(tmp_path: Path) -> None:
    write(tmp_path, {"one.yaml": PACK, "two.yaml": PACK, "a.yaml": f"{PLAY}pack: two\n", "b.yaml": PLAY,
                     "c.yaml": f"{PLAY}pack: three\n"})  # fmt: skip
    several = "There are several packs here. Write one of them into it, as `pack: …`: one, two."
    none = "There is no pack “three” here. Write one of them into it, as `pack: …`: one, two."
    assert found(tmp_path) == {"a.yaml": "two.yaml", "b.yaml": several, "c.yaml": none}
    assert found(tmp_path / "two.yaml") == {"a.yaml": "two.yaml"}


def test_beside_one_pack_the_key_is_not_needed(tmp_path: Path) -> None:
    write(tmp_path, {"one/pack.yaml": PACK, "a.yaml": PLAY})
    assert found(tmp_path / "a.yaml") == {"a.yaml": "one"}


def test_a_copied_pack_runs_its_own_playthroughs_whatever_they_were_recorded_with(tmp_path: Path) -> None:
    write(tmp_path, {"hq/pack.yaml": PACK, "mine/pack.yaml": PACK, "mine/playthroughs/a.yaml": f"{PLAY}pack: hq\n"})
    assert found(tmp_path / "mine") == {"a.yaml": "mine"}


def test_a_playthrough_elsewhere_can_be_of_a_pack_that_comes_with_the_game(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": f'{PLAY}pack: "hq"  # the main adventure\n', "b.yaml": PLAY})
    places = {playthrough.path.name: playthrough.pack for playthrough in find_playthroughs(tmp_path)}
    assert places == {"a.yaml": library.PACKS / "hq", "b.yaml": None}


def test_the_file_with_the_title_may_lie_further_down_in_the_pack(tmp_path: Path) -> None:
    write(tmp_path / "p", {"about/pack.yaml": PACK, "playthroughs/a.yaml": PLAY})
    assert found(tmp_path / "p") == {"a.yaml": "p"}


def test_what_is_hidden_or_installed_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"pack.yaml": PACK, "a.yaml": PLAY, ".hidden/b.yaml": PLAY, ".c.yaml": PLAY,
                     "__pycache__/d.yaml": PLAY, "node_modules/e.yaml": PLAY, "notes.txt": PLAY})  # fmt: skip
    assert list(found(tmp_path)) == ["a.yaml"]


def test_the_name_of_a_pack_that_comes_with_the_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {playthrough.pack for playthrough in find_playthroughs("hq")} == {library.PACKS / "hq"}


@pytest.mark.parametrize("name", ["nowhere", "nowhere/at/all", "x" * 5_000])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoPlaythroughs, match="There is nothing at"):
        find_playthroughs(tmp_path / name)


def test_broken_links_and_odd_files_disturb_nobody(tmp_path: Path) -> None:
    write(tmp_path, {"pack.yaml": PACK, "a.yaml": PLAY})
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe")
    assert list(found(tmp_path)) == ["a.yaml"]


def test_where_there_are_two_packs_the_files_behind_them_are_not_read(tmp_path: Path) -> None:
    write(
        tmp_path, {"a.yaml": PACK, "b/pack.yaml": PACK, "b/play.yaml": PLAY} | {f"c/{n}.yaml": PLAY for n in range(9)}
    )
    finder = Finder()
    assert finder.packs_in(tmp_path) == [tmp_path / "a.yaml"]
    assert {path.name for path in finder._contents} == {"a.yaml", "pack.yaml"}

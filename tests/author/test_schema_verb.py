"""`eightwings schema`: what it writes, where, and what it tells."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from game.author.modelines import marked
from game.cli import main
from game.story.packs import examine
from tests.conftest import PACKS

NAMES = {
    "story.schema.json",
    "scene.schema.json",
    "dossier.schema.json",
    "language.schema.json",
    "playthrough.schema.json",
}


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(PACKS / "harbour", tmp_path / "harbour"))


def test_without_a_pack_the_schemas_for_every_pack_go_into_this_folder(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema"]) == 0
    assert {path.name for path in Path(".schemas").iterdir()} == NAMES
    assert "# yaml-language-server: $schema=.schemas/scene.schema.json" in capsys.readouterr().out


def test_with_a_pack_its_ids_are_in_the_schemas_in_its_folder(harbour: Path) -> None:
    assert main(["schema", "harbour"]) == 0
    assert {path.name for path in (harbour / ".schemas").iterdir()} == NAMES
    assert "trust" in json.loads((harbour / ".schemas/scene.schema.json").read_text("utf-8"))["properties"]


def test_the_schemas_in_its_folder_are_no_part_of_the_pack(harbour: Path) -> None:
    main(["schema", "harbour", "--mark"])
    story, found = examine(harbour)
    assert story is not None
    assert found == ()


def test_the_line_on_top_of_each_file_leads_to_its_schema(harbour: Path) -> None:
    (harbour / "deep/er").mkdir(parents=True)
    (harbour / "handshake.yaml").rename(harbour / "deep/er/handshake.yaml")
    assert main(["schema", "harbour", "--mark"]) == 0
    for file, name in (
        ("deep/er/handshake.yaml", "scene"), ("almanac.yaml", "dossier"), ("scenes.yaml", "story"),
    ):  # fmt: skip
        line = (harbour / file).read_text("utf-8").splitlines()[0]
        schema = (harbour / file).parent / line.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve() == harbour / f".schemas/{name}.schema.json"


def test_a_full_disk_leaves_every_marked_file_whole(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in harbour.rglob("*.yaml")}
    main(["schema", "harbour"])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert main(["schema", "harbour", "--mark"]) == 3
    assert {path: path.read_bytes() for path in before} == before
    assert "cannot be written: No space left on device" in capsys.readouterr().err


def test_marking_twice_changes_nothing_more(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema", "harbour", "--mark"])
    first = {path: path.read_bytes() for path in harbour.rglob("*.yaml")}
    capsys.readouterr()
    main(["schema", "harbour", "--mark"])
    assert {path: path.read_bytes() for path in harbour.rglob("*.yaml")} == first
    assert "0 files" in capsys.readouterr().out


def test_the_line_changes_nothing_else_in_a_file() -> None:
    line = "# yaml-language-server: $schema=x"
    assert marked("a: b\nc: d", line) == f"{line}\na: b\nc: d"
    assert marked("a: b\r\n", line) == f"{line}\r\na: b\r\n"
    assert marked("\ufeffa: b\n", line) == f"\ufeff{line}\na: b\n"
    assert marked("# yaml-language-server: $schema=old\n# A comment.\n", line) == f"{line}\n# A comment.\n"


def test_a_pack_of_one_file_has_its_schemas_beside_it(harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("pack: One\nscenes:\n  a: { text: Hello. }\n")
    assert main(["schema", "one.yaml", "--mark"]) == 0
    assert (tmp_path / ".schemas/story.schema.json").is_file()
    assert (
        Path("one.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=.schemas/story.schema.json\n")
    )


def test_nothing_is_written_where_the_game_is_installed(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "hq"]) == 0
    assert Path(".schemas/scene.schema.json").is_file()
    assert main(["schema", "hq", "--mark"]) == 2
    assert "copy it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nowhere"], 2, "There is no pack at nowhere"),
        (["empty"], 2, "is not a pack"),
        (["--mark"], 2, "name their pack"),
        (["harbour", "--out", "harbour/pack.yaml"], 3, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    words: list[str], code: int, told: str, harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    assert main(["schema", *words]) == code
    assert told in capsys.readouterr().err

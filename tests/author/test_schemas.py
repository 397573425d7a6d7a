"""The schemas agree with what loads the files: nothing right is called wrong, and no unknown key is let through."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bench.format_samples import Mistake, frames, mistakes, sample
from game.author.declared import file_kinds, keys_of, records
from game.author.excerpts import Found, definitions_in
from game.author.modelines import kind_of_file, mark_files, modeline
from game.author.pack_ids import read_ids
from game.author.schemas import as_text, file_schemas, schema_name
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.collecting import read_table
from game.story.packs import build
from game.story.source.file_findings import every_file, read_files
from game.story.source.pack_files import PackFile
from tests.author.readers import READERS, as_json
from tests.conftest import PACKS
from tests.story.inline import EXAMPLES, examined, scene_pack

ROOT = Path(__file__).parent.parent.parent
HEADQUARTERS, SEEDS, PUBLISHED = ROOT / "scenes/hq", ROOT / "seeds", ROOT / "docs/schemas"
UPDATE = bool(os.environ.get("EIGHTWINGS_UPDATE_SCHEMAS"))

Validators = dict[str, Draft7Validator]


@cache
def validators(pack: Path | None = None) -> Validators:
    """The schemas of each kind of file: those for every pack, or those of one."""
    return {name: Draft7Validator(schema) for name, schema in file_schemas(read_ids(pack) if pack else None).items()}


MISTAKES = tuple(mistakes())


def wrong(file: PackFile, schemas: Validators, reader: type[yaml.SafeLoader]) -> list[str]:
    """What the schema of this file's kind finds wrong in it."""
    kind = kind_of_file(file)
    assert kind is not None
    errors = schemas[schema_name(kind)].iter_errors(as_json(file.content.decode(), reader))
    return [f"{file.name}: {'/'.join(map(str, error.path))}: {error.message}" for error in errors]


def wrong_text(text: str, schemas: Validators) -> list[str]:
    """What the schemas find wrong in a file of this text, with either reader."""
    return [mistake for reader in READERS for mistake in wrong(PackFile("x.yaml", text.encode()), schemas, reader)]


# ── Nothing that is right is called wrong ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("pack", [HEADQUARTERS, PACKS / "harbour"], ids=lambda path: path.name)
def test_every_file_of_the_packs_fits_the_schemas_for_all_packs_and_its_own(pack: Path, reader: Any) -> None:
    files = every_file(pack, Diagnostics())
    assert files
    assert [
        mistake
        for file in files
        for schemas in (validators(), validators(pack))
        for mistake in wrong(file, schemas, reader)
    ] == []


@pytest.mark.parametrize("reader", READERS)
def test_the_dossiers_that_come_with_the_game_fit(reader: Any) -> None:
    assert [mistake for file in read_files(SEEDS, Diagnostics()) for mistake in wrong(file, validators(), reader)] == []


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_what_the_catalogue_gives_as_right_fits(code: str) -> None:
    good = EXAMPLES[code].good
    files = {"pack.yaml": good} if isinstance(good, str) else good
    texts = [text if isinstance(text, bytes) else text.encode() for text in files.values()]
    found = [mistake for text in texts for mistake in wrong_text(text.decode("utf-8-sig"), validators())]
    assert found == []


@pytest.mark.parametrize(
    "words",
    ["Yes", "no", "NO", "on", "5.10", "0123", "12:30", "1949-04-04", "1_000", "+1", "~", "null", "true", ".5", "0x1F"],
)
def test_text_that_a_yaml_reader_takes_for_something_else_is_text(words: str) -> None:
    text = scene_pack(f"title: {words}\ntext: {words}\nend: e")
    assert examined(text)[0] is not None
    assert wrong_text(text, validators()) == []


WORD = st.sampled_from(["yes", "no", "on", "off", "true", "null", "y", "n", "e5", "a_1", "hall"])


@given(WORD, WORD)
def test_ids_that_a_yaml_reader_takes_for_something_else_are_ids(scene: str, ending: str) -> None:
    text = f"pack: T\nscenes:\n  {scene}:\n    text: Hello.\n    end: {ending}\nendings:\n  {ending}: The end.\n"
    assert examined(text)[0] is not None
    assert wrong_text(text, validators()) == []


TIMES = st.builds("{}:{:02d}".format, st.integers(0, 23), st.integers(0, 59)) | st.just("08:05")
WHOLE = st.integers(-100, 100).map(str) | st.sampled_from(["+5", "007", '"5"', "-0", "08"])
CHANGES = st.integers(1, 999).flatmap(
    lambda by: st.sampled_from([f"+{by}", f"-{by}", f"={by}", f"= {by}", f'"+ {by}"'])
)
FLAGS = st.sampled_from(["true", "True", "YES", "yes", "on", "no", "OFF", "False", '"true"'])


@settings(max_examples=60)
@given(TIMES, WHOLE, CHANGES, FLAGS)
def test_numbers_times_and_changes_that_check_takes_fit(time: str, whole: str, change: str, flag: str) -> None:
    head = f"measures:\n  trust: {{ hidden: {flag} }}\nclock: {{ start: {time}, end: {time} }}\n"
    text = scene_pack(f"priority: {whole}\ntrust: {change}\ntext: Hello.\nend: e", head)
    assert {finding.code for finding in examined(text)[1]} <= {
        "EW221",
        "EW229",
    }  # the clock may end when it starts, a measure leave its range
    assert wrong_text(text, validators()) == []


def test_every_sample_of_every_key_fits() -> None:
    for frame in frames():
        for key in frame.keys:
            text = frame.text(*frame.needed(but=key.name), f"{key.name}: {sample(key.kind)}")
            assert wrong_text(text, validators()) == [], text


# ── What is wrong is found ───────────────────────────────────────────────────────────────────────────────


def refused(mistake: Mistake) -> bool:
    """Whether `check` finds the mistake where it is."""
    found = build("broken", (PackFile("broken.yaml", mistake.text.encode()),), Diagnostics(), "broken")[1]
    return (mistake.line, mistake.column) in {finding.spot[1:] for finding in found}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MISTAKES))
def test_a_misspelt_key_and_a_value_that_does_not_fit_are_found_by_both(mistake: Mistake) -> None:
    assert refused(mistake), mistake
    assert mistake.like_measure or wrong_text(mistake.text, validators()), mistake


@cache
def all_definitions() -> list[tuple[Path, PackFile, Found]]:
    """Every definition in the packs, with its pack and its file."""
    return [
        (pack, file, found)
        for pack in (HEADQUARTERS, PACKS / "harbour")
        for file in every_file(pack, Diagnostics())
        for found in definitions_in(kind_of_file(file), read_table(file.content.decode(), file.name, Diagnostics()))
    ]


DEFINITIONS = st.deferred(lambda: st.sampled_from(all_definitions()))  # not while tests are only collected
UNKNOWN = st.from_regex(r"\A[a-z]{3,8}_[a-z]{3,8}\Z").map("zz_{}".format)


def with_key(file: PackFile, found: Found, key: str) -> tuple[str, int, int]:
    """The text of a file with one more key at the beginning of a definition, and the spot of that key."""
    lines = file.content.decode().splitlines()
    spot = found.table.entries[0][0].spot
    line, edge = lines[spot.line - 1], spot.column - 1
    rest = [f", {line[edge:]}"] if "{" in line[:edge] else ["", " " * edge + line[edge:]]
    lines[spot.line - 1] = f"{line[:edge]}{key}: words" + "\n".join(rest)
    return "\n".join(lines) + "\n", spot.line, spot.column


def unknown_keys(*files: PackFile) -> set[tuple[str, int, int]]:
    """Where `check` finds unknown keys in a pack of these files."""
    findings = build("broken", files, Diagnostics(), "broken")[1]
    return {tuple(finding.spot) for finding in findings if finding.code == "EW201"}


@settings(max_examples=40, deadline=None)
@given(DEFINITIONS, UNKNOWN)
def test_an_unknown_key_in_any_definition_of_a_pack_is_found_by_both(
    where: tuple[Path, PackFile, Found], key: str
) -> None:
    pack, file, found = where
    text, line, column = with_key(file, found, key)
    assert (file.name, line, column) in unknown_keys(PackFile(file.name, text.encode()))
    assert len(wrong_text(text, validators(pack))) == len(READERS)
    assert len(wrong_text(text, validators())) == len(READERS)


@pytest.mark.parametrize("pack", [HEADQUARTERS, PACKS / "harbour"], ids=lambda path: path.name)
def test_an_unknown_key_in_every_file_of_a_pack_is_found_by_check(pack: Path) -> None:
    last = {file.name: (file, found) for of, file, found in all_definitions() if of == pack}
    made, spots = [], set()
    for file, found in last.values():
        text, line, column = with_key(file, found, "zz_unknown")
        made.append(PackFile(file.name, text.encode()))
        spots.add((file.name, line, column))
    assert len(spots) > 5
    assert unknown_keys(*made) >= spots


def test_the_definitions_of_these_packs_are_all_that_there_are() -> None:
    assert {found.record for _, _, found in all_definitions()} == set(records())


def test_a_misspelt_measure_is_found_by_the_schemas_of_its_pack_only() -> None:
    text = "scene: a\ntext: Hello.\ntrusst: +1\n"
    assert wrong_text(text, validators()) == []
    assert len(wrong_text(text, validators(PACKS / "harbour"))) == len(READERS)


# ── What they say ────────────────────────────────────────────────────────────────────────────────────────


def test_the_schemas_are_schemas() -> None:
    for schema in (*file_schemas().values(), *file_schemas(read_ids(HEADQUARTERS)).values()):
        Draft7Validator.check_schema(schema)


def test_every_key_is_explained_in_its_own_words() -> None:
    schemas = file_schemas()
    for kind in file_kinds():
        schema = schemas[schema_name(kind)]
        tables = [schema, *schema["definitions"].values()]
        assert {key.name for key in kind.keys} <= schema["properties"].keys()
        for table in tables:
            for name, property_ in table["properties"].items():
                assert property_["description"].endswith("."), name
                assert "Takes " in property_["markdownDescription"], name


def test_each_example_fits_its_key() -> None:
    for frame in frames():
        for key in frame.keys:
            if key.example:
                text = frame.text(*frame.needed(but=key.name), f"{key.name}: {key.example}")
                found = build("example", (PackFile("x.yaml", text.encode()),), Diagnostics(), "x")[1]
                badly_formed = [
                    finding for finding in found if finding.code[:3] in ("EW1", "EW2") and not around(finding)
                ]
                assert badly_formed == [], text
                assert wrong_text(text, validators()) == [], text


def around(finding: Diagnostic) -> bool:
    """Whether it is about the pack around an example, which is not there."""
    codes = {"EW102", "EW202", "EW216", "EW217", "EW219", "EW220", "EW221"}
    return finding.code in codes or "`cohesion`" in finding.message


def test_the_ids_of_a_pack_are_offered_where_they_can_be_named() -> None:
    scene = file_schemas(read_ids(PACKS / "harbour"))["scene.schema.json"]["properties"]
    offered = {snippet["label"]: snippet["description"] for snippet in scene["goto"]["anyOf"][0]["defaultSnippets"]}
    assert offered["the_tarpaulin"] == "Lift the tarpaulin"
    assert "pier" in {snippet["label"] for snippet in scene["at"]["anyOf"][0]["items"]["defaultSnippets"]}
    assert scene["trust"]["description"].startswith("Trust (0 to 5, 2 at the beginning)")


def test_a_pack_with_mistakes_still_offers_what_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: T\nscenes:\n  good: { text: Hello. }\n  bad: { txt: Hello. }\n")
    (tmp_path / "broken.yaml").write_text("scenes: [\n")
    assert "good" in read_ids(tmp_path)["scene"]


# ── Where they are ───────────────────────────────────────────────────────────────────────────────────────


def test_the_published_schemas_are_those_of_the_definitions() -> None:
    """After a change of the format: EIGHTWINGS_UPDATE_SCHEMAS=1 pytest tests/author"""
    fresh = {name: as_text(schema) for name, schema in file_schemas().items()}
    if UPDATE:
        PUBLISHED.mkdir(exist_ok=True)
        for name, text in fresh.items():
            (PUBLISHED / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in PUBLISHED.iterdir()} == fresh
    assert all(json.loads(text) for text in fresh.values())


@pytest.mark.parametrize("folder", [HEADQUARTERS, SEEDS], ids=lambda path: path.name)
def test_every_file_that_comes_with_the_game_names_its_schema(folder: Path) -> None:
    if UPDATE:
        mark_files(folder, PUBLISHED)
    for file in every_file(folder, Diagnostics()):
        path, kind = folder / file.name, kind_of_file(file)
        assert kind is not None
        line = file.content.decode().splitlines()[0]
        assert line == modeline(kind, path, PUBLISHED), path
        assert (path.parent / line.partition("$schema=")[2]).is_file()


def test_each_definition_declares_each_key_once() -> None:
    assert all(len({key.name for key in keys_of(record)}) == len(keys_of(record)) for record in records())

"""Everything that there is to be reached, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.packs import load
from game.story.targets.survey import PackChanged, Thing, survey
from tests.playthrough.coverage.plays import coverage

PACKS = Path(__file__).parents[2] / "packs"


def things(path: Path) -> list[Thing]:
    return list(survey(load(path), path).things)


def test_everything_has_the_line_and_column_where_it_stands(soup: Path) -> None:
    spots = [(thing.kind, thing.name, thing.spot.line, thing.spot.column) for thing in things(soup)]
    text = "text"
    assert spots == [
        ("scene", "taste", 12, 3),
        (text, "taste.title (time 1) nothing", 13, 28),
        (text, "taste.title (time 2 and later) “again”", 13, 29),
        (text, "taste.text (while knows.salt) “You know that there is salt in it.”", 19, 20),
        (text, "taste.text (unless knows.salt) “What is in it?”", 21, 19),
        ("choice", "taste/ask_the_cook", 23, 9),
        ("outcome", "taste/ask_the_cook › right", 26, 9),
        ("outcome", "taste/ask_the_cook › wrong", 27, 9),
        ("choice", "taste/sit_down", 30, 9),
        ("choice", "taste/eat", 32, 13),
        ("choice", "taste/think", 34, 13),
        ("choice", "taste/go_away", 36, 9),
        ("place", "kitchen", 5, 3),
        (text, "kitchen.text (while seen.taste) “leeks”", 7, 38),
        (text, "kitchen.text (unless seen.taste) “nothing yet”", 7, 44),
        (text, "kitchen.glance (time 1) “Steam.”", 8, 15),
        (text, "kitchen.glance (time 2 and later) “More steam.”", 8, 22),
        ("exit", "kitchen › north to garden", 9, 14),
        ("place", "garden", 10, 3),
        ("exit", "garden › south to kitchen", 9, 14),
        ("question", "salt", 38, 3),
        ("question", "salt", 38, 3),
        ("question", "salt", 38, 3),
        ("question", "salt", 38, 3),
        ("answer", "salt/salt", 42, 9),
        (text, "salt.salt.because (while knows.salt) “You knew.”", 43, 32),
        (text, "salt.salt.because (unless knows.salt) “You guessed.”", 43, 42),
        ("answer", "salt/sugar", 44, 9),
        ("answer", "salt/sand", 46, 9),
        ("ending", "fed", 49, 3),
        (text, "fed.text (while right.salt) “and wiser”", 49, 35),
        (text, "fed.text (unless right.salt) “and no wiser”", 49, 45),
    ]


def test_keys_are_names_that_nothing_else_has() -> None:
    for pack in (PACKS / "harbour", Path("scenes/hq"), Path("scenes/first-scene")):
        keys = [thing.key for thing in things(pack)]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("pack", [PACKS / "harbour", Path("scenes/hq"), Path("scenes/first-scene")])
def test_every_spot_is_in_one_of_the_files(pack: Path) -> None:
    found = survey(load(pack), pack)
    for thing in found.things:
        line = found.sources[thing.spot.file].splitlines()[thing.spot.line - 1]
        assert thing.spot.column <= len(line) + 1
        if thing.end is not None and thing.end.line == thing.spot.line and "…" not in thing.name:
            words = " ".join(line[thing.spot.column - 1 : thing.end.column - 1].split())
            assert thing.name.endswith(f"“{words}”" if words else "nothing")


def test_what_is_inside_of_something_is_inside_of_a_thing_that_there_is(soup: Path) -> None:
    found = things(soup)
    keys = {thing.key for thing in found}
    assert all(thing.inside in keys for thing in found if thing.inside)


def test_the_texts_of_a_language_that_was_played_count_too() -> None:
    harbour = PACKS / "harbour"
    measured = coverage(harbour, [], language="fr")
    french = [target for target in measured.things if target.thing.spot.file == "fr.yaml"]
    assert {target.thing.kind for target in french} == {"text"}
    assert any(target.by for target in french)
    assert not any(target.thing.spot.file == "fr.yaml" for target in coverage(harbour, []).things)


def test_a_text_that_is_not_translated_is_one_thing_in_every_language(soup: Path) -> None:
    (soup / "fr.yaml").write_text(
        "language: fr\nname: F\ntexts:\n  scenes.taste.title: { was: 'Taste the soup {|again}', text: Goûter }\n",
        "utf-8",
    )
    french, plain = coverage(soup, [], language="fr"), coverage(soup, [])
    shown = {target.thing.name for target in french.things if target.thing.kind == "text" and target.by}
    assert shown == {"kitchen.text (unless seen.taste) “nothing yet”"}
    assert len(french.things) == len(plain.things)


def test_a_pack_that_was_changed_meanwhile_is_not_measured(soup: Path) -> None:
    story = load(soup)
    with (soup / "pack.yaml").open("a") as file:
        file.write("# more\n")
    with pytest.raises(PackChanged, match=r"was changed while its playthroughs ran\. Run them again"):
        survey(story, soup)

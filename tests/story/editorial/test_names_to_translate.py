"""Names of what nothing is about, and in a pack of several languages whatever players would see by its id."""

from __future__ import annotations

import pytest

from tests.play.archive_pack import LETTERS, PACK, REGISTERS
from tests.story.inline import codes, findings

NAMES = "topics: { bell_tower: The tower and its bell, makers: Who made it }\n"
FILES = {"pack.yaml": PACK + NAMES, "letters.yaml": LETTERS, "registers.yaml": REGISTERS}
GERMAN = "language: de\nname: Deutsch\ntexts:\n  pack.pack: { was: The archive, text: Das Archiv }\n"


def told(pack: str, **files: str) -> list[str]:
    """What is said of names that cannot be translated: each place with the names."""
    every = findings({**FILES, "pack.yaml": pack, "de.yaml": GERMAN, **files})
    return [
        f"{finding.spot.line}: {finding.message.partition('language, but ')[2]}"
        for finding in every
        if finding.code == "EW345"
    ]


@pytest.mark.parametrize(("head", "found"), [(NAMES, []), ("topics: { bel_tower: The tower }\n", ["EW344"]), ("", [])])
def test_a_name_of_no_topic_is_found(head: str, found: list[str]) -> None:
    assert [code for code in codes({**FILES, "pack.yaml": PACK + head}) if code in ("EW344", "EW345")] == found


def test_topics_without_a_name_are_told_as_far_as_players_see_them() -> None:
    (line,) = told(PACK + NAMES)
    assert line.endswith("these topics have no name to translate: `harbour`, `weather`.")
    unlearned = PACK.replace("learn: [forty_knots, resume]", "learn: resume").replace("learn: tides, ", "")
    (line,) = told(unlearned + NAMES)
    assert line.endswith("these topics have no name to translate: `harbour`.")


@pytest.mark.parametrize(
    ("pack", "line"),
    [
        ("measures: { trust: { start: 1 } }\n", "3: this measure has no name to translate: `trust`."),
        ("measures: { trust: { start: 1, hidden: true } }\n", ""),
        ("measures: { trust: { start: 1, name: Trust } }\n", ""),
        (
            "clock: { start: 9:00, end: 12:00 }\ndeadlines: { gong: 10:50 }\n",
            "4: this deadline has no name to translate: `gong`.",
        ),
        ("waits: { a_parcel: hall }\n", "3: who waits here has no name to translate: `a_parcel`."),
        ("waits: { ana: hall }\n", ""),
        ("", ""),
    ],
)
def test_what_else_players_see_by_its_id_is_told(pack: str, line: str) -> None:
    rest = (
        "places: { hall: { name: The hall } }\npeople: { ana: { name: Ana Bell, fictional: true } }\n"
        "scenes: { a: { at: hall, title: Go, text: Hello., end: e } }\nendings: { e: The end. }\n"
    )
    assert told(f"pack: Test\nstart: hall\n{pack}{rest}") == ([line] if line else [])


def test_a_scene_without_a_title_is_told_where_it_is_offered() -> None:
    head = "pack: Test\nplaces: { hall: { name: The hall } }\nstart: hall\nendings: { e: The end. }\nscenes:\n"
    assert told(f"{head}  a: {{ at: hall, text: Hello., end: e }}\n") == [
        "6: this scene, which is offered at a place, has no name to translate: `a`."
    ]
    assert told(f"{head}  a: {{ at: hall, on_arrival: true, text: Hello., end: e }}\n") == []


def test_in_a_pack_of_one_language_nothing_needs_a_name() -> None:
    assert "EW345" not in codes({**FILES, "pack.yaml": PACK})

"""Which lines of a file were reached, in part, or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.playthrough.coverage.covered_lines import ranges
from tests.playthrough.coverage.plays import coverage

SIGNS = {"reached": "+", "partly": "~", "missing": "-", "": " "}


def marked(path: Path, *plays: list[str], file: str = "") -> list[str]:
    """The lines of a file of the pack, each behind the sign of what was reached of it."""
    lines = coverage(path, *plays).lines[file or path.name]
    return [f"{SIGNS[line.status]} {line.text}".rstrip() for line in lines]


def test_lines_belong_to_the_innermost_definition_around_them(soup: Path) -> None:
    done = ["scene:taste", "taste/ask_the_cook", "answer:salt", "taste/go_away"]
    assert marked(soup, done, file="pack.yaml") == [
        "  pack: Soup",
        "  disclaimer: All of this is invented.",
        "  start: kitchen",
        "  places:",
        "+   kitchen:",
        "+     name: The kitchen",
        '~     text: "It smells of {seen.taste: leeks|nothing yet}."',
        '~     glance: "{Steam.|More steam.}"',
        "-     exits: { north: garden }",
        "-   garden: { name: The garden }",
        "  scenes:",
        "+   taste:",
        "+     title: Taste the soup {|again}",
        "+     at: kitchen",
        "+     again: true",
        "+     text: |",
        "+       It is hot.",
        "",
        "~       {knows.salt: You know",
        "-       that there is",
        "~       salt in it.|What is in it?}",
        "+     choices:",
        "+       - choose: Ask the cook",
        "+         learn: salt",
        "+         ask: salt",
        "+         right: { text: Right. }",
        "-         wrong:",
        "-           text: Wrong.",
        "+         stay: true",
        "-       - choose: Sit down",
        "-         choices:",
        "-           - choose: Eat",
        "-             end: fed",
        "-           - choose: Think",
        "-             back: true",
        "+       - choose: Go away",
        "  questions:",
        "~   salt:",
        "+     text: What is in the soup?",
        "+     cites: salt",
        "+     answers:",
        "+       - right: Salt",
        '~         because: "{knows.salt: You knew.|You guessed.}"',
        "-       - wrong: Sugar",
        "-         because: No.",
        "-       - wrong: Sand",
        "-         because: Not even here.",
        "  endings:",
        '-   fed: "You are fed, {right.salt: and wiser|and no wiser}."',
    ]


def test_a_scene_file_belongs_to_its_scene_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text("pack: P\nscenes:\n  a: { text: A., end: one }\nendings: { one: The first. }\n")
    (folder / "z.yaml").write_text("# about z\nscene: z\ntext: Z.\nchoices:\n- choose: Go\n  end: one\n")
    assert marked(folder, [], file="z.yaml") == [
        "  # about z", "- scene: z", "- text: Z.", "- choices:", "- - choose: Go", "-   end: one",
    ]  # fmt: skip


def test_lists_may_stand_as_far_left_as_their_key(small: Callable[[str], Path]) -> None:
    path = small(
        "  a:\n    text: A.\n    choices:\n    - choose: Here\n      end: one\n    - choose: There\n"
        "      choices:\n      - choose: Far\n        end: two\n"
    )
    assert marked(path, ["a/here"])[2:11] == [
        "+   a:", "+     text: A.", "+     choices:", "+     - choose: Here", "+       end: one",
        "-     - choose: There", "-       choices:", "-       - choose: Far", "-         end: two",
    ]  # fmt: skip


def test_several_things_on_one_line_are_in_part_reached(small: Callable[[str], Path]) -> None:
    path = small("  a: { text: A., choices: [{ choose: Here, end: one }, { choose: There, end: two }] }\n")
    assert marked(path, ["a/here"])[2].startswith("~")
    assert marked(path, ["a/here"], ["a/there"])[2].startswith("+")


def test_what_several_plays_reach_is_put_together(soup: Path) -> None:
    away = ["scene:taste", "taste/go_away"]
    first, second = coverage(soup, away), coverage(soup, ["go:north"])
    both = coverage(soup, away, ["go:north"])
    assert {target.thing.key for target in both.things if target.by} == {
        there.thing.key for some in (first, second) for there in some.things if there.by
    }
    kitchen = next(target for target in both.things if target.thing.key == "place kitchen")
    assert kitchen.by == (0, 1)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [([], []), ([3], ["3"]), ([1, 2, 3], ["1-3"]), ([9, 1, 2, 5], ["1-2", "5", "9"])],
)
def test_lines_that_follow_each_other_are_one_range(numbers: list[int], shown: list[str]) -> None:
    assert list(ranges(numbers)) == shown

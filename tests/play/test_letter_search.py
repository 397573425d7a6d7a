"""Finding something in a list by a few letters."""

from __future__ import annotations

import pytest

from game.play.letter_search import found

NAMES = [
    "Go to the German foyer", "Go to the gallery", "Notebook F3", "Notes on Germany", "Talk to Oksana Hnatiuk",
    "Take the last step back undo", "Story so far F5",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("germ", ["Go to the German foyer", "Notes on Germany"]),
        ("foy ger", ["Go to the German foyer"]),  # in whatever order
        ("UNDO", ["Take the last step back undo"]),
        ("f3", ["Notebook F3"]),
        ("allery", ["Go to the gallery"]),  # anywhere in a word
        ("note", ["Notebook F3", "Notes on Germany"]),
        ("notes", ["Notes on Germany"]),
        ("hnatuk", ["Talk to Oksana Hnatiuk"]),  # the letters in this order
        ("oskana", ["Talk to Oksana Hnatiuk"]),  # a slip of the pen
        ("xyzzy", []),
    ],
)
def test_what_is_found(query: str, names: list[str]) -> None:
    assert [NAMES[at] for at in found(query, NAMES)] == names


@pytest.mark.parametrize("query", ["", "  ", "…"])
def test_no_letters_mean_everything(query: str) -> None:
    assert found(query, NAMES) == list(range(len(NAMES)))


def test_whole_words_come_before_beginnings_and_those_before_middles() -> None:
    assert found("note", ["keynote", "notebook", "a note"]) == [2, 1, 0]


def test_what_fits_alike_keeps_its_order() -> None:
    assert found("go", ["go to the hall", "go to the loft"]) == [0, 1]


def test_a_very_long_name_takes_no_time_worth_speaking_of() -> None:
    assert found("a" * 60, ["ab" * 5_000, "b" * 5_000]) == [0]

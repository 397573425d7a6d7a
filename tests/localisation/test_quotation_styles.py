"""Quotation marks are those of the language of the words, also of a quotation inside another one."""

from __future__ import annotations

import pytest

from game.localisation.quotation_styles import in_marks_of, quotation_marks


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“so it is”"),
        ("de", "„so it is“"),
        ("fr", "«\u202fso it is\u202f»"),
        ("es", "«so it is»"),
        ("pl", "„so it is”"),
        ("", "“so it is”"),
        ("tlh", "“so it is”"),
    ],
)
def test_each_language_has_its_marks(language: str, quoted: str) -> None:
    assert in_marks_of("so it is", language) == quoted


def test_the_longest_part_of_a_tag_that_is_known_counts() -> None:
    assert quotation_marks("de-AT") == quotation_marks("de-Latn-DE") == quotation_marks("de")
    assert quotation_marks("de_CH") == quotation_marks("de-ch") != quotation_marks("de")
    assert quotation_marks("zh-Hant-HK").opening == "「"
    assert quotation_marks("zh-Hans").opening == "“"


@pytest.mark.parametrize(
    ("language", "words", "quoted"),
    [
        ("en", "the “red” line isn’t", "“the ‘red’ line isn’t”"),
        ("de", "die „rote“ Linie", "„die ‚rote‘ Linie“"),
        ("fr", "la «\u202frouge\u202f»", "«\u202fla “rouge”\u202f»"),
        ("fr", "la « rouge » et la «\u00a0noire\u00a0»", "«\u202fla “rouge” et la “noire”\u202f»"),
        ("es", "la «roja»", "«la “roja”»"),
        ("pl", "linia „czerwona”", "„linia «czerwona»”"),
        ("sv", "den ”röda” linjen", "”den ’röda’ linjen”"),
    ],
)
def test_marks_inside_are_those_of_the_second_level(language: str, words: str, quoted: str) -> None:
    assert in_marks_of(words, language) == quoted


def test_straight_marks_inside_become_those_of_the_language_where_they_are_pairs() -> None:
    assert in_marks_of('die "rote" Linie', "de") == "„die ‚rote‘ Linie“"
    assert in_marks_of('5" wide', "en") == '“5" wide”'

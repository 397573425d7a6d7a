"""Where formulas stand in a text: conditions up to the colon behind them, and sums."""

from __future__ import annotations

import pytest

from game.story.compile.text_braces import formulas_in
from game.story.model.text import Branch, walk
from tests.story.inline import shown_text, story_of


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("{a: b|c} and {d}", ["{a:"]),
        ("{time >= 08:05: It: late|early}", ["{time >= 08:05:"]),
        ("{m > 1: {n > 2: a|b}|c}", ["{m > 1:", "{n > 2:"]),
        ("{boats * 12} of {12 * boats}", ["{boats * 12}", "{12 * boats}"]),
        (r"\{m > 1: a} {m \: n|o}", []),
        ("{{m > 1: a}} {{m > 1: a}|b}", ["{m > 1:"]),
        ("{12|13} {&12} {~12|13}", []),
        ("{quote: words_1} [bell_1]", []),
        ("{m > 1: a", []),
        ("} {m > 1: a}", ["{m > 1:"]),
    ],
)
def test_formulas_are_found(text: str, formulas: list[str]) -> None:
    assert [text[start:end] for start, end in formulas_in(text)] == formulas


PIECES = [
    "{m > 1: a|b}",
    "{time >= 08:05: c}",
    "{one|two}",
    "{&three}",
    "{{m: n}}",
    "{m}",
    r"\{m: n",
    ": ",
    "{{m > 1: a}|b}",
]
PACK = """\
pack: T
measures: { m: {} }
clock: { start: 08:00, end: 12:00 }
scenes:
  a:
    text: '%s'
    end: e
endings: { e: E. }
"""


@pytest.mark.parametrize("first", PIECES)
@pytest.mark.parametrize("second", PIECES)
def test_conditions_are_those_of_the_parser(first: str, second: str) -> None:
    text = f"{first} and {{m > 2: {second}|{first}}}"
    parts = walk(shown_text(story_of(PACK % text)))
    branches = [part.when.source for part in parts if isinstance(part, Branch)]
    assert sorted(text[start + 1 : end - 1] for start, end in formulas_in(text)) == sorted(branches)


@pytest.mark.parametrize("piece", ["{", "}", "{a: ", "{a:", "{a:}", "\\", "{{", "{1", "::"])
def test_it_takes_time_in_proportion(piece: str) -> None:
    list(formulas_in(piece * 100_000))

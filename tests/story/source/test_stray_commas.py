"""Numbers and texts that a comma splits inside brackets: found at each number, with the line in quotes."""

from __future__ import annotations

import pytest

from tests.story.catalogue.quick_fixes import applied
from tests.story.inline import findings, question_pack

HEAD = "text: How much?\ncites: bell\nbecause: It was weighed.\n"


def found_in(last_line: str) -> list[tuple[str, str, str]]:
    """For each finding in the last line: its code, what stands at its spot, and the line as it should be."""
    found = [finding for finding in findings(question_pack(HEAD + last_line)) if finding.spot.file == "pack.yaml"]
    return [
        (
            finding.code,
            finding.line[finding.spot.column - 1 :].partition(",")[0].partition(" ")[0],
            finding.mended.strip(),
        )
        for finding in found
        if finding.spot.line == 7
    ]


@pytest.mark.parametrize(
    ("line", "numbers", "mended"),
    [
        ("answer: [2,5 litres, a lot]", ["2"], 'answer: ["2,5 litres", a lot]'),
        ("answer: [1,000 people, 2,000 people]", ["1", "2"], 'answer: ["1,000 people", "2,000 people"]'),
        ("answer: [1,000,000 people, many]", ["1"], 'answer: ["1,000,000 people", many]'),
        ("answer: [a lot, 2,5]", ["2"], 'answer: [a lot, "2,5"]'),
        ("answer: [-2,5, cold]", ["2"], 'answer: ["-2,5", cold]'),
        ("answer: [1.000,50 euros, much]", ["1.000"], 'answer: ["1.000,50 euros", much]'),
        ("order: [Take oats, Add 2,5 cups, Bake]", ["2"], 'order: [Take oats, "Add 2,5 cups", Bake]'),
        ('answer: [2,5 "small" cups, x]', ["2"], "answer: ['2,5 \"small\" cups', x]"),
    ],
)
def test_a_number_split_in_a_list_is_found(line: str, numbers: list[str], mended: str) -> None:
    found = [finding for finding in found_in(line) if finding[0] == "EW143"]
    assert [number for _, number, _ in found] == numbers
    assert {line for _, _, line in found} == {mended}


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("match: { Water: 2,5 litres, Salt: 1 g }", 'match: { Water: "2,5 litres", Salt: 1 g }'),
        ("match: { Water: 2,5 litres, Salt: 1,000 g }", 'match: { Water: "2,5 litres", Salt: "1,000 g" }'),
        ("match: { 2,5 litres: Water, 1 g: Salt }", 'match: { "2,5 litres": Water, 1 g: Salt }'),
        ("match: { Water: one, or two, Salt: 1 g }", 'match: { Water: "one, or two", Salt: 1 g }'),
        (
            "answers: [{ right: 1,000 people }, { wrong: 2,000 people }]",
            'answers: [{ right: "1,000 people" }, { wrong: "2,000 people" }]',
        ),
    ],
)
def test_what_a_comma_splits_between_curly_brackets_is_found(line: str, mended: str) -> None:
    found = found_in(line)
    assert {code for code, _, _ in found} == {"EW142"}
    assert {line for _, _, line in found} == {mended}


@pytest.mark.parametrize(
    "line", ["answer: [2, 5 litres]", 'answer: ["2,5 litres"]', "answer: 2,5 litres", "answer: [in 2, five]"]
)
def test_other_commas_are_free(line: str) -> None:
    assert [code for code, _, _ in found_in(line) if code in ("EW142", "EW143")] == []


@pytest.mark.parametrize("line", ["answer: [2,5 litres, 1,000]", "match: { A: 2,5, B: 1,000 }"])
def test_the_line_in_quotes_takes_all_of_it_away(line: str) -> None:
    files = question_pack(HEAD + line)
    first = next(finding for finding in findings(files) if finding.code in ("EW142", "EW143"))
    after = findings(applied(files, first))
    assert [
        finding.code for finding in after if finding.code in ("EW142", "EW143") or finding.severity == "error"
    ] == []


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("match: { Iceland: , France: one floor, Italy: two }", "Iceland"),
        ("match: { France: one floor, Iceland: }", "Iceland"),
        ("match: { : one floor, Iceland: two, Italy: three }", "one floor"),
        ('match: { "": one floor, Iceland: two, Italy: three }', "one floor"),
    ],
)
def test_a_pair_with_an_empty_side_is_one_finding(line: str, side: str) -> None:
    found = [finding for finding in findings(question_pack(HEAD + line)) if finding.severity == "error"]
    assert [finding.code for finding in found] == ["EW711"]
    assert f"“{side}”" in found[0].message

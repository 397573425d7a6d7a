"""Conditions and sums: what they mean, what is refused and where, and that they agree with plain arithmetic."""

from __future__ import annotations

import operator
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.expression_parsing import MAX_EXPRESSION_DEPTH, MAX_LENGTH, looks_like_formula, parse_formula
from game.story.model.expressions import (
    Count,
    Expression,
    Formula,
    Not,
    Number,
    Operation,
    Type,
    VariableRead,
    free_variables,
)
from game.story.model.layout import Layout, Variable
from game.story.model.yaml_nodes import ScalarNode, Spot
from tests.story.inline import DOSSIER, findings, only_finding, scene_pack, story_of

LAYOUT = Layout([Variable("a", -5, 5), Variable("b", 0, 9), Variable("c", 3, 300, 3)])


class _Letters:
    """Knows the measures `a`, `b`, `c` and the truths `is.a`, `is.b`: whether these are above 2."""

    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        if name in LAYOUT:
            return VariableRead(name), "number"
        if name in ("is.a", "is.b"):
            return Operation(">", VariableRead(name[-1]), Number(2)), "truth"
        return None

    def span(self, variable: str) -> tuple[int, int | None]:
        return 0, None


def parsed(source: str, wanted: Type = "truth") -> tuple[Formula | None, tuple[Diagnostic, ...]]:
    found = Diagnostics()
    formula = parse_formula(ScalarNode(source, Spot("f", 1, 1), 1), _Letters(), found, wanted)
    return (formula.bind(LAYOUT) if formula else None), found.sorted()


def value(source: str, wanted: Type = "truth", **values: int) -> int:
    formula, found = parsed(source, wanted)
    assert formula is not None, found
    memory = LAYOUT.start
    for name, number in values.items():
        memory = LAYOUT[name].put(memory, number)
    return formula(memory)


def refused(source: str) -> tuple[str, int]:
    """The code of the one finding, and the column."""
    formula, found = parsed(source)
    assert formula is None
    (finding,) = found
    assert finding.spot.line == 1
    return finding.code, finding.spot.column


# ── What they mean ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("9 - 3 - 2", 4),
        ("-2 * 3", -6),
        ("2 - -3", 5),
        ("--2", 2),
        ("-(1 + 2)", -3),
        ("14:30", 870),
        ("08:00 + 5", 485),
        ("007", 7),
        ("a * b - c", -9),
    ],
)
def test_sums_follow_the_rules_of_arithmetic(source: str, meant: int) -> None:
    assert value(source, "number", a=-2, b=3, c=3) == meant


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("is.a or is.b and is.b", True),
        ("(is.a or is.b) and is.b", False),
        ("not is.b and is.a", True),
        ("not (is.b and is.a)", True),
        ("not is.a or is.a", True),
        ("not not is.a", True),
        ("not a > 2", False),
        ("a + 1 > 3 and b * 2 <= 2", True),
        ("a=3", True),
        ("a==3", True),
        ("a != 3", False),
        ("  a   >=\n 3 ", True),
        ("3 <= a", True),
        ("is . a", True),
        ("14:00 < 15:00", True),
    ],
)
def test_conditions_bind_as_they_read(source: str, meant: bool) -> None:
    assert bool(value(source, a=3, b=1)) is meant


PLAIN = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class Written(NamedTuple):
    """A formula as words, with the value that plain evaluation gives it."""

    words: str
    value: int


def _numbers(values: dict[str, int]) -> st.SearchStrategy[Written]:
    leaves = st.one_of(
        st.integers(0, 999_999).map(lambda number: Written(str(number), number)),
        st.sampled_from(sorted(values)).map(lambda name: Written(name, values[name])),
        st.times().map(lambda time: Written(f"{time:%H:%M}", time.hour * 60 + time.minute)),
    )

    def larger(smaller: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
        joined = st.tuples(smaller, st.sampled_from("+-*"), smaller).map(
            lambda three: Written(f"({three[0].words} {three[1]} {three[2].words})", _joined(*three))
        )
        return joined | smaller.map(lambda written: Written(f"-{written.words}", -written.value))

    return st.recursive(leaves, larger, max_leaves=6)


def _joined(left: Written, sign: str, right: Written) -> int:
    return PLAIN[sign](left.value, right.value)


def _truths(values: dict[str, int]) -> st.SearchStrategy[Written]:
    compared = st.tuples(_numbers(values), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), _numbers(values)).map(
        lambda three: Written(f"{three[0].words} {three[1]} {three[2].words}", _joined(*three))
    )

    def larger(smaller: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
        both = st.tuples(smaller, smaller)
        return st.one_of(
            both.map(lambda two: Written(f"({two[0].words} and {two[1].words})", two[0].value and two[1].value)),
            both.map(lambda two: Written(f"({two[0].words} or {two[1].words})", two[0].value or two[1].value)),
            smaller.map(lambda written: Written(f"not ({written.words})", not written.value)),
        )

    return st.recursive(compared, larger, max_leaves=4)


VALUES = st.fixed_dictionaries({"a": st.integers(-5, 5), "b": st.integers(0, 9), "c": st.integers(3, 300)})


@settings(max_examples=150)
@given(st.data(), VALUES)
def test_a_formula_has_the_value_of_plain_arithmetic(data: st.DataObject, values: dict[str, int]) -> None:
    written = data.draw(_truths(values))
    assert bool(value(written.words, **values)) is bool(written.value)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 20)), min_size=1, max_size=20), st.integers(0, 20))
def test_without_parentheses_products_come_before_sums(parts: list[tuple[str, int]], first: int) -> None:
    source = f"{first}" + "".join(f" {sign} {number}" for sign, number in parts)
    assert value(source, "number") == eval(source)  # noqa: S307 - digits and signs drawn above


@settings(max_examples=150)
@given(st.text("ab.()<>=!+-*0123456789: \nandortisX", max_size=60))
def test_any_words_give_a_formula_or_one_finding(words: str) -> None:
    formula, found = parsed(words)
    assert (formula is None) or not [finding for finding in found if finding.severity == "error"]
    assert len(found) <= 1
    assert looks_like_formula(words) or formula is None


def test_what_a_formula_reads_is_known() -> None:
    formula, _ = parsed("is.a and not (b > c)")
    assert formula is not None
    assert sorted(free_variables(formula.tree)) == ["a", "b", "c"]
    assert isinstance(formula.tree, Operation)
    assert isinstance(formula.tree.right, Not)


@pytest.mark.parametrize(
    "tree",
    [
        Operation('or __import__("os").abort() or', Number(1), Number(2)),
        Operation("**", Number(9), Number(99)),
        Number('1) or __import__("os").abort('),  # type: ignore[arg-type]
        Count(("a",), "1 or 2"),  # type: ignore[arg-type]
        Not(Number(None)),  # type: ignore[arg-type]
        "1",
    ],
    ids=["sign", "power", "number", "count", "nothing", "words"],
)
def test_nothing_but_known_signs_and_whole_numbers_becomes_python(tree: Expression) -> None:
    for type_ in ("truth", "number"):
        formula = Formula("forged", tree, type_, LAYOUT)  # type: ignore[arg-type]
        with pytest.raises((ValueError, TypeError)):
            formula(LAYOUT.start)


@pytest.mark.parametrize("number", [0, 1, 7, 6000])
def test_any_number_of_things_can_be_counted(number: int) -> None:
    names = [f"v{index}" for index in range(number)]
    layout = Layout(Variable(name, 0, 2, index % 3) for index, name in enumerate(names))
    formula = Formula("correct", Count(tuple(names), 2), "number", layout)
    assert formula(layout.start) == number // 3


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("9**9**9", 3),
        ("a >", 4),
        ("a > > 2", 5),
        ("and is.a", 1),
        ("is.a is.b", 6),
        ("(a > 2", 7),
        ("a > 2)", 6),
        ("()", 2),
        ("a < b < c", 7),
        ("a > 2 or", 9),
        ("a > 2; b", 6),
        ("a / 2 > 1", 3),
        ("a % 2 == 1", 3),
        ("a > 2.5", 6),
        ('a == "x"', 6),
        ("a > 25:00", 5),
        ("is.a && is.b", 6),
        ("a ≥ 2", 3),
        ("__import__('os')", 12),
        ("a.b.c()", 6),
        ("a[0] > 1", 2),
        ("lambda: 1", 7),
    ],
)
def test_what_cannot_be_understood_is_refused_where_it_stands(source: str, column: int) -> None:
    found = [finding for finding in parsed(source)[1] if finding.code == "EW401"]
    assert [(finding.spot.line, finding.spot.column) for finding in found] == [(1, column)]


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("a", 1),
        ("a + 1", 1),
        ("not a", 5),
        ("a and is.b", 1),
        ("is.b and a", 10),
        ("is.a + 1 > 2", 1),
        ("1 + is.a > 2", 5),
        ("2 > is.a", 5),
        ("is.a == is.b", 1),
        ("-is.a > 1", 1),
        ("(a > 2) * 2 > 1", 1),
        ("14:00", 1),
        ("0", 1),
    ],
)
def test_truths_and_numbers_do_not_mix(source: str, column: int) -> None:
    assert refused(source) == ("EW403", column)


@pytest.mark.parametrize(
    "source",
    [
        "(" * (MAX_EXPRESSION_DEPTH + 1) + "a > 1" + ")" * (MAX_EXPRESSION_DEPTH + 1),
        "(" * 400 + "a > 1" + ")" * 400,
        "not " * 100 + "is.a",
        "-" * 100 + "a > 1",
        " or ".join(["is.a"] * 61),
        "a > 1" + " " * MAX_LENGTH + "or is.a",
        "a > 1000000",
        "a > " + "9" * 500,
    ],
)
def test_what_is_too_large_is_refused(source: str) -> None:
    assert refused(source)[0] == "EW404"


@pytest.mark.parametrize(
    "source",
    [
        "(" * MAX_EXPRESSION_DEPTH + "a > 1" + ")" * MAX_EXPRESSION_DEPTH,
        " or ".join(["is.a"] * 60),
        "a > 1" + " " * (MAX_LENGTH - 10),
        "a < 999999",
        "not " * MAX_EXPRESSION_DEPTH + "is.a",
    ],
)
def test_what_is_just_small_enough_is_taken(source: str) -> None:
    assert value(source, a=3) in (True, False)


def test_the_largest_sums_are_still_sums() -> None:
    assert value(" * ".join(["999999"] * 60), "number") == 999_999**60


@pytest.mark.parametrize("words", ["a > 2", "anything", "not x.y", "14:00", "a + 1"])
def test_words_with_the_form_of_a_condition_are_known(words: str) -> None:
    assert looks_like_formula(words)


@pytest.mark.parametrize("words", ["", "Once upon", "Yes!", "a, b", "12:75"])
def test_other_words_are_not_taken_for_a_condition(words: str) -> None:
    assert not looks_like_formula(words)


# ── Names, in a pack ─────────────────────────────────────────────────────────────────────────────────────

PACK = """\
pack: Test
disclaimer: Invented.
start: hall
measures:
  trust: { start: 2, min: 0, max: 5 }
clock: { start: 08:00, end: 12:00 }
places:
  hall: { name: The hall }
items:
  lamp: { name: a lamp, at: hall }
questions:
  weight: { text: How heavy?, cites: bell, number: 80 }
scenes:
  walk:
    at: hall
    when: CONDITION
    choices:
      - choose: Go home
        end: home
endings:
  home: Home.
"""


def with_condition(condition: str) -> dict[str, str]:
    return {"pack.yaml": PACK.replace("CONDITION", condition), "almanac.yaml": DOSSIER}


@pytest.mark.parametrize(
    ("condition", "at_first"),
    [
        ("trust == 2", True),
        ("time = 08:00", True),
        ("has.lamp", False),
        ("knows.bell", False),
        ("seen.walk", False),
        ("visits.walk == 0", True),
        ("chose.walk.go_home", False),
        ("right.weight", False),
        ("wrong.weight", False),
        ("asked.weight", False),
        ("been.hall", False),
        ("at.hall", True),
        ("notes == 0", True),
        ("notes.harbour + notes.people == 0", True),
        ("correct == 0", True),
        ("correct.harbour == 0", True),
        ("true", True),
        ("false", False),
    ],
)
def test_every_name_of_the_reference_is_known(condition: str, at_first: bool) -> None:
    story = story_of(with_condition(condition))
    when = story.scenes["walk"].when
    assert when is not None
    assert bool(when(story.layout.start)) is at_first


@pytest.mark.parametrize(
    ("condition", "variable", "value"),
    [
        ("has.lamp", "has.lamp", 1),
        ("knows.bell", "knows.bell", 1),
        ("seen.walk", "visits.walk", 1),
        ("visits.walk > 2", "visits.walk", 3),
        ("chose.walk.go_home", "taken.walk/go_home", 1),
        ("right.weight", "answer.weight", 2),
        ("wrong.weight", "answer.weight", 1),
        ("asked.weight", "answer.weight", 1),
        ("asked.weight", "answer.weight", 2),
        ("been.hall", "been.hall", 1),
        ("notes == 1", "knows.words", 1),
        ("notes.people == 1", "knows.words", 1),
        ("correct.harbour == 1", "answer.weight", 2),
        ("time >= 12:00", "time", 720),
        ("trust > 4", "measure.trust", 5),
    ],
)
def test_a_name_becomes_true_with_what_it_speaks_of(condition: str, variable: str, value: int) -> None:
    story = story_of(with_condition(condition))
    when = story.scenes["walk"].when
    assert when is not None
    start = story.layout.start
    assert not when(start)
    assert when(story.layout[variable].put(start, value))


@pytest.mark.parametrize(
    ("condition", "column", "meant"),
    [
        ("trsut > 2", 11, "`trust`"),
        ("trust > 2 and has.lmap", 25, "`has.lamp`"),
        ("knows.bel", 11, "`knows.bell`"),
        ("not seen.wlak", 15, "`seen.walk`"),
        ("visits.wolk > 1", 11, "`visits.walk`"),
        ("chose.walk.go_hone", 11, "`chose.walk.go_home`"),
        ("right.wieght", 11, "`right.weight`"),
        ("at.hal", 11, "`at.hall`"),
        ("notes.habour > 1", 11, "`notes.harbour`"),
        ("hass.lamp", 11, "`has.lamp`"),
        ("lamp", 11, "`has.lamp`"),
        ("bell", 11, "`knows.bell`"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known(condition: str, column: int, meant: str) -> None:
    found = only_finding(with_condition(condition))
    assert (found.code, found.spot.line, found.spot.column) == ("EW402", 16, column)
    assert f"Did you mean {meant}?" in found.fix


@pytest.mark.parametrize("condition", ["has.xylophone", "xylophone > 2", "seen.xylophone", "notes.xylophone > 1"])
def test_something_to_do_is_said_even_when_nothing_is_near(condition: str) -> None:
    found = only_finding(with_condition(condition))
    assert found.code == "EW402"
    assert found.fix.strip()


def test_two_unknown_names_are_both_reported() -> None:
    found = findings(with_condition("has.lmap and knows.bel"))
    assert [(finding.code, finding.spot.column) for finding in found] == [("EW402", 11), ("EW402", 24)]


def test_the_clock_is_known_only_to_a_pack_that_has_one() -> None:
    found = only_finding(scene_pack("text: Hello.\nwhen: time > 09:00\nend: e"))
    assert (found.code, found.spot.column) == ("EW219", 11)


def test_counters_count_as_far_as_conditions_need() -> None:
    story = story_of(with_condition("visits.walk < 7"))
    assert story.layout["visits.walk"].high >= 7
    shown = story_of(scene_pack('text: "Time {visits.a}."\nagain: true\nend: e'))
    assert shown.layout["visits.a"].high == 99

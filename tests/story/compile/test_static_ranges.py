"""A condition is called always or never true only where it is, up to the very edges of the ranges."""

from __future__ import annotations

from itertools import product
from operator import eq, ge, gt, le, lt, ne

import pytest

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.static_ranges import judge
from game.story.model.expressions import Expression, Not, Number, Operation, VariableRead
from game.story.model.yaml_nodes import ScalarNode, Spot

LOW, HIGH = -1, 2
MEASURE, OTHER = VariableRead("measure.trust"), VariableRead("measure.doubt")
COMPARISONS = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne}
#: The number with which is compared: on both edges, beside them on either side, and beyond.
NUMBERS = range(LOW - 2, HIGH + 3)


def verdict(tree: Expression) -> str:
    """What is said of a condition on variables that run from LOW to HIGH: always, never or nothing."""
    found = Diagnostics()
    judge(ScalarNode("trust", Spot("pack.yaml", 1, 1)), tree, lambda variable: (LOW, HIGH), found)
    return "".join({"EW406": "always", "EW405": "never"}[problem.code] for problem in found.sorted())


def expected(outcomes: set[bool]) -> str:
    return {(True,): "always", (False,): "never"}.get(tuple(outcomes), "")


@pytest.mark.parametrize("operator", COMPARISONS)
def test_a_comparison_with_a_number_is_judged_right_at_each_edge(operator: str) -> None:
    compare = COMPARISONS[operator]
    for number in NUMBERS:
        outcomes = {compare(value, number) for value in range(LOW, HIGH + 1)}
        assert verdict(Operation(operator, MEASURE, Number(number))) == expected(outcomes), number
        turned = {compare(number, value) for value in range(LOW, HIGH + 1)}
        assert verdict(Operation(operator, Number(number), MEASURE)) == expected(turned), number


@pytest.mark.parametrize("operator", COMPARISONS)
@pytest.mark.parametrize("arithmetic", "+-")
def test_a_comparison_with_a_sum_is_judged_right_at_each_edge(operator: str, arithmetic: str) -> None:
    compare = COMPARISONS[operator]
    values = list(product(range(LOW, HIGH + 1), repeat=2))
    for number in range(2 * LOW - 2, 2 * HIGH + 3):
        sums = {first + second if arithmetic == "+" else first - second for first, second in values}
        tree = Operation(operator, Operation(arithmetic, MEASURE, OTHER), Number(number))
        assert verdict(tree) == expected({compare(value, number) for value in sums}), number


@pytest.mark.parametrize(("first", "second"), list(product(COMPARISONS, repeat=2)))
@pytest.mark.parametrize("joint", ["and", "or"])
def test_two_comparisons_of_the_same_are_judged_together(first: str, second: str, joint: str) -> None:
    """Only of what is sometimes so, and sometimes not, nothing is said."""
    for left, right in product(range(LOW, HIGH + 1), repeat=2):
        tree = Operation(joint, Operation(first, MEASURE, Number(left)), Operation(second, MEASURE, Number(right)))
        outcomes = set()
        parts = set()
        for value in range(LOW, HIGH + 1):
            both = COMPARISONS[first](value, left), COMPARISONS[second](value, right)
            outcomes.add(all(both) if joint == "and" else any(both))
            parts.add(both)
        decided_alone = len({part for part, _ in parts}) == 1 or len({part for _, part in parts}) == 1
        assert decided_alone or verdict(tree) == expected(outcomes), (left, right)


def test_what_is_not_so_is_judged_as_well() -> None:
    low, high = Operation("<", MEASURE, Number(1)), Operation(">=", MEASURE, Number(1))
    assert verdict(Operation("or", low, Not(low))) == "always"
    assert verdict(Operation("and", Not(high), Not(low))) == "never"
    assert verdict(Operation("or", low, Not(high))) == ""

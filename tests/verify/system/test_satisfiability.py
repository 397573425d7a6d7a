"""Conditions are said to exclude each other exactly where no values fulfil them together."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.model.expressions import Count, Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.verify.system import satisfiability
from game.verify.system.satisfiability import satisfiable

LAYOUT = Layout([Variable("flag", 0, 1), Variable("count", 0, 3), Variable("depth", -2, 1), Variable("other", 0, 3)])
SLOTS = {slot.name: slot for slot in LAYOUT}
OPERATORS = ("<", "<=", ">", ">=", "==", "!=")


def conditions_on(name: str, beyond: int = 0) -> list[Expression]:
    """Every comparison with a number that is that far `beyond` the range at most, and what stands for `is not 0`; each
    denied, too.
    """
    read, slot = VariableRead(name), SLOTS[name]
    numbers = range(slot.low - beyond, slot.high + beyond + 1)
    plain = [read, *(Operation(operator, read, Number(number)) for operator in OPERATORS for number in numbers)]
    return [*plain, *map(Not, plain)]


def is_possible(trees: tuple[Expression, ...]) -> bool:
    """Whether some values fulfil all of them, by trying all that there are."""
    formulas = [Formula("", tree, "truth", LAYOUT) for tree in trees]
    for values in product(*(range(slot.low, slot.high + 1) for slot in LAYOUT)):
        memory = LAYOUT.start
        for slot, value in zip(LAYOUT, values, strict=True):
            memory = slot.put(memory, value)
        if all(formula(memory) for formula in formulas):
            return True
    return False


@pytest.mark.parametrize("name", ["flag", "count", "depth"])
def test_two_conditions_on_one_variable(name: str) -> None:
    for trees in combinations_with_replacement(conditions_on(name), 2):
        assert satisfiable(trees, SLOTS) == is_possible(trees), trees


@pytest.mark.parametrize("name", ["flag", "count", "depth"])
def test_what_is_possible_is_not_excluded_by_numbers_beyond_the_range(name: str) -> None:
    for trees in combinations_with_replacement(conditions_on(name, beyond=1), 2):
        assert satisfiable(trees, SLOTS) or not is_possible(trees), trees


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("arithmetic", "+-")
def test_what_is_known_of_one_variable_counts_for_another(operator: str, arithmetic: str) -> None:
    count, other = VariableRead("count"), VariableRead("other")
    for known, number in product(range(4), range(-4, 8)):
        trees = (
            Operation("==", count, Number(known)),
            Operation(operator, Operation(arithmetic, count, other), Number(number)),
        )
        assert satisfiable(trees, SLOTS) == is_possible(trees), trees


def test_a_variable_with_more_than_two_values_is_not_taken_for_1_where_it_is_not_0() -> None:
    assert satisfiable((VariableRead("count"), Operation(">=", VariableRead("count"), Number(3))), SLOTS)
    assert satisfiable((VariableRead("depth"), Operation("<", VariableRead("depth"), Number(0))), SLOTS)


FIRST, SECOND = (
    Operation("and", Operation(">=", VariableRead("count"), Number(2)), VariableRead("flag")),
    Operation("==", Operation("+", VariableRead("other"), VariableRead("depth")), Number(1)),
)
THIRD = Operation("and", SECOND, Not(VariableRead("flag")))
OPPOSITES: list[tuple[Expression, ...]] = [
    (FIRST, Not(FIRST)),
    (Operation("or", FIRST, SECOND), Not(FIRST), Not(SECOND)),
    (Operation("or", FIRST, THIRD), Not(FIRST), Not(THIRD)),
    (Not(Operation("or", FIRST, SECOND)), Not(Not(SECOND))),
    (Operation("or", Not(SECOND), Operation("or", FIRST, Not(SECOND))), SECOND, Not(FIRST)),
]


@pytest.mark.parametrize("trees", OPPOSITES)
def test_a_condition_and_its_opposite_exclude_each_other_however_many_values_they_compare(
    trees: tuple[Expression, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(satisfiability, "TRIES", 0)
    assert not is_possible(trees)
    assert not satisfiable(trees, SLOTS)


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, *(some for trees in OPPOSITES for some in trees)]), max_size=4))
def test_conditions_are_excluded_only_where_nothing_fulfils_them(trees: list[Expression]) -> None:
    assert satisfiable(trees, SLOTS) == is_possible(tuple(trees))


def test_a_count_that_has_to_be_complete_is_what_each_of_the_counted_has_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(satisfiability, "TRIES", 0)
    counted = Count(("flag", "count"), 1)
    for whole in (
        Operation(">=", counted, Number(2)),
        Operation(">=", Operation("+", Number(1), counted), Number(3)),
    ):
        assert not satisfiable((whole, Not(VariableRead("count"))), SLOTS)
    assert satisfiable((Operation(">=", counted, Number(1)), Not(VariableRead("count"))), SLOTS)


def test_where_there_are_too_many_combinations_nothing_is_excluded(monkeypatch: pytest.MonkeyPatch) -> None:
    trees = (Operation(">", VariableRead("count"), Number(2)), Operation("<", VariableRead("count"), Number(1)))
    assert not satisfiable(trees, SLOTS)
    monkeypatch.setattr(satisfiability, "TRIES", 3)
    assert satisfiable(trees, SLOTS)

"""What is known of conditions by looking at them holds for every memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.model.expressions import FALSE, TRUE, Count, Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.verify.system import partial_evaluation
from game.verify.system.partial_evaluation import evaluated_guards, variables_read
from game.verify.system.satisfiability import zeros
from tests.drawn_packs import CHEAP

LAYOUT = Layout([Variable("a", 0, 1), Variable("b", 0, 3), Variable("c", 0, 2), Variable("d", 0, 1)])
A, B, C = VariableRead("a"), VariableRead("b"), VariableRead("c")

NAMES = st.sampled_from(["a", "b", "c", "d"])
MEMORIES = st.fixed_dictionaries({"a": st.integers(0, 1), "b": st.integers(0, 3), "c": st.integers(0, 2),
                                  "d": st.integers(0, 1)})  # fmt: skip
NUMBERS = st.one_of(
    NAMES.map(VariableRead), NAMES.map(VariableRead), st.integers(-1, 3).map(Number),
    st.builds(Count, st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple), st.integers(1, 2)),
)  # fmt: skip
SUMS = st.one_of(NUMBERS, NUMBERS, st.builds(Operation, st.sampled_from("+-*"), NUMBERS, NUMBERS))
TRUTHS = st.recursive(
    st.one_of(
        NAMES.map(VariableRead),
        st.builds(Operation, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), SUMS, SUMS),
        st.builds(Operation, st.sampled_from(["<", "<=", ">", ">=", "=="]), NAMES.map(VariableRead),
                  st.integers(0, 1).map(Number)),
    ),
    lambda part: st.one_of(
        part.map(Not), part.map(Not), st.builds(Operation, st.sampled_from(["and", "or"]), part, part)
    ),
    max_leaves=6,
)  # fmt: skip
CONDITIONS = st.lists(TRUTHS, max_size=3).map(tuple)


def memory_of(values: dict[str, int]) -> int:
    memory = LAYOUT.start
    for name, value in values.items():
        memory = LAYOUT[name].put(memory, value)
    return memory


def hold(conditions: tuple[Expression, ...], values: dict[str, int]) -> bool:
    return all(Formula("", tree, "truth", LAYOUT)(memory_of(values)) for tree in conditions)


# What is surely 0


@pytest.mark.parametrize(
    "tree",
    [
        Not(B),
        Not(Operation(">=", B, Number(1))),
        Not(Operation(">", B, Number(0))),
        Operation("==", B, Number(0)),
        Operation("<", B, Number(1)),
        Operation("<=", B, Number(0)),
        Not(Not(Not(B))),
        Operation("and", Not(B), A),
        Operation("and", A, Operation("<", B, Number(1))),
        Not(Operation("or", B, Not(A))),
        Not(Operation("or", A, Operation(">", B, Number(0)))),
    ],
    ids=str,
)
def test_each_transition_to_say_that_a_variable_is_0_is_understood(tree: Expression) -> None:
    assert "b" in zeros([tree])


def test_of_several_conditions_each_says_something() -> None:
    assert zeros([Operation("and", Not(A), Not(B)), C, Operation("==", VariableRead("d"), Number(0))]) == {
        "a",
        "b",
        "d",
    }
    assert zeros([]) == frozenset()


@pytest.mark.parametrize(
    "tree",
    [
        B,
        Not(Not(B)),
        Operation("or", Not(B), Not(B)),
        Not(Operation("and", B, A)),
        Operation("==", B, Number(1)),
        Operation("<", B, Number(2)),
        Operation("<=", B, Number(1)),
        Operation(">=", B, Number(0)),
        Not(Operation(">=", B, Number(2))),
        Not(Operation(">", B, Number(1))),
        Operation("!=", B, Number(0)),
        Not(Operation("==", B, Number(0))),
    ],
    ids=str,
)
def test_of_what_may_be_more_nothing_is_said(tree: Expression) -> None:
    assert zeros([tree]) == frozenset()


@CHEAP
@given(CONDITIONS, NAMES, MEMORIES)
def test_while_all_conditions_hold_each_variable_that_is_named_is_0(
    conditions: tuple[Expression, ...], other: str, memory: dict[str, int]
) -> None:
    named = zeros((*conditions, Not(VariableRead(other))))
    assert other in named
    for name in named:
        if memory[name]:
            assert not hold((*conditions, Not(VariableRead(other))), memory)


# What is asked for


def plainly_asked_for(tree: Expression) -> set[str]:
    match tree:
        case VariableRead(name):
            return {name}
        case Count(names):
            return set(names)
        case Not(part):
            return plainly_asked_for(part)
        case Operation(_, left, right):
            return plainly_asked_for(left) | plainly_asked_for(right)
    return set()


@CHEAP
@given(st.lists(st.one_of(TRUTHS, SUMS), max_size=6))
def test_what_a_tree_asks_for_is_every_variable_that_is_in_it(some: list[Expression]) -> None:
    for tree in (*some, *some):
        assert variables_read(tree) == plainly_asked_for(tree)


def test_however_many_trees_were_asked_the_answer_is_about_this_one(monkeypatch) -> None:
    monkeypatch.setattr(partial_evaluation, "_MOST_NAMES", 3)
    monkeypatch.setattr(partial_evaluation, "_names", {})
    for number in range(200):  # each tree is gone when the next one comes, perhaps with the same identity
        assert variables_read(Operation("<", VariableRead(f"v{number}"), Number(1))) == {f"v{number}"}
    assert len(partial_evaluation._names) <= 3


# What is left where something is known


@CHEAP
@given(CONDITIONS, MEMORIES, st.sets(NAMES))
def test_what_is_left_of_conditions_holds_when_they_do(
    conditions: tuple[Expression, ...], memory: dict[str, int], names: set[str]
) -> None:
    left = evaluated_guards(conditions, {name: memory[name] for name in names})
    assert hold(left, memory) == hold(conditions, memory)
    assert not names & {name for tree in left for name in variables_read(tree)}


@CHEAP
@given(CONDITIONS, st.sets(NAMES))
def test_a_tree_that_asks_for_nothing_that_is_known_stays_the_very_same(
    conditions: tuple[Expression, ...], names: set[str]
) -> None:
    apart = tuple(tree for tree in conditions if variables_read(tree) and not variables_read(tree) & names)
    left = evaluated_guards(apart, dict.fromkeys(names, 1))
    assert all(conjunct is other for conjunct, other in zip(left, apart, strict=True))


def test_so_does_one_in_which_something_could_be_worked_out() -> None:
    tree = Operation("and", Operation("<", Number(0), Number(1)), A)
    assert evaluated_guards((tree,), {"b": 1})[0] is tree


def test_conditions_of_which_one_never_holds_are_never_met() -> None:
    assert evaluated_guards((A, B, C), {"b": 0}) == (FALSE,)
    assert evaluated_guards((A, Operation("and", B, C)), {"b": 0}) == (FALSE,)
    assert evaluated_guards((Operation("<", Number(2), Number(1)), A), {}) == (FALSE,)


def test_conditions_that_always_hold_are_left_out() -> None:
    assert evaluated_guards((A, B, TRUE), {"b": 2}) == (A,)
    assert evaluated_guards((Operation("or", B, C),), {"b": 1}) == ()

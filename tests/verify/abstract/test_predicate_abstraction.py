"""What is remembered only roughly allows everything that can happen, and is sure of nothing that may not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.verify.abstract.control_flow_graph import Assignment, ControlFlowGraph, GraphEdge
from game.verify.abstract.predicate_abstraction import PredicateAbstraction

LOW, HIGH = -2, 7
LAYOUT = Layout([Variable("trust", LOW, HIGH)])
TRUST = LAYOUT["trust"]
READ = VariableRead("trust")
OPERATORS = ("<", "<=", ">", ">=", "==", "!=")
#: Where the range is cut: into one piece and the highest value, into several, into each value.
CUTS = [frozenset[int](), frozenset([3]), frozenset([0, 1]), frozenset([-1, 2, 5]), frozenset(range(LOW, HIGH + 1))]


def abstraction(cuts: Iterable[int], growing: bool = True) -> PredicateAbstraction:
    """An abstraction that knows only between which of these numbers the one variable lies."""
    names = frozenset(["trust"] if growing else [])
    flat = ControlFlowGraph((), {"trust": TRUST}, LAYOUT.start, names, frozenset())
    return PredicateAbstraction(flat, (), {"trust": frozenset(cuts)})


def concretised(memory: PredicateAbstraction) -> Iterator[tuple[int, list[int]]]:
    """Each state of an abstraction, with the values of the variable for which it stands."""
    slot, firsts = memory.layout["trust"], memory.firsts["trust"]
    for place, first in enumerate(firsts):
        behind = firsts[place + 1] if place + 1 < len(firsts) else HIGH + 1
        yield slot.put(0, place), list(range(first, behind))


def comparisons() -> Iterator[Expression]:
    """Every comparison with a number, written in either order, and each denied too."""
    yield from (READ, Not(READ))
    for operator in OPERATORS:
        for number in range(LOW - 1, HIGH + 2):
            for tree in (Operation(operator, READ, Number(number)), Operation(operator, Number(number), READ)):
                yield from (tree, Not(tree))


def holds(tree: Expression, value: int) -> bool:
    return bool(Formula("", tree, "truth", LAYOUT)(TRUST.put(0, value)))


def answer(test: object, memory: int) -> bool:
    """What a test says of a state; None stands for always."""
    return bool(test(memory)) if callable(test) else test is None or bool(test)


@pytest.mark.parametrize("cuts", CUTS, ids=str)
def test_what_may_hold_for_some_value_may_hold(cuts: frozenset[int]) -> None:
    memory = abstraction(cuts)
    for tree in comparisons():
        test = memory.test((tree,))
        for state, values in concretised(memory):
            assert answer(test, state) == any(holds(tree, value) for value in values), (tree, values)


@pytest.mark.parametrize("cuts", CUTS, ids=str)
def test_only_what_holds_for_every_value_is_sure(cuts: frozenset[int]) -> None:
    memory = abstraction(cuts)
    for tree in comparisons():
        sure = memory.sure((tree,))
        for state, values in concretised(memory):
            assert answer(sure, state) == all(holds(tree, value) for value in values), (tree, values)


def test_what_is_forgotten_may_be_so_and_is_never_sure() -> None:
    memory = abstraction([3])
    forgotten = VariableRead("forgotten")
    for tree in (forgotten, Not(forgotten), Operation("and", forgotten, READ)):
        assert all(answer(memory.test((tree,)), state) for state, values in concretised(memory) if values[0] > 0)
    assert memory.sure((forgotten,)) is False


def outcomes(memory: PredicateAbstraction, state: int, change: Assignment) -> dict[int, bool]:
    """The states to which a change may lead, each with whether the variable has surely grown."""
    (step,) = memory.steps([GraphEdge((), (change,), (), 0, 0, False)])
    assert step.results is not None
    return {outcome.memory: outcome.once for outcome in step.results(state)}


def changes() -> Iterator[Assignment]:
    for number in range(-3, 4):
        yield Increment(TRUST, number)
    for number in range(LOW - 1, HIGH + 2):
        yield Assign(TRUST, number)


@pytest.mark.parametrize("cuts", CUTS, ids=str)
def test_a_change_leads_wherever_it_leads_some_value(cuts: frozenset[int]) -> None:
    memory = abstraction(cuts)
    state_of = {value: state for state, values in concretised(memory) for value in values}
    for change in changes():
        for state, values in concretised(memory):
            after = [TRUST.get(changed(change, value)) for value in values]
            assert {state_of[value] for value in after} <= outcomes(memory, state, change).keys(), (change, values)


def changed(change: Assignment, value: int) -> int:
    return TRUST.put(0, change.value if isinstance(change, Assign) else value + change.amount)


@pytest.mark.parametrize("cuts", CUTS, ids=str)
def test_a_variable_has_surely_grown_only_where_every_value_grows(cuts: frozenset[int]) -> None:
    """At the upper bound it stays what it is: a play could do that for ever."""
    memory = abstraction(cuts)
    state_of = {value: state for state, values in concretised(memory) for value in values}
    for change in changes():
        for state, values in concretised(memory):
            for to, grown in outcomes(memory, state, change).items():
                staying = [value for value in values if state_of[TRUST.get(changed(change, value))] == to == state]
                if grown:
                    assert all(TRUST.get(changed(change, value)) > value for value in staying), (change, values)


def test_what_grows_within_an_interval_has_surely_grown() -> None:
    memory = abstraction([3])
    for state, values in concretised(memory):
        assert outcomes(memory, state, Increment(TRUST, 1))[state] == (values[-1] < HIGH)


def test_what_something_makes_smaller_never_grows_for_good() -> None:
    memory = abstraction([3], growing=False)
    for state, _ in concretised(memory):
        assert not any(outcomes(memory, state, Increment(TRUST, 1)).values())

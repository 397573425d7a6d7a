"""Sets as diagrams, beside sets of Python with every state in them."""

from __future__ import annotations

import itertools
import random

import pytest

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Slot
from game.verify.certificates.state_sets import StateSets, TooManyNodes, larger
from game.verify.system.partial_evaluation import partially_evaluated

SLOTS = (Slot("a", 0, 1, 0, 1), Slot("b", 1, 3, -1, 2), Slot("c", 3, 7, 0, 4), Slot("d", 6, 1, 0, 1))
NAMES = tuple(slot.name for slot in SLOTS)
EVERY = list(itertools.product(*(range(slot.low, slot.high + 1) for slot in SLOTS)))


def drawn(chance: random.Random, depth: int = 3) -> Expression:
    """A condition."""
    if depth and chance.random() < 0.6:
        if chance.random() < 0.25:
            return Not(drawn(chance, depth - 1))
        return Operation(chance.choice(["and", "or"]), drawn(chance, depth - 1), drawn(chance, depth - 1))
    return Operation(chance.choice(["<", "<=", ">", ">=", "==", "!="]), number(chance), number(chance))


def number(chance: random.Random, depth: int = 2) -> Expression:
    """A sum."""
    if depth and chance.random() < 0.4:
        return Operation(chance.choice("+-*"), number(chance, depth - 1), number(chance, depth - 1))
    return chance.choice([Number(chance.randint(-2, 4)), VariableRead(chance.choice(NAMES)),
                          Count(tuple(chance.sample(NAMES, 3)), chance.randint(0, 2))])  # fmt: skip


def listed(sets: StateSets, states: int) -> set[tuple[int, ...]]:
    """Every state of a set."""
    found = set()
    for state in EVERY:
        below = states
        while below > 1:
            level, edges = sets.nodes[below]
            bit = 1 << state[level] - SLOTS[level].low
            below = next((to for values, to in edges if values & bit), 0)
        if below:
            found.add(state)
    return found


@pytest.mark.parametrize("seed", range(30))
def test_conditions_and_changes_are_what_they_are_state_by_state(seed: int) -> None:
    chance, sets = random.Random(seed), StateSets(SLOTS, 10_000)
    trees = drawn(chance), drawn(chance)
    first, second = map(sets.holding, trees)
    ours, theirs = (
        {state for state in EVERY if partially_evaluated(tree, dict(zip(NAMES, state, strict=True))) != Number(0)}
        for tree in trees
    )  # fmt: skip
    assert (listed(sets, first), listed(sets, second)) == (ours, theirs)
    assert listed(sets, sets.both(first, second)) == ours & theirs
    assert listed(sets, sets.either(first, second)) == ours | theirs
    assert listed(sets, sets.without(first, second)) == ours - theirs
    for index, slot in enumerate(SLOTS):
        amount = chance.randint(-5, 5)
        for change, value in (
            (Assign(slot, amount), lambda old, to: to), (Increment(slot, amount), lambda old, by: old + by),
        ):  # fmt: skip
            expected = set()
            for state in EVERY:
                new = min(max(value(state[index], amount), slot.low), slot.high)
                if (*state[:index], new, *state[index + 1 :]) in ours:
                    expected.add(state)
            assert listed(sets, sets.before(first, change)) == expected


def test_equal_sets_have_equal_numbers() -> None:
    sets = StateSets(SLOTS, 10_000)
    for seed in range(30):
        tree = drawn(random.Random(seed))
        assert sets.holding(Not(Not(tree))) == sets.holding(tree)
        assert sets.either(sets.holding(tree), sets.holding(Not(tree))) == 1


@pytest.mark.parametrize("slot", SLOTS)
def test_a_change_grows_where_its_result_is_larger(slot: Slot) -> None:
    for amount in range(-3, 4):  # the two kinds of changes with the same amount are equal as tuples
        for change in (Assign(slot, amount), Increment(slot, amount)):
            for by in (0, 1):
                grows = larger(change, by)
                for value in range(slot.low, slot.high + 1):
                    after = amount if isinstance(change, Assign) else value + amount
                    expected = min(max(after, slot.low), slot.high) >= value + by
                    assert bool(grows >> value - slot.low & 1) == expected


def test_there_is_a_bound_for_the_nodes() -> None:
    sets = StateSets(SLOTS, 4)
    with pytest.raises(TooManyNodes):
        for seed in range(30):
            sets.holding(drawn(random.Random(seed)))

"""Bounds of what is calculated from sets of values: never too narrow, and met where each variable stands once."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Count, Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.verify.abstract.abstract_domain import AbstractDomain

X, Y = VariableRead("x"), VariableRead("y")
LAYOUT = Layout([Variable("x", -2, 2, 0), Variable("y", -1, 3, 0)])
DOMAIN = AbstractDomain({slot.name: slot for slot in LAYOUT}, {})
SOME = {
    "x": [set(some) for size in (1, 2) for some in combinations(range(-2, 3), size)],
    "y": [set(some) for size in (1, 2) for some in combinations(range(-1, 4), size)],
}


def sets_of(xs: set[int], ys: set[int]) -> int:
    """Both sets as the domain has them."""
    fields = DOMAIN.fields
    return 1 | sum(fields["x"].bit(x) for x in xs) | sum(fields["y"].bit(y) for y in ys)


def value(tree: Expression, x: int, y: int) -> int:
    """What a tree comes to."""
    memory = LAYOUT["y"].put(LAYOUT["x"].put(LAYOUT.start, x), y)
    is_truth = isinstance(tree, Operation) and tree.operator in ("and", "or")
    came = Formula("", tree, "truth" if is_truth else "number", LAYOUT)(memory)
    return int(bool(came)) if is_truth else int(came)


TREES = [Operation(sign, X, Y) for sign in ("+", "-", "*", "<", "<=", ">", ">=", "==", "!=", "and", "or")]
COUNTS = [Count(("x", "y"), least) for least in (-1, 0, 1, 2)]


@pytest.mark.parametrize(
    "tree", [*TREES, *COUNTS, Not(X), Not(Operation("<", X, Y)), Operation("*", X, Number(-2))], ids=str
)
def test_the_bounds_are_the_least_and_the_greatest_there_are(tree: Expression) -> None:
    """Each variable stands once in these trees, and of two values all between are there or make no difference."""
    for (least, most), (low, high) in product(combinations(range(-2, 3), 2), combinations(range(-1, 4), 2)):
        xs, ys = set(range(least, most + 1)), set(range(low, high + 1))
        come_to = [value(tree, x, y) for x, y in product(xs, ys)]
        assert DOMAIN.bounds(tree, sets_of(xs, ys)) == (min(come_to), max(come_to)), (xs, ys)


@pytest.mark.parametrize(
    "tree", [*TREES, *COUNTS, Not(X), Operation("-", X, X), Operation("*", Operation("-", X, Y), X)], ids=str
)
def test_nothing_a_tree_can_come_to_lies_outside_its_bounds(tree: Expression) -> None:
    for xs, ys in product(SOME["x"], SOME["y"]):
        low, high = DOMAIN.bounds(tree, sets_of(xs, ys))
        assert all(low <= value(tree, x, y) <= high for x, y in product(xs, ys)), (xs, ys)


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_what_can_hold_is_never_taken_away(tree: Expression) -> None:
    holding, failing = DOMAIN.holding((tree,)), DOMAIN.holding((Not(tree),))
    for xs, ys in product(SOME["x"], SOME["y"]):
        sets = sets_of(xs, ys)
        for x, y in product(xs, ys):
            alone = sets_of({x}, {y})
            left = (holding if value(tree, x, y) else failing)(sets)
            assert left & alone == alone, (x, y)


PUT, ADD = Assign(LAYOUT["x"], 1), Increment(LAYOUT["x"], 2)


@pytest.mark.parametrize("changes", [(), (PUT,), (ADD,), (PUT, ADD), (ADD, PUT)], ids=str)
@pytest.mark.parametrize(
    "guards",
    [(), (Operation(">", X, Number(-1)),), (Operation("<", X, Number(0)), Not(Y)), (Operation("<", X, Y),)],
    ids=str,
)
def test_an_edge_at_once_does_what_values_one_by_one_do(
    guards: tuple[Expression, ...], changes: tuple[Assign | Increment, ...]
) -> None:
    """With `y` forgotten behind it: of single values every bit is exact."""
    keep, lowest = DOMAIN.forgetting(frozenset(("x",)))
    _, _, after = DOMAIN.following(guards, changes, keep, lowest)
    for x, y in product(range(-2, 3), range(-1, 4)):
        now = x
        for change in changes:
            now = change.value if isinstance(change, Assign) else min(now + change.amount, 2)
        memory = LAYOUT["y"].put(LAYOUT["x"].put(LAYOUT.start, x), y)
        is_open = all(Formula("", tree, "truth", LAYOUT)(memory) for tree in guards)
        assert after(sets_of({x}, {y})) == (sets_of({now}, {-1}) if is_open else 0), (x, y)

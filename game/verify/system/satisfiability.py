"""Whether conditions can hold together at all: by trying, as long as that takes few tries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from game.story.model.expressions import (
    Expression,
    Formula,
    Not,
    Number,
    Operation,
    VariableRead,
    conjunction,
    conjuncts,
)
from game.story.model.layout import Layout, Slot, Variable
from game.verify.system.partial_evaluation import partially_evaluated, variables_read

#: So many combinations of values are tried; conditions with more of them count as possible.
TRIES = 20_000


def zeros(trees: Sequence[Expression]) -> frozenset[str]:
    """Variables, of those that are never below 0, that are surely 0 while all these conditions hold; maybe not all.

    Only conditions that deny one variable, or compare one with 0 or 1, are seen.
    """
    found: set[str] = set()
    for tree in conjuncts(trees):
        match tree:
            case (
                Not(VariableRead(name))
                | Not(Operation(">=", VariableRead(name), Number(1)))
                | Not(Operation(">", VariableRead(name), Number(0)))
                | Operation("==", VariableRead(name), Number(0))
                | Operation("<", VariableRead(name), Number(1))
                | Operation("<=", VariableRead(name), Number(0))
            ):
                found.add(name)
    return frozenset(found)


def satisfiable(trees: Sequence[Expression], slots: Mapping[str, Slot]) -> bool:
    """Whether there are values, within the ranges of their variables, with which all conditions hold.

    False is never wrong. True may be: more than `TRIES` combinations of values are not tried, and it is not noticed
    when a condition wants a value beyond the range of its variable, such as `x == 7`. `slots` has all the variables.
    """
    known: dict[str, int] = {}
    left = list(conjuncts(trees))
    while True:
        settled = dict(_settled(left, slots))
        if any(known.get(name, value) != value for name, value in settled.items()):
            return False
        known |= settled
        further = _resolved([partially_evaluated(tree, known) for tree in left])
        if any(isinstance(tree, Number) and not tree.value for tree in further):
            return False
        further = list(conjuncts([tree for tree in further if not isinstance(tree, Number)]))
        if further == left or not further:
            break
        left = further
    return all(_can_hold(group, slots) for group in _groups(further))


def _settled(trees: Sequence[Expression], slots: Mapping[str, Slot]) -> Iterator[tuple[str, int]]:
    """Variables that can have one value only, if these conditions are to hold."""
    for tree in trees:
        match tree:
            case Not(VariableRead(name)):
                yield name, 0
            case VariableRead(name) if (slots[name].low, slots[name].high) == (0, 1):
                yield name, 1
            case Operation("==", VariableRead(name), Number(value)):
                yield name, value


def _resolved(trees: Sequence[Expression]) -> list[Expression]:
    """The conditions, of those of which one part is enough only the parts of which no other condition is the opposite.

    Unit resolution (M. Davis, H. Putnam, "A computing procedure for quantification theory", 1960), with whole
    conditions for variables: so it is seen that a list with a fallback offers something, however many values its
    conditions compare.
    """
    so = frozenset(trees)
    made = []
    for tree in trees:
        parts = list(_disjuncts(tree))
        left = [part for part in parts if not any(_opposite(each) in so for each in (part, *conjuncts((part,))))]
        made.append(tree if len(left) == len(parts) else conjunction("or", left))
    return made


def _disjuncts(tree: Expression) -> Iterator[Expression]:
    """Conditions of which one is enough."""
    match tree:
        case Operation("or", left, right):
            yield from (*_disjuncts(left), *_disjuncts(right))
        case Not(Operation("and", left, right)):
            yield from (*_disjuncts(Not(left)), *_disjuncts(Not(right)))
        case Not(Not(part)):
            yield from _disjuncts(part)
        case _:
            yield tree


def _opposite(tree: Expression) -> Expression:
    return tree.part if isinstance(tree, Not) else Not(tree)


def _groups(trees: Sequence[Expression]) -> Iterator[list[Expression]]:
    """The conditions, apart as far as they ask for different variables."""
    groups: list[tuple[set[str], list[Expression]]] = []
    for tree in trees:
        names, joined = set(variables_read(tree)), [tree]
        apart = []
        for group in groups:
            if group[0].isdisjoint(names):
                apart.append(group)
            else:
                names |= group[0]
                joined += group[1]
        groups = [*apart, (names, joined)]
    return (trees for _, trees in groups)


def _can_hold(trees: list[Expression], slots: Mapping[str, Slot]) -> bool:
    names = sorted({name for tree in trees for name in variables_read(tree)})
    return _tried(tuple(trees), tuple((name, slots[name].low, slots[name].high) for name in names), TRIES)


@lru_cache(maxsize=4_096)  # the same few conditions stand together at very many locations
def _tried(trees: tuple[Expression, ...], ranges: tuple[tuple[str, int, int], ...], most: int) -> bool:
    """Whether conditions can hold with values of these variables from the lowest to the highest.

    True where there are more than `most` combinations of them, too.
    """
    tries = 1
    for _, low, high in ranges:
        tries *= high - low + 1
        if tries > most:
            return True
    layout = Layout(Variable(name, low, high, low) for name, low, high in ranges)
    formulas = [Formula("", tree, "truth", layout) for tree in trees]
    shifts = [layout[name].shift for name, _, _ in ranges]
    for combination in product(*(range(high - low + 1) for _, low, high in ranges)):
        memory = sum(value << shift for value, shift in zip(combination, shifts, strict=True))
        if all(formula(memory) for formula in formulas):
            return True
    return False

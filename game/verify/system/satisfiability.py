"""Whether conditions can hold together at all: by trying, as long as that takes few tries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from game.story.model.expressions import Formula, Not, Number, Operation, Reading, Tree
from game.story.model.layout import Layout, Slot, Variable
from game.verify.system.partial_evaluation import asked_for, known_part

#: So many combinations of values are tried; conditions with more of them count as possible.
TRIES = 20_000


def parts_of(trees: Sequence[Tree]) -> Iterator[Tree]:
    """The conditions, those joined by `and` one by one, and what must not be, where that says more."""
    for tree in trees:
        match tree:
            case Operation("and", left, right):
                yield from parts_of((left, right))
            case Not(Operation("or", left, right)):
                yield from parts_of((Not(left), Not(right)))
            case Not(Not(part)):
                yield from parts_of((part,))
            case _:
                yield tree


def zeros(trees: Sequence[Tree]) -> frozenset[str]:
    """Variables, of those that are never below 0, that are surely 0 while all these conditions hold; maybe not all."""
    found: set[str] = set()
    for tree in parts_of(trees):
        match tree:
            case (
                Not(Reading(name))
                | Not(Operation(">=", Reading(name), Number(1)))
                | Not(Operation(">", Reading(name), Number(0)))
                | Operation("==", Reading(name), Number(0))
                | Operation("<", Reading(name), Number(1))
                | Operation("<=", Reading(name), Number(0))
            ):
                found.add(name)
    return frozenset(found)


def possible(trees: Sequence[Tree], slots: Mapping[str, Slot]) -> bool:
    """Whether there are values, within the ranges of their variables, with which all conditions hold.

    True may be wrong where there are very many combinations; False never is.
    """
    known: dict[str, int] = {}
    left = list(parts_of(trees))
    while True:
        settled = dict(_settled(left, slots))
        if any(known.get(name, value) != value for name, value in settled.items()):
            return False
        known |= settled
        further = [known_part(tree, known) for tree in left]
        if any(isinstance(tree, Number) and not tree.value for tree in further):
            return False
        further = list(parts_of([tree for tree in further if not isinstance(tree, Number)]))
        if further == left or not further:
            break
        left = further
    return all(_can_hold(group, slots) for group in _groups(further))


def _settled(trees: Sequence[Tree], slots: Mapping[str, Slot]) -> Iterator[tuple[str, int]]:
    """Variables that can have one value only, if these conditions are to hold."""
    for tree in trees:
        match tree:
            case Not(Reading(name)):
                yield name, 0
            case Reading(name) if (slots[name].low, slots[name].high) == (0, 1):
                yield name, 1
            case Operation("==", Reading(name), Number(value)):
                yield name, value


def _groups(trees: Sequence[Tree]) -> Iterator[list[Tree]]:
    """The conditions, apart as far as they ask for different variables."""
    groups: list[tuple[set[str], list[Tree]]] = []
    for tree in trees:
        names, joined = set(asked_for(tree)), [tree]
        apart = []
        for group in groups:
            if group[0].isdisjoint(names):
                apart.append(group)
            else:
                names |= group[0]
                joined += group[1]
        groups = [*apart, (names, joined)]
    return (trees for _, trees in groups)


def _can_hold(trees: list[Tree], slots: Mapping[str, Slot]) -> bool:
    names = sorted({name for tree in trees for name in asked_for(tree)})
    tries = 1
    for name in names:
        tries *= slots[name].high - slots[name].low + 1
        if tries > TRIES:
            return True
    layout = Layout(Variable(name, slots[name].low, slots[name].high, slots[name].low) for name in names)
    formulas = [Formula("", tree, "truth", layout) for tree in trees]
    values = [range(layout[name].high - layout[name].low + 1) for name in names]
    shifts = [layout[name].shift for name in names]
    for combination in product(*values):
        memory = sum(value << shift for value, shift in zip(combination, shifts, strict=True))
        if all(formula(memory) for formula in formulas):
            return True
    return False

"""Conditions and sums with some variables known: what is left of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_

from game.story.model.expressions import (
    COMPUTED,
    FALSE,
    TRUE,
    Count,
    Expression,
    Not,
    Number,
    Operation,
    VariableRead,
    free_variables,
)

COMPARED: Mapping[str, Callable[[int, int], int]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    **COMPUTED,
}


def partially_evaluated(tree: Expression, known: Mapping[str, int]) -> Expression:
    """The tree with the known variables as numbers, and whatever follows from that worked out."""
    match tree:
        case VariableRead(variable):
            return Number(known[variable]) if variable in known else tree
        case Count(variables, least):
            if not any(name in known for name in variables):
                return tree
            sure = sum(known[name] >= least for name in variables if name in known)
            rest = tuple(name for name in variables if name not in known)
            if not rest:
                return Number(sure)
            return Operation("+", Number(sure), Count(rest, least)) if sure else Count(rest, least)
        case Not(part):
            inner = partially_evaluated(part, known)
            return (FALSE if inner.value else TRUE) if isinstance(inner, Number) else _same(tree, part, inner)
        case Operation(sign, left, right):
            left_value, right_value = partially_evaluated(left, known), partially_evaluated(right, known)
            if isinstance(left_value, Number) or isinstance(right_value, Number):
                if sign in ("and", "or"):
                    return _settled(sign, left_value, right_value)
                if isinstance(left_value, Number) and isinstance(right_value, Number):
                    return Number(int(COMPARED[sign](left_value.value, right_value.value)))
            return tree if left_value is left and right_value is right else Operation(sign, left_value, right_value)
    return tree


def _same(tree: Not, before: Expression, inner: Expression) -> Expression:
    return tree if inner is before else Not(inner)


def _settled(sign: str, left: Expression, right: Expression) -> Expression:
    """What is left of two parts that are joined, where at least one is a number."""
    number, other = (left, right) if isinstance(left, Number) else (right, left)
    settling = sign == "or"
    return (TRUE if settling else FALSE) if bool(number.value) == settling else other  # type: ignore[union-attr]


_MOST_NAMES = 200_000
_names: dict[int, tuple[Expression, frozenset[str]]] = {}


def variables_read(tree: Expression) -> frozenset[str]:
    """The variables that a tree reads, remembered: the same trees are asked again and again."""
    found = _names.get(id(tree))  # it stays the same as long as the tree is there, and comparing trees takes longer
    if found is None:
        if len(_names) >= _MOST_NAMES:
            _names.clear()
        found = _names[id(tree)] = tree, frozenset(free_variables(tree))
    return found[1]


def evaluated_guards(conditions: tuple[Expression, ...], known: Mapping[str, int]) -> tuple[Expression, ...]:
    """What is left of conditions that all have to hold: `FALSE` alone when one of them never does."""
    left = [_known_condition(tree, known) for tree in conditions]
    if all(map(is_, left, conditions)) and not any(type(tree) is Number for tree in left):
        return conditions  # the very same, so that nothing is made anew of what stays
    if any(isinstance(tree, Number) and not tree.value for tree in left):
        return (FALSE,)
    return tuple(tree for tree in left if not isinstance(tree, Number))


def _known_condition(tree: Expression, known: Mapping[str, int]) -> Expression:
    names = variables_read(tree)
    return tree if names and names.isdisjoint(known) else partially_evaluated(tree, known)

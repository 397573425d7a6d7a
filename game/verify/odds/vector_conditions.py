"""Conditions over many states at once: what a condition of a story says, for arrays of numpy instead of a memory.

No code is made of a condition: its operators are called one after the other, each for all states.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout

States: TypeAlias = npt.NDArray[Any]
"""Packed variables of states at one location, shape (n,): of int64, or of objects where they do not fit."""
TruthVector: TypeAlias = npt.NDArray[np.bool_]

_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


def truths_of(tree: Expression, layout: Layout) -> Callable[[States], TruthVector]:
    """A function of packed states, laid out so, that tells in which of them the condition holds."""
    match tree:
        case Number(value):
            return lambda states: np.full(len(states), bool(value))
        case Not(part):
            denied = truths_of(part, layout)
            return lambda states: ~denied(states)
        case Operation("and", left, right):
            both = truths_of(left, layout), truths_of(right, layout)
            return lambda states: both[0](states) & both[1](states)
        case Operation("or", left, right):
            either = truths_of(left, layout), truths_of(right, layout)
            return lambda states: either[0](states) | either[1](states)
        case Operation(("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, left, right):
            compared, sides = _OPERATORS[sign], (_values_of(left, layout), _values_of(right, layout))
            return lambda states: _as_truths(compared(sides[0](states), sides[1](states)), len(states))
    values = _values_of(tree, layout)
    return lambda states: _as_truths(values(states) != 0, len(states))


def _as_truths(some: Any, length: int) -> TruthVector:
    """TruthVector for each state, also where two plain numbers were compared."""
    return np.broadcast_to(np.asarray(some, np.bool_), (length,))


def _values_of(tree: Expression, layout: Layout) -> Callable[[States], Any]:
    """A function of packed states that gives the values of an expression: an array, or a number."""
    match tree:
        case Number(value):
            return lambda _: value
        case VariableRead(variable):
            _, shift, mask, low, _ = layout[variable]
            return lambda states: (states >> shift & mask) + low
        case Count(variables, least):
            counted = [_values_of(VariableRead(name), layout) for name in variables]
            return lambda states: sum(((values(states) >= least).astype(np.int64) for values in counted), 0)
        case Operation(("+" | "-" | "*") as sign, left, right):
            computed, sides = _OPERATORS[sign], (_values_of(left, layout), _values_of(right, layout))
            return lambda states: computed(sides[0](states), sides[1](states))
    truths = truths_of(tree, layout)
    return lambda states: truths(states).astype(np.int64)

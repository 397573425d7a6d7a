"""Conditions that can never hold, or always do, by the ranges of what they compare.

Each variable is taken for itself: that more combinations are thought possible than really are makes this say less, and
never anything wrong. What only a search through all playthroughs can tell is not said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from math import inf
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead, free_variables
from game.story.model.yaml_nodes import ScalarNode
from game.support.fast_tuples import maker

#: Combinations of values that are looked at; a condition with more is left alone.
MAX_COMBINATIONS = 4096
RangeOf = Callable[[str], tuple[int, "int | None"]]
_COMPARISONS = frozenset(("<", ">", "<=", ">=", "==", "!="))


class Interval(NamedTuple):
    """Every value from `low` to `high`, both included."""

    low: float
    high: float


_new_interval = maker(Interval)


def judge(words: ScalarNode, tree: Expression, span: RangeOf, found: Diagnostics) -> None:
    """Report a condition, or a comparison in it, that can never hold or always does."""
    if words.value.strip() in ("true", "false"):
        return
    comparisons: list[Operation] = []
    _gather_comparisons(tree, comparisons)
    for comparison in comparisons:
        verdict = _compared(comparison, span)
        if verdict is not None:
            _report(words, comparison, verdict, span, found)
            return
    if len(comparisons) > 1 and _repeats(comparisons):
        verdict = _by_cases(tree, comparisons, span)
        if verdict is not None:
            entry = catalogue.ALWAYS_TRUE if verdict else catalogue.NEVER_TRUE
            reason = "whatever happens, one of its parts holds" if verdict else "its parts exclude each other"
            found.report(entry, words.at(_begin(words)), part=words.value.strip(), reason=reason)


def _begin(words: ScalarNode) -> int:
    return len(words.value) - len(words.value.lstrip())


def _report(words: ScalarNode, part: Operation, verdict: bool, span: RangeOf, found: Diagnostics) -> None:
    side = part.right if isinstance(part.left, Number) else part.left
    interval = _interval(side, span)
    limit = part.left if side is part.right else part.right
    shown, offset = _as_written(words, _name(side), _value(limit.value, side) if isinstance(limit, Number) else "")
    low, high = (_value(number, side) for number in interval)
    reason = f"{_name(side) or 'what it compares'} runs from {low} to {high}"
    entry = catalogue.ALWAYS_TRUE if verdict else catalogue.NEVER_TRUE
    found.report(entry, words.at(offset), part=shown, reason=reason)


def _value(number: float, side: Expression) -> str:
    if number in (inf, -inf):
        return "any number"
    if side == VariableRead("time"):
        return f"{int(number) // 60:02d}:{int(number) % 60:02d}"
    return str(int(number))


def _as_written(words: ScalarNode, name: str, limit: str) -> tuple[str, int]:
    """The comparison of these two as it stands in the words, or all of them; and where it begins."""
    begin = 0
    for joint in (*re.finditer(r"\b(?:and|or|not)\b|[()]", words.value), None):
        part = words.value[begin : joint.start() if joint is not None else None]
        if name and name in part and limit in part:
            return part.strip(), begin + len(part) - len(part.lstrip())
        begin = joint.end() if joint is not None else begin
    return words.value.strip(), _begin(words)


def _name(tree: Expression) -> str:
    return tree.variable.removeprefix("measure.") if isinstance(tree, VariableRead) else ""


def _gather_comparisons(tree: Expression, into: list[Operation]) -> None:
    if isinstance(tree, Not):
        _gather_comparisons(tree.part, into)
    elif isinstance(tree, Operation):
        if tree.operator in _COMPARISONS:
            if isinstance(tree.left, VariableRead) or any(free_variables(tree)):
                into.append(tree)
        else:
            _gather_comparisons(tree.left, into)
            _gather_comparisons(tree.right, into)


def _repeats(comparisons: list[Operation]) -> bool:
    """Whether anything is compared twice: otherwise every part can hold and fail for itself."""
    compared = [
        comparison.left if not isinstance(comparison.left, Number) else comparison.right for comparison in comparisons
    ]
    return len(set(compared)) < len(compared)


def _compared(comparison: Operation, span: RangeOf) -> bool | None:
    """Whether a comparison holds for all values (True), for none (False), or for some (None)."""
    left, right = _interval(comparison.left, span), _interval(comparison.right, span)
    match comparison.operator:
        case "<":
            return _surely(left.high < right.low, left.low >= right.high)
        case "<=":
            return _surely(left.high <= right.low, left.low > right.high)
        case ">":
            return _surely(left.low > right.high, left.high <= right.low)
        case ">=":
            return _surely(left.low >= right.high, left.high < right.low)
    apart = left.high < right.low or right.high < left.low
    same = left.low == left.high == right.low == right.high
    return _surely(same, apart) if comparison.operator == "==" else _surely(apart, same)


def _surely(always: bool, never: bool) -> bool | None:
    return True if always else False if never else None


def _interval(tree: Expression, span: RangeOf) -> Interval:
    """The values that a sum can have."""
    if isinstance(tree, Number):  # the two that there are nearly always
        return _new_interval((tree.value, tree.value))
    if isinstance(tree, VariableRead):
        low, high = span(tree.variable)
        return _new_interval((low, inf if high is None else high))
    match tree:
        case Count(variables):
            return Interval(0, len(variables))
        case Operation("+", left, right):
            left_range, right_range = _interval(left, span), _interval(right, span)
            return Interval(left_range.low + right_range.low, left_range.high + right_range.high)
        case Operation("-", left, right):
            left_range, right_range = _interval(left, span), _interval(right, span)
            return Interval(left_range.low - right_range.high, left_range.high - right_range.low)
        case Operation("*", left, right):
            left_range, right_range = _interval(left, span), _interval(right, span)
            if inf in (*left_range, *right_range) or -inf in (*left_range, *right_range):
                return Interval(-inf, inf)
            products = [a * b for a in left_range for b in right_range]
            return Interval(min(products), max(products))
    return Interval(0, 1)


def _by_cases(tree: Expression, comparisons: list[Operation], span: RangeOf) -> bool | None:
    """Whether the whole holds in all cases (True), in none (False), or in some (None)."""
    limits: dict[Expression, set[int]] = {}
    free: list[Operation] = []
    for comparison in comparisons:
        if isinstance(comparison.right, Number) and isinstance(comparison.left, VariableRead | Count):
            limits.setdefault(comparison.left, set()).add(comparison.right.value)
        elif isinstance(comparison.left, Number) and isinstance(comparison.right, VariableRead | Count):
            limits.setdefault(comparison.right, set()).add(comparison.left.value)
        elif comparison not in free:
            free.append(comparison)
    cases: list[list[tuple[Expression, int]]] = []
    combinations = 1
    for compared, numbers in limits.items():
        low, high = _interval(compared, span)
        values = {number + step for number in numbers for step in (-1, 0, 1)}
        kept = sorted(value for value in values if low <= value <= high)
        cases.append([(compared, value) for value in kept])
        combinations *= max(len(kept), 1)
    cases.extend([[(comparison, 0), (comparison, 1)] for comparison in free])
    if combinations * 2 ** len(free) > MAX_COMBINATIONS:
        return None
    outcomes = set()
    for case in product(*cases):
        outcomes.add(_holds(tree, dict(case)))
        if len(outcomes) > 1:
            return None
    return outcomes.pop() if outcomes else None


def _holds(tree: Expression, case: dict[Expression, int]) -> bool:
    if isinstance(tree, Not):
        return not _holds(tree.part, case)
    if not isinstance(tree, Operation):
        return True
    if tree.operator == "and":
        return _holds(tree.left, case) and _holds(tree.right, case)
    if tree.operator == "or":
        return _holds(tree.left, case) or _holds(tree.right, case)
    if tree in case:
        return bool(case[tree])
    compared = tree.left if isinstance(tree.right, Number) else tree.right
    if compared not in case:
        return bool(_compared(tree, lambda _: (0, 0)))  # nothing but numbers
    value, limit = (side.value if isinstance(side, Number) else case[side] for side in (tree.left, tree.right))
    match tree.operator:
        case "<":
            return value < limit
        case "<=":
            return value <= limit
        case ">":
            return value > limit
        case ">=":
            return value >= limit
        case "==":
            return value == limit
    return value != limit

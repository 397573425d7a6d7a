"""Conditions as diagrams.

A comparison of sums is taken variable by variable from the top, with what the sum is so far; as soon as the rest cannot
change the result, it is settled. For a count that is a ladder of steps (so many of so many), not a tree of cases:
I. Abío, R. Nieuwenhuis, A. Oliveras, E. Rodríguez-Carbonell, V. Mayer-Eichberger, "A new look at BDDs for
pseudo-Boolean constraints", 2012.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import NamedTuple

from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.verify.exact.symbolic.diagrams import Diagram
from game.verify.exact.symbolic.variables import Variables
from game.verify.system.space import SearchStopped

MOST_CASES = 2_000_000
"""A condition that needs more cases than this is not worked out."""


class _Sum(NamedTuple):
    """A constant, and for each variable what its values from the lowest on add to it."""

    constant: int
    parts: Mapping[str, tuple[int, ...]]


class DiagramConditions:
    """The conditions of one search. `check` is called now and then when one takes long; it may raise Stopped."""

    def __init__(self, variables: Variables, check: Callable[[], None] = lambda: None) -> None:
        self.variables, self.diagrams, self._check = variables, variables.diagrams, check
        self._known: dict[int, tuple[Expression, Diagram]] = {}
        self._cases = 0

    def all_of(self, trees: tuple[Expression, ...]) -> Diagram:
        """All of these conditions hold."""
        found = self.diagrams.all
        for tree in trees:
            found &= self.holds(tree)
        return found

    def holds(self, tree: Expression) -> Diagram:
        """The condition holds; anything but a condition: it is not 0."""
        known = self._known.get(id(tree))
        if known is None:
            known = self._known[id(tree)] = tree, self._holds(tree)
        return known[1]

    def _holds(self, tree: Expression) -> Diagram:
        match tree:
            case Not(part):
                return ~self.holds(part)
            case Operation(("and" | "or") as sign):
                return self._joined(sign, tree)
            case Operation(("<" | "<=" | ">" | ">=" | "==" | "!=") as sign, left, right):
                return self._compared(sign, left, right)
        return self._compared("!=", tree, Number(0))

    def _joined(self, sign: str, tree: Expression) -> Diagram:
        """A long chain is joined two by two, so that small diagrams meet before large ones do."""
        parts: list[Diagram] = []
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Operation) and node.operator == sign:
                waiting += (node.right, node.left)
            else:
                parts.append(self.holds(node))
        while len(parts) > 1:
            self._check()
            pairs = zip(parts[::2], parts[1::2], strict=False)
            odd = parts[len(parts) // 2 * 2 :]
            parts = [first & second if sign == "and" else first | second for first, second in pairs] + odd
        return parts[0]

    def _compared(self, sign: str, left: Expression, right: Expression) -> Diagram:
        left_sum, right_sum = self._sum(left), self._sum(right)
        if left_sum is not None and right_sum is not None:
            return self._decided(sign, _added(left_sum, right_sum, -1))
        found = self.diagrams.none
        rights = sorted(self._table(right).items())
        for value, where in self._table(left).items():
            for number, there in rights:
                if _holds(sign, value - number):
                    self._check()
                    found |= where & there
        return found

    # Sums, part by part

    def _sum(self, tree: Expression) -> _Sum | None:
        """The tree as a sum over variables; None where variables are multiplied with each other."""
        match tree:
            case Number(value):
                return _Sum(value, {})
            case VariableRead(variable):
                slot = self.variables.slots[variable]
                return _Sum(0, {variable: tuple(range(slot.low, slot.high + 1))})
            case Count(variables, least):
                found: dict[str, tuple[int, ...]] = {}
                for name in variables:
                    slot = self.variables.slots[name]
                    steps = tuple(int(value >= least) for value in range(slot.low, slot.high + 1))
                    found[name] = tuple(map(sum, zip(found[name], steps, strict=True))) if name in found else steps
                return _Sum(0, found)
            case Operation(("+" | "-") as sign, left, right):
                left_sum, right_sum = self._sum(left), self._sum(right)
                if left_sum is None or right_sum is None:
                    return None
                return _added(left_sum, right_sum, 1 if sign == "+" else -1)
            case Operation("*", left, right):
                left_sum, right_sum = self._sum(left), self._sum(right)
                if left_sum is None or right_sum is None or (left_sum.parts and right_sum.parts):
                    return None
                if left_sum.parts:
                    left_sum, right_sum = right_sum, left_sum
                factor = left_sum.constant
                parts = {name: tuple(value * factor for value in values) for name, values in right_sum.parts.items()}
                return _Sum(right_sum.constant * factor, parts)
        return None

    def _decided(self, sign: str, total: _Sum) -> Diagram:
        """Whether the sum compares so with 0."""
        names = sorted(total.parts, key=lambda name: self.variables.numbers[name].start)
        tables = [total.parts[name] for name in names]
        least = [*accumulate((min(table) for table in reversed(tables)), initial=0)][::-1]
        most = [*accumulate((max(table) for table in reversed(tables)), initial=0)][::-1]
        diagrams = self.diagrams

        def settled(index: int, sum_: int) -> Diagram | None:
            low, high = sum_ + least[index], sum_ + most[index]
            if sign in ("==", "!="):
                if low > 0 or high < 0:
                    return diagrams.all if sign == "!=" else diagrams.none
                yes = low == high
                return (diagrams.all if sign == "==" else diagrams.none) if yes else None
            sure = _holds(sign, low), _holds(sign, high)
            return None if sure[0] != sure[1] else diagrams.all if sure[0] else diagrams.none

        # Forward: which sums there are before each variable. Backward: the diagrams, from the bottom up.
        result = settled(0, total.constant)
        if result is not None:
            return result
        steps: list[dict[int, dict[int, list[int]]]] = []
        now = {total.constant}
        while now:
            index = len(steps)
            leads: dict[int, dict[int, list[int]]] = {}
            low = self.variables.slots[names[index]].low
            for sum_ in now:
                to = leads[sum_] = {}
                for value, more in enumerate(tables[index], low):
                    to.setdefault(sum_ + more, []).append(value)
                self._count(len(to))
            steps.append(leads)
            now = {target for to in leads.values() for target in to if settled(index + 1, target) is None}
        made: dict[int, Diagram] = {}
        for index in reversed(range(len(steps))):
            name, below, made = names[index], made, {}
            for sum_, to in steps[index].items():
                made[sum_] = self._cased(
                    name,
                    [
                        (values, below[target] if target in below else settled(index + 1, target))
                        for target, values in to.items()
                    ],
                )
                self._count(len(to))
        return made[total.constant]

    def _cased(self, name: str, cases: list[tuple[list[int], Diagram]]) -> Diagram:
        """By the value of a variable one diagram or the other."""
        by_diagram: dict[Diagram, list[int]] = {}
        for values, diagram in cases:
            by_diagram.setdefault(diagram, []).extend(values)
        *others, (last, _) = sorted(by_diagram.items(), key=lambda case: len(case[1]))
        for diagram, values in others:
            last = self.diagrams.choice(self.variables.values(name, values), diagram, last)
        return last

    def _count(self, cases: int) -> None:
        self._cases += cases
        if self._cases > MOST_CASES:
            raise SearchStopped
        self._check()

    # Products of variables, by their values

    def _table(self, tree: Expression) -> dict[int, Diagram]:
        """For each value that the tree can have, where it has it."""
        found: dict[int, Diagram] = {}
        match tree:
            case Operation(("+" | "-" | "*") as sign, left, right) if self._sum(tree) is None:
                left_table, right_table = self._table(left), self._table(right)
                for value, where in left_table.items():
                    for number, there in right_table.items():
                        result = value + number if sign == "+" else value - number if sign == "-" else value * number
                        found[result] = found.get(result, self.diagrams.none) | where & there
                        self._count(1)
                return found
        total = self._sum(tree)
        if total is None:
            truth = self.holds(tree)
            return {1: truth, 0: ~truth}
        found[total.constant] = self.diagrams.all
        for name, table in total.parts.items():
            before, found = found, {}
            low = self.variables.slots[name].low
            for value, where in before.items():
                for code, more in enumerate(table):
                    self._count(1)
                    there = where & self.variables.value(name, low + code)
                    found[value + more] = found.get(value + more, self.diagrams.none) | there
        return found


def _holds(sign: str, difference: int) -> bool:
    match sign:
        case "<":
            return difference < 0
        case "<=":
            return difference <= 0
        case ">":
            return difference > 0
        case ">=":
            return difference >= 0
        case "==":
            return difference == 0
    return difference != 0


def _added(first: _Sum, second: _Sum, sign: int) -> _Sum:
    parts = dict(first.parts)
    for name, values in second.parts.items():
        before = parts.get(name, (0,) * len(values))
        parts[name] = tuple(number + sign * more for number, more in zip(before, values, strict=True))
    return _Sum(first.constant + sign * second.constant, parts)

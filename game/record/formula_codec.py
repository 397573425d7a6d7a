"""Conditions and sums as plain data. Trees become Python source later, so nothing but what is known here gets in.

A number is itself; a variable is `[its number]`; what counts variables is `["#", its number among all that do]`; `not`
and operators stand before their parts. Outside the memory, where statements look, a variable has its name: `["$",
name]`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.record.codecs import TEXT, Codec, Damaged
from game.story.model.expressions import (
    OPERATORS,
    Count,
    Expression,
    Formula,
    Not,
    Number,
    Operation,
    Type,
    VariableRead,
)
from game.story.model.layout import Layout
from game.support.fast_tuples import maker

#: Conditions inside each other, and the parts of one. Packs are refused far below them (see `expression_parsing`).
_DEEPEST, _MOST_PARTS = 150, 400
_FAR = 10**9

_new_number, _new_reading = maker(Number), maker(VariableRead)


class Formulas:
    """The formulas of a story, each by its number, and what their trees count, by numbers of their own.

    Whoever writes finds in `written` and `counted` what was given a number so far. Whoever reads sets `made` and
    `counts`: the formulas and the counts by their numbers.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.made: Sequence[Formula] = ()
        self.counts: Sequence[Count] = ()
        self._names = layout.names()
        self._numbers: dict[str, int] = {}
        self.written: list[Formula] = []
        self._number_of: dict[int, int] = {}
        self.counted: dict[Count, int] = {}
        #: A tree that may also ask where a play stands.
        self.anywhere = Codec(lambda tree: self._plain(tree, 0, outside=True), self._anywhere)
        #: A sum of numbers that a question draws: it reads nothing of the memory.
        self.drawn = Codec(lambda tree: self._plain(tree, 0, outside=True), lambda data: self._whole(data, _drawn))
        #: What a formula and a count are, where they are kept.
        self.formula = Codec(self._plain_formula, self._formula)
        self.count = Codec(self._plain_count, self._count)

    def codec(self, type_: Type) -> Codec:
        """A formula of this type: its number is written."""

        def written(formula: Formula) -> int:
            if type(formula) is not Formula or formula.type != type_ or formula.layout is not self._layout:
                raise Damaged
            number = self._number_of.setdefault(id(formula), len(self.written))
            if number == len(self.written):
                self.written.append(formula)
            return number

        def read(number: Any) -> Formula:
            if type(number) is not int or number < 0:
                raise Damaged
            formula = self.made[number]
            if formula.type != type_:
                raise Damaged
            return formula

        return Codec(written, read)

    def _plain_formula(self, formula: Formula) -> list[Any]:
        return [TEXT.write(formula.source), formula.type == "truth", self._plain(formula.tree, 0)]

    def _formula(self, values: Any) -> Formula:
        if type(values) is not list or len(values) != 3 or type(values[1]) is not bool:
            raise Damaged
        source, is_truth, tree = values
        return Formula(
            TEXT.read(source), self._whole(tree, self._inside), "truth" if is_truth else "number", self._layout
        )

    def _plain_count(self, count: Count) -> list[Any]:
        return [count.least, *(self._number(name) for name in count.variables)]

    def _count(self, values: Any) -> Count:
        if type(values) is not list or set(map(type, values)) != {int} or min(values) < 0 or values[0] > _FAR:
            raise Damaged
        names = self._names
        return Count(tuple([names[number] for number in values[1:]]), values[0])

    def _number(self, name: str) -> int:
        if not self._numbers:
            self._numbers = {variable: number for number, variable in enumerate(self._names)}
        return self._numbers[name]

    def _plain(self, tree: Expression, depth: int, outside: bool = False) -> Any:
        if depth > _DEEPEST:
            raise Damaged
        match tree:
            case Number(value) if type(value) is int and abs(value) <= _FAR:
                return value
            case VariableRead(name) if name in self._layout:
                return [self._number(name)]
            case VariableRead(name) if outside:
                return ["$", name]
            case Count():
                return ["#", self.counted.setdefault(tree, len(self.counted))]
            case Not(part):
                return ["not", self._plain(part, depth + 1, outside)]
            case Operation(sign, left, right) if sign in OPERATORS:
                return [sign, self._plain(left, depth + 1, outside), self._plain(right, depth + 1, outside)]
        raise Damaged

    def _anywhere(self, values: Any) -> Expression:
        return self._whole(values, self._outside)

    def _whole(self, values: Any, named: Callable[[Any], str]) -> Expression:
        left = _MOST_PARTS

        def tree(data: Any, depth: int) -> Expression:
            nonlocal left
            left -= 1
            if depth > _DEEPEST or left < 0:
                raise Damaged
            if type(data) is int:
                if abs(data) > _FAR:
                    raise Damaged
                return _new_number((data,))
            if type(data) is not list:
                raise Damaged
            match data:
                case [int() | "$" as kind, *name]:
                    return _new_reading((named([kind, *name]),))
                case ["#", number] if type(number) is int and number >= 0:
                    return self.counts[number]
                case ["not", part]:
                    return Not(tree(part, depth + 1))
                case [str() as sign, first, second] if sign in OPERATORS:
                    return Operation(sign, tree(first, depth + 1), tree(second, depth + 1))
            raise Damaged

        return tree(values, 0)

    def _inside(self, values: list[Any]) -> str:
        """The name of a variable of the memory."""
        if len(values) != 1 or type(values[0]) is not int or values[0] < 0:
            raise Damaged
        return self._names[values[0]]

    def _outside(self, values: list[Any]) -> str:
        """The name of a variable of the memory, or of one that tells where a play stands (see `position_variables`)."""
        if values[0] != "$":
            return self._inside(values)
        _, name = values
        if type(name) is not str or not name.startswith(("ending.", "scene.")):
            raise Damaged
        return name


def _drawn(values: list[Any]) -> str:
    """The name of a number that is drawn. Whether it is, the question says that draws it."""
    if len(values) != 2 or values[0] != "$" or type(values[1]) is not str:
        raise Damaged
    return values[1]

"""The variables of a reduced system as bits of diagrams: the highest bit first, those of a variable side by side."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from game.story.model.layout import Slot
from game.verify.exact.symbolic.diagrams import Bits, Diagram, Diagrams, Substitution


class DiagramAssignment(NamedTuple):
    """Some variables get values: `bits` are those of the variables, and `values` says which they get."""

    bits: Bits
    values: Diagram


class Growth(NamedTuple):
    """A variable grows and stops at the bounds of its range.

    `before` gives for what it was what it will be. Forward it is the other way round: `after` gives for what it is, if
    that is one of `alone`, what it was; what it was if it was one of `meeting` is lost, for it is at its `bound`.
    """

    bits: Bits
    before: Substitution
    after: Substitution
    alone: Diagram
    meeting: Diagram
    bound: Diagram


class Variables:
    """Where each variable is, and diagrams of its values. `order` are the names of all, from the top."""

    def __init__(self, diagrams: Callable[[int], Diagrams], slots: Mapping[str, Slot], order: Iterable[str]) -> None:
        self.slots = slots
        self.numbers: dict[str, range] = {}
        total = 0
        for name in order:
            width = (slots[name].high - slots[name].low).bit_length()
            self.numbers[name] = range(total, total + width)
            total += width
        self.total = total
        self.diagrams = diagrams(total)
        self._values: dict[tuple[str, int], Diagram] = {}
        self._bits: dict[frozenset[str], Bits] = {}
        self._changes: dict[tuple[tuple[str, int], ...], DiagramAssignment] = {}
        self._growths: dict[tuple[str, int], Growth] = {}

    def bits(self, names: Iterable[str]) -> Bits:
        """The bits of these variables, ready to be quantified."""
        key = frozenset(names)
        bits = self._bits.get(key)
        if bits is None:
            bits = self._bits[key] = self.diagrams.bits(number for name in key for number in self.numbers[name])
        return bits

    def value(self, name: str, value: int) -> Diagram:
        """The variable has this value."""
        found = self._values.get((name, value))
        if found is None:
            diagrams, code, found = self.diagrams, value - self.slots[name].low, self.diagrams.all
            for number in reversed(self.numbers[name]):
                bit = diagrams.bit(number)
                found = (bit if code & 1 else ~bit) & found
                code >>= 1
            self._values[name, value] = found
        return found

    def values(self, name: str, values: Iterable[int]) -> Diagram:
        """The set in which the variable has one of these values; the empty set if there are none.

        They may come in any order, but all lie in its range, and none comes twice. Raises KeyError for an unknown
        variable, and one of the diagrams' `full`.
        """
        codes = sorted(value - self.slots[name].low for value in values)
        return self._codes(codes, self.numbers[name], 0, 1 << len(self.numbers[name]))

    def _codes(self, codes: list[int], numbers: range, low: int, size: int) -> Diagram:
        if not codes or len(codes) == size:
            return self.diagrams.all if codes else self.diagrams.none
        half = size // 2
        high = [code for code in codes if code >= low + half]
        yes = self._codes(high, numbers[1:], low + half, half)
        no = self._codes(codes[: len(codes) - len(high)], numbers[1:], low, half)
        return self.diagrams.choice(self.diagrams.bit(numbers[0]), yes, no)

    @cached_property
    def always(self) -> Diagram:
        """Every variable is within its range."""
        diagrams = self.diagrams
        found = diagrams.all
        for name in reversed(self.numbers):
            slot = self.slots[name]
            if slot.high - slot.low + 1 < 1 << len(self.numbers[name]):
                found = self.values(name, range(slot.low, slot.high + 1)) & found
        return found

    def change(self, values: Mapping[str, int]) -> DiagramAssignment:
        """The assignment of these values, each in the range of its variable; made once."""
        key = tuple(sorted(values.items()))
        change = self._changes.get(key)
        if change is None:
            found = self.diagrams.all
            for name in sorted(values, key=lambda name: self.numbers[name].start, reverse=True):
                found = self.value(name, values[name]) & found
            change = self._changes[key] = DiagramAssignment(self.bits(values), found)
        return change

    def growth(self, name: str, amount: int) -> Growth:
        """The change of the variable by an amount, which may be negative; it stops at the bounds of its range."""
        growth = self._growths.get((name, amount))
        if growth is None:
            growth = self._growths[name, amount] = self._growth(name, amount)
        return growth

    def _growth(self, name: str, amount: int) -> Growth:
        slot = self.slots[name]
        after = {value: min(max(value + amount, slot.low), slot.high) for value in range(slot.low, slot.high + 1)}
        bound = slot.high if amount > 0 else slot.low
        alone = {to: value for value, to in after.items() if to != bound}
        return Growth(
            bits=self.bits([name]),
            before=self._function(name, after),
            after=self._function(name, alone),
            alone=self.values(name, alone),
            meeting=self.values(name, [value for value, to in after.items() if to == bound]),
            bound=self.value(name, bound),
        )

    def _function(self, name: str, to: Mapping[int, int]) -> Substitution:
        """Each value of the variable replaced by another; what becomes of values that are not given does not matter."""
        numbers, low = self.numbers[name], self.slots[name].low
        return self.diagrams.substitution(
            (number, self.values(name, [value for value, other in to.items() if other - low >> place & 1]))
            for place, number in enumerate(reversed(numbers))
        )

    def assignment(self, memory: int) -> list[bool]:
        """The bits of a memory of the story, from the top."""
        return [
            bool((memory >> slot.shift & slot.mask) >> place & 1)
            for slot in map(self.slots.__getitem__, self.numbers)
            for place in reversed(range(len(self.numbers[slot.name])))
        ]

    def memory(self, bits: Sequence[bool], without: Container[str] = ()) -> int:
        """The memory with these bits, from the top; variables that are left out have their lowest values."""
        memory = 0
        for name, numbers in self.numbers.items():
            code = 0
            for number in numbers:
                code = code * 2 + bits[number]
            if name not in without:
                memory |= code << self.slots[name].shift
        return memory

"""How everything that a story remembers fits into one whole number.

Each variable is a bounded whole number with a slot of bits. A memory is then a plain `int`: immutable, hashable,
small, quick to copy and to compare, and the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from game.support.fast_tuples import maker


class Slot(NamedTuple):
    """Where one variable lives. Its values run from `low` to `high`, both included."""

    name: str
    shift: int
    mask: int
    low: int
    high: int

    def get(self, memory: int) -> int:
        """The value of the variable."""
        return (memory >> self.shift & self.mask) + self.low

    def put(self, memory: int, value: int) -> int:
        """The memory with the variable set; a value beyond the range becomes its nearest bound."""
        _, shift, mask, low, high = self
        value = low if value < low else high if value > high else value
        return memory & ~(mask << shift) | (value - low) << shift


class Variable(NamedTuple):
    """A variable before it has a slot."""

    name: str
    low: int
    high: int
    start: int = 0


_new_slot = maker(Slot)
#: Up to so many bits, a variable is looked at where it stands: in generated code, with a number as long as the memory.
WIDE = 4_096


class Layout:
    """All slots of a story by name, and the memory with which it begins.

    A layout may be handed out while it is still empty and filled once every variable is known.
    """

    __slots__ = ("_slots", "bits", "counters", "start")

    def __init__(self, variables: Iterable[Variable] = ()) -> None:
        self._slots: dict[str, Slot] = {}
        self.bits = 0
        self.start = 0
        #: What counts variables in a memory, made when it is first needed (see `expressions.count_function`).
        self.counters: dict[tuple[int, int], tuple[object, Callable[[int], int]]] = {}
        self.add(variables)

    def add(self, variables: Iterable[Variable]) -> None:
        """Give each variable a slot behind the ones that are there. Raises ValueError when a name comes twice."""
        slots = self._slots
        for name, low, high, start in variables:
            if name in slots:
                raise ValueError(f"two variables named {name}")
            width = (high - low).bit_length()
            slot = _new_slot((name, self.bits, (1 << width) - 1, low, high))
            slots[name] = slot
            if start != low:  # a fresh slot holds its lowest value; the whole memory is touched only for another
                self.start = slot.put(self.start, start)
            self.bits += width

    @classmethod
    def of(cls, slots: dict[str, Slot], bits: int) -> Layout:
        """A layout of slots, by name, that share these bits, with each variable at its lowest value."""
        layout = cls()
        layout._slots = slots
        layout.bits = bits
        return layout

    def __getitem__(self, name: str) -> Slot:
        return self._slots[name]

    def get(self, name: str) -> Slot | None:
        """The slot of a variable, or None when nothing needs it."""
        return self._slots.get(name)

    @property
    def is_wide(self) -> bool:
        """Whether a memory is so long that no number of its length should be written into generated code."""
        return self.bits > WIDE

    def __contains__(self, name: str) -> bool:
        return name in self._slots

    def __iter__(self) -> Iterator[Slot]:
        return iter(self._slots.values())

    def __len__(self) -> int:
        return len(self._slots)

    def names(self) -> list[str]:
        """What the variables are called, in their order."""
        return list(self._slots)

    def describe(self, memory: int) -> dict[str, int]:
        """Every variable with its value, for people and for comparisons."""
        return {slot.name: slot.get(memory) for slot in self}

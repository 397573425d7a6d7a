"""Changes of variables as lines of Python, which reckon with the bits where they stand in a memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from game.engine.instructions import Assign, Increment
from game.story.model.layout import WIDE, Slot


class Assignments:
    """Values of several variables, put into the memory at once; one after the other into a wide memory."""

    def __init__(self, bits: int, memory: str = "m") -> None:
        self._all, self._memory = (1 << bits) - 1, memory
        self._mask = self._bits = 0
        self._one_by_one: dict[Slot, int] | None = {} if bits > WIDE else None

    def add(self, put: Assign) -> None:
        """Put this value, too."""
        slot = put.slot
        if self._one_by_one is not None:
            self._one_by_one[slot] = put.value - slot.low
            return
        mask = slot.mask << slot.shift
        self._mask |= mask
        self._bits = self._bits & ~mask | (put.value - slot.low) << slot.shift

    def lines(self) -> list[str]:
        """The lines that put them, if there are any; after them, there are none."""
        if self._one_by_one is not None:
            wide, self._one_by_one, m = self._one_by_one, {}, self._memory
            return [f"{m} ^= (({m} >> {slot.shift} ^ {to}) & {slot.mask}) << {slot.shift}" for slot, to in wide.items()]
        mask, bits = self._mask, self._bits
        self._mask = self._bits = 0
        if not mask:
            return []
        if mask == bits:
            return [f"{self._memory} |= {bits:#x}"]
        keep = f"{self._memory} = {self._memory} & {self._all & ~mask:#x}"
        return [f"{keep} | {bits:#x}" if bits else keep]


def increment_lines(slot: Slot, amount: int, memory: str = "m") -> list[str]:
    """Lines that let a variable grow, up to its bound. In a memory that is not wide it stays where its bits stand."""
    if slot.shift > WIDE:
        value, top = f"v = {memory} >> {slot.shift} & {slot.mask}", slot.high - slot.low
        if amount > 0:
            return [value, f"{memory} += ({amount} if v <= {top - amount} else {top} - v) << {slot.shift}"]
        return [value, f"{memory} -= (v if v <= {-amount} else {-amount}) << {slot.shift}"]
    bits, top, step = (number << slot.shift for number in (slot.mask, slot.high - slot.low, abs(amount)))
    if step == 1 << slot.shift:
        sign, bound = ("+", top) if amount > 0 else ("-", 0)
        return [f"if {memory} & {bits:#x} != {bound:#x}: {memory} {sign}= {step:#x}"]
    value = f"v = {memory} & {bits:#x}"
    if amount > 0:
        return [value, f"{memory} += {step:#x} if v <= {top - step:#x} else {top:#x} - v"]
    return [value, f"{memory} -= {step:#x} if v >= {step:#x} else v"]


BYTES: Mapping[str, Any] = {"whole": int.from_bytes, "some": bytearray}
"""What the lines of `in_bytes` call."""


def in_bytes(
    bits: int, changes: Iterable[Assign | Increment], made: Callable[[list[Assign | Increment]], list[str]]
) -> list[str]:
    """Lines for changes of many variables of a wide memory: each in a number of the bytes where the variable stands.

    Whatever changes a number as long as the memory takes time in proportion to that length. `made` gives the lines of
    a change of `m`.
    """
    lines = [f"y = some(m.to_bytes({(bits + 7) // 8:d}, 'little'))"]
    for change in changes:
        slot = change.slot
        first, last = slot.shift // 8, (slot.shift + slot.mask.bit_length() + 7) // 8
        lines.append(f"m = whole(y[{first:d}:{last:d}], 'little')")
        lines += made([change._replace(slot=slot._replace(shift=slot.shift - first * 8))])
        lines.append(f"y[{first:d}:{last:d}] = m.to_bytes({last - first:d}, 'little')")
    return [*lines, "m = whole(y, 'little')"]

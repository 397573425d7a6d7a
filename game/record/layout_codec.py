"""The memory of a story as plain data: the names of its variables, and the ranges of those that are not 0 to 1.

Where each variable lives follows from the ranges, so nothing of it is kept, and nothing of it can be wrong.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from game.record.codecs import Damaged, whole
from game.story.making import maker
from game.story.memory import Layout, Slot

#: Ranges further apart would make a memory that no pack has: see `limits` and the definitions of measures.
_FAR = 10**9
_NUMBER = whole(-_FAR, _FAR)
#: What a variable counts is at least 0, whatever its highest value.
_COUNTERS = ("visits.", "been.", "taken.")

_new_slot = maker(Slot)


def plain_layout(layout: Layout) -> list[Any]:
    """The names, and for each other range the number of the variable, the lowest, highest and first value."""
    ranges: list[int] = []
    for number, slot in enumerate(layout):
        start = slot.get(layout.start)
        if (slot.low, slot.high, start) != (0, 1, 0):
            ranges += number, _NUMBER.write(slot.low), _NUMBER.write(slot.high), start
    return [joined([slot.name for slot in layout]), ranges]


def read_layout(values: Any, places: int, questions: int) -> Layout:
    """The layout of a story with so many places and questions. Raises Damaged, and what wrong types and numbers raise.

    A variable has the range that the engine relies on: it is told by the name what a variable is for.
    """
    joined_names, ranges = values
    names = parted(joined_names)
    lows, highs, starts = [0] * len(names), [1] * len(names), {}
    if type(ranges) is not list or len(ranges) % 4 or set(map(type, ranges)) - {int}:
        raise Damaged
    rest = iter(ranges)
    for number, low, high, start in zip(rest, rest, rest, rest, strict=True):
        name = names[number]
        if number < 0 or not -_FAR <= low <= start <= high <= _FAR or not _can_be(name, low, high, places, questions):
            raise Damaged
        lows[number], highs[number] = low, high
        if start != low:
            starts[name] = start
    widths = [(high - low).bit_length() for low, high in zip(lows, highs, strict=True)]
    shifts = list(accumulate(widths, initial=0))
    masks = {width: (1 << width) - 1 for width in set(widths)}
    slots = map(_new_slot, zip(names, shifts, map(masks.__getitem__, widths), lows, highs, strict=False))
    layout = Layout.of(dict(zip(names, slots, strict=True)), shifts[-1])
    if len(set(names)) != len(names) or any(one not in layout for one in ("asking", "looked_up", "arrived")):
        raise Damaged
    if ("place" in layout) != bool(places) or (layout["asking"].high, 0) != (questions, layout["asking"].low):
        raise Damaged
    for name, start in starts.items():
        layout.start = layout[name].put(layout.start, start)
    return layout


def _can_be(name: str, low: int, high: int, places: int, questions: int) -> bool:
    """Whether a variable can have this range."""
    if name.startswith(_COUNTERS):
        return low == 0 < high
    if name.startswith("measure.") or name == "time":
        return True
    if name.startswith("answer."):
        return (low, high) == (0, 2)
    known = {"place": (0, places - 1), "asking": (0, questions)}
    return (low, high) == known.get(name, (0, 1))


def joined(words: list[str]) -> str:
    """Ids and names as one text, which is read back many times as fast as thousands of them one by one."""
    if any(" " in one or not one for one in words):
        raise Damaged
    return " ".join(words)


def parted(words: Any) -> list[str]:
    """The ids or names that were joined."""
    if type(words) is not str:
        raise Damaged
    return words.split(" ") if words else []

"""The memory of a story as plain data: the names of its variables, and the ranges of those that are not 0 to 1.

Where each variable lives follows from the ranges, so nothing of it is kept, and nothing of it can be wrong.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from game.record.codecs import Damaged, whole
from game.story.model.comeback import SCENES_BETWEEN
from game.story.model.layout import Layout, Slot
from game.story.model.story import NEITHER, RIGHT
from game.support.fast_tuples import maker

#: Ranges further apart would make a memory that no pack has: see `limits` and the definitions of measures.
_FAR = 10**9
_NUMBER = whole(-_FAR, _FAR)
#: What a variable counts is at least 0, whatever its highest value.
_COUNTERS = ("visits.", "been.", "taken.")

_new_slot = maker(Slot)


def plain_layout(layout: Layout) -> list[Any]:
    """The names, and each other range: its lowest, highest and first value, and the numbers of the variables."""
    ranges: dict[tuple[int, int, int], list[int]] = {}
    for number, slot in enumerate(layout):
        found = _NUMBER.write(slot.low), _NUMBER.write(slot.high), slot.get(layout.start)
        if found != (0, 1, 0):
            ranges.setdefault(found, []).append(number)
    return [joined([slot.name for slot in layout]), [[*found, *numbers] for found, numbers in ranges.items()]]


def read_layout(values: Any, places: int, questions: int) -> Layout:
    """The layout of a story with so many places and questions. Raises Damaged, and what wrong types and numbers raise.

    A variable has the range that the engine relies on: it is told by the name what a variable is for.
    """
    joined_names, ranges = values
    names = parted(joined_names)
    lows, highs, starts = [0] * len(names), [1] * len(names), {}
    for low, high, start, *numbers in ranges:
        if {type(low), type(high), type(start), *map(type, numbers)} != {int} or min(numbers) < 0:
            raise Damaged
        called = [names[number] for number in numbers]
        if not (-_FAR <= low <= start <= high <= _FAR and _can_be(called, low, high, places, questions)):
            raise Damaged
        for number in numbers:
            lows[number], highs[number] = low, high
        if start != low:
            starts.update(dict.fromkeys(called, start))
    widths = [(high - low).bit_length() for low, high in zip(lows, highs, strict=True)]
    shifts = list(accumulate(widths, initial=0))
    masks = {width: (1 << width) - 1 for width in set(widths)}
    slots = map(_new_slot, zip(names, shifts, map(masks.__getitem__, widths), lows, highs, strict=False))
    layout = Layout.of(dict(zip(names, slots, strict=True)), shifts[-1])
    if len(layout) != len(names) or any(needed not in layout for needed in ("asking", "looked_up", "arrived")):
        raise Damaged
    if ("place" in layout) != bool(places) or (layout["asking"].high, 0) != (questions, layout["asking"].low):
        raise Damaged
    for name, start in starts.items():
        layout.start = layout[name].put(layout.start, start)
    return layout


def _can_be(names: list[str], low: int, high: int, places: int, questions: int) -> bool:
    """Whether variables that are called so can have this range, which is not 0 to 1."""
    counters = _COUNTERS if low == 0 < high else ()
    answers = ("answer.",) if low == 0 and RIGHT <= high <= NEITHER else ()
    known = ("measure.", *counters, *answers)
    single = {
        "place": (0, places - 1),
        "asking": (0, questions),
        "time": (low, high),
        "arrived": (0, 1),
        "hinted": (0, high),
        "tried": (0, high),
        "returning": (0, min(high, questions)),
        "since": (0, SCENES_BETWEEN),
    }
    return all((low, high) == single.get(name) for name in names if not name.startswith(known))


def joined(words: list[str]) -> str:
    """Ids and names as one text, which is read back many times as fast as thousands of them one by one."""
    if any(" " in word or not word for word in words):
        raise Damaged
    return " ".join(words)


def parted(words: Any) -> list[str]:
    """The ids or names that were joined."""
    if type(words) is not str:
        raise Damaged
    return words.split(" ") if words else []

"""A failing pack made small: parts are left out as long as it still fails in the same way."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from reference.waiting import Pack

_ROUNDS = 8
_NEEDED = ("pack", "disclaimer", "start", "choose", "id", "name", "min", "max", "cites", "title")


def shrunk(pack: Pack, fails: Callable[[Pack], bool], most: int = 600) -> Pack:
    """The smallest pack that was found in at most so many tries."""
    tried = 0
    for _ in range(_ROUNDS):
        before = copy.deepcopy(pack)
        for transition in sorted(_transitions(pack), key=lambda change: (len(change), str(change))):
            for smaller in _without(pack, transition):
                if tried >= most:
                    return pack
                tried += 1
                if fails(smaller):
                    pack = smaller
                    break
        if pack == before:
            break
    return pack


def _transitions(part: Any, transition: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every way to a part of a pack, through keys and positions."""
    if isinstance(part, dict):
        inside = list(part.items())
    elif isinstance(part, list):
        inside = list(enumerate(part))[::-1]
    else:
        return
    for key, value in inside:
        if not (isinstance(key, str) and key in _NEEDED and transition != ("scenes",)):
            yield (*transition, key)
        yield from _transitions(value, (*transition, key))


def _without(pack: Pack, transition: tuple[Any, ...]) -> Iterator[Pack]:
    """The pack without what is there, or with something simpler in its place."""
    smaller = copy.deepcopy(pack)
    above = smaller
    for key in transition[:-1]:
        try:
            above = above[key]
        except (KeyError, IndexError, TypeError):
            return
    last = transition[-1]
    if not isinstance(above, dict | list) or (isinstance(above, dict) and last not in above):
        return
    if isinstance(above, list) and (not isinstance(last, int) or last >= len(above)):
        return
    value = above[last]
    del above[last]
    yield smaller
    for simpler in _simpler(value):
        other = copy.deepcopy(pack)
        there = other
        for key in transition[:-1]:
            there = there[key]
        there[last] = simpler
        yield other


def _simpler(value: Any) -> Iterator[Any]:
    if not isinstance(value, str) or value in ("true", "Words."):
        return
    for joint in (" and ", " or "):
        if joint in value and "{" not in value:
            yield from value.split(joint, 1)
    if "{" in value and value != "Words.":
        yield "Words."

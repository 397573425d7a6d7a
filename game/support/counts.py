"""Counts in sentences."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """How many there are, with the word for one or for several: `1 gap`, `2 gaps`, `1,000 gaps`.

    `many` is the word for several, where it is not that for one with an `s`; of several words only the first changes:
    `2 questions of their own`.
    """
    if number == 1:
        return f"{number:,} {one}"
    first, space, rest = one.partition(" ")
    return f"{number:,} {many or f'{first}s{space}{rest}'}"

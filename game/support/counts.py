"""Counts in sentences."""

from __future__ import annotations


def counted(number: int, singular: str, plural: str = "") -> str:
    """How many there are, with the word for one or for several: `1 gap`, `2 gaps`, `1,000 gaps`.

    `plural` is the word for several, where it is not that for one with an `s`; of several words only the first changes:
    `2 questions of their own`.
    """
    if number == 1:
        return f"{number:,} {singular}"
    first, space, rest = singular.partition(" ")
    return f"{number:,} {plural or f'{first}s{space}{rest}'}"

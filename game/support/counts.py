"""Counts in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from game.support.limits import NAME_CHARACTERS, NAMES_SHOWN


def counted(number: int, singular: str, plural: str = "") -> str:
    """How many there are, with the word for one or for several: `1 gap`, `2 gaps`, `1,000 gaps`.

    `plural` is the word for several, where it is not that for one with an `s`; of several words only the first changes:
    `2 questions of their own`.
    """
    if number == 1:
        return f"{number:,} {singular}"
    first, space, rest = singular.partition(" ")
    return f"{number:,} {plural or f'{first}s{space}{rest}'}"


def first_names(names: Sequence[str], joint: str = ", ") -> str:
    """All names, or the first of very many and how many more there are: `a, b`, `a, …, z, and 890 more`."""
    shown: list[str] = []
    characters = 0
    for name in names[:NAMES_SHOWN]:
        characters += len(name)
        if shown and characters > NAME_CHARACTERS:
            break
        shown.append(name)
    more = len(names) - len(shown)
    return joint.join([*shown, *([f"and {more:,} more"] if more else [])])

"""Chance that is the same on every machine, for ever: its whole state is one number inside the state of the play.

The generator is SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
OOPSLA 2014): a counter with a fixed stride, whose values are mixed.
"""

from __future__ import annotations

_MASK = (1 << 64) - 1
_STRIDE = 0x9E3779B97F4A7C15
_FNV_OFFSET, _FNV_PRIME = 0xCBF29CE484222325, 0x100000001B3


def mix(number: int) -> int:
    """Scatter a number over 64 bits."""
    number &= _MASK
    number = ((number ^ number >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    number = ((number ^ number >> 27) * 0x94D049BB133111EB) & _MASK
    return number ^ number >> 31


def draw(chance: int, sides: int) -> tuple[int, int]:
    """A number from 0 to `sides` - 1, each as likely as the others, and the chance that follows.

    Values from the incomplete last stretch of the 64 bits are drawn again, so nothing is favoured.
    """
    limit = (1 << 64) - (1 << 64) % sides
    while True:
        chance = (chance + _STRIDE) & _MASK
        value = mix(chance)
        if value < limit:
            return value % sides, chance


def fixed(seed: int, about: str, count: int = 0) -> int:
    """A number of 64 bits that depends on nothing but the seed, a name and a count."""
    value = _FNV_OFFSET
    for byte in about.encode():
        value = ((value ^ byte) * _FNV_PRIME) & _MASK
    return mix(mix(seed ^ value) + count * _STRIDE)


def shuffled(seed: int, about: str, length: int, count: int = 0) -> tuple[int, ...]:
    """The numbers from 0 to `length` - 1 in an order fixed by the seed, a name and a count (Fisher and Yates)."""
    order = list(range(length))
    chance = fixed(seed, about, count)
    for last in range(length - 1, 0, -1):
        other, chance = draw(chance, last + 1)
        order[last], order[other] = order[other], order[last]
    return tuple(order)

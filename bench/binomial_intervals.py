"""Intervals for the chance of something that happened so many times, which hold at any number of plays and any chance.

Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
binomial", Biometrika 26 (1934), 404-413. They are never too narrow, however rare something is and however sure one
wants to be; those of Wilson are only nearly right, and that far out in the tails not even that.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, log1p
from typing import NamedTuple

_ROUNDS, _TERMS = 100, 100_000
_TINY, _NEAR = 1e-300, 1e-15


class Interval(NamedTuple):
    """From where to where a chance may lie, both from 0 to 1."""

    low: float
    high: float


def clopper_pearson(count: int, of: int, wrong: float) -> Interval:
    """Where the chance lies of what happened `count` times among `of`, but for a part `wrong` of all such cases."""
    low = _where(lambda chance: at_least(count, of, chance) < wrong / 2) if count else 0.0
    high = _where(lambda chance: at_least(count + 1, of, chance) < 1 - wrong / 2) if count < of else 1.0
    return Interval(low, high)


def at_least(count: int, of: int, chance: float) -> float:
    """How likely something with this chance happens at least `count` times among `of`."""
    if count <= 0:
        return 1.0
    return 0.0 if count > of else _incomplete_beta(count, of - count + 1, chance)


def _where(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction, by the method of Lentz."""
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _TERMS):
        for part in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):  # fmt: skip
            d, c = 1 / _apart(1 + part * d), _apart(1 + part / c)
            found *= c * d
        if abs(c * d - 1) < _NEAR:
            break
    return found


def _apart(number: float) -> float:
    return number if abs(number) > _TINY else _TINY

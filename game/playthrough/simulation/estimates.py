"""What samples say: shares with their confidence intervals, and how numbers are spread."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import NamedTuple

#: The 97.5th percentile of the standard normal distribution: 95 of 100 intervals hold the true share.
_Z = 1.959963984540054


class Share(NamedTuple):
    """How many of some plays; `low` and `high` bound the true share with a confidence of 95 %."""

    plays: int
    share: float
    low: float
    high: float


def share(count: int, of: int) -> Share:
    """The share of `count` among `of`, with its 95 % interval, all from 0 to 1.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
    American Statistical Association 22 (1927), 209-212.

    It fits for rare things too: none of 1,000 plays does not mean none at all, but at most 0.38 %.
    """
    if not of:
        return Share(0, 0.0, 0.0, 1.0)
    found, square = count / of, _Z * _Z
    middle = found + square / (2 * of)
    reach = _Z * sqrt(found * (1 - found) / of + square / (4 * of * of))
    low, high = ((middle + sign * reach) / (1 + square / of) for sign in (-1, 1))
    return Share(count, found, 0.0 if not count else low, 1.0 if count == of else high)


class Spread(NamedTuple):
    """How numbers are spread: the least and the greatest, quartiles, the mean, and what 95 of 100 do not exceed."""

    least: int
    quarter: float
    median: float
    three_quarters: float
    ninety_five: float
    greatest: int
    mean: float


def spread(counts: Counter[int]) -> Spread | None:
    """The spread of numbers of any unit, given with how often each was counted; None when none was.

    Counts of 0 and below are left out. The spread is in the unit of the numbers.
    """
    counts = +counts
    if not counts:
        return None
    numbers = sorted(counts)
    total = counts.total()
    mean = sum(number * times for number, times in counts.items()) / total
    quarter, median, three_quarters, most = (_quantile(counts, numbers, total, at) for at in (0.25, 0.5, 0.75, 0.95))
    return Spread(numbers[0], quarter, median, three_quarters, most, numbers[-1], mean)


def _quantile(counts: Counter[int], numbers: list[int], total: int, at: float) -> float:
    """The quantile by linear interpolation, definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
    Packages", The American Statistician 50 (1996), 361-365: that of `statistics.quantiles(method="inclusive")`.
    """
    position = at * (total - 1)
    index = int(position)
    passed, low = 0, None
    for number in numbers:
        passed += counts[number]
        if low is None and passed > index:
            low = number
        if passed > min(index + 1, total - 1):
            assert low is not None  # noqa: S101 - what is passed further on was passed before
            return low + (number - low) * (position - index)
    raise AssertionError("unreachable")

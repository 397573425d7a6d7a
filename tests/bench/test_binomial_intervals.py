"""Intervals of Clopper and Pearson: beside sums of whole binomials, in fractions."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from binomial_intervals import at_least, clopper_pearson


def summed(count: int, of: int, chance: Fraction) -> Fraction:
    return sum((comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1)), Fraction(0))


@pytest.mark.parametrize("of", [1, 7, 60])
def test_how_likely_so_many_are_is_the_sum_of_the_binomial(of: int) -> None:
    for count in range(of + 2):
        for chance in (Fraction(1, 1000), Fraction(1, 3), Fraction(99, 100)):
            assert at_least(count, of, float(chance)) == pytest.approx(float(summed(count, of, chance)), abs=1e-12)


@pytest.mark.parametrize("wrong", [0.05, 1e-4])
def test_an_interval_misses_no_chance_more_often_than_it_may(wrong: float) -> None:
    of = 40
    intervals = [clopper_pearson(count, of, wrong) for count in range(of + 1)]
    for step in range(1, 60):
        chance = Fraction(step, 60)
        missed = [count for count, (low, high) in enumerate(intervals) if not low <= chance <= high]
        share = sum(comb(of, count) * chance**count * (1 - chance) ** (of - count) for count in missed)
        assert share <= wrong


def test_the_ends_are_where_so_many_are_as_unlikely_as_may_be() -> None:
    low, high = clopper_pearson(3, 20, 0.05)
    assert float(summed(3, 20, Fraction(low))) == pytest.approx(0.025, abs=1e-9)
    assert 1 - float(summed(4, 20, Fraction(high))) == pytest.approx(0.025, abs=1e-9)


def test_what_never_happened_or_always_may_be_impossible_or_certain() -> None:
    assert clopper_pearson(0, 1_000_000, 0.01).low == 0
    assert clopper_pearson(1_000_000, 1_000_000, 0.01).high == 1
    assert clopper_pearson(0, 1_000_000, 0.01).high == pytest.approx(1 - 0.005 ** (1 / 1_000_000), rel=1e-6)


def test_of_a_million_it_is_as_wide_as_the_normal_distribution_says() -> None:
    low, high = clopper_pearson(400_000, 1_000_000, 0.05)
    assert high - low == pytest.approx(2 * 1.959964 * (0.4 * 0.6 / 1_000_000) ** 0.5, rel=1e-2)

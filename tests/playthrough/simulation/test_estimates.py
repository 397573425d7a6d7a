"""Shares with their intervals, and how numbers are spread."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.playthrough.simulation.estimates import share, spread


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(count, of, low, high):
    """The last row is the example of R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    found = share(count, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_of_no_plays_nothing_is_known():
    assert share(0, 0) == (0, 0.0, 0.0, 1.0)


@given(st.integers(1, 5_000), st.data())
def test_the_share_lies_in_its_interval_and_that_between_nothing_and_all(of, data):
    count = data.draw(st.integers(0, of))
    _, found, low, high = share(count, of)
    assert 0 <= low <= found <= high <= 1


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=60))
def test_quartiles_are_those_of_the_standard_library(numbers):
    found = spread(Counter(numbers))
    assert found is not None
    quarters = statistics.quantiles(numbers, n=4, method="inclusive")
    assert [found.quarter, found.median, found.three_quarters] == pytest.approx(quarters)
    assert found.ninety_five == pytest.approx(statistics.quantiles(numbers, n=20, method="inclusive")[-1])
    assert found.mean == pytest.approx(statistics.mean(numbers))
    assert (found.least, found.greatest) == (min(numbers), max(numbers))


def test_of_one_number_everything_is_that_number():
    assert spread(Counter([4])) == (4, 4, 4, 4, 4, 4, 4)


def test_nothing_has_no_spread():
    assert spread(Counter()) is None
    assert spread(Counter({3: 0})) is None

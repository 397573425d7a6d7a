"""The memory of a story: every variable in bits of its own, never beyond its range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.model.layout import Layout, Variable

RANGES = st.tuples(st.integers(-1000, 1000), st.integers(0, 2000)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """A layout of up to twelve variables with any ranges and starts."""
    ranges = draw(st.lists(RANGES, min_size=1, max_size=12))
    return Layout(
        Variable(f"v{index}", low, high, draw(st.integers(low, high))) for index, (low, high) in enumerate(ranges)
    )


@given(st.data(), layouts())
def test_a_value_put_is_the_value_got_and_no_other_changes(data: st.DataObject, layout: Layout) -> None:
    memory = layout.start
    expected = layout.describe(memory)
    for _ in range(data.draw(st.integers(1, 8))):
        slot = data.draw(st.sampled_from(list(layout)))
        value = data.draw(st.integers(slot.low, slot.high))
        memory = slot.put(memory, value)
        expected[slot.name] = value
    assert layout.describe(memory) == expected


@given(layouts(), st.integers(-10_000, 10_000))
def test_a_value_beyond_the_range_becomes_its_nearest_bound(layout: Layout, value: int) -> None:
    for slot in layout:
        assert slot.get(slot.put(layout.start, value)) == sorted((slot.low, value, slot.high))[1]


@given(layouts())
def test_every_variable_begins_at_its_start(layout: Layout) -> None:
    again = Layout(Variable(slot.name, slot.low, slot.high, slot.get(layout.start)) for slot in layout)
    assert again.start == layout.start


@given(layouts(), st.integers(-10_000, 10_000))
def test_a_memory_needs_no_more_bits_than_the_layout_has(layout: Layout, value: int) -> None:
    memory = layout.start
    for slot in layout:
        memory = slot.put(memory, value)
    assert 0 <= memory < 1 << layout.bits


def test_a_start_outside_the_range_is_brought_into_it() -> None:
    layout = Layout([Variable("v", 2, 5, 9)])
    assert layout["v"].get(layout.start) == 5


def test_a_variable_that_cannot_change_needs_no_bits() -> None:
    layout = Layout([Variable("fixed", 7, 7, 7), Variable("v", 0, 1)])
    assert layout.bits == 1
    assert layout["fixed"].get(layout["v"].put(layout.start, 1)) == 7


def test_variables_added_later_lie_behind_those_that_are_there() -> None:
    layout = Layout([Variable("first", 0, 9, 4)])
    layout.add([Variable("second", -3, 3, -2)])
    assert layout.describe(layout.start) == {"first": 4, "second": -2}
    assert [slot.name for slot in layout] == ["first", "second"]


def test_a_name_stands_for_one_variable_only() -> None:
    layout = Layout([Variable("v", 0, 1)])
    with pytest.raises(ValueError, match="two variables named v"):
        layout.add([Variable("v", 0, 9)])


def test_an_unknown_name_has_no_slot() -> None:
    layout = Layout([Variable("v", 0, 1)])
    assert layout.get("w") is None
    assert "w" not in layout
    assert "v" in layout

"""Chance: the same on every machine, for ever, and fair."""

from __future__ import annotations

from collections import Counter

import pytest

from game.engine import chance


def test_the_generator_is_splitmix64():
    # The first values of the reference implementation for the seed 1234567.
    state, values = 1234567, []
    for _ in range(5):
        value, state = chance.draw(state, 1 << 64)
        values.append(value)
    assert values == [
        6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
    ]  # fmt: skip


@pytest.mark.parametrize("sides", [1, 2, 3, 7, 100])
def test_a_draw_is_below_the_number_of_sides(sides):
    state, drawn = 9, set()
    for _ in range(2000):
        value, state = chance.draw(state, sides)
        drawn.add(value)
    assert drawn == set(range(sides))


def test_every_side_is_drawn_about_as_often():
    state, drawn = 1, Counter()
    for _ in range(6000):
        value, state = chance.draw(state, 6)
        drawn[value] += 1
    assert all(850 < count < 1150 for count in drawn.values())


def test_values_of_the_incomplete_last_stretch_are_drawn_again():
    # With a little more than half of the 64 bits as sides, about every second value has to be thrown away.
    sides = (1 << 63) + 1
    state, again = 5, 0
    for _ in range(50):
        value, following = chance.draw(state, sides)
        assert value < sides
        again += following != chance.draw(state, 1 << 64)[1]
        state = following
    assert again > 5


def test_a_fixed_number_depends_on_seed_name_and_count():
    numbers = [
        chance.fixed(seed, about, count)
        for seed in (0, 1, -1, 1 << 70)
        for about in ("", "a", "ab", "é")
        for count in (0, 1, 2)
    ]
    assert len(set(numbers)) == len(numbers) - 12  # seeds are cut to 64 bits: the last one equals the first
    assert all(0 <= number < 1 << 64 for number in numbers)
    assert chance.fixed(7, "beam") == chance.fixed(7, "beam", 0)


def test_fixed_numbers_never_change():
    # Saves and playthroughs rely on these.
    assert [chance.fixed(0, ""), chance.fixed(1, "eight_wings"), chance.fixed(1, "eight_wings", 2)] == [
        9886184608339236366,
        1542027116769848238,
        4541148832864816536,
    ]
    assert [chance.shuffled(seed, "beam_origin", 4) for seed in range(3)] == [(0, 2, 3, 1), (0, 1, 2, 3), (0, 2, 1, 3)]


def test_a_shuffle_holds_every_number_once_and_every_order_comes_up():
    orders = Counter(chance.shuffled(seed, "q", 3) for seed in range(600))
    assert len(orders) == 6
    assert all(sorted(order) == [0, 1, 2] for order in orders)
    assert all(60 < count < 140 for count in orders.values())


@pytest.mark.parametrize(("length", "order"), [(0, ()), (1, (0,))])
def test_a_shuffle_of_nothing(length, order):
    assert chance.shuffled(3, "q", length) == order


def test_a_shuffle_depends_on_its_count():
    assert len({chance.shuffled(3, "q", 5, count) for count in range(10)}) > 5

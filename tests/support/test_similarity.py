"""What is made once for a thing is never taken for that of another."""

from __future__ import annotations

from game.support.similarity import comparisons_limited, made_once


class Thing:
    """Something that is gone as soon as nobody holds it: the next one gets its place in memory."""


def test_what_was_made_for_one_thing_is_not_given_to_the_next() -> None:
    with comparisons_limited():
        assert [made_once(Thing(), "names", lambda number=number: number) for number in range(5)] == [0, 1, 2, 3, 4]


def test_it_is_made_once_for_a_thing_and_a_key() -> None:
    thing, made = Thing(), []
    with comparisons_limited():
        for key in ("names", "names", "ids"):
            made_once(thing, key, lambda key=key: made.append(key))
    assert made == ["names", "ids"]

"""Names that lead to each other in a circle have the same number, and no others have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.support.components import component_numbers, strongly_connected_components


def together(leads_to: dict[str, set[str]]) -> set[frozenset[str]]:
    """The names that lie on a circle with each other."""
    return {frozenset(component) for component in strongly_connected_components(leads_to)}


def test_a_chain_has_no_circle() -> None:
    assert together({"a": {"b"}, "b": {"c"}, "c": set()}) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_what_a_circle_leads_to_stands_before_it() -> None:
    assert strongly_connected_components({1: [2], 2: [3, 1], 3: [4], 4: [3]}) == [[4, 3], [2, 1]]


def test_two_circles_with_a_way_between_them_stay_two() -> None:
    leads_to = {"a": {"b"}, "b": {"a", "c"}, "c": {"d"}, "d": {"e"}, "e": {"c"}}
    assert together(leads_to) == {frozenset("ab"), frozenset("cde")}


def test_a_chain_of_many_thousands_is_walked() -> None:
    names = [str(number) for number in range(50_000)]
    leads_to = {name: {following} for name, following in zip(names, [*names[1:], names[0]], strict=True)}
    assert len(strongly_connected_components(leads_to)) == 1


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"))))
def test_the_same_as_following_every_way(some: dict[str, set[str]]) -> None:
    leads_to = {name: some.get(name, set()) for name in "abcdef"}

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for node in leads_to[waiting.pop()] - seen:
                seen.add(node)
                waiting.append(node)
        return seen

    number = component_numbers(leads_to)
    for node in leads_to:
        for other in leads_to:
            in_a_circle = node == other or (other in reached(node) and node in reached(other))
            assert (number[node] == number[other]) == in_a_circle

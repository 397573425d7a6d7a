"""Patterns: the same as regular expressions where there is one, and never slow, whoever wrote them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.support.linear_patterns import LONGEST_PATTERN, NoPattern, Pattern, TooLong


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("Rain|Snow", "It snows. Snow.", True),
        ("(?i)rain", "RAIN", True),
        (r"\d+ minutes? pass", "10 minutes pass.", True),
        (r"\bold\b", "older", False),
        ("^Two", "One\nTwo", True),
        ("a.c", "a\nc", False),
        ("[^a-c]{2}", "abd", False),
        (r"\(now \d of 5\)", "Pride +1 (now 2 of 5)", True),
        ("a{2,}", "baab", True),
        ("{x}", "{x}", True),
        ("[]-]", "]", True),
    ],
)
def test_it_is_found_or_not(pattern: str, text: str, found: bool) -> None:
    assert Pattern(pattern).is_in(text) is found


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "[a", "*a", "a**", "a{3,2}", "[z-a]", r"\k", "(?=a)", "(?P<n>a)", r"(a)\1", "x" * (LONGEST_PATTERN + 1),
     "(" * 30 + ")" * 30, "((a{99}){99}){99}", "((){99}){99}"],
)  # fmt: skip
def test_what_is_no_pattern_or_too_much_is_refused_with_a_reason(pattern: str) -> None:
    with pytest.raises(NoPattern) as refused:
        Pattern(pattern)
    assert str(refused.value)


SIGNS = st.text(st.sampled_from("ab.|()*+?[]^$\\dwsbB{1,2}-cA\n "), max_size=9)
TEXTS = st.text(st.sampled_from("abcA1 \n-"), max_size=8)


@settings(max_examples=500, deadline=None)
@given(SIGNS, TEXTS)
@pytest.mark.filterwarnings("ignore")
def test_it_finds_what_a_regular_expression_finds(source: str, text: str) -> None:
    assume(text or r"\B" not in source)  # whether an empty text has such a place is another matter in each Python
    try:
        pattern, expression = Pattern(source), re.compile(source, re.MULTILINE)
    except (NoPattern, re.error):
        return
    assert pattern.is_in(text) == bool(expression.search(text))


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "a*a*a*a*a*a*b", "(a|aa)+$b", "(.*.*.*)*x"])
def test_what_explodes_elsewhere_takes_work_in_proportion_to_the_text(pattern: str) -> None:
    work = [40 * 3_000]
    assert not Pattern(pattern).is_in("a" * 3_000, work)


def test_more_work_than_is_allowed_is_refused() -> None:
    with pytest.raises(TooLong):
        Pattern("a*b").is_in("a" * 100, [50])

"""The sums at the ends of the lines of a play: what is vouched for, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.support import checksums
from game.support.checksums import Origin, checked_lines, content_and_sum, left_line, read_head, sum_in_file

START = Origin(7, "hq").sum


def marked(*contents: str) -> list[str]:
    lines, now = [], START
    for content in contents:
        now = checksums.following(now, content)
        lines.append(f"{content} # {sum_in_file(now)}")
    return [*lines, left_line(len(lines), now)]


LINES = marked('- {"do": "a"}', '- {"do": "b # 12345678"}', '- {"undo": 1}')


def test_whole_lines_are_all_good_and_the_last_one_says_that_the_play_was_left() -> None:
    checked = checked_lines(LINES, START)
    assert (checked.good, checked.steps, checked.wrong, checked.end) == (3, 3, None, 3)


@pytest.mark.parametrize("change", [lambda line: f"{line}  \r", lambda line: f"{line}\n"])
def test_blanks_and_line_breaks_behind_a_line_do_not_count(change) -> None:  # type: ignore[no-untyped-def]
    assert checked_lines(["", "# a remark", *map(change, LINES)], START).good == 3


@pytest.mark.parametrize(
    ("lines", "good"),
    [
        (LINES[1:], 0),
        ([LINES[0], *LINES[2:]], 1),
        ([LINES[0], LINES[0], *LINES[1:]], 1),
        ([LINES[1], LINES[0], *LINES[2:]], 0),
        ([*LINES[:2], "rubbish", *LINES[2:]], 2),
        ([LINES[0].replace("a", "c"), *LINES[1:]], 0),
        ([*LINES[:2], '- {"do": "go:north"}'], 2),
    ],
    ids=["first gone", "one gone", "twice", "swapped", "foreign", "changed", "without a sum"],
)
def test_only_what_stands_before_the_damage_is_good(lines: list[str], good: int) -> None:
    checked = checked_lines(lines, START)
    assert checked.good == good
    assert checked.wrong == good
    assert checked.end is None


def test_a_sum_that_is_wrong_alone_does_no_harm_when_a_later_one_vouches_for_its_line() -> None:
    damaged = f"{content_and_sum(LINES[1])[0]} # 00000000"
    assert checked_lines([LINES[0], damaged, *LINES[2:]], START).good == 3
    assert checked_lines([LINES[0], damaged], START).good == 1


def test_without_the_lines_before_the_last_one_the_play_was_not_left() -> None:
    assert checked_lines([*LINES[:2], LINES[3]], START).end is None


def test_the_line_above_the_steps_repeats_what_the_play_began_with() -> None:
    origin = Origin(-3, 'my "pack"')
    assert read_head(origin.line) == (origin, sum_in_file(origin.sum))
    assert read_head("steps:") is None
    assert read_head("steps: # nonsense") == (None, "")


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=20), max_size=8))
def test_whatever_the_lines_say_they_vouch_for_each_other(words: list[str]) -> None:
    lines = marked(*(f"- {word!r}" for word in words))
    checked = checked_lines(lines, START)
    assert (checked.good, checked.end) == (len(words), len(words))
    for at in range(len(words)):
        assert checked_lines([*lines[:at], *lines[at + 1 :]], START).good == at

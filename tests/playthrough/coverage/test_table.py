"""Coverage on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.playthrough.coverage.table import MOST_NAMED, table
from tests.playthrough.coverage.plays import coverage

PACKS = Path(__file__).parents[2] / "packs"


TABLE = """\
Coverage of Soup: 40 %
1 playthrough reached 13 of 32 things.

  scenes          1 of 1   100 %  ####################
  choices         2 of 5    40 %  ########............
  text branches   5 of 12   41 %  ########............
  outcomes        1 of 2    50 %  ##########..........
  questions       2 of 4    50 %  ##########..........
  answers         1 of 3    33 %  ######..............
  exits           0 of 2     0 %  ....................
  places          1 of 2    50 %  ##########..........
  endings         0 of 1     0 %  ....................

  file       reached     %  lines missing (~: in part)
  pack.yaml  13 of 32   40  ~7-8, 9-10, ~19, 20, ~21, 27-28, 30-35, ~38, ~43,
                            44-47, 49

"""


def test_the_table_tells_kinds_files_and_what_is_missing(soup: Path) -> None:
    done = ["scene:taste", "taste/ask_the_cook", "answer:salt", "taste/go_away"]
    told = table(coverage(soup, done))
    assert told[: told.index("Never reached:")] == TABLE.splitlines()


def test_lines_are_no_longer_than_the_screen_is_wide() -> None:
    for width in (80, 120):
        assert all(len(line) <= width for line in table(coverage(PACKS / "harbour", []), width))


def test_what_is_inside_of_something_missing_is_only_counted(soup: Path) -> None:
    lines = table(coverage(soup, []))
    assert "     12  scene taste: never opened (with 9 things in it)" in lines
    assert not any("taste/sit_down" in line for line in lines)


def test_a_choice_that_was_offered_is_told_from_one_that_never_was(soup: Path) -> None:
    lines = table(coverage(soup, ["scene:taste"]))
    assert "     23  choice taste/ask_the_cook: offered, never taken (with 2 things in it)" in lines
    lines = table(coverage(soup, ["scene:taste", "taste/sit_down", "taste/think"]))
    assert "     32  choice taste/eat: offered, never taken" in lines


def test_files_that_were_reached_as_a_whole_are_only_counted(small: Callable[[str], Path]) -> None:
    lines = table(
        coverage(
            small("  a: { choices: [{ choose: Here, end: one }, { choose: There, end: two }] }"),
            ["a/here"],
            ["a/there"],
        )
    )
    assert "  Every file: 100 %" in lines
    assert "Never reached:" not in lines


def test_names_beyond_measure_are_counted(small: Callable[[str], Path]) -> None:
    scenes = "".join(f"  s{number}: {{ text: A., end: one }}\n" for number in range(MOST_NAMED + 20))
    lines = table(coverage(small(f"{scenes}  last: {{ text: Z., end: two }}\n"), []))
    assert sum(": never opened" in line for line in lines) == MOST_NAMED
    assert "And 21 more: --coverage-html FILE shows them all." in lines

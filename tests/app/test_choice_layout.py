"""Where each choice stands: deeds on their lines, exits in rows, and where the arrows lead."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from game.app.choice_layout import ChoiceEntry, lay_out, moved

DEEDS = [ChoiceEntry("1", "Hold the ladder", note="5 minutes"), ChoiceEntry("2", "Go on")]
EXITS = [ChoiceEntry(str(3 + at), f"N  Place {at}", "cell", "○", group="go") for at in range(5)]

entries = st.lists(
    st.builds(
        ChoiceEntry, st.sampled_from(["1", "12", "notebook"]), st.text(max_size=60), st.just("line"),
        st.sampled_from(["", "○ Ida"]), st.booleans(), st.just(""),
    ),
    max_size=4,
)  # fmt: skip
cells = st.lists(
    st.builds(
        ChoiceEntry, st.just("3"), st.text(max_size=40), st.just("cell"), st.just("○"), st.booleans(), st.just("go")
    )
)


def drawn(shown: list[ChoiceEntry], width: int) -> list[str]:
    lines = []
    for line in lay_out(shown, width):
        text = ""
        for placed in line:
            for piece in placed.pieces:
                text = text.ljust(piece.at) + piece.words
        lines.append(text)
    return lines


def test_prices_stand_at_the_right_and_exits_in_rows() -> None:
    assert drawn([*DEEDS, *EXITS], 60) == [
        " 1  Hold the ladder                                5 minutes",
        " 2  Go on",
        "go  3 N  Place 0 ○  4 N  Place 1 ○  5 N  Place 2 ○",
        "    6 N  Place 3 ○  7 N  Place 4 ○",
    ]


def test_a_price_that_has_no_room_beside_the_words_stands_behind_them() -> None:
    assert drawn([ChoiceEntry("1", "Hold the ladder for the glazier", note="5 minutes")], 36) == [
        "1  Hold the ladder for the glazier",
        "   (5 minutes)",
    ]


@given(entries, cells, st.integers(12, 150))
def test_every_entry_is_shown_and_nothing_stands_beyond_the_width(
    deeds: list[ChoiceEntry], exits: list[ChoiceEntry], width: int
) -> None:
    lines = lay_out([*deeds, *exits], width)
    assert {placed.entry for line in lines for placed in line} == set(range(len(deeds) + len(exits)))
    widest = max(width, 14 + max((cell_len(entry.key) for entry in deeds), default=0))
    for line in lines:
        assert all(first.at + first.width <= second.at for first, second in itertools.pairwise(line))
        assert all(placed.at + placed.width <= widest for placed in line)


@given(entries, cells, st.integers(20, 150))
def test_the_arrows_reach_every_entry(deeds: list[ChoiceEntry], exits: list[ChoiceEntry], width: int) -> None:
    shown = [*deeds, *exits]
    lines = lay_out(shown, width)
    at = moved(lines, shown, None, 1, 0)
    seen = {at}
    for _ in shown:
        at = moved(lines, shown, at, 0, 1)
        seen.add(at)
    assert seen == (set(range(len(shown))) if shown else {None})


def test_up_and_down_lead_to_the_nearest_entry_of_the_next_line() -> None:
    shown = [*DEEDS, *EXITS]
    lines = lay_out(shown, 60)
    assert moved(lines, shown, 1, 1, 0) == 2
    assert moved(lines, shown, 3, 1, 0) == 6
    assert moved(lines, shown, 4, 1, 0) == 6
    assert moved(lines, shown, 4, -1, 0) == 1
    assert moved(lines, shown, 0, -1, 0) == 5


def test_what_is_closed_is_never_reached() -> None:
    shown = [ChoiceEntry("1", "Go on"), ChoiceEntry("×", "Stay", "closed")]
    assert moved(lay_out(shown, 40), shown, 0, 1, 0) == 0
    assert moved(lay_out(shown[1:], 40), shown[1:], None, 1, 0) is None

"""The sizes of a window: style sheets and code speak of the same ones."""

from __future__ import annotations

import re
from pathlib import Path

from game.app.window_sizes import (
    HEIGHT_CLASSES,
    LEAST_LAID_OUT,
    LOW_HEIGHT,
    MEDIUM_WIDTH,
    MINIMUM,
    WIDEST_PAGE,
    WIDEST_PLAY,
    WIDTH_CLASSES,
    has_two_rows,
)

APP = Path(__file__).parent.parent.parent / "game" / "app"
STYLES = {path.name: path.read_text("utf-8") for path in APP.rglob("*.tcss")}
CLASSES = {name for classes in (WIDTH_CLASSES, HEIGHT_CLASSES) for _, name in classes}


def test_a_play_and_the_map_take_up_as_much_in_style_sheets_as_in_code() -> None:
    widest = re.compile(r"#(?:play|page|content) \{[^}]*max-width: (\d+);")
    found = [int(width) for text in (STYLES["game.tcss"], STYLES["page.tcss"]) for width in widest.findall(text)]
    assert WIDEST_PLAY in found
    assert max(found) == WIDEST_PLAY
    assert set(found) == {WIDEST_PAGE, WIDEST_PLAY}


def test_style_sheets_name_no_size_that_no_window_has() -> None:
    named = {name for text in STYLES.values() for name in re.findall(r"&\.?[\w.-]*\.(-[a-z]+)\b", text)}
    assert named
    assert named <= CLASSES


def test_two_rows_need_both_columns_and_rows() -> None:
    assert has_two_rows(MEDIUM_WIDTH, LOW_HEIGHT)
    assert not has_two_rows(MEDIUM_WIDTH - 1, LOW_HEIGHT)
    assert not has_two_rows(MEDIUM_WIDTH, LOW_HEIGHT - 1)


def test_each_size_begins_where_the_one_before_ends() -> None:
    for classes in (WIDTH_CLASSES, HEIGHT_CLASSES):
        starts = [start for start, _ in classes]
        assert starts == sorted(set(starts))
        assert starts[0] == 0
    assert LEAST_LAID_OUT < MINIMUM

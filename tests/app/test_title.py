"""The title: what is drawn on it, when, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.widgets import Static

from game.app.application import EightWings
from game.app.motif import COMB, ROWS, RULE, drawn_so_far, motif, skyline
from game.app.motion import motion_wanted
from game.app.screens import title_screen
from game.app.screens.about_screen import AboutScreen
from game.app.screens.title_screen import TitleScreen
from game.record.title_card import title_card
from game.story.model.story import Story
from tests.story.inline import story_of

from .conftest import screen_text

PLAIN = "pack: P\nscenes: { a: { text: A., choices: [ { choose: Go, end: e } ] } }\nendings: { e: E. }\n"


def at_title(app: EightWings) -> str:
    return str(app.screen.query_one("#motif", Static).render())


@pytest.fixture
def moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Things move, but only when the test says so."""
    monkeypatch.setattr(title_screen, "motion_wanted", lambda app: True)
    monkeypatch.setattr(title_screen, "_BETWEEN", 3_600)


def test_the_comb_stands_over_the_stories_whose_map_it_is(harbour: Story) -> None:
    assert motif(title_card(story_of(PLAIN.replace("pack: P", "pack: P\nmap: comb\nwings: { wing_1: One }")))) == COMB
    assert motif(title_card(story_of(PLAIN))) == RULE
    assert motif(title_card(harbour)) == skyline([2, 2])


def test_a_skyline_has_a_house_for_each_wing_as_high_as_its_floors() -> None:
    assert skyline([1, 2]) == (
        "        ┌───┐ ",
        " ┌───┐  │▪ ▪│ ",
        " │▪ ▪│  │▪ ▪│ ",
        "─┴───┴──┴───┴─",
    )


@pytest.mark.parametrize("floors", [[1], [9, 1], [3] * 9])
def test_no_drawing_is_higher_than_there_is_room_for(floors: list[int]) -> None:
    rows = skyline(floors)
    assert len(rows) <= ROWS
    assert len({len(row) for row in rows}) == 1


def test_what_is_drawn_so_far_takes_the_same_room() -> None:
    half = drawn_so_far(COMB, 0.5).split("\n")
    assert [len(row) for row in half] == [len(row) for row in COMB]
    assert all(row.startswith(so_far.rstrip()) for row, so_far in zip(COMB, half, strict=True))
    assert drawn_so_far(COMB, 0).strip() == ""
    assert drawn_so_far(COMB) == "\n".join(COMB)


async def test_nothing_moves_where_nobody_watches_or_where_less_of_it_is_wanted(title: EightWings) -> None:
    async with title.run_test():
        assert not motion_wanted(title)
    still = SimpleNamespace(is_headless=False, settings=SimpleNamespace(reduced_motion=True))
    assert not motion_wanted(still)  # type: ignore[arg-type]
    assert motion_wanted(SimpleNamespace(is_headless=False))  # type: ignore[arg-type]


async def test_without_motion_the_drawing_is_in_the_first_frame(title: EightWings) -> None:
    async with title.run_test() as pilot:
        await pilot.pause()
        assert at_title(title) == drawn_so_far(skyline([2, 2]))


async def test_any_key_ends_the_drawing_and_does_what_it_does(title: EightWings, moving: None) -> None:
    async with title.run_test() as pilot:
        await pilot.pause()
        assert at_title(title).strip() == ""
        await pilot.press("x")
        assert at_title(title) == drawn_so_far(skyline([2, 2]))


async def test_it_draws_itself_to_the_end(title: EightWings, moving: None) -> None:
    async with title.run_test() as pilot:
        await pilot.pause()
        assert isinstance(title.screen, TitleScreen)
        shares = []
        for _ in range(title_screen._STROKES):
            title.screen._draw()
            shares.append(len(at_title(title).replace(" ", "")))
        assert shares == sorted(shares)
        assert at_title(title) == drawn_so_far(skyline([2, 2]))


async def test_what_is_invented_is_one_line_with_a_page_behind_it(title: EightWings) -> None:
    async with title.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "A: what is true, and what is invented" in screen_text(title)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(title.screen, AboutScreen)
        assert "Everything here is invented" in screen_text(title)
        await pilot.press("escape")
        assert isinstance(title.screen, TitleScreen)


async def test_a_story_that_says_nothing_of_it_has_no_such_line(written: Callable[[str], EightWings]) -> None:
    app = written(PLAIN)
    app = EightWings(app.story, app.plays)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "what is true" not in screen_text(app)
        assert "◆" in screen_text(app)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
async def test_the_whole_menu_and_the_line_below_it_are_in_view(title: EightWings, size: tuple[int, int]) -> None:
    async with title.run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_text(title)
        assert all(words in shown for words in ("1  New game", "Quit", "A: what is true"))
        assert max(len(line.strip()) for line in shown.splitlines()) <= 100


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (120, "Here, all is invented, the ships too: believe nothing. A: what is true, and what is invented"),
        (80, "Here, all is invented, the ships too. A: what is true, and what is invented"),
        (70, "Here, all is invented, the ships too. A: what is true"),
        (45, "Here, all is invented. A: what is true"),
        (40, "Here. A: what is true"),
    ],
)
async def test_of_a_disclaimer_as_many_clauses_are_told_as_there_is_room_for(
    written: Callable[[str], EightWings], columns: int, line: str
) -> None:
    app = written(f"{PLAIN}disclaimer: 'Here, all is invented, the ships too: believe nothing.'\n")
    app = EightWings(app.story, app.plays)
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.pause()
        assert line in screen_text(app), screen_text(app)


async def test_what_is_to_be_said_of_the_language_is_said_with_the_first_play_alone(
    harbour: Story, plays: Path
) -> None:
    app = EightWings(harbour, plays, notice="This pack has no texts in Polish.")
    async with app.run_test(size=(80, 40)) as pilot:
        app.begin_play()
        await pilot.pause()
        assert "This pack has no texts in Polish." in screen_text(app)
        app.begin_play()
        await pilot.pause()
        assert "no texts in Polish" not in screen_text(app)

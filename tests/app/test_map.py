"""The map on the screen: a cursor that the arrows move, what is known of each place, and walking from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.map_screen import MapScreen
from game.app.widgets.side_panel import SidePanel
from game.play.map_canvas import map_cells
from game.play.opening import Opened
from game.play.session import Session
from game.record.locations import plays_folder
from game.story.model.story import Story

from .conftest import SEED, check_screen, screen_text
from .test_playing import place, session, type_line

SIZES = pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=["60x18", "80x24", "120x40"])
ARRIVAL = (
    "Walk straight in", "reception", "Thank him and go through", "Write: it was advertised", "hall", "Go to work",
    "Leave all five to the trolley",
)  # fmt: skip


@pytest.fixture
def headquarters_app(headquarters: Story, home: Path) -> EightWings:
    """The app in the main adventure, when the aide first walks about in the hall."""
    played = Session(headquarters, SEED)
    for step in ARRIVAL:
        if step in headquarters.places:
            played.walk(step)
        else:
            played.do(
                next(option.id for option, label in zip(played.options, played.labels, strict=True) if label == step)
            )
    return EightWings(headquarters, plays_folder(headquarters.id), Opened(played))


def map_screen(app: EightWings) -> MapScreen:
    assert isinstance(app.screen, MapScreen)
    return app.screen


async def point_at(pilot: Pilot[int], words: str, *, click: bool) -> None:
    """Move the mouse over these words, or click on them."""
    rows = screen_text(pilot.app).splitlines()  # type: ignore[arg-type]
    row = next(number for number, line in enumerate(rows) if words in line)
    offset = (rows[row].index(words), row)
    await (pilot.click(offset=offset) if click else pilot.hover(offset=offset))
    await pilot.pause()


@SIZES
async def test_all_of_headquarters_is_on_the_screen_with_its_legend(
    headquarters_app: EightWings, size: tuple[int, int]
) -> None:
    async with headquarters_app.run_test(size=size) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        check_screen(headquarters_app, "map-of-headquarters")
        shown = screen_text(headquarters_app)
        assert "! somebody waits" in shown
        assert "more" not in shown
        assert map_screen(headquarters_app).scroller.max_scroll_y == 0


async def test_what_does_not_fit_is_announced_and_the_cursor_stays_in_view(headquarters_app: EightWings) -> None:
    async with headquarters_app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "tab")
        await pilot.pause()
        assert "▼ more" in screen_text(headquarters_app)
        for _ in range(6):
            await pilot.press("down")
        await pilot.pause()
        shown = screen_text(headquarters_app)
        assert "▲" in shown
        assert "The main gate (The grounds" in shown
        assert "• Main gate" in shown or "• The main gate" in shown


async def test_the_arrows_move_the_cursor_and_enter_walks_to_it(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2", "right", "right")
        await pilot.pause()
        assert "The loft (The office, floor 1): not yet seen." in screen_text(game)
        await pilot.press("enter")
        await pilot.pause()
        assert place(game) == "loft"


async def test_the_cursor_is_seen_without_colours(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2", "right")
        await pilot.pause()
        reversed_words = {
            segment.text.strip()
            for strip in game.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.reverse and segment.text.strip()
        }
        assert any("The pier" in words for words in reversed_words)
        assert not any("The quay" in words for words in reversed_words)


async def test_left_and_right_stay_in_the_line_once_something_is_typed(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2", "l", "f", "t", "left", "left", "o")
        cursor = map_screen(game).cursor
        assert cursor == "quay"
        await pilot.press("enter")
        await pilot.pause()
        assert place(game) == "loft"


async def test_enter_where_one_is_says_so_and_closes_nothing(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2", "enter")
        await pilot.pause()
        assert "You are there." in screen_text(game)
        assert isinstance(game.screen, MapScreen)


async def test_to_a_closed_place_nobody_walks_and_the_reason_is_told(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2")
        await type_line(pilot, "boat")
        await pilot.pause()
        assert isinstance(game.screen, MapScreen)
        assert "The way is closed: Too dark to climb down." in screen_text(game)


async def test_a_place_typed_on_the_map_is_walked_to(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2")
        await type_line(pilot, "loft")
        await pilot.pause()
        assert place(game) == "loft"


@pytest.mark.parametrize("view", ["map", "plan"])
async def test_a_place_clicked_is_walked_to(game: EightWings, view: str) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2", *["tab"] * (view == "plan"))
        await pilot.pause()
        await point_at(pilot, "The pier", click=True)
        assert place(game) == "pier"


async def test_the_place_under_the_mouse_is_described(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2")
        await pilot.pause()
        await point_at(pilot, "The loft", click=False)
        assert "The loft (The office, floor 1): not yet seen." in screen_text(game)
        await pilot.hover(offset=(70, 15))
        await pilot.pause()
        assert "The quay (The shore, ground floor): you are here." in screen_text(game)


async def test_the_map_does_not_lead_out_of_a_scene(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await type_line(pilot, "loft")
        assert isinstance(game.screen, MapScreen)
        assert "First" in screen_text(game)
        await pilot.press("escape")
        assert place(game) == "quay"


async def test_the_plan_shows_other_floors(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "f2", "tab", "pagedown")
        await pilot.pause()
        assert "Rowing boat" in screen_text(game) or "The rowing boat" in screen_text(game)
        await pilot.press("pageup", "pageup")
        await pilot.pause()
        assert "│○ The loft" in screen_text(game)
        await pilot.press("enter")
        await pilot.pause()
        assert place(game) == "loft"


async def test_the_map_is_drawn_anew_for_another_size(headquarters_app: EightWings) -> None:
    async with headquarters_app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        wide = map_cells(map_screen(headquarters_app)._drawn())
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert map_cells(map_screen(headquarters_app)._drawn()) != wide
        assert "8 Conference" not in screen_text(headquarters_app)


async def test_a_place_on_the_small_map_is_walked_to_by_a_click(headquarters_app: EightWings) -> None:
    async with headquarters_app.run_test(size=(120, 40)) as pilot:
        panel = headquarters_app.screen.query_one(SidePanel)
        rows = screen_text(headquarters_app).splitlines()
        row = next(number for number, line in enumerate(rows) if "►" in line[86:])
        column = rows[row].index("►", 86)
        await pilot.click(offset=(column + 2, row))  # east of the hall
        await pilot.pause()
        assert isinstance(headquarters_app.screen, GameScreen)
        assert place(headquarters_app) == "cafe"
        steps = len(session(headquarters_app).played)
        headquarters_app.screen.post_message(panel.PlaceChosen("cafe"))
        await pilot.pause()
        assert len(session(headquarters_app).played) == steps


async def test_a_walk_names_what_it_passed_in_one_line(headquarters_app: EightWings) -> None:
    async with headquarters_app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "go iceland")
        await pilot.pause()
        shown = screen_text(headquarters_app)
        assert "By way of the foyer of the small delegations." in shown
        assert "You walk past it twice." in shown
        assert "A printer, under treaty." not in shown

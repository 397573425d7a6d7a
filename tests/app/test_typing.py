"""Typing with help: what is completed in grey, lines that come back, and the list of everything that can be done."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from game.app.actions import PLAY_ACTIONS
from game.app.application import EightWings
from game.app.page_openers import _OPENERS
from game.app.screens.game_screen import GameScreen
from game.app.screens.palette_screen import PaletteScreen
from game.app.widgets.command_line import CommandLine
from game.app.widgets.offer_panel import OfferPanel
from game.play.session import Session

from .conftest import check_screen, screen_text

SIZE = (80, 24)


async def type_words(pilot: Pilot[int], words: str, *keys: str) -> None:
    """Type words without Enter, then these keys."""
    await pilot.press(*(letter if letter != " " else "space" for letter in words), *keys)
    await pilot.pause()


def line(app: EightWings) -> CommandLine:
    return app.screen.query_one(CommandLine)


def session(app: EightWings) -> Session:
    assert isinstance(app.screen, GameScreen)
    return app.screen.session


# Completing


async def test_what_can_be_meant_stands_in_grey_and_tab_takes_it(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_words(pilot, "go to the p")
        assert "> go to the pier" in screen_text(game)
        assert line(game).value == "go to the p"
        await pilot.press("tab")
        assert line(game).value == "go to the pier"
        await pilot.press("enter")
        here = session(game).place
        assert here is not None
        assert here.id == "pier"


async def test_the_right_arrow_takes_it_at_the_end_of_the_line_and_moves_the_cursor_elsewhere(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_words(pilot, "inv", "home", "right")
        assert (line(game).value, line(game).cursor_position) == ("inv", 1)
        await pilot.press("end", "right")
        assert line(game).value == "inventory"


async def test_who_types_faster_than_the_grey_appears_gets_it_too(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        shown = line(game)
        shown.put("go to the p")
        shown.action_complete()
        assert shown.value == "go to the pier"


async def test_shift_and_tab_show_the_next_way_to_go_on_and_begin_again_after_the_last(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_words(pilot, "go to ")
        ways = game.screen.line_help.completions("go to ", 8)  # type: ignore[attr-defined]
        assert len(ways) > 1
        for way in (*ways[1:], ways[0]):
            assert f"> {way}" not in screen_text(game) or way == ways[0]
            await pilot.press("shift+tab")
            await pilot.pause()
            assert f"> {way}" in screen_text(game)
        await pilot.press("shift+tab", "tab")
        assert line(game).value == ways[1]


async def test_without_anything_to_complete_tab_does_nothing(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("tab")
        await type_words(pilot, "xyzzy", "tab", "right")
        assert line(game).value == "xyzzy"
        assert line(game).has_focus


async def test_on_pages_whose_lines_are_not_completed_tab_is_the_key_of_the_page(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1", "f2")
        await pilot.pause()
        before = screen_text(game)
        await pilot.press("tab")
        await pilot.pause()
        assert screen_text(game) != before  # the building from the side


# Lines from before


async def test_lines_come_back_and_the_arrows_alone_still_mean_the_choices(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await type_words(pilot, "look", "enter")
        await type_words(pilot, "status", "enter")
        await pilot.press("alt+up")
        assert line(game).value == "status"
        await pilot.press("ctrl+up")
        assert line(game).value == "look"
        at = game.screen.choices.highlighted  # type: ignore[attr-defined]
        await pilot.press("down")
        assert line(game).value == "look"
        assert game.screen.choices.highlighted != at  # type: ignore[attr-defined]
        await pilot.press("alt+down", "ctrl+down")
        assert line(game).value == ""


async def test_what_is_typed_for_an_answer_does_not_come_back(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await ask(pilot, game)
        await type_words(pilot, "seventy", "enter")
        assert session(game).question is None
        await pilot.press("alt+up")
        assert line(game).value == "Let her test you"  # what was typed before the question


async def ask(pilot: Pilot[int], app: EightWings) -> None:
    """Go to the harbour master and be asked what the bell weighs."""
    await pilot.press("1")
    for words in ("go to the harbour office", "talk to ines", "Ask about the bell", "Let her test you"):
        await type_words(pilot, words, "enter")
    assert session(app).question is not None


# During a question


async def test_no_answer_is_completed_and_the_list_of_everything_stays_shut(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await ask(pilot, game)
        await type_words(pilot, "8", "tab", "right", "alt+up")
        assert line(game).value == "8"
        await pilot.press("escape")
        await type_words(pilot, "pa", "tab")
        assert line(game).value == "pass"
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(game.screen, GameScreen)
        assert game.screen.query_one(OfferPanel).notice.startswith("First the question.")


# Everything that can be done


async def test_everything_that_can_be_done_is_found_by_a_few_letters(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1", "ctrl+p")
        await pilot.pause()
        assert isinstance(game.screen, PaletteScreen)
        await type_words(pilot, "pier", "down", "enter")
        here = session(game).place
        assert here is not None
        assert here.id == "pier"


@pytest.mark.parametrize(
    ("letters", "shown"),
    [("transcr", "Transcript"), ("trophies", "Achievements"), ("help", "Help"), ("motion", "Settings")],
)
async def test_pages_and_commands_are_found_with_the_key_that_does_the_same(
    game: EightWings, letters: str, shown: str
) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1", "ctrl+p")
        await type_words(pilot, letters)
        row = next(row for row in screen_text(game).splitlines() if shown in row)
        key = {"Transcript": "F4", "Achievements": "achievements", "Help": "F1", "Settings": "F9"}[shown]
        assert row.split()[-1] == key


async def test_escape_closes_it_and_nothing_was_done(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1", "ctrl+p", "escape")
        await pilot.pause()
        assert isinstance(game.screen, GameScreen)
        assert len(session(game).played) == 2


async def test_lines_typed_before_are_in_it(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_words(pilot, "look at the crane", "enter")
        await pilot.press("ctrl+p")
        await type_words(pilot, "again look")
        assert "Again: look at the crane" in screen_text(game)


async def test_what_is_not_there_leaves_an_empty_list_and_enter_does_nothing(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1", "ctrl+p")
        await type_words(pilot, "qqqqqq", "enter")
        assert isinstance(game.screen, PaletteScreen)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_list_of_everything(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await pilot.press("1", "ctrl+p")
        await pilot.pause()
        check_screen(game, "palette")


def test_whoever_adds_a_page_adds_it_to_the_list_of_everything() -> None:
    listed = " ".join(action.deed for action in PLAY_ACTIONS)
    without_entry = {
        "palette",
        "unsaved",
        "back",
        "delete",
        "source",
        "theme",
    }  # itself; what needs a name
    assert [page for page in _OPENERS if page not in listed and page not in without_entry] == []

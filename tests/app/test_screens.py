"""The screens: what stands on them, and how one gets there and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.help_screen import HelpScreen
from game.app.screens.map_screen import MapScreen
from game.app.screens.notebook_screen import NotebookScreen
from game.app.screens.save_screen import SaveScreen
from game.app.screens.story_screen import StoryScreen
from game.app.screens.too_small_screen import TooSmall
from game.app.screens.transcript_screen import TranscriptScreen
from game.app.widgets.command_line import CommandLine
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.story_log import StoryLog

from .conftest import check_screen, found_out, screen_text
from .test_playing import session, to_the_test, type_line

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@SIZES
async def test_the_title(title: EightWings, size: tuple[int, int]) -> None:
    async with title.run_test(size=size):
        check_screen(title, "title")


@SIZES
async def test_the_game_at_its_beginning(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size):
        check_screen(game, "game")


@SIZES
async def test_a_question(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await to_the_test(pilot)
        check_screen(game, "question")


@SIZES
async def test_a_document_with_what_the_last_step_changed(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await pilot.press("1")
        for line in ("go office", "talk to ines", "ask about the bell"):
            await type_line(pilot, line)
        await pilot.press("f7")
        await pilot.pause()
        check_screen(game, "document")
        await pilot.press("escape")
        await type_line(pilot, "the notice at the harbour office")
        assert type(game.screen).__name__ == "DocumentScreen"


@SIZES
async def test_the_feedback_on_an_answer(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await to_the_test(pilot)
        await type_line(pilot, "12")
        check_screen(game, "feedback")


@SIZES
async def test_an_ending(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await pilot.press("1")
        for line in ("go loft", "take lamp", "go boat", "lift tarpaulin", "cover it again"):
            await type_line(pilot, line)
        await found_out(pilot)
        check_screen(game, "ending")


@pytest.mark.parametrize("columns", [45, 60, 100])
async def test_what_a_key_does_stands_in_a_column_of_its_own(game: EightWings, columns: int) -> None:
    async with game.run_test(size=(columns, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        lines = screen_text(game).split("Type the number")[0].splitlines()
        first = next(line for line in lines if "1–9" in line)
        column = first.index("choose at once")
        shown = [line for line in lines if line.startswith((" ", "│ ")) and line.strip(" │▁▂▃▄▅▆▇█")][1:]
        assert len(shown) >= 12
        assert all(line[column - 1].isspace() and not line[column].isspace() for line in shown), "\n".join(shown)


@SIZES
@pytest.mark.parametrize("page", ["map", "notes", "transcript", "help", "save"])
async def test_a_page(game: EightWings, page: str, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        for key in ("1", "1", "1", "1"):
            await pilot.press(key)
        await type_line(pilot, page)
        await pilot.pause()
        check_screen(game, page)


@SIZES
async def test_the_saved_plays(game: EightWings, plays: Path, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        for name in ("first", "second"):
            await pilot.press("1")
            await type_line(pilot, f"save {name} of two")
        for at, file in enumerate(sorted(plays.glob("*two*"))):
            os.utime(file, (1_700_000_000 + 100_000 * at,) * 2)

        game.screen.query_one(StoryLog).clear()  # it shows paths, which are longer in one run than in another
        await type_line(pilot, "load")
        await pilot.pause()
        check_screen(game, "saved")


async def test_without_saved_plays_the_list_says_how_to_make_one(title: EightWings) -> None:
    async with title.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "Nothing is saved yet. In the game, F6 saves a copy under a name." in screen_text(title)


@SIZES
async def test_the_story_so_far(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await pilot.press("1", "1", "1", "1")
        for line in ("let her test", "80", "undo 4", "go up", "take lamp", "back to 3", "tell her a story", "undo 2"):
            await type_line(pilot, line)
        await pilot.press("f5")
        await pilot.pause()
        check_screen(game, "story")


@SIZES
async def test_the_floor_plan(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await pilot.press("1", "f2", "tab")
        await pilot.pause()
        check_screen(game, "floor-plan")


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("f1", HelpScreen),
        ("f2", MapScreen),
        ("f3", NotebookScreen),
        ("f4", TranscriptScreen),
        ("f5", StoryScreen),
        ("f6", SaveScreen),
    ],
)
async def test_a_key_opens_a_page_and_escape_closes_it(game: EightWings, key: str, screen: type) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert isinstance(game.screen, screen)
        await pilot.press("escape")
        assert isinstance(game.screen, GameScreen)


async def test_a_click_on_a_key_opens_its_page(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        assert isinstance(game.screen, HelpScreen)


async def test_the_notebook_on_one_topic(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        for key in ("1", "1", "1", "1"):
            await pilot.press(key)
        await type_line(pilot, "leave")
        await type_line(pilot, "notes makers")
        await pilot.pause()
        shown = screen_text(game)
        assert "Aldous foundry" in shown
        assert "80 kilograms" not in shown
        await type_line(pilot, "bell")
        assert "80 kilograms" in screen_text(game)


async def test_a_story_without_places_has_no_map_and_says_so(written) -> None:  # type: ignore[no-untyped-def]
    app = written(
        "pack: Bare\nscenes:\n  one:\n    text: Hm.\n    choices: [{choose: Go, end: e}]\nendings: {e: Over.}\n"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        assert "This story has no map." in screen_text(app)


async def test_a_small_window_shows_a_sentence_and_nothing_is_lost(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "n", "o")
        state = session(game).state
        await pilot.resize_terminal(39, 30)
        await pilot.pause()
        assert isinstance(game.screen, TooSmall)
        shown = " ".join(screen_text(game).split())
        assert "The window is 39×30; Eight Wings needs at least 40×14." in shown
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(game.screen, GameScreen)
        assert session(game).state == state
        assert game.screen.query_one(CommandLine).value == "no"


async def test_a_window_that_is_small_from_the_start_shows_the_sentence(title: EightWings) -> None:
    async with title.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert isinstance(title.screen, TooSmall)


async def test_the_story_has_twelve_rows_in_a_small_terminal_even_with_six_choices(written) -> None:  # type: ignore[no-untyped-def]
    choices = ", ".join(f"{{choose: Do {number}, end: e}}" for number in range(6))
    app = written(f"pack: Six\nscenes:\n  one:\n    text: Hm.\n    choices: [{choices}]\nendings: {{e: Over.}}\n")
    async with app.run_test(size=(80, 24)):
        assert app.screen.query_one(StoryLog).size.height >= 12


async def test_the_cursor_does_not_blink(game: EightWings) -> None:
    async with game.run_test(size=(80, 24)):
        assert not game.screen.query_one(CommandLine).cursor_blink


@pytest.mark.parametrize("size", [(2, 24), (1, 1), (80, 1)])
@pytest.mark.parametrize("page", ["f1", "f2", "f4", "f6"])
async def test_every_page_survives_a_window_into_which_nothing_fits(
    game: EightWings, page: str, size: tuple[int, int]
) -> None:
    async with game.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", page)
        await pilot.resize_terminal(*size)
        await pilot.press("x")
        assert f"The window is {size[0]}×{size[1]};" in game.screen._sentence()  # type: ignore[attr-defined]
        await pilot.resize_terminal(80, 24)
        await pilot.press("escape")
    assert game.return_code in (0, None)

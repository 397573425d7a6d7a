"""Playing by the mouse alone: parts of answers, keys for words, pages opened and closed, a play saved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.palette_screen import PaletteScreen
from game.app.screens.save_screen import SaveScreen
from game.app.widgets.answer_picker import TypingKeys
from game.app.widgets.command_line import CommandLine
from game.engine.rules import answer_order
from game.play.opening import Opened
from game.play.session import Session
from game.questions.kinds import type_of
from game.questions.picking import pickable
from tests.questions.conftest import PackOf, pack_of, question_of
from tests.questions.test_kinds import EXAMPLES

from .conftest import screen_text

__all__ = ["pack_of"]

SIZE = (80, 24)


def spot(app: EightWings, pattern: str) -> tuple[int, int]:
    """The column and row of what stands on the screen, or of its first group; the last of several."""
    found = [
        (match.start(match.lastindex or 0), row)
        for row, words in enumerate(screen_text(app).splitlines())
        for match in re.finditer(pattern, words)
    ]
    assert found, f"{pattern} is not on the screen:\n{screen_text(app)}"
    return found[-1]


async def click(pilot: Pilot[int], pattern: str) -> None:
    """Click what stands on the screen."""
    await pilot.click(offset=spot(pilot.app, pattern))  # type: ignore[arg-type]
    await pilot.pause()


def app_of(pack_of: PackOf, kind: str, plays: Path) -> tuple[EightWings, Session]:
    session = Session(pack_of(EXAMPLES[kind]), 3)
    return EightWings(session.story, plays, Opened(session)), session


@pytest.mark.parametrize("size", [(60, 18), SIZE])
@pytest.mark.parametrize("kind", ["several", "true_false", "order", "match", "sort"])
async def test_the_right_parts_clicked_and_handed_on_are_a_right_answer(
    pack_of: PackOf, tmp_path: Path, kind: str, size: tuple[int, int]
) -> None:
    app, session = app_of(pack_of, kind, tmp_path / "plays")
    question = question_of(session.story)
    order = answer_order(session.story, session.state, question)
    words = {part.key: part.words for part in pickable(question, order)}
    right = type_of(question).right(question, order)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.hover(CommandLine)
        await pilot.pause()
        for key in re.findall(r"true|false|\d+|[a-z]", right):
            await click(pilot, f" ({key}) " if key in ("true", "false") else rf"(?<!\w){key} ({re.escape(words[key])})")
        assert app.screen.query_one(CommandLine).value == right
        await click(pilot, " (Enter) ")
        assert session.steps()[-1].got == "right"


@pytest.mark.parametrize("kind", ["number", "typed", "cloze"])
async def test_words_and_numbers_are_clicked_together_from_keys(pack_of: PackOf, tmp_path: Path, kind: str) -> None:
    app, session = app_of(pack_of, kind, tmp_path / "plays")
    right = type_of(question_of(session.story)).right(question_of(session.story), ()).casefold()
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.hover(CommandLine)
        await pilot.pause()
        await click(pilot, r" (keys)  ")
        for character in f"{right}1":
            await click(pilot, r"(space)  " if character == " " else rf"(?<=  )({re.escape(character)})(?= [ │])")
        await click(pilot, r"(delete)")
        await click(pilot, r" (Enter) ")
        assert session.steps()[-1].got == "right"
        assert "space  delete" not in screen_text(app)


async def test_what_is_asked_back_of_an_answer_is_agreed_to_by_a_click_while_it_waits(
    pack_of: PackOf, tmp_path: Path
) -> None:
    session = Session(pack_of({"number": "1"}), 3)
    app = EightWings(session.story, tmp_path / "plays", Opened(session))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.hover(CommandLine)
        await pilot.pause()
        assert " yes " not in screen_text(app)
        await pilot.press("1", "enter")  # it could be meant for what is listed
        await pilot.pause()
        assert session.steps() == ()
        await pilot.press(*"help", "enter")
        await pilot.press("escape")
        await pilot.pause()
        assert " yes  keys" not in screen_text(app)  # now it would be an answer
        await pilot.press("1", "enter")
        await pilot.pause()
        await click(pilot, " (yes)  keys")
        assert session.steps()[-1].answer == "1"
        assert session.steps()[-1].got == "right"


async def test_without_a_mouse_its_keys_take_no_room(pack_of: PackOf, tmp_path: Path) -> None:
    app, _ = app_of(pack_of, "typed", tmp_path / "plays")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p", "a")
        assert " keys " not in screen_text(app)
        await pilot.hover(CommandLine)
        await pilot.pause()
        assert " keys " in screen_text(app)


async def test_a_part_clicked_a_second_time_is_taken_out(pack_of: PackOf, tmp_path: Path) -> None:
    app, _ = app_of(pack_of, "order", tmp_path / "plays")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for part in ("a ", "c ", "a "):
            await click(pilot, rf"(?<!\w){part}(\w{{4}})")
        assert app.screen.query_one(CommandLine).value == "c"
        await pilot.press("space", "b")  # and one goes on by hand
        assert app.screen.query_one(CommandLine).value == "c b"


async def test_the_list_of_everything_is_opened_used_and_closed_by_clicks(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await click(pilot, r"\^P (Find)")
        assert isinstance(game.screen, PaletteScreen)
        await click(pilot, r"Esc (Close)")
        assert isinstance(game.screen, GameScreen)
        await click(pilot, r"\^P (Find)")
        await click(pilot, r"East: (The pier)")
        assert isinstance(game.screen, GameScreen)
        place = game.screen.session.place
        assert place is not None
        assert place.id == "pier"


async def test_a_copy_is_saved_without_typing_its_name(game: EightWings, plays: Path) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await click(pilot, r"F6 (Save)")
        assert isinstance(game.screen, SaveScreen)
        assert "or Enter alone: The quay 08:00" in screen_text(game)
        await click(pilot, r"Enter (do it)")
        assert (plays / "the-quay-08-00.play.yaml").exists()
        assert isinstance(game.screen, GameScreen)


@pytest.mark.parametrize("columns", [45, 60, 80])
async def test_all_keys_to_be_clicked_stand_in_the_window(game: EightWings, columns: int) -> None:
    async with game.run_test(size=(columns, 30)):
        keys = game.screen.query_one(TypingKeys)
        keys.offer("abcdefghijklmnopqrstuvwxyz0123456789")
        rows = str(keys.content).split("\n")
        assert "".join(rows).split() == [*"abcdefghijklmnopqrstuvwxyz0123456789", "space", "delete"]
        assert max(map(len, rows)) <= columns - 4

"""The page behind an ending: how the play went, where it turned, and what can be done from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from game.app.application import EightWings
from game.app.screens.debrief_screen import DebriefScreen
from game.app.screens.document_screen import DocumentScreen
from game.app.screens.end_screen import EndScreen
from game.app.screens.game_screen import GameScreen
from game.app.screens.story_screen import StoryScreen
from game.play.opening import begin_play
from game.record.locations import CURRENT
from game.story.model.story import Story

from .conftest import SEED, check_screen, found_out, screen_text

SIZE = (80, 24)
ONE = """\
pack: P
scenes: { a: { text: A., choices: [ { choose: Go, end: e } ] } }
endings: { e: { title: Over, text: E. } }
"""


@pytest.fixture
def ended(harbour: Story, plays: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EightWings]:
    """The app at the end of a play in which the first answer was wrong."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    opened = begin_play(harbour, plays / CURRENT, SEED)
    session = opened.session
    session.do("waking/sleep_ten_more_minutes")
    session.walk("loft")
    session.do("take:lamp")
    session.walk("boat")
    session.do("scene:the_tarpaulin")
    session.do("the_tarpaulin/cover_it_again")
    yield EightWings(harbour, plays, opened)
    if session.journal is not None:
        session.journal.close()


async def opened_page(pilot: Pilot[int]) -> EndScreen:
    await pilot.pause()
    await pilot.press("1")
    await found_out(pilot)
    assert isinstance(pilot.app.screen, EndScreen)
    return pilot.app.screen


def play_of(app: EightWings) -> GameScreen:
    assert isinstance(app.screen, GameScreen)
    return app.screen


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_it_shows_how_the_play_went(ended: EightWings, size: tuple[int, int]) -> None:
    async with ended.run_test(size=size) as pilot:
        await opened_page(pilot)
        check_screen(ended, "how-it-went")


async def test_it_comes_only_once_the_ending_was_read(written: Callable[[str], EightWings]) -> None:
    long = ONE.replace("text: E.", "text: '" + "\\n\\n".join(["A line."] * 30).replace("\\n", "\n\n      ") + "'")
    app = written(long)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await pilot.pause()
        presses = 0
        while isinstance(app.screen, GameScreen):
            is_read = not app.screen.log_view.has_more
            await pilot.press("enter")
            await pilot.pause()
            presses += 1
            assert isinstance(app.screen, GameScreen) or is_read
        assert presses > 2
        assert isinstance(app.screen, EndScreen)


async def test_pressing_enter_once_more_goes_nowhere(ended: EightWings) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        page = await opened_page(pilot)
        await pilot.press("enter", "enter")
        assert ended.screen is page


@pytest.mark.parametrize("keys", [("down", "enter"), ("r", "enter"), ("1",)])
async def test_a_fork_leads_back_to_just_before_it(ended: EightWings, keys: tuple[str, ...]) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        await opened_page(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        session = play_of(ended).session
        assert session.steps() == ()
        assert len([step for step in session.record if not step.undo]) > 5


async def test_a_click_leads_back_too(ended: EightWings) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        await opened_page(pilot)
        await pilot.click("Choices", offset=(10, 1))
        await pilot.pause()
        assert not play_of(ended).session.is_over


@pytest.mark.parametrize(("key", "screen"), [("d", DocumentScreen), ("w", DebriefScreen)])
async def test_what_stands_and_what_was_missed_open_over_it(ended: EightWings, key: str, screen: type) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        page = await opened_page(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(ended.screen, screen)
        await pilot.press("escape")
        assert ended.screen is page


async def test_a_new_game_begins_from_it(ended: EightWings) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        await opened_page(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert not play_of(ended).session.record


async def test_a_picture_is_saved_and_it_is_said_where(ended: EightWings) -> None:
    async with ended.run_test(size=(120, 40)) as pilot:
        await opened_page(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert "The picture is saved:" in screen_text(ended)
    assert [path.name for path in Path().glob("*.svg")] == ["the-harbour-office-silence.svg"]


async def test_a_picture_that_cannot_be_saved_is_told_in_a_sentence(
    ended: EightWings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*arguments: object, **named: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.playthrough.keepsakes.write_numbered_file", refused)
    async with ended.run_test(size=(120, 40)) as pilot:
        await opened_page(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert "No space left on device." in str(ended.screen.query_one("#message", Static).render())


async def test_the_debriefing_is_saved_from_its_page(ended: EightWings) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        await opened_page(pilot)
        await pilot.press("w", "h", "m")
        await pilot.pause()
    assert sorted(path.name for path in Path().iterdir()) == [
        "the-harbour-office-debrief.html", "the-harbour-office-debrief.md"
    ]  # fmt: skip


@pytest.mark.parametrize("size", [SIZE, (60, 18)])
async def test_a_story_with_nothing_but_scenes_has_a_page_too(
    written: Callable[[str], EightWings], size: tuple[int, int]
) -> None:
    app = written(ONE)
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await opened_page(pilot)
        shown = screen_text(app)
        assert "O V E R" in shown
        assert not any(words in shown for words in ("turned", "Missed", "None", "seen", "met"))
        await pilot.press("d", "w", "down", "enter", "1")
        assert isinstance(app.screen, EndScreen)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, StoryScreen)


async def test_a_word_opens_it_too_and_not_before_the_end(ended: EightWings) -> None:
    async with ended.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*"ending", "enter")
        await pilot.pause()
        assert isinstance(ended.screen, EndScreen)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press(*"ending", "enter")
        await pilot.pause()
        assert isinstance(ended.screen, GameScreen)

"""After an ending: the way back to checkpoints, and what was seen of the story in all plays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.story_screen import StoryScreen
from game.app.screens.title_screen import TitleScreen
from game.play.opening import begin_play, open_play
from game.play.session import Session
from game.record.locations import CURRENT
from game.story.model.story import Story

from .conftest import check_screen, screen_text

SIZE = (80, 24)
DAY = """\
pack: The day
scenes:
  waking:
    text: You wake.
    choices: [ { choose: Go, goto: meeting }, { choose: Sleep, end: slept } ]
  meeting:
    checkpoint: Before the meeting
    text: They meet.
    choices: [ { choose: Speak, goto: vote } ]
  vote:
    checkpoint: Before the vote
    text: They vote.
    choices: [ { choose: For, end: agreed }, { choose: Against, end: open } ]
endings:
  agreed: { title: Agreed, text: They agreed. }
  open: { title: Open, text: Nothing was settled. }
  slept: { title: Asleep, text: You slept. }
"""


def session(app: EightWings) -> Session:
    assert isinstance(app.screen, GameScreen)
    return app.screen.session


async def type_line(pilot: Pilot[int], words: str) -> None:
    await pilot.press(*(sign if sign != " " else "space" for sign in words), "enter")


async def to_the_end(pilot: Pilot[int]) -> None:
    for digit in ("1", "1", "2"):
        await pilot.press(digit)
    await pilot.pause()


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_after_the_end_checkpoints_are_offered(
    written: Callable[[str], EightWings], size: tuple[int, int]
) -> None:
    app = written(DAY)
    async with app.run_test(size=size) as pilot:
        await to_the_end(pilot)
        check_screen(app, "checkpoints")


@pytest.mark.parametrize(("typed", "steps"), [("1", 0), ("2", 1), ("back to the vote", 1)])
async def test_one_that_is_chosen_leads_back_and_nothing_is_lost(
    written: Callable[[str], EightWings], typed: str, steps: int
) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await to_the_end(pilot)
        await (pilot.press(typed) if typed.isdecimal() else type_line(pilot, typed))
        await pilot.pause()
        assert not session(app).is_over
        assert len(session(app).steps()) == steps
        assert len([step for step in session(app).record if not step.undo]) == 3


async def test_behind_the_checkpoints_a_new_game_can_begin(written: Callable[[str], EightWings]) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await to_the_end(pilot)
        await pilot.press("3")
        await pilot.pause()
        assert not session(app).record


async def test_the_story_so_far_marks_checkpoints(written: Callable[[str], EightWings]) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await to_the_end(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, StoryScreen)
        assert "The beginning ◆ Before the meeting" in screen_text(app)
        assert "Go ◆ Before the vote" in screen_text(app)


async def test_a_command_lists_the_endings_that_were_seen(written: Callable[[str], EightWings]) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await to_the_end(pilot)
        await type_line(pilot, "endings")
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        shown = screen_text(app)
        assert "» Open" in shown
        assert "2 endings you have not seen yet." in shown
        assert "Asleep" not in shown


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_the_title_counts_the_endings_that_were_seen(
    harbour: Story, plays: Path, title: EightWings, size: tuple[int, int]
) -> None:
    ended = begin_play(harbour, plays / CURRENT, 7).session
    ended.do("waking/go_and_ask")
    ended.walk("loft")
    ended.do("take:lamp")
    ended.walk("boat")
    ended.do("scene:the_tarpaulin")
    ended.do("the_tarpaulin/cover_it_again")
    ended.close()
    async with title.run_test(size=size) as pilot:
        await pilot.pause()
        await title.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(title.screen, TitleScreen)
        check_screen(title, "title-seen")


async def test_a_new_game_that_was_asked_for_tells_what_was_not_seen(
    written: Callable[[str], EightWings],
) -> None:
    before = written(DAY)
    async with before.run_test(size=SIZE) as pilot:
        await to_the_end(pilot)
    app = EightWings(before.story, before.plays, open_play(before.story, before.plays, seed=None, fresh=True))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "What you have not seen: 2 of 3 endings." in screen_text(app)

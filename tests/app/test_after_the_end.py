"""After an ending: the way back to checkpoints, and what was seen of the story in all plays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.app import endings_seen
from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.story_screen import StoryScreen
from game.app.screens.title_screen import TitleScreen
from game.play import seen
from game.play.opening import begin_play, open_play
from game.play.replaying import Replayed, replay
from game.play.seen import Seen, seen_in_plays
from game.play.session import Session
from game.record.locations import CURRENT
from game.story.model.story import Story

from .conftest import check_screen, found_out, screen_text

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
    await found_out(pilot)


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
async def test_after_the_end_checkpoints_are_offered(
    written: Callable[[str], EightWings], size: tuple[int, int]
) -> None:
    app = written(DAY)
    async with app.run_test(size=size) as pilot:
        await to_the_end(pilot)
        check_screen(app, "checkpoints")


@pytest.mark.parametrize(("typed", "steps"), [("2", 0), ("3", 1), ("back to the vote", 1)])
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
        await pilot.press("4")
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
        await found_out(pilot)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        shown = screen_text(app)
        assert "» Open" in shown
        assert "2 endings you have not seen yet." in shown
        assert "Asleep" not in shown


async def test_no_play_is_done_again_where_the_screen_is_drawn(
    written: Callable[[str], EightWings], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing: list[bool] = []

    def noticed(*arguments: Any, **named: Any) -> Replayed:
        drawing.append(threading.current_thread() is threading.main_thread())
        return replay(*arguments, **named)

    monkeypatch.setattr(seen, "replay", noticed)
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await type_line(pilot, "endings")
        await found_out(pilot)
        await pilot.press("escape")
        await to_the_end(pilot)
        assert "This is one of 3 endings; you have seen 1 of them." in screen_text(app)
    assert len(drawing) == 2
    assert not any(drawing)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until this is set, it is not found out what was seen."""
    event = threading.Event()

    def waiting(*arguments: Any) -> Seen:
        assert event.wait(60)
        return seen_in_plays(*arguments)

    monkeypatch.setattr(endings_seen, "seen_in_plays", waiting)
    yield event
    event.set()


async def test_an_end_is_shown_before_the_endings_are_counted(
    written: Callable[[str], EightWings], held: threading.Event
) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1", "1", "2")
        await pilot.pause()
        assert "\n Nothing was settled.\n\n This is one of 3 endings.\n" in screen_text(app)
        held.set()
        await found_out(pilot)
        assert "\n Nothing was settled.\n\n This is one of 3 endings; you have seen 1 of them.\n" in screen_text(app)


async def test_what_is_counted_late_stands_at_its_ending(
    written: Callable[[str], EightWings], held: threading.Event
) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1", "1", "2", "3")
        held.set()
        await found_out(pilot)
        counted = "This is one of 3 endings; you have seen 1 of them.\n\n > Go back: Before the vote\n"
        assert counted in screen_text(app)


async def test_a_screen_that_is_left_meanwhile_is_told_nothing(
    written: Callable[[str], EightWings], held: threading.Event
) -> None:
    app = written(DAY)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1", "1", "2", "6")
        await pilot.pause()
        held.set()
        await found_out(pilot)
        assert isinstance(app.screen, TitleScreen)
        assert "Endings seen: 1 of 3" in screen_text(app)


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
        await found_out(pilot)
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

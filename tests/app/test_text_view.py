"""The views of text: a key is laid out and drawn once, rows stay what they were, and what is selected is text."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from game.app.application import EightWings
from game.app.widgets.side_panel import SidePanel
from game.app.widgets.story_log import StoryLog

from .conftest import screen_text
from .test_playing import told_briefly, type_line

SIZE = (80, 24)
WIDE = (120, 40)


async def to_the_bell(pilot: Pilot[int]) -> None:
    """Play on until there is more of the story than fits into a small window."""
    for words in ("go and ask", "go office", "talk to ines", "ask about the bell"):
        await type_line(pilot, words)
    await pilot.pause()


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[Screen[object]]:
    """A screen for each time that one was laid out."""
    done: list[Screen[object]] = []
    lay_out = Screen._refresh_layout

    def counted(self: Screen[object], *given: object, **named: object) -> None:
        done.append(self)
        lay_out(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    return done


async def test_a_step_is_laid_out_once(game: EightWings, layouts: list[Screen[object]]) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_bell(pilot)
        for key in ("4", "1", "2"):
            layouts.clear()
            before = len(game.session.played) if game.session is not None else 0
            await pilot.press(key)
            await pilot.pause()
            assert game.session is not None
            assert len(game.session.played) == before + 1
            assert len(layouts) <= 1


async def test_what_a_step_does_not_change_is_not_drawn_anew(game: EightWings) -> None:
    async with game.run_test(size=WIDE) as pilot:
        await to_the_bell(pilot)
        panel = game.screen.query_one(SidePanel)
        before: list[Strip] = panel.render_lines(panel.outer_size.region)
        await pilot.press("4")
        await pilot.pause()
        after = panel.render_lines(panel.outer_size.region)
        drawn_anew = "".join(row.text for row in after if not any(row is other for other in before))
        assert "The bell" in drawn_anew  # its line was changed by the step before, and not by this one
        assert "Map" not in drawn_anew
        assert "Notebook" not in drawn_anew


async def test_more_room_shows_the_same_turn_in_wider_lines(game: EightWings) -> None:
    async with game.run_test(size=(60, 18)) as pilot:
        await to_the_bell(pilot)
        log = game.screen.query_one(StoryLog)
        narrow = log.virtual_size.height
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert log.virtual_size.height < narrow
        assert "> Ask about the bell" in screen_text(game)
        assert not log.has_more


async def test_whoever_has_read_on_stays_there_when_something_is_told_above_the_line(game: EightWings) -> None:
    async with game.run_test(size=(60, 14)) as pilot:
        await to_the_bell(pilot)
        log = game.screen.query_one(StoryLog)
        assert log.has_more
        begun = log.scroll_y
        await pilot.press("pagedown")
        await pilot.pause(0.3)
        assert log.scroll_y > begun
        await type_line(pilot, "dance")
        await pilot.pause()
        assert told_briefly(game)
        assert log.scroll_y > begun


async def test_what_is_selected_is_text_without_frames_and_line_ends(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_bell(pilot)
        rows = screen_text(game).splitlines()
        begin = next(y for y, row in enumerate(rows) if "The bell is agreed" in row)
        end = next(y for y, row in enumerate(rows) if "Eighty kilograms" in row)
        await pilot.mouse_down(offset=(1, begin))
        await pilot.hover(offset=(20, begin + 1))
        await pilot.hover(offset=(12, end))
        await pilot.mouse_up(offset=(12, end))
        assert game.screen.get_selected_text() == (
            "· The notice at the harbour office: The bell is agreed, “A bell is missing.”\n\n"
            "> Ask about the bell\nInes Moreau:"
        )
        selected = game.screen.get_component_styles("screen--selection").background.rich_color
        log = game.screen.query_one(StoryLog)
        row = log.render_lines(log.outer_size.region)[end - log.region.y]
        marked = "".join(text for text, style, _ in row if style is not None and style.bgcolor == selected)
        assert marked == "Ines Moreau:"


async def test_a_frame_is_no_part_of_what_is_selected(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_bell(pilot)
        await type_line(pilot, "let her test you")
        await type_line(pilot, "12")
        await pilot.pause()
        y = next(y for y, row in enumerate(screen_text(game).splitlines()) if "is not it" in row)
        await pilot.mouse_down(offset=(3, y))
        await pilot.hover(offset=(10, y + 1))
        await pilot.hover(offset=(20, y + 2))
        await pilot.mouse_up(offset=(20, y + 2))
        assert game.screen.get_selected_text() == "“12” is not it. The answer: 80 kg.\n\nThe almanac gives "

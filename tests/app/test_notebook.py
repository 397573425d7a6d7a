"""The notebook and the cards of source marks, on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.notebook_screen import NotebookScreen
from game.app.screens.source_card import SourceCard
from game.app.widgets.command_line import CommandLine
from game.play.opening import Opened
from game.story.model.story import Story
from tests.play.archive_pack import archive_story, session_in_archive

from .conftest import found_out, screen_text
from .test_playing import type_line

SIZE = (80, 24)


def archive(*choices: str, of: Story | None = None) -> EightWings:
    """The app in a play of the archive, or of a variant, in which these choices were taken."""
    session = session_in_archive(*choices, of=of)
    return EightWings(session.story, Path("nowhere"), Opened(session))


@pytest.fixture
def app(home: Path) -> Iterator[EightWings]:
    return archive("notes", "more")


async def type_words(pilot: Pilot[int], words: str) -> None:
    """Type words without an Enter."""
    await pilot.press(*("space" if sign == " " else sign for sign in words))
    await pilot.pause()


async def test_the_notebook_narrows_as_one_types(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "Notebook: 5 facts of 7" in screen_text(app)
        await type_words(pilot, "mul")
        shown = screen_text(app)
        assert "Notebook: 1 fact with “mul”" in shown
        assert "Ann Müller made the bell." in shown
        await pilot.press("enter")
        await pilot.pause()
        assert "1 fact with “mul”" in screen_text(app)
        assert app.screen.query_one(CommandLine).value == "mul"
        await pilot.press("escape")
        await pilot.pause()
        assert "Notebook: 5 facts" in screen_text(app)


async def test_what_is_found_is_marked(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_words(pilot, "stubborn")
        strips = app.screen._compositor.render_strips()
        marked = [segment for strip in strips for segment in strip if segment.text == "stubborn"]
        assert any(segment.style is not None and segment.style.underline for segment in marked)


async def test_notes_with_words_looks_for_them_and_what_is_typed_next_takes_their_place(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await type_line(pilot, "notes roos")
        await pilot.pause()
        assert "Jan Roos spoke of it." in screen_text(app)
        await type_words(pilot, "storm")
        assert "A storm had forty knots." in screen_text(app)
        assert "Jan Roos" not in screen_text(app)


async def test_a_topic_that_is_typed_whole_is_kept_to_and_a_click_leaves_it(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_line(pilot, "makers")
        await pilot.pause()
        assert "Notebook: 2 facts on makers" in screen_text(app)
        rows = screen_text(app).splitlines()
        row = next(number for number, line in enumerate(rows) if "Topics:" in line)
        await pilot.click(offset=(rows[row].index("makers"), row))
        await pilot.pause()
        assert "Notebook: 5 facts of 7" in screen_text(app)


async def test_topics_are_called_by_their_names() -> None:
    names = {"makers": "Wer sie goss", "bell_tower": "Der Turm"}
    app = archive("notes", "more", of=archive_story()._replace(topics=names))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        assert "Topics: Der Turm\u00a02, harbour\u00a01, weather\u00a01, Wer sie goss\u00a02" in screen_text(app)
        await type_line(pilot, "wer sie goss")
        await pilot.pause()
        assert "Notebook: 2 facts on Wer sie goss" in screen_text(app)


async def test_facts_can_be_grouped_by_their_sources(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await pilot.press("escape", "f3")  # the second time nothing is new since the last
        await type_line(pilot, "by source")
        await pilot.pause()
        shown = screen_text(app)
        assert "1. The letters (3)" in shown
        assert shown.count("paragraph 1; 1921") == 1


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ((), "Notebook: 5 facts of 7"),
        (("tab",), "People: you have met 1 of 1"), (("2",), "Ida Bell (archivist; invented)"),
        (("3",), "The gong: at 10:00, in 50 minutes."), (("shift+tab",), "Endings: you have seen 0 of 1"),
        (("4", "1"), "Notebook: 5 facts of 7"),
    ],
)  # fmt: skip
async def test_tab_and_digits_lead_through_the_pages(app: EightWings, keys: tuple[str, ...], words: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3", *keys)
        await found_out(pilot)
        assert words in screen_text(app)


async def test_a_tab_can_be_clicked(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        heading = screen_text(app).splitlines()[0]
        await pilot.click(offset=(heading.index("Deadlines"), 0))
        await pilot.pause()
        assert "Deadlines: it is 09:10" in screen_text(app)


@pytest.mark.parametrize(
    ("typed", "words"), [("people", "Ida Bell"), ("people roos", "Jan Roos"), ("deadlines", "Behind")]
)
async def test_the_pages_can_be_typed(app: EightWings, typed: str, words: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await type_line(pilot, typed)
        await pilot.pause()
        assert isinstance(app.screen, NotebookScreen)
        assert words in screen_text(app)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)])
async def test_all_tabs_stand_in_any_window(app: EightWings, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        shown = screen_text(app)
        assert all(tab in shown for tab in ("1 Facts", "2 People", "3 Deadlines", "4 Endings"))


async def test_new_facts_are_new_until_the_notebook_was_open(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "Learned in the last turn (2)" in screen_text(app)
        await pilot.press("f3")
        await type_line(pilot, "say nothing")
        await pilot.press("f3")
        await pilot.pause()
        assert "Learned in" not in screen_text(app)
        assert "New since" not in screen_text(app)


# Marks


async def test_a_click_on_a_mark_in_the_story_opens_its_fact_and_any_key_of_closing_closes_it(home: Path) -> None:
    app = archive()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        rows = screen_text(app).splitlines()
        row = next(number for number, line in enumerate(rows) if "[1.1]" in line)
        await pilot.click(offset=(rows[row].index("[1.1]") + 1, row))
        await pilot.pause()
        assert isinstance(app.screen, SourceCard)
        assert "The bell weighs 80 kilograms." in screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.screen, GameScreen)


async def test_a_typed_mark_opens_its_fact_in_the_game_and_in_the_notebook(app: EightWings) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for keys in ((), ("f3",)):
            await pilot.press(*keys)
            await type_line(pilot, "[1.2]")
            await pilot.pause()
            assert isinstance(app.screen, SourceCard)
            assert "small but stubborn" in screen_text(app)
            await pilot.press("escape")


async def test_while_a_question_waits_neither_marks_nor_pages_open(home: Path) -> None:
    app = archive("notes", "asked")
    async with app.run_test(size=SIZE) as pilot:
        for typed in ("[1.1]", "/source 1.1", "/people", "/notes bell"):
            await type_line(pilot, typed)
            await pilot.pause()
            assert isinstance(app.screen, GameScreen)
        await pilot.press("f3")
        assert isinstance(app.screen, GameScreen)
        app.action_source("1.1")
        await pilot.pause()
        assert isinstance(app.screen, GameScreen)
        assert "80 kilograms" not in screen_text(app).partition("How heavy is it?")[2]

"""The transcript: it keeps what the story looked like, shows only what is in view, and can be searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.app.prose import blocks
from game.app.screens.transcript_screen import TranscriptScreen
from game.app.widgets.text_view import ShownBlock, TextView
from game.engine.rendering import Span
from game.play.narration import Told

from .conftest import screen_text
from .test_notebook import archive
from .test_playing import type_line

SIZE = (80, 24)


def said(name: str, words: str) -> Told:
    return Told("speech", (Span(f"{name}: ", "strong"), Span(words, "")))


def test_a_speaker_who_goes_on_is_not_named_again_and_another_one_is() -> None:
    lines = [
        said("Ida", "One."),
        said("Ida", "Two."),
        said("Max", "Three."),
        Told("story", (Span("Rain.", ""),)),
        said("Max", "Four."),
    ]
    (block,) = blocks(lines)
    assert block.content.plain == "Ida: One.\n— Two.\n\nMax: Three.\n\nRain.\n\nMax: Four."


async def test_it_keeps_the_frames_and_the_speakers(home: Path) -> None:
    app = archive("asked")
    async with app.run_test(size=SIZE) as pilot:
        await type_line(pilot, "12")
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("home")
        await pilot.pause()
        text = app.screen.query_one(TextView)
        assert [block.frame for block in text.blocks] == ["", "", "question", "", "wrong"]
        shown = screen_text(app)
        assert "┌─ Question ─" in shown
        assert "Ida Bell: First the letter." in shown
        assert "— Then the register." in shown


async def test_it_opens_at_the_end_and_tells_all_the_way_back(home: Path) -> None:
    app = archive(*["silent", "more"] * 200)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert screen_text(app).count("You write more.") >= 2
        await pilot.press("home")
        await pilot.pause()
        assert "A letter lies open." in screen_text(app)
        await pilot.press("end")
        await pilot.pause()
        assert "A letter lies open." not in screen_text(app)


async def test_only_what_is_in_view_is_drawn(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[ShownBlock] = []
    draw = TextView._draw

    def counted(self: TextView, passage: ShownBlock):  # type: ignore[no-untyped-def]
        drawn.append(passage)
        return draw(self, passage)

    monkeypatch.setattr(TextView, "_draw", counted)
    app = archive(*["more"] * 300)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("home")
        await pilot.pause()
        blocks_of_it = len(app.screen.query_one(TextView).blocks)
    assert blocks_of_it > 300
    assert len(set(drawn)) < 200


async def test_what_is_before_is_told_meanwhile_and_what_is_in_view_stays(home: Path) -> None:
    app = archive(*["more", "report"] * 100)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        before = screen_text(app)
        assert isinstance(app.screen, TranscriptScreen)
        app.screen._all()
        await pilot.pause()
        assert before.splitlines()[2:-1] == screen_text(app).splitlines()[2:-1]


async def test_it_is_searched_from_the_end_on_and_leads_on_round_the_ends(home: Path) -> None:
    app = archive("notes", "report", "more", "report")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4", "slash", *"YOU", "space", *"read", "enter")
        await pilot.pause()
        assert "Transcript: 2 of 2" in screen_text(app)
        await pilot.press("n")
        await pilot.pause()
        assert "Transcript: 1 of 2" in screen_text(app)
        await pilot.press("n")
        await pilot.pause()
        assert "Transcript: 2 of 2" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TranscriptScreen)
        assert " of 2" not in screen_text(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, TranscriptScreen)


async def test_what_is_nowhere_is_said(home: Path) -> None:
    app = archive()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4", "slash", *"zebra")
        await pilot.pause()
        assert "Transcript: nowhere “zebra”" in screen_text(app)


async def test_while_a_question_waits_it_cannot_be_searched(home: Path) -> None:
    app = archive("notes", "asked")
    async with app.run_test(size=SIZE) as pilot:
        await type_line(pilot, "transcript")
        await pilot.press("slash")
        await pilot.pause()
        assert not app.screen.query_one("#line").display


async def test_copying_takes_all_of_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = archive(*["more"] * 100)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4", "c")
    assert "A letter lies open." in copied[0]
    assert copied[0].count("You write more.") == 100

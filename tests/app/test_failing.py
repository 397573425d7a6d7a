"""When something goes wrong in the app: the play goes on where that is possible, else it ends with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.app.application import EightWings
from game.app.base_app import Crashed
from game.app.screens.game_screen import GameScreen
from game.play import session as play_session
from game.play import session as sessions
from game.record.journal import StepNotKept, read_play
from game.record.locations import CURRENT

from .conftest import screen_text
from .test_playing import session, type_line

SIZE = (100, 30)


@pytest.fixture
def reports(home: Path) -> Path:
    return home / "data" / "reports"


def unspeakable(*_: object) -> object:
    raise RuntimeError("unspeakable")


async def test_a_step_that_fails_is_reported_and_the_play_goes_on(
    game: EightWings, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        with monkeypatch.context() as patched:
            patched.setattr(sessions, "choose", unspeakable)
            await pilot.press("1")
            await type_line(pilot, "go loft")
        shown = screen_text(game)
        assert "Something went wrong in the game (RuntimeError)." in shown
        assert "Traceback" not in shown
        await pilot.press("1")
        assert session(game).place.id == "office"  # type: ignore[union-attr]
    assert [step.do for step in read_play(sorted(reports.iterdir())[0])[1]][-1].startswith("go:")


async def test_a_turn_that_cannot_be_told_is_reported_and_the_play_goes_on(
    game: EightWings, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with game.run_test(size=SIZE) as pilot:
        with monkeypatch.context() as patched:
            patched.setattr("game.play.consequences.tell", unspeakable)
            await pilot.press("1")
        assert "Something went wrong" in screen_text(game)
        assert len(session(game).steps()) == 1
        await type_line(pilot, "north")
        assert len(session(game).steps()) == 2
    (path,) = reports.iterdir()
    assert [step.do for step in read_play(path)[1]] == ["waking/go_and_ask"]


async def test_a_state_that_cannot_be_shown_is_taken_back(
    game: EightWings, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = play_session.option_words

    def broken(story: object, state: object, option: object) -> str:
        label: str = said(story, state, option)
        if label == "South: The quay":
            raise RuntimeError("unspeakable")
        return label

    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        monkeypatch.setattr("game.play.session.option_words", broken)
        await type_line(pilot, "north")
        assert "Taken back: North: The harbour office" in screen_text(game)
        assert session(game).place.id == "quay"  # type: ignore[union-attr]
        await type_line(pilot, "east")
        assert session(game).place.id == "pier"  # type: ignore[union-attr]
    assert len(list(reports.iterdir())) == 1


async def test_an_error_that_nobody_catches_ends_the_app_with_a_sentence_and_keeps_the_play(
    game: EightWings, plays: Path, reports: Path
) -> None:
    with pytest.raises(Crashed, match=r"\(ZeroDivisionError\)\. A report .*Your play is kept; start the game again"):
        async with game.run_test(size=SIZE) as pilot:
            await pilot.press("1")
            assert isinstance(game.screen, GameScreen)
            game.screen.call_later(lambda: 1 // 0)
            await pilot.pause()
    assert game.return_code == 1
    assert [step.do for step in read_play(plays / CURRENT)[1]] == ["waking/go_and_ask"]
    (path,) = reports.iterdir()
    assert "ZeroDivisionError" in read_play(path)[0].about


async def test_a_play_that_cannot_be_saved_any_more_can_go_on_unsaved(game: EightWings, plays: Path) -> None:
    def full(_: object) -> None:
        raise StepNotKept("This step could not be saved.")

    async with game.run_test(size=SIZE) as pilot:
        journal = session(game).journal
        assert journal is not None
        journal.append = full  # type: ignore[method-assign]
        await pilot.press("1")
        assert "To play on without saving, type: unsaved" in " ".join(screen_text(game).split())
        await type_line(pilot, "unsaved")
        await pilot.press("1")
        assert len(session(game).steps()) == 1
    assert read_play(plays / CURRENT)[1] == ()


async def test_the_last_turn_of_a_play_that_cannot_be_told_does_not_keep_one_from_playing(
    game: EightWings, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.app.screens.game_screen.turn_in_brief", unspeakable)
    async with game.run_test(size=SIZE) as pilot:
        assert "Something went wrong" in screen_text(game)
        monkeypatch.undo()
        await pilot.press("1")
        assert len(session(game).steps()) == 1

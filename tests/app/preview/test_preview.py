"""What the keys of the preview do, and what its pages show."""

from __future__ import annotations

import asyncio
import functools
from pathlib import Path

import pytest

from game.app.preview import editor, preview_screen
from game.app.preview.preview_app import PreviewApp
from game.app.preview.preview_screen import PreviewScreen
from game.author.way_to_scene import reach_scene
from game.author.workbench import Workbench
from game.playthrough.playthrough import DoStep
from game.playthrough.reading import read_playthrough

from ..conftest import check_screen, screen_text
from .conftest import NARROW, WIDE, play, saved, session, settled, steps


async def test_the_preview_shows_the_story_and_its_keys(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.pause()
        check_screen(preview, "preview")


async def test_all_keys_can_be_seen_in_the_help(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        check_screen(preview, "preview-help")


async def test_the_inspector_is_a_page_in_a_narrow_window(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1", "f5")
        await pilot.pause()
        check_screen(preview, "preview-inspector")
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(preview.screen, PreviewScreen)


async def test_the_inspector_stands_beside_the_story_in_a_wide_window_and_follows_each_step(
    preview: PreviewApp,
) -> None:
    async with preview.run_test(size=WIDE) as pilot:
        play(preview).find_way("talk_to_ines")
        await settled(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert "knows.bell_weight ✗" in screen_text(preview)
        await pilot.press("1")
        await pilot.pause()
        shown = screen_text(preview)
        assert "knows.bell_weight ✓" in shown
        assert "already taken" in shown
        check_screen(preview, "preview-inspector")
        await pilot.press("f5")
        await pilot.pause()
        assert "knows.bell_weight" not in screen_text(preview)


async def test_a_scene_is_found_by_typing_and_played_to(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("f7")
        await pilot.press(*"tarp")
        await pilot.pause()
        check_screen(preview, "preview-scenes")
        await pilot.press("enter")
        await settled(pilot)
        assert play(preview).bench.running_scenes() == ("the_tarpaulin",)
        assert "You are at the_tarpaulin, 9 steps from the beginning." in screen_text(preview)


async def test_the_preview_can_begin_at_a_scene(pack: Path) -> None:
    app = PreviewApp(Workbench(pack, 7), "homecoming", watching=False)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert play(app).bench.running_scenes() == ("homecoming",)


async def test_a_scene_that_is_not_there_is_told_with_the_nearest_name(pack: Path) -> None:
    app = PreviewApp(Workbench(pack, 7), "homecomming", watching=False)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert "There is no scene homecomming. Did you mean homecoming?" in screen_text(app)


async def test_a_scene_without_a_way_is_said_to_have_none_found(
    preview: PreviewApp, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_screen, "reach_scene", functools.partial(reach_scene, bound=200))
    file = pack / "more.yaml"
    file.write_text("scenes:\n  never:\n    at: quay\n    when: trust >= 5 and trust <= 1\n    text: No.\n", "utf-8")
    async with preview.run_test(size=NARROW) as pilot:
        play(preview).find_way("never")
        await settled(pilot)
        shown = " ".join(screen_text(preview).split())
        assert "No play with the seed 7 opens never." in shown or "No way to never was found" in shown
        assert steps(preview) == []


async def test_a_search_can_be_given_up(preview: PreviewApp, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()

    async def for_ever(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(PreviewScreen, "_find_way", for_ever)
    async with preview.run_test(size=NARROW) as pilot:
        play(preview).find_way("noon")
        await begun.wait()
        await pilot.press("escape")
        await pilot.pause()
        assert "The search for a way to noon was given up." in screen_text(preview)


def at_the_question(app: PreviewApp) -> None:
    screen = play(app)
    for action in ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        screen.do(action)
    screen.do("talk_to_ines/let_her_test_you")
    assert session(app).question is not None


@pytest.mark.parametrize(("key", "shown"), [("ctrl+r", "Right: "), ("ctrl+w", "The answer: ")])
async def test_a_question_is_answered_by_a_key(preview: PreviewApp, key: str, shown: str) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        at_the_question(preview)
        await pilot.press(key)
        await pilot.pause()
        assert shown in screen_text(preview)
        assert session(preview).question is None


async def test_where_nothing_is_asked_the_keys_for_answers_say_so(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "Nothing is asked now" in screen_text(preview)
        assert steps(preview) == []


async def test_steps_are_taken_back_and_the_start_can_be_set(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1", "f8")
        play(preview).do("go:north")
        await pilot.press("ctrl+z")
        assert steps(preview) == ["waking/go_and_ask"]
        play(preview).do("go:east")
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert steps(preview) == ["waking/go_and_ask"]
        await pilot.press("ctrl+z", "f8", "1", "ctrl+n")
        await pilot.pause()
        assert steps(preview) == []


async def test_a_play_is_saved_with_the_pack(preview: PreviewApp, pack: Path) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1", "ctrl+s")
        await pilot.pause()
        assert "never overwritten" in " ".join(screen_text(preview).split())
        await pilot.press(*"morning", "enter")
        await pilot.pause()
        assert "Saved." in screen_text(preview)
        await saved(pilot)
        assert steps(preview) == ["waking/go_and_ask"]
    kept, findings = read_playthrough(pack / "playthroughs" / "morning.yaml")
    assert findings == ()
    assert kept is not None
    assert [item.words for item in kept.items if isinstance(item, DoStep)] == ["waking/go_and_ask"]


async def test_after_the_end_one_can_begin_anew_or_take_back(preview: PreviewApp) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        play(preview).find_way("the_tarpaulin")
        await settled(pilot)
        play(preview).do("the_tarpaulin/cover_it_again")
        await pilot.pause()
        assert session(preview).is_over
        assert "3  Take the last step back" in screen_text(preview)
        await pilot.press("3")
        assert not session(preview).is_over
        play(preview).do("the_tarpaulin/cover_it_again")
        await pilot.press("2")
        await pilot.pause()
        assert steps(preview) == []


async def test_the_scene_that_runs_is_opened_in_the_editor(
    preview: PreviewApp, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[tuple[str, ...]] = []
    monkeypatch.setenv("VISUAL", "code")
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(editor.subprocess, "Popen", lambda command, **_: run.append(command))
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("ctrl+e")
        (pack / "scenes.yaml").write_text("scenes: [", encoding="utf-8")
        await saved(pilot)
        await pilot.press("f6", "enter")
        await pilot.pause()
    scene, finding = run
    assert scene == ("/bin/code", "--goto", f"{pack}/scenes.yaml:2")
    # A document speaks of a scene that cannot be read now: that is the first finding.
    assert finding[2].startswith(f"{pack}/documents.yaml:")


@pytest.mark.parametrize(
    ("named", "sentence"),
    [("", "To open files from here, set EDITOR"), ("no-such-editor", "There is no editor no-such-editor")],
)
async def test_without_an_editor_a_sentence_says_what_to_do(
    preview: PreviewApp, monkeypatch: pytest.MonkeyPatch, named: str, sentence: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert sentence in screen_text(preview)


async def test_a_terminal_that_cannot_be_lent_keeps_the_preview(
    preview: PreviewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/bin/{name}")
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert "cannot be lent to an editor" in " ".join(screen_text(preview).split())


async def test_the_mouse_opens_the_findings(preview: PreviewApp, pack: Path) -> None:
    (pack / "more.yaml").write_text("scenes:\n  alone: { text: Nobody comes here. }\n", encoding="utf-8")
    async with preview.run_test(size=NARROW) as pilot:
        assert "! 2 warnings" in screen_text(preview)
        await pilot.click("PreviewBar", offset=(4, 0))
        await pilot.pause()
        assert "2 warnings" in screen_text(preview)

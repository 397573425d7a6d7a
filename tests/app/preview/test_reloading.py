"""Saving a file: the play goes on in the new story, errors leave the old one, nothing ends in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.app.preview.findings_screen import FindingsScreen
from game.app.preview.preview_app import PreviewApp
from game.app.preview.preview_screen import PreviewScreen
from game.app.screens.map_screen import MapScreen
from game.author.workbench import Workbench
from game.play.command_types import WalkCommand

from ..conftest import check_screen, screen_text
from .conftest import NARROW, WIDE, saved, session, steps

Edit = Callable[[str, str], None]


async def test_a_save_shows_the_new_text_and_keeps_the_place(preview: PreviewApp, edit: Edit) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1")
        edit("You straighten your coat.", "You button your coat.")
        await saved(pilot)
        shown = screen_text(preview)
        assert "You button your coat." in shown
        assert "You straighten" not in shown
        assert steps(preview) == ["waking/go_and_ask"]


async def test_a_save_does_not_scroll_the_story(preview: PreviewApp, edit: Edit) -> None:
    edit("You wake to a silence", "\n\n      ".join(["One line more."] * 20) + "\n\n      You wake to a silence")
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "You wake to a silence" not in screen_text(preview)
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        assert "You wake to a silence" in screen_text(preview)
        edit("You wake to a silence", "You wake to a new silence")
        await saved(pilot)
        assert "You wake to a new silence" in screen_text(preview)


async def test_a_step_that_is_gone_is_named_and_done_again_when_it_is_back(preview: PreviewApp, edit: Edit) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1")
        edit("Go and ask", "Go and see")
        await saved(pilot)
        assert "“Go and ask” (step 1) is no longer possible" in screen_text(preview)
        assert steps(preview) == []
        check_screen(preview, "preview-step-gone")
        edit("Go and see", "Go and ask")
        await saved(pilot)
        assert "Every step of the play is possible again." in screen_text(preview)
        assert steps(preview) == ["waking/go_and_ask"]


async def test_errors_are_counted_and_the_last_good_story_goes_on(preview: PreviewApp, edit: Edit) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        edit("goto: homecoming", "goto: homecomming")
        await saved(pilot)
        assert "✗ 1 error  scenes.yaml:86 There is no scene `homecomming`." in screen_text(preview)
        await pilot.press("1")
        assert steps(preview) == ["waking/go_and_ask"]
        edit("goto: homecomming", "goto: homecoming")
        await saved(pilot)
        assert "✓ Nothing is wrong." in screen_text(preview)
        assert steps(preview) == ["waking/go_and_ask"]


async def test_a_pack_with_errors_shows_them_until_it_can_be_played(preview: PreviewApp, edit: Edit) -> None:
    edit("goto: homecoming", "goto: homecomming")
    async with preview.run_test(size=NARROW) as pilot:
        assert isinstance(preview.screen, FindingsScreen)
        await pilot.press("escape")
        assert isinstance(preview.screen, FindingsScreen)
        assert "nothing can be played yet" in screen_text(preview)
        edit("goto: homecomming", "goto: homecoming")
        await saved(pilot)
        assert isinstance(preview.screen, PreviewScreen)
        assert "You wake to a silence" in screen_text(preview)


async def test_a_folder_that_is_moved_away_is_a_sentence_and_may_come_back(preview: PreviewApp, pack: Path) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1")
        pack.rename(pack.with_name("away"))
        await saved(pilot)
        assert "There is no pack at" in screen_text(preview)
        await pilot.press("ctrl+s", "x", "enter")
        await pilot.pause()
        assert "not there any more" in " ".join(screen_text(preview).split())
        pack.with_name("away").rename(pack)
        await saved(pilot)
        assert "✓ Nothing is wrong." in screen_text(preview)
        assert steps(preview) == ["waking/go_and_ask"]


async def test_half_written_files_are_findings(preview: PreviewApp, pack: Path) -> None:
    file = pack / "scenes.yaml"
    whole = file.read_bytes()
    async with preview.run_test(size=NARROW) as pilot:
        for length in (0, 1, 60, 700, 1500):
            file.write_bytes(whole[:length])
            await saved(pilot)
            assert not session(preview).is_over
        file.write_bytes(whole)
        await saved(pilot)
        assert "✓ Nothing is wrong." in screen_text(preview)


async def test_saves_during_an_examination_are_one_more_reload(pack: Path, edit: Edit) -> None:
    import asyncio

    bench = Workbench(pack, 7)
    app = PreviewApp(bench, watching=False)
    taken: list[object] = []
    take_up = bench.take_up
    async with app.run_test(size=NARROW) as pilot:
        bench.take_up = lambda examined: (taken.append(examined), take_up(examined))[1]  # type: ignore[method-assign]
        edit("You straighten", "You smooth")
        await asyncio.gather(*(app.reload() for _ in range(5)))
        await pilot.pause()
    assert len(taken) == 1


async def test_a_place_on_an_older_map_that_is_gone_is_a_sentence(preview: PreviewApp, pack: Path) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1", "f2")
        file = pack / "places.yaml"
        file.write_text(file.read_text("utf-8").replace("loft", "attic"), "utf-8")
        await saved(pilot)
        assert isinstance(preview.screen, MapScreen)
        preview.screen.dismiss(WalkCommand("loft"))
        await pilot.pause()
        assert "There is no place loft any more." in screen_text(preview)


async def test_the_findings_are_read_again_while_they_are_shown(preview: PreviewApp, edit: Edit) -> None:
    async with preview.run_test(size=WIDE) as pilot:
        edit("goto: homecoming", "goto: homecomming")
        edit("when: trust >= 9", "when: trsut >= 9")
        await saved(pilot)
        await pilot.press("f6")
        await pilot.pause()
        assert "2 errors" in screen_text(preview)
        await pilot.press("n")
        await pilot.pause()
        check_screen(preview, "preview-findings")
        edit("trsut", "trust")
        await saved(pilot)
        shown = screen_text(preview)
        assert "1 error; you go on" in shown
        assert "86 |         goto: homecomming" in shown
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(preview.screen, PreviewScreen)


async def test_the_players_own_plays_are_not_touched(preview: PreviewApp, home: Path) -> None:
    async with preview.run_test(size=NARROW) as pilot:
        await pilot.press("1")
        await pilot.press("ctrl+n")
        await pilot.pause()
    assert not home.exists()

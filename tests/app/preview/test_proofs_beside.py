"""Proofs beside the play: verdicts are shown as they come, and after a save as what they are, those from before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.preview import preview_app
from game.app.preview.preview_app import PreviewApp
from game.author.proofs.beside import Proved, Refuted, SomeVerdicts
from game.author.proofs.verdict_board import BoardEntry
from game.author.workbench import Workbench

from ..conftest import screen_text
from .conftest import NARROW, SEED, WIDE, saved, settled

Edit = Callable[[str, str], None]
SCENE = BoardEntry("scene waking", "proved", "The scene `waking` can be opened.", "error")
CHOICE = BoardEntry("choice waking/go_and_ask", "proved", "The choice `waking/go_and_ask` can be taken.", "error")
SLEEP = BoardEntry("choice waking/sleep", "refuted", "The choice `waking/sleep` can never be taken.", "error")


class Prover:
    """Takes the place of the process beside the play: says what it is told to."""

    def __init__(self) -> None:
        self.hear: Callable[[SomeVerdicts], None] = lambda some: None
        self.done: asyncio.Future[Proved | None] | None = None

    async def prove(self, pack: Path, hear: Callable[[SomeVerdicts], None]) -> Proved | None:
        self.hear, self.done = hear, asyncio.get_running_loop().create_future()
        return await self.done

    def tell(self, *entries: BoardEntry) -> None:
        self.hear(SomeVerdicts(0, entries))

    def end(self, app: PreviewApp, *refuted: Refuted) -> None:
        assert self.done is not None
        examined = app.bench.examined
        assert examined is not None
        assert examined.story is not None
        self.done.set_result(Proved(refuted, 0, examined.story.fingerprint))


@pytest.fixture
def prover(monkeypatch: pytest.MonkeyPatch) -> Prover:
    made = Prover()
    monkeypatch.setattr(preview_app, "prove_beside", made.prove)
    return made


@pytest.fixture
def proving(pack: Path, prover: Prover) -> PreviewApp:
    return PreviewApp(Workbench(pack, SEED), watching=False, proving=True)


def refuted_choice() -> Refuted:
    return Refuted(None, "error", SLEEP.sentence, (SLEEP.sentence,), SLEEP.key)


async def test_verdicts_stand_beside_the_play_as_soon_as_they_come(proving: PreviewApp, prover: Prover) -> None:
    async with proving.run_test(size=WIDE) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert "Proved here" not in screen_text(proving)
        prover.tell(SCENE)
        await pilot.pause()
        shown = screen_text(proving)
        assert "✓ scene waking" in shown
        assert "✓ scene waking  ✓ go_and_ask" not in shown
        assert "proofs still running, 1 made" in shown
        prover.tell(CHOICE, SLEEP)
        await pilot.pause()
        shown = screen_text(proving)
        assert "✓ scene waking  ✓ go_and_ask" in shown
        assert "✗ The choice `waking/sleep` can never be taken." in shown
        assert "proofs still running, 3 made" in shown


async def test_after_a_save_verdicts_are_marked_until_they_are_told_again(
    proving: PreviewApp, prover: Prover, edit: Edit
) -> None:
    async with proving.run_test(size=WIDE) as pilot:
        await pilot.press("f5")
        prover.tell(SCENE, CHOICE)
        prover.end(proving)
        await settled(pilot)
        assert "✓ scene waking  ✓ go_and_ask" in screen_text(proving)
        edit("trust: -1", "trust: -2")
        await saved(pilot)
        shown = screen_text(proving)
        assert "Proved here (2 not yet again)" in shown
        assert "… scene waking  … go_and_ask" in shown
        prover.tell(CHOICE)
        await pilot.pause()
        assert "… scene waking  ✓ go_and_ask" in screen_text(proving)
        prover.end(proving)
        await settled(pilot)
        shown = screen_text(proving)
        assert "scene waking" not in shown
        assert "Proved here" in shown
        assert "not yet again" not in shown


async def test_what_was_not_so_before_a_save_is_marked_until_it_is_decided(
    proving: PreviewApp, prover: Prover, edit: Edit
) -> None:
    async with proving.run_test(size=NARROW) as pilot:
        prover.tell(SLEEP)
        prover.end(proving, refuted_choice())
        await settled(pilot)
        await pilot.press("f6", *["down"] * 20)
        await pilot.pause()
        assert f"✗  {SLEEP.sentence}" in screen_text(proving)
        edit("trust: -1", "trust: -2")
        await saved(pilot)
        shown = screen_text(proving)
        assert f"…  {SLEEP.sentence}" in shown
        assert "That was so before the last save." in shown
        assert "1 error" not in shown
        prover.tell(SLEEP._replace(verdict="proved"))
        await pilot.pause()
        assert SLEEP.sentence not in screen_text(proving)


async def test_what_is_not_so_again_is_no_longer_marked(proving: PreviewApp, prover: Prover, edit: Edit) -> None:
    async with proving.run_test(size=NARROW) as pilot:
        prover.tell(SLEEP)
        prover.end(proving, refuted_choice())
        await settled(pilot)
        edit("trust: -1", "trust: -2")
        await saved(pilot)
        await pilot.press("f6", *["down"] * 20)
        prover.tell(SLEEP)
        await pilot.pause()
        assert f"✗  {SLEEP.sentence}" in screen_text(proving)

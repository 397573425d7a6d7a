"""What the tests of the preview share: a copy of the small pack, and the preview of it without watching."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.preview.preview_app import PreviewApp
from game.app.preview.preview_screen import PreviewScreen
from game.author.workbench import Workbench
from game.play.session import Session
from tests.conftest import PACKS

SEED = 7
NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the small pack that a test may change."""
    return Path(shutil.copytree(PACKS / "harbour", tmp_path / "harbour"))


@pytest.fixture
def preview(pack: Path) -> PreviewApp:
    """The preview; saves are told to it by `saved`."""
    return PreviewApp(Workbench(pack, SEED), watching=False)


@pytest.fixture
def edit(pack: Path) -> Callable[[str, str], None]:
    """Replaces words in the scenes of the pack."""

    def replace(old: str, new: str) -> None:
        file = pack / "scenes.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return replace


async def saved(pilot: Pilot[int]) -> None:
    """What watching does after a save."""
    assert isinstance(pilot.app, PreviewApp)
    await pilot.app.reload()
    await pilot.pause()


async def settled(pilot: Pilot[int]) -> None:
    """A search has come to its end."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def play(app: PreviewApp) -> PreviewScreen:
    """The screen with the play, wherever it is in the stack."""
    return next(screen for screen in app.screen_stack if isinstance(screen, PreviewScreen))


def session(app: PreviewApp) -> Session:
    """The play."""
    return play(app).session


def steps(app: PreviewApp) -> list[str]:
    """What was done so far."""
    return [step.answer or step.do for step in session(app).steps()]

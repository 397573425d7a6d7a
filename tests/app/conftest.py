"""What the tests of the app share: an app on the small pack, and the text that its screen shows."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from game.app.application import EightWings
from game.play.opening import begin_play
from game.record.locations import CURRENT, cache_folder, plays_folder
from game.story.model.story import Story
from game.story.packs import load
from game.verbs.wanted_language import story_to_play
from tests.conftest import PACKS

SNAPSHOTS = Path(__file__).parent / "snapshots"
SEED = 7


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, whatever the tests run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.fixture(autouse=True)
def nothing_stays_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that is ready keeps what there is from being looked through again; hundreds of apps would pile up so."""
    monkeypatch.setattr("game.app.base_app.gc", SimpleNamespace(freeze=lambda: None, enable=gc.enable))


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first start of the small pack leaves in the cache for all that follow."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("EIGHTWINGS_HOME", str(tmp_path_factory.mktemp("started_once")))
        patched.setenv("LANG", "C.UTF-8")
        story_to_play(str(PACKS / "harbour"), "", os.environ, frozenset())
        return cache_folder()


@pytest.fixture
def started_before(home: Path, started_once: Path) -> None:
    """The game was started before with the small pack, so a process that starts it does not make its story anew."""
    shutil.copytree(started_once, home / "cache")


@pytest.fixture
def plays(home: Path, harbour: Story) -> Path:
    """The folder of the plays of the small pack."""
    return plays_folder(harbour.id)


@pytest.fixture
def title(harbour: Story, plays: Path) -> EightWings:
    """The app at its title screen."""
    return EightWings(harbour, plays)


@pytest.fixture
def game(harbour: Story, plays: Path) -> Iterator[EightWings]:
    """The app in a new game."""
    opened = begin_play(harbour, plays / CURRENT, SEED)
    yield EightWings(harbour, plays, opened)
    if opened.session.journal is not None:
        opened.session.journal.close()


@pytest.fixture
def written(tmp_path: Path, home: Path) -> Callable[[str], EightWings]:
    """Makes the app in a new game of a pack that the test writes itself."""

    def make(pack: str) -> EightWings:
        file = tmp_path / "pack.yaml"
        file.write_text(pack, encoding="utf-8")
        story = load(file)
        folder = plays_folder(story.id)
        return EightWings(story, folder, begin_play(story, folder / CURRENT, SEED))

    return make


async def found_out(pilot: Pilot[int]) -> None:
    """Wait until what is found out in the background is shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def screen_text(app: EightWings) -> str:
    """What the screen shows, as plain text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


def check_screen(app: EightWings, name: str) -> None:
    """The screen is as it was kept. EIGHTWINGS_UPDATE_SCREENS=1 keeps it anew; then read the difference."""
    file = SNAPSHOTS / f"{name}-{app.size.width}x{app.size.height}.txt"
    shown = screen_text(app)
    if os.environ.get("EIGHTWINGS_UPDATE_SCREENS"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")

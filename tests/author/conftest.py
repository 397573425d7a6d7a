"""Where the commands for authors are tested: in a folder of their own, with a new pack in it when a test wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.new.new_pack import PackAnswers, new_pack
from tests.author.asked import NOBODY


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, in which the test stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def demo(here: Path) -> str:
    """The folder of a new pack."""
    new_pack("demo", PackAnswers(), NOBODY)
    return "demo"

"""What all tests share. No test touches the user's own folders, clock or seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.model.story import Story
from game.story.packs import load

pytest_plugins = ["pytester"]

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test."""
    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("EIGHTWINGS_PLAIN", raising=False)
    return tmp_path / "home"


@pytest.fixture(scope="session")
def harbour() -> Story:
    """A small pack in which every construct of the format is used once."""
    return load(PACKS / "harbour")


@pytest.fixture(scope="session")
def headquarters() -> Story:
    """The main adventure."""
    return load("hq")

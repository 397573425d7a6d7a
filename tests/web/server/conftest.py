"""A class with the small pack, and a server of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from game.story.model.story import Story
from game.story.packs import load
from game.story.source.library import find_pack
from tests.conftest import PACKS

if not all(find_spec(name) for name in ("starlette", "uvicorn", "segno")):
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.web.server.classes import Browser, Class, opened, served

    @pytest.fixture(autouse=True)
    def seeds(monkeypatch: pytest.MonkeyPatch) -> None:
        """The plays of a class begin with the seeds 1, 2, 3 …"""
        numbers = count(1)
        monkeypatch.setattr("game.web.server.class_room.fresh_seed", lambda: next(numbers))

    @pytest.fixture(scope="session")
    def ministerial() -> Story:
        """A pack in which questions come soon."""
        return load("ministerial")

    @pytest.fixture
    def quiz(ministerial: Story, tmp_path: Path) -> Iterator[Class]:
        """A class with it, whose answers go into the record."""
        with opened(ministerial, find_pack("ministerial"), tmp_path, record=True) as made:
            yield made

    @pytest.fixture
    def lesson(harbour: Story, tmp_path: Path) -> Iterator[Class]:
        """A class that nobody has joined yet."""
        with opened(harbour, PACKS / "harbour", tmp_path) as made:
            yield made

    @pytest.fixture
    def address(lesson: Class) -> Iterator[str]:
        """Where it is served."""
        with served(lesson.room()) as at:
            yield at

    @pytest.fixture
    def ann(address: str, lesson: Class) -> Browser:
        """The browser of a pupil who has joined."""
        browser = Browser(address)
        browser.join(lesson.row.code, "Ann")
        return browser

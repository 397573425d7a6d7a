"""Watching a pack: which changes count, and a folder that goes and comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import watchfiles

from game.author import watching
from game.author.watching import saves

Scripted = list[Callable[[], str]]


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[Path], Scripted]:
    """A pack, the folders that were watched, and what happens: each entry does something and names what changed."""
    pack = tmp_path / "pack"
    pack.mkdir()
    folders: list[Path] = []
    script: Scripted = []

    async def awatch(folder: Path, **_: object) -> AsyncIterator[set[tuple[watchfiles.Change, str]]]:
        folders.append(folder)
        while script:
            changed = script.pop(0)()
            yield {(watchfiles.Change.modified, changed)} if changed else set()

    monkeypatch.setattr(watchfiles, "awatch", awatch)
    return pack, folders, script


async def count(pack: Path, script: Scripted) -> list[int]:
    """How much of the script was left at each save."""
    told = []
    async for _ in saves(pack):
        told.append(len(script))
        if not script:
            break
    return told


def changed(path: Path) -> Callable[[], str]:
    return lambda: str(path)


async def test_story_files_count_and_plays_and_hidden_files_do_not(
    watched: tuple[Path, list[Path], Scripted],
) -> None:
    pack, _, script = watched
    script += [
        changed(pack / "playthroughs" / "a.yaml"),
        changed(pack / ".scenes.yaml.swp"),
        changed(pack / "more" / ".git" / "x"),
        changed(pack / "scenes.yaml"),
        lambda: "",
        changed(pack / "more" / "scenes.yaml"),
    ]
    assert await count(pack, script) == [2, 0]


async def test_a_folder_that_is_moved_away_is_waited_for(watched: tuple[Path, list[Path], Scripted]) -> None:
    pack, folders, script = watched
    away = pack.with_name("away")

    def go() -> str:
        pack.rename(away)
        return ""

    def come() -> str:
        away.rename(pack)
        return str(pack)

    script += [go, come, changed(pack / "a.yaml")]
    assert await count(pack, script) == [2, 1, 0]
    assert folders == [pack, pack.parent, pack]


async def test_of_the_neighbours_of_a_single_file_none_counts(watched: tuple[Path, list[Path], Scripted]) -> None:
    pack, folders, script = watched
    file = pack / "story.yaml"
    file.write_text("pack: P\n", encoding="utf-8")
    script += [changed(pack / "other.yaml"), changed(file)]
    assert await count(file, script) == [0]
    assert folders == [pack]


async def test_where_the_system_watches_nothing_one_looks_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def refused(*_: object, **__: object) -> AsyncIterator[None]:
        raise OSError("no more watches")

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(watchfiles, "awatch", refused)
    monkeypatch.setattr(watching.asyncio, "sleep", sleep)
    watch = saves(tmp_path)
    await anext(watch)
    await anext(watch)
    assert waited == [2, 2]

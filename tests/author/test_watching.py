"""Watching a pack: which changes count, and a folder that goes and comes back."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from game.author import watching
from game.author.new.new_pack import PackAnswers, new_pack
from game.author.watching import changes_of
from tests.author.asked import NOBODY


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    new_pack(str(tmp_path / "demo"), PackAnswers(), NOBODY)
    return tmp_path / "demo"


def fake_watch(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]) -> None:
    """In place of what tells of changes on the disk: it wakes up after each of these steps, then is interrupted."""
    left = list(steps)

    def wakes(*_: object, **__: object) -> Iterator[set[object]]:
        while left:
            left.pop(0)()
            yield set()
        raise KeyboardInterrupt

    monkeypatch.setattr("watchfiles.watch", wakes)


def count(changes: Iterator[None]) -> int:
    number = 0
    with contextlib.suppress(KeyboardInterrupt):
        for _ in changes:
            number += 1
    return number


def test_only_what_the_pack_is_read_from_counts(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / ".git").mkdir()
    (pack / "playthroughs").mkdir()
    harmless = ("notes.txt", ".pack.yaml.swp", ".git/index.yaml", "playthroughs/notes.txt", "../other.yaml")
    writes = [lambda name=name: (pack / name).write_text("") for name in harmless]
    fake_watch(monkeypatch, *writes)
    assert count(changes_of(pack)) == 0
    fake_watch(monkeypatch, lambda: (pack / "more.yml").write_text(""), (pack / "more.yml").unlink)
    assert count(changes_of(pack)) == 2


def test_playthroughs_count_too(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "playthroughs").mkdir()
    fake_watch(monkeypatch, lambda: (pack / "playthroughs" / "tour.yaml").write_text("playthrough: A tour\n"))
    assert count(changes_of(pack)) == 1


def test_files_saved_together_are_one_change(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_watch(monkeypatch, lambda: [(pack / name).write_text("") for name in ("a.yaml", "b.yaml")], lambda: None)
    assert count(changes_of(pack)) == 1


def test_what_is_saved_before_the_watch_is_set_up_counts(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_watch(monkeypatch, lambda: None)
    changes = changes_of(pack)
    (pack / "more.yaml").write_text("")
    assert count(changes) == 1


def test_of_a_pack_that_is_one_file_only_that_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "story.yaml"
    story.write_text("pack: A\n")
    fake_watch(monkeypatch, lambda: (tmp_path / "b.yaml").write_text(""), lambda: story.write_text("pack: B\n"))
    assert count(changes_of(story)) == 1


def test_a_folder_that_was_replaced_is_watched_anew(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched: list[int] = []

    def replaced(folder: Path, **_: object) -> Iterator[set[object]]:
        watched.append(folder.stat().st_ino)
        if len(watched) == 2:
            raise KeyboardInterrupt
        shutil.copytree(folder, folder.with_name("copy"))
        folder.rename(folder.with_name("old"))
        folder.with_name("copy").rename(folder)
        yield set()

    monkeypatch.setattr("watchfiles.watch", replaced)
    assert count(changes_of(pack)) == 0
    assert len(set(watched)) == 2


def test_where_the_system_watches_nothing_one_looks_again(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[Path] = []

    def wakes(folder: Path, **_: object) -> Iterator[set[object]]:
        refused.append(folder)
        if len(refused) == 3:
            raise KeyboardInterrupt
        raise OSError("no more watches")

    monkeypatch.setattr("watchfiles.watch", wakes)
    monkeypatch.setattr(watching, "_LOOK", 1)
    changes = changes_of(pack)
    (pack / "more.yaml").write_text("")
    assert count(changes) == 1
    assert len(refused) == 3


def test_it_ends_when_it_is_told_to(pack: Path) -> None:
    stop = Event()
    stop.set()
    assert list(changes_of(pack, stop)) == []

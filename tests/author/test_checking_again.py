"""`check --watch`: one report for each change, until Ctrl+C, whatever happens to the files meanwhile."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from game.author.checking_again import changes_of, watch
from game.author.new.pack import Answers, new_pack
from tests.author.asked import NOBODY


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    new_pack(str(tmp_path / "demo"), Answers(), NOBODY)
    return tmp_path / "demo"


def noon() -> datetime:
    return datetime(2025, 2, 12, 12, 0, 0)


def reports(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.split("Checked at 12:00:00; waiting for changes (Ctrl+C ends).")[:-1]


def test_it_reports_at_once_and_again_after_each_change(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack / "pack.yaml"
    good = file.read_text("utf-8")

    def saved() -> Iterator[None]:
        file.write_text(good.replace("end: upright", "end: upwrong"), "utf-8")
        yield
        file.write_text(good, "utf-8")
        yield

    assert watch(str(pack), strict=True, changes=saved(), now=noon) == 0
    first, second, third = reports(capsys)
    assert "Nothing is wrong." in first
    assert "There is no ending `upwrong`." in second
    assert "Nothing is wrong." in third


def test_a_half_written_file_and_a_missing_folder_do_not_end_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = pack.with_name("away")

    def troubles() -> Iterator[None]:
        content = (pack / "pack.yaml").read_bytes()
        (pack / "pack.yaml").write_bytes(content[: content.index("─".encode()) + 1])
        yield
        (pack / "pack.yaml").write_bytes(b"")
        yield
        pack.rename(away)
        yield
        away.rename(pack)
        (pack / "pack.yaml").write_bytes(content)
        yield

    assert watch(str(pack), strict=False, changes=troubles(), now=noon) == 0
    _, half, empty, gone, back = reports(capsys)
    assert "EW104" in half
    assert "EW102" in empty
    assert "There is no pack at" in gone
    assert "Nothing is wrong." in back


def test_a_file_that_vanishes_while_it_is_read_does_not_end_it(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object, **__: object) -> int:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("game.author.checking_again.run_check", gone)
    assert watch(str(pack), strict=False, changes=[None], now=noon) == 0
    assert reports(capsys)[1].strip() == "The pack cannot be read just now: No such file or directory."


def test_control_c_is_no_failure(pack: Path) -> None:
    def interrupted() -> Iterator[None]:
        yield
        raise KeyboardInterrupt

    assert watch(str(pack), strict=False, changes=interrupted(), now=noon) == 0


def test_where_there_is_nothing_there_is_nothing_to_watch(tmp_path: Path) -> None:
    assert watch(str(tmp_path / "nowhere"), strict=False, changes=iter(()), now=noon) == 2


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
    harmless = ("notes.txt", ".pack.yaml.swp", ".git/index.yaml", "playthroughs/tour.yaml", "../other.yaml")
    writes = [lambda name=name: (pack / name).write_text("") for name in harmless]
    fake_watch(monkeypatch, *writes)
    assert count(changes_of(pack)) == 0
    fake_watch(monkeypatch, lambda: (pack / "more.yml").write_text(""), (pack / "more.yml").unlink)
    assert count(changes_of(pack)) == 2


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

"""`check --watch`: one report for each change, until Ctrl+C, whatever happens to the files meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from game.author.checking_again import watch
from game.author.new.new_pack import PackAnswers, new_pack
from tests.author.asked import NOBODY


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    new_pack(str(tmp_path / "demo"), PackAnswers(), NOBODY)
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

    assert watch(str(pack), strict=False, changes=interrupted(), now=noon) == 130


def test_where_there_is_nothing_there_is_nothing_to_watch(tmp_path: Path) -> None:
    assert watch(str(tmp_path / "nowhere"), strict=False, changes=iter(()), now=noon) == 2

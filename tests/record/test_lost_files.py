"""Somebody deletes, moves, replaces or changes the file of an open play: nothing is lost, and the player is told."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.record import journal as journals
from game.record.journal import Header, Journal, Step, StepNotKept, read_record

HEADER = Header("harbour", "0123abcd", 7, chance="harbour")
STEPS = tuple(Step(do=id_) for id_ in ("one", "two", "three"))


@pytest.fixture
def path(tmp_path: Path, home: Path) -> Path:
    return tmp_path / "plays" / "current.play.yaml"


@pytest.fixture
def journal(path: Path):  # type: ignore[no-untyped-def]
    journal = Journal.create(path, HEADER, STEPS[:2])
    yield journal
    journal.close()


def deleted(path: Path) -> None:
    path.unlink()


def folder_deleted(path: Path) -> None:
    shutil.rmtree(path.parent)


def folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def moved(path: Path) -> None:
    path.rename(path.with_name("other.play.yaml"))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize("deed", [deleted, folder_deleted, folder_moved, moved, emptied, shortened])
def test_a_file_that_is_gone_or_shorter_is_written_anew_before_the_step_counts(
    deed: Callable[[Path], None], path: Path, journal: Journal
) -> None:
    deed(path)
    journal.append(STEPS[2])
    assert read_record(path).steps == STEPS
    assert "the whole play was written anew there" in journal.told()
    assert journal.told() == "", "it is told once"
    assert journal.where == path
    assert not path.with_name("current-1.play.yaml").exists(), "there was nothing that is not in it"
    journal.append(Step(do="four"))
    assert len(read_record(path).steps) == 4
    assert journal.told() == ""


def replaced(path: Path) -> None:
    other = path.with_name("new")
    other.write_bytes(b"something else\n")
    other.replace(path)


def written_to(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"something else\n")


def changed_in_place(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"two", b"owt"))


def restored(path: Path) -> None:
    other = path.with_name("new")
    other.write_bytes(path.read_bytes()[:-40] + b"older\n")
    other.replace(path)


@pytest.mark.parametrize("deed", [replaced, written_to, changed_in_place, restored])
def test_what_somebody_else_wrote_there_is_kept_beside_the_play(
    deed: Callable[[Path], None], path: Path, journal: Journal
) -> None:
    deed(path)
    foreign = path.read_bytes()
    journal.append(STEPS[2])
    assert read_record(path).steps == STEPS
    assert path.with_name("current-1.play.yaml").read_bytes() == foreign
    assert "What stood there instead is kept as current-1.play.yaml." in journal.told()


@pytest.mark.parametrize("deed", [deleted, emptied, written_to])
def test_what_happens_while_a_step_is_written_is_noticed_too(
    deed: Callable[[Path], None], path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = journals.sync

    def meanwhile(descriptor: int) -> None:
        real(descriptor)
        monkeypatch.setattr(journals, "sync", real)
        deed(path)

    monkeypatch.setattr(journals, "sync", meanwhile)
    journal.append(STEPS[2])
    assert read_record(path).steps == STEPS
    assert "written anew" in journal.told()


def test_where_it_cannot_be_written_anew_the_play_goes_where_the_player_is_told(path: Path, journal: Journal) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("no folder any more")
    journal.append(STEPS[2])
    assert journal.where != path
    assert str(journal.where) in journal.told()
    assert read_record(journal.where).steps == STEPS


def test_where_nothing_at_all_can_be_written_the_step_does_not_count_and_can_be_done_later(
    path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(journals, "write_and_keep_old", full)
        with pytest.raises(StepNotKept, match="cannot be written anew: No space left"):
            journal.append(STEPS[2])
    journal.append(STEPS[2])
    assert read_record(path).steps == STEPS


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("written", [0, 7])
def test_a_step_that_is_written_in_part_leaves_no_trace(
    code: int, written: int, path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(descriptor: int, content: bytes) -> None:
        os.write(descriptor, bytes(content)[:written])
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(journals, "write_all", failing)
        patched.setattr(os, "ftruncate", lambda *_: (_ for _ in ()).throw(OSError(code, os.strerror(code))))
        with pytest.raises(StepNotKept, match="Nothing before it is lost"):
            journal.append(Step(do="lost"))
    journal.append(STEPS[2])
    assert read_record(path).steps == STEPS
    assert journal.told() == ""


def test_leaving_looks_whether_the_play_is_there(path: Path, journal: Journal) -> None:
    path.unlink()
    journal.leave()
    assert read_record(path).steps == STEPS[:2]
    assert "written anew" in journal.told()


def test_a_play_of_an_older_version_is_written_anew_as_it_was(path: Path, home: Path) -> None:
    path.parent.mkdir()
    older = HEADER._replace(chance=None).lines() + STEPS[0].line()
    path.write_text(older)
    journal, _ = Journal.reopen(path)
    path.unlink()
    journal.append(STEPS[1])
    journal.leave()
    assert path.read_text() == older + STEPS[1].line()

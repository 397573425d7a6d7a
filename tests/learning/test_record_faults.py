"""The record never stops a play, and loses no acknowledged answer, whatever happens to the file or the process."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.state import AnswerGiven
from game.learning.record import store
from game.learning.record.migrations import APPLICATION_ID, MIGRATIONS
from game.learning.record.record_file import record_path
from game.play.session import Session
from tests.learning.conftest import answer, rows

Begin = Callable[..., Session]
TROUBLE = "Your answers are not recorded for now, and the play goes on: "


def give(session: Session, *given: str) -> str:
    """Answer the same question several times. The result is what the player is told of the record."""
    for words in given:
        answer(session, "bell", AnswerGiven(words))
    return session.told()


def sound() -> bool:
    connection = sqlite3.connect(record_path())
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


# The file


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to look like one" * 40, b"SQLite format 3\0"]
)
def test_a_damaged_file_is_moved_aside_and_told_of_once(begin: Begin, content: bytes) -> None:
    record_path().parent.mkdir(parents=True)
    record_path().write_bytes(content)
    session = begin()
    told = give(session, "80")
    assert told.startswith(f"{record_path()} is damaged")
    aside = record_path().with_name("answers-1.sqlite")
    assert told.endswith(f"It is kept as {aside}, and a new record of your answers was begun.")
    assert aside.read_bytes() == content
    assert give(session, "90") == ""
    assert rows("given") == [("80",), ("90",)]


def test_a_record_with_a_torn_page_is_moved_aside_with_all_that_is_in_it(begin: Begin) -> None:
    session = begin()
    give(session, "80")
    session.close()
    content = bytearray(record_path().read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    record_path().write_bytes(content)
    assert "is damaged" in give(begin(), "90")
    assert rows("given") == [("90",)]
    assert record_path().with_name("answers-1.sqlite").read_bytes() == content


def test_a_database_of_something_else_is_moved_aside_unchanged(begin: Begin) -> None:
    record_path().parent.mkdir(parents=True)
    connection = sqlite3.connect(record_path())
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()
    content = record_path().read_bytes()
    assert "is no record of answers. It is kept as" in give(begin(), "80")
    assert record_path().with_name("answers-1.sqlite").read_bytes() == content
    assert rows("given") == [("80",)]


def test_a_record_of_a_newer_version_is_left_alone(begin: Begin) -> None:
    give(begin(), "80")
    connection = sqlite3.connect(record_path())
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    session = begin()
    assert give(session, "90") == f"{TROUBLE}{record_path()} was written by a newer version of the game."
    assert give(session, "90") == ""
    assert rows("given") == [("80",)]


def test_a_record_of_each_earlier_version_is_brought_up_to_date(begin: Begin) -> None:
    for version in range(1, len(MIGRATIONS)):
        record_path().unlink(missing_ok=True)
        record_path().parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(record_path(), isolation_level=None)
        for step in MIGRATIONS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute("INSERT INTO plays VALUES ('a', 'small-quiz', '', '', '', 1, '', '2026', 'play')")
        connection.execute(
            "INSERT INTO answers VALUES (1, 'a', 'bell', '', 'old', '', 'right', 1, 1, 1, '', '2026', '', 0, NULL, '',"
            " 0, 0, '[]', '[]')"
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.close()
        assert give(begin(), "80") == ""
        assert rows("given") == [("old",), ("80",)]


def test_a_folder_in_the_place_of_the_file_is_told_of_and_the_play_goes_on(begin: Begin) -> None:
    record_path().mkdir(parents=True)
    session = begin()
    assert give(session, "80", "90") == f"{TROUBLE}{record_path()} is no ordinary file."
    record_path().rmdir()
    assert give(session, "100") == ""
    assert rows("given") == [("80",), ("90",), ("100",)]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no folder in which nobody can write")
def test_where_nothing_can_be_written_the_play_goes_on(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGHTWINGS_HOME", "/sys/kernel/eightwings")
    session = begin()
    assert give(session, "80", "90").startswith(
        f"{TROUBLE}/sys/kernel/eightwings/data/answers.sqlite cannot be written: "
    )
    assert len(session.played) == 5


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_record_is_told_of_and_the_play_goes_on(begin: Begin) -> None:
    give(begin(), "80")
    record_path().chmod(0o400)
    record_path().parent.chmod(0o500)
    try:
        assert give(begin(), "90").startswith(TROUBLE)
    finally:
        record_path().parent.chmod(0o700)


def test_a_full_disk_is_told_of_once_and_all_is_written_when_there_is_room(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(begin(), "80")
    connected = store._connected

    def full(path: Path, patience: int, writing: bool) -> sqlite3.Connection:
        connection = connected(path, patience, writing)
        connection.execute("PRAGMA max_page_count = 1")  # not one page more than there are
        return connection

    session = begin()
    monkeypatch.setattr(store, "_connected", full)
    assert give(session, *(f"{number}{'0' * 500}" for number in range(1, 40))) == (
        f"{TROUBLE}{record_path()} cannot be used: the disk is full."
    )
    monkeypatch.setattr(store, "_connected", connected)
    assert sound()
    session.close()
    assert len(rows()) == 40
    assert sound()


def test_a_record_that_another_program_holds_is_told_of_and_written_later(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(begin(), "80")
    monkeypatch.setattr(store, "PATIENCE", 1)
    other = sqlite3.connect(record_path(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    session = begin()
    assert give(session, "90") == f"{TROUBLE}{record_path()} cannot be used: another program is writing in it."
    other.execute("ROLLBACK")
    other.close()
    assert give(session, "100") == ""
    assert rows("given") == [("80",), ("90",), ("100",)]


def test_a_record_that_is_deleted_meanwhile_is_begun_anew(begin: Begin) -> None:
    session = begin()
    give(session, "80")
    record_path().unlink()
    assert give(session, "90") == ""
    assert rows("given") == [("90",)]


def test_an_unexpected_error_in_the_record_is_told_of_and_the_play_goes_on(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr(store.AnswerStore, "write", broken)
    session = begin()
    assert give(session, "80", "90") == f"{TROUBLE}(RuntimeError: out of cheese)"
    assert len(session.played) == 5


# The process

#: Answers until it is killed, and prints the number of each answer once the play is told that it was done.
PLAYER = """
import sys
from pathlib import Path
from game.engine.state import AnswerGiven
from game.learning.record.wanted import watch_for_record
from game.play.session import Session
from game.story.packs import load
from tests.learning.conftest import answer

session = Session(load(sys.argv[1]), int(sys.argv[2]))
session.be_watched(watch_for_record(Path(sys.argv[1]), sys.argv[3]))
for number in range(int(sys.argv[4])):
    answer(session, "bell", AnswerGiven(str(number)))
    print(number, session.told(), flush=True)
"""


def player(pack: Path, name: str, answers: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(pack), "1", name, str(answers)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("after", [1, 2, 5, 11])
def test_whoever_is_killed_leaves_every_acknowledged_answer_and_no_damage(begin: Begin, pack: Path, after: int) -> None:
    with player(pack, "Ana", 100_000) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        lines.extend(process.stdout)
    acknowledged = [str(int(line)) for line in lines]
    assert give(begin(), "80") == ""
    kept = [given for (given,) in rows("given")]
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) - 1 - len(acknowledged) in (0, 1)  # one may have been written and not yet told
    assert sound()


def test_two_plays_at_once_lose_nothing(pack: Path, home: Path) -> None:
    processes = [player(pack, name, 15) for name in ("Ana", "Ben")]
    told = [process.communicate(timeout=120)[0] for process in processes]
    assert [out.split() for out in told] == [[str(number) for number in range(15)]] * 2
    assert sorted(rows("given, is_first")) == sorted([(str(number), int(number == 0)) for number in range(15)] * 2)
    assert sound()


def test_two_plays_that_meet_a_damaged_file_lose_nothing(pack: Path, home: Path) -> None:
    record_path().parent.mkdir(parents=True)
    record_path().write_bytes(b"damaged" * 1000)
    processes = [player(pack, name, 5) for name in ("Ana", "Ben")]
    told = "".join(process.communicate(timeout=120)[0] for process in processes)
    assert told.count("It is kept as") == 1
    assert len(rows()) == 10
    assert [path.read_bytes() for path in record_path().parent.glob("answers-*")] == [b"damaged" * 1000]


# Where nothing is recorded


@pytest.mark.parametrize(
    "command", [["test"], ["simulate", "-n", "20", "--workers", "1"], ["check"], ["test", "--coverage"]]
)
def test_playthroughs_simulations_and_checks_leave_no_record(pack: Path, home: Path, command: list[str]) -> None:
    (pack / "one.play.yaml").write_text(
        "playthrough: One\nsteps:\n- do: Bell\n- answer: \"80\"\n- expect: { sees: 'Yes.' }\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "game", command[0], str(pack), *command[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert not record_path().exists()

"""The command that opens and serves a class: what it says, and what it says no to."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from game.cli import main
from game.web.server.class_keeping import open_class
from game.web.server.class_store import ClassStore
from game.web.server.databases import SqliteDatabase
from game.web.server.tokens import secret_digest
from tests.web.server.classes import NOON


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Where classes are kept."""
    return str(tmp_path / "classes.sqlite3")


def kept(store: str) -> ClassStore:
    return ClassStore(SqliteDatabase(Path(store)))


def test_a_class_is_opened_and_told_of(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["class", "first-scene", "--store", store, "--days", "30", "--title", "7b", "--only-open"]
    assert main([*command, "--url", "https://class.example/"]) == 0
    told = capsys.readouterr().out
    classes = kept(store)
    (row,) = classes.classes()
    classes.close()
    assert (row.title, row.days) == ("7b", 30)
    assert f"https://class.example/?code={row.code}" in told
    assert f"eightwings join https://class.example {row.code}" in told
    secret = re.search(r"https://class.example/teacher/(\S+)", told)
    assert secret
    assert secret_digest(secret[1]) == row.secret
    assert secret[1] not in Path(store).read_bytes().decode("latin-1")


def test_a_class_speaks_the_language_of_its_story(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "first-scene", "--language", "de", "--store", store, "--only-open"]) == 0
    capsys.readouterr()
    classes = kept(store)
    (row,) = classes.classes()
    classes.close()
    assert row.language == "de"


def test_a_class_goes_on_by_its_code_and_gets_a_new_secret(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "first-scene", "--store", store, "--only-open"]) == 0
    classes = kept(store)
    (row,) = classes.classes()
    capsys.readouterr()
    command = ["class", "first-scene", "--store", store, "--only-open", "--code", row.code.lower()]
    assert main([*command, "--days", "5"]) == 0
    assert "/teacher/" not in capsys.readouterr().out
    assert main([*command, "--new-secret"]) == 0
    assert "/teacher/" in capsys.readouterr().out
    (after,) = classes.classes()
    classes.close()
    assert after.secret != row.secret
    assert after.days == 5


def test_what_is_asked_for_wrongly_is_a_sentence(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "first-scene", "--store", store, "--only-open"]) == 0
    classes = kept(store)
    (row,) = classes.classes()
    classes.close()
    for command, words in (
        (["first-scene", "--store", store, "--code", "NOSUCH"], "no class with the code NOSUCH"),
        (["ministerial", "--store", store, "--code", row.code], "and not"),
        (["first-scene", "--store", "/dev/null/classes"], "cannot be kept in"),
        (["first-scene", "--store", store, "--port", "99999"], "Port 99999"),
    ):
        assert main(["class", *command]) != 0
        assert words in capsys.readouterr().err


def test_a_port_that_is_taken_is_a_sentence(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["class", "first-scene", "--store", store, "--port", port]) != 0
    assert f"Port {port} of 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_classes_whose_days_are_over_are_gone_when_a_server_starts(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    classes = kept(store)
    open_class(classes, "first-scene", "en", "Long ago \x1b[31m", 1, NOON - 10**9)
    assert main(["class", "first-scene", "--store", store, "--only-open", "--title", "Now"]) == 0
    assert "Deleted, for its days are over: Long ago" in (told := capsys.readouterr().err)
    assert "\x1b" not in told
    assert [row.title for row in classes.classes()] == ["Now"]
    classes.close()


def test_the_store_is_for_nobody_else_to_read(store: str) -> None:
    kept(store).close()
    assert Path(store).stat().st_mode & 0o077 == 0

"""The file of settings: read whatever it is, changed line by line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from game.record.settings_file import (
    MOST_SETTINGS_BYTES,
    changed_settings,
    parse_settings,
    read_settings_file,
    settings_path,
    write_setting,
)

BY_HAND = """\
# Mine
theme = 'morning'    # in the sun
pace=cards
glyphs = "asc\\"ii"
"reduced-motion" = true

[keys]  # as on my old machine
map = "f8"
[later]
sound = 3
"""


def test_what_is_written_by_hand_is_read() -> None:
    file = parse_settings(BY_HAND)
    assert file.values == {
        "": {"theme": "morning", "pace": "cards", "glyphs": 'asc"ii', "reduced-motion": "true"},
        "keys": {"map": "f8"},
        "later": {"sound": "3"},
    }
    assert file.odd_lines == ()


def test_what_is_written_is_toml() -> None:
    tomllib = pytest.importorskip("tomllib")
    text = changed_settings(changed_settings("", "", "theme", 'a"b\\c'), "keys", "map", "f8,ctrl+t")
    text = changed_settings(text, "", "reduced-motion", True)
    assert tomllib.loads(text) == {"theme": 'a"b\\c', "reduced-motion": True, "keys": {"map": "f8,ctrl+t"}}
    assert parse_settings(text).values == {
        "": {"theme": 'a"b\\c', "reduced-motion": "true"},
        "keys": {"map": "f8,ctrl+t"},
    }


def test_a_line_that_says_nothing_is_named_and_the_others_count() -> None:
    file = parse_settings('theme =\nfonts = ["a", "b"]\npace = "cards" "x"\nmeasure = wide\n=\n[keys\n')
    assert file.values == {"": {"measure": "wide"}}
    assert file.odd_lines == (1, 2, 3, 5, 6)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_the_line_of_a_setting_changes(ending: str) -> None:
    before = BY_HAND.replace("\n", ending)
    after = changed_settings(before, "", "theme", "evening")
    assert after == before.replace("'morning'", '"evening"')
    assert changed_settings(after, "keys", "map", "f2").count('map = "f2"') == 1
    assert changed_settings(before, "keys", "map", None) == before.replace(f'map = "f8"{ending}', "")


def test_a_new_setting_goes_to_its_section() -> None:
    text = changed_settings(BY_HAND, "", "measure", "wide")
    assert parse_settings(text).values[""]["measure"] == "wide"
    assert parse_settings(changed_settings(text, "keys", "notes", "f9")).values["keys"] == {"map": "f8", "notes": "f9"}
    assert changed_settings("theme = 'x'", "keys", "map", "f8") == "theme = 'x'\n\n[keys]\nmap = \"f8\"\n"


def test_of_two_lines_the_last_counts_and_is_the_one_that_changes() -> None:
    text = "pace = cards\npace = at-once\n"
    assert parse_settings(text).values == {"": {"pace": "at-once"}}
    assert parse_settings(changed_settings(text, "", "pace", "cards")).values == {"": {"pace": "cards"}}


def test_a_file_that_is_missing_is_empty() -> None:
    assert read_settings_file(settings_path()).problem == ""


def test_the_folder_is_made_with_the_first_setting(home: Path) -> None:
    write_setting(settings_path(), "", "theme", "morning")
    assert settings_path() == home / "config" / "settings.toml"
    assert read_settings_file(settings_path()).values == {"": {"theme": "morning"}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text("theme = 'morning'\n", encoding="utf-8")
    return path


def test_what_another_window_has_set_meanwhile_stays(file: Path) -> None:
    write_setting(file, "", "pace", "cards")
    write_setting(file, "", "glyphs", "ascii")
    assert read_settings_file(file).values[""] == {"theme": "morning", "pace": "cards", "glyphs": "ascii"}


@pytest.mark.parametrize("content", [b"theme = '\xff'", b"#" * (MOST_SETTINGS_BYTES + 1)], ids=["no text", "too long"])
def test_a_damaged_file_is_told_and_kept_when_a_setting_changes(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    read = read_settings_file(file)
    assert read.values == {}
    assert read.problem.endswith(".")
    write_setting(file, "", "theme", "evening")
    assert read_settings_file(file).values == {"": {"theme": "evening"}}
    assert file.with_name("settings-1.toml").read_bytes() == content


posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


@posix
@pytest.mark.parametrize("made", [lambda path: path.mkdir(), os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_ordinary_file_is_told_at_once_and_left_alone(tmp_path: Path, made) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "settings.toml"
    made(path)
    assert "cannot be read" in read_settings_file(path).problem
    with pytest.raises(OSError):
        write_setting(path, "", "theme", "evening")
    assert not path.is_file()


@posix
def test_a_link_to_an_ordinary_file_is_followed_as_dotfile_managers_make_them(tmp_path: Path, file: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    write_setting(link, "", "theme", "evening")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == 'theme = "evening"\n'


@posix
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    link = tmp_path / "settings.toml"
    link.symlink_to(tmp_path / "gone")
    assert read_settings_file(link).problem == "settings.toml is a link that leads nowhere."


def test_a_file_that_may_not_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert read_settings_file(file).problem == "settings.toml cannot be read: Permission denied."

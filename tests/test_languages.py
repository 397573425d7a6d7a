"""In which language a pack is played: what was asked for, what the environment wants, what the pack has."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from game.cli import main
from game.record.locations import plays_folder

GERMAN, ENGLISH = "Der Kiosk", "The kiosk"
PACK = """\
pack: The kiosk
id: kiosk
scenes:
  s:
    text: The kiosk is open.
    choices:
      - { choose: Buy a paper, text: You buy it., stay: true }
      - { choose: Go home, end: e }
endings: { e: Done. }
"""
TEXTS = "name: Deutsch\ntexts:\n  pack.pack: { was: The kiosk, text: Der Kiosk }\n"

Play = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "kiosk"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "de.yaml").write_text(f"language: de\n{TEXTS}", "utf-8")
    return folder


@pytest.fixture
def play(pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Play:
    """Plays the pack line by line. The result is the exit code, what was told and what was complained of."""

    def played(*words: str, typed: Sequence[str] = (), **environment: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        with monkeypatch.context() as surroundings:
            for name, value in environment.items():
                surroundings.setenv(name, value)
            code = main(["play", str(pack), "--plain", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return played


def title(told: tuple[int, str, str]) -> str:
    return told[1].split("\n", 1)[0]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, GERMAN),
        ({"LANG": "de_AT.UTF-8"}, GERMAN),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de"}, GERMAN),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, ENGLISH),
        ({"LANGUAGE": "en:de"}, ENGLISH),
        ({"LANGUAGE": "nl:de"}, GERMAN),
        ({"LANG": "ja_JP.UTF-8"}, ENGLISH),
        ({"LANG": "x" * 5_000}, ENGLISH),
    ],
)
def test_the_environment_chooses_and_says_nothing(play: Play, environment: dict[str, str], expected: str) -> None:
    told = play(**environment)
    assert (told[0], title(told), told[2]) == (0, expected, "")
    assert "no texts" not in told[1]


@pytest.mark.parametrize("tag", ["de", "DE", "de_DE", "de-AT", "de_ch"])
def test_who_asks_for_a_language_in_any_spelling_gets_it(play: Play, tag: str) -> None:
    assert title(play("--language", tag, LANG="fr_FR")) == GERMAN


def test_a_variety_is_found_by_its_language(play: Play, pack: Path) -> None:
    (pack / "de.yaml").write_text(f"language: de-AT\n{TEXTS}", "utf-8")
    assert title(play("--language", "de")) == GERMAN


def test_a_pack_that_says_no_language_is_english(play: Play) -> None:
    told = play("--language", "en-GB", LANG="de_DE")
    assert (title(told), "no texts" in told[1]) == (ENGLISH, False)


def test_the_language_in_which_a_pack_was_written_can_be_asked_for(play: Play, pack: Path) -> None:
    (pack / "pack.yaml").write_text(PACK.replace("id: kiosk", "id: kiosk\nlanguage: nl"), "utf-8")
    assert title(play("--language", "nl_BE")) == ENGLISH
    assert title(play(LANGUAGE="nl:de")) == ENGLISH
    assert title(play("--new", LANG="de_DE")) == GERMAN


def test_a_language_that_only_the_game_knows_plays_the_pack_as_it_was_written_and_says_so_once(play: Play) -> None:
    code, out, err = play("--language", "pl")
    words = " ".join(out.split())
    assert (code, out.split("\n", 1)[0], err) == (0, ENGLISH, "")
    assert words.count("Tego pakietu nie ma w tym języku, więc gra się w nim tak, jak go napisano (English).") == 1


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("nl", "The pack has no texts in the language “nl”. It has: de (Deutsch)."),
        ("German", "“German” is not the tag of a language, such as `de` or `pt-BR`. Did you mean `de`? The pack has: "
                   "de (Deutsch)."),
        ("12", "“12” is not the tag of a language, such as `de` or `pt-BR`. The pack has: de (Deutsch)."),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_refused(play: Play, asked: str, sentence: str) -> None:
    code, out, err = play("--language", asked)
    assert (code, out, err.strip()) == (2, "", sentence)


def test_a_language_is_refused_of_a_pack_without_translations_too(play: Play, pack: Path) -> None:
    (pack / "de.yaml").unlink()
    assert play("--language", "nl")[2].strip() == (
        "The pack has no texts in the language “nl”. It has no translations."
    )
    assert title(play("--language", "de")) == ENGLISH


def test_a_play_goes_on_in_its_language_whatever_the_environment_says(play: Play) -> None:
    assert title(play("--language", "de", typed=["1", "quit"])) == GERMAN
    for environment in ({}, {"LANG": "en_US.UTF-8"}):
        told = play(**environment)
        assert (title(told), "begun in" in told[1]) == (GERMAN, False)
    assert "begun in Deutsch" in " ".join(play("--language", "en")[1].split())


def test_a_play_of_older_versions_goes_on_in_the_language_of_the_pack(play: Play) -> None:
    play(typed=["1", "quit"])
    told = play(LANG="de_DE.UTF-8")
    assert (title(told), "begun in" in told[1], "after 1 step" in told[1]) == (ENGLISH, False, True)


def test_a_play_that_is_over_or_in_which_nothing_was_done_decides_nothing(play: Play) -> None:
    play("--language", "de", typed=["2", "quit"])
    assert title(play()) == ENGLISH
    told = play(LANG="de_DE.UTF-8")
    assert (title(told), "begun in" in told[1]) == (GERMAN, False)


def test_a_new_play_is_in_the_language_of_the_environment(play: Play) -> None:
    play("--language", "de", typed=["1", "quit"])
    assert title(play("--new")) == ENGLISH


def test_a_play_in_a_language_that_is_gone_goes_on(play: Play, pack: Path) -> None:
    play("--language", "de", typed=["1", "quit"])
    (pack / "de.yaml").write_text("language: nl\nname: Nederlands\n", "utf-8")
    told = play()
    assert (told[0], title(told), "after 1 step" in told[1]) == (0, ENGLISH, True)


def test_a_play_that_is_loaded_goes_on_in_its_language(play: Play, tmp_path: Path) -> None:
    play("--language", "de", "--record", str(tmp_path / "mine.play.yaml"), typed=["1", "quit"])
    assert title(play("--load", str(tmp_path / "mine.play.yaml"))) == GERMAN


def test_plays_of_every_language_lie_in_one_folder(play: Play) -> None:
    play("--language", "de", "--seed", "1")
    play("--seed", "2")
    assert len(list(plays_folder("kiosk").glob("*.play.yaml"))) == 2

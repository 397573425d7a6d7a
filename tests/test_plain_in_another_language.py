"""Plays in plain mode in a language that nobody speaks: whatever is said in plain letters, nobody can translate."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from game.plain import PlainClient
from game.play.opening import Opened, open_play
from game.story.packs import load
from tests.localisation.pseudo_language import THE_ORIGINAL, spoken
from tests.localisation.words_of_packs import PACKS, untranslated, words_in, words_of_translation

HERE = Path(__file__).parent
MORNINGS = sorted(
    file for file in (HERE / "transcripts").glob("*.txt") if file.read_text("utf-8").startswith("# harbour,")
)
EVERY_PAGE = (
    "help", "1", "map", "notes", "people", "deadlines", "go office", "talk to ines", "1", "source 1.1", "leave", "undo",
    "redo", "story", "story all", "transcript", "back to 2", "settings", "theme morning", "theme qqq", "save",
    "save qqq", "save qqq", "save test qqq", "save debrief", "load", "load qqq", "load 99", "delete", "delete zzz",
    "delete qqq", "documents", "notice", "unsaved", "goals", "status", "endings", "achievements", "zzz", "quit",
)  # fmt: skip


def said(opened: Opened, plays: Path, *typed: str) -> str:
    """Everything that the client says when these lines are typed, without them."""
    out = io.StringIO()
    PlainClient(opened, plays, io.StringIO("".join(f"{line}\n" for line in typed)), out).run()
    opened.session.close()
    return "\n".join(line for line in out.getvalue().splitlines() if not line.startswith("> "))


def untranslated_words(said: str, typed: list[str], *paths: object) -> list[str]:
    story = load(PACKS / "harbour", "fr")
    ids = (*story.documents, *(topic for fact in story.facts.values() for topic in fact.topics))
    named = words_in(
        " ".join(
            (
                *typed,
                *map(str, paths),
                *ids,
                "eightwings test current.play.yaml debrief.html home config settings.toml plays",
            )
        )
    )
    return untranslated(
        said.replace(THE_ORIGINAL, ""), words_of_translation(PACKS / "harbour", "fr") | frozenset(named)
    )


@pytest.mark.parametrize("transcript", MORNINGS, ids=lambda file: file.stem)
def test_whole_plays(transcript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, _, play = transcript.read_text("utf-8").partition("\n")
    typed = [line[2:] for line in play.splitlines() if line.startswith("> ")]
    seed = int(re.findall(r"\d+", head)[-1])
    with spoken(tmp_path, monkeypatch):
        opened = open_play(load(PACKS / "harbour", "fr"), tmp_path / "plays", seed=seed)
        text = said(opened, tmp_path / "plays", *typed)
    # What is near to a slip of the pen is English where the slip was.
    assert untranslated_words(text, typed, tmp_path, "put-away", "look") == [], text


def test_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with spoken(tmp_path, monkeypatch):
        opened = open_play(load(PACKS / "harbour", "fr"), tmp_path / "plays", seed=1)
        text = said(opened, tmp_path / "plays", *EVERY_PAGE)
        again = said(open_play(load(PACKS / "harbour", "fr"), tmp_path / "plays", seed=None), tmp_path / "plays")
    words = f"{text}\n{again}"
    assert untranslated_words(words, list(EVERY_PAGE), tmp_path, "put-away", "playthroughs") == [], words


def test_there_are_plays_to_look_at() -> None:
    assert len(MORNINGS) > 2

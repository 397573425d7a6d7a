"""What a measure stands for, for players who ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.commands import Say, understand
from game.play.help_text import help_lines
from game.play.session import Session
from game.story.packs import load

PACK = """\
pack: Two numbers
id: two_numbers
measures:
  nerve: { name: Nerve, about: How much of the day you can still stand., start: 2, min: 0, max: 5 }
  luck: { name: Luck, start: 1, min: 0, max: 3 }
  grudge: { name: Grudge, about: Nobody sees it., start: 0, min: 0, max: 3, hidden: true }
scenes:
  main: { text: Well., choices: [{ choose: On, end: e }] }
endings: { e: Over. }
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    file = tmp_path / "two.yaml"
    file.write_text(PACK, "utf-8")
    return Session(load(file), 1)


def said(session: Session, typed: str) -> str:
    command = understand(session, typed)
    assert isinstance(command, Say)
    return "\n".join(line.words for line in command.lines)


@pytest.mark.parametrize("typed", ["x nerve", "what is nerve", "what's nerve?", "what does nerve mean"])
def test_a_measure_is_explained_with_its_value(session: Session, typed: str) -> None:
    assert said(session, typed) == "Nerve: 2 of 5. How much of the day you can still stand."


def test_without_words_of_the_pack_its_value_is_told(session: Session) -> None:
    assert said(session, "x luck") == "Luck: 1 of 3"


def test_what_is_hidden_is_not_told(session: Session) -> None:
    assert "Nobody sees it" not in said(session, "x grudge")


def test_the_help_and_the_status_explain_it(session: Session) -> None:
    assert "Nerve: How much of the day you can still stand." in help_lines(session.story)
    assert "Nerve: 2 of 5. How much of the day you can still stand." in said(session, "status")

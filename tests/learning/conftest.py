"""What the tests of the record share: a quiz with every kind of question, and a play whose answers are kept."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from game.engine.state import Action
from game.learning.record.answer_keeper import AnswerKeeper
from game.learning.record.answer_watch import AnswerWatch
from game.learning.record.record_file import record_path
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load

QUIZ = """\
pack: A small quiz
id: small-quiz
disclaimer: Invented, built on an almanac of 1921.
scenes:
  test:
    learn: weight
    choices:
      - { choose: Bell, ask: bell, right: "Yes.", wrong: "No.", passed: "Well.", again: true, stay: true }
      - { choose: Maker, ask: maker, right: "Yes.", wrong: "No.", again: true, stay: true }
      - { choose: Pilot, ask: pilot, right: "Yes.", wrong: "No.", again: true, stay: true }
      - { choose: Tides, ask: tides, right: "Yes.", wrong: "No.", again: true, stay: true }
      - { choose: Pairs, ask: pairs, right: "Yes.", wrong: "No.", again: true, stay: true }
      - { choose: Gaps, ask: gaps, right: "Yes.", wrong: "No.", again: true, stay: true }
      - { choose: Leave, end: over }
endings:
  over: That was all.
questions:
  bell: { text: How heavy is the bell?, number: 80, unit: kg, cites: weight }
  maker:
    text: Who cast the bell?
    cites: weight
    because: It stands on the rim.
    answers:
      - { right: The foundry, id: foundry }
      - { wrong: The smith, id: smith }
      - { wrong: The harbour master, id: master }
  pilot: { text: Who called it stubborn?, answer: [Jan Roos, Roos], not: [Jan Ross], cites: words }
  tides: { text: Put the tides in order., order: [slack water, flood, ebb], cites: words }
  pairs: { text: What belongs together?, match: { Weight: heavy, Maker: foundry, Sound: deep }, cites: weight }
  gaps: { cloze: "The harbour is [small] but [stubborn|obstinate].", cites: words }
"""
ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  weight: { states: The bell of the foundry weighs 80 kg., paragraph: 1, by: article, as_of: "1921", topics: [bell] }
  words:
    states: The pilot Jan Roos called the harbour small but stubborn.
    paragraph: 2
    by: article
    as_of: "1921"
    topics: [harbour]
"""


@pytest.fixture
def midday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is about noon where the player is: what comes back in ten minutes comes back on the same day."""
    if not hasattr(time, "tzset"):  # Windows: there the hour is what it is
        yield
        return
    with monkeypatch.context() as patch:
        patch.setenv("TZ", f"NOON{datetime.now(UTC).hour - 12:+d}")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The folder of the quiz."""
    folder = tmp_path / "small-quiz"
    folder.mkdir()
    (folder / "pack.yaml").write_text(QUIZ, "utf-8")
    (folder / "almanac.yaml").write_text(ALMANAC, "utf-8")
    return folder


@pytest.fixture
def quiz(pack: Path) -> Story:
    """The quiz as a story."""
    return load(pack)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def begin(home: Path, quiz: Story, pack: Path, clock: Clock) -> Iterator[Callable[..., Session]]:
    """Begins a play whose answers are kept."""
    begun = []

    def make(player: str = "", seed: int = 1, story: Story = quiz) -> Session:
        session = Session(story, seed)
        session.be_watched(lambda watched: AnswerWatch(watched, AnswerKeeper(watched, pack, player), clock))
        begun.append(session)
        return session

    yield make
    for opened in begun:
        opened.close()


def ask(session: Session, choice: str) -> None:
    """Have a question asked."""
    session.do(next(option.id for option in session.options if option.id.endswith(f"/{choice}")))


def answer(session: Session, choice: str, action: Action) -> None:
    """Have a question asked, and answer it."""
    ask(session, choice)
    session.do(action)


def rows(columns: str = "question, given, verdict") -> list[tuple[Any, ...]]:
    """What the record holds."""
    connection = sqlite3.connect(record_path())
    try:
        return connection.execute(f"SELECT {columns} FROM answers ORDER BY number").fetchall()  # noqa: S608
    finally:
        connection.close()

"""Both clients keep answers, and start without what keeps them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.author.workbench import Workbench, examine_work
from game.learning.practice.practice_offered import practice_of_record
from game.learning.record.record_file import record_path
from game.learning.record.wanted import watch_for_record
from game.play.opening import CURRENT, begin_play
from game.record.locations import plays_folder
from game.story.model.story import Story
from tests.app.conftest import screen_text
from tests.learning.conftest import rows

TYPED = "1\n80\n1\n90\nundo\nquit\n"

#: Shows the first frame of the app, and says what was loaded by then.
FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
from game.app.application import EightWings
from game.learning.record.wanted import watch_for_record
from game.record.story_cache import load_story
from game.play.play_folders import home_of

async def show():
    pack = Path(sys.argv[1])
    story = load_story(str(pack))
    app = EightWings(story, home_of(story, pack), None, pack, watch_for_record(pack))
    async with app.run_test() as pilot:
        await pilot.pause()
        loaded = set(sys.modules)
        if sys.argv[2:]:
            await pilot.press("1")
            await pilot.pause()
            loaded = set(sys.modules)
    print(*loaded)

asyncio.run(show())
"""


@pytest.mark.parametrize("then", [[], ["begin"]])
def test_neither_title_nor_a_new_game_loads_a_database(pack: Path, home: Path, then: list[str]) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(pack), *then], capture_output=True, text=True, check=True,
        env={**os.environ, "TERM": "xterm-256color"},
    ).stdout.split()  # fmt: skip
    assert "game.learning.record.wanted" in loaded
    assert ("game.learning.record.answer_watch" in loaded) is bool(then)
    assert not {"sqlite3", "fsrs", "xlsxwriter"} & set(loaded)


def play(pack: Path, *words: str, typed: str = TYPED) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", str(pack), "--plain", *words],
        input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.stderr
    return done.stdout


def test_the_plain_client_keeps_answers_under_the_name_that_was_given(pack: Path, home: Path) -> None:
    play(pack, "--name", "Ana")
    assert rows("given, verdict, taken_back <> ''") == [("80", "right", 0), ("90", "wrong", 1)]
    assert rows("(SELECT player FROM plays WHERE id = play)") == [("Ana",), ("Ana",)]


def test_a_play_that_goes_on_in_another_process_is_one_play(pack: Path, home: Path) -> None:
    play(pack)
    play(pack, typed="90\nquit\n")
    assert rows("given, is_first, taken_back <> ''") == [("80", 1, 0), ("90", 0, 0)]
    assert len(set(rows("play"))) == 1


def test_a_play_that_is_loaded_is_watched_too(pack: Path, home: Path) -> None:
    play(pack, typed="1\nsave here\nload here\n80\nquit\n")
    assert rows("given") == [("80",)]


def test_nothing_is_kept_when_the_environment_says_so(pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGHTWINGS_RECORD", "0")
    play(pack)
    assert not record_path().exists()


def test_what_is_wrong_with_the_record_is_told_once_and_the_play_goes_on(pack: Path, home: Path) -> None:
    record_path().mkdir(parents=True)
    out = play(pack)
    assert " ".join(out.split()).count("Your answers are not recorded for now, and the play goes on:") == 1
    assert "Taken back: 90" in out


async def test_the_app_keeps_answers(quiz: Story, pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    plays = plays_folder(quiz.id)
    opened = begin_play(quiz, plays / CURRENT, 7)
    app = EightWings(quiz, plays, opened, pack, watch_for_record(pack, "Ben"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("1")
        await pilot.press(*"80", "enter")
        await pilot.pause()

    assert rows("given, verdict") == [("80", "right")]


# Practice at the title


async def test_what_is_due_can_be_practised_from_the_title(
    quiz: Story, pack: Path, home: Path, midday: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    play(pack, "--name", "Ben", typed="1\n80\nquit\n")
    connection = sqlite3.connect(record_path())
    connection.execute("UPDATE answers SET at = '2020-01-01T00:00:00.000Z'")
    connection.commit()
    connection.close()
    practise = practice_of_record(quiz, pack, "Ben")
    app = EightWings(quiz, plays_folder(quiz.id), None, pack, watch_for_record(pack, "Ben"), practise)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        assert "How heavy is the bell?" in screen_text(app)
        assert "Practice: 1 question due. Every answer is kept." in screen_text(app)
        await pilot.press("f6")
        await pilot.pause()
        assert "This is practice" in screen_text(app)
        await pilot.press(*"90", "enter")
        await pilot.pause()
        assert "Questions: 0 right of 1 answered." in screen_text(app)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        assert "Nothing is due now. Later today: 1 question." in screen_text(app)
    assert rows("given, verdict") == [("80", "right"), ("90", "wrong")]
    assert rows("(SELECT occasion FROM plays WHERE id = play)") == [("play",), ("review",)]
    saved = [path.name for path in plays_folder(quiz.id).glob("*.play.yaml")]
    assert saved == ["current.play.yaml"]


async def test_without_a_record_the_title_offers_no_practice(quiz: Story, pack: Path, home: Path) -> None:
    assert practice_of_record(quiz, pack) is None


async def test_a_record_that_cannot_be_read_is_told_of_at_the_title(quiz: Story, pack: Path, home: Path) -> None:
    record_path().parent.mkdir(parents=True)
    record_path().write_bytes(b"damaged" * 1000)
    practise = practice_of_record(quiz, pack)
    assert practise is not None
    assert practise() == f"{record_path()} is damaged (file is not a database)."


def test_a_play_in_the_preview_is_watched_by_nobody(pack: Path, home: Path) -> None:
    bench = Workbench(pack, 1)
    examined = examine_work(pack, None)
    assert examined is not None
    bench.take_up(examined)
    assert bench.session is not None
    assert bench.session.watcher is None

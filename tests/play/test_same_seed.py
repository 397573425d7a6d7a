"""The same seed gives the same game wherever the pack lies and whatever its folder is called, for ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.engine import Refused
from game.play.opening import begin_play, continue_play, load_play
from game.play.play_header import header
from game.play.saved_games import save_as
from game.play.session import Session
from game.playthrough.discovery import find_playthroughs
from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.playthrough.writing import as_test
from game.record.journal import read_record
from game.record.locations import CURRENT
from game.story.model.story import STREAM, Story
from game.story.packs import load
from game.story.source import library

PACK = """\
pack: Draws
scenes:
  hall:
    choices:
      - { choose: Ask, again: true, ask: { from: [q0, q1, q2, q3, q4, q5, q6, q7] }, stay: true }
      - { choose: Leave, end: e }
endings: { e: E. }
questions:
"""
QUESTIONS = "".join(f"  q{number}: {{ text: Which {number}?, cites: f, number: {number} }}\n" for number in range(8))
DOSSIER = """\
dossier: d
title: D
article: a.txt
as_of: early 2025
invented: true
facts: { f: { states: It is so., paragraph: 1, by: article, as_of: early 2025, topics: [t] } }
"""


def written(folder: Path, head: str = "") -> Path:
    folder.mkdir()
    (folder / "pack.yaml").write_text(f"{PACK}{QUESTIONS}{head}disclaimer: Invented.\n", "utf-8")
    (folder / "d.yaml").write_text(DOSSIER, "utf-8")
    return folder


def drawn(session: Session) -> list[str]:
    """The questions that are drawn, one after the other."""
    asked = []
    for _ in range(6):
        session.do("hall/ask")
        asked.append(session.question.id if session.question is not None else "")
        session.do("pass")
    return asked


def test_a_pack_under_another_name_draws_the_same(tmp_path: Path) -> None:
    story, copy = load(written(tmp_path / "one")), load(written(tmp_path / "other"))
    for seed in range(5):
        assert drawn(Session(story, seed)) == drawn(Session(copy, seed))


def test_what_a_pack_says_that_it_is_called_stays_its_stream(tmp_path: Path) -> None:
    story = load(written(tmp_path / "anything", "id: harbour\n"))
    older = Session(load(written(tmp_path / "harbour")), 5, stream="harbour")
    assert drawn(Session(story, 5)) == drawn(older)


def test_the_main_adventure_passes_its_tests_under_another_name(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(library.find_pack("hq"), tmp_path / "copied"))
    text = (folder / "pack.yaml").read_text("utf-8")
    (folder / "pack.yaml").write_text(text.replace("id: hq\n", ""), "utf-8")
    story = load(folder)
    assert story.stream == STREAM
    names = ("another-seed", "the-ministerial-goes-well", "the-contact-group-goes-well")
    for found in find_playthroughs(folder):
        if found.path.stem in names:
            playthrough, _ = read_playthrough(found.path, story, pack=folder)
            assert playthrough is not None
            assert run(playthrough, story).failures == ()


@pytest.fixture
def old(tmp_path: Path) -> tuple[Story, Session, Path]:
    """A pack, a play of it by an older version, which drew from the name of the folder, and its file."""
    story = load(written(tmp_path / "my-pack"))
    session = Session(story, 5, stream="my-pack")
    drawn(session)
    path = tmp_path / CURRENT
    head = header(session)._replace(chance=None)
    path.write_text(head.lines() + "".join(step.line() for step in session.record), "utf-8")
    return story, session, path


def test_a_play_of_an_older_version_goes_on_as_the_same_game(old: tuple[Story, Session, Path]) -> None:
    story, session, path = old
    opened = continue_play(story, path)
    assert (opened.notice, opened.session.state) == ("", session.state)
    assert drawn(opened.session) == drawn(session)
    opened.session.close()


def test_so_do_its_copies_and_its_tests(old: tuple[Story, Session, Path], tmp_path: Path) -> None:
    story, session, path = old
    opened = continue_play(story, path)
    copy = save_as(opened.session, tmp_path, "copy").path
    opened.session.close()
    assert read_record(copy).header.chance == "my-pack"
    loaded = load_play(story, copy, path)
    assert loaded.session.state == session.state
    test = tmp_path / "test.yaml"
    test.write_text(as_test(loaded.session, "A test"), "utf-8")
    loaded.session.close()
    playthrough, _ = read_playthrough(test, story)
    assert playthrough is not None
    assert run(playthrough, story).failures == ()


def test_what_an_older_version_recorded_as_a_test_passes_in_a_copy_of_the_pack(
    old: tuple[Story, Session, Path], tmp_path: Path
) -> None:
    _, session, _ = old
    test = tmp_path / "test.yaml"
    test.write_text(as_test(session, "A test").replace("chance: my-pack\n", ""), "utf-8")
    copied = load(written(tmp_path / "copied"))
    playthrough, _ = read_playthrough(test, copied)
    assert playthrough is not None
    assert run(playthrough, copied).failures == ()


def test_a_new_play_says_itself_from_what_it_draws(tmp_path: Path) -> None:
    story = load(written(tmp_path / "one"))
    session = begin_play(story, tmp_path / CURRENT, 5).session
    asked = drawn(session)
    session.close()
    (tmp_path / "one" / "pack.yaml").write_text(f"{PACK}{QUESTIONS}id: soup\ndisclaimer: Invented.\n", "utf-8")
    opened = continue_play(load(tmp_path / "one"), tmp_path / CURRENT)
    assert opened.session.stream == STREAM
    assert [step.asked for step in opened.session.steps() if step.asked] == asked
    with pytest.raises(Refused):
        opened.session.do("pass")
    opened.session.close()

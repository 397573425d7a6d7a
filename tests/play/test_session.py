"""A session: walking, undo, and continuing a play though its story was changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.engine import Refused, events
from game.play.opening import begin_play, continue_play, load_play, open_play, save_as, saved_plays
from game.play.session import Session
from game.record.journal import JournalError
from game.story.packs import load
from game.story.program import Story
from tests.scenes.players import play

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"


def test_walking_goes_through_every_place_on_the_way(harbour: Story) -> None:
    session = Session(harbour, 3)
    session.do("waking/go_and_ask")
    turn = session.walk("loft")
    assert [event.place for event in turn.events if isinstance(event, events.Arrived)] == ["office", "loft"]
    assert [step.do for step in session.steps()] == ["waking/go_and_ask", "go:north", "go:up"]


def test_walking_stops_where_something_happens(harbour: Story) -> None:
    session = Session(harbour, 3)
    with pytest.raises(Refused, match="in the middle of something"):
        session.walk("loft")
    with pytest.raises(Refused, match="A lamp would help"):
        session.do("waking/go_and_ask")
        session.walk("boat")


def test_undo_goes_back_step_by_step_to_the_beginning(harbour: Story) -> None:
    session = Session(harbour, 3)
    states = [session.state]
    for step in ("waking/go_and_ask", "go:north", "scene:talk_to_ines"):
        session.do(step)
        states.append(session.state)
    while session.undo():
        states.pop()
        assert session.state == states[-1]
    assert len(states) == 1


def test_a_refused_step_leaves_the_play_and_its_file_alone(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "a.play.yaml", 3).session
    before, content = session.state, (tmp_path / "a.play.yaml").read_bytes()
    with pytest.raises(Refused):
        session.do("go:north")
    assert session.state == before
    assert (tmp_path / "a.play.yaml").read_bytes() == content
    session.close()


@pytest.fixture
def edited(tmp_path: Path) -> tuple[Path, Path]:
    """A pack that can be edited, and a play of it that talked to Ines."""
    pack = tmp_path / "harbour"
    shutil.copytree(HARBOUR, pack)
    path = tmp_path / "current.play.yaml"
    session = begin_play(load(pack), path, 3).session
    for step in ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        session.do(step)
    session.close()
    return pack, path


def test_a_play_survives_an_edit_elsewhere(edited: tuple[Path, Path]) -> None:
    pack, path = edited
    scenes = pack / "scenes.yaml"
    scenes.write_text(scenes.read_text("utf-8").replace("You straighten your coat.", "You yawn."), "utf-8")
    opened = continue_play(load(pack), path)
    assert opened.notice == ""
    assert len(opened.session.steps()) == 4
    opened.session.close()


def test_a_step_that_no_longer_exists_is_named_and_the_play_goes_on_before_it(edited: tuple[Path, Path]) -> None:
    pack, path = edited
    scenes = pack / "scenes.yaml"
    scenes.write_text(scenes.read_text("utf-8").replace("Ask about the bell", "Ask about the tide"), "utf-8")
    opened = continue_play(load(pack), path)
    assert "“Ask about the bell” is no longer possible" in opened.notice
    assert "one step is set aside" in opened.notice
    opened.session.do("talk_to_ines/ask_about_the_tide")
    opened.session.close()
    again = continue_play(load(pack), path)
    assert again.notice == ""
    assert [step.do for step in again.session.steps()][-1] == "talk_to_ines/ask_about_the_tide"
    assert "ask_about_the_bell" in path.read_text("utf-8")
    again.session.close()


def test_a_play_saved_under_a_name_can_be_loaded_any_number_of_times(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "current.play.yaml", 3).session
    session.do("waking/go_and_ask")
    saved = save_as(session, tmp_path, "Before the office!")
    session.do("go:north")
    session.close()
    assert [(play.name, play.steps) for play in saved_plays(tmp_path)] == [("before-the-office", 1)]
    for _ in range(2):
        loaded = load_play(harbour, saved, tmp_path / "current.play.yaml").session
        assert len(loaded.steps()) == 1
        loaded.do("go:east")
        loaded.close()


def test_the_name_of_the_autosave_is_taken(harbour: Story, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="Choose another name"):
        save_as(Session(harbour, 3), tmp_path, "current")


def test_after_the_end_a_new_play_begins_by_itself(harbour: Story, tmp_path: Path) -> None:
    session = begin_play(harbour, tmp_path / "current.play.yaml", 3).session
    for action in play(harbour, 3, skill=1.0).actions:
        session.do(action)
    assert session.is_over
    session.close()
    opened = open_play(harbour, tmp_path, seed=None)
    assert opened.session.steps() == ()
    opened.session.close()

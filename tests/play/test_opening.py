"""Opening plays: what a player is told of one whose story was edited, and that nothing is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.play.opening import begin_play, continue_play, load_play, open_play
from game.record.journal import Header, Journal, JournalError, Step, read_play, read_record
from game.story.packs import load
from tests.conftest import PACKS

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"
STEPS = ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack that can be edited."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    return tmp_path / "harbour"


@pytest.fixture
def path(pack: Path, tmp_path: Path) -> Path:
    """A play of it, which has asked Ines about the bell."""
    path = tmp_path / "current.play.yaml"
    session = begin_play(load(pack), path, 3).session
    for step in STEPS:
        session.do(step)
    session.close()
    return path


Edit = Callable[[str, str], None]


@pytest.fixture
def edit(pack: Path) -> Edit:
    """Replaces words in the scenes and places of the pack; they must be there."""

    def make(old: str, new: str) -> None:
        files = [entry for entry in pack.glob("*.yaml") if old in entry.read_text("utf-8")]
        assert files
        for file in files:
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return make


def kept(path: Path, number: int = 1) -> Path:
    return path.with_name(f"current-{number}.play.yaml")


def test_a_play_survives_an_edit_elsewhere_in_the_same_file(pack: Path, path: Path, edit: Edit) -> None:
    edit("You straighten your coat.", "You yawn.")
    before = path.read_bytes()
    opened = continue_play(load(pack), path)
    assert opened.notice == ""
    assert len(opened.session.steps()) == 4
    opened.session.close()
    assert path.read_bytes() == before
    assert not kept(path).exists()


def test_a_step_that_is_gone_is_named_with_the_reason_and_the_play_goes_on_before_it(
    pack: Path, path: Path, edit: Edit
) -> None:
    before = path.read_bytes()
    edit("Ask about the bell", "Ask about the tide")
    opened = continue_play(load(pack), path)
    assert opened.notice == (
        "The story has changed since you played. Step 4, “Ask about the bell”, is not possible now: there is no such "
        "choice in the scene “talk to ines” any more. You go on after step 3. "
        "The play as it was is kept in current-1.play.yaml."
    )
    assert kept(path).read_bytes() == before
    opened.session.do("talk_to_ines/ask_about_the_tide")
    opened.session.close()
    again = continue_play(load(pack), path)
    assert again.notice == ""
    assert [step.do for step in again.session.steps()] == [*STEPS[:3], "talk_to_ines/ask_about_the_tide"]
    assert not kept(path, 2).exists()
    again.session.close()


def test_when_the_edit_is_taken_back_the_kept_play_is_whole_again(pack: Path, path: Path, edit: Edit) -> None:
    edit("Ask about the bell", "Ask about the tide")
    continue_play(load(pack), path).session.close()
    edit("Ask about the tide", "Ask about the bell")
    opened = load_play(load(pack), kept(path), path)
    assert opened.notice == ""
    assert len(opened.session.steps()) == 4
    opened.session.close()


def test_steps_that_were_found_again_by_what_was_seen_are_told(pack: Path, path: Path, edit: Edit) -> None:
    before = path.read_bytes()
    edit("talk_to_ines", "ines_again")
    edit("Ask about the bell", "Ask her about the bell")
    opened = continue_play(load(pack), path)
    assert opened.notice == (
        "The story has changed since you played. 2 steps were found again by what you saw. "
        "The play as it was is kept in current-1.play.yaml."
    )
    assert [step.do for step in opened.session.steps()][2:] == ["scene:ines_again", "ines_again/ask_her_about_the_bell"]
    assert kept(path).read_bytes() == before
    opened.session.close()


def test_what_comes_after_a_lost_step_is_counted(pack: Path, path: Path, edit: Edit) -> None:
    edit("on_arrival: true\n    priority: 10", "at: loft")
    edit("    at: quay\n    at: loft", "    at: loft")
    opened = continue_play(load(pack), path)
    assert "Step 1, “Go and ask”, is not possible now: " in opened.notice
    assert "You go on from the beginning; 3 steps after it are left out, too." in opened.notice
    opened.session.close()


def test_lost_steps_stay_in_the_new_file_as_undone_ones(pack: Path, path: Path, edit: Edit) -> None:
    edit("Ask about the bell", "Ask about the tide")
    opened = continue_play(load(pack), path)
    opened.session.close()
    recorded = read_record(path)
    assert [step.do for step in recorded.steps] == [*STEPS, ""]
    assert recorded.steps[-1] == Step(undo=1)
    assert recorded.header.fingerprint == load(pack).fingerprint


ROUND = """\
pack: Round
start: START
places: { hall: { name: The hall }, yard: { name: The yard } }
scenes:
  walk: { title: Walk, at: hall, move: yard, again: true }
  in_yard: { at: yard, on_arrival: true, again: true, move: hall }
  in_hall: { at: hall, on_arrival: true, again: true, when: been.yard, move: yard }
  stay: { title: Stay, at: hall, end: e, when: not been.yard }
endings: { e: E. }
"""


@pytest.fixture
def played(tmp_path: Path) -> Path:
    """A play of a story that will run in circles, which has walked to the yard."""
    write_round(tmp_path, "".join(line for line in ROUND.splitlines(True) if "on_arrival" not in line))
    path = tmp_path / "current.play.yaml"
    session = begin_play(load(tmp_path / "round.yaml"), path, 1).session
    session.do("scene:walk")
    session.close()
    return path


def write_round(folder: Path, text: str, start: str = "hall") -> None:
    (folder / "round.yaml").write_text(text.replace("START", start), "utf-8")


def test_a_story_that_runs_in_a_circle_is_told_and_the_play_stays(played: Path, tmp_path: Path) -> None:
    before = played.read_bytes()
    write_round(tmp_path, ROUND)
    opened = continue_play(load(tmp_path / "round.yaml"), played)
    assert "Step 1, “Walk”, is not possible now: the story runs in a circle there, in the scene “in " in opened.notice
    assert kept(played).read_bytes() == before
    opened.session.close()


def test_a_story_that_cannot_even_begin_is_told_and_the_play_is_left_alone(played: Path, tmp_path: Path) -> None:
    before = played.read_bytes()
    write_round(tmp_path, ROUND, start="yard")
    story = load(tmp_path / "round.yaml")
    for opening in (lambda: continue_play(story, played), lambda: load_play(story, played, played)):
        with pytest.raises(JournalError, match=r"cannot be played now.*leads back to itself.*is kept in .* as it was"):
            opening()
    with pytest.raises(JournalError, match="cannot be played now"):
        begin_play(story, played, 1)
    assert played.read_bytes() == before
    assert list(tmp_path.glob("*.play.yaml")) == [played]


def test_a_play_of_another_pack_is_named_with_the_way_to_start_it(pack: Path, tmp_path: Path) -> None:
    story = load(pack)
    for other, command in (("hq", "eightwings play hq --load"), ("lighthouse", "eightwings play PACK --load")):
        path = tmp_path / f"{other}.play.yaml"
        Journal.create(path, Header(other, "0", 1)).close()
        for opening in (lambda path=path: continue_play(story, path), lambda path=path: load_play(story, path, path)):
            with pytest.raises(JournalError) as raised:
                opening()
            assert f"is a play of the pack “{other}”, and this is “harbour”" in str(raised.value)
            assert command in str(raised.value)
        Journal.reopen(path)[0].close()  # nobody holds it


def test_going_on_in_another_language_is_told(tmp_path: Path) -> None:
    path = tmp_path / "current.play.yaml"
    session = begin_play(load("first-scene", "fr"), path, 1).session
    session.do(session.options[0].id)
    session.close()
    opened = continue_play(load("first-scene"), path)
    assert opened.notice == (
        "This play was begun in Français and goes on in the language of the story itself; "
        "with --language fr it goes on as it began."
    )
    assert len(opened.session.steps()) == 1
    opened.session.close()
    again = continue_play(load("first-scene", "fr"), path)
    assert again.notice == ""
    again.session.close()


def test_a_play_in_which_nothing_was_done_begins_anew_in_another_language(tmp_path: Path) -> None:
    path = tmp_path / "current.play.yaml"
    begun = begin_play(load("first-scene", "fr"), path, 7).session
    begun.close()
    opened = continue_play(load("first-scene"), path)
    assert (opened.session.seed, read_record(path).header.language) == (7, "")
    assert "begun in" not in opened.notice
    opened.session.close()


def test_a_play_that_spells_its_language_as_older_versions_did_goes_on_in_it(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACKS / "harbour", pack)
    for file in pack.glob("fr*.yaml"):
        file.write_text(file.read_text("utf-8").replace("language: fr", "language: pt_br"), "utf-8")
    path = tmp_path / "current.play.yaml"
    session = begin_play(load(pack, "pt-BR"), path, 1).session
    session.do(session.options[0].id)
    session.close()
    path.write_text(path.read_text("utf-8").replace("pt-BR", "pt_br"), "utf-8")
    opened = continue_play(load(pack, "pt-BR"), path)
    assert (opened.notice, len(opened.session.steps())) == ("", 1)
    opened.session.close()


def test_a_file_that_gives_way_keeps_its_steps_under_the_next_free_number(pack: Path, tmp_path: Path) -> None:
    story, path = load(pack), tmp_path / "current.play.yaml"
    for number in range(3):
        session = begin_play(story, path, number).session
        session.do("waking/go_and_ask")
        session.close()
    seeds = [read_play(file)[0].seed for file in (kept(path, 1), kept(path, 2), path)]
    assert seeds == [0, 1, 2]


def test_an_ended_play_gives_way_to_a_new_one_and_stays(pack: Path, tmp_path: Path) -> None:
    story, path = load(pack), tmp_path / "current.play.yaml"
    session = begin_play(story, path, 3).session
    session.do("waking/go_and_ask")
    session.walk("loft")
    session.do("take:lamp")
    session.walk("boat")
    session.do("scene:the_tarpaulin")
    session.do("the_tarpaulin/cover_it_again")
    assert session.is_over
    session.close()
    opened = open_play(story, tmp_path, seed=None)
    assert opened.session.steps() == ()
    opened.session.close()
    assert len(read_play(kept(path))[1]) == len(session.steps())

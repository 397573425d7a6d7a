"""The story so far: every step as a tree, numbers that stay, and the way to any point, back and forward again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.opening import begin_play
from game.play.session import Session
from game.play.story_points import so_far
from game.play.story_so_far import Went, go_to, lines, next_point
from game.record.journal import Step, read_record
from game.story.model.story import Story
from game.story.packs import load
from tests.drawn_packs import PROFILE

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"


@pytest.fixture
def session(harbour: Story) -> Session:
    """Talked to Ines, took that back, and went to the pier instead."""
    session = Session(harbour, 3)
    for step in ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        session.do(step)
    session.undo(3)
    session.do("go:east")
    return session


def drawn(session: Session) -> list[str]:
    """The tree as a picture: branch, number, words inside, where one is."""
    return [
        f"{'|' * line.branch}{line.number if line.number is not None else '-'} {'  ' * line.level}{line.words}"
        f"{' <' * line.is_here}"
        for line in lines(session)
    ]


def test_what_was_taken_back_stands_before_what_was_done_instead(session: Session) -> None:
    assert drawn(session) == [
        "0 The beginning: The quay",
        "1   Go and ask",
        "|2 North: The harbour office",
        "|3   Talk to the harbour master",
        "|4     Ask about the bell",
        "5 East: The pier <",
    ]


def test_numbers_stay_whatever_is_taken_back_and_done_again(session: Session) -> None:
    before = {point.number: point.step for point in so_far(session).points}
    go_to(session, 3)
    session.do("talk_to_ines/ask_what_the_pilot_said")
    go_to(session, 5)
    after = {point.number: point.step for point in so_far(session).points}
    assert after.items() >= before.items()
    assert sorted(after) == [0, 1, 2, 3, 4, 5, 6]


def test_one_goes_forward_into_a_branch_that_was_left(session: Session) -> None:
    assert go_to(session, 4) == Went(1, 3, None)
    assert [step.do for step in session.steps()] == [
        "waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell",
    ]  # fmt: skip
    assert drawn(session) == [
        "0 The beginning: The quay",
        "1   Go and ask",
        "|5 East: The pier",
        "2 North: The harbour office",
        "3   Talk to the harbour master",
        "4     Ask about the bell <",
    ]


def test_one_goes_back_to_the_beginning(session: Session) -> None:
    assert go_to(session, 0) == Went(2, 0, None)
    assert session.steps() == ()
    assert drawn(session)[0] == "0 The beginning: The quay <"
    assert len(lines(session)) == 6


def test_where_one_is_needs_no_step(session: Session) -> None:
    before = list(session.record)
    assert go_to(session, 5) == Went(0, 0, None)
    assert session.record == before


@pytest.mark.parametrize("number", [-1, 6, 1000])
def test_a_point_that_there_is_not_changes_nothing(session: Session, number: int) -> None:
    before = list(session.record)
    assert go_to(session, number) is None
    assert session.record == before


def test_the_step_ahead_is_the_one_that_was_left_last(session: Session) -> None:
    assert next_point(session) is None
    session.undo()
    assert next_point(session) == 5
    go_to(session, 2)
    session.undo()
    assert next_point(session) == 2


def test_a_branch_that_an_edit_cut_is_gone_into_as_far_as_it_holds(harbour: Story) -> None:
    gone = [Step(do="waking/go_and_ask"), Step(do="go:north"), Step(do="scene:gone", saw="Gone"), Step(undo=2)]
    session, lost = Session.resume(harbour, 3, gone)
    assert lost is None
    went = go_to(session, 3)
    assert went is not None
    assert (went.undone, went.done, went.lost and went.lost.change) == (0, 1, "scene gone")
    assert session.steps()[-1].do == "go:north"
    before = list(session.record)
    again = go_to(session, 3)
    assert again is not None
    assert (again.undone, again.done, again.lost and again.lost.change) == (0, 0, "scene gone")
    assert session.record == before


def test_all_of_it_is_in_the_file_and_the_tree_is_the_same_after_a_restart(harbour: Story, tmp_path: Path) -> None:
    opened = begin_play(harbour, tmp_path / "a.play.yaml", 3).session
    for step in ("waking/go_and_ask", "go:north"):
        opened.do(step)
    opened.undo(2)
    opened.do("waking/sleep_ten_more_minutes")
    go_to(opened, 2)
    opened.close()
    again, lost = Session.resume(harbour, 3, read_record(tmp_path / "a.play.yaml").steps)
    assert lost is None
    assert again.state == opened.state
    assert drawn(again) == drawn(opened)


def test_the_clock_stands_where_it_moved(session: Session) -> None:
    session.undo(2)
    session.do("waking/sleep_ten_more_minutes")
    assert [(line.number, line.time) for line in lines(session) if line.time] == [(0, "08:00"), (6, "08:10")]


def test_a_place_that_a_scene_brought_one_to_gets_a_heading(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(
        "pack: P\nstart: hall\nplaces: { hall: { name: The hall }, yard: { name: The yard } }\nscenes:\n"
        "  walk: { at: hall, title: Walk, text: Go., move: yard }\n  rest: { at: yard, end: e }\nendings: { e: E. }\n"
    )
    session = Session(load(pack), 1)
    session.do("scene:walk")
    assert drawn(session) == ["0 The beginning: The hall", "1   Walk <", "- The yard"]


def test_a_story_without_places_has_no_ways_to_stand_under(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(
        "pack: P\nscenes:\n  a:\n    choices:\n    - choose: On\n      choices: [{ choose: End, end: e }]\n"
        "endings: { e: E. }\n"
    )
    session = Session(load(pack), 1)
    session.do("a/on")
    assert [(line.level, line.words) for line in lines(session)] == [(0, "The beginning"), (0, "On")]


@PROFILE
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 999)), max_size=60))
def test_wherever_one_goes_one_stands_as_if_one_had_walked_there(moves: list[tuple[int, int]]) -> None:
    session = Session(load(HARBOUR), 7)
    states = {0: session.state}
    for kind, number in moves:
        tree = so_far(session)
        if kind == 0 or session.is_over:
            target = number % len(tree.points)
            went = go_to(session, target)
            assert went is not None
            assert went.lost is None
            assert so_far(session).here.number == target
            assert session.state == states[target]
        elif kind == 1:
            session.undo(1 + number % 4)
        else:
            session.do(session.options[number % len(session.options)].id)
        here = so_far(session).here.number
        assert states.setdefault(here, session.state) == session.state
        assert sorted(line.number for line in lines(session) if line.number is not None) == list(
            range(len(so_far(session).points))
        )
        assert sum(line.is_here for line in lines(session)) == 1

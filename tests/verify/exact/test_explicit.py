"""The search state by state finds what the plain search finds, and stops when it is told to."""

from __future__ import annotations

import sys

import pytest
from hypothesis import assume, given

from game.verify.exact import code_generation, explicit, vectorised
from game.verify.exact.packing import Packing
from game.verify.reductions.reduction import reduced
from game.verify.system.space import Goal, SearchStopped
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of
from tests.verify.drawn_systems import reduced_of
from tests.verify.engines import assert_finds_everything
from tests.verify.packs import CORRIDOR, COUNTDOWN, LIFT, STAIRS, TRAP, many_arrivals, many_guards, many_returns
from tests.verify.reference import Reference, TooMany

MOST_STATES = 1_000


@DEAR
@given(PACKS)
def test_it_finds_what_the_plain_search_finds(written):
    story = story_from(written)
    for forget in (True, False):
        try:
            assert_finds_everything(explicit.explore, story, forget=forget, most=MOST_STATES)
        except TooMany:
            assume(False)


@DEAR
@given(PACKS)
def test_it_does_not_matter_whether_variables_share_bits(written):
    story = story_from(written)
    system = reduced_of(story)
    try:
        Reference(system, story, MOST_STATES)
    except TooMany:
        assume(False)
    sharing = explicit.Explicit(system, Packing(system, story.layout.start, share=True), lambda states: True).explored()
    apart = explicit.Explicit(system, Packing(system, story.layout.start), lambda states: True).explored()
    assert sharing.packing.layout.bits <= apart.packing.layout.bits
    assert (sharing.at, sharing.transitions, sharing.events, sharing.soft_locks) == (
        apart.at, apart.transitions, apart.events, apart.soft_locks,
    )  # fmt: skip


def test_functions_in_small_pieces_do_the_same(monkeypatch):
    monkeypatch.setattr(code_generation, "PIECE_LINES", 1)
    monkeypatch.setattr(code_generation, "INLINED", 0)
    monkeypatch.setattr(code_generation, "CONDITIONS", 1)
    for text in (TRAP, CORRIDOR, COUNTDOWN, many_arrivals(3)):
        assert_finds_everything(explicit.explore, story_of(text))


def test_a_trap_is_found_by_the_shortest_transition_into_it():
    story = story_of(TRAP)
    space = explicit.explore(reduced(transition_system(story)), story.layout.start)
    assert space.soft_locks
    cellar = next(
        index for index, location in enumerate(space.given.locations)
        if location is not None and any(transition.id == "cellar/wait" for transition in location.transitions)
    )  # fmt: skip
    path = space.path(Goal(frozenset([cellar]), soft_lock=True))
    locations = space.given.locations
    taken = [locations[step.location].transitions[step.transition].id for step in path]
    assert [id_ for id_ in taken if id_] == ["gate/in", "crossing/cellar"]


@pytest.mark.parametrize("engine", [explicit, vectorised])
def test_a_space_with_other_endings_keeps_nothing_that_followed_from_its_own(engine):
    story = story_of(TRAP)
    space = engine.explore(reduced(transition_system(story)), story.layout.start)
    before = space.deadlocks, space.soft_locks
    endings = {at for at, location in enumerate(space.locations) if location and location.key.kind == "ending"}
    reached = {at for at in endings if space.at[at]}
    assert reached and not reached & set(space.deadlocks)
    assert reached <= set(space.with_endings(()).deadlocks)
    assert (space.deadlocks, space.soft_locks) == before


@pytest.mark.parametrize("engine", [explicit, vectorised])
def test_where_nobody_is_ever_asked_again_is_found(engine):
    story = story_of(STAIRS)
    space = engine.explore(reduced(transition_system(story)), story.layout.start)
    assert [space.given.locations[divergence].key.kind for divergence in space.divergences] == ["settling", "endless"]
    path = space.path(Goal(diverges=True))
    taken = [space.given.locations[step.location].transitions[step.transition].id for step in path]
    assert [id_ for id_ in taken if id_] == ["go:down", "scene:round"]


@pytest.mark.parametrize("engine", [explicit, vectorised])
def test_a_circle_that_comes_to_an_end_is_not_endless(engine):
    story = story_of(STAIRS.replace("not has.lamp or oil >= 1", "oil >= 1"))
    space = engine.explore(reduced(transition_system(story)), story.layout.start)
    assert space.divergences == ()
    assert space.path(Goal(diverges=True)) is None
    assert not space.soft_locks


@pytest.mark.parametrize("text", [TRAP, CORRIDOR, COUNTDOWN, LIFT, STAIRS, many_guards(45), many_returns(4)])
def test_it_agrees_on_stories_that_are_hard_to_go_back_in(text):
    assert_finds_everything(explicit.explore, story_of(text))


def test_it_stops_when_it_is_emitted_to_and_was_asked_often_enough():
    story = story_of(COUNTDOWN)
    asked: list[int] = []

    def progress(states: int) -> bool:
        asked.append(states)
        return len(asked) < 2

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(explicit.Explicit, "WORK", 1_000)
        with pytest.raises(SearchStopped):
            explicit.explore(reduced(transition_system(story)), story.layout.start, progress)
    assert len(asked) == 2
    assert asked[0] <= asked[1] <= 40


def test_a_small_story_does_not_bring_numpy_along():
    loaded = set(sys.modules)
    assert "game.verify.exact.explicit" in loaded
    import subprocess

    code = "import game.verify.exact.explicit, sys; print('numpy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"

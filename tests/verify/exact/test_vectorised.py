"""The search with arrays finds what the plain search finds, and refuses what does not fit a word."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from game.verify.exact import explicit, vectorised
from game.verify.reductions.reduction import reduced
from game.verify.system.space import Goal, SearchStopped
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of
from tests.verify.engines import assert_finds_everything
from tests.verify.packs import CORRIDOR, COUNTDOWN, LIFT, STAIRS, TRAP, many_arrivals, many_guards
from tests.verify.reference import TooMany

MOST_STATES = 1_000


@DEAR
@given(PACKS)
def test_it_finds_what_the_plain_search_finds(written):
    story = story_from(written)
    for forget in (True, False):
        try:
            assert_finds_everything(vectorised.explore, story, forget=forget, most=MOST_STATES)
        except (TooMany, vectorised.TooWide):
            assume(False)


@pytest.mark.parametrize("text", [TRAP, CORRIDOR, COUNTDOWN, LIFT, STAIRS, many_arrivals(5), many_guards(45)])
def test_it_agrees_on_stories_that_are_hard_to_go_back_in(text):
    assert_finds_everything(vectorised.explore, story_of(text))


def test_small_batches_do_the_same(monkeypatch):
    monkeypatch.setattr("game.verify.exact.levels.AT_ONCE", 7)
    assert_finds_everything(vectorised.explore, story_of(COUNTDOWN))


def _switches(count: int) -> str:
    """So many things in a room, all of which are needed in the end: none can be forgotten."""
    items = ", ".join(f"i{number}: {{ name: Item {number}, at: hall }}" for number in range(count))
    needed = " and ".join(f"has.i{number}" for number in range(count))
    return (
        f"pack: Switches\nstart: hall\ndisclaimer: Invented.\nitems: {{ {items} }}\n"
        "places: { hall: { name: Hall } }\n"
        f"scenes:\n  leave: {{ at: hall, text: Leave., when: {needed}, end: out }}\n"
        "endings: { out: { title: Out, text: Out. } }\n"
    )


def test_what_does_not_fit_a_word_is_refused_before_anything_is_searched():
    story = story_of(_switches(50))
    asked: list[int] = []
    with pytest.raises(vectorised.TooWide):
        vectorised.explore(
            reduced(transition_system(story)), story.layout.start, lambda states: not asked.append(states)
        )
    assert not asked


def test_numbers_that_do_not_fit_a_word_are_refused():
    story = story_of("""\
pack: Great numbers
start: hall
disclaimer: Invented.
measures: { a: { start: 0, min: 0, max: 1000000 }, b: { start: 0, min: 0, max: 1000000 } }
scenes:
  hall:
    text: A hall.
    choices:
    - { choose: More, id: more, again: true, a: +1, b: +1, stay: true }
    - { choose: Leave, id: leave, when: a * b * a * b * a > 5, end: out }
endings: { out: { title: Out, text: Out. } }
""")
    with pytest.raises(vectorised.TooWide):
        vectorised.explore(reduced(transition_system(story)), story.layout.start)


def test_both_explicit_engines_agree_where_there_are_many_states():
    story = story_of(_switches(14))
    system = reduced(transition_system(story))
    first, second = (engine.explore(system, story.layout.start) for engine in (explicit, vectorised))
    assert first.states == second.states > 2**14
    assert (first.at, first.transitions, first.events, first.deadlocks, first.soft_locks) == (
        second.at, second.transitions, second.events, second.deadlocks, second.soft_locks,
    )  # fmt: skip
    for step in first.transitions:
        goal = Goal(frozenset([step.location]), transition=step.transition)
        assert len(first.path(goal)) == len(second.path(goal))


def test_it_stops_when_it_is_emitted_to():
    story = story_of(_switches(14))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vectorised.Vectorised, "WORK", 100_000)
        with pytest.raises(SearchStopped):
            vectorised.explore(reduced(transition_system(story)), story.layout.start, lambda states: states < 2_000)

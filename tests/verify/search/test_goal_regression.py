"""Plays that know what it takes find what chance does not, and whatever they find is a play."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.events import Ended
from game.verify.abstract.control_flow_graph import control_flow_graph, happening_of
from game.verify.reductions.reduction import emitted_in, reduced
from game.verify.search.goal_regression import GoalRegression
from game.verify.search.led_plays import LedPlays
from game.verify.system.space import PathStep
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of
from tests.verify.drawn_systems import reduced_of
from tests.verify.search.test_random_plays import Walked, luck

_STEPS = 2_000

TOWER = """
pack: A tower
disclaimer: Invented.
start: cellar
measures:
  nerve: { start: 0, min: 0, max: 40 }
  calm: { start: 40, min: 0, max: 40 }
items: { key: { name: A key }, lamp: { name: A lamp } }
places:
  cellar: { name: The cellar, exits: { up: { to: hall, when: has.lamp } } }
  hall: { name: The hall, exits: { up: { to: roof, when: has.key } } }
  roof: { name: The roof }
scenes:
  find: { at: cellar, title: Look under the stairs, give: lamp }
  ask: { at: hall, title: Ask for the key, when: nerve > 30, give: key }
  dare: { at: cellar, title: Dare something, again: true, nerve: +1, calm: -1 }
  rest: { at: cellar, title: Rest, again: true, calm: +1, nerve: -1 }
  jump: { at: roof, title: Jump, when: "nerve < 3 and calm == 40 - nerve", end: down }
  never: { at: roof, title: Fly, when: "nerve > 38 and not seen.ask", end: away }
endings: { down: Down., away: Away. }
"""


def goals(text: str, seed: int = 0):
    story = story_of(text)
    whole = reduced(transition_system(story), forget=False)
    plays = LedPlays(story, whole, seed)
    flat = control_flow_graph(whole, story.layout.start, [happening_of(event) for event in emitted_in(whole)])
    return story, whole, plays, GoalRegression(plays, flat)


@pytest.mark.parametrize("seed", range(4))
def test_what_comes_before_what_is_asked_for_is_done_first(seed: int) -> None:
    story, whole, plays, found = goals(TOWER, seed)
    path = found.seek(happening_of(Ended("down")), _STEPS, 6)
    assert path is not None
    assert Ended("down") in Walked(whole, story, path).emitted
    assert plays.taken < 6 * _STEPS


def test_a_conjunction_of_rare_things_is_found() -> None:
    story, whole, _, found = goals(luck())
    path = found.seek(happening_of(Ended("in")), _STEPS, 6)
    assert path is not None
    assert Ended("in") in Walked(whole, story, path).emitted


def test_what_can_never_be_is_not_found_and_takes_no_more_steps_than_it_may() -> None:
    _, _, plays, found = goals(TOWER)
    assert found.seek(happening_of(Ended("away")), 300, 5) is None
    assert plays.taken <= 5 * 300


def test_nobody_plays_when_it_is_time_to_stop() -> None:
    _, _, plays, found = goals(TOWER)
    plays.go_on = lambda taken: False
    assert found.seek(happening_of(Ended("down")), _STEPS, 6) is None
    assert plays.taken == 0


def test_of_several_that_will_do_any_is_found() -> None:
    _, _, plays, found = goals(TOWER)
    down, away = happening_of(Ended("down")), happening_of(Ended("away"))
    found.seek_all({"any": [away, down], "nothing": []})
    assert down in plays.found.events
    assert away not in plays.found.events


@DEAR
@given(PACKS, st.integers(0, 99))
def test_whatever_is_found_is_shown_by_a_play(written: str, seed: int) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    plays = LedPlays(story, whole, seed, lambda taken: taken < 3_000)
    some = [happening_of(event) for event in emitted_in(whole)]
    found = GoalRegression(plays, control_flow_graph(whole, story.layout.start, some))
    steps = [
        PathStep(number, index) for number, location in enumerate(whole.locations) if location is not None
        for index in range(len(location.transitions))
    ]  # fmt: skip
    for sought in (*some[:6], *steps[:6]):
        path = found.seek(sought, 60, 2)
        if path is not None:
            walked = Walked(whole, story, path)
            assert path[-1] == sought if isinstance(sought, PathStep) else sought in map(happening_of, walked.emitted)
    for event, path in plays.found.events.items():
        assert event in map(happening_of, Walked(whole, story, path).emitted)

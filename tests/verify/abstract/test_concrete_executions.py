"""Plays through the control-flow graph of a story, one after the other, exactly as they are."""

from __future__ import annotations

import pytest

from game.engine.events import SceneBegan
from game.verify.abstract.control_flow_graph import happening_of
from game.verify.reductions.reduction import reduced
from game.verify.search.best_first_search import shortened_path
from game.verify.search.random_plays import RandomPlays
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import story_of

#: Two scenes that open by themselves in turn, nearly as often as a turn may enter scenes.
CHAIN = """\
pack: Chain
disclaimer: Invented.
start: p0
measures: {{ m: {{ start: 0, min: 0, max: {most} }} }}
places: {{ p0: {{ name: One }}, p1: {{ name: Other }} }}
scenes:
  there: {{ at: p0, on_arrival: true, again: true, when: m < {most}, m: +1, move: p1 }}
  back: {{ at: p1, on_arrival: true, again: true, m: +1, move: p0 }}
  quiet: {{ at: p0, text: At last., end: out }}
endings: {{ out: Out. }}
"""


@pytest.mark.parametrize("most", [10, 1_994])
def test_a_play_is_followed_through_a_turn_as_long_as_the_game_follows_it(most: int) -> None:
    story = story_of(CHAIN.format(most=most))
    whole = reduced(transition_system(story))
    event = happening_of(SceneBegan("quiet"))
    path = RandomPlays(story, whole, 0, lambda taken: taken < 10_000).sampled().events[event]
    assert shortened_path(whole, story.layout.start, event, path) == path

"""That nothing goes on for ever by itself is proved where it is so, and never where it is not."""

from __future__ import annotations

import pytest

from game.verify.abstract.control_flow_graph import control_flow_graph
from game.verify.abstract.divergence import proves_no_divergence
from game.verify.abstract.trace_partitioning import TracePartitioning
from game.verify.reductions.reduction import reduced
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import story_of
from tests.verify.packs import CORRIDOR, COUNTDOWN, LIFT, STAIRS, TRAP
from tests.verify.reference import Reference

#: Two scenes lead to each other until a lamp is lit, and nobody can light it on the way.
CAROUSEL = """\
pack: A carousel
start: gate
disclaimer: Invented.
items: { lamp: { name: A lamp } }
scenes:
  gate:
    text: A gate.
    choices:
    - { choose: Take the lamp, id: take, give: lamp, goto: first }
    - { choose: Go in, id: in, goto: first }
  first: { text: Round., call: door, goto: second }
  second: { text: And round., goto: first }
  door:
    text: A door.
    again: true
    choices:
    - { choose: Out, id: out, when: has.lamp, end: out }
endings: { out: { title: Out, text: Out. } }
"""


def proved(pack: str) -> tuple[bool, bool]:
    """Whether it is proved that nothing goes on for ever, and whether a plain search finds that nothing does."""
    story = story_of(pack)
    whole = reduced(transition_system(story))
    slices = TracePartitioning(control_flow_graph(whole, story.layout.start), lambda states: True)
    return proves_no_divergence(slices), not Reference(whole, story, most=200_000).divergences


@pytest.mark.parametrize("pack", [CAROUSEL, TRAP, CORRIDOR, COUNTDOWN, STAIRS, LIFT])
def test_what_goes_on_for_ever_is_never_proved_away(pack: str) -> None:
    abstract, really = proved(pack)
    assert really or not abstract


def test_it_is_proved_where_nothing_leads_round() -> None:
    assert proved(CORRIDOR)[0]


def test_it_is_not_proved_where_one_can_forget_the_lamp() -> None:
    assert proved(CAROUSEL) == (False, False)

"""Systems of which all but a few variables are hidden: whatever the story can do they can do, and they are small."""

from __future__ import annotations

import pytest
from hypothesis import given

from game.story.model.story import Story
from game.verify.abstract.abstract_domain import AbstractDomain
from game.verify.abstract.control_flow_graph import ControlFlowGraph, Happening, control_flow_graph
from game.verify.abstract.localization import Localization
from game.verify.abstract.needed_variables import needed_variables
from game.verify.abstract.predicate_abstraction import cuts
from game.verify.abstract.trace_partitioning import TracePartitioning
from game.verify.abstract.value_analysis import Tracks, analysed_values
from game.verify.reductions.reduction import emitted_in, reduced
from game.verify.search.random_plays import play_at_random
from game.verify.system.observers import instrumented
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of

CORRIDOR = """\
pack: A corridor
disclaimer: Invented.
start: door
measures: { luck: { start: 0, min: 0, max: 3 } }
scenes:
  door:
    text: A door.
    choices:
      - { choose: Knock, id: knock, again: true, luck: +1, stay: true }
      - { choose: In, id: in, again: true, goto: room }
  room:
    text: A room.
    choices:
      - { choose: Out, id: out, again: true, goto: door }
      - { choose: Safe, id: safe, again: true, when: chose.room.key and not chose.room.key, goto: vault }
      - { choose: Key, id: key, again: true, luck: -1, goto: door }
  vault:
    text: A vault.
    choices:
      - { choose: Stay, id: stay, end: rich }
endings: { rich: You are rich. }
"""


def everything(story: Story) -> tuple[ControlFlowGraph, list[Happening]]:
    """The flat system of a story with all that is told, and that."""
    whole = reduced(instrumented(transition_system(story)), forget=False)
    events = list(dict.fromkeys((type(event).__name__, event) for event in emitted_in(whole)))
    return control_flow_graph(whole, story.layout.start, events), events


def happens(small: ControlFlowGraph, event: Happening) -> bool:
    """Whether values that are followed through the system come to the event."""
    tracks = Tracks(small, AbstractDomain(small.slots, cuts(small)))
    return event in analysed_values(tracks).happening()


@DEAR
@given(PACKS)
def test_what_happens_in_a_play_may_happen_whatever_is_hidden(written: str) -> None:
    story = story_from(written)
    whole = reduced(instrumented(transition_system(story)), forget=False)
    played = list(play_at_random(story, whole, go_on=lambda taken: taken < 2_000).events)
    flat = control_flow_graph(whole, story.layout.start, played)
    narrowed = TracePartitioning(flat, lambda states: True).flat
    names = sorted(flat.slots)
    for system in (Localization(flat), Localization(narrowed)):
        for event in played[:: len(played) // 8 + 1]:
            for some in (names, names[::2], names[1::3], []):
                assert happens(system.only(some, event), event)


@pytest.mark.parametrize("shown", [[], ["measure.luck"]])
def test_what_hidden_variables_keep_closed_may_be_open(shown: list[str]) -> None:
    flat, events = everything(story_of(CORRIDOR))
    (vault,) = [event for event in events if "vault" in str(event) and event[0] == "SceneBegan"]
    assert happens(Localization(flat).only([name for name in shown if name in flat.slots], vault), vault)


def test_a_system_with_nothing_shown_is_smaller_than_the_story() -> None:
    flat, events = everything(story_of(CORRIDOR))
    nodes = sum(node is not None for node in flat.nodes)
    assert all(len(Localization(flat).only([], event).nodes) < nodes / 2 for event in events)


@DEAR
@given(PACKS)
def test_the_variables_that_are_needed_are_enough(written: str) -> None:
    flat, events = everything(story_from(written))
    slices = TracePartitioning(flat, lambda states: True)
    slices.settle(events, rounds=3)
    for event, (values, lowest) in list(slices.shown_by.items())[:12]:
        names = needed_variables(values, event, lowest)
        if names is None:
            continue
        small = Localization(slices.flat).only(names, event)
        numbers = {name: some for name, some in cuts(slices.flat).items() if name in small.slots}
        tracks = Tracks(small, AbstractDomain(small.slots, numbers))
        again = analysed_values(tracks, values.apart, lowest=lowest)
        assert not again.is_whole or event not in again.happening()

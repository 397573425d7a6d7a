"""What variables can be at a node, each by itself: nothing that is so in some play is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.story.formulas import readings
from game.verify.abstraction import cuts
from game.verify.fields import Fields
from game.verify.flat import flattened
from game.verify.reduction import Reduced, reduced
from game.verify.system import System
from game.verify.values import Tracks, Values
from tests.engine.test_properties import DEAR, PACKS, PROFILE, story_from, story_of
from tests.verify.reference import Reference, TooMany

CELLAR = """
pack: Test
disclaimer: Invented.
start: hall
items: { lamp: { name: A lamp } }
measures: { nerve: { start: 2, max: 5 }, steps: { start: 0, max: 200 } }
places:
  hall: { name: The hall, exits: { down: { to: cellar, when: has.lamp, closed: Dark. } } }
  cellar: { name: The cellar }
scenes:
  lamp: { at: hall, choices: [ { choose: Take it, id: take, give: lamp, nerve: =4, steps: +3 } ] }
  rest: { at: cellar, again: true, choices: [ { choose: Sit, id: sit, when: not has.lamp }, { choose: Go, id: go } ] }
  run: { at: cellar, again: true, choices: [ { choose: Run, id: run, steps: +1 }, { choose: Out, id: out, end: out } ] }
endings: { out: Out. }
"""


def values(whole: Reduced, story, apart=()) -> Values:
    flat = flattened(whole, story.layout.start, None)
    return Values(Tracks(flat, Fields(flat.slots, cuts(flat))), dict.fromkeys(apart))


def test_behind_a_guarded_way_its_condition_always_holds() -> None:
    story = story_of(CELLAR)
    found = values(reduced(System(story)), story)
    asked = [
        {name for node in nodes if node is not None and node.kind == "offer" for edge in node.edges
         for tree in edge.conditions for name in readings(tree)}
        for nodes in (found.tracks.flat.nodes, found.narrowed().tracks.flat.nodes)
    ]  # fmt: skip
    assert "has.lamp" in asked[0]
    assert "has.lamp" not in asked[1]


@DEAR
@given(PACKS)
def test_every_state_of_every_play_is_within_the_sets(written: str) -> None:
    story = story_from(written)
    whole = reduced(System(story))
    try:
        every = Reference(whole, story, most=2_000)
    except TooMany:
        return
    found = values(whole, story)
    happening = found.happening()
    for location, memory in every.leads:
        assert found.sets[location]
        for name, field in found.fields.fields.items():
            assert field.bit(whole.slots[name].get(memory)) & found.sets[location]
    assert happening.keys() >= {(kind, event) for _, kind, event in every.events}


@PROFILE
@given(PACKS, st.integers(0, 2**16))
def test_so_it_is_with_sets_kept_apart_by_some_variables(written: str, drawn: int) -> None:
    story = story_from(written)
    whole = reduced(System(story))
    try:
        every = Reference(whole, story, most=1_000)
    except TooMany:
        return
    names = sorted(whole.slots)
    apart = {names[(drawn >> shift) % len(names)] for shift in (0, 5, 10)} if names else set()
    found = values(whole, story, dict.fromkeys(apart))
    fields = found.fields.fields
    for location, memory in every.leads:
        bits = {name: field.bit(whole.slots[name].get(memory)) for name, field in fields.items()}
        sets = found.states[location][sum(bits[name] for name in apart)]
        assert all(bit & sets for bit in bits.values())
    assert found.happening().keys() >= {(kind, event) for _, kind, event in every.events}

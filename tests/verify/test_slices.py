"""What is proved by slices of a story is so in all of it, and a play that they show is one."""

from __future__ import annotations

from hypothesis import given

from game.story.program import Story
from game.verify.dead_ends import no_dead_ends
from game.verify.endless import no_endless
from game.verify.flat import flattened
from game.verify.marks import watched
from game.verify.reduction import Reduced, reduced
from game.verify.slices import Settled, Slices, settle
from game.verify.space import Goal, Step
from game.verify.system import System
from tests.engine.test_properties import DEAR, PACKS, story_from, story_of
from tests.verify.reference import Reference, TooMany

LOCKED = """
pack: Test
disclaimer: Invented.
start: hall
items: { key: { name: A key }, lamp: { name: A lamp } }
measures: { turns: { start: 0, max: 9 } }
places:
  hall: { name: The hall, exits: { down: { to: cellar, when: has.lamp, closed: Dark. } } }
  cellar: { name: The cellar, exits: { north: { to: vault, when: has.key, closed: Locked. } } }
  vault: { name: The vault }
scenes:
  lamp: { at: hall, choices: [ { choose: Take it, id: take, give: lamp } ] }
  key:
    at: hall
    choices:
      - { choose: Take it, id: take, when: not has.lamp, give: key }
      - { choose: Leave it, id: leave }
  rest: { at: vault, again: true, choices: [ { choose: Sit, id: sit, when: seen.key } ] }
  out: { at: vault, choices: [ { choose: Out, id: out, end: out } ] }
  away: { at: vault, choices: [ { choose: Throw both away, id: both, lose: [key, lamp] }, { choose: Keep, id: keep } ] }
  never: { at: vault, when: has.lamp and not has.key, text: Odd. }
endings: { out: Out. }
"""


def everything_told(whole: Reduced, story: Story) -> set:
    flat = flattened(whole, story.layout.start, None)
    told = {event for node in flat.nodes if node for edge in node.edges for event in edge.told}
    return told | {watch.event for node in flat.nodes if node for watch in node.watches}


def every_way(whole: Reduced) -> set[Step]:
    return {
        Step(number, way) for number, one in enumerate(whole.locations) if one is not None
        for way in range(len(one.ways))
    }  # fmt: skip


def settled(story: Story) -> tuple[Reduced, Settled]:
    whole = reduced(watched(System(story)))
    return whole, settle(whole, story.layout.start, everything_told(whole, story) | every_way(whole))


def test_what_two_variables_exclude_together_never_happens() -> None:
    _, found = settled(story_of(LOCKED))
    never = {event.name for kind, event in found.never if kind == "Mark"}
    assert "closed choice rest/sit" in never
    assert any(kind == "SceneBegan" and event.scene == "never" for kind, event in found.never)


def test_what_needs_things_in_the_right_order_has_a_play_that_shows_it() -> None:
    story = story_of(LOCKED)
    whole, found = settled(story)
    ended = [path for (kind, _), path in found.plays.items() if kind == "Ended"]
    assert ended
    reference = Reference(whole, story)
    event = next(event for kind, event in found.plays if kind == "Ended")
    assert reference.goes(ended[0], Goal(event=event)) >= 4


@DEAR
@given(PACKS)
def test_what_is_said_about_events_and_ways_is_so(written: str) -> None:
    story = story_from(written)
    whole = reduced(watched(System(story)))
    try:
        every = Reference(whole, story, most=1_000)
    except TooMany:
        return
    wanted = everything_told(whole, story) | every_way(whole)
    found = settle(whole, story.layout.start, wanted)
    assert not found.never & {(kind, event) for _, kind, event in every.events}
    assert not found.never & every.ways
    assert not found.never & found.plays.keys()
    for one, path in found.plays.items():
        if isinstance(one, Step):
            every.goes(path, Goal(locations=frozenset([one.location]), way=one.way))
        else:
            every.goes(path, Goal(event=one[1]))


@DEAR
@given(PACKS)
def test_where_dead_ends_and_endless_circles_are_excluded_there_are_none(written: str) -> None:
    story = story_from(written)
    whole = reduced(System(story))
    try:
        every = Reference(whole, story, most=2_000)
    except TooMany:
        return
    slices = Slices(flattened(whole, story.layout.start), lambda states: True)
    assert not (no_dead_ends(slices) and every.dead_ends)
    assert not (no_endless(slices) and every.endless)

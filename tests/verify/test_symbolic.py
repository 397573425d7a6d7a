"""The search with diagrams finds exactly what the plainest search finds."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from game.engine.events import Event
from game.story.program import Story
from game.verify.reduction import Reduced, reduced
from game.verify.space import Goal, Step
from game.verify.symbolic import Symbolic, explore
from game.verify.symbolic.diagrams import DdDiagrams, OxiddDiagrams
from game.verify.system import System
from tests.engine.test_properties import PACKS, PROFILE, story_from
from tests.verify.reference import Reference, TooMany

LIBRARIES = st.sampled_from((OxiddDiagrams, OxiddDiagrams, OxiddDiagrams, DdDiagrams))


def searched(story: Story, forget: bool, library) -> tuple[Reduced, Reference, Symbolic]:
    """What both have to say about a story, or it is left out because it is too large for the plain search."""
    left = reduced(System(story), forget=forget)
    try:
        reference = Reference(left, story, most=2_000 if library is OxiddDiagrams else 300)
    except TooMany:
        assume(False)
    return left, reference, explore(left, story.layout.start, diagrams=library)


@PROFILE
@given(PACKS, st.booleans(), LIBRARIES)
def test_the_same_states_ways_events_and_ends(written, forget, library):
    _, reference, space = searched(story_from(written), forget, library)
    assert space.at == reference.at
    assert space.states == reference.states
    assert space.ways == reference.ways
    assert space.events == reference.events
    assert space.dead_ends == reference.dead_ends
    assert space.lost == reference.lost


@PROFILE
@given(PACKS, st.booleans(), LIBRARIES, st.integers(0, 1000))
def test_paths_lead_to_their_goals_and_are_as_short_as_can_be(written, forget, library, number):
    left, reference, space = searched(story_from(written), forget, library)
    for goal in goals(left, reference, number):
        path, length = space.path(goal), reference.length(goal)
        assert (path is None) == (length is None)
        if path is not None:
            assert reference.goes(path, goal) == length


def goals(left: Reduced, reference: Reference, number: int) -> list[Goal]:
    """Goals of every kind."""
    locations = [index for index, one in enumerate(left.locations) if one is not None]
    location = locations[number % len(locations)]
    found = [Goal(frozenset([location])), Goal(lost=True), Goal(frozenset([location]), lost=True)]
    ways = [Step(index, way) for index in locations for way in range(len(left.locations[index].ways))]
    step = ways[number % len(ways)]
    found.append(Goal(frozenset([step.location]), way=step.way))
    conditions = [tree for index in locations for way in left.locations[index].ways for tree in way.conditions]
    if conditions:
        found.append(Goal(conditions=(conditions[number % len(conditions)],)))
    events: list[tuple[Step, str, Event]] = sorted(reference.events, key=repr)
    if events:
        step, _, event = events[number % len(events)]
        found += [Goal(event=event), Goal(frozenset([step.location]), way=step.way, event=event)]
    return found

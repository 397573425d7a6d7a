"""The search with diagrams finds exactly what the plainest search finds."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.engine.compiled_effects import MAX_SCENES_IN_A_TURN
from game.engine.events import Event
from game.engine.instructions import Emit
from game.story.model.expressions import Count, Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.story.model.story import Story
from game.verify.exact.symbolic import Symbolic, explore
from game.verify.exact.symbolic.condition_diagrams import DiagramConditions
from game.verify.exact.symbolic.diagrams import DdDiagrams, OxiddDiagrams
from game.verify.exact.symbolic.variables import Variables
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.system import turn_limit
from game.verify.system.space import Goal, PathStep, SearchStopped
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import PACKS, PROFILE, pack_from, story_from, story_of
from tests.verify.drawn_systems import reduced_of
from tests.verify.engines import assert_agrees, assert_finds_everything, assert_shortest
from tests.verify.packs import CORRIDOR, COUNTDOWN, LIFT, TRAP, many_arrivals
from tests.verify.reference import Reference, TooMany

#: Scenes that a turn may enter, where it does not matter how many: the count of them has as many values.
FEW_SCENES = 60
LIBRARIES = st.sampled_from((OxiddDiagrams, OxiddDiagrams, OxiddDiagrams, DdDiagrams))


def searched(story: Story, forget: bool, library) -> tuple[Reduced, Reference, Symbolic]:
    """What both have to say about a story, or it is left out because it is too large for the plain search."""
    left = reduced_of(story, forget=forget, scenes=FEW_SCENES)
    try:
        reference = Reference(left, story, most=2_000 if library is OxiddDiagrams else 300)
    except TooMany:
        assume(False)
    return left, reference, explore(left, story.layout.start, diagrams=library)


@PROFILE
@given(PACKS, st.booleans(), LIBRARIES, st.integers(0, 1000))
def test_the_same_states_and_events_and_paths_that_are_as_short_as_can_be(written, forget, library, number):
    left, reference, space = searched(story_from(written), forget, library)
    assert space.at == reference.at
    assert space.states == reference.states
    assert space.transitions == reference.transitions
    assert space.events == reference.events
    assert space.deadlocks == reference.deadlocks
    assert space.soft_locks == reference.soft_locks
    for goal in goals(left, reference, number):
        path, length = space.path(goal), reference.length(goal)
        assert (path is None) == (length is None)
        if path is not None:
            assert reference.goes(path, goal) == length


def goals(left: Reduced, reference: Reference, number: int) -> list[Goal]:
    """Goals of every kind."""
    locations = [index for index, here in enumerate(left.locations) if here is not None]
    location = locations[number % len(locations)]
    found = [Goal(frozenset([location])), Goal(soft_lock=True), Goal(frozenset([location]), soft_lock=True)]
    transitions = [
        PathStep(index, transition)
        for index in locations
        for transition in range(len(left.locations[index].transitions))
    ]
    step = transitions[number % len(transitions)]
    found.append(Goal(frozenset([step.location]), transition=step.transition))
    conditions = [
        tree for index in locations for transition in left.locations[index].transitions for tree in transition.guards
    ]
    if conditions:
        found.append(Goal(conditions=(conditions[number % len(conditions)],)))
    events: list[tuple[PathStep, str, Event]] = sorted(reference.events, key=repr)
    if events:
        step, _, event = events[number % len(events)]
        found += [Goal(event=event), Goal(frozenset([step.location]), transition=step.transition, event=event)]
    return found


LAYOUT = Layout(
    (Variable("a", 0, 1), Variable("b", 0, 1), Variable("c", -2, 3), Variable("d", 0, 9), Variable("e", 5, 7))
)


def sums() -> st.SearchStrategy[Expression]:
    names = st.sampled_from("abcde")
    counts = st.builds(Count, st.lists(names, min_size=1, max_size=4, unique=True).map(tuple), st.integers(0, 3))
    leaves = st.one_of(st.builds(VariableRead, names), st.builds(Number, st.integers(-4, 9)), counts)
    return st.recursive(leaves, lambda of: st.builds(Operation, st.sampled_from("+-*"), of, of), max_leaves=4)


def truths() -> st.SearchStrategy[Expression]:
    compared = st.builds(Operation, st.sampled_from(("<", "<=", ">", ">=", "==", "!=")), sums(), sums())
    return st.recursive(
        compared,
        lambda of: st.one_of(st.builds(Not, of), st.builds(Operation, st.sampled_from(("and", "or")), of, of)),
        max_leaves=4,
    )


@PROFILE
@given(truths(), st.permutations("abcde"))
def test_a_condition_holds_in_the_same_memories(tree, order):
    variables = Variables(lambda bits: OxiddDiagrams(bits, 1 << 16), {slot.name: slot for slot in LAYOUT}, order)
    diagram, formula = DiagramConditions(variables).holds(tree), Formula("", tree, "truth", LAYOUT)
    for c in range(-2, 4):
        for d in range(10):
            memory = LAYOUT["d"].put(LAYOUT["c"].put(LAYOUT.start, c), d)
            for rest in range(12):
                for name, value in (("a", rest & 1), ("b", rest >> 1 & 1), ("e", 5 + rest // 4)):
                    memory = LAYOUT[name].put(memory, value)
                assert variables.diagrams.holds(diagram, variables.assignment(memory)) == bool(formula(memory))


def test_at_least_so_many_of_many_is_a_small_diagram():
    layout = Layout(Variable(f"v{index}", 0, 1) for index in range(300))
    slots = {slot.name: slot for slot in layout}
    variables = Variables(lambda bits: OxiddDiagrams(bits, 1 << 18), slots, slots)
    DiagramConditions(variables).holds(Operation(">=", Count(tuple(slots)), Number(40)))
    assert variables.diagrams.nodes() < 300 * 45


@pytest.mark.parametrize("forget", [True, False])
@pytest.mark.parametrize("text", [TRAP, CORRIDOR, COUNTDOWN, LIFT, many_arrivals(4)])
def test_it_agrees_on_stories_that_are_hard_to_search(text, forget, monkeypatch):
    monkeypatch.setattr(turn_limit, "MAX_SCENES_IN_A_TURN", FEW_SCENES)
    assert_finds_everything(explore, story_of(text), forget=forget)


@pytest.mark.parametrize(("library", "scenes"), [(OxiddDiagrams, MAX_SCENES_IN_A_TURN), (DdDiagrams, FEW_SCENES)])
def test_where_a_play_goes_on_for_ever_without_anybody_choosing_is_found(library, scenes, monkeypatch):
    monkeypatch.setattr(turn_limit, "MAX_SCENES_IN_A_TURN", scenes)
    story = story_of(LIFT)
    left = reduced(transition_system(story), keep=["has.red"])
    reference, space = Reference(left, story), explore(left, story.layout.start, diagrams=library)
    assert space.divergences == reference.divergences != ()
    for goal in [
        Goal(diverges=True),
        *(Goal(frozenset([number]), diverges=True) for number in range(len(left.locations))),
    ]:
        path, length = space.path(goal), reference.length(goal)
        assert (path is None) == (length is None)
        assert path is None or reference.goes(path, goal) == length
    red = Operation(">=", VariableRead("has.red"), Number(1))
    assert space.path(Goal(conditions=(red,), diverges=True)) is not None
    assert space.path(Goal(conditions=(Not(red),), diverges=True)) is None


def test_whatever_is_emitted_can_be_asked_for(monkeypatch):
    monkeypatch.setattr(turn_limit, "MAX_SCENES_IN_A_TURN", FEW_SCENES)

    class Wonder(NamedTuple):
        name: str

    story = story_of(LIFT)
    left = reduced(transition_system(story))
    marked = left._replace(
        locations=tuple(
            location._replace(transitions=tuple(
                transition._replace(effect=(Emit(Wonder(f"{number} {index}")), *transition.effect))
                for index, transition in enumerate(location.transitions)))
            for number, location in enumerate(left.locations))
    )  # fmt: skip
    reference, space = Reference(marked, story), explore(marked, story.layout.start)
    assert_agrees(space, reference)
    assert_shortest(space, reference)


def test_a_search_without_enough_memory_stops():
    story = story_of(pack_from(bytes(range(256)) * 6))
    with pytest.raises(SearchStopped):
        explore(reduced(transition_system(story)), story.layout.start, memory=1)


def test_a_search_can_be_given_up_when_the_diagrams_become_large():
    story = story_of(COUNTDOWN)
    left = reduced(transition_system(story))
    assert explore(left, story.layout.start, largest=10_000).states == explore(left, story.layout.start).states
    with pytest.raises(SearchStopped):
        explore(left, story.layout.start, largest=10)


def test_a_search_that_is_stopped_amid_a_path_can_be_asked_again():
    story = story_of(CORRIDOR)
    left = reduced(transition_system(story))
    goes_on = True
    space = explore(left, story.layout.start, lambda states: goes_on)
    goal = Goal(frozenset(index for index, location in enumerate(left.locations) if location.key.kind == "ending"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("game.verify.exact.symbolic.watch._OFTEN", 0)
        goes_on = False
        with pytest.raises(SearchStopped):
            space.path(goal)
        goes_on = True
        assert Reference(left, story).goes(space.path(goal), goal) == Reference(left, story).length(goal)


def test_a_counter_too_wide_for_diagrams_is_none_of_their_business():
    story = story_of(COUNTDOWN.replace("max: 40", "max: 900000").replace("other < 30", "other < 800000"))
    left = reduced(transition_system(story))
    with pytest.raises(SearchStopped):
        explore(left, story.layout.start)


@pytest.mark.skipif(sys.platform != "linux", reason="the addresses of a process are limited there")
@pytest.mark.parametrize(("megabytes", "said"), [(1_200, "counted"), (250, "stopped")])
def test_where_the_system_gives_no_more_addresses_a_search_stops_and_the_process_goes_on(megabytes, said):
    search = f"""
        import resource
        from game.verify.exact.symbolic import explore
        from game.verify.reductions.reduction import reduced
        from game.verify.system.space import SearchStopped
        from game.verify.system.transition_system import transition_system
        from tests.drawn_packs import story_of

        story = story_of({COUNTDOWN!r})
        left = reduced(transition_system(story))
        resource.setrlimit(resource.RLIMIT_AS, ({megabytes} * 1_000_000,) * 2)
        try:
            explore(left, story.layout.start)
        except SearchStopped:
            print("stopped")
        else:
            print("counted")
    """
    done = subprocess.run([sys.executable, "-c", dedent(search)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, said), done.stderr

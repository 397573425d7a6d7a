"""What can happen is shown by a play that is one, and from which no move can be left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.events import Ended, SceneBegan
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import happening_of
from game.verify.abstract.trace_partitioning import Decided
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.search.best_first_search import MOST_STATES, BestFirstSearch, best_first_search, shortened_path
from game.verify.system.elements import ContinueAt
from game.verify.system.observers import instrumented
from game.verify.system.space import Goal, PathStep, Progress, SearchStopped
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of
from tests.verify.abstract.test_trace_partitioning import LOCKED, every_transition, everything_emitted, is_so
from tests.verify.drawn_systems import reduced_of
from tests.verify.reference import Reference, TooMany

_ERRANDS = 30


def errands(count: int) -> str:
    """Errands in any order, each of which takes time; who has done all in time may leave by the gate."""
    items = ", ".join(f"i{number}: {{ name: A thing }}" for number in range(count))
    scenes = "".join(
        f"  s{number}: {{ at: hall, choices: [ {{ choose: Do, id: do, give: i{number} }}, "
        "{ choose: No, id: leave } ] }\n"
        for number in range(count)
    )
    every = " and ".join(f"has.i{number}" for number in range(0, count, 5))
    return (
        "pack: Errands\ndisclaimer: Invented.\nstart: hall\n"
        f"items: {{ {items} }}\n"
        f"places: {{ hall: {{ name: The hall, exits: {{ north: {{ to: gate, when: {every}, closed: Not yet. }} }} }}, "
        "gate: { name: The gate } }\n"
        f"scenes:\n{scenes}"
        "  home: { at: hall, choices: [ { choose: Home, id: home, end: home } ] }\n"
        "  out: { at: gate, choices: [ { choose: Out, id: out, end: out } ] }\n"
        "endings: { home: Home., out: Out. }\n"
    )


def test_far_away_it_is_found_by_going_nearer_and_nothing_needless_is_done() -> None:
    story = story_of(errands(_ERRANDS))
    whole = reduced(transition_system(story))
    ended = {event for event in everything_emitted(whole, story) if event[0] == "Ended"}
    found = best_first_search(whole, story.layout.start, ended)
    assert found.plays.keys() == ended
    lengths = sorted(sum(whole.locations[step.location].is_chosen for step in path) for path in found.plays.values())
    assert lengths == [2, _ERRANDS // 5 * 2 + 3]


def test_when_it_is_stopped_nothing_is_said_that_is_not_known() -> None:
    story = story_of(LOCKED)
    whole = reduced(instrumented(transition_system(story)))
    found = best_first_search(whole, story.layout.start, every_transition(whole), lambda states: False)
    assert not found.never
    assert not found.plays


def test_a_roundabout_play_is_made_short() -> None:
    story = story_of(errands(5))
    whole = reduced(transition_system(story))
    found = best_first_search(
        whole, story.layout.start, {event for event in everything_emitted(whole, story) if event[0] == "Ended"}
    )
    ((home, path),) = ((reached, path) for reached, path in found.plays.items() if reached[1] == Ended("home"))
    hall, transition = path[-2].location, path[-2].transition
    scenes = [step for step in every_transition(whole) if step.location == hall and step.transition != transition]
    errand = next(iter(sorted(scenes)))
    offer = next(step for step in sorted(every_transition(whole)) if step.location == _target(whole, errand))
    roundabout = (*path[:-2], errand, offer, *path[-2:])
    assert shortened_path(whole, story.layout.start, home, roundabout) == path
    assert shortened_path(whole, story.layout.start, home, roundabout, lambda left: False) == roundabout


def _target(whole, step: PathStep) -> int:
    return next(
        instruction.location
        for instruction in whole.locations[step.location].transitions[step.transition].effect
        if isinstance(instruction, ContinueAt)
    )


@settings(parent=DEAR, max_examples=15)
@given(PACKS)
def test_in_a_small_story_everything_is_either_shown_or_excluded(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story, watched=True)
    try:
        every = Reference(whole, story, most=400)
    except TooMany:
        return
    wanted = everything_emitted(whole, story) | every_transition(whole)
    found = best_first_search(whole, story.layout.start, wanted, most=2_000)
    happening = {(kind, event) for _, kind, event in every.events} | every.transitions
    assert found.plays.keys() == happening & wanted
    assert found.never == wanted - happening
    assert is_so(every, found)


# In several steps, each with its time


class Patience:
    """Progress that says to stop after so many questions."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, states: int) -> bool:
        self.left -= 1
        return self.left >= 0


def going_on(states: int) -> bool:
    return True


def seeking(text: str, progress: Progress = going_on) -> tuple[Reduced, Story, set, BestFirstSearch]:
    """What there is to find out about a story, and who does."""
    story = story_of(text)
    whole = reduced(instrumented(transition_system(story)))
    wanted = everything_emitted(whole, story) | every_transition(whole)
    return whole, story, wanted, BestFirstSearch(whole, story.layout.start, wanted, progress)


def test_who_is_stopped_before_anything_was_looked_at_says_so() -> None:
    with pytest.raises(SearchStopped):
        seeking(LOCKED, lambda states: False)


def test_only_what_was_asked_about_is_emitted() -> None:
    _, _, wanted, found = seeking(LOCKED)
    ended = {event for event in wanted if event[0] == "Ended"}
    found.seek(ended, MOST_STATES)
    assert found.settled(ended).plays.keys() == ended
    others = found.settled(wanted - ended)
    assert not others.plays.keys() & ended
    assert found.settled([]) == Decided(frozenset(), {})


def test_a_look_settles_what_slices_show_and_a_search_the_rest() -> None:
    whole, story, _, found = seeking(errands(10))
    out = happening_of(Ended("out"))
    found.look([out], rounds=0)
    assert found.settled([out]) == Decided(frozenset(), {})
    found.seek([out], MOST_STATES)
    path = found.settled([out]).plays[out]
    Reference(whole, story).goes(path, Goal(event=out[1]))


def test_what_was_shown_stays_as_it_was_when_it_is_sought_again() -> None:
    _, _, wanted, found = seeking(LOCKED)
    found.look(wanted)
    before = found.settled(wanted)
    assert before.plays
    assert before.never
    found.seek(wanted, MOST_STATES)
    after = found.settled(wanted)
    assert after.never >= before.never
    assert after.plays.items() >= before.plays.items()
    assert after.never | after.plays.keys() == wanted


def test_no_state_is_looked_at_when_none_may_be() -> None:
    *_, found = seeking(errands(10))
    out = happening_of(Ended("out"))
    found.slices.settle = lambda *_: None  # by plays alone
    found.seek([out], most=0)
    assert found.settled([out]) == Decided(frozenset(), {})


def test_who_was_stopped_can_go_on_with_more_time() -> None:
    *_, found = seeking(LOCKED)
    wanted = [happening_of(SceneBegan("never")), happening_of(Ended("out"))]
    found.seek(wanted, MOST_STATES, lambda states: False)
    assert found.settled(wanted) == Decided(frozenset(), {})
    found.seek(wanted, MOST_STATES, going_on)
    assert found.settled(wanted).never == {wanted[0]}
    assert found.settled(wanted).plays.keys() == {wanted[1]}


@DEAR
@given(PACKS, st.integers(0, 60), st.booleans())
def test_whenever_it_is_stopped_what_was_said_is_so_and_the_rest_can_still_be_found(
    written: str, patience: int, looks: bool
) -> None:
    story = story_from(written)
    whole = reduced_of(story, watched=True)
    try:
        every = Reference(whole, story, most=200)
    except TooMany:
        return
    wanted = everything_emitted(whole, story) | every_transition(whole)
    found = BestFirstSearch(whole, story.layout.start, wanted, going_on)
    if looks:
        found.look(wanted, progress=Patience(patience))
    else:
        found.seek(wanted, 2_000, Patience(patience))
    assert is_so(every, found.settled(wanted))
    found.seek(wanted, 2_000, going_on)
    assert is_so(every, found.settled(wanted))
    assert found.settled(wanted).never | found.settled(wanted).plays.keys() == wanted

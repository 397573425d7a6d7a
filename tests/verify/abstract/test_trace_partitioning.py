"""What is proved by slices of a story is so in all of it, and a play that they show is one."""

from __future__ import annotations

from hypothesis import given

from game.engine.events import Ended, SceneBegan
from game.story.model.expressions import Operation, VariableRead
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import Observer, control_flow_graph, happening_of
from game.verify.abstract.deadlocks import proves_no_deadlock
from game.verify.abstract.divergence import proves_no_divergence
from game.verify.abstract.trace_partitioning import Decided, TracePartitioning, decide, partitioning_of
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.system.observers import instrumented
from game.verify.system.space import Goal, PathStep
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, DEAREST, PACKS, story_from, story_of
from tests.verify.drawn_systems import reduced_of
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


def everything_emitted(whole: Reduced, story: Story) -> set:
    flat = control_flow_graph(whole, story.layout.start, None)
    emitted = {event for node in flat.nodes if node for edge in node.edges for event in edge.emitted}
    return emitted | {watch.event for node in flat.nodes if node for watch in node.watches}


def every_transition(whole: Reduced) -> set[PathStep]:
    return {
        PathStep(number, transition) for number, location in enumerate(whole.locations) if location is not None
        for transition in range(len(location.transitions))
    }  # fmt: skip


def is_so(every: Reference, found: Decided) -> bool:
    """Whether what is settled is so; fails where a path is no play."""
    for reached, path in found.plays.items():
        if isinstance(reached, PathStep):
            every.goes(path, Goal(locations=frozenset([reached.location]), transition=reached.transition))
        else:
            every.goes(path, Goal(event=reached[1]))
    return not found.never & ({(kind, event) for _, kind, event in every.events} | every.transitions)


def settled(story: Story) -> tuple[Reduced, Decided]:
    whole = reduced(instrumented(transition_system(story)))
    return whole, decide(whole, story.layout.start, everything_emitted(whole, story) | every_transition(whole))


def test_what_two_variables_exclude_together_never_happens() -> None:
    _, found = settled(story_of(LOCKED))
    never = {event.name for kind, event in found.never if kind == "Observation"}
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


@DEAREST
@given(PACKS)
def test_what_is_said_about_events_and_transitions_is_so(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story, watched=True)
    try:
        every = Reference(whole, story, most=1_000)
    except TooMany:
        return
    wanted = everything_emitted(whole, story) | every_transition(whole)
    found = decide(whole, story.layout.start, wanted)
    assert not found.never & found.plays.keys()
    assert is_so(every, found)


@DEAR
@given(PACKS)
def test_where_dead_ends_and_endless_circles_are_excluded_there_are_none(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    try:
        every = Reference(whole, story, most=2_000)
    except TooMany:
        return
    slices = TracePartitioning(control_flow_graph(whole, story.layout.start), lambda states: True)
    assert not (proves_no_deadlock(slices) and every.deadlocks)
    assert not (proves_no_divergence(slices) and every.divergences)


# What is surely not yet so when something happens

FORGOTTEN = """
pack: Test
disclaimer: Invented.
start: hall
items: { red: { name: Red }, blue: { name: Blue }, key: { name: Key } }
scenes:
  hall:
    text: A hall.
    choices:
    - { choose: Red, id: red, give: red, goto: early }
    - { choose: Blue, id: blue, give: blue, goto: early }
  early:
    text: Early.
    choices:
    - { choose: Odd, id: odd, when: has.red and has.blue and not has.key, end: out }
    - { choose: Odder, id: odder, when: has.red and has.blue and not has.key, end: odder }
    - { choose: Take the key, id: key, give: key, goto: gate }
    - { choose: Go on, id: 'on', goto: gate }
  gate:
    text: A gate.
    choices:
    - { choose: Again, id: again, again: true, goto: early }
    - { choose: In, id: in, when: has.key, goto: behind }
    - { choose: Home, id: home, end: home }
  behind:
    text: Behind.
    choices:
    - { choose: Out, id: out, end: out }
endings: { out: Out., home: Home., odder: Odder. }
"""


def slices_for(story: Story, whole: Reduced) -> TracePartitioning:
    return partitioning_of(whole, story.layout.start, everything_emitted(whole, story), lambda states: True)


def test_what_a_condition_excludes_and_nothing_takes_back_was_never_so_before() -> None:
    story = story_of(FORGOTTEN)
    slices = slices_for(story, reduced(transition_system(story)))
    odder = happening_of(Ended("odder"))
    slices.settle([odder])
    assert slices.zeros[odder] == {"has.key"}
    assert odder in slices.never


def test_what_can_be_taken_back_may_have_been_so_before() -> None:
    story = story_of(LOCKED)
    slices = slices_for(story, reduced(transition_system(story)))
    never = happening_of(SceneBegan("never"))
    slices.settle([never])
    assert "has.key" not in slices.zeros[never]
    assert never in slices.never


def test_what_is_forgotten_may_have_been_so_before() -> None:
    """Of two occasions one is without the key, and at the other nobody asks for it any more: there it was taken."""
    story = story_of(FORGOTTEN)
    whole = reduced(transition_system(story))
    slices = slices_for(story, whole)
    out = happening_of(Ended("out"))
    slices.settle([out])
    assert slices.zeros[out] == frozenset()
    assert out not in slices.never
    Reference(whole, story).goes(slices.steps(slices.plays[out]), Goal(event=out[1]))


@DEAR
@given(PACKS)
def test_what_is_said_to_be_0_before_something_was_never_more_in_any_play_up_to_it(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story, watched=True)
    try:
        every = Reference(whole, story, most=500)
    except TooMany:
        return
    slices = slices_for(story, whole)
    slices.settle(everything_emitted(whole, story))
    slots = list(whole.slots.values())
    start = every.walk.start, frozenset[str]()
    seen, waiting = {start}, [start]
    while waiting and len(seen) < 2_000:
        (location, memory), raised = waiting.pop()
        raised |= {slot.name for slot in slots if slot.get(memory)}
        for to, emitted in every.leads[location, memory].values():
            for event in emitted:
                assert not raised & slices.zeros.get(happening_of(event), frozenset())
            if (to, raised) not in seen:
                seen.add((to, raised))
                waiting.append((to, raised))


def test_what_a_condition_itself_excludes_is_seen_in_the_first_round() -> None:
    story = story_of(LOCKED)
    slices = slices_for(story, reduced(instrumented(transition_system(story))))
    never = happening_of(SceneBegan("never"))
    slices.settle([never], rounds=1)
    assert never in slices.never


# What more is watched for


def test_what_is_watched_for_later_is_emitted_where_it_can_be() -> None:
    story = story_of(LOCKED)
    whole = reduced(transition_system(story), forget=False)
    slices = slices_for(story, whole)
    number = next(
        index for index, location in enumerate(whole.locations)
        if location is not None and location.key.kind == "offer" and location.transitions[0].id == "away/both"
    )  # fmt: skip
    both, key_alone, alike = (("here", name) for name in ("both", "key alone", "neither or both"))
    slices.watch({number: Observer((VariableRead("has.lamp"), VariableRead("has.key")), both)})
    slices.watch({number: Observer((Operation("==", VariableRead("has.key"), VariableRead("has.lamp")),), alike)})
    slices.watch({number: Observer((Operation("<", VariableRead("has.lamp"), VariableRead("has.key")),), key_alone)})
    slices.settle([both, key_alone, alike])
    assert slices.plays.keys() == {both, alike}
    assert key_alone in slices.never

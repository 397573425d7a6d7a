"""The reduction leaves out what does not matter, and nothing that somebody may ask about."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import assume, given

from game.engine.events import Achieved, Arrived, Ended, Event, FactLearned, ItemReceived, SceneBegan
from game.engine.instructions import Emit
from game.verify.reductions.reduction import TOLD, Reduced, reduced
from game.verify.system.elements import Fork, SystemInstructions
from game.verify.system.space import Goal, PathStep
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of
from tests.verify.drawn_systems import reduced_of
from tests.verify.reference import Reference, TooMany

PACK = """\
pack: A lamp
start: hall
disclaimer: Invented.
measures: { light: { start: 0, min: 0, max: 5 } }
achievements: { bright: { title: Bright, text: Very bright., when: light >= 3 } }
items: { oil: { name: Oil }, wick: { name: A wick }, key: { name: A key } }
places:
  hall: { name: The hall, text: A hall., glance: The hall again., exits: { north: yard } }
  yard: { name: The yard, text: A yard. }
scenes:
  lamp:
    at: hall
    again: true
    text: A lamp.
    learn: f0
    choices:
    - { choose: Turn it up, id: up, again: true, light: +1, stay: true }
    - { choose: Take the oil, id: oil, give: oil, end: dark }
    - { choose: Take the wick, id: wick, when: has.key, give: wick, end: dark }
endings: { dark: { title: Dark, text: It is dark. } }
"""


def emitted(system: Reduced) -> list[Event]:
    """What is told anywhere, twice where two acts tell it."""

    def of(effect: SystemInstructions) -> Iterator[Event]:
        for instruction in effect:
            if isinstance(instruction, Emit):
                yield instruction.event
            elif isinstance(instruction, Fork):
                yield from of(instruction.then)
                yield from of(instruction.otherwise)

    effects = [
        transition.effect
        for location in system.locations
        if location is not None
        for transition in location.transitions
    ]
    return [event for effect in (*effects, *system.settling.values()) for event in of(effect)]


def kinds(events: list[Event]) -> set[tuple[type[Event], str]]:
    """Events without their further parts: two of different kinds can be equal."""
    return {(type(event), event[0]) for event in events}


def test_what_is_emitted_of_a_change_stays_when_nobody_asks_for_the_variable():
    found = reduced(transition_system(story_of(PACK)))
    assert not any("f0" in name for name in found.slots)
    assert kinds(emitted(found)) >= {
        (FactLearned, "f0"),
        (ItemReceived, "oil"),
        (Achieved, "bright"),
        (SceneBegan, "lamp"),
    }
    assert (Ended, "dark") in kinds(emitted(found))


def test_whether_it_is_the_first_arrival_is_not_asked_for():
    found = reduced(transition_system(story_of(PACK)))
    assert [event for event in emitted(found) if isinstance(event, Arrived)] == [
        Arrived("hall", first=False),
        Arrived("yard", first=False),
    ]
    assert not any("visits" in name for name in found.slots)


def test_what_decides_about_an_achievement_is_asked_for_only_with_it():
    system = transition_system(story_of(PACK))
    assert "measure.light" in reduced(system).slots
    without = reduced(system, emitted=TOLD - {Achieved})
    assert "measure.light" not in without.slots
    assert Achieved not in {kind for kind, _ in kinds(emitted(without))}


def test_what_can_never_happen_is_left_out():
    assert (ItemReceived, "wick") not in kinds(emitted(reduced(transition_system(story_of(PACK)))))


def named(system: Reduced, step: PathStep) -> tuple[object, str, str]:
    """A way, whatever its number is: ways that never open are left out."""
    location = system.locations[step.location]
    transition = location.transitions[step.transition]
    return location.key, transition.kind, transition.id


@DEAR
@given(PACKS)
def test_a_reduction_changes_nothing_but_how_many_states_there_are(written):
    story = story_from(written)
    try:
        few = Reference(reduced_of(story), story, 3_000)
        many = Reference(reduced_of(story, forget=False), story, 3_000)
    except TooMany:
        assume(False)
    assert few.states <= many.states
    assert [bool(count) for count in few.at] == [bool(count) for count in many.at]
    assert {named(few.reduced, transition) for transition in few.transitions} == {
        named(many.reduced, transition) for transition in many.transitions
    }
    assert few.deadlocks == many.deadlocks
    assert bool(few.soft_locks) == bool(many.soft_locks)
    happened = [
        {(named(searched.reduced, step), kind, event) for step, kind, event in searched.events}
        for searched in (few, many)
    ]
    assert happened[0] == happened[1]
    for goal in (Goal(soft_lock=True), *(Goal(event=event) for _, _, event in few.events)):
        assert few.length(goal) == many.length(goal), goal


CHAPTERS = """\
pack: Two days
start: monday
disclaimer: Invented.
items: { bread: { name: Bread }, soup: { name: Soup } }
scenes:
  monday:
    text: Monday.
    choices:
    - { choose: Buy bread, give: bread, goto: tuesday }
    - { choose: Eat, when: has.soup, goto: tuesday }
    - { choose: Wait, goto: tuesday }
  tuesday:
    text: Tuesday.
    choices:
    - { choose: Buy soup, give: soup, stay: true }
    - { choose: Eat both, when: has.bread and has.soup, end: full }
    - { choose: Go hungry, end: hungry }
endings: { full: { title: Full, text: Well. }, hungry: { title: Hungry, text: Alas. } }
"""


def test_what_nothing_has_changed_yet_is_not_live():
    found = reduced(transition_system(story_of(CHAPTERS)))
    live = {
        location.key.node: {name for bit, name in enumerate(found.slots) if mask >> bit & 1}
        for location, mask in zip(found.locations, found.live, strict=True)
        if location is not None and location.key.kind == "offer"
    }
    assert [names & {"has.bread", "has.soup"} for names in live.values()] == [set(), {"has.bread", "has.soup"}]


def test_a_transition_that_nothing_can_have_opened_yet_is_left_out():
    found = reduced(transition_system(story_of(CHAPTERS)))
    offers = [location for location in found.locations if location is not None and location.key.kind == "offer"]
    assert [len(offer.transitions) for offer in offers] == [2, 3]

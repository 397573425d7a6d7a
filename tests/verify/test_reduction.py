"""The reduction leaves out what does not matter, and nothing that somebody may ask about."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.acts import Tell
from game.engine.events import Achieved, Arrived, Ended, Event, Learned, Received, SceneBegan
from game.verify.reduction import TOLD, Reduced, reduced
from game.verify.system import Course, Split, System
from tests.engine.test_properties import story_of

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


def told(system: Reduced) -> list[Event]:
    """What is told anywhere, twice where two acts tell it."""

    def of(course: Course) -> Iterator[Event]:
        for act in course:
            if isinstance(act, Tell):
                yield act.event
            elif isinstance(act, Split):
                yield from of(act.then)
                yield from of(act.otherwise)

    courses = [way.course for one in system.locations if one is not None for way in one.ways]
    return [event for course in (*courses, *system.settling.values()) for event in of(course)]


def kinds(events: list[Event]) -> set[tuple[type[Event], str]]:
    """Events without their further parts: two of different kinds can be equal."""
    return {(type(one), one[0]) for one in events}


def test_what_is_told_of_a_change_stays_when_nobody_asks_for_the_variable():
    found = reduced(System(story_of(PACK)))
    assert not any("f0" in name for name in found.slots)
    assert kinds(told(found)) >= {(Learned, "f0"), (Received, "oil"), (Achieved, "bright"), (SceneBegan, "lamp")}
    assert (Ended, "dark") in kinds(told(found))


def test_whether_it_is_the_first_arrival_is_not_asked_for():
    found = reduced(System(story_of(PACK)))
    assert [one for one in told(found) if isinstance(one, Arrived)] == [
        Arrived("hall", first=False),
        Arrived("yard", first=False),
    ]
    assert not any("visits" in name for name in found.slots)


def test_what_decides_about_an_achievement_is_asked_for_only_with_it():
    system = System(story_of(PACK))
    assert "measure.light" in reduced(system).slots
    without = reduced(system, told=TOLD - {Achieved})
    assert "measure.light" not in without.slots
    assert Achieved not in {kind for kind, _ in kinds(told(without))}


def test_what_can_never_happen_is_left_out():
    assert (Received, "wick") not in kinds(told(reduced(System(story_of(PACK)))))

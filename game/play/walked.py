"""What is told of a walk of several steps: where it led through in one line, and where it led to in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.engine.events import Arrived, Event, PassedThrough, TextShown, TimePassed
from game.story.model.story import Story


def walk_told(story: Story, steps: Sequence[tuple[Event, ...]]) -> tuple[Event, ...]:
    """The events of a walk, step by step, with one event for all the places in a row at which nothing happened.

    The last step is told in full, and so is every one that brought more than a look round. The minutes that passed on
    the way are told at a stretch.
    """
    told: list[Event] = []
    passed: list[str] = []
    time: list[TimePassed] = []
    for number, happened in enumerate(steps):
        place = _only_passed(story, happened) if number < len(steps) - 1 else ""
        if place:
            passed.append(place)
            time += [event for event in happened if isinstance(event, TimePassed)]
            continue
        if passed:
            told.append(PassedThrough(tuple(passed)))
        told.extend(_with_time(time, happened))
        passed, time = [], []
    return tuple(told)


def _only_passed(story: Story, happened: Iterable[Event]) -> str:
    """The place through which this step led, if it brought nothing but the sight of it; else empty."""
    place = ""
    for event in happened:
        match event:
            case Arrived(id_, _) if not place:
                place = id_
            case TextShown(text, _) if place and text in (story.places[place].text, story.places[place].glance):
                pass
            case TimePassed():
                pass
            case _:
                return ""
    return place


def _with_time(before: list[TimePassed], happened: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of a step with the minutes of the steps before it: together with its own where it took any."""
    if not before:
        return happened
    spent = TimePassed(before[0].before, before[-1].after)
    first = next((number for number, event in enumerate(happened) if isinstance(event, TimePassed)), None)
    if first is None:
        return (spent, *happened)
    own = happened[first]
    assert isinstance(own, TimePassed)  # noqa: S101 - it was looked for
    return (*happened[:first], TimePassed(spent.before, own.after), *happened[first + 1 :])

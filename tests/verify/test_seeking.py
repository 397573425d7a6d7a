"""What can happen is shown by a play that is one, and from which no move can be left out."""

from __future__ import annotations

from hypothesis import given

from game.engine.events import Ended
from game.verify.marks import watched
from game.verify.reduction import reduced
from game.verify.seeking import seek, shortened
from game.verify.space import Goal, Step
from game.verify.system import At, System
from tests.engine.test_properties import DEAR, PACKS, story_from, story_of
from tests.verify.reference import Reference, TooMany
from tests.verify.test_slices import LOCKED, every_way, everything_told

_ERRANDS = 30


def errands(count: int) -> str:
    """Errands in any order, each of which takes time; who has done all in time may leave by the gate."""
    items = ", ".join(f"i{one}: {{ name: A thing }}" for one in range(count))
    scenes = "".join(
        f"  s{one}: {{ at: hall, choices: [ {{ choose: Do, id: do, give: i{one} }}, {{ choose: No, id: leave }} ] }}\n"
        for one in range(count)
    )
    every = " and ".join(f"has.i{one}" for one in range(0, count, 5))
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
    whole = reduced(System(story))
    ended = {one for one in everything_told(whole, story) if one[0] == "Ended"}
    found = seek(whole, story.layout.start, ended)
    assert found.plays.keys() == ended
    lengths = sorted(sum(whole.locations[step.location].is_chosen for step in path) for path in found.plays.values())
    assert lengths == [2, _ERRANDS // 5 * 2 + 3]


def test_when_it_is_stopped_nothing_is_said_that_is_not_known() -> None:
    story = story_of(LOCKED)
    whole = reduced(watched(System(story)))
    found = seek(whole, story.layout.start, every_way(whole), lambda states: False)
    assert not found.never
    assert not found.plays


def test_a_roundabout_play_is_made_short() -> None:
    story = story_of(errands(5))
    whole = reduced(System(story))
    found = seek(whole, story.layout.start, {one for one in everything_told(whole, story) if one[0] == "Ended"})
    ((home, path),) = ((one, path) for one, path in found.plays.items() if one[1] == Ended("home"))
    hall, way = path[-2].location, path[-2].way
    scenes = [step for step in every_way(whole) if step.location == hall and step.way != way]
    errand = next(iter(sorted(scenes)))
    offer = next(step for step in sorted(every_way(whole)) if step.location == _target(whole, errand))
    roundabout = (*path[:-2], errand, offer, *path[-2:])
    assert shortened(whole, story.layout.start, home, roundabout) == path
    assert shortened(whole, story.layout.start, home, roundabout, lambda left: False) == roundabout


def _target(whole, step: Step) -> int:
    return next(act.location for act in whole.locations[step.location].ways[step.way].course if isinstance(act, At))


@DEAR
@given(PACKS)
def test_in_a_small_story_everything_is_either_shown_or_excluded(written: str) -> None:
    story = story_from(written)
    whole = reduced(watched(System(story)))
    try:
        every = Reference(whole, story, most=400)
    except TooMany:
        return
    wanted = everything_told(whole, story) | every_way(whole)
    found = seek(whole, story.layout.start, wanted, most=2_000)
    happening = {(kind, event) for _, kind, event in every.events} | every.ways
    assert found.plays.keys() == happening & wanted
    assert found.never == wanted - happening
    for one, path in found.plays.items():
        if isinstance(one, Step):
            every.goes(path, Goal(locations=frozenset([one.location]), way=one.way))
        else:
            every.goes(path, Goal(event=one[1]))

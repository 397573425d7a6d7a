"""The states by where they are: compared with the plain search, and with the count of all situations."""

from __future__ import annotations

from hypothesis import given

from game.story.packs import load
from game.verify.reductions.reduction import reduced
from game.verify.search.random_plays import play_at_random
from game.verify.system.budget import Budget
from game.verify.system.observers import instrumented
from game.verify.system.transition_system import transition_system
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.state_counts import state_counts_of
from tests.drawn_packs import DEAR, PACKS, story_from
from tests.verify.drawn_systems import reduced_of
from tests.verify.reference import Reference, TooMany


def areas_and_proofs(story, without=()):
    proofs = prove(story, properties_of(story), Budget(60), without=without)
    return state_counts_of(story, proofs, without), proofs


def as_seen_at_random(story, proofs):
    """The proofs as they are of a story that nobody could count."""
    sampled = play_at_random(story, reduced(instrumented(transition_system(story)), forget=False))
    number = len(transition_system(story).locations)
    led_to = tuple(tuple(sorted(locations)) for locations in sampled.led_to[:number])
    return proofs._replace(at=(), situations=None, visits=sampled.visits[:number], led_to=led_to)


@DEAR
@given(PACKS)
def test_every_situation_is_somewhere_and_leads_to_the_endings_that_are_named(written):
    story = story_from(written)
    try:
        reference = Reference(reduced_of(story), story, most=4_000)
    except TooMany:
        return
    areas, proofs = areas_and_proofs(story)
    assert areas.counted and areas.complete
    assert sum(counts.situations for counts in areas.known.values()) == proofs.situations
    assert sum(counts.lost for counts in areas.known.values()) == proofs.soft_locks
    for id_ in story.endings:
        reached = areas.of("ending", id_)
        assert bool(reached.situations) == (id_ in reached.endings)
    locations = enumerate(transition_system(story).locations)
    roaming = [(number, location.key.place) for number, location in locations if location.key.kind == "roaming"]
    for area, known in areas.known.items():
        if area[0] == "place" and known.situations:
            number = story.place_order.index(area[1]) if story.place_order else 0
            assert known.situations == sum(reference.at[location] for location, place in roaming if place == number)


def test_endings_that_a_play_at_random_came_to_are_possible(tmp_path):
    file = tmp_path / "fork.yaml"
    file.write_text(
        "pack: Fork\ndisclaimer: Invented.\nstart: a\nscenes:\n"
        "  a: { text: A., choices: [{ choose: B, id: b, goto: b }, { choose: C, id: c, goto: c }] }\n"
        "  b: { text: B., choices: [{ choose: On, id: on, end: one }, { choose: Back, id: back, goto: c }] }\n"
        "  c: { text: C., choices: [{ choose: Stop, id: stop, end: two }] }\n"
        "endings: { one: The first., two: The second. }\n",
        "utf-8",
    )
    story = load(file)
    areas, proofs = areas_and_proofs(story)
    seen = state_counts_of(story, as_seen_at_random(story, proofs))
    assert areas.complete and not seen.complete and not seen.counted
    assert any(counts.visits for counts in seen.known.values())
    for area, counts in seen.known.items():
        assert counts.situations is None and counts.lost is None
        assert counts.endings <= areas.known[area].endings


def test_without_time_nothing_is_claimed_about_endings(harbour):
    _, proofs = areas_and_proofs(harbour)
    areas = state_counts_of(harbour, proofs, budget=Budget(0))
    assert areas.counted and not areas.complete
    assert sum(counts.situations for counts in areas.known.values()) == proofs.situations
    assert all(counts.lost is None for counts in areas.known.values())


def test_a_scene_that_is_called_counts_for_itself(tmp_path):
    file = tmp_path / "call.yaml"
    file.write_text(
        "pack: Calls\ndisclaimer: Invented.\nstart: a\nscenes:\n"
        "  a: { text: A., choices: [{ choose: B, id: b, call: b, stay: true }, { choose: C, id: c, end: one }] }\n"
        "  b: { text: B., choices: [{ choose: Back, id: back, goto: c }] }\n"
        "  c: { text: C. }\n"
        "endings: { one: The first. }\n",
        "utf-8",
    )
    areas, _ = areas_and_proofs(load(file))
    assert {id_: counts.situations for (_, id_), counts in areas.known.items()} == {"a": 2, "b": 1, "one": 1}
    assert all(counts.endings == {"one"} for counts in areas.known.values())

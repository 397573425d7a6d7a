"""What a pack says of its map: how it is drawn, and who waits where."""

from __future__ import annotations

import pytest

from game.engine import begin
from game.play.map_marks import waiting_now
from game.story.model.mapped import MapStyle, wing_number
from tests.story.inline import codes, story_of

PACK = """\
pack: Maps
start: hall
wings: {{ hall: The hall, wing_1: North, wing_2: South }}
{map}
places:
  hall: {{ name: The hall, wing: hall, exits: {{ north: north, south: south }} }}
  north: {{ name: The north room, wing: wing_1 }}
  south: {{ name: The south room, wing: wing_2 }}
people: {{ ada: {{ name: Ada Holm, at: north, fictional: true }} }}
items: {{ key: {{ name: a key, at: hall }} }}
scenes: {{ s: {{ at: hall, text: Hm., end: e }} }}
endings: {{ e: Over. }}
"""


def pack(more: str) -> str:
    return PACK.format(map=more)


def test_a_pack_without_the_keys_says_nothing() -> None:
    story = story_of(pack(""))
    assert story.map_style is None
    assert story.waits == ()


def test_a_layout_alone_and_with_short_names() -> None:
    assert story_of(pack("map: comb")).map_style == MapStyle("comb", {})
    named = story_of(pack("map: { layout: boxes, names: { wing_1: N } }"))
    assert named.map_style == MapStyle("boxes", {"wing_1": "N"})


def test_an_unknown_layout_is_reported_with_the_nearest() -> None:
    assert codes(pack("map: combs")) == ["EW753"]


def test_a_short_name_of_an_unknown_wing_is_reported() -> None:
    assert codes(pack("map: { layout: comb, names: { wing_3: N } }")) == ["EW301"]


def test_a_comb_needs_numbered_wings() -> None:
    assert codes(pack("map: comb").replace("wing_1", "north").replace("wing_2", "south")) == ["EW343"]


def test_who_waits_has_the_name_given_else_that_of_the_person_else_the_id() -> None:
    story = story_of(pack("waits: { ada: north, gong: south, tea: { at: north, name: Somebody with tea } }"))
    assert [(waiting.name, waiting.at) for waiting in story.waits] == [
        ("Ada Holm", "north"),
        ("Gong", "south"),
        ("Somebody with tea", "north"),
    ]


def test_somebody_waits_only_while_the_condition_holds_and_elsewhere() -> None:
    story = story_of(pack("waits: { ada: { at: north, when: has.key }, gong: hall }"))
    memory = begin(story, 1).state.memory
    assert waiting_now(story, memory) == []
    with_key = story.items["key"].carried.put(memory, 1)
    assert [waiting.id for waiting in waiting_now(story, with_key)] == ["ada"]


def test_somebody_who_waits_at_an_unknown_place_is_reported() -> None:
    assert codes(pack("waits: { ada: attic }")) == ["EW301"]


@pytest.mark.parametrize(
    ("wing", "number"),
    [("wing_3", "3"), ("north_12", "12"), ("hall", ""), ("a1b", ""), ("w007", "7"), ("w0", "0"), ("", "")],
)
def test_the_number_of_a_wing_ends_its_id(wing: str, number: str) -> None:
    assert wing_number(wing) == number

"""The building: ways lead both ways, what lies and who stands where, and what cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.rendering import render_words
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Exit, Story
from tests.story.inline import Files, codes, findings, only_finding, story_of

TAIL = "scenes:\n  a:\n    on_arrival: true\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"


def building(places: str, more: str = "") -> str:
    """A pack with these places; they begin in line 3."""
    indented = "".join(f"  {line}\n" for line in places.splitlines())
    return f"pack: T\nplaces:\n{indented}{more}{TAIL}"


def ways(story: Story, place: str) -> list[tuple[str, str]]:
    """The ways out of a place: direction and place."""
    return [(leaving.direction, leaving.to) for leaving in story.places[place].exits]


def way(files: Files, place: str) -> Exit:
    """The only way out of a place."""
    (only_exit,) = story_of(files).places[place].exits
    return only_exit


@pytest.mark.parametrize(("there", "back"), sorted(DIRECTIONS.items()))
def test_a_way_leads_both_ways(there: str, back: str) -> None:
    story = story_of(building(f"hall: {{ name: Hall, exits: {{ {there}: yard }} }}\nyard: {{ name: Yard }}"))
    assert ways(story, "hall") == [(there, "yard")]
    assert ways(story, "yard") == [(back, "hall")]


def test_every_direction_has_an_opposite_whose_opposite_it_is() -> None:
    assert all(DIRECTIONS[back] == there for there, back in DIRECTIONS.items())


def test_a_one_way_leads_there_only() -> None:
    story = story_of(building("hall: { name: H, exits: { down: { to: cave, one_way: true } } }\ncave: { name: C }"))
    assert ways(story, "hall") == [("down", "cave")]
    assert ways(story, "cave") == []


def test_a_way_given_from_both_ends_is_one_way_each() -> None:
    places = "hall: { name: H, exits: { north: yard } }\nyard: { name: Y, exits: { south: hall } }"
    story = story_of(building(places))
    assert (ways(story, "hall"), ways(story, "yard")) == ([("north", "yard")], [("south", "hall")])


def test_the_other_place_may_give_the_way_back_in_another_direction() -> None:
    places = "hall: { name: H, exits: { north: yard } }\nyard: { name: Y, exits: { west: hall } }"
    story = story_of(building(places))
    assert (ways(story, "hall"), ways(story, "yard")) == ([("north", "yard")], [("west", "hall")])


def test_two_ways_to_the_same_place_are_two_ways_back() -> None:
    story = story_of(building("hall: { name: H, exits: { north: loft, up: loft } }\nloft: { name: L }"))
    assert ways(story, "loft") == [("south", "hall"), ("down", "hall")]


def test_ways_are_offered_in_the_order_of_the_directions() -> None:
    places = "hall: { name: H, exits: { out: a, down: b, west: c, north: d } }\n" + "\n".join(
        f"{id_}: {{ name: {id_} }}" for id_ in "abcd"
    )
    assert [direction for direction, _ in ways(story_of(building(places)), "hall")] == ["north", "west", "down", "out"]


def test_a_condition_the_closed_text_and_the_minutes_hold_in_both_directions() -> None:
    exits = "exits: { up: { to: loft, when: seen.a, closed: Locked., minutes: 5, label: Climb } }"
    pack = building(f"hall: {{ name: H, {exits} }}\nloft: {{ name: L }}", "clock: { start: 08:00, end: 09:00 }\n")
    story = story_of(pack)
    for closed_exit in (way(pack, "hall"), way(pack, "loft")):
        assert closed_exit.when is not None
        assert closed_exit.when.source == "seen.a"
        assert closed_exit.closed is not None
        assert render_words(story, closed_exit.closed, story.layout.start, 0) == "Locked."
        assert closed_exit.minutes == 5


def test_the_label_is_for_the_direction_in_which_it_was_written() -> None:
    pack = building("hall: { name: H, exits: { up: { to: loft, label: Climb } } }\nloft: { name: L }")
    label = way(pack, "hall").label
    assert label is not None
    assert label.paragraphs[0].parts[0].words == "Climb"  # type: ignore[union-attr]
    assert way(pack, "loft").label is None


def test_things_people_and_scenes_are_found_at_their_places() -> None:
    more = (
        "items:\n  lamp: { name: a lamp, at: hall }\n  key: { name: a key }\n"
        "people:\n  ines: { name: Ines, at: yard, fictional: true }\n"
    )
    more_scenes = TAIL.replace(
        "endings",
        "  low: { at: hall, priority: -1, text: L., end: e }\n"
        "  high: { at: [hall, yard], priority: 1, text: H., end: e }\n"
        "  come: { at: yard, on_arrival: true, priority: 9, text: C., end: e }\nendings",
    )
    pack = building("hall: { name: H, exits: { north: yard } }\nyard: { name: Y }", more).replace(TAIL, more_scenes)
    story = story_of(pack)
    hall, yard = story.places["hall"], story.places["yard"]
    assert (hall.items, hall.people, hall.scenes, hall.arrivals) == (("lamp",), (), ("high", "low"), ("a",))
    assert (yard.items, yard.people, yard.scenes, yard.arrivals) == ((), ("ines",), ("high",), ("come", "a"))
    assert story.items["key"].taken is None
    assert story.items["lamp"].taken is not None


def test_the_story_begins_at_the_first_place_or_where_the_pack_says() -> None:
    places = "hall: { name: H }\nyard: { name: Y }"
    first, second = story_of(building(places)), story_of(building(places, "start: yard\n"))
    assert (first.start_place, second.start_place) == ("hall", "yard")
    for story in (first, second):
        here = story.place_at(story.layout.start)
        assert here is not None
        assert here.id == story.start_place


def test_the_floor_plan_has_wings_and_floors() -> None:
    story = story_of(building("loft: { name: L, wing: east, floor: 2 }", "wings: { east: East wing }\n"))
    assert story.wings == {"east": "East wing"}
    assert (story.places["loft"].wing, story.places["loft"].floor) == ("east", 2)


@pytest.mark.parametrize(
    ("places", "code", "line", "column"),
    [
        ("hall: { name: H, exits: { north: yrd } }\nyard: { name: Y }", "EW301", 3, 36),
        ("hall: { name: H, exits: { nort: yard } }\nyard: { name: Y }", "EW214", 3, 29),
        ("hall: { name: H, exits: [yard] }\nyard: { name: Y }", "EW203", 3, 27),
        ("hall: { name: H, exits: { north: { too: yard, to: yard } } }\nyard: { name: Y }", "EW201", 3, 38),
        ("hall: { name: H, exits: { north: { when: seen.a } } }", "EW202", 3, 36),
        ("hall: { name: H, exits: { north: { to: yard, when: sen.a } } }\nyard: { name: Y }", "EW402", 3, 54),
        ("hall: { name: H, exits: { north: { to: yard, minutes: 5 } } }\nyard: { name: Y }", "EW219", 3, 48),
        ("hall: { name: H, floor: ground }", "EW204", 3, 27),
        ("hall: { exits: { } }", "EW202", 3, 9),
        ("Hall: { name: H }", "EW208", 3, 3),
        ("hall: { name: '{' , text: '{x' }", "EW501", 3, 30),
    ],
)
def test_what_is_wrong_with_a_place_is_said_once_and_where_it_stands(
    places: str, code: str, line: int, column: int
) -> None:
    found = only_finding(building(places))
    assert (found.code, found.spot.line, found.spot.column) == (code, line, column)


def test_an_unknown_direction_comes_with_the_nearest_and_with_all() -> None:
    found = only_finding(building("hall: { name: H, exits: { noth: yard } }\nyard: { name: Y }"))
    assert found.fix.startswith("Did you mean `north`? Use one of: north, northeast,")


def test_two_ways_in_one_direction_are_refused_with_both_places() -> None:
    places = "hall: { name: H, exits: { north: yard } }\nyard: { name: Y, exits: { south: shed } }\nshed: { name: S }"
    found = findings(building(places))
    assert [finding.code for finding in found] == ["EW309"]
    assert found[0].message == "From `yard`, south leads to `shed` and also to `hall`."


@pytest.mark.parametrize("said", ["", ", real: true, fictional: true", ", real: false"])
def test_a_person_is_either_real_or_invented(said: str) -> None:
    assert codes(building("hall: { name: H }", f"people:\n  ines: {{ name: Ines{said} }}\n")) == ["EW803"]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(["north", "east", "up", "in"])),
        st.sampled_from("abcdef"),
        max_size=10,
    )
)
def test_whoever_goes_a_way_can_come_back_or_is_told(exits: dict[tuple[str, str], str]) -> None:
    places = []
    for place in "abcdef":
        own = ", ".join(
            f"{direction}: {to}" for (here, direction), to in exits.items() if here == place and to != place
        )
        places.append(f"{place}: {{ name: {place}, exits: {{ {own} }} }}")
    pack = building("\n".join(places))
    if codes(pack):
        assert set(codes(pack)) == {"EW309"}
        return
    story = story_of(pack)
    for here in story.places.values():
        for leaving in here.exits:
            assert here.id in [to for _, to in ways(story, leaving.to)]

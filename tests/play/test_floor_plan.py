"""The drawn building follows from the ways alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import begin, choose, options
from game.play.floor_plan import floor_plan, floors, positions, small_plan, ways_out
from game.play.map_canvas import PlanLine
from game.play.map_marks import shortened_name
from game.story.model.story import Story
from game.story.packs import load


def text(lines: list[PlanLine]) -> str:
    return "\n".join("".join(stroke.words for stroke in line).rstrip() for line in lines)


def start(story: Story) -> int:
    return begin(story, 7).state.memory


@pytest.fixture
def pack(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes a story of places: names with their exits, one a line, such as `a: north b; east c`."""

    def make(*places: str, more: str = "") -> Story:
        lines = ["pack: Plan", "start: " + places[0].partition(":")[0], "places:"]
        for place in places:
            name, _, exits = place.partition(":")
            lines += [f"  {name}:", f"    name: {name.upper()}"]
            if exits.strip():
                lines.append("    exits:")
                lines += [f"      {way.split()[0]}: {way.split(maxsplit=1)[1]}" for way in exits.split(";")]
        file = tmp_path / "plan.yaml"
        scene = "scenes: { one: { at: a, text: Hm., end: e } }\nendings: { e: Over. }\n"
        file.write_text("\n".join(lines) + "\n" + scene + more, encoding="utf-8")
        return load(file)

    return make


def test_places_lie_where_the_ways_say(harbour: Story) -> None:
    at = positions(harbour)
    assert at["office"].y < at["quay"].y
    assert at["office"].x == at["quay"].x
    assert at["pier"].x > at["quay"].x
    assert at["loft"][:2] == at["office"][:2]
    assert at["loft"].floor == 1


def test_no_two_places_share_a_position(headquarters: Story) -> None:
    at = positions(headquarters)
    assert at.keys() == headquarters.places.keys()
    assert len(set(at.values())) == len(at)


def test_the_plan_is_the_same_every_time(headquarters: Story) -> None:
    assert positions(headquarters) == positions(headquarters)


def test_where_two_places_want_one_cell_room_is_made(pack) -> None:  # type: ignore[no-untyped-def]
    # Two different places are three steps away on ways that meet: north-east and east-north.
    story = pack("a: north b; east c", "b: east d", "c: north e", "d", "e")
    at = positions(story)
    assert len(set(at.values())) == 5
    assert at["d"].x > at["b"].x
    assert at["e"].y < at["c"].y


def test_a_circle_that_does_not_close_is_drawn_all_the_same(pack) -> None:  # type: ignore[no-untyped-def]
    story = pack("a: north b", "b: north c", "c: north d", "d")
    assert text(floor_plan(story, start(story), 0)).count("┌") == 4


def test_places_that_no_way_leads_to_stand_apart(pack) -> None:  # type: ignore[no-untyped-def]
    story = pack("a: north b", "b", "c: up d", "d")
    assert positions(story)["c"].x > positions(story)["b"].x


def test_stairs_between_places_of_one_floor_lead_to_a_free_cell(pack) -> None:  # type: ignore[no-untyped-def]
    story = pack("a: up b; in c", "b", "c")
    assert len(set(positions(story).values())) == 3


def test_the_player_and_visited_places_are_marked_by_signs(harbour: Story) -> None:
    state = begin(harbour, 7).state
    state = choose(harbour, state, options(harbour, state)[0].id).state
    state = choose(harbour, state, "go:north").state
    drawn = text(floor_plan(harbour, state.memory, 0))
    assert "► The harbour office" in drawn or "►" in drawn.split("Harbour office")[0].splitlines()[-1]
    assert "• The quay" in drawn or "•The quay" in drawn
    assert "○ The pier" in drawn or "○The pier" in drawn


def test_a_closed_way_is_marked(pack) -> None:  # type: ignore[no-untyped-def]
    story = pack("a: north { to: b, when: has.key }", "b", more="items: { key: { name: a key, at: a } }\n")
    memory = start(story)
    assert "x" in text(floor_plan(story, memory, 0))
    opened = choose(story, begin(story, 7).state, "take:key").state
    assert "x" not in text(floor_plan(story, opened.memory, 0))


def test_every_floor_of_headquarters_fits_eighty_columns(headquarters: Story) -> None:
    memory = start(headquarters)
    for floor in floors(headquarters):
        assert all(len(line) <= 78 for line in text(floor_plan(headquarters, memory, floor, 78)).splitlines())


def test_the_small_plan_has_the_player_in_view_and_fits(headquarters: Story) -> None:
    drawn = text(small_plan(headquarters, start(headquarters), 0, 30, 11))
    assert "[►]" in drawn
    assert all(len(line) <= 30 for line in drawn.splitlines())
    assert len(drawn.splitlines()) <= 11


def test_a_box_has_the_number_of_its_wing(headquarters: Story) -> None:
    drawn = text(floor_plan(headquarters, start(headquarters), 1, 100))
    assert drawn.count("┌8─") == 3  # the foyer, the anteroom, the council room


def test_a_story_without_places_has_nothing_to_draw(tmp_path: Path) -> None:
    file = tmp_path / "bare.yaml"
    file.write_text("pack: Bare\nscenes: {one: {text: Hm., end: e}}\nendings: {e: Over.}\n", encoding="utf-8")
    story = load(file)
    assert floors(story) == ()
    assert floor_plan(story, start(story), 0) == []


def test_the_ways_out_go_round_the_compass(headquarters: Story) -> None:
    points = [way.point for way in ways_out(headquarters, start(headquarters), headquarters.places["hall"])]
    assert points == ["N", "NE", "E", "SE", "S", "SW", "W", "NW", "Up"]


def test_a_closed_way_out_is_told(harbour: Story) -> None:
    ways = {way.point: way.is_open for way in ways_out(harbour, start(harbour), harbour.places["pier"])}
    assert ways == {"W": True, "Down": False}


@pytest.mark.parametrize(
    ("name", "width", "short"),
    [
        ("The quay", 8, "The quay"),
        ("The quay", 6, "Quay"),
        ("Wing 1: United States", 8, "Wing 1"),
        ("Longshoremen", 6, "Longs…"),
        ("東京の港", 6, "東京…"),
    ],
)
def test_names_are_shortened_sensibly(name: str, width: int, short: str) -> None:
    assert shortened_name(name, width) == short

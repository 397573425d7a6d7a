"""The map as a drawing: every place on it once, inside its walls and on nothing else, in any width."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from game.play.building_map import layout_of
from game.play.map_marks import map_marks
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load
from game.web.map_geometry import CELL, SvgCell, SvgMap, svg_map
from game.web.map_view import NARROW_MAP, WIDE_MAP, mark_in_words

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"
PACKS = {"hq": "comb", str(HARBOUR): "boxes", "first-scene": "plan"}
WIDTHS = (NARROW_MAP, 420, WIDE_MAP, 1200)


def drawn(story: Story, width: int) -> SvgMap:
    memory = Session(story, 1).state.memory
    return svg_map(story, memory, map_marks(story, memory), width)


@pytest.fixture(scope="module", params=PACKS, ids=PACKS.values())
def story(request: pytest.FixtureRequest) -> Story:
    return load(request.param)


def test_there_is_a_pack_for_each_layout() -> None:
    assert [layout_of(load(pack)) for pack in PACKS] == list(PACKS.values())


@pytest.mark.parametrize("width", WIDTHS)
def test_every_place_is_on_the_map_once(story: Story, width: int) -> None:
    assert sorted(cell.place.id for cell in drawn(story, width).cells) == sorted(story.places)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_place_lies_on_another_and_all_lie_on_the_sheet(story: Story, width: int) -> None:
    map_ = drawn(story, width)
    for cell in map_.cells:
        assert cell.x >= 0
        assert cell.y >= 0
        assert cell.x + cell.width <= map_.width
        assert cell.y + cell.height <= map_.height
    assert not [(a.place.id, b.place.id) for a, b in combinations(map_.cells, 2) if overlap(a, b)]


def overlap(first: SvgCell, second: SvgCell) -> bool:
    apart = first.x + first.width <= second.x or second.x + second.width <= first.x
    return not (apart or first.y + first.height <= second.y or second.y + second.height <= first.y)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_place_lies_in_a_room_where_there_are_rooms(story: Story, width: int) -> None:
    map_ = drawn(story, width)
    for cell in map_.cells:
        inside = [
            room
            for room in map_.rooms
            if room.x <= cell.x
            and cell.x + cell.width <= room.x + room.width
            and room.y <= cell.y
            and cell.y + cell.height <= room.y + room.height
        ]
        assert inside or not map_.rooms, cell.place.id


@pytest.mark.parametrize("width", WIDTHS)
def test_every_place_is_large_enough_for_a_finger(story: Story, width: int) -> None:
    assert all(min(cell.width, cell.height) >= CELL >= 24 for cell in drawn(story, width).cells)


@pytest.mark.parametrize("width", [NARROW_MAP, WIDE_MAP])
def test_names_fit_into_their_cells(story: Story, width: int) -> None:
    for cell in drawn(story, width).cells:
        assert all(len(name) * 6.4 + 26 <= cell.width for name in cell.name), cell


def test_the_drawing_for_a_phone_fits_on_a_phone(story: Story) -> None:
    assert drawn(story, NARROW_MAP).width <= 328


def test_teeth_of_a_comb_stand_apart_and_meet_the_hall() -> None:
    map_ = drawn(load("hq"), WIDE_MAP)
    hall = max(map_.rooms, key=lambda room: room.width)
    teeth = [room for room in map_.rooms if room is not hall]
    assert len(teeth) == 8
    for tooth in teeth:
        assert tooth.y < hall.y + hall.height
        assert hall.y < tooth.y + tooth.height
    for row in (teeth[:4], teeth[4:]):
        assert all(left.x + left.width < right.x for left, right in pairwise(sorted(row, key=lambda room: room.x)))


def test_a_plan_has_the_ways_between_places_and_says_which_are_shut() -> None:
    story = load("first-scene")
    map_ = drawn(story, WIDE_MAP)
    middles = {cell.middle: cell.place.id for cell in map_.cells}
    joined = {frozenset((middles[way.x1, way.y1], middles[way.x2, way.y2])): way.is_open for way in map_.ways}
    assert joined == {frozenset(("canteen", "kitchen")): True, frozenset(("kitchen", "garden")): True}


ROOMS = """
pack: Two rooms
start: here
places:
  here: { name: Here, text: A room., exits: { east: { to: there, when: 1 > 2, closed: It is locked. }, south: below } }
  there: { name: There, text: Another. }
  below: { name: Below, text: A third. }
scenes:
  done: { title: Go home, at: below, end: e }
endings: { e: Over. }
"""


def test_a_way_that_is_shut_from_one_side_is_shut(tmp_path: Path) -> None:
    (tmp_path / "rooms.yaml").write_text(ROOMS, "utf-8")
    ways = drawn(load(tmp_path / "rooms.yaml"), WIDE_MAP).ways
    assert sorted(way.is_open for way in ways) == [False, True]


def test_marks_are_told_in_words() -> None:
    story = load(HARBOUR)
    session = Session(story, 1)
    session.do("waking/go_and_ask")
    marks = map_marks(story, session.state.memory)
    words = {id_: mark_in_words(place, marks) for id_, place in story.places.items()}
    assert words["quay"] == "The quay: you are here."
    assert words["office"] == (
        "The harbour office: you have not been there yet. Somebody waits: Ines Moreau, for word of the bell."
    )
    assert words["boat"] == "The rowing boat: the way there is closed."

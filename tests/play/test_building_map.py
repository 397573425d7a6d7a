"""The map of a whole building: every place on it once, in every layout and size, and the cursor reaches all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.engine import begin
from game.play.building_map import Direction, building_map, layout_of, next_cell, small_map
from game.play.glyphs import ASCII
from game.play.map_canvas import MapCell, PlanLine, drawing_width, map_cells
from game.play.map_marks import map_marks, name_on_map
from game.play.session import Session
from game.story.model.mapped import MapLayout, MapStyle
from game.story.model.story import Story
from game.story.packs import load
from tests.conftest import PACKS

SNAPSHOTS = Path(__file__).parent / "maps"
SCENES = PACKS.parent.parent / "scenes"
SIZES = (30, 58, 78, 116, 130)
LAYOUTS: tuple[MapLayout, ...] = ("comb", "boxes", "plan")
DIRECTIONS: tuple[Direction, ...] = ("up", "down", "left", "right")

MakeStory = Callable[..., Story]


def text(lines: list[PlanLine]) -> str:
    return "\n".join("".join(stroke.words for stroke in line).rstrip() for line in lines) + "\n"


def start(story: Story) -> int:
    return begin(story, 7).state.memory


def as_layout(story: Story, layout: MapLayout) -> Story:
    names = story.map_style.names if story.map_style is not None else {}
    return story._replace(map_style=MapStyle(layout, names))


def places_drawn(lines: list[PlanLine]) -> list[str]:
    """The place of each mark, once for each mark that is drawn."""
    marks = {"►", "•", "○", "x", "!"}
    return [stroke.place for line in lines for stroke in line if stroke.place and stroke.words[:1] in marks]


@pytest.fixture
def built(tmp_path: Path) -> MakeStory:
    """Makes a story of places, each a name with its wing and floor, all of them in a row."""

    def make(*places: tuple[str, str, int], layout: str = "", wings: tuple[str, ...] = ()) -> Story:
        lines = ["pack: Built", "start: p0"]
        if layout:
            lines.append(f"map: {layout}")
        if wings:
            lines.append("wings: {" + ", ".join(f"{wing}: 'Wing {wing}'" for wing in wings) + "}")
        lines.append("places:")
        for number, (name, wing, floor) in enumerate(places):
            lines += [f"  p{number}:", f"    name: '{name}'", f"    floor: {floor}"]
            if wing:
                lines.append(f"    wing: {wing}")
            if number + 1 < len(places):
                lines.append(f"    exits: {{ east: p{number + 1} }}")
        lines += ["scenes: { s: { at: p0, text: Hm., end: e } }", "endings: { e: Over. }"]
        file = tmp_path / "built.yaml"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return load(file)

    return make


def every_map(story: Story) -> Iterator[list[PlanLine]]:
    """Its map in every layout that it can have, in narrow windows and wide ones."""
    memory = start(story)
    for layout in LAYOUTS:
        for width in SIZES:
            for height in (0, 11, 18):
                yield building_map(as_layout(story, layout), memory, width, height)


@pytest.mark.parametrize("pack", ["hq", "first-scene", "ministerial", "harbour"])
def test_every_place_is_on_the_map_once(pack: str) -> None:
    story = load(PACKS / pack if pack == "harbour" else SCENES / pack)
    for lines in every_map(story):
        assert sorted(map_cells(lines)) == sorted(story.places)
        if not any(stroke.kind == "waits" for line in lines for stroke in line):
            assert sorted(places_drawn(lines)) == sorted(story.places)


@pytest.mark.parametrize("pack", ["hq", "first-scene", "ministerial", "harbour"])
def test_no_map_is_wider_than_its_window(pack: str) -> None:
    story = load(PACKS / pack if pack == "harbour" else SCENES / pack)
    for layout in LAYOUTS:
        for width in SIZES:
            assert drawing_width(building_map(as_layout(story, layout), start(story), width, 18)) <= width


def reached(cells: dict[str, MapCell], place: str) -> set[str]:
    """Every place to which the arrows lead from this one."""
    known, waiting = {place}, [place]
    while waiting:
        at = waiting.pop()
        for direction in DIRECTIONS:
            there = next_cell(cells, at, direction)
            if there not in known:
                known.add(there)
                waiting.append(there)
    return known


@pytest.mark.parametrize("pack", ["hq", "first-scene", "ministerial", "harbour"])
def test_the_arrows_lead_from_every_cell_to_every_other(pack: str) -> None:
    story = load(PACKS / pack if pack == "harbour" else SCENES / pack)
    for lines in every_map(story):
        cells = map_cells(lines)
        for place in cells:
            assert reached(cells, place) == set(cells)


def test_the_arrows_go_to_what_is_nearest_in_their_direction(headquarters: Story) -> None:
    cells = map_cells(building_map(headquarters, start(headquarters), 78, 18))
    assert next_cell(cells, "wing_2_foyer", "right") == "wing_3_foyer"
    assert next_cell(cells, "german_floor_2", "down") == "german_floor_1"
    assert next_cell(cells, "us_floor_4", "up") == "us_floor_4"
    assert next_cell(cells, "us_lobby", "left") == "us_lobby"
    assert next_cell(cells, "nowhere", "left") == next(iter(cells))


@pytest.mark.parametrize(("width", "height"), [(30, 11), (58, 11), (78, 17), (130, 40)])
def test_the_comb(headquarters: Story, width: int, height: int) -> None:
    """After a change of the drawing: EIGHTWINGS_UPDATE_SCREENS=1 pytest tests/play/test_building_map.py"""
    assert_drawn(f"comb-{width}", building_map(headquarters, start(headquarters), width, height))


@pytest.mark.parametrize("pack", ["first-scene", "ministerial", "harbour"])
def test_the_map_of_a_pack_that_asks_for_none(pack: str) -> None:
    """After a change of the drawing: EIGHTWINGS_UPDATE_SCREENS=1 pytest tests/play/test_building_map.py"""
    story = load(PACKS / pack if pack == "harbour" else SCENES / pack)
    assert_drawn(pack, building_map(story, start(story), 78, 17))


def assert_drawn(name: str, lines: list[PlanLine]) -> None:
    file, drawn = SNAPSHOTS / f"{name}.txt", text(lines)
    if os.environ.get("EIGHTWINGS_UPDATE_SCREENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


def test_the_comb_of_headquarters_fits_the_smallest_terminals(headquarters: Story) -> None:
    memory = start(headquarters)
    assert len(building_map(headquarters, memory, 77, 17)) <= 17  # 80×24
    assert len(building_map(headquarters, memory, 57, 11)) <= 11  # 60×18
    assert len(small_map(headquarters, memory, 30, 11)[1]) <= 11  # the side panel


def test_in_ascii_the_drawing_is_ascii_and_has_the_same_shape(headquarters: Story) -> None:
    memory = start(headquarters)
    plain, drawn = building_map(headquarters, memory, 78, 17, ASCII), building_map(headquarters, memory, 78, 17)
    assert text(plain).isascii()
    assert [len(line) for line in text(plain).splitlines()] == [len(line) for line in text(drawn).splitlines()]


def test_the_layout_follows_from_the_pack() -> None:
    assert layout_of(load(SCENES / "hq")) == "comb"
    assert layout_of(load(SCENES / "first-scene")) == "plan"
    assert layout_of(load(SCENES / "hq")._replace(map_style=None)) == "boxes"


def test_the_small_map_of_any_other_pack_is_that_of_the_floor(harbour: Story) -> None:
    title, lines = small_map(harbour, start(harbour))
    assert title == "Map, ground floor"
    assert "[►]" in text(lines)


# What nobody would build


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wing_with_three_hundred_places(built: MakeStory, layout: MapLayout) -> None:
    story = built(*((f"Room {number}", "w1", number % 3) for number in range(300)), wings=("w1", "w2"))
    for width in SIZES:
        lines = building_map(as_layout(story, layout), start(story), width, 17)
        assert len(map_cells(lines)) == 300
        assert drawing_width(lines) <= width
        assert len(lines) <= 320
    assert len(small_map(as_layout(story, layout), start(story))[1]) <= 11


@pytest.mark.parametrize("layout", LAYOUTS)
def test_floors_from_the_third_cellar_to_the_ninetieth(built: MakeStory, layout: MapLayout) -> None:
    story = built(*(("Landing", "tower_1", floor) for floor in range(-3, 91)), wings=("tower_1",))
    lines = building_map(as_layout(story, layout), start(story), 78, 17)
    assert len(map_cells(lines)) == 94
    assert len(lines) <= 94 * 4
    assert len(small_map(as_layout(story, layout), start(story))[1]) <= 11


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", [1, 8, 30, 78])
def test_forty_wings(built: MakeStory, layout: MapLayout, width: int) -> None:
    wings = tuple(f"w{number}" for number in range(1, 41))
    story = built(*((f"Foyer of {wing}", wing, 0) for wing in wings), wings=wings)
    lines = building_map(as_layout(story, layout), start(story), width, 17)
    assert len(map_cells(lines)) == 40
    assert drawing_width(lines) <= max(width, 8)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "name", ["東京の港湾事務所", "Cafe\u0301 de la Paix", "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯ", "x" * 200, "👩‍🚀 cosmonaut"]
)
def test_names_of_any_width_keep_the_walls_straight(built: MakeStory, layout: MapLayout, name: str) -> None:
    story = built((name, "w1", 0), (name, "w2", 0), (name, "w3", 1), (name, "", 0), wings=("w1", "w2", "w3"))
    lines = building_map(as_layout(story, layout), start(story), 60, 17)
    assert len(map_cells(lines)) == 4
    assert drawing_width(lines) <= 60


def test_control_characters_in_a_name_are_shown_as_marks(headquarters: Story) -> None:
    # Loading refuses such names; a story from a damaged cache could have them.
    hall = headquarters.places["hall"]._replace(name="The\x1b[2Jhall\n!")
    story = headquarters._replace(places={**headquarters.places, "hall": hall})
    drawn = text(building_map(story, start(story), 130, 40))
    assert "\x1b" not in drawn
    assert len(drawn.splitlines()) == len(text(building_map(headquarters, start(headquarters), 130, 40)).splitlines())


def test_a_place_in_no_wing_is_elsewhere(built: MakeStory) -> None:
    story = built(("Yard", "", 0), ("Hall", "a", 0), ("Attic", "b", 1), wings=("a", "b"))
    assert "Elsewhere" in text(building_map(story, start(story)))


def test_a_story_without_places_has_nothing_to_draw(tmp_path: Path) -> None:
    file = tmp_path / "bare.yaml"
    file.write_text("pack: Bare\nscenes: {one: {text: Hm., end: e}}\nendings: {e: Over.}\n", encoding="utf-8")
    story = load(file)
    assert building_map(story, start(story)) == []
    assert small_map(story, start(story)) == ("", [])


# Marks


def test_a_closed_way_marks_the_place_behind_it_and_nothing_further(headquarters: Story) -> None:
    assert set(map_marks(headquarters, start(headquarters)).closed) == {"hall"}


def test_what_can_be_reached_another_way_is_not_closed(headquarters: Story) -> None:
    session = Session(headquarters, 7)
    state = session.state.memory
    memory = headquarters.items["badge"].carried.put(state, 1)
    # The lift is out of order, but there are the stairs.
    assert set(map_marks(headquarters, memory).closed) == {"operations_room"}


def test_who_waits_is_marked_where_the_player_is_expected(harbour: Story) -> None:
    session = Session(harbour, 7)
    assert [waiting.name for waiting in map_marks(harbour, session.state.memory).waits["office"]] == [
        "Ines Moreau, for word of the bell"
    ]
    assert "!" in text(building_map(harbour, session.state.memory))


def test_whoever_waits_where_one_is_waits_no_longer(harbour: Story) -> None:
    session = Session(harbour, 7)
    session.do(session.options[0].id)
    session.walk("office")
    assert map_marks(harbour, session.state.memory).waits == {}


@pytest.mark.parametrize(
    ("name", "width", "short"),
    [
        ("The lobby of the United States", 14, "Lobby"),
        ("Floor 1, protocol", 20, "Protocol"),
        ("Germany, floor 1", 20, "Germany"),
        ("Room 101", 20, "Room 101"),
        ("The drafting desk", 10, "Drafting"),
        ("Longshoremen", 6, "Longs…"),
    ],
)
def test_a_name_beside_a_mark_is_whole_words(name: str, width: int, short: str) -> None:
    assert name_on_map(name, width) == short

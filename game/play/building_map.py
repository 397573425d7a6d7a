"""The map of a whole building, as its pack wants it or as its wings and ways suggest: every place on it, once."""

from __future__ import annotations

from typing import Literal, TypeAlias

from game.localisation.messages import gettext
from game.play.comb_map import comb_map
from game.play.floor_plan import cells_of_floor, floor_plan, floors, small_plan
from game.play.glyphs import UNICODE, Glyphs
from game.play.map_canvas import Canvas, MapCell, PlanLine, drawing_width
from game.play.map_marks import MapMarks, map_marks
from game.play.map_wings import MapWing, box_rows, box_title, in_box_columns, map_wings, put_rows
from game.play.reports import floor_name, floor_title
from game.story.model.mapped import MapLayout
from game.story.model.story import Story

Direction: TypeAlias = Literal["up", "down", "left", "right"]

_BOX = 30
_WIDEST_BOX = 60
_PLANNED = 60
"""Of more places than these no plan is drawn as a whole."""


def layout_of(story: Story) -> MapLayout:
    """How the map of a story is drawn: as the pack says, else by its wings, else by its ways."""
    if story.map_style is not None:
        return story.map_style.layout
    return "boxes" if len(story.wings) > 1 else "plan"


def building_map(
    story: Story, memory: int, width: int = 78, height: int = 0, glyphs: Glyphs = UNICODE
) -> list[PlanLine]:
    """The whole building in at most `width` columns (at least 8), and in `height` rows where that is possible (0: any).

    Each place is on it once. Where the layout that is wanted does not fit, there is a box for each wing.
    """
    layout, marks = layout_of(story), map_marks(story, memory)
    width = max(width, 8)
    drawn: list[PlanLine] | None = None
    if layout == "comb":
        drawn = comb_map(story, marks, width, height, glyphs)
    elif layout == "plan" and len(story.places) <= _PLANNED:
        drawn = _all_floors(story, memory, width, glyphs)
    return drawn if drawn is not None else _boxes(story, marks, width, glyphs)


def small_map(
    story: Story, memory: int, width: int = 30, height: int = 11, glyphs: Glyphs = UNICODE
) -> tuple[str, list[PlanLine]]:
    """A map for a narrow panel, with its title: the comb where the pack wants one and it fits, else the floor."""
    place = story.place_at(memory)
    if place is None:
        return "", []
    if layout_of(story) == "comb":
        drawn = comb_map(story, map_marks(story, memory), width, height, glyphs)
        if drawn is not None and len(drawn) <= height:
            return gettext("Map"), drawn
    # Translators: {floor} is “ground floor”, “floor 2”, “basement” or the like.
    return gettext("Map, {floor}", floor=floor_name(place.floor)), small_plan(
        story, memory, place.floor, width, height, glyphs
    )


def _all_floors(story: Story, memory: int, width: int, glyphs: Glyphs) -> list[PlanLine] | None:
    """The plans of all floors, from the top to the bottom; None where one of them is too wide."""
    levels = floors(story)
    whole: list[PlanLine] = []
    for level in levels:
        if max((x for x, _ in cells_of_floor(story, level).values()), default=0) > width // 8:
            return None
        plan = floor_plan(story, memory, level, width, glyphs)
        if drawing_width(plan) > width:
            return None
        if len(levels) > 1:
            title = Canvas(glyphs)
            title.put(0, 0, floor_title(level), "label")
            whole += title.lines()
        whole += plan
    return whole


def _boxes(story: Story, marks: MapMarks, width: int, glyphs: Glyphs) -> list[PlanLine]:
    """A box for each wing, in rows of boxes that are as wide as each other."""
    wings = map_wings(story) if story.wings else map_wings(story, "")
    canvas, top = Canvas(glyphs), 0
    for row in in_box_columns(wings, max((width + 1) // _BOX, 1)):
        box = min((width - (len(row) - 1)) // len(row), _WIDEST_BOX if len(wings) > 1 else width)
        rows = [box_rows(wing, box - 2, "names", labelled=len(floors(story)) > 1) for wing in row]
        tallest = max(map(len, rows))
        for number, (wing, inside) in enumerate(zip(row, rows, strict=True)):
            _put_box(canvas, (top, number * (box + 1), box), wing, len(inside))
            put_rows(canvas, marks, top + 1, number * (box + 1) + 1, inside)
        top += tallest + 2
    return canvas.lines()


def _put_box(canvas: Canvas, at: tuple[int, int, int], wing: MapWing, rows: int) -> None:
    """The walls of a box with its title, at this row and column and so wide."""
    (top, left, width), glyphs = at, canvas.glyphs
    canvas.put(top, left, glyphs.top_left + glyphs.rule * (width - 2) + glyphs.top_right, "wall")
    canvas.put(top, left + 1, box_title(wing, width - 2, glyphs.ellipsis), "label")
    for row in range(top + 1, top + 1 + rows):
        canvas.put(row, left, glyphs.upright, "wall")
        canvas.put(row, left + width - 1, glyphs.upright, "wall")
    canvas.put(top + rows + 1, left, glyphs.bottom_left + glyphs.rule * (width - 2) + glyphs.bottom_right, "wall")


def next_cell(cells: dict[str, MapCell], place: str, direction: Direction) -> str:
    """The place in this direction from the cell of `place`, which stays where there is none.

    Up and down lead to the next row on which anything stands, there to the nearest cell. Left and right go along the
    row, and at its end to what is nearest on that side. So every cell can be reached from every other one.
    """
    at = cells.get(place)
    if at is None:
        return next(iter(cells), place)
    if direction in ("up", "down"):
        rows = {cell.row for cell in cells.values() if (cell.row < at.row if direction == "up" else cell.row > at.row)}
        if not rows:
            return place
        row = max(rows) if direction == "up" else min(rows)
        beside = [id_ for id_, cell in cells.items() if cell.row == row]
        return min(beside, key=lambda id_: abs(cells[id_].column - at.column))
    side = [
        id_ for id_, cell in cells.items()
        if (cell.column < at.column if direction == "left" else cell.column > at.column)
    ]  # fmt: skip
    if not side:
        return place
    along = [id_ for id_ in side if cells[id_].row == at.row]
    nearest = along or side
    return min(nearest, key=lambda id_: abs(cells[id_].row - at.row) * 3 + abs(cells[id_].column - at.column))

"""The wings of a building as boxes: which places stand on which of their floors, and how many fit beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.localisation.messages import pgettext
from game.play.map_canvas import Canvas
from game.play.map_marks import NAME_ROOM, MapMarks, put_mark
from game.story.model.mapped import wing_number
from game.story.model.story import Place, Story
from game.support.columns import columns_of, cut_to
from game.support.safe_text import safe_line

Density: TypeAlias = Literal["names", "marks", "dots"]
"""How much of a place is shown: always its name; its name where all of its floor fit into one row; one column."""

_WIDEST = 28
_NAMED = NAME_ROOM + 2
_COMFORTABLE = 14


class MapWing(NamedTuple):
    """A part of the building: its name in short, the number of its id, and its floors from the top to the bottom."""

    id: str
    name: str
    number: str
    floors: tuple[tuple[int, tuple[Place, ...]], ...]

    @property
    def label_width(self) -> int:
        """How many columns the numbers of its floors take."""
        return max((len(str(level)) for level, _ in self.floors), default=0)


class CellAt(NamedTuple):
    """A place in a row of a box: the column inside the box where its cell begins, and how wide that is."""

    place: Place
    column: int
    width: int


class BoxRow(NamedTuple):
    """A row inside a box: what its floor is called, on the first row of a floor, and the cells of its places."""

    label: str
    cells: tuple[CellAt, ...]


def elsewhere_title() -> str:
    """What the places are called together that are in no part of the building."""
    return pgettext("places that are in no part of the building", "Elsewhere")


def map_wings(story: Story, title: str | None = None) -> list[MapWing]:
    """The wings that have places, in the order of the pack; last those that are in none, as a wing `""`.

    The last is called `title`, else `elsewhere_title()`.
    """
    rest = elsewhere_title() if title is None else title
    by_wing: dict[str, dict[int, list[Place]]] = {wing: {} for wing in story.wings}
    for place in story.places.values():
        wing = place.wing if place.wing in story.wings else ""
        by_wing.setdefault(wing, {}).setdefault(place.floor, []).append(place)
    return [
        MapWing(
            id_, _short_name(story, id_) if id_ else rest, wing_number(id_),
            tuple((level, tuple(floors[level])) for level in sorted(floors, reverse=True)),
        )
        for id_, floors in by_wing.items() if floors
    ]  # fmt: skip


def _short_name(story: Story, wing: str) -> str:
    """What the pack calls a wing in short; else its name, without what stands before a colon: “Wing 1: France”."""
    short = story.map_style.names.get(wing, "") if story.map_style is not None else ""
    name = safe_line(short or story.wings[wing])
    before, colon, behind = name.partition(": ")
    if short or not colon or not wing_number(wing) or wing_number(wing) not in before:
        return name
    return behind[:1].upper() + behind[1:]


def box_rows(wing: MapWing, inner: int, density: Density, *, labelled: bool = True) -> list[BoxRow]:
    """The rows of a box that is `inner` columns wide. No cell goes beyond that; a floor takes as many as it needs."""
    left = wing.label_width if labelled else 0
    left += bool(left) and density != "dots"
    if inner - left < 1:
        left = 0
    rows: list[BoxRow] = []
    for level, places in wing.floors:
        width, apart = _cell_size(len(places), inner - left, density)
        across = max((inner - left + apart) // (width + apart), 1)
        for first in range(0, len(places), across):
            label = str(level).rjust(wing.label_width) if left and not first else ""
            cells = (
                CellAt(place, left + number * (width + apart), width)
                for number, place in enumerate(places[first : first + across])
            )
            rows.append(BoxRow(label, tuple(cells)))
    return rows


def _cell_size(count: int, room: int, density: Density) -> tuple[int, int]:
    """The width of the cells of a floor, and of the gaps between them."""
    if density == "dots":
        return 1, 0
    fair = (room - (count - 1)) // count
    if fair >= _NAMED:
        return min(fair, _WIDEST), 1
    if density == "names" and room >= _NAMED:
        across = max((room + 1) // (_COMFORTABLE + 1), 1)
        return min((room - (across - 1)) // across, _WIDEST), 1
    return (2, 1) if count * 3 - 1 <= room else (2, 0) if count * 2 <= room else (1, 0)


def put_rows(canvas: Canvas, marks: MapMarks, top: int, left: int, rows: list[BoxRow]) -> None:
    """Draw the rows of a box, the first at `top`; `left` is the first column inside the box."""
    for number, row in enumerate(rows):
        canvas.put(top + number, left, row.label, "label")
        for cell in row.cells:
            put_mark(canvas, marks, top + number, left + cell.column, cell.place, cell.width)


def box_title(wing: MapWing, room: int, ellipsis: str) -> str:
    """The number and the short name of a wing, in at most `room` columns; the number alone where that is too little."""
    words = f"{wing.number} {wing.name}".strip()
    if columns_of(words) <= room:
        return words
    if wing.number and room < len(wing.number) + 5:
        return cut_to(wing.number, room, ellipsis)
    return cut_to(words, room, ellipsis)


def in_box_columns(wings: list[MapWing], across: int) -> Iterator[list[MapWing]]:
    """The wings in rows of at most `across`, no row much shorter than another."""
    rows = -(-len(wings) // max(across, 1))
    even = -(-len(wings) // max(rows, 1))
    for first in range(0, len(wings), max(even, 1)):
        yield wings[first : first + even]

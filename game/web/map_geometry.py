"""The map as a drawing of rectangles, lines and words: a comb of wings, a box for each wing, or a plan of places.

It is the map that terminals draw with characters, laid out in pixels. Every place is on it once. `svg_map.svg` in the
templates draws what is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.engine.rules import is_open
from game.play.building_map import layout_of
from game.play.floor_plan import cells_of_floor, floors
from game.play.map_canvas import StrokeKind
from game.play.map_marks import MapMarks, name_on_map
from game.play.map_wings import MapWing, in_box_columns, map_wings
from game.play.reports import floor_name
from game.story.model.story import Place, Story
from game.support.safe_text import safe_line

CELL = 28
"""How high the cell of a place is, and how wide one is that has no name: a finger hits it (WCAG 2.5.8 asks for 24)."""

_APART = 4
_LETTER = 6.9
_SIGN = 24
_NAMED = 92
_TITLE = 24
_LEVEL = 16
_WIDEST_CELL = 190
_BOX = 240
_PLANNED = (104, 168, 48)
"""The least and the greatest width of a cell on a plan, and its height."""
_WAY = (30, 26)
"""How far cells on a plan are apart, to the right and down."""
_MOST_PLANNED = 60


class SvgCell(NamedTuple):
    """A place. `name` is on one line or two, and empty where there is room for its mark alone.

    `stairs`: which of `up` and `down` lead away from here.
    """

    place: Place
    kind: StrokeKind
    waits: bool
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    stairs: tuple[str, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


class SvgRoom(NamedTuple):
    """A part of the building: rooms that overlap are one room, with one outline."""

    x: float
    y: float
    width: float
    height: float


class SvgWay(NamedTuple):
    """A way between two places."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_open: bool


class SvgLabel(NamedTuple):
    """Words on one line, from the left end of their base line. `look`: the `title` of a part, or a `level`."""

    look: str
    x: float
    y: float
    words: str


class SvgMap(NamedTuple):
    """A drawing, with its size in pixels."""

    width: float
    height: float
    rooms: tuple[SvgRoom, ...]
    ways: tuple[SvgWay, ...]
    labels: tuple[SvgLabel, ...]
    cells: tuple[SvgCell, ...]


class _Sheet:
    """What is drawn on."""

    def __init__(self, story: Story, memory: int, marks: MapMarks) -> None:
        self.story, self.memory, self.marks = story, memory, marks
        self.rooms: list[SvgRoom] = []
        self.ways: list[SvgWay] = []
        self.labels: list[SvgLabel] = []
        self.cells: list[SvgCell] = []

    def put(self, place: Place, x: float, y: float, width: float, height: float = CELL) -> None:
        """Draw a place."""
        waits = place.id in self.marks.waits
        room = int((width - _SIGN - 4) // _LETTER)
        name: tuple[str, ...] = ()
        if width >= _NAMED:
            name = _on_lines(safe_line(place.name), room) if height > CELL else (_on_line(place, self.marks, room),)
        directions = {way.direction for way in place.exits}
        stairs = tuple(each for each in ("up", "down") if each in directions) if height > CELL else ()
        self.cells.append(SvgCell(place, self.marks.kind(place.id), waits, x, y, width, height, name, stairs))

    def drawn(self, width: float, height: float) -> SvgMap:
        """The drawing."""
        parts = tuple(self.rooms), tuple(self.ways), tuple(self.labels), tuple(self.cells)
        return SvgMap(width, height, *parts)


def _on_line(place: Place, marks: MapMarks, room: int) -> str:
    whole = safe_line(place.name)
    if place.id in marks.alike and len(whole) > room and " " in whole:
        whole = whole.split(" ", 1)[1]
        whole = whole[:1].upper() + whole[1:]
    return name_on_map(whole, room)


def _on_lines(name: str, room: int) -> tuple[str, ...]:
    if len(name) <= room:
        return (name,)
    first: list[str] = []
    words = name.split()
    while len(words) > 1 and len(" ".join([*first, words[0]])) <= room:
        first.append(words.pop(0))
    return (" ".join(first), name_on_map(" ".join(words), room)) if first else (name_on_map(name, room),)


def svg_map(story: Story, memory: int, marks: MapMarks, width: int) -> SvgMap:
    """The whole building in so many pixels (at least 300); a plan of very many columns is wider."""
    sheet, layout = _Sheet(story, memory, marks), layout_of(story)
    wings = map_wings(story, "")
    if layout == "comb" and any(wing.number for wing in wings):
        return _comb(sheet, wings, width)
    if layout == "plan" and len(story.places) <= _MOST_PLANNED:
        return _plan(sheet, width)
    return _boxes(sheet, wings, width)


# A comb


def _comb(sheet: _Sheet, wings: list[MapWing], width: int) -> SvgMap:
    """Numbered wings as teeth above and below the hall, the lower ones half a tooth further to the right."""
    teeth = [wing for wing in wings if wing.number]
    across = -(-len(teeth) // 2)
    upper, lower = teeth[:across], teeth[across:]
    gap = 16 if width >= 600 else 6
    tooth = (width - 2 - gap * (across - 0.5)) / (across + 0.5)
    pitch = tooth + gap
    tallest = max(_tooth_height(wing, tooth) for wing in upper)
    for number, wing in enumerate(upper):
        height = _tooth_height(wing, tooth)
        _put_tooth(sheet, wing, 1 + number * pitch, 1 + tallest - height, tooth, is_upper=True)
    top = 1 + tallest
    hall = _put_hall(sheet, [wing for wing in wings if not wing.number], 1, top, width - 2)
    sheet.rooms.append(SvgRoom(1, top, width - 2, hall))
    below = top + hall
    for number, wing in enumerate(lower):
        _put_tooth(sheet, wing, 1 + pitch / 2 + number * pitch, below, tooth, is_upper=False)
    lowest = max((_tooth_height(wing, tooth) for wing in lower), default=0)
    return sheet.drawn(width, below + lowest + 1)


def _rows(wing: MapWing, inner: float) -> list[tuple[int, tuple[Place, ...]]]:
    """The rows of a wing, each with its floor: one named place each, or as many marks as fit."""
    across = 1 if inner >= _NAMED else max(int((inner + _APART) // (CELL + _APART)), 1)
    return [
        (level, places[first : first + across])
        for level, places in wing.floors
        for first in range(0, len(places), across)
    ]


def _inner(width: float) -> float:
    """The room for cells in a tooth or a box of this width; beside them stand the numbers of floors where they fit."""
    return width - 12 - (_LEVEL if width - 12 - _LEVEL >= _NAMED else 0)


def _tooth_height(wing: MapWing, width: float) -> float:
    return _TITLE + len(_rows(wing, _inner(width))) * (CELL + _APART) + 8


def _put_tooth(sheet: _Sheet, wing: MapWing, x: float, y: float, width: float, *, is_upper: bool) -> None:
    height = _tooth_height(wing, width)
    # It reaches into the hall, so that both are one room.
    sheet.rooms.append(SvgRoom(x, y if is_upper else y - 6, width, height + 6))
    title = f"{wing.number} {wing.name}"
    fits = len(title) * (_LETTER + 0.6) <= width - 12
    at = y + 17 if is_upper else y + height - 8
    sheet.labels.append(SvgLabel("title", x + 8, at, title if fits else wing.number))
    _put_rows(sheet, wing, x, y + (_TITLE if is_upper else 8), width)


def _put_rows(sheet: _Sheet, wing: MapWing, x: float, y: float, width: float) -> None:
    """The rows of a wing, each with the number of its floor where there is room."""
    inner = _inner(width)
    left = x + width - 6 - inner
    level_before: int | None = None
    for number, (level, places) in enumerate(_rows(wing, inner)):
        top = y + number * (CELL + _APART)
        if inner < width - 12 and level != level_before:
            sheet.labels.append(SvgLabel("level", x + 8, top + 18, str(level)))
        level_before = level
        each = min(inner, _WIDEST_CELL) if inner >= _NAMED else CELL
        for at, place in enumerate(places):
            sheet.put(place, left + at * (each + _APART), top, each)


def _put_hall(sheet: _Sheet, parts: Iterable[MapWing], x: float, y: float, width: float) -> float:
    """What lies between the teeth: each part with its title. The result is how high it is."""
    top = y + 10
    for part in parts:
        if part.name:
            sheet.labels.append(SvgLabel("title", x + 10, top + 14, part.name))
            top += _TITLE - 2
        top = _in_columns(sheet, [place for _, places in part.floors for place in places], x + 10, top, width - 20) + 6
    return max(top - y + 4, CELL)


def _in_columns(sheet: _Sheet, places: Sequence[Place], x: float, y: float, width: float) -> float:
    """Named cells beside each other, in rows; the result is where they end."""
    across = max(int((width + _APART) // (150 + _APART)), 1)
    each = min((width - (across - 1) * _APART) / across, _WIDEST_CELL)
    for number, place in enumerate(places):
        row, column = divmod(number, across)
        sheet.put(place, x + column * (each + _APART), y + row * (CELL + _APART), each)
    return y + -(-len(places) // across) * (CELL + _APART)


# Boxes


def _boxes(sheet: _Sheet, wings: list[MapWing], width: int) -> SvgMap:
    """A box for each wing, in rows."""
    top, gap = 1.0, 12
    for row in in_box_columns(wings, max((width + gap) // (_BOX + gap), 1)):
        box = (width - 2 - gap * (len(row) - 1)) / len(row)
        titled = any(wing.name for wing in row)
        tallest = max(len(_rows(wing, _inner(box))) for wing in row)
        height = (_TITLE if titled else 8) + tallest * (CELL + _APART) + 6
        for number, wing in enumerate(row):
            left = 1 + number * (box + gap)
            sheet.rooms.append(SvgRoom(left, top, box, height))
            title = f"{wing.number} {wing.name}".strip()
            if title:
                sheet.labels.append(SvgLabel("title", left + 8, top + 17, name_on_map(title, int((box - 16) // 7.2))))
            _put_rows(sheet, wing, left, top + (_TITLE if titled else 8), box)
        top += height + gap
    return sheet.drawn(width, top - gap + 1)


# A plan


def _plan(sheet: _Sheet, width: int) -> SvgMap:
    """Places as their ways lie, floor by floor from the top to the bottom."""
    least, most, height = _PLANNED
    across, down = _WAY
    levels = floors(sheet.story)
    top, right = 1.0, 0.0
    for level in levels:
        cells = cells_of_floor(sheet.story, level)
        columns = max((x for x, _ in cells.values()), default=0) + 1
        rows = max((y for _, y in cells.values()), default=0) + 1
        each = max(least, min(most, (width - 2 - across * (columns - 1)) / columns))
        if len(levels) > 1:
            name = floor_name(level)
            sheet.labels.append(SvgLabel("title", 1, top + 14, f"{name[:1].upper()}{name[1:]}"))
            top += _TITLE
        begun = len(sheet.cells)
        for id_, (x, y) in cells.items():
            sheet.put(sheet.story.places[id_], 1 + x * (each + across), top + y * (height + down), each, height)
        _put_ways(sheet, cells, {cell.place.id: cell for cell in sheet.cells[begun:]})
        top += rows * (height + down) - down + 14
        right = max(right, columns * (each + across) - across + 2)
    return sheet.drawn(max(right, 300), top - 13)


def _put_ways(sheet: _Sheet, at: dict[str, tuple[int, int]], drawn: dict[str, SvgCell]) -> None:
    """The ways between cells on a line, with nothing between them."""
    taken = set(at.values())
    closed: dict[tuple[str, str], bool] = {}
    for id_, (x, y) in at.items():
        for way in sheet.story.places[id_].exits:
            if way.to in at and way.to != id_ and _is_free((x, y), at[way.to], taken):
                pair = min(id_, way.to), max(id_, way.to)
                closed[pair] = closed.get(pair, False) or not is_open(way, sheet.memory)
    for (first, second), is_closed in closed.items():
        sheet.ways.append(SvgWay(*drawn[first].middle, *drawn[second].middle, not is_closed))


def _is_free(here: tuple[int, int], there: tuple[int, int], taken: set[tuple[int, int]]) -> bool:
    """Whether two cells lie on a line, straight or diagonal, on which no other one lies."""
    across, down = there[0] - here[0], there[1] - here[1]
    if across and down and abs(across) != abs(down):
        return False
    steps = max(abs(across), abs(down))
    between = ((here[0] + across * n // steps, here[1] + down * n // steps) for n in range(1, steps))
    return not any(cell in taken for cell in between)

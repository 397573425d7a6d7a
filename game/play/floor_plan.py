"""One floor of the building drawn with characters, as the ways between its places lie; and the ways out as a list.

Nothing is drawn by hand. Positions follow from the directions of the ways: a breadth-first walk from the start puts
each place beside the one it is reached from. Where a cell is taken already, what lies beyond makes room. The same
story always gives the same plan. Clients decide what the kinds of strokes look like.
"""

from __future__ import annotations

from itertools import product
from math import isqrt
from typing import NamedTuple

from game.engine.rules import is_open
from game.play.directions_told import COMPASS, compass_point
from game.play.glyphs import UNICODE, Glyphs
from game.play.map_canvas import Canvas, PlanLine
from game.play.map_marks import MapMarks, glyph_of, map_marks, put_mark, shortened_name
from game.story.model.mapped import wing_number
from game.story.model.story import Place, Story
from game.support.columns import columns_of, cut_to
from game.support.kept_by_identity import KeptByIdentity
from game.support.safe_text import safe_line

PLAN_ROWS = 5
"""A row of places on a floor plan takes so many rows at most, with the ways below it."""

_STEPS = {
    "north": (0, -1), "northeast": (1, -1), "east": (1, 0), "southeast": (1, 1),
    "south": (0, 1), "southwest": (-1, 1), "west": (-1, 0), "northwest": (-1, -1),
}  # fmt: skip


class Position(NamedTuple):
    """Where a place is drawn: x grows to the east, y to the south, both in cells; `floor` as in the story."""

    x: int
    y: int
    floor: int


class WayOut(NamedTuple):
    """A way out of a place: the point of the compass, where it leads, whether it is open now."""

    point: str
    to: str
    name: str
    is_open: bool


def positions(story: Story) -> dict[str, Position]:
    """The position of every place. No two share one. They are worked out once for each story."""
    return _positions(story).at


class _Positions:
    """The positions of the places of one story."""

    def __init__(self, story: Story) -> None:
        self.story, self.at = story, _placed(story)


_positions = KeptByIdentity(_Positions).of


def _placed(story: Story) -> dict[str, Position]:
    grid = _Grid()
    order = [story.start_place, *story.place_order] if story.start_place else list(story.place_order)
    for root in order:
        if root in grid.cells:
            continue
        grid.put_apart(story.places[root])
        queue = [story.places[root]]
        for here in queue:
            for way in here.exits:
                if way.to not in grid.cells:
                    grid.put_beside(here.id, way.direction, story.places[way.to])
                    queue.append(story.places[way.to])
    return {id_: Position(x, y, story.places[id_].floor) for id_, (x, y) in grid.cells.items()}


class _Grid:
    """The cells given to places so far, each floor a plane of its own."""

    def __init__(self) -> None:
        self.cells: dict[str, tuple[int, int]] = {}
        self.floors: dict[int, dict[tuple[int, int], str]] = {}

    def put_apart(self, place: Place) -> None:
        """A place that no drawn way leads to stands east of all others on its floor."""
        taken = self.floors.get(place.floor, {})
        self._put(place, (max((x for x, _ in taken), default=-2) + 2, 0))

    def put_beside(self, neighbour: str, direction: str, place: Place) -> None:
        x, y = self.cells[neighbour]
        step = _STEPS.get(direction)
        taken = self.floors.setdefault(place.floor, {})
        if step is None:
            self._put(place, _nearest_free(taken, (x, y)))
            return
        if (x + step[0], y + step[1]) in taken:
            self._make_room(taken, (x, y), step)
            x, y = self.cells[neighbour]
        self._put(place, (x + step[0], y + step[1]))

    def _make_room(self, taken: dict[tuple[int, int], str], origin: tuple[int, int], step: tuple[int, int]) -> None:
        """Move everything that lies beyond `origin` in this direction one cell further."""
        (x, y), (dx, dy) = origin, step
        moved = {
            (cx + dx * (dx != 0 and (cx - x) * dx > 0), cy + dy * (dy != 0 and (cy - y) * dy > 0)): id_
            for (cx, cy), id_ in taken.items()
        }
        taken.clear()
        taken.update(moved)
        self.cells.update({id_: cell for cell, id_ in moved.items()})

    def _put(self, place: Place, cell: tuple[int, int]) -> None:
        self.cells[place.id] = cell
        self.floors.setdefault(place.floor, {})[cell] = place.id


def _nearest_free(taken: dict[tuple[int, int], str], origin: tuple[int, int]) -> tuple[int, int]:
    """The nearest free cell around `origin`; of equally near ones the eastern, then the southern one."""
    reach = isqrt(len(taken)) // 2 + 1  # a square so large cannot be full
    around = product(range(-reach, reach + 1), repeat=2)
    free = ((dx, dy) for dx, dy in around if (origin[0] + dx, origin[1] + dy) not in taken)
    dx, dy = min(free, key=lambda step: (abs(step[0]) + abs(step[1]), -step[0], -step[1]))
    return origin[0] + dx, origin[1] + dy


def floors(story: Story) -> tuple[int, ...]:
    """Every floor that has places, from the top to the bottom."""
    return tuple(sorted({place.floor for place in story.places.values()}, reverse=True))


def ways_out(story: Story, memory: int, place: Place) -> list[WayOut]:
    """Every way out of a place, round the compass from the north, then up, down, in and out."""
    around = sorted(place.exits, key=lambda way: COMPASS.index(way.direction))
    return [
        WayOut(compass_point(way.direction), way.to, story.places[way.to].name, is_open(way, memory)) for way in around
    ]


def _name_lines(name: str, width: int) -> tuple[str, str]:
    """A name on one or two lines of at most `width` columns."""
    whole = name if columns_of(name) <= width else shortened_name(name.replace(",", "").replace(":", ""), width)
    if not whole.endswith("…"):
        return whole, ""
    for article in ("The ", "A ", "An "):
        if name.startswith(article):
            name = name[len(article) :]
            name = name[:1].upper() + name[1:]
    words = name.split()
    first = ""
    while words and columns_of(first) + columns_of(words[0]) + bool(first) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return shortened_name(name, width), ""
    small = {"of", "the", "for", "to", "a", "an"}
    rest = " ".join(words)
    if columns_of(rest) > width:
        rest = " ".join(word for word in words if word not in small)
    return first, shortened_name(rest, width)


class _Sizes(NamedTuple):
    """Of the cells of a plan, in characters."""

    width: int
    height: int
    gap: int

    def left(self, column: int) -> int:
        return column * (self.width + self.gap)

    def top(self, row: int) -> int:
        return row * (self.height + 1)


class _Drawing(NamedTuple):
    """What the parts of a plan are drawn with."""

    canvas: Canvas
    story: Story
    memory: int
    marks: MapMarks
    sizes: _Sizes


def floor_plan(story: Story, memory: int, floor: int, width: int = 78, glyphs: Glyphs = UNICODE) -> list[PlanLine]:
    """One floor with names, in at most `width` columns as long as that leaves eight for each cell.

    Each box has the number of its wing in its upper wall, and the stairs of its place in the lower one.
    """
    cells = cells_of_floor(story, floor)
    if not cells:
        return []
    columns = max(x for x, _ in cells.values()) + 1
    gap = 3
    cell_width = max(8, min(22, (width - gap * (columns - 1)) // columns))
    names = {id_: _name_lines(safe_line(story.places[id_].name), cell_width - 4) for id_ in cells}
    sizes = _Sizes(cell_width, 4 if any(second for _, second in names.values()) else 3, gap)
    drawing = _Drawing(Canvas(glyphs), story, memory, map_marks(story, memory), sizes)
    for id_, cell in cells.items():
        _draw_box(drawing, story.places[id_], cell, names[id_])
    _draw_ways(drawing, cells)
    return drawing.canvas.lines()


def small_plan(
    story: Story, memory: int, floor: int, width: int = 30, height: int = 11, glyphs: Glyphs = UNICODE
) -> list[PlanLine]:
    """One floor with marks only: as much of it as fits, the player in view."""
    cells = cells_of_floor(story, floor)
    here = story.place_at(memory)
    x, y = cells.get(here.id, (0, 0)) if here is not None else (0, 0)
    across, down = (width + 2) // 5, (height + 1) // 2
    left = _window(x, across, max((column for column, _ in cells.values()), default=0) + 1)
    top = _window(y, down, max((row for _, row in cells.values()), default=0) + 1)
    shown = {
        id_: (cx - left, cy - top)
        for id_, (cx, cy) in cells.items()
        if left <= cx < left + across and top <= cy < top + down
    }
    drawing = _Drawing(Canvas(glyphs), story, memory, map_marks(story, memory), _Sizes(3, 1, 2))
    for id_, cell in shown.items():
        row, column = drawing.sizes.top(cell[1]), drawing.sizes.left(cell[0])
        kind = drawing.marks.kind(id_)
        drawing.canvas.put(row, column, "[ ]", kind, id_)
        put_mark(drawing.canvas, drawing.marks, row, column + 1, story.places[id_])
    _draw_ways(drawing, shown)
    return drawing.canvas.lines()


def _window(at: int, size: int, whole: int) -> int:
    """Where a window of `size` begins that has `at` in view, in the middle if that is possible."""
    return max(0, min(at - size // 2, whole - size))


def cells_of_floor(story: Story, floor: int) -> dict[str, tuple[int, int]]:
    """The cells of a floor without empty columns and rows, counted from 0."""
    cells = {id_: (at.x, at.y) for id_, at in positions(story).items() if at.floor == floor}
    across = {x: column for column, x in enumerate(sorted({x for x, _ in cells.values()}))}
    down = {y: row for row, y in enumerate(sorted({y for _, y in cells.values()}))}
    return {id_: (across[x], down[y]) for id_, (x, y) in cells.items()}


def _draw_box(drawing: _Drawing, place: Place, cell: tuple[int, int], name: tuple[str, str]) -> None:
    canvas, sizes, glyphs = drawing.canvas, drawing.sizes, drawing.canvas.glyphs
    left, top, inner = sizes.left(cell[0]), sizes.top(cell[1]), sizes.width - 2
    kind = drawing.marks.kind(place.id)
    directions = {way.direction for way in place.exits}
    stairs = glyphs.stairs_up * ("up" in directions) + glyphs.stairs_down * ("down" in directions)
    upper = cut_to(wing_number(place.wing), inner, "").ljust(inner, glyphs.rule)
    canvas.put(top, left, f"{glyphs.top_left}{upper}{glyphs.top_right}", "wall", place.id)
    for row in range(1, sizes.height - 1):
        canvas.put(top + row, left, glyphs.upright + " " * inner + glyphs.upright, "wall", place.id)
        canvas.put(top + row, left + 3, name[row - 1] if row <= len(name) else "", kind, place.id)
    canvas.put(top + 1, left + 1, glyph_of(kind, glyphs), kind, place.id)
    if place.id in drawing.marks.waits:
        canvas.put(top + 1, left + 2, glyphs.waits, "waits", place.id)
    lower = stairs.rjust(inner, glyphs.rule)
    canvas.put(top + sizes.height - 1, left, f"{glyphs.bottom_left}{lower}{glyphs.bottom_right}", "wall", place.id)


def _draw_ways(drawing: _Drawing, cells: dict[str, tuple[int, int]]) -> None:
    """Connectors between cells that lie in the direction of the way, with nothing between them."""
    taken = set(cells.values())
    for id_, (x, y) in cells.items():
        for way in drawing.story.places[id_].exits:
            step, goal = _STEPS.get(way.direction), cells.get(way.to)
            if step is None or goal is None:
                continue
            steps = max(abs(goal[0] - x), abs(goal[1] - y))
            path = [(x + step[0] * n, y + step[1] * n) for n in range(1, steps + 1)]
            if not path or path[-1] != goal or any(cell in taken for cell in path[:-1]):
                continue
            _draw_way(drawing.canvas, drawing.sizes, (x, y), step, steps, is_open(way, drawing.memory))


def _draw_way(
    canvas: Canvas, sizes: _Sizes, cell: tuple[int, int], step: tuple[int, int], steps: int, opened: bool
) -> None:
    (x, y), (dx, dy), glyphs = cell, step, canvas.glyphs
    if dy == 0:
        first = sizes.left(x) + sizes.width if dx > 0 else sizes.left(x - steps) + sizes.width
        length = sizes.gap + (steps - 1) * (sizes.width + sizes.gap)
        row = sizes.top(y) + (1 if sizes.height > 1 else 0)
        points = [(row, first + n, glyphs.rule) for n in range(length)]
    elif dx == 0:
        first = sizes.top(y) + sizes.height if dy > 0 else sizes.top(y - steps) + sizes.height
        length = 1 + (steps - 1) * (sizes.height + 1)
        points = [(first + n, sizes.left(x) + sizes.width // 2, glyphs.upright) for n in range(length)]
    elif steps == 1:
        column = sizes.left(x) + sizes.width if dx > 0 else sizes.left(x) - sizes.gap
        row = sizes.top(y) + sizes.height if dy > 0 else sizes.top(y) - 1
        points = [(row, column + sizes.gap // 2, "\\" if dx == dy else "/")]
    else:
        return
    for row, column, character in points:
        canvas.put_way(row, column, character)
    if not opened:
        row, column, _ = points[len(points) // 2]
        canvas.put(row, column, glyphs.closed, "way")

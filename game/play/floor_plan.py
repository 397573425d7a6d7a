"""The building drawn with characters: one floor as a plan, the whole building as an elevation, the ways out as a list.

Nothing is drawn by hand. Positions follow from the directions of the ways: a breadth-first walk from the start puts
each place beside the one it is reached from. Where a cell is taken already, what lies beyond makes room. The same
story always gives the same plan. Clients decide what the kinds of strokes look like.
"""

from __future__ import annotations

from itertools import product
from math import isqrt
from typing import Literal, NamedTuple, TypeAlias

from game.engine.rules import is_open
from game.story.model.story import Place, Story

StrokeKind: TypeAlias = Literal["", "wall", "way", "here", "visited", "unvisited", "label"]
"""What a stroke shows. `here`, `visited` and `unvisited` are places, told apart by their marks too."""

HERE, VISITED, UNVISITED = "►", "•", "○"  # marks that the oldest fonts of terminals have

ROOMY = 8
"""In narrower columns the wings' names need the room of the floors' names."""

_STEPS = {
    "north": (0, -1), "northeast": (1, -1), "east": (1, 0), "southeast": (1, 1),
    "south": (0, 1), "southwest": (-1, 1), "west": (-1, 0), "northwest": (-1, -1),
}  # fmt: skip
_ROSE = {
    "north": "N", "northeast": "NE", "east": "E", "southeast": "SE", "south": "S", "southwest": "SW", "west": "W",
    "northwest": "NW", "up": "Up", "down": "Down", "in": "In", "out": "Out",
}  # fmt: skip


class Stroke(NamedTuple):
    """A piece of a drawn line; `place` is the id of the place it belongs to, or empty."""

    words: str
    kind: StrokeKind
    place: str = ""


PlanLine: TypeAlias = tuple[Stroke, ...]


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
    """The position of every place. No two share one."""
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


def point_of(direction: str) -> str:
    """A direction as it stands on a compass: N, SE, Up."""
    return _ROSE[direction]


def ways_out(story: Story, memory: int, place: Place) -> list[WayOut]:
    """Every way out of a place, round the compass from the north, then up, down, in and out."""
    around = sorted(place.exits, key=lambda way: list(_ROSE).index(way.direction))
    return [WayOut(_ROSE[way.direction], way.to, story.places[way.to].name, is_open(way, memory)) for way in around]


def plan_mark(story: Story, memory: int, place: Place) -> Literal["here", "visited", "unvisited"]:
    """Whether the player is there, was there, or was not yet."""
    if story.place_at(memory) == place:
        return "here"
    return "visited" if place.visits.get(memory) else "unvisited"


def place_mark(story: Story, memory: int, place: Place) -> str:
    """The mark of a place."""
    return {"here": HERE, "visited": VISITED, "unvisited": UNVISITED}[plan_mark(story, memory, place)]


def shortened_name(name: str, width: int) -> str:
    """A name in at most `width` characters: without what follows a comma, without its article, else cut."""
    for sign in (",", ":", " ("):
        if len(name) > width:
            name = name.split(sign, maxsplit=1)[0]
    for article in ("The ", "the ", "A ", "An "):
        if len(name) > width and name.startswith(article):
            name = name[len(article) :]
            name = name[:1].upper() + name[1:]
    if len(name) <= width:
        return name
    return name[: max(width - 1, 1)].rstrip(" ,.") + "…"


def _name_lines(name: str, width: int) -> tuple[str, str]:
    """A name on one or two lines of at most `width` characters."""
    whole = name if len(name) <= width else shortened_name(name.replace(",", "").replace(":", ""), width)
    if not whole.endswith("…"):
        return whole, ""
    for article in ("The ", "A ", "An "):
        if name.startswith(article):
            name = name[len(article) :]
            name = name[:1].upper() + name[1:]
    words = name.split()
    first = ""
    while words and len(first) + len(words[0]) + bool(first) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return shortened_name(name, width), ""
    small = {"of", "the", "for", "to", "a", "an"}
    rest = " ".join(words)
    if len(rest) > width:
        rest = " ".join(word for word in words if word not in small)
    return first, shortened_name(rest, width)


class _Canvas:
    """Characters put at rows and columns, each with its kind and its place."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, tuple[str, StrokeKind, str]]] = {}

    def put(self, row: int, column: int, words: str, kind: StrokeKind, place: str = "") -> None:
        line = self.rows.setdefault(row, {})
        for offset, sign in enumerate(words):
            line[column + offset] = (sign, kind, place)

    def put_if_free(self, row: int, column: int, sign: str, kind: StrokeKind) -> None:
        line = self.rows.setdefault(row, {})
        there = line.get(column, ("", "", ""))[0]
        if {there, sign} in ({"/", "\\"}, {"─", "│"}):
            line[column] = ("X" if sign in "/\\" else "┼", kind, "")
        elif not there:
            line[column] = (sign, kind, "")

    def lines(self) -> list[PlanLine]:
        rows = range(min(self.rows, default=0), max(self.rows, default=-1) + 1)
        return [self._line(self.rows.get(row, {})) for row in rows]

    def _line(self, signs: dict[int, tuple[str, StrokeKind, str]]) -> PlanLine:
        strokes: list[Stroke] = []
        for column in range(max(signs, default=-1) + 1):
            sign, kind, place = signs.get(column, (" ", "", ""))
            if strokes and strokes[-1].kind == kind and strokes[-1].place == place:
                strokes[-1] = Stroke(strokes[-1].words + sign, kind, place)
            else:
                strokes.append(Stroke(sign, kind, place))
        return tuple(strokes)


class _Sizes(NamedTuple):
    """Of the cells of a plan, in characters."""

    width: int
    height: int
    gap: int

    def left(self, column: int) -> int:
        return column * (self.width + self.gap)

    def top(self, row: int) -> int:
        return row * (self.height + 1)


def floor_plan(story: Story, memory: int, floor: int, width: int = 78) -> list[PlanLine]:
    """One floor with names, in at most `width` columns as long as that leaves eight for each cell."""
    cells = cells_of_floor(story, floor)
    if not cells:
        return []
    columns = max(x for x, _ in cells.values()) + 1
    gap = 3
    cell_width = max(8, min(22, (width - gap * (columns - 1)) // columns))
    names = {id_: _name_lines(story.places[id_].name, cell_width - 4) for id_ in cells}
    sizes = _Sizes(cell_width, 4 if any(second for _, second in names.values()) else 3, gap)
    canvas = _Canvas()
    for id_, cell in cells.items():
        _draw_box(canvas, story, memory, sizes, story.places[id_], cell, names[id_])
    _draw_ways(canvas, story, memory, sizes, cells)
    return canvas.lines()


def small_plan(story: Story, memory: int, floor: int, width: int = 30, height: int = 11) -> list[PlanLine]:
    """One floor with marks only: as much of it as fits, the player in view."""
    cells = cells_of_floor(story, floor)
    sizes = _Sizes(3, 1, 2)
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
    canvas = _Canvas()
    for id_, (cx, cy) in shown.items():
        place = story.places[id_]
        words = f"[{place_mark(story, memory, place)}]"
        canvas.put(sizes.top(cy), sizes.left(cx), words, plan_mark(story, memory, place), id_)
    _draw_ways(canvas, story, memory, sizes, shown)
    return canvas.lines()


def _window(at: int, size: int, whole: int) -> int:
    """Where a window of `size` begins that has `at` in view, in the middle if that is possible."""
    return max(0, min(at - size // 2, whole - size))


def cells_of_floor(story: Story, floor: int) -> dict[str, tuple[int, int]]:
    """The cells of a floor without empty columns and rows, counted from 0."""
    cells = {id_: (at.x, at.y) for id_, at in positions(story).items() if at.floor == floor}
    across = {x: column for column, x in enumerate(sorted({x for x, _ in cells.values()}))}
    down = {y: row for row, y in enumerate(sorted({y for _, y in cells.values()}))}
    return {id_: (across[x], down[y]) for id_, (x, y) in cells.items()}


def _draw_box(
    canvas: _Canvas,
    story: Story,
    memory: int,
    sizes: _Sizes,
    place: Place,
    cell: tuple[int, int],
    name: tuple[str, str],
) -> None:
    left, top, inner = sizes.left(cell[0]), sizes.top(cell[1]), sizes.width - 2
    kind = plan_mark(story, memory, place)
    directions = {way.direction for way in place.exits}
    stairs = "↑" * ("up" in directions) + "↓" * ("down" in directions)
    canvas.put(top, left, f"┌{'─' * inner}┐", "wall", place.id)
    for row in range(1, sizes.height - 1):
        words = f"{place_mark(story, memory, place)} {name[0]}" if row == 1 else f"  {name[1]}"
        canvas.put(top + row, left, "│", "wall", place.id)
        canvas.put(top + row, left + 1, words.ljust(inner)[:inner], kind, place.id)
        canvas.put(top + row, left + sizes.width - 1, "│", "wall", place.id)
    canvas.put(top + sizes.height - 1, left, f"└{stairs.rjust(inner, '─')}┘", "wall", place.id)


def _draw_ways(canvas: _Canvas, story: Story, memory: int, sizes: _Sizes, cells: dict[str, tuple[int, int]]) -> None:
    """Connectors between cells that lie in the direction of the way, with nothing between them."""
    taken = set(cells.values())
    for id_, (x, y) in cells.items():
        for way in story.places[id_].exits:
            step, goal = _STEPS.get(way.direction), cells.get(way.to)
            if step is None or goal is None:
                continue
            steps = max(abs(goal[0] - x), abs(goal[1] - y))
            path = [(x + step[0] * n, y + step[1] * n) for n in range(1, steps + 1)]
            if not path or path[-1] != goal or any(cell in taken for cell in path[:-1]):
                continue
            _draw_way(canvas, sizes, (x, y), step, steps, is_open(way, memory))


def _draw_way(
    canvas: _Canvas, sizes: _Sizes, cell: tuple[int, int], step: tuple[int, int], steps: int, opened: bool
) -> None:
    (x, y), (dx, dy) = cell, step
    if dy == 0:
        first = sizes.left(x) + sizes.width if dx > 0 else sizes.left(x - steps) + sizes.width
        length = sizes.gap + (steps - 1) * (sizes.width + sizes.gap)
        row = sizes.top(y) + (1 if sizes.height > 1 else 0)
        points = [(row, first + n, "─") for n in range(length)]
    elif dx == 0:
        first = sizes.top(y) + sizes.height if dy > 0 else sizes.top(y - steps) + sizes.height
        length = 1 + (steps - 1) * (sizes.height + 1)
        points = [(first + n, sizes.left(x) + sizes.width // 2, "│") for n in range(length)]
    elif steps == 1:
        column = sizes.left(x) + sizes.width if dx > 0 else sizes.left(x) - sizes.gap
        row = sizes.top(y) + sizes.height if dy > 0 else sizes.top(y) - 1
        points = [(row, column + sizes.gap // 2, "\\" if dx == dy else "/")]
    else:
        return
    for row, column, sign in points:
        canvas.put_if_free(row, column, sign, "way")
    if not opened:
        row, column, _ = points[len(points) // 2]
        canvas.put(row, column, "x", "way")


def elevation(story: Story, memory: int, width: int = 78) -> list[PlanLine]:
    """The whole building from the side: a column for each wing, a row for each floor, a mark for each place.

    A story without wings is one column. Each wing is drawn as high and as deep as it has places.
    """
    wings = [wing for wing in story.wings if any(place.wing == wing for place in story.places.values())]
    if any(place.wing not in story.wings for place in story.places.values()):
        wings.append("")
    levels = floors(story)
    if not levels:
        return []
    labels = [_floor_label(level) for level in levels]
    if (width - max(map(len, labels)) - 1) // len(wings) < ROOMY:
        labels = [str(level).rjust(2) for level in levels]
    label = max(map(len, labels)) + 1
    cell = max(6, min(14, (width - label) // len(wings)))
    canvas = _Canvas()
    for column, wing in enumerate(wings):
        name = story.wings.get(wing, "Elsewhere" if story.wings else "")
        canvas.put(0, label + column * cell, shortened_name(name, cell - 1).center(cell - 1).rstrip(), "label")
        _draw_wing(canvas, story, memory, levels, wing, label + column * cell, cell - 1)
    for row, words in enumerate(labels):
        canvas.put(row + 2, 0, words, "label")
    return canvas.lines()


def _draw_wing(
    canvas: _Canvas, story: Story, memory: int, levels: tuple[int, ...], wing: str, left: int, width: int
) -> None:
    by_floor: dict[int, list[Place]] = {}
    for place in story.places.values():
        if place.wing == wing or (not wing and place.wing not in story.wings):
            by_floor.setdefault(place.floor, []).append(place)
    rows = [row for row, level in enumerate(levels) if level in by_floor]
    canvas.put(min(rows) + 1, left, f"┌{'─' * (width - 2)}┐", "wall")
    canvas.put(max(rows) + 3, left, f"└{'─' * (width - 2)}┘", "wall")
    for row in range(min(rows), max(rows) + 1):
        canvas.put(row + 2, left, f"│{' ' * (width - 2)}│", "wall")
        places = by_floor.get(levels[row], [])
        apart = 2 if len(places) * 2 - 1 <= width - 2 else 1
        for number, place in enumerate(places[: width - 2]):
            column = left + 1 + number * apart + max(0, (width - 2 - (len(places) * apart - apart + 1)) // 2)
            canvas.put(row + 2, column, place_mark(story, memory, place), plan_mark(story, memory, place), place.id)


def _floor_label(level: int) -> str:
    below = "cellar" if level == -1 else f"cellar {-level}"
    return "ground" if level == 0 else f"floor {level}" if level > 0 else below

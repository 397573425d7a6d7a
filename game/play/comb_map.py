"""The building as a comb: numbered wings as teeth above and below the hall, their floors as rows of cells.

Where there is room each tooth is a box that is open towards the hall. Where there is little, a tooth is a line with its
number, and the hall a line between the teeth.
"""

from __future__ import annotations

from typing import NamedTuple

from game.play.glyphs import UNICODE, Glyphs
from game.play.map_canvas import Canvas, PlanLine
from game.play.map_marks import MapMarks, put_mark
from game.play.map_wings import Density, MapWing, box_rows, box_title, map_wings, put_rows
from game.story.model.story import Place, Story
from game.support.columns import columns_of, cut_to

_NARROWEST = 4
"""A tooth has at least so many columns: its wall and three marks."""

_BOXED = 11
"""From so many columns on, a tooth is a box."""

_NAMED_HALL = 26
_WAYS: tuple[tuple[bool, bool, Density], ...] = (
    (True, True, "names"), (True, True, "marks"), (True, False, "marks"), (False, False, "marks"),
)  # fmt: skip
"""How it can be drawn, the best first: teeth as boxes or not, with names in the hall or not, with names of all places
or of those only for which there is room on their floor."""


class _Teeth(NamedTuple):
    """Where the teeth stand: `pitch` from one to the next, `shift` by which the lower ones stand further right."""

    upper: list[MapWing]
    lower: list[MapWing]
    pitch: int
    shift: int
    width: int

    @property
    def span(self) -> int:
        """How many columns all of them take."""
        upper = (len(self.upper) - 1) * self.pitch + self.width
        lower = self.shift + (len(self.lower) - 1) * self.pitch + self.width if self.lower else 0
        return max(upper, lower)


class _HallItem(NamedTuple):
    """Something in the hall: a place with the width of its cell, or the name of a part of it, or of a floor."""

    words: str
    place: Place | None
    width: int


def comb_map(
    story: Story, marks: MapMarks, width: int, height: int = 0, glyphs: Glyphs = UNICODE
) -> list[PlanLine] | None:
    """The comb in at most `width` columns, and in `height` rows if it can be drawn in so few (0: in any number).

    None where there are no teeth, or too many to stand side by side.
    """
    wings = map_wings(story)
    teeth = [wing for wing in wings if wing.number]
    hall = [wing for wing in wings if not wing.number]
    best: list[PlanLine] | None = None
    if not teeth:
        return None
    for boxed, named, density in _WAYS:
        stand = _stand(teeth, width, boxed=boxed)
        if stand is None:
            continue
        drawn = (
            _boxed(stand, hall, marks, glyphs, density, named=named)
            if boxed else _bare(stand, hall, marks, glyphs)
        )  # fmt: skip
        if best is None or len(drawn) < len(best):
            best = drawn
        if not height or len(best) <= height:
            break
    return best


def _stand(teeth: list[MapWing], width: int, *, boxed: bool) -> _Teeth | None:
    """Where the teeth stand in this width; None where they would be too narrow."""
    across = -(-len(teeth) // 2)
    upper, lower = teeth[:across], teeth[across:]
    gap = 2 if boxed else 1
    least_shift = 0 if not lower else 4 if boxed else 2
    pitch = (width + gap - least_shift) // across
    shift = least_shift
    if lower and boxed:
        # Half a pitch to the right they interlock; a tooth that would be too narrow for names stays wider.
        halved = int((width + gap) / (across + 0.5))
        pitch = halved if halved - gap - 4 >= _BOXED or halved == pitch else pitch
        shift = min(pitch // 2, width + gap - across * pitch)
    if pitch - gap < (_BOXED if boxed else _NARROWEST):
        return None
    return _Teeth(upper, lower, pitch, shift, pitch - gap)


def _boxed(
    stand: _Teeth, hall: list[MapWing], marks: MapMarks, glyphs: Glyphs, density: Density, *, named: bool
) -> list[PlanLine]:
    canvas, span = Canvas(glyphs), stand.span
    inner = stand.width - 2
    rows = {wing.id: box_rows(wing, inner, density) for wing in (*stand.upper, *stand.lower)}
    top = 1 + max(len(rows[wing.id]) for wing in stand.upper)
    canvas.put(top, 0, glyphs.rule * span, "wall")
    for number, wing in enumerate(stand.upper):
        left = number * stand.pitch
        ceiling = top - len(rows[wing.id]) - 1
        _walls(canvas, ceiling + 1, left, stand.width, len(rows[wing.id]))
        _end(canvas, ceiling, left, wing, stand.width, (glyphs.top_left, glyphs.top_right))
        put_rows(canvas, marks, ceiling + 1, left + 1, rows[wing.id])
        opening = glyphs.bottom_right + " " * inner + glyphs.bottom_left
        canvas.put(top, left, opening, "wall")
    hall_rows = _hall_rows(hall, span - 2, named=named)
    _put_hall(canvas, marks, top + 1, 1, hall_rows)
    below = top + 1 + max(len(hall_rows), 1)
    canvas.put(below, 0, glyphs.rule * span, "wall")
    for number, wing in enumerate(stand.lower):
        left = stand.shift + number * stand.pitch
        canvas.put(below, left, glyphs.top_right + " " * inner + glyphs.top_left, "wall")
        _walls(canvas, below + 1, left, stand.width, len(rows[wing.id]))
        put_rows(canvas, marks, below + 1, left + 1, rows[wing.id])
        floor = below + 1 + len(rows[wing.id])
        _end(canvas, floor, left, wing, stand.width, (glyphs.bottom_left, glyphs.bottom_right))
    return canvas.lines()


def _walls(canvas: Canvas, top: int, left: int, width: int, rows: int) -> None:
    for row in range(top, top + rows):
        canvas.put(row, left, canvas.glyphs.upright, "wall")
        canvas.put(row, left + width - 1, canvas.glyphs.upright, "wall")


def _end(canvas: Canvas, row: int, left: int, wing: MapWing, width: int, corners: tuple[str, str]) -> None:
    """The closed end of a tooth, with its number and name."""
    canvas.put(row, left, corners[0] + canvas.glyphs.rule * (width - 2) + corners[1], "wall")
    canvas.put(row, left + 1, box_title(wing, width - 2, canvas.glyphs.ellipsis), "label")


def _bare(stand: _Teeth, hall: list[MapWing], marks: MapMarks, glyphs: Glyphs) -> list[PlanLine]:
    canvas, inner = Canvas(glyphs), stand.width - 1
    labelled = inner >= _BOXED
    density: Density = "marks" if labelled else "dots"
    inside = 1 + labelled  # else the number of the tooth and that of the floor would read as one
    rows = {
        wing.id: box_rows(wing, stand.width - inside, density, labelled=labelled)
        for wing in (*stand.upper, *stand.lower)
    }
    top = max(len(rows[wing.id]) for wing in stand.upper)
    for number, wing in enumerate(stand.upper):
        left = number * stand.pitch
        _put_bare(canvas, top - len(rows[wing.id]), left, wing, len(rows[wing.id]), at_top=False)
        put_rows(canvas, marks, top - len(rows[wing.id]), left + inside, rows[wing.id])
    hall_rows = _hall_rows(hall, stand.span, named=False)
    if len(hall_rows) <= 1:
        canvas.put(top, 0, glyphs.rule * stand.span, "wall")
    _put_hall(canvas, marks, top, 1 if hall_rows and _length(hall_rows[0]) < stand.span else 0, hall_rows)
    below = top + max(len(hall_rows), 1)
    for number, wing in enumerate(stand.lower):
        left = stand.shift + number * stand.pitch
        _put_bare(canvas, below, left, wing, len(rows[wing.id]), at_top=True)
        put_rows(canvas, marks, below, left + inside, rows[wing.id])
    return canvas.lines()


def _put_bare(canvas: Canvas, top: int, left: int, wing: MapWing, rows: int, *, at_top: bool) -> None:
    """A tooth as a line, with its number where it meets the hall."""
    for row in range(top, top + rows):
        canvas.put(row, left, canvas.glyphs.upright, "wall")
    canvas.put(top if at_top else top + rows - 1, left, wing.number[-1:], "label")


def _hall_rows(hall: list[MapWing], room: int, *, named: bool) -> list[list[_HallItem]]:
    """What lies between the teeth, in rows: each part with its name, its floors with theirs, and its places."""
    groups = [_hall_items(wing, named=named) for wing in hall]
    rows: list[list[_HallItem]] = []
    apart = 2 if named else 1
    for group in groups:
        if named and rows and _length(rows[-1]) + apart + _length(group) > room:
            rows.append([])
        for item in group:
            if not rows or (rows[-1] and _length(rows[-1]) + apart + item.width > room):
                rows.append([])
            rows[-1].append(item._replace(width=min(item.width, room)))
        if not named and rows and _length(rows[-1]) + 2 < room:
            rows[-1].append(_HallItem("", None, 1))
    while rows and rows[-1] and rows[-1][-1].place is None:
        rows[-1].pop()
    return [row for row in rows if row]


def _hall_items(wing: MapWing, *, named: bool) -> list[_HallItem]:
    items = [_HallItem(cut_to(wing.name, _NAMED_HALL), None, min(columns_of(wing.name), _NAMED_HALL))] * named
    for level, places in wing.floors[::-1] if not named else sorted(wing.floors, key=lambda floor: abs(floor[0])):
        if named and len(wing.floors) > 1:
            items.append(_HallItem(str(level), None, len(str(level))))
        for place in places:
            width = min(columns_of(place.name) + 2, _NAMED_HALL) if named else 1
            items.append(_HallItem("", place, width))
    return items


def _length(row: list[_HallItem]) -> int:
    apart = 2 if any(item.words for item in row) else 1
    return sum(item.width for item in row) + apart * (len(row) - 1)


def _put_hall(canvas: Canvas, marks: MapMarks, top: int, left: int, rows: list[list[_HallItem]]) -> None:
    for number, row in enumerate(rows):
        column = left
        apart = 2 if any(item.words for item in row) else 1
        for item in row:
            if item.place is not None:
                put_mark(canvas, marks, top + number, column, item.place, item.width)
            else:
                canvas.put(top + number, column, item.words, "label")
            column += item.width + apart

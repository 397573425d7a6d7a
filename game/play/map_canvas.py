"""What maps are drawn on: characters at rows and columns, each with its kind and its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from game.play.glyphs import UNICODE, Glyphs
from game.support.columns import columns_of, in_columns

StrokeKind: TypeAlias = Literal["", "wall", "way", "here", "visited", "unvisited", "closed", "waits", "label"]
"""What a stroke shows. `here`, `visited`, `unvisited` and `closed` are places, `waits` says that somebody waits there.

All are told apart by their marks too."""

PLACE_KINDS: frozenset[StrokeKind] = frozenset(("here", "visited", "unvisited", "closed", "waits"))
"""The kinds of strokes that begin the cell of a place."""


class Stroke(NamedTuple):
    """A piece of a drawn line; `place` is the id of the place it belongs to, or empty."""

    words: str
    kind: StrokeKind
    place: str = ""


PlanLine: TypeAlias = tuple[Stroke, ...]


class MapCell(NamedTuple):
    """Where the mark of a place stands in a drawing, both counted from 0."""

    row: int
    column: int


class Canvas:
    """Characters put at rows and columns. What is put later covers what stands there."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        self.glyphs = glyphs
        self.rows: dict[int, dict[int, tuple[str, StrokeKind, str]]] = {}

    def put(self, row: int, column: int, words: str, kind: StrokeKind, place: str = "") -> None:
        """Put words there, one character a column, whatever they were."""
        line = self.rows.setdefault(row, {})
        for offset, character in enumerate(in_columns(words)):
            line[column + offset] = (character, kind, place)

    def put_way(self, row: int, column: int, character: str) -> None:
        """Put a part of a way where nothing stands; where it crosses another one both are seen."""
        glyphs, line = self.glyphs, self.rows.setdefault(row, {})
        there = line.get(column, ("", "", ""))[0]
        if {there, character} == {"/", "\\"}:
            line[column] = ("X", "way", "")
        elif {there, character} == {glyphs.rule, glyphs.upright}:
            line[column] = (glyphs.cross, "way", "")
        elif not there:
            line[column] = (character, "way", "")

    def lines(self) -> list[PlanLine]:
        """What was drawn, from the first row on which anything stands to the last."""
        rows = range(min(self.rows, default=0), max(self.rows, default=-1) + 1)
        return [_line(self.rows.get(row, {})) for row in rows]


def _line(characters: dict[int, tuple[str, StrokeKind, str]]) -> PlanLine:
    strokes: list[Stroke] = []
    for column in range(max(characters, default=-1) + 1):
        character, kind, place = characters.get(column, (" ", "", ""))
        if strokes and strokes[-1].kind == kind and strokes[-1].place == place:
            strokes[-1] = Stroke(strokes[-1].words + character, kind, place)
        else:
            strokes.append(Stroke(character, kind, place))
    return tuple(strokes)


def map_cells(lines: Iterable[PlanLine]) -> dict[str, MapCell]:
    """Where the mark of each place stands that is drawn, in the order of reading."""
    cells: dict[str, MapCell] = {}
    for row, line in enumerate(lines):
        column = 0
        for stroke in line:
            if stroke.place and stroke.kind in PLACE_KINDS and stroke.place not in cells:
                cells[stroke.place] = MapCell(row, column)
            column += columns_of(stroke.words)
    return cells


def drawing_width(lines: Iterable[PlanLine]) -> int:
    """How many columns a drawing takes."""
    return max((sum(columns_of(stroke.words) for stroke in line) for line in lines), default=0)

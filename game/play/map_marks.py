"""What a map shows of each place: whether one is there, was there, can get there, and whether somebody waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.engine.rules import is_open
from game.localisation.messages import pgettext
from game.play.glyphs import UNICODE, Glyphs
from game.play.map_canvas import Canvas, StrokeKind
from game.play.narration import without_article
from game.story.model.mapped import WaitingAt
from game.story.model.story import Exit, Place, Story
from game.support.columns import columns_of, cut_to
from game.support.safe_text import safe_line

NAME_ROOM = 7
"""In fewer columns no name is written beside a mark."""

_SAME_LETTERS = 4
_ARTICLES = ("The", "the", "A", "a", "An", "an")
_JOINING = ("of", "for", "and", "to", "in", "at", *_ARTICLES)


class MapMarks(NamedTuple):
    """The marks of one state. `here` is the place where the player is, or empty.

    `closed`: by id, the places to which the player can come now but for a closed way that leads in, and that way.
    `waits`: by id, who waits at the place, as the player was told. `alike` are places whose names begin as those of
    others of their wing do: the words behind tell them apart.
    """

    here: str
    visited: frozenset[str]
    closed: Mapping[str, Exit]
    waits: Mapping[str, tuple[WaitingAt, ...]]
    alike: frozenset[str] = frozenset()

    def kind(self, place: str) -> StrokeKind:
        """What the mark of a place says."""
        if place == self.here:
            return "here"
        return "closed" if place in self.closed else "visited" if place in self.visited else "unvisited"


def map_marks(story: Story, memory: int) -> MapMarks:
    """The marks of every place of the story in this packed state."""
    here = story.place_at(memory)
    visited = frozenset(id_ for id_, place in story.places.items() if place.visits.get(memory))
    waits: dict[str, tuple[WaitingAt, ...]] = {}
    for waiting in waiting_now(story, memory):
        waits[waiting.at] = (*waits.get(waiting.at, ()), waiting)
    return MapMarks(here.id if here is not None else "", visited, _closed(story, memory, here), waits, _alike(story))


def _alike(story: Story) -> frozenset[str]:
    begins: dict[tuple[str, str], list[str]] = {}
    for place in story.places.values():
        first = without_article(place.name).split(" ", 1)[0].rstrip(",").casefold()
        begins.setdefault((place.wing, first[:_SAME_LETTERS]), []).append(place.id)
    return frozenset(id_ for ids in begins.values() if len(ids) > 1 for id_ in ids)


def waiting_now(story: Story, memory: int) -> list[WaitingAt]:
    """Who waits for the player now, somewhere else than where the player is."""
    here = story.place_at(memory)
    return [
        waiting
        for waiting in story.waits
        if (here is None or waiting.at != here.id) and (waiting.when is None or waiting.when(memory))
    ]


def _closed(story: Story, memory: int, here: Place | None) -> dict[str, Exit]:
    reached = [here] if here is not None else []
    known = {place.id for place in reached}
    shut: dict[str, Exit] = {}
    for place in reached:
        for way in place.exits:
            if not is_open(way, memory):
                shut.setdefault(way.to, way)
            elif way.to not in known:
                known.add(way.to)
                reached.append(story.places[way.to])
    return {id_: way for id_, way in shut.items() if id_ not in known}


def glyph_of(kind: StrokeKind, glyphs: Glyphs = UNICODE) -> str:
    """The character of a mark."""
    return {
        "here": glyphs.here, "visited": glyphs.been, "unvisited": glyphs.unseen, "closed": glyphs.closed,
        "waits": glyphs.waits,
    }[kind]  # fmt: skip


def map_legend(glyphs: Glyphs = UNICODE, *, waits: bool = True, stairs: bool = False) -> str:
    """What the marks mean, on one line of at most 58 columns."""
    marks = [
        # Translators: what the marks on the map mean. All of them stand on one line and have 58 columns together.
        (glyphs.here, pgettext("legend of the map", "you")),
        (glyphs.been, pgettext("legend of the map", "been")),
        (glyphs.unseen, pgettext("legend of the map", "not yet")),
    ]
    marks += [(glyphs.waits, pgettext("legend of the map", "somebody waits"))] * waits
    marks += [(glyphs.closed, pgettext("legend of the map", "closed"))]
    marks += [(f"{glyphs.stairs_up}{glyphs.stairs_down}", pgettext("legend of the map", "stairs"))] * stairs
    return "  ".join(f"{mark} {words}" for mark, words in marks)


def put_mark(canvas: Canvas, marks: MapMarks, row: int, column: int, place: Place, width: int = 1) -> None:
    """Draw the cell of a place, `width` columns wide: its mark, in two columns whether somebody waits, then its name.

    In a single column the mark gives way to that of somebody who waits.
    """
    kind, glyphs = marks.kind(place.id), canvas.glyphs
    awaited = place.id in marks.waits
    if awaited and width == 1:
        canvas.put(row, column, glyphs.waits, "waits", place.id)
        return
    canvas.put(row, column, glyph_of(kind, glyphs), kind, place.id)
    named = width - 2 >= NAME_ROOM
    if awaited:
        canvas.put(row, column + 1, glyphs.waits, "waits", place.id)
    elif named:
        canvas.put(row, column + 1, " ", kind, place.id)
    if named:
        whole = safe_line(place.name)
        plain = without_article(whole)
        if place.id in marks.alike and " " in plain and columns_of(plain) > width - 2:
            whole = plain.split(" ", 1)[1]
            whole = whole[:1].upper() + whole[1:]
        name = name_on_map(whole, width - 2, glyphs.ellipsis)
        canvas.put(row, column + 2, name, kind, place.id)


def shortened_name(name: str, width: int, ellipsis: str = "…") -> str:
    """A name in at most `width` columns: without what follows a comma, without its article, else cut."""
    for mark in (",", ":", " ("):
        if columns_of(name) > width:
            name = name.split(mark, maxsplit=1)[0]
    if columns_of(name) > width:
        name = without_article(name)
    return cut_to(name, max(width, 1), ellipsis)


def name_on_map(name: str, width: int, ellipsis: str = "…") -> str:
    """A name beside a mark, in at most `width` columns: whole words as long as one fits.

    A part between commas that has a number in it is left out: the floor stands beside the mark.
    """
    parts = name.split(", ")
    plain = [part for part in parts if not any(character.isdecimal() for character in part)] or parts
    name = ", ".join(plain)
    if len(plain) < len(parts):
        name = without_article(name)
        name = name[:1].upper() + name[1:]
    for shorten in (lambda words: words.split(",")[0], without_article):
        if columns_of(name) > width:
            name = shorten(name)
    words = name.split()
    if columns_of(name) > width:
        while len(words) > 1 and columns_of(" ".join(words)) > width:
            words.pop()
        while len(words) > 1 and words[-1] in _JOINING:
            words.pop()
    return cut_to(" ".join(words), max(width, 1), ellipsis)

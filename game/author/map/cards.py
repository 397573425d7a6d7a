"""What is written on the boxes of a drawn picture: a card for each scene and ending, with lines that fit its width."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol, TypeAlias

from game.author.map.picture import DrawnEnding, DrawnExit, DrawnPlace, DrawnScene, Picture, Remarks, Source, Tone, Way
from game.report.map_drawing import LETTER_SIZES
from game.support.counts import counted

CARD_WIDTH = 270.0
PADDING = 10.0
CHIP = 19.0
"""From one chip to the next, across and down."""

BAR = 8.0
"""The room that the bar of a card takes."""

PLACE_WIDTH = 200.0
HUB = 5
"""To a scene or an ending that more scenes than this lead to, no edges are drawn: each of them names it instead."""

_MOST_WAYS = 8
_MOST_CHOICES = 4
_MOST_SCENES = 5

SIGN_OF_WAY = {"goto": "→", "call": "⤷", "end": "■"}

RowKind: TypeAlias = Literal["title", "id", "opening", "when", "way", "choice", "ask", "remark"]


class Row(NamedTuple):
    """A line on a card; `indent` from its left edge."""

    kind: RowKind
    words: str
    indent: float = PADDING

    @property
    def height(self) -> float:
        """From this line to the next."""
        return round(LETTER_SIZES[self.kind] * 1.34, 1)


class Chip(NamedTuple):
    """A small character on a card, full or only its outline."""

    sign: str
    full: bool


class Card(NamedTuple):
    """The box of a scene, an ending or a place; below its rows stand its chips.

    `part` is how much of a bar at its lower edge is full, from 0 to 1; None: there is no bar.
    """

    id: str
    kind: Literal["scene", "ending", "place"]
    rows: tuple[Row, ...]
    wing: str = ""
    width: float = CARD_WIDTH
    tone: Tone = ""
    chips: tuple[Chip, ...] = ()
    part: float | None = None

    @property
    def key(self) -> str:
        """What names the box in the whole picture."""
        return f"{self.kind}-{self.id}"

    @property
    def height(self) -> float:
        """Of the whole box."""
        rows = -(-len(self.chips) // self.chips_in_a_row)
        bar = 0 if self.part is None else BAR
        return round(sum(row.height for row in self.rows) + rows * CHIP + bar + PADDING * 1.4, 1)

    @property
    def chips_in_a_row(self) -> int:
        """As many as there is room for."""
        return max(int((self.width - 2 * PADDING) // CHIP), 1)


class Cards(Protocol):
    """What is written on the boxes of a picture. `listed_under`: the place at whose head a scene is drawn."""

    def scene(self, scene: DrawnScene, listed_under: str | None = None) -> Card:
        """The card of a scene."""

    def ending(self, ending: DrawnEnding) -> Card:
        """The card of an ending."""

    def place(self, place: DrawnPlace) -> Card:
        """The card of a place; all places are equally wide."""


class FullCards:
    """Cards with everything that leads from one scene to another, and with remarks."""

    def __init__(self, picture: Picture, remarks: Remarks) -> None:
        self.picture, self.remarks = picture, remarks

    def scene(self, scene: DrawnScene, listed_under: str | None = None) -> Card:
        """See `Cards`."""
        return scene_card(self.picture, scene, self.remarks, listed_under)

    def ending(self, ending: DrawnEnding) -> Card:
        """See `Cards`."""
        return ending_card(self.picture, ending)

    def place(self, place: DrawnPlace) -> Card:
        """See `Cards`."""
        return place_card(self.picture, place)


def width_of(words: str, size: float) -> float:
    """About how wide these words are in a plain sans-serif font of this size, rather too much than too little."""
    return sum(map(_width_of_sign, words)) * size


@lru_cache(maxsize=2048)
def _width_of_sign(sign: str) -> float:
    if sign in " iljtfrI.,;:'|!()[]":
        return 0.36
    if sign in "mwMW@%—…→":
        return 1.0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return 1.05
    return 0.72 if sign.isupper() else 0.62


def fitted(words: str, size: float, width: float, most: int = 1) -> list[str]:
    """The words on at most `most` lines of this width. What does not fit is cut, with an ellipsis."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(line, size, width) for line in lines]


def _cut(line: str, size: float, width: float) -> str:
    if width_of(line, size) <= width:
        return line
    while line and width_of(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip(" ,.;:") + "…"


def rows_of(kind: RowKind, words: str, most: int = 1, indent: float = PADDING, width: float = CARD_WIDTH) -> list[Row]:
    """Words as rows of a box of this width."""
    size = LETTER_SIZES[kind] * (1.1 if kind in ("title", "way", "remark") else 1)  # bold letters are wider
    return [Row(kind, line, indent) for line in fitted(words, size, width - indent - PADDING, most)]


def scene_card(picture: Picture, scene: DrawnScene, remarks: Remarks, listed_under: str | None = None) -> Card:
    """The card of a scene. `listed_under`: the place at whose head it is drawn, which it need not name."""
    rows = rows_of("title", scene.title, 2)
    if scene.title != scene.id:
        rows += rows_of("id", scene.id)
    if scene.id in remarks:
        rows += rows_of("remark", remarks[scene.id].words, 2)
    opening = opening_words(picture, scene, listed_under)
    if opening:
        rows += rows_of("opening", opening, 2)
    if scene.when:
        rows += rows_of("when", f"when {scene.when}", 3)
    for way in scene.ways[:_MOST_WAYS]:
        rows += _way_rows(picture, scene, way)
    if len(scene.ways) > _MOST_WAYS:
        rows += rows_of("way", f"and {counted(len(scene.ways) - _MOST_WAYS, 'more way', 'more ways')}")
    if len({source.scene for source in scene.reached_from}) > HUB:
        rows += rows_of("opening", sources_words(picture, scene.reached_from), 3)
    asked = len(scene.asks)
    if asked:
        rows += rows_of("ask", "asks a question" if asked == 1 else f"asks {asked} questions")
    tone = remarks[scene.id].tone if scene.id in remarks else ""
    return Card(scene.id, "scene", tuple(rows), wing_of(picture, scene), tone=tone)


def wing_of(picture: Picture, scene: DrawnScene) -> str:
    """The wing of the place under which a scene is listed."""
    home = picture.places.get(scene.home)
    return home.wing if home else ""


def opening_words(picture: Picture, scene: DrawnScene, listed_under: str | None) -> str:
    """How the scene comes to be played, in a few words."""
    places = [picture.places[id_].name for id_ in scene.at if id_ != listed_under]
    also = "also at " if len(places) < len(scene.at) else "at "
    where = also + ", ".join(places) if places else ""
    parts = []
    if scene.is_start:
        parts.append("the story begins here")
    if scene.on_arrival:
        parts.append("opens by itself" + ("" if scene.at else " anywhere"))
    if where:
        parts.append(where)
    if scene.again:
        parts.append("again and again")
    return ", ".join(parts)


def _way_rows(picture: Picture, scene: DrawnScene, way: Way) -> list[Row]:
    """Where a way leads, and below it the choices that lead there."""
    name = "once more" if way.kind == "goto" and way.to == scene.id else picture.name_of(way)
    rows = rows_of("way", f"{SIGN_OF_WAY[way.kind]} {name}{', and back' if way.kind == 'call' else ''}")
    choices = [trail_words(by) for by in way.by if by]
    if len(choices) > _MOST_CHOICES:
        rest = len(choices) - _MOST_CHOICES + 1
        choices = [*choices[: _MOST_CHOICES - 1], f"and {rest} more"]
    return rows + [row for words in choices for row in rows_of("choice", words, indent=PADDING + 14)]


def trail_words(by: tuple[str, ...]) -> str:
    """The choices and outcomes that lead somewhere; the last outcome comes first, so that it is never cut off."""
    if len(by) > 1 and by[-1] in ("right", "wrong", "partly"):
        return f"{by[-1]}: {' › '.join(by[:-1])}"
    return " › ".join(by)


def ending_card(picture: Picture, ending: DrawnEnding) -> Card:
    """The card of an ending, with the scenes that lead to it."""
    rows = rows_of("title", f"■ {ending.title}", 2)
    if ending.title != ending.id:
        rows += rows_of("id", ending.id)
    rows += rows_of("opening", sources_words(picture, ending.reached_from) or "No scene leads here.", 3)
    return Card(ending.id, "ending", tuple(rows))


def sources_words(picture: Picture, sources: tuple[Source, ...]) -> str:
    """The scenes that lead somewhere, by their titles."""
    titles = list(dict.fromkeys(picture.scenes[source.scene].title for source in sources))
    return f"from {'; '.join(titles)}" if titles else ""


def place_card(picture: Picture, place: DrawnPlace) -> Card:
    """The card of a place: its ways to other floors, the conditions of its ways, its scenes."""
    mark = "► " if place.id == picture.start_place else ""
    rows = rows_of("title", f"{mark}{place.name}", 2, width=PLACE_WIDTH)
    for way in place.exits:
        if picture.places[way.to].floor != place.floor or way.when:
            rows += rows_of("when", exit_words(picture, way), 2, width=PLACE_WIDTH)
    scenes = [picture.scenes[id_].title for id_ in place.scenes]
    if len(scenes) > _MOST_SCENES:
        scenes = [*scenes[: _MOST_SCENES - 1], f"and {len(scenes) - _MOST_SCENES + 1} more scenes"]
    for words in scenes:
        rows += rows_of("choice", f"· {words}", width=PLACE_WIDTH)
    return Card(place.id, "place", tuple(rows), place.wing, PLACE_WIDTH)


def exit_words(picture: Picture, way: DrawnExit) -> str:
    """A way out in words: its direction, where it leads, its condition."""
    sign = {"up": "↑", "down": "↓"}.get(way.direction, way.direction)
    return f"{sign} {picture.places[way.to].name}{f', when {way.when}' if way.when else ''}"

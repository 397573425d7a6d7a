"""The page of the map: the drawing for a wide and for a narrow window, every place in words, and the one looked at."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.walking import route
from game.localisation.messages import gettext
from game.play.map_canvas import StrokeKind
from game.play.map_details import place_details
from game.play.map_marks import MapMarks, map_marks
from game.play.map_wings import map_wings
from game.play.session import Session
from game.play.surroundings import met
from game.story.model.story import Place
from game.web.map_geometry import SvgMap, svg_map
from game.web.shown_lines import ShownLine, shown_lines

WIDE_MAP, NARROW_MAP = 820, 316
"""How wide the drawing is in a wide window, and on a phone."""


class PlaceOnMap(NamedTuple):
    """A place with what its mark says, in words. `waiting`: who waits there, or empty."""

    id: str
    name: str
    kind: StrokeKind
    words: str
    waiting: str


class PartOfMap(NamedTuple):
    """A part of the building with its places; `name` is empty where the building has no parts."""

    name: str
    places: tuple[PlaceOnMap, ...]


class ChosenPlace(NamedTuple):
    """The place that is looked at. `can_walk`: one can walk there now."""

    id: str
    name: str
    lines: tuple[ShownLine, ...]
    can_walk: bool


class MapPage(NamedTuple):
    """The map. `words` has for each place, by its id, what its mark says."""

    wide: SvgMap
    narrow: SvgMap
    parts: tuple[PartOfMap, ...]
    words: dict[str, str]
    chosen: ChosenPlace


class SmallMap(NamedTuple):
    """The map beside the story."""

    drawing: SvgMap
    words: dict[str, str]


def map_page_view(session: Session, about: str) -> MapPage | None:
    """The map, with the place of this id looked at, else that where the player is. None in a story without places."""
    here = session.place
    if here is None:
        return None
    story, memory = session.story, session.state.memory
    marks = map_marks(story, memory)
    words = {place.id: mark_in_words(place, marks) for place in story.places.values()}
    parts = tuple(
        PartOfMap(
            f"{wing.number} {wing.name}".strip(),
            tuple(
                PlaceOnMap(place.id, place.name, marks.kind(place.id), words[place.id], _waiting(place, marks))
                for _, places in wing.floors
                for place in places
            ),
        )
        for wing in map_wings(story, "")
    )
    return MapPage(
        svg_map(story, memory, marks, WIDE_MAP),
        svg_map(story, memory, marks, NARROW_MAP),
        parts,
        words,
        _chosen(session, story.places.get(about, here), marks),
    )


def small_svg_map(session: Session) -> SmallMap | None:
    """The map for a narrow panel; None where there is nothing to be drawn."""
    story, memory = session.story, session.state.memory
    if session.place is None or len(story.places) < 2:
        return None
    marks = map_marks(story, memory)
    words = {place.id: mark_in_words(place, marks) for place in story.places.values()}
    return SmallMap(svg_map(story, memory, marks, NARROW_MAP), words)


def mark_in_words(place: Place, marks: MapMarks) -> str:
    """A place with what its mark on the map says."""
    kind = marks.kind(place.id)
    if kind == "here":
        words = gettext("{place}: you are here.", place=place.name)
    elif kind == "closed":
        words = gettext("{place}: the way there is closed.", place=place.name)
    elif kind == "visited":
        words = gettext("{place}: you have been there.", place=place.name)
    else:
        words = gettext("{place}: you have not been there yet.", place=place.name)
    return " ".join(filter(None, (words, _waiting(place, marks))))


def _waiting(place: Place, marks: MapMarks) -> str:
    names = "; ".join(each.name for each in marks.waits.get(place.id, ()))
    # Translators: {names} say who waits there and for what; they are words of the story.
    return gettext("Somebody waits: {names}.", names=names) if names else ""


def _chosen(session: Session, place: Place, marks: MapMarks) -> ChosenPlace:
    lines = shown_lines(place_details(session, place, marks, met(session)))
    is_elsewhere = place.id != marks.here
    can_walk = session.is_roaming and is_elsewhere and route(session.story, session.state, place.id) is not None
    return ChosenPlace(place.id, place.name, lines, can_walk)

"""The parts of a drawn picture, each with boxes and lines at their places: floors, strands of scenes, lists of scenes.

A strand is a group of scenes and endings that lead to one another.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

from game.author.map.cards import HUB, Card, Cards
from game.author.map.layers import LayerSpot, Route, Size, layered
from game.author.map.picture import DrawnExit, DrawnPlace, Picture
from game.play.reports import floor_name
from game.support.counts import counted

MARGIN = 16.0
HEAD = 46.0
_GAP = 12.0
_BETWEEN_PLACES = 46.0
_LINE_OF_PLACE = 22.0
"""How far below the upper side of a place the ways to the east and west meet it."""

_MOST_FILES = 3


class Placed(NamedTuple):
    """A card, and the upper left corner of its box."""

    card: Card
    x: float
    y: float


class Connection(NamedTuple):
    """A line from box to box; `path` in the language of SVG."""

    path: str
    kind: Literal["goto", "call", "end", "way"]
    source: str
    target: str
    dashed: bool = False
    pointed: bool = True


class Block(NamedTuple):
    """One part of the picture: a frame with a heading, boxes and the lines between them, counted from its corner."""

    heading: str
    caption: str
    size: Size
    placed: tuple[Placed, ...]
    connections: tuple[Connection, ...] = ()


def floor_blocks(picture: Picture, cards: Cards) -> list[Block]:
    """A plan of each floor, from the top to the bottom."""
    levels = sorted({place.floor for place in picture.places.values()}, reverse=True)
    return [_floor(picture, cards, level) for level in levels]


def _floor(picture: Picture, drawn: Cards, level: int) -> Block:
    here = {id_: place for id_, place in picture.places.items() if place.floor == level}
    cards = {id_: drawn.place(place) for id_, place in here.items()}
    heights = [0.0] * (max(place.row for place in here.values()) + 1)
    for id_, place in here.items():
        heights[place.row] = max(heights[place.row], cards[id_].height)
    tops = [HEAD + sum(heights[:row]) + _BETWEEN_PLACES * row for row in range(len(heights))]
    step = next(iter(cards.values())).width + _BETWEEN_PLACES
    placed = {id_: Placed(cards[id_], MARGIN + place.column * step, tops[place.row]) for id_, place in here.items()}
    columns = max(place.column for place in here.values()) + 1
    size = Size(columns * step - _BETWEEN_PLACES + 2 * MARGIN, tops[-1] + heights[-1] + MARGIN)
    lines = tuple(
        _way(here, placed, place, way)
        for place in here.values()
        for way in place.exits
        if way.to in here and way.to != place.id and (not way.both_ways or place.id < way.to)
    )
    name = floor_name(level)
    return Block(f"{name[0].upper()}{name[1:]}", counted(len(here), "place"), size, tuple(placed.values()), lines)


def _way(here: dict[str, DrawnPlace], placed: dict[str, Placed], place: DrawnPlace, way: DrawnExit) -> Connection:
    goal = here[way.to]
    across, down = goal.column - place.column, goal.row - place.row
    start, end = _edge(placed[place.id], across, down), _edge(placed[way.to], -across, -down)
    steps = max(abs(across), abs(down))
    straight = 0 in (across, down) or abs(across) == abs(down)
    sign_x, sign_y = (across > 0) - (across < 0), (down > 0) - (down < 0)
    between = {(place.column + sign_x * n, place.row + sign_y * n) for n in range(1, steps)} if straight else set()
    if between & {(other.column, other.row) for other in here.values()}:
        # Something stands between the two: the line goes round it.
        bend = LayerSpot((start.x + end.x) / 2 + 60 * sign_y, (start.y + end.y) / 2 - 60 * sign_x)
        path = f"M{_at(start)} Q{_at(bend)} {_at(end)}"
    else:
        path = f"M{_at(start)} L{_at(end)}"
    locked = bool(way.when) or any(back.to == place.id and back.when for back in goal.exits)
    return Connection(path, "way", f"place-{place.id}", f"place-{way.to}", locked, not way.both_ways)


def _edge(placed: Placed, across: int, down: int) -> LayerSpot:
    """Where a way in this direction meets the box of a place."""
    x = placed.x + placed.card.width * (0 if across < 0 else 1 if across > 0 else 0.5)
    if down == 0:
        return LayerSpot(x, placed.y + _LINE_OF_PLACE)
    return LayerSpot(x, placed.y + (placed.card.height if down > 0 else 0))


def scene_blocks(picture: Picture, drawn: Cards) -> list[Block]:
    """The strands, the longest first; then, place by place, the scenes that stand alone."""
    edges = _edges(picture)
    strands = _strands(picture, edges)
    in_strands = {id_ for strand in strands for id_ in strand}
    blocks = [_strand(picture, drawn, strand, edges) for strand in strands]
    blocks.sort(key=lambda block: -block.size.height)
    for place, ids in picture.groups():
        alone = [id_ for id_ in ids if _scene_key(id_) not in in_strands]
        cards = [drawn.scene(picture.scenes[id_], place.id if place else None) for id_ in alone]
        if cards and place is not None:
            blocks.append(_listed(place.name, picture.wings.get(place.wing, ""), cards))
        elif cards:
            blocks.append(_listed("At no place" if picture.places else "Scenes", "", cards))
    endings = [ending for id_, ending in picture.endings.items() if _ending_key(id_) not in in_strands]
    if endings:
        blocks.append(_listed("Endings", "", [drawn.ending(ending) for ending in endings]))
    return blocks


def _scene_key(id_: str) -> str:
    return f"scene-{id_}"


def _ending_key(id_: str) -> str:
    return f"ending-{id_}"


_Edges = dict[tuple[str, str], Literal["goto", "call", "end"]]


def _edges(picture: Picture) -> _Edges:
    """The edges that are drawn: from scenes to scenes and endings that not too many lead to."""
    edges: _Edges = {}
    for scene in picture.scenes.values():
        for way in scene.ways:
            target = _ending_key(way.to) if way.kind == "end" else _scene_key(way.to)
            if edges.get((_scene_key(scene.id), target)) != "goto":
                edges[_scene_key(scene.id), target] = way.kind
    sources: dict[str, int] = {}
    for _, target in edges:
        sources[target] = sources.get(target, 0) + 1
    return {
        (source, target): kind
        for (source, target), kind in edges.items()
        if sources[target] <= HUB and source != target
    }


def _strands(picture: Picture, edges: _Edges) -> list[list[str]]:
    """The connected groups of two and more."""
    beside: dict[str, list[str]] = {}
    for source, target in edges:
        beside.setdefault(source, []).append(target)
        beside.setdefault(target, []).append(source)
    order = [*map(_scene_key, picture.scenes), *map(_ending_key, picture.endings)]
    rank = {key: number for number, key in enumerate(order)}
    found, done = [], set()
    for key in order:
        if key in beside and key not in done:
            group = [key]
            done.add(key)
            for member in group:
                fresh = [other for other in beside[member] if other not in done]
                done.update(fresh)
                group.extend(dict.fromkeys(fresh))
            found.append(sorted(group, key=lambda member: rank[member]))
    return found


def _strand(picture: Picture, drawn: Cards, strand: list[str], edges: _Edges) -> Block:
    cards = {}
    for key in strand:
        kind, _, id_ = key.partition("-")
        cards[key] = drawn.scene(picture.scenes[id_]) if kind == "scene" else drawn.ending(picture.endings[id_])
    inside = [edge for edge in edges if edge[0] in cards]
    spots, routes, size = layered({key: Size(card.width, card.height) for key, card in cards.items()}, inside)
    placed = tuple(Placed(card, spots[key].x + MARGIN, spots[key].y + HEAD) for key, card in cards.items())
    connections = tuple(
        Connection(
            _curve(route),
            edges[route.source, route.target],
            route.source,
            route.target,
            route.backward,
        )
        for route in routes
    )
    scenes = [picture.scenes[card.id] for card in cards.values() if card.kind == "scene"]
    entered = {target for _, target in inside}
    first = next((scene for scene in scenes if _scene_key(scene.id) not in entered), scenes[0])
    whole = Size(size.width + 2 * MARGIN, size.height + HEAD + MARGIN)
    caption = _caption(list(dict.fromkeys(scene.file for scene in scenes)))
    return Block(f"From “{first.title}”", caption, whole, placed, connections)


def _caption(files: list[str]) -> str:
    shown = ", ".join(files[:_MOST_FILES])
    return f"{shown} and {len(files) - _MOST_FILES} more" if len(files) > _MOST_FILES else shown


def _curve(route: Route) -> str:
    """Straight past layers, in smooth curves between them; from the source to the target, which may be further up."""
    spots = [LayerSpot(x + MARGIN, y + HEAD) for x, y in route.points]
    pieces = [(start, end, number % 2 == 0) for number, (start, end) in enumerate(pairwise(spots))]
    if route.backward:
        pieces = [(end, start, straight) for start, end, straight in reversed(pieces)]
    pieces = [piece for piece in pieces if piece[0] != piece[1]]  # the tip of an arrow needs a direction
    drawn = [f"L{_at(end)}" if straight else _bow(start, end) for start, end, straight in pieces]
    return " ".join([f"M{_at(pieces[0][0])}", *drawn])


def _bow(start: LayerSpot, end: LayerSpot) -> str:
    middle = (start.y + end.y) / 2
    return f"C{_at(LayerSpot(start.x, middle))} {_at(LayerSpot(end.x, middle))} {_at(end)}"


def _at(spot: LayerSpot) -> str:
    return f"{spot.x:.1f},{spot.y:.1f}"


def _listed(heading: str, caption: str, cards: list[Card]) -> Block:
    """Cards below one another."""
    placed, y = [], HEAD
    for card in cards:
        placed.append(Placed(card, MARGIN, y))
        y += card.height + _GAP
    return Block(heading, caption, Size(cards[0].width + 2 * MARGIN, y - _GAP + MARGIN), tuple(placed))

"""A layered layout of a directed graph: boxes in rows, edges downwards, few crossings.

After K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981:
cycles are opened, boxes get layers, each layer is ordered by the barycentres of the neighbours, and then each box is
moved as near to its neighbours as the others of its layer let it. The same graph always gets the same layout.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

LONGEST = 10
"""An edge over more layers than this is not drawn: nobody could follow it."""

_ROUNDS = 12
_CHAIN = 6
_THREAD = 14.0
"""The room that an edge takes where it passes a layer, in the unit of the boxes."""


class Size(NamedTuple):
    """Of a box."""

    width: float
    height: float


class LayerSpot(NamedTuple):
    """The upper left corner of a box."""

    x: float
    y: float


class Route(NamedTuple):
    """An edge through these points, from the lower side of a box to the upper side of another.

    From point 2n to 2n + 1 it goes straight down, past a layer; from there it crosses over to the next layer.
    `backward`: the edge leads up, its points still go down.
    """

    source: str
    target: str
    points: tuple[LayerSpot, ...]
    backward: bool


class LayeredLayout(NamedTuple):
    """Where all boxes and edges of a graph are, and how large the whole is."""

    spots: dict[str, LayerSpot]
    routes: tuple[Route, ...]
    size: Size


class _Thread(NamedTuple):
    """The spot at which an edge passes a layer."""

    edge: int
    layer: int


_Knot = str | _Thread


def layered(
    boxes: dict[str, Size], edges: Sequence[tuple[str, str]], gap: float = 26, space: float = 44
) -> LayeredLayout:
    """The layout of a graph; `gap` is between boxes of a layer, `space` between layers.

    Edges from a box to itself, and those too long to follow (see LONGEST), get no route.
    """
    wanted = [(source, target) for source, target in dict.fromkeys(edges) if source != target]
    backward = _backward(boxes, wanted)
    downward = [(target, source) if edge in backward else edge for edge in wanted for source, target in [edge]]
    layer_of = _layers(boxes, downward)
    chains = {
        number: _chain(number, source, target, layer_of)
        for number, (source, target) in enumerate(downward)
        if layer_of[target] - layer_of[source] <= LONGEST
    }
    layers: list[list[_Knot]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for id_ in boxes:
        layers[layer_of[id_]].append(id_)
    above: dict[_Knot, list[_Knot]] = {}
    below: dict[_Knot, list[_Knot]] = {}
    for chain in chains.values():
        for knot in chain[1:-1]:
            assert isinstance(knot, _Thread)  # noqa: S101 - narrows the type only
            layers[knot.layer].append(knot)
        for upper, lower in pairwise(chain):
            below.setdefault(upper, []).append(lower)
            above.setdefault(lower, []).append(upper)
    layers = _with_few_crossings(layers, above, below)
    widths: dict[_Knot, float] = {knot: _THREAD for layer in layers for knot in layer}
    widths.update({id_: size.width for id_, size in boxes.items()})
    centres = _centres(layers, above, below, widths, gap)
    bands = _bands(boxes, layers, space)
    spots = {
        id_: LayerSpot(centres[id_] - size.width / 2, bands.tops[bands.layer_of[id_]]) for id_, size in boxes.items()
    }
    width = max((centres[knot] + widths[knot] / 2 for knot in centres), default=0.0)
    routes = _routes(wanted, backward, chains, centres, boxes, bands)
    return LayeredLayout(spots, tuple(routes), Size(width, bands.bottoms[-1] if bands.bottoms else 0.0))


def _backward(boxes: dict[str, Size], edges: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges that close a cycle in a depth-first walk, from the boxes that nothing leads to on."""
    following: dict[str, list[str]] = {}
    for source, target in edges:
        following.setdefault(source, []).append(target)
    entered = {target for _, target in edges}
    found: set[tuple[str, str]] = set()
    done: set[str] = set()
    for root in [*(box for box in boxes if box not in entered), *boxes]:
        if root in done:
            continue
        path, open_ = [(root, iter(following.get(root, ())))], {root}
        while path:
            here, rest = path[-1]
            target = next(rest, "")
            if not target:
                path.pop()
                open_.discard(here)
                done.add(here)
            elif target in open_:
                found.add((here, target))
            elif target not in done:
                path.append((target, iter(following.get(target, ()))))
                open_.add(target)
    return found


def _layers(boxes: dict[str, Size], edges: list[tuple[str, str]]) -> dict[str, int]:
    """The layer of each box: below all that lead to it, and a box that nothing leads to right above what follows."""
    following: dict[str, list[str]] = {id_: [] for id_ in boxes}
    waiting_for = dict.fromkeys(boxes, 0)
    for source, target in edges:
        following[source].append(target)
        waiting_for[target] += 1
    first = [id_ for id_, number in waiting_for.items() if number == 0]
    layer_of = dict.fromkeys(boxes, 0)
    ready = list(first)
    for here in ready:
        for target in following[here]:
            layer_of[target] = max(layer_of[target], layer_of[here] + 1)
            waiting_for[target] -= 1
            if waiting_for[target] == 0:
                ready.append(target)
    for id_ in first:
        if following[id_]:
            layer_of[id_] = min(layer_of[target] for target in following[id_]) - 1
    return layer_of


def _chain(number: int, source: str, target: str, layer_of: dict[str, int]) -> list[_Knot]:
    between = range(layer_of[source] + 1, layer_of[target])
    return [source, *(_Thread(number, layer) for layer in between), target]


_Neighbours = dict[_Knot, list[_Knot]]


def _with_few_crossings(layers: list[list[_Knot]], above: _Neighbours, below: _Neighbours) -> list[list[_Knot]]:
    """The best of several sweeps down and up, in each of which a layer is sorted by its neighbours' middle."""
    best, fewest = [list(layer) for layer in layers], _crossings(layers, below)
    for sweep in range(_ROUNDS):
        if fewest == 0:
            break
        down = sweep % 2 == 0
        numbers = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        for number in numbers:
            beside = layers[number - 1 if down else number + 1]
            position = {knot: place for place, knot in enumerate(beside)}
            neighbours = above if down else below
            layers[number] = _by_barycentre(layers[number], neighbours, position)
        crossings = _crossings(layers, below)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    return best


def _by_barycentre(layer: list[_Knot], neighbours: _Neighbours, position: dict[_Knot, int]) -> list[_Knot]:
    """The layer in the order of the middles; who has no neighbour there keeps its rank."""
    middles: dict[_Knot, float] = {}
    for rank, knot in enumerate(layer):
        beside = neighbours.get(knot)
        middles[knot] = sum(position[neighbour] for neighbour in beside) / len(beside) if beside else float(rank)
    return sorted(layer, key=lambda knot: middles[knot])


def _crossings(layers: list[list[_Knot]], below: _Neighbours) -> int:
    """How often edges cross: the inversions between neighbouring layers."""
    total = 0
    for upper, lower in pairwise(layers):
        position = {knot: place for place, knot in enumerate(lower)}
        seen: list[int] = []
        for knot in upper:
            ends = sorted(position[neighbour] for neighbour in below.get(knot, ()))
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _centres(
    layers: list[list[_Knot]], above: _Neighbours, below: _Neighbours, widths: dict[_Knot, float], gap: float
) -> dict[_Knot, float]:
    """The middle of each box from left to right, so that edges are as straight as the order of the layers lets them."""
    centres: dict[_Knot, float] = {}
    for layer in layers:
        x = 0.0
        for knot in layer:
            centres[knot] = x + widths[knot] / 2
            x += widths[knot] + gap
    for sweep in range(_ROUNDS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            sides = (above, below) if sweep >= _ROUNDS - 2 else (above,) if sweep % 2 == 0 else (below,)
            wishes = [_wish(knot, centres, sides) for knot in layer]
            apart = [(widths[left] + widths[right]) / 2 + gap for left, right in pairwise(layer)]
            centres.update(zip(layer, _kept_apart(wishes, apart), strict=True))
    left = min((centres[knot] - widths[knot] / 2 for knot in centres), default=0.0)
    return {knot: x - left for knot, x in centres.items()}


def _wish(knot: _Knot, centres: dict[_Knot, float], sides: tuple[_Neighbours, ...]) -> float:
    """The middle of the neighbours. Those from which it goes on count more: so long chains come out straight."""
    beside = [
        (centres[neighbour], _CHAIN if side.get(neighbour) else 1) for side in sides for neighbour in side.get(knot, ())
    ]
    return sum(x * weight for x, weight in beside) / sum(weight for _, weight in beside) if beside else centres[knot]


def _kept_apart(wishes: list[float], apart: list[float]) -> list[float]:
    """The positions nearest to the wishes (in least squares) that keep these distances: pool adjacent violators."""
    offsets = [0.0]
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        total, size = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / size:
            before, number = pools.pop()
            total, size = total + before, size + number
        pools.append((total, size))
    levels = [total / size for total, size in pools for _ in range(size)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


class _Bands(NamedTuple):
    """From where to where each layer reaches, and the layer of each knot."""

    tops: list[float]
    bottoms: list[float]
    layer_of: dict[_Knot, int]


def _bands(boxes: dict[str, Size], layers: list[list[_Knot]], space: float) -> _Bands:
    bands, y = _Bands([], [], {}), 0.0
    for number, layer in enumerate(layers):
        height = max((boxes[knot].height for knot in layer if isinstance(knot, str)), default=0.0)
        bands.tops.append(y)
        bands.bottoms.append(y + height)
        bands.layer_of.update(dict.fromkeys(layer, number))
        y += height + space
    return bands


def _routes(
    wanted: list[tuple[str, str]],
    backward: set[tuple[str, str]],
    chains: dict[int, list[_Knot]],
    centres: dict[_Knot, float],
    boxes: dict[str, Size],
    bands: _Bands,
) -> list[Route]:
    leaving = _ports([(chain[0], chain[1], number) for number, chain in chains.items()], centres, boxes)
    arriving = _ports([(chain[-1], chain[-2], number) for number, chain in chains.items()], centres, boxes)
    tops, bottoms, layer_of = bands
    routes = []
    for number, chain in chains.items():
        upper, lower = chain[0], chain[-1]
        height = boxes[str(upper)].height
        points = [
            LayerSpot(leaving[number], tops[layer_of[upper]] + height),
            LayerSpot(leaving[number], bottoms[layer_of[upper]]),
        ]
        for knot in chain[1:-1]:
            points += [
                LayerSpot(centres[knot], tops[layer_of[knot]]),
                LayerSpot(centres[knot], bottoms[layer_of[knot]]),
            ]
        points.append(LayerSpot(arriving[number], tops[layer_of[lower]]))
        routes.append(Route(*wanted[number], tuple(points), wanted[number] in backward))
    return routes


def _ports(
    ends: list[tuple[_Knot, _Knot, int]], centres: dict[_Knot, float], boxes: dict[str, Size]
) -> dict[int, float]:
    """Where each edge leaves or meets its box: side by side round the middle, in the order of where they go."""
    at_box: dict[_Knot, list[tuple[float, int]]] = {}
    for box, beyond, number in ends:
        at_box.setdefault(box, []).append((centres[beyond], number))
    ports = {}
    for box, edges in at_box.items():
        step = min(22.0, boxes[str(box)].width * 0.7 / len(edges))
        for rank, (_, number) in enumerate(sorted(edges)):
            ports[number] = centres[box] + (rank - (len(edges) - 1) / 2) * step
    return ports

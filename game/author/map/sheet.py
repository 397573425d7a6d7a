"""All parts of a picture arranged on one sheet, in the shape of a sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from typing import Literal, NamedTuple, TypeAlias

from game.author.map.blocks import Block, floor_blocks, scene_blocks
from game.author.map.cards import Cards
from game.author.map.layers import LayerSpot, Size
from game.author.map.picture import Picture

SheetParts: TypeAlias = Literal["all", "scenes", "places"]

EDGE = 28.0
_GAP = 22.0
_HEADING = 46.0
_STEP = 120.0
_WIDEST = 4800.0


class Section(NamedTuple):
    """A heading with the blocks below it, each with its corner, counted from the corner of the sheet."""

    heading: str
    top: float
    blocks: tuple[tuple[Block, LayerSpot], ...]


class Sheet(NamedTuple):
    """The arranged parts. `size` is what they need, without a head and a foot."""

    size: Size
    sections: tuple[Section, ...]


def arranged(picture: Picture, parts: SheetParts, cards: Cards) -> Sheet:
    """The sheet whose shape, of many, is nearest to that of paper, upright or lying."""
    wanted: list[tuple[str, list[Block]]] = []
    if parts != "scenes" and picture.places:
        wanted.append(("The building", floor_blocks(picture, cards)))
    if parts != "places" and picture.scenes:
        wanted.append(("The scenes", scene_blocks(picture, cards)))
    least = max((block.size.width for _, blocks in wanted for block in blocks), default=300.0)
    widths = [least + _STEP * number for number in range(max(1, int((_WIDEST - least) / _STEP)))]
    return min((_sheet(wanted, width) for width in widths), key=lambda sheet: _far_from_paper(sheet.size))


def _far_from_paper(size: Size) -> float:
    shape = log(size.width / size.height)
    return min(abs(shape - log(sqrt(2))), abs(shape + log(sqrt(2))))


def _sheet(wanted: list[tuple[str, list[Block]]], width: float) -> Sheet:
    sections, y, widest = [], 0.0, 0.0
    for heading, blocks in wanted:
        corners, height = _packed([block.size for block in blocks], width)
        moved = tuple(
            (block, LayerSpot(x + EDGE, y + _HEADING + below))
            for block, (x, below) in zip(blocks, corners, strict=True)
        )
        sections.append(Section(heading, y, moved))
        widest = max([widest, *(corner.x + block.size.width for block, corner in moved)])
        y += _HEADING + height + _GAP
    return Sheet(Size(widest + EDGE, max(y, 1.0)), tuple(sections))


def _packed(sizes: Sequence[Size], width: float) -> tuple[list[LayerSpot], float]:
    """The corner of each box when each goes, in this order, as high up as possible, and there to the left."""
    skyline = [(0.0, width, 0.0)]  # from, to, and how far down it is taken
    corners, lowest = [], 0.0
    for size in sizes:
        spots = []
        for start, _, _ in skyline:
            end = start + size.width
            if end <= width + 0.5:
                spots.append((max(low for left, right, low in skyline if left < end and right > start), start))
        y, x = min(spots)
        corners.append(LayerSpot(x, y))
        lowest = max(lowest, y + size.height)
        end, low = x + size.width + _GAP, y + size.height + _GAP
        cut = [(left, min(right, x), was) for left, right, was in skyline if left < x]
        cut.append((x, end, low))
        cut += [(max(left, end), right, was) for left, right, was in skyline if right > end]
        skyline = cut
    return corners, lowest

"""A picture as a drawing: floor plans and scenes on one sheet, with everything at its place. The same every time."""

from __future__ import annotations

from collections.abc import Iterator

from game.author.map.blocks import Block, Connection, Placed
from game.author.map.cards import CHIP, PADDING, Card, Cards, fitted, width_of
from game.author.map.layers import LayerSpot
from game.author.map.picture import Picture
from game.author.map.sheet import EDGE, SheetParts, arranged
from game.report.map_drawing import (
    WINGS,
    Drawing,
    DrawnBox,
    DrawnChip,
    DrawnFrame,
    DrawnLabel,
    DrawnLine,
    DrawnSection,
)

_HEAD = 92.0
_LEAST_WIDTH = 760.0
_FOOT_WIDTH = 1100.0
_FOOT_LINE = 19
_LEGEND = (
    ("edge goto", "leads on"), ("edge call", "is played, then back (⤷)"), ("edge end", "ends the story (■)"),
)  # fmt: skip
_LEGEND_OF_PLACES = ("edge way locked", "a way with a condition")


def drawing_of(picture: Picture, parts: SheetParts, cards: Cards, *, linked: bool) -> Drawing:
    """The drawing; `linked` for a page that has a head of its own, and an element for each box to lead to."""
    sheet = arranged(picture, parts, cards)
    width = max(sheet.size.width + EDGE, _LEAST_WIDTH)
    head = 0.0 if linked else _HEAD
    foot = _foot_lines(picture, width - 2 * EDGE)
    y = head + sheet.size.height + 8
    return Drawing(
        title=picture.title,
        width=width,
        height=head + sheet.size.height + 40 + _FOOT_LINE * len(foot) + EDGE,
        linked=linked,
        head=() if linked else tuple(_head(picture, width - 2 * EDGE)),
        sections=tuple(
            DrawnSection(
                DrawnLabel("section", EDGE, head + section.top + 26, section.heading),
                tuple(_frame(picture, block, LayerSpot(corner.x, corner.y + head)) for block, corner in section.blocks),
            )
            for section in sheet.sections
        ),
        legend=tuple(_legend(picture, y)),
        foot=tuple(
            DrawnLabel("sheet-foot", EDGE, y + 32 + _FOOT_LINE * number, words) for number, words in enumerate(foot)
        ),
    )


def _head(picture: Picture, room: float) -> Iterator[DrawnLabel]:
    yield DrawnLabel("sheet-title", EDGE, 46, fitted(picture.title, 29, room)[0])
    if picture.about:
        yield DrawnLabel("sheet-about", EDGE, 70, fitted(picture.about, 13, room)[0])


def _foot_lines(picture: Picture, room: float) -> list[str]:
    """The disclaimer, which is on every picture, in lines of a readable length."""
    return [line for words in picture.disclaimer for line in fitted(words, 13, min(room, _FOOT_WIDTH), 30)]


def _legend(picture: Picture, y: float) -> Iterator[tuple[DrawnLine, DrawnLabel]]:
    x = EDGE
    for look, words in (*_LEGEND, _LEGEND_OF_PLACES) if picture.places else _LEGEND:
        pointed = look != _LEGEND_OF_PLACES[0]
        yield (
            DrawnLine(look, f"M{x:.1f},{y:.1f} L{x + 40:.1f},{y:.1f}", pointed),
            DrawnLabel("caption", x + 48, y + 4, words),
        )
        x += 48 + width_of(words, 10.5) + 28


def _frame(picture: Picture, block: Block, corner: LayerSpot) -> DrawnFrame:
    width, height = block.size
    labels = [DrawnLabel("heading", 16, 21, fitted(block.heading, 15.5, width - 32)[0])]
    if block.caption:
        labels.append(DrawnLabel("caption", 16, 36, fitted(block.caption, 10.5, width - 32)[0]))
    return DrawnFrame(
        x=corner.x,
        y=corner.y,
        width=width,
        height=height,
        labels=tuple(labels),
        lines=tuple(_line(connection) for connection in block.connections),
        boxes=tuple(_box(picture, placed) for placed in block.placed),
    )


def _line(connection: Connection) -> DrawnLine:
    look = f"edge {connection.kind}{' locked' if connection.dashed else ''}"
    return DrawnLine(look, connection.path, connection.pointed, connection.source, connection.target)


def _box(picture: Picture, placed: Placed) -> DrawnBox:
    card = placed.card
    labels, down = [], PADDING * 0.6
    for row in card.rows:
        down += row.height
        labels.append(DrawnLabel(row.kind, row.indent + 3, down - row.height * 0.22, row.words))
    wings = list(picture.wings)
    return DrawnBox(
        key=card.key,
        kind=card.kind,
        tone=card.tone,
        name=" ".join(row.words for row in card.rows if row.kind == "title"),
        x=placed.x,
        y=placed.y,
        width=card.width,
        height=card.height,
        rounding=12 if card.kind == "ending" else 4,
        labels=tuple(labels),
        chips=tuple(_chips(card, down + 3)),
        wing=wings.index(card.wing) % WINGS if card.wing in wings else None,
        bar=(card.width - 6) * card.part if card.part is not None else None,
    )


def _chips(card: Card, top: float) -> Iterator[DrawnChip]:
    for number, chip in enumerate(card.chips):
        row, column = divmod(number, card.chips_in_a_row)
        yield DrawnChip(PADDING + 3 + column * CHIP, top + row * CHIP, CHIP - 4, chip.sign, chip.full)

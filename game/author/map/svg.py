"""A picture as SVG: floor plans and scenes on one sheet. Drawn without any other program, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from game.author.map.blocks import Block, Connection, Placed
from game.author.map.cards import CHIP, PADDING, SIZES, Card, Cards, FullCards, fitted, width_of
from game.author.map.layers import Spot
from game.author.map.picture import Picture, Remarks
from game.author.map.sheet import EDGE, Parts, arranged

_HEAD = 92.0
_HUES = ("#3b6fb6", "#c0762b", "#3f8f5f", "#b2474f", "#7a5aa6", "#8a6d3b", "#c2588f", "#5f7a86", "#8f8f2a", "#2b9aa0")
_LEGEND = (
    ("legend-goto", "leads on"), ("legend-call", "is played, then back (⤷)"), ("legend-end", "ends the story (■)"),
    ("legend-locked", "a way with a condition"),
)  # fmt: skip

STYLE = "\n".join(
    [
        "svg.map { font-family: 'DejaVu Sans', Verdana, 'Segoe UI', Roboto, Helvetica, sans-serif; }",
        ".map text { fill: #1d2733; }",
        ".map .sheet { fill: #fff; }",
        ".map .sheet-title { font-size: 27px; font-weight: bold; }",
        ".map .sheet-about, .map .sheet-foot { font-size: 13px; fill: #52606d; }",
        ".map .section { font-size: 20px; font-weight: bold; }",
        ".map .frame { fill: #f5f6f8; stroke: #d5dae0; }",
        ".map .heading { font-size: 14.5px; font-weight: bold; }",
        ".map .caption { font-size: 10.5px; fill: #6b7783; }",
        ".map .box { fill: #fff; stroke: #8d99a6; }",
        ".map .ending .box { fill: #fdf3dc; stroke: #b58a2c; stroke-width: 1.6; }",
        ".map .edge { fill: none; stroke: #5d6b7a; stroke-width: 1.4; }",
        ".map .tip { fill: #5d6b7a; }",
        ".map .edge.call { stroke-dasharray: 2 3; }",
        ".map .edge.end { stroke: #b58a2c; stroke-width: 1.8; }",
        ".map .edge.way { stroke: #4a5866; stroke-width: 2; }",
        ".map .edge.locked { stroke-dasharray: 7 5; }",
        ".map .id { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #6b7783; }",
        ".map .title { font-weight: bold; }",
        ".map .when { font-style: italic; fill: #7a4a12; }",
        ".map .opening, .map .choice { fill: #52606d; }",
        ".map .ask { fill: #2b5f9e; }",
        ".map .remark, .map text.way { font-weight: bold; }",
        *(f".map .{row} {{ font-size: {size}px; }}" for row, size in SIZES.items()),
        *(f".map .wing{number} {{ fill: {colour}; }}" for number, colour in enumerate(_HUES)),
        ".map .good .remark { fill: #1e7a37; } .map .good .box { stroke: #1e7a37; stroke-width: 2; }",
        ".map .doubtful .remark { fill: #a15c00; } .map .doubtful .box { stroke: #a15c00; stroke-width: 2; }",
        ".map .bad .remark { fill: #b3261e; } .map .bad .box { stroke: #b3261e; stroke-width: 2; }",
    ]
)
"""How everything looks on white paper."""

DARK_STYLE = "\n".join(
    [
        ".map .sheet { fill: #14181d; }",
        ".map text { fill: #e6eaee; }",
        ".map .frame { fill: #1b2128; stroke: #313a44; }",
        ".map .box { fill: #252d36; stroke: #66727f; }",
        ".map .ending .box { fill: #3a3018; stroke: #d0a544; }",
        ".map .sheet-about, .map .sheet-foot, .map .caption, .map .id, .map .opening, .map .choice { fill: #a5b0bb; }",
        ".map .edge { stroke: #9aa7b4; } .map .edge.way { stroke: #b3bec9; }",
        ".map .tip { fill: #9aa7b4; } .map .edge.end { stroke: #d0a544; }",
        ".map .when { fill: #e0b070; } .map .ask { fill: #8fbcf0; }",
        ".map .good .remark { fill: #7fd494; } .map .doubtful .remark { fill: #f0b45a; }",
        ".map .bad .remark { fill: #ff9a92; }",
    ]
)
"""What is different on a dark screen."""


def svg_of(picture: Picture, parts: Parts = "all", remarks: Remarks | None = None) -> str:
    """The picture as an SVG file."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{DARK_STYLE}\n}}"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + svg_element(
        picture, parts, FullCards(picture, remarks or {}), f"<style>\n{STYLE}\n{dark}\n</style>\n"
    )


def svg_element(picture: Picture, parts: Parts, cards: Cards, style: str, linked: bool = False) -> str:
    """The element `svg` alone, for a page with a head of its own when `linked`.

    Then each box leads to the element of the page that has its key as its id.
    """
    sheet = arranged(picture, parts, cards)
    width = max(sheet.size.width + EDGE, 760.0)
    head = 0.0 if linked else _HEAD
    foot = _foot_lines(picture, width - 2 * EDGE)
    height = head + sheet.size.height + 40 + 19 * len(foot) + EDGE
    lines = [
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="group" aria-labelledby="map-title">',
        f'<title id="map-title">{escape(picture.title)}: map</title>',
        f"{style}<defs>{_tip()}</defs>",
        f'<rect class="sheet" width="{width:.0f}" height="{height:.0f}"/>',
        *([] if linked else _head(picture, width)),
    ]
    for section in sheet.sections:
        lines.append(_text("section", EDGE, head + section.top + 26, section.heading))
        for block, corner in section.blocks:
            lines += _block(picture, block, Spot(corner.x, corner.y + head), linked)
    y = head + sheet.size.height + 8
    lines += _legend(picture, y)
    lines += [_text("sheet-foot", EDGE, y + 32 + 19 * number, words) for number, words in enumerate(foot)]
    return "\n".join([*lines, "</svg>", ""])


def _tip() -> str:
    return (
        '<marker id="tip" viewBox="0 0 8 8" refX="7.4" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0,0.6 L8,4 L0,7.4 z"/></marker>'
    )


def _head(picture: Picture, width: float) -> list[str]:
    room = width - 2 * EDGE
    lines = [_text("sheet-title", EDGE, 46, fitted(picture.title, 29, room)[0])]
    if picture.about:
        lines.append(_text("sheet-about", EDGE, 70, fitted(picture.about, 13, room)[0]))
    return lines


def _foot_lines(picture: Picture, room: float) -> list[str]:
    """The disclaimer, which is on every picture, in lines of a readable length."""
    return [line for words in picture.disclaimer for line in fitted(words, 13, min(room, 1100), 30)]


def _legend(picture: Picture, y: float) -> list[str]:
    lines, x = [], EDGE
    for kind, words in _LEGEND if picture.places else _LEGEND[:-1]:
        look = {"legend-goto": "edge goto", "legend-call": "edge call", "legend-end": "edge end"}.get(
            kind, "edge way locked"
        )
        tip = "" if kind == "legend-locked" else ' marker-end="url(#tip)"'
        lines.append(f'<path class="{look}" d="M{x:.1f},{y:.1f} L{x + 40:.1f},{y:.1f}"{tip}/>')
        lines.append(_text("caption", x + 48, y + 4, words))
        x += 48 + width_of(words, 10.5) + 28
    return lines


def _block(picture: Picture, block: Block, corner: Spot, linked: bool) -> Iterator[str]:
    width, height = block.size
    yield f'<g transform="translate({corner.x:.1f},{corner.y:.1f})">'
    yield f'<rect class="frame" width="{width:.1f}" height="{height:.1f}" rx="8"/>'
    yield _text("heading", 16, 21, fitted(block.heading, 15.5, width - 32)[0])
    if block.caption:
        yield _text("caption", 16, 36, fitted(block.caption, 10.5, width - 32)[0])
    for connection in block.connections:
        yield _connection(connection)
    for placed in block.placed:
        yield from _card(picture, placed, linked)
    yield "</g>"


def _connection(line: Connection) -> str:
    look = f"edge {line.kind}{' locked' if line.dashed else ''}"
    tip = ' marker-end="url(#tip)"' if line.pointed else ""
    ends = f'data-from="{escape(line.source)}" data-to="{escape(line.target)}"'
    return f'<path class="{look}" {ends} d="{line.path}"{tip}/>'


def _card(picture: Picture, placed: Placed, linked: bool) -> Iterator[str]:
    card, x, y = placed
    name = " ".join(row.words for row in card.rows if row.kind == "title")
    if linked:
        yield f'<a href="#{escape(card.key)}" class="link" aria-label="{card.kind}: {escape(name)}">'
    look = f"card {card.kind} {card.tone}".strip()
    yield f'<g class="{look}" data-key="{escape(card.key)}" transform="translate({x:.1f},{y:.1f})">'
    rounding = 12 if card.kind == "ending" else 4
    yield f'<rect class="box" width="{card.width:.1f}" height="{card.height:.1f}" rx="{rounding}"/>'
    if card.wing in picture.wings:
        number = list(picture.wings).index(card.wing) % len(_HUES)
        yield f'<rect class="wing{number}" x="0.7" y="3" width="5" height="{card.height - 6:.1f}" rx="2"/>'
    down = PADDING * 0.6
    for row in card.rows:
        down += row.height
        yield _text(row.kind, row.indent + 3, down - row.height * 0.22, row.words)
    yield from _chips(card, down + 3)
    if card.part is not None:
        y, width = card.height - 7, (card.width - 6) * card.part
        yield f'<rect class="bar" x="3" y="{y:.1f}" width="{width:.1f}" height="4"/>'
    yield "</g>"
    if linked:
        yield "</a>"


def _chips(card: Card, top: float) -> Iterator[str]:
    side = CHIP - 4
    for number, chip in enumerate(card.chips):
        row, column = divmod(number, card.chips_in_a_row)
        x, y = PADDING + 3 + column * CHIP, top + row * CHIP
        look = "chip full" if chip.full else "chip"
        yield f'<rect class="{look}" x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" rx="3"/>'
        yield _text(f"sign{' full' if chip.full else ''}", x + side / 2, y + 11.2, chip.sign)


def _text(look: str, x: float, y: float, words: str) -> str:
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'

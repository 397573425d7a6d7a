"""What surrounds a block of text: bars and boxes in the story, boxes with titles on the pages; and how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from game.app.prose import Frame, frame_title


class FrameLook(NamedTuple):
    """A frame: what stands beside each line, and the lines above and below, each of three characters or none.

    Of three characters the one in the middle is repeated over the width.
    """

    left: str = ""
    right: str = ""
    above: str = ""
    below: str = ""
    style: str = "$line"
    is_centred: bool = False
    is_titled: bool = False

    @property
    def columns(self) -> int:
        """How many columns it takes."""
        return len(self.left) + len(self.right)

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return bool(self.above) + bool(self.below)


_BAR = FrameLook("▌ ", " ")
_BOX = FrameLook("│ ", " │", "┌─┐", "└─┘", is_titled=True)
_ENDING = FrameLook("║ ", " ║", "╔═╗", "╚═╝", "$heading", is_centred=True)

BARS: Final[Mapping[Frame, FrameLook]] = MappingProxyType({
    "": FrameLook(),
    "question": _BAR._replace(style="$heading"),
    "right": _BAR._replace(style="$right"),
    "wrong": _BAR._replace(style="$wrong"),
    "partly": _BAR._replace(style="$partly"),
    "noted": _BAR,
    "document": FrameLook("│  ", "  │", "╭─╮", "╰─╯"),
    "ending": _ENDING,
    "act": FrameLook(" ", " ", "═══", "═══", "$heading", is_centred=True),
})  # fmt: skip
"""The frames of the story: most are a bar on the left."""
BOXES: Final[Mapping[Frame, FrameLook]] = MappingProxyType({
    "": FrameLook(),
    "question": _BOX,
    "right": _BOX._replace(style="$right"),
    "wrong": _BOX._replace(style="$wrong"),
    "partly": _BOX._replace(style="$wrong"),
    "noted": _BOX,
    "document": _BOX._replace(above="╭─╮", below="╰─╯"),
    "ending": _ENDING,
    "act": _BOX,
})  # fmt: skip
"""The frames of the pages: boxes with what they are about in the upper line."""


def framed_rows(widget: Widget, content: Content, frame: Frame, look: FrameLook, width: int) -> list[Strip]:
    """The words in their frame, wrapped: rows of `width` columns, in the styles that names have for this widget."""
    inner = width - look.columns
    behind = widget.visual_style.background_style.rich_style
    left, right = _drawn(widget, look.left, look.style), _drawn(widget, look.right, look.style)
    rows = [_drawn(widget, _line_above(frame, look, width), look.style)] if look.above else []
    for words in Visual.to_strips(widget, content, inner, None, widget.visual_style, apply_selection=False):
        before = max(inner - words.cell_length, 0) // 2 if look.is_centred else 0
        row = words.adjust_cell_length(inner - before, behind)
        rows.append(Strip.join([left, Strip.blank(before, behind), row, right]) if look.columns else row)
    if look.below:
        rows.append(_drawn(widget, _line_across(look.below, width), look.style))
    return rows


def _line_above(frame: Frame, look: FrameLook, width: int) -> str | Content:
    title = frame_title(frame) if look.is_titled else ""
    if not title:
        return _line_across(look.above, width)
    name = Content.styled(f" {title} "[: width - 3], "bold $heading" if look.style == "$line" else "bold")
    return Content(look.above[:2]) + name + _line_across(look.above[1:2] + look.above[1:], width - 2 - name.cell_length)


def _line_across(characters: str, width: int) -> str:
    return f"{characters[0]}{characters[1] * (width - 2)}{characters[2]}"


def _drawn(widget: Widget, words: str | Content, style: str) -> Strip:
    """A part of a frame. It has no place in the text, so nothing of it is ever selected."""
    content = Content(words) if isinstance(words, str) else words
    if not content:
        return Strip([])
    strips = Visual.to_strips(
        widget, content.stylize_before(style), content.cell_length, 1, widget.visual_style, apply_selection=False
    )
    return strips[0].discard_meta()

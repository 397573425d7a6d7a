"""What everything passes that is drawn, where a terminal or a player wants less: no colours, or nothing but ASCII."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from game.play.glyphs import in_ascii


class Colourless(LineFilter):
    """Takes out every colour, and the orders for the usual colours too; bold, underlined and reversed letters stay.

    Textual's own filter for NO_COLOR asks for the usual colours (SGR 39 and 49): they are orders about colour as well.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        return [
            Segment(text, None if style is None else _without_colours(style), control)
            for text, style, control in segments
        ]


class InAscii(LineFilter):
    """Draws frames, marks and punctuation in ASCII, whoever has written them. Letters stay what they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each as wide as before."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


@lru_cache(1024)
def _without_colours(style: Style) -> Style:
    attributes = Style(
        bold=style.bold, italic=style.italic, underline=style.underline, reverse=style.reverse, strike=style.strike,
        overline=style.overline,
    )  # fmt: skip
    return attributes + Style.from_meta(style.meta) if style.meta else attributes

"""What everything passes that is drawn: where a terminal or a player wants no colours or ASCII alone, and in Hebrew."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from game.play.glyphs import in_ascii
from game.support.direction import has_right_to_left, is_right_to_left


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


class Isolated(LineFilter):
    """Puts each line that has letters from right to left between two marks of direction.

    A terminal that orders them does so row by row, whatever stands there beside each other: without the marks a panel
    on the right would change places with the text on the left. They take no room, and a terminal that knows nothing of
    directions draws what it drew before. The spaces behind the text are within, so that the line begins at the right.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each as wide as before."""
        text = "".join(segment.text for segment in segments)
        if not has_right_to_left(text):
            return segments
        begins = len(text) - len(text.lstrip(_AROUND))
        ends = len(text.rstrip(_FRAMES))
        if text[ends - begins : ends].isspace():
            ends -= begins  # as much room on the right as on the left
        mark = _RIGHT_TO_LEFT if is_right_to_left(text) else _LEFT_TO_RIGHT
        return _with_marks(segments, begins, mark, ends)


_RIGHT_TO_LEFT, _LEFT_TO_RIGHT, _END = "\u2067", "\u2066", "\u2069"
_FRAMES = "│┃║|▌▐█▎▕▏"
_AROUND = f" {_FRAMES}"


def _with_marks(segments: list[Segment], begins: int, mark: str, ends: int) -> list[Segment]:
    marked = []
    at = 0
    for text, style, control in segments:
        start, end = begins - at, ends - at
        at += len(text)
        words = text
        if 0 < end <= len(text):
            words = f"{words[:end]}{_END}{words[end:]}"
        if 0 <= start < len(text):
            words = f"{words[:start]}{mark}{words[start:]}"
        marked.append(Segment(words, style, control))
    return marked


@lru_cache(1024)
def _without_colours(style: Style) -> Style:
    attributes = Style(
        bold=style.bold, italic=style.italic, underline=style.underline, reverse=style.reverse, strike=style.strike,
        overline=style.overline,
    )  # fmt: skip
    return attributes + Style.from_meta(style.meta) if style.meta else attributes

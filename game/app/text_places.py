"""Places in a text that is shown: which line a row belongs to, and what of it is selected.

Textual counts lines of the text as it was written, however they are wrapped, and keeps with each part of a row where it
stands: `offset`, the character and the line.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Span as StyledSpan
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style


def line_of(row: Strip) -> int | None:
    """The number of the line of its block to which a row belongs; None where nothing of it stands in this row."""
    offsets = (style.meta.get("offset") for _, style, _ in row if style is not None)
    return next((offset[1] for offset in offsets if offset is not None), None)


def numbered_row(row: Strip, first: int) -> Strip:
    """A row whose places in the text count from the line with this number on, and not from its block's beginning."""
    segments = []
    for text, style, control in row:
        offset = style.meta.get("offset") if style is not None else None
        at = Style.from_meta({"offset": (offset[0], offset[1] + first)}).rich_style if offset is not None else None
        segments.append(Segment(text, style + at if style is not None and at is not None else style, control))
    return Strip(segments, row.cell_length)


def selected_spans(text: str, first: int, selection: Selection, style: Style) -> list[StyledSpan]:
    """What is selected of a text whose first line has this number, in the style of what is selected."""
    spans: list[StyledSpan] = []
    at = 0
    for number, line in enumerate(text.split("\n"), first):
        span = selection.get_span(number)
        if span is not None:
            end = len(line) if span[1] < 0 else min(span[1], len(line))
            spans.append(StyledSpan(at + span[0], at + end, style))
        at += len(line) + 1
    return [span for span in spans if span.start < span.end]

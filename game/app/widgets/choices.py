"""What the player can choose from, numbered, with one entry highlighted. Only what is in view is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.app.choice_layout import ChoiceEntry, ChoiceLine, PlacedEntry, lay_out, moved

_UNKNOWN = 1_000
"""A width at which nothing is wrapped: right for nearly all choices before the first layout, and shows them at once."""


class Choices(ScrollView, can_focus=False):
    """A list of entries. It never has the focus: the screen passes on what is typed.

    `highlighted` is the position of an entry, or None.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choices--key", "choices--words", "choices--quiet", "choices--highlighted", "choices--hovered",
    }  # fmt: skip

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    _hovered: reactive[int | None] = reactive(None)

    class Taken(Message):
        """An entry was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Highlighted(Message):
        """Another entry is highlighted."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, entries: Sequence[ChoiceEntry] = ()) -> None:
        super().__init__()
        self.entries: tuple[ChoiceEntry, ...] = ()
        self.lines: list[ChoiceLine] = []
        self._width = 0
        self.offer(entries)

    def offer(self, entries: Sequence[ChoiceEntry], *, highlight: bool = True) -> None:
        """Offer these entries; the first one is highlighted unless `highlight` is False."""
        rows = len(self.lines)
        self.entries = tuple(entries)
        self._hovered = None
        self._lay_out(self._width or _UNKNOWN)
        self.scroll_to(y=0, animate=False)
        first = next((at for at, entry in enumerate(self.entries) if not entry.is_closed), None)
        self.highlighted = first if highlight else None
        self.refresh(layout=len(self.lines) != rows)

    def move(self, step: int, across: int = 0) -> None:
        """Move the highlight by lines, or `across` to the neighbour, round the ends."""
        self.highlighted = moved(self.lines, self.entries, self.highlighted, step, across)

    def watch_highlighted(self, index: int | None) -> None:
        """Bring it into view, and say so."""
        self.refresh()
        if index is None:
            return
        rows = [row for row, line in enumerate(self.lines) if any(placed.entry == index for placed in line)]
        if rows and self.is_mounted and self.size.height:
            self.scroll_to_region(Region(0, rows[0], 1, len(rows)), animate=False, force=True)
        self.post_message(self.Highlighted(index))

    def _lay_out(self, width: int) -> None:
        self.lines = lay_out(self.entries, width)
        self.virtual_size = Size(0, len(self.lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are at this width; where the scrollbar takes a part of it, at what it leaves."""
        if self._width not in (width, width - self.scrollbar_size_vertical):
            self._width = width
            self._lay_out(width)
        return len(self.lines)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew, if that changes anything."""
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._lay_out(width)
            self.refresh(layout=True)

    def _entry_at(self, x: int, y: int) -> int | None:
        """The entry at a spot of what is in view, if one is there that can be chosen."""
        row = y + round(self.scroll_offset.y)
        if not 0 <= row < len(self.lines):
            return None
        spot = next((placed for placed in self.lines[row] if placed.at <= x < placed.at + placed.width), None)
        return None if spot is None or self.entries[spot.entry].is_closed else spot.entry

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would take."""
        spot = event.get_content_offset(self)
        self._hovered = self._entry_at(spot.x, spot.y) if spot is not None else None

    def on_leave(self, event: events.Leave) -> None:
        """The pointer is elsewhere."""
        self._hovered = None

    def on_click(self, event: events.Click) -> None:
        """Take the entry that was clicked."""
        spot = event.get_content_offset(self)
        entry = self._entry_at(spot.x, spot.y) if spot is not None else None
        if entry is not None:
            event.stop()
            self.post_message(self.Taken(entry))

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        row, width = y + round(self.scroll_offset.y), self.size.width
        plain = self.get_component_rich_style("choices--words")
        if row >= len(self.lines):
            return Strip.blank(width, plain)
        segments: list[Segment] = []
        reached = 0
        for placed in self.lines[row]:
            behind = self._behind(placed)
            for piece in placed.pieces:
                if piece.at > reached:
                    inside = reached >= placed.at
                    segments.append(Segment(" " * (piece.at - reached), plain + behind if inside else plain))
                own = self.get_component_rich_style(f"choices--{piece.style}", partial=True)
                inside = piece.at >= placed.at
                segments.append(Segment(piece.words, plain + own + behind if inside else plain + own))
                reached = piece.at + cell_len(piece.words)
            end = placed.at + placed.width
            if end > reached:
                segments.append(Segment(" " * (end - reached), plain + behind))
                reached = end
        return Strip(segments).adjust_cell_length(width, plain)

    def _behind(self, placed: PlacedEntry) -> Style:
        """The style that the highlight or the pointer adds to an entry."""
        if placed.entry == self.highlighted:
            return self.get_component_rich_style("choices--highlighted", partial=True)
        if placed.entry == self._hovered:
            return self.get_component_rich_style("choices--hovered", partial=True)
        return Style.null()

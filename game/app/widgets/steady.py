"""Widgets that grow and shrink without being laid out twice, and are drawn anew only when they look different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    _Mixin = Widget
else:
    _Mixin = object  # styles find a widget by the first of its bases that is one: that is to be the other base


class Steady(_Mixin):
    """To be named before the widget that it goes with.

    Textual lays the screen out anew for every widget to which a layout has just given another size: what the widget
    holds might have changed with it. Here it never does. What depends on the size is told by `Resize`, as everywhere.
    """

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class SteadyText(Steady, Static):
    """Text that is often shown anew and seldom different."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show this; `layout`: it may take more or less room than what was there before."""
        before = self.content
        is_same = (
            content.is_same(before)
            if isinstance(content, Content) and isinstance(before, Content)
            else (isinstance(content, str) and content == before)
        )
        if not is_same:
            super().update(content, layout=layout)


class SteadyBar(Steady, ScrollBar):
    """A scrollbar of which only a few rows differ from each other, and of those each is made once."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, which are as many as the window has."""
        console = self.app.console
        options = console.options.update(width=self.outer_size.width, height=self.outer_size.height)
        behind = self.visual_style.background_style.rich_style
        drawn: dict[int, Strip] = {}
        rows = []
        for segment in console.render(self.render(), options):
            if segment.text == "\n":
                continue
            if id(segment) not in drawn:
                strip = Strip(Segment.apply_style([segment], behind), self.outer_size.width)
                for line_filter in self.get_line_filters():
                    strip = strip.apply_filter(line_filter, self.background_colors[1])
                drawn[id(segment)] = strip
            rows.append(drawn[id(segment)])
        return rows[crop.y : crop.bottom]

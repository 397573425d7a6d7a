"""Widgets that grow and shrink without being laid out twice, and are drawn anew only when they look different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
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

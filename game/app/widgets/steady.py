"""Widgets that grow and shrink without being laid out twice."""

from __future__ import annotations

from textual.geometry import Size
from textual.widget import Widget


class Steady(Widget):
    """To be named before the widget that it goes with.

    Textual lays the screen out anew for every widget to which a layout has just given another size: what the widget
    holds might have changed with it. Here it never does. What depends on the size is told by `Resize`, as everywhere.
    """

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)

"""A long answer to a command, on a page of its own: it would pour into the story otherwise."""

from __future__ import annotations

from textual.content import Content

from game.app.prose import write_lines
from game.app.screens.page import BarKeys, Page, scroll_keys
from game.play.narration import Told


class ReportScreen(Page[None]):
    """The lines of an answer. The first is the title where it is a heading."""

    def __init__(self, lines: list[Told], command: str) -> None:
        super().__init__()
        is_titled = lines[0].kind == "place"
        self._title = lines[0].words if is_titled else command
        self.lines = lines[1:] if is_titled else lines

    @property
    def heading(self) -> str:
        """The title of the answer, or else what was typed."""
        return self._title

    def bar_keys(self) -> BarKeys:
        """Scrolling."""
        return scroll_keys()

    def sheet(self) -> Content:
        """All of it."""
        return write_lines(self.lines)

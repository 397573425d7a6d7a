"""A long answer to a command, on a page of its own: it would pour into the story otherwise."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content

from game.app.prose import write_lines
from game.app.screens.page import Page
from game.play.narration import Told


class ReportScreen(Page[None]):
    """The lines of an answer. The first is the title where it is a heading."""

    KEYS: ClassVar[tuple[tuple[str, str, str], ...]] = (("PgUp PgDn", "scroll", "screen.scroll_pages(1)"),)

    def __init__(self, lines: list[Told], command: str) -> None:
        super().__init__()
        is_titled = lines[0].kind == "place"
        self.HEADING = lines[0].words if is_titled else command
        self.lines = lines[1:] if is_titled else lines

    def sheet(self) -> Content:
        """All of it."""
        return write_lines(self.lines)

"""What is true in a story and what is invented, who wrote it, and in which languages there is more of it."""

from __future__ import annotations

from textual.content import Content

from game.app.prose import write_lines
from game.app.screens.page import Page
from game.play.reports import about_story
from game.story.model.story import Story


class AboutScreen(Page[None]):
    """One page, behind the line on the title."""

    HEADING = "What is true, and what is invented"
    AUTO_FOCUS = ""
    KEYS = (("PgUp PgDn", "scroll", "screen.scroll_pages(1)"),)

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    def sheet(self) -> Content:
        """The disclaimer in full, then what it rests on."""
        return write_lines(about_story(self.story))

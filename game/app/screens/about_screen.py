"""What is true in a story and what is invented, who wrote it, and in which languages there is more of it."""

from __future__ import annotations

from textual.content import Content

from game.app.prose import write_lines
from game.app.screens.page import BarKeys, Page, scroll_keys
from game.localisation.messages import gettext
from game.play.reports import about_story, languages
from game.story.model.story import Story


class AboutScreen(Page[None]):
    """One page, behind the line on the title."""

    AUTO_FOCUS = ""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    @property
    def heading(self) -> str:
        """What the page is about."""
        return gettext("What is true, and what is invented")

    def bar_keys(self) -> BarKeys:
        """Scrolling."""
        return scroll_keys()

    def sheet(self) -> Content:
        """The disclaimer in full, then what it rests on."""
        return write_lines([*about_story(self.story), *languages(self.story)])

"""The plays that were saved under a name."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from game.app.screens.page import Page
from game.app.widgets.choices import Choices, numbered
from game.play.opening import saved_plays


class SavedScreen(Page[Path]):
    """The list. The result is the file of the play that was chosen, or None."""

    HEADING = "Load a saved play"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "take", "Load")]

    def sheet(self) -> Content:
        """What loading does."""
        self.plays = saved_plays(self.app.plays)
        if not self.plays:
            return Content("Nothing is saved yet. In the game, type: save NAME")
        return Content("You go on with a copy; the saved play stays as it is. The play you are in is kept, too.")

    def below(self) -> list[Widget]:
        """The list."""
        words = [f"{one.name}, {one.steps} step{'s' * (one.steps != 1)}" for one in self.plays]
        return [Choices(numbered(words))]

    def on_key(self, event: events.Key) -> None:
        """Digits choose at once."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self.plays):
            event.stop()
            self.dismiss(self.plays[int(event.character) - 1].path)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose by the mouse."""
        self.dismiss(self.plays[event.option_index].path)

    def action_take(self) -> None:
        """Take what is highlighted."""
        highlighted = self.query_one(Choices).highlighted
        self.dismiss(self.plays[highlighted].path if highlighted is not None and self.plays else None)

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        self.query_one(Choices).move(step)

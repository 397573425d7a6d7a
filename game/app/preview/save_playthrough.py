"""Saving a play as a playthrough of the pack."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.screens.page import Page
from game.app.widgets.command_line import CommandLine


class PlaythroughScreen(Page[str]):
    """Asks for the name of a playthrough. The result is the name, or None."""

    CSS_PATH = "../screens/page.tcss"

    @property
    def heading(self) -> str:
        """What the page is; authors read English."""
        return "Save this play with the pack"

    def sheet(self) -> Content:
        """What a playthrough is good for."""
        return Content(
            "The steps of this play go into a file in the pack's folder `playthroughs`. A file that is there is never "
            "overwritten: the new one gets a number behind its name."
        )

    def below(self) -> list[Widget]:
        """A line for the name."""
        line = CommandLine(self.take_name)
        line.placeholder = "a name, then Enter"
        return [Horizontal(Static("Name: ", classes="prompt"), line, id="line")]

    def take_name(self, typed: str) -> None:
        """Save under this name; an empty one saves nothing."""
        self.dismiss(typed.strip() or None)

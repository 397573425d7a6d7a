"""Saving under a name."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.prose import Writer
from game.app.screens.page import Page
from game.app.widgets.command_line import CommandLine
from game.play.opening import saved_plays
from game.play.session import Session


class SaveScreen(Page[str]):
    """Asks for a name. The result is the name, or None."""

    HEADING = "Save a copy of this play"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def sheet(self) -> Content:
        """What a copy is good for, and which there are."""
        writer = Writer().add(
            "The play itself is kept at every step. A copy under a name lets you come back to this point later: "
            "“Load a saved play” on the title screen lists them.\n\n"
        )
        saved = saved_plays(self.app.plays)
        if saved:
            writer.add("Saved so far: ", "$quiet").add(", ".join(one.name for one in saved))
        return writer.content()

    def below(self) -> list[Widget]:
        """A line for the name."""
        line = CommandLine(self.take_name)
        line.placeholder = "a name, then Enter"
        return [Horizontal(Static("Name: ", classes="prompt"), line, id="line")]

    def take_name(self, typed: str) -> None:
        """Save under this name; an empty one saves nothing."""
        self.dismiss(typed.strip() or None)

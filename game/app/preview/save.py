"""Saving a play as a playthrough of the pack."""

from __future__ import annotations

from textual.content import Content

from game.app.screens.save import SaveScreen


class PlaythroughScreen(SaveScreen):
    """Asks for the name of a playthrough. The result is the name, or None."""

    CSS_PATH = "../screens/page.tcss"
    HEADING = "Save this play with the pack"

    def sheet(self) -> Content:
        """What a playthrough is good for."""
        return Content(
            "The steps of this play go into a file in the pack's folder `playthroughs`. A file that is there is never "
            "overwritten: the new one gets a number behind its name."
        )

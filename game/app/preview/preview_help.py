"""The help of the preview: its keys."""

from __future__ import annotations

from textual.content import Content

from game.app.prose import Writer
from game.app.screens.page import Page

_KEYS = (
    ("F5", "the inspector: why something is offered or not, and all that is"),
    ("", "remembered; beside the story in a wide window (Ctrl+↑ Ctrl+↓ scroll)"),
    ("F6", "all findings: ↑ ↓ or n p select, Enter opens it in your editor"),
    ("F7", "all scenes: type to search, Enter plays to the scene"),
    ("", "(Esc gives up the search for a way)"),
    ("F8", "begin here from now on; at the very beginning: there again"),
    ("Ctrl+N", "begin anew"),
    ("Ctrl+Z", "take the last step back"),
    ("Ctrl+R", "answer the question right"),
    ("Ctrl+W", "answer the question wrong"),
    ("Ctrl+S", "save this play in the pack's folder `playthroughs`"),
    ("Ctrl+E", "open in your editor: the first error, or the scene that runs"),
    ("F2 F3 F4", "map, notebook, transcript, as in the game"),
    ("F9", "settings: theme, length of lines, drawing"),
    ("Ctrl+Q", "quit"),
)
_TEXT = (
    "Save a file of the pack, and the story is read again. Your steps are done again in the new story; where one is no "
    "longer possible you stand just before it. While the pack has errors you go on in the last story without any. "
    "Everything else is as in the game: numbers, arrows and Enter, words, the mouse. Your own plays of the pack are "
    "never touched. The editor is the one that EDITOR or VISUAL names."
)


class PreviewHelp(Page[None]):
    """One page."""

    CSS_PATH = "../screens/page.tcss"

    @property
    def heading(self) -> str:
        """What the page is; authors read English."""
        return "Help for the preview"

    def sheet(self) -> Content:
        """The keys, then what a save does."""
        writer = Writer()
        for key, does in _KEYS:
            writer.add(key.ljust(10), "bold $heading").add(f"{does}\n")
        return writer.add(f"\n{_TEXT}").content()

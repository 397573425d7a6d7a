"""The help: the keys, the words, how the game works."""

from __future__ import annotations

from textual.content import Content

from game.app.prose import Writer
from game.app.screens.page import Page
from game.play.help_text import help_lines
from game.story.model.story import Story

_KEYS = (
    ("1–9", "choose at once"),
    ("↑ ↓ Enter", "choose what is highlighted"),
    ("PgUp PgDn", "scroll the story"),
    ("Esc", "close a page; in the game, empty the line"),
    ("F2 F3 F4", "map, notebook, transcript"),
    ("F5", "the story so far: back to any step, and forward again"),
    ("F6", "save, load, keep the play as a test"),
    ("F9", "light or dark"),
    ("Ctrl+Q", "quit; every step is saved already"),
    ("Mouse", "click a choice, a mark such as [2.3], a place, a key below;"),
    ("", "drag to select text, Ctrl+C to copy it"),
)


class HelpScreen(Page[None]):
    """One page. The words are the same as in the plain client."""

    HEADING = "Help"

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    def sheet(self) -> Content:
        """Keys first, then words."""
        writer = Writer()
        for key, does in _KEYS:
            writer.add(f"{key.ljust(11)}", "bold $heading").add(f"{does}\n")
        for line in help_lines(self.story):
            if not line.startswith("  "):
                writer.add(f"\n{line}\n")
                continue
            typed, _, does = line.strip().partition("  ")
            writer.add(f"  {typed.ljust(27)}", "bold").add(f"{does.strip()}\n", "$quiet")
        return writer.content().rstrip()

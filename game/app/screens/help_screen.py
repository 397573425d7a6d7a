"""The help: the keys, the words, how the game works."""

from __future__ import annotations

from textual.content import Content

from game.app.keymap import KEY_ACTIONS, key_label, keys_now
from game.app.prose import Writer
from game.app.screens.page import Page
from game.play.help_text import help_lines
from game.story.model.story import Story

_KEYS = (
    ("1–9", "choose at once"),
    ("{up} {down} Enter", "choose what is highlighted"),
    ("{page-up} {page-down}", "scroll the story"),
    ("{close}", "close a page; in the game, empty the line"),
    ("{map} {notes} {transcript}", "map, notebook, transcript"),
    ("{story}", "the story so far: back to any step, and forward again"),
    ("{save}", "save, load, keep the play as a test"),
    ("{palette}", "find anything that can be done"),
    ("{settings}", "settings: colours, length of lines, keys and more"),
    ("{quit}", "quit; every step is saved already"),
    ("Mouse", "click a choice, a mark such as [2.3], a place, a key below;"),
    ("", "drag to select text, Ctrl+C to copy it"),
)
"""What each key does; an id in braces stands for the key that its action has now."""
_KEY_WIDTH = 11


class HelpScreen(Page[None]):
    """One page. The words are the same as in the plain client."""

    HEADING = "Help"

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    def sheet(self) -> Content:
        """Keys first, then words."""
        writer = Writer()
        keys = {id_: key_label(keys_now(self.app.settings.keys, id_)) for id_ in KEY_ACTIONS}
        shown = [(key.format_map(keys), does) for key, does in _KEYS]
        width = max(_KEY_WIDTH, *(len(key) + 2 for key, _ in shown))
        for key, does in shown:
            writer.add(key.ljust(width), "bold $heading").add(f"{does}\n")
        for line in help_lines(self.story):
            if not line.startswith("  "):
                writer.add(f"\n{line}\n")
                continue
            typed, _, does = line.strip().partition("  ")
            writer.add(f"  {typed.ljust(27)}", "bold").add(f"{does.strip()}\n", "$quiet")
        return writer.content().rstrip()

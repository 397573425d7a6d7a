"""The help: the keys, the words, how the game works."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.widgets import Static

from game.app.keymap import key_label, keys_now
from game.app.prose import Writer
from game.app.screens.page import Page
from game.localisation.messages import gettext
from game.play.help_text import help_lines
from game.story.model.story import Story

_KEY_WIDTH, _TYPED_WIDTH = 11, 27
"""So many columns at least for the keys, and for what is typed."""
_SIDES, _WIDEST, _NARROWEST = 3, 92, 20
"""So many columns of the window are not for the text; so many it has at most; so many are enough for a column of it."""


class HelpScreen(Page[None]):
    """One page. The words are the same as in the plain client."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Help")

    def sheet(self) -> Content:
        """Keys first, then words."""
        writer = Writer()
        keys = self._keys()
        width = max(_KEY_WIDTH, *(len(key) + 2 for key, _ in keys))
        for key, does in keys:
            writer.add(key.ljust(width), "bold $heading").add(f"{self._beside(does, width)}\n")
        lines = help_lines(self.story)
        parts = [line.strip().partition("  ") if line.startswith("  ") else (line, "", "") for line in lines]
        width = max(_TYPED_WIDTH, *(len(typed) + 2 for typed, gap, _ in parts if gap))
        for line, (typed, _, does) in zip(lines, parts, strict=True):
            if line.startswith("  "):
                beside = self._beside(does.strip(), width + 2)
                writer.add(f"  {typed.ljust(width)}", "bold").add_typed(f"{beside}\n", "$quiet")
            else:
                writer.add_typed(f"\n{line}\n")
        return writer.content().rstrip()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.query_one("#content", Static).update(self.sheet())

    def _beside(self, words: str, column: int) -> str:
        """Words that begin in a column, each line of them; where there is little room beside it, as they come."""
        room = min(self.app.size.width - _SIDES, _WIDEST) - column
        return f"\n{' ' * column}".join(wrap(words, room)) if room >= _NARROWEST else words

    def _keys(self) -> tuple[tuple[str, str], ...]:
        """What each key does, with the keys that the actions have now."""

        def key(*actions: str) -> str:
            return " ".join(key_label(keys_now(self.app.settings.keys, action)) for action in actions)

        return (
            ("1–9", gettext("choose at once")),
            (f"{key('up', 'down')} {key_label('enter')}", gettext("choose what is highlighted")),
            (key("page-up", "page-down"), gettext("scroll the story")),
            (key("close"), gettext("close a page; in the game, empty the line")),
            (key("map", "notes", "transcript"), gettext("map, notebook, transcript")),
            (key("story"), gettext("the story so far: back to any step, and forward again")),
            (key("save"), gettext("save, load, keep the play as a test")),
            (key("palette"), gettext("find anything that can be done")),
            (key("settings"), gettext("settings: colours, length of lines, keys and more")),
            (key("quit"), gettext("quit; every step is saved already")),
            # Translators: the device; beside it stands what it does, in two lines.
            (gettext("Mouse"), gettext("click a choice, a mark such as [2.3], a place, a key below;")),
            ("", gettext("drag to select text, Ctrl+C to copy it")),
        )

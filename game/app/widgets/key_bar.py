"""The line at the bottom that names the keys. Each name can be clicked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static


class KeyBar(Static):
    """Keys with what they do: `(key, words, action)`. In a narrow window those with the longest names are left out."""

    def __init__(self, *keys: tuple[str, str, str]) -> None:
        self._keys = keys
        super().__init__(_line(keys))

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what does not fit."""
        keys = list(self._keys)
        while len(keys) > 1 and _line(tuple(keys)).cell_length > self.content_size.width > 0:
            longest = max(range(len(keys) - 1), key=lambda at: (len(keys[at][0]) + len(keys[at][1]), at))
            del keys[longest]
        self.update(_line(tuple(keys)))


def _line(keys: tuple[tuple[str, str, str], ...]) -> Content:
    return Content("  ").join([_clickable(*key) for key in keys])


def _clickable(key: str, words: str, action: str) -> Content:
    return Content.assemble((key, "bold"), f" {words}").stylize(Style.from_meta({"@click": action}))

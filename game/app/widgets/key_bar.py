"""The line at the bottom that names the keys. Each name can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static


class KeyBar(Static):
    """Keys with what they do: `(key, words, action)`."""

    def __init__(self, *keys: tuple[str, str, str]) -> None:
        super().__init__(Content("  ").join([_clickable(*key) for key in keys]))


def _clickable(key: str, words: str, action: str) -> Content:
    return Content.assemble((key, "bold"), f" {words}").stylize(Style.from_meta({"@click": action}))

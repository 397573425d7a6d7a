"""The line at the bottom that names the keys. Each name can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class KeyBar(Static):
    """Keys with what they do: `(key, words, action)`."""

    def __init__(self, *keys: tuple[str, str, str]) -> None:
        markup = "  ".join(f"[@click={action}][b]{key}[/b] {words}[/]" for key, words, action in keys)
        super().__init__(Content.from_markup(markup))

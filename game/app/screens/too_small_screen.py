"""What is shown instead of the game in a window that is too small for it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from game.app.window_sizes import MINIMUM
from game.localisation.messages import gettext


class TooSmall(Screen[None]):
    """One sentence. It goes by itself when the window is large enough; nothing is lost meanwhile."""

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(self._sentence(), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say the size there is now."""
        self.query_one(Static).update(self._sentence())

    def _sentence(self) -> str:
        size = getattr(self.app, "window", self.app.size)
        return gettext(
            "The window is {size}; Eight Wings needs at least {least}. Make it larger, or play with --plain.",
            size="×".join(map(str, size)),
            least="×".join(map(str, MINIMUM)),
        )

"""Asks for a key: the next one that is pressed."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from game.app.keymap import KEY_ACTIONS, key_label, key_problem, keys_now
from game.app.settings_app import SettingsApp
from game.localisation.messages import gettext


class KeyScreen(ModalScreen[str], inherit_bindings=False):
    """The result is the name of the key, an empty text for the usual one, or None when all stays as it is."""

    CSS_PATH = "page.tcss"
    app: SettingsApp

    def __init__(self, action: str) -> None:
        super().__init__(classes="asking")
        self._action = action

    def compose(self) -> ComposeResult:
        """The question; below it, why a key cannot be taken."""
        known = KEY_ACTIONS[self._action]
        now = key_label(keys_now(self.app.settings.keys, self._action))
        with Vertical(id="asked"):
            asked = gettext("Press the new key for “{action}”. It is {key} now.", action=known.label, key=now)
            yield Static(asked, markup=False)
            yield Static(gettext("Esc leaves it, Del gives it its usual key."), id="how", markup=False)
            yield Static("", id="message", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key, unless it has another use."""
        event.stop()
        event.prevent_default()
        if event.key == "escape" and self._action != "close":
            self.dismiss(None)
        elif event.key in ("delete", "backspace"):
            self.dismiss("")
        elif problem := key_problem(self._action, event.key, self.app.settings.keys):
            self.query_one("#message", Static).update(problem)
        else:
            self.dismiss(event.key)

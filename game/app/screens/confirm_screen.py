"""Asks whether something is really meant, for whoever wants to be asked."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static


class ConfirmScreen(ModalScreen[bool], inherit_bindings=False):
    """The result is whether it is meant."""

    CSS_PATH = "page.tcss"

    def __init__(self, question: str) -> None:
        super().__init__(classes="asking")
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and how it is answered."""
        with Vertical(id="asked"):
            yield Static(self._question, markup=False)
            yield Static("Enter or Y: yes.  Esc or N: no.", id="how", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Only an answer counts."""
        event.stop()
        event.prevent_default()
        if event.key in ("enter", "y", "Y"):
            self.dismiss(True)
        elif event.key in ("escape", "n", "N"):
            self.dismiss(False)

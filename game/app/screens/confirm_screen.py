"""Asks whether something is really meant, for whoever wants to be asked."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from game.localisation.messages import gettext
from game.localisation.typed_words import own_words


class ConfirmScreen(ModalScreen[bool], inherit_bindings=False):
    """The result is whether it is meant."""

    CSS_PATH = "page.tcss"

    def __init__(self, question: str) -> None:
        super().__init__(classes="asking")
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and how it is answered."""
        yes, no = _letters_for_yes()[0].upper(), _letters_for_no()[0].upper()
        how = gettext("Enter or {yes}: yes.  Esc or {no}: no.", yes=yes, no=no)
        with Vertical(id="asked"):
            yield Static(self._question, markup=False)
            yield Static(how, id="how", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Only an answer counts."""
        event.stop()
        event.prevent_default()
        letter = (event.character or "").casefold()
        if event.key == "enter" or letter in _letters_for_yes():
            self.dismiss(True)
        elif event.key == "escape" or letter in _letters_for_no():
            self.dismiss(False)


def _letters_for_yes() -> tuple[str, ...]:
    """The letters of keys that say yes: those of the language that is spoken now, then that of English."""
    return *own_words("letters of the key that says yes", "y"), "y"


def _letters_for_no() -> tuple[str, ...]:
    """As above, of no. A letter that also says yes in the language says yes."""
    return *own_words("letters of the key that says no", "n"), "n"

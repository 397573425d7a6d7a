"""What stands behind a source mark, on a small card over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from game.app.keymap import key_label
from game.app.prose import write_lines
from game.app.widgets.key_bar import KeyBar
from game.localisation.messages import pgettext
from game.play.notebook import costs_at_question
from game.play.source_marks import source_told

if TYPE_CHECKING:
    from textual.app import App

    from game.play.narration import Told
    from game.play.session import Session


def show_source(app: App[int], session: Session, mark: str) -> None:
    """Show the card of a mark. While a question waits a look costs something, so there is none this way."""
    if session.question is not None:
        app.notify(costs_at_question(), severity="warning", markup=False)
    else:
        app.push_screen(SourceCard(source_told(session, mark)))


class SourceCard(ModalScreen[None]):
    """The facts of a paragraph. Any of the keys that close something closes it, and so does a click beside it."""

    CSS_PATH = "source_card.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,space,q", "close"),
        ("up", "scroll(-1)"),
        ("down", "scroll(1)"),
        ("pageup", "scroll(-8)"),
        ("pagedown", "scroll(8)"),
        ("tab,shift+tab", "nothing"),
    ]

    def __init__(self, lines: list[Told]) -> None:
        super().__init__()
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The card, and the keys."""
        with VerticalScroll(id="card", can_focus=False):
            yield Static(write_lines(self.lines))
        yield KeyBar((key_label("escape,enter"), pgettext("what a key does", "Close"), "screen.close"))

    def on_click(self) -> None:
        """A click closes it."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Back to where the mark stood."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one("#card").scroll_relative(y=lines, animate=False)

    def action_nothing(self) -> None:
        """There is nothing else to move to."""

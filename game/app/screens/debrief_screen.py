"""What was missed: each question with reason and source, and how each topic went."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.prose import safe_words, write_lines
from game.app.screens.page import BarKeys, Page, scroll_keys
from game.localisation.messages import gettext, pgettext
from game.play.debriefing import debrief
from game.play.failing import explained_failure
from game.play.session import Session


class DebriefScreen(Page[None]):
    """The debriefing, as `debrief` tells it. It can be taken along as a file. `plays` is the folder of the plays."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [("h", "keep(False)"), ("m", "keep(True)")]

    def __init__(self, session: Session, plays: Path | None) -> None:
        super().__init__()
        self.session, self.plays = session, plays

    @property
    def heading(self) -> str:
        """What the page is about."""
        return gettext("What I missed")

    def bar_keys(self) -> BarKeys:
        """Saving and scrolling."""
        return (
            ("H", pgettext("what a key does", "Save as a page"), "screen.keep(False)"),
            ("M", pgettext("key beside “Save as a page”", "as Markdown"), "screen.keep(True)"),
            *scroll_keys(),
        )

    def sheet(self) -> Content:
        """The questions that were missed, then the topics."""
        return write_lines(debrief(self.session))

    def below(self) -> list[Widget]:
        """Where it was saved, once it is."""
        return [Static("", id="message", markup=False)]

    def action_keep(self, markdown: bool) -> None:
        """Save it, and say where it is."""
        from game.playthrough.keepsakes import save_debrief  # few players take it along

        try:
            path = save_debrief(self.session, self.plays, markdown=markdown).absolute()
            words = gettext("Saved: {path}", path=path)
        except Exception as problem:
            words = explained_failure(self.session, problem, "the debriefing was saved")
        self.query_one("#message", Static).update(safe_words(words))

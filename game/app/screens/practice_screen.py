"""Practice: questions that are due, asked one after the other in the screen of the game."""

from __future__ import annotations

from typing import ClassVar

from game.app.screens.game_screen import GameScreen
from game.localisation.messages import gettext, gettext_noop
from game.play.narration import told


class PracticeScreen(GameScreen):
    """A play that is not kept: its answers are."""

    TELLS_HOW_IT_WENT = False
    AFTER_THE_END: ClassVar[tuple[str, ...]] = (gettext_noop("Back to the title"), gettext_noop("Quit"))

    def after_the_end(self, index: int) -> None:
        """Do what is offered at this position once all was asked."""
        if index:
            self.app.exit(0)
        else:
            self.session.close()
            self.app.show_title()

    def action_open(self, page: str, about: str = "") -> None:
        """Open one of the pages, but for those that save and load."""
        if page in ("save", "load", "delete", "unsaved", "ending", "picture", "restart"):
            words = gettext(
                "This is practice: every answer is kept by itself, and there is nothing to save or to load."
            )
            self.say(told("message", words))
        else:
            super().action_open(page, about)

"""A play that is kept in a class: every step goes to the server of the class, and nothing is loaded or left unsaved."""

from __future__ import annotations

from typing import ClassVar

from game.app.screens.game_screen import GameScreen
from game.localisation.messages import gettext, gettext_noop
from game.play.narration import told


class ClassScreen(GameScreen):
    """The game for whoever has joined a class."""

    AFTER_THE_END: ClassVar[tuple[str, ...]] = (
        gettext_noop("Begin a new game"),
        gettext_noop("Look back at the whole story"),
        gettext_noop("Quit"),
    )

    def after_the_end(self, index: int) -> None:
        """Do what is offered at this position once the story is over."""
        super().after_the_end(index if index < len(self.AFTER_THE_END) - 1 else len(GameScreen.AFTER_THE_END) - 1)

    def action_open(self, page: str, about: str = "") -> None:
        """Open one of the pages, but for those that load, or leave the class."""
        if page in ("load", "delete", "unsaved"):
            words = gettext(
                "Your play is kept in the class, step by step; nothing is loaded there, nothing goes unsaved."
            )
            self.say(told("message", words))
        else:
            super().action_open(page, about)

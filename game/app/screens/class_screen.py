"""A play that is kept in a class: every step goes to the server of the class, and nothing is loaded or left unsaved."""

from __future__ import annotations

from typing import ClassVar

from game.app.screens.game_screen import GameScreen
from game.play.narration import told

_NOT_HERE = "Your play is kept in the class, step by step: there is nothing to load, and nothing goes unsaved."


class ClassScreen(GameScreen):
    """The game for whoever has joined a class."""

    AFTER_THE_END: ClassVar[tuple[str, ...]] = ("Begin a new game", "Look back at the whole story", "Quit")

    def after_the_end(self, index: int) -> None:
        """Do what is offered at this position once the story is over."""
        super().after_the_end(index if index < len(self.AFTER_THE_END) - 1 else len(GameScreen.AFTER_THE_END) - 1)

    def action_open(self, page: str, about: str = "") -> None:
        """Open one of the pages, but for those that load, or leave the class."""
        if page in ("load", "delete", "unsaved"):
            self.say(told("message", _NOT_HERE))
        else:
            super().action_open(page, about)

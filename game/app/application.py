"""The app of the game: the story, its plays, and which screen is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from game.app.base import BaseApp
from game.record.journal import ENDING, JournalError
from game.story.model.story import Story

if TYPE_CHECKING:
    from game.play.opening import Opened
    from game.play.session import Watch


class EightWings(BaseApp):
    """The full-screen game. `opened` is a play to begin with; without one the title screen comes first.

    `pack` is where the story lies, for what is saved with it; `watch` makes somebody who is told what happens
    in a play, `practise` a play of questions that are due, or gives a sentence why there is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+z", "suspend_process", "To the shell")]

    def __init__(
        self, story: Story, plays: Path, opened: Opened | None = None, pack: Path | None = None,
        watch: Watch | None = None, practise: Callable[[], Opened | str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(f"screens/{'title' if opened is None else 'game'}.tcss")
        self.story, self.plays, self.pack, self.watch_play, self.practise = story, plays, pack, watch, practise
        if opened is not None:
            opened.session.be_watched(watch)
        self._opened = opened
        self._stages = 0
        self.title = story.title

    def get_default_screen(self) -> Screen[object]:
        """The game when there is a play to begin with, else the title."""
        if self._opened is not None:
            from game.app.screens.game import GameScreen

            return GameScreen(self._opened)
        from game.app.screens.title import TitleScreen

        return TitleScreen()

    @property
    def current_play(self) -> Path:
        """The file of the play that is kept by itself."""
        return self.plays / f"current{ENDING}"

    def begin_play(self) -> None:
        """Begin a new game; the old one stays under another name. Raises JournalError."""
        from game.play.opening import begin_play, fresh_seed

        self._show_game(begin_play(self.story, self.current_play, fresh_seed()))

    def continue_play(self) -> None:
        """Go on with the play that is kept by itself. Raises JournalError."""
        from game.play.opening import continue_play

        self._show_game(continue_play(self.story, self.current_play))

    def load_play(self, source: Path) -> None:
        """Go on with a copy of a saved play. Raises JournalError."""
        from game.play.opening import load_play

        self._show_game(load_play(self.story, source, self.current_play))

    def _show_game(self, opened: Opened) -> None:
        from game.app.screens.game import GameScreen

        opened.session.be_watched(self.watch_play)
        self._stage(lambda: GameScreen(opened))

    def begin_practice(self) -> str:
        """Show questions that are due. The result is why that was not possible, or empty."""
        opened = self.practise() if self.practise is not None else ""
        if isinstance(opened, str):
            return opened
        from game.app.screens.practice import PracticeScreen

        self._stage(lambda: PracticeScreen(opened))
        return ""

    def show_title(self) -> None:
        """Back to the title; the play stays on disk."""
        from game.app.screens.title import TitleScreen

        self._stage(TitleScreen)

    def _stage(self, screen: Callable[[], Screen[object]]) -> None:
        """Show a screen in place of all there are. Each is a mode of its own: Textual cannot switch a first screen."""
        before = self.current_mode if self._stages else ""
        self._stages += 1
        self.add_mode(f"stage-{self._stages}", screen)
        self.switch_mode(f"stage-{self._stages}")
        if before:
            self.remove_mode(before)

    def try_to(self, what: str) -> str:
        """Do `begin_play` or `continue_play`. The result is why that was not possible, or empty."""
        try:
            if what == "begin_play":
                self.begin_play()
            else:
                self.continue_play()
        except JournalError as error:
            return str(error)
        return ""

"""The app: which screen is shown, the theme, and what holds on every screen."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from game.app.themes import DARK, LIGHT, TERMINAL, wants_terminal_colours
from game.record.journal import ENDING, JournalError
from game.story.program import Story

if TYPE_CHECKING:
    from game.play.opening import Opened

MINIMUM = (60, 18)
"""The smallest window in which the game can be played: columns, rows."""


class EightWings(App[int]):
    """The full-screen game. `opened` is a play to begin with; without one the title screen comes first."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("f9", "toggle_light", "Light or dark")]

    def __init__(self, story: Story, plays: Path, opened: Opened | None = None) -> None:
        self.few_colours = wants_terminal_colours(os.environ)
        # Styles that are there before the first screen are parsed once; each set that comes later parses all anew.
        first = "title" if opened is None else "game"
        here = Path(__file__).parent
        super().__init__(
            css_path=[here / "application.tcss", here / "screens" / f"{first}.tcss"],
            ansi_color=True if self.few_colours else None,
        )
        self.story, self.plays = story, plays
        self._opened = opened
        self._stages = 0
        self._was_small = False
        self.title = story.title
        self.animation_level = "none"
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (22, "-low"), (36, "-tall")]
        for theme in (DARK, LIGHT, TERMINAL):
            self.register_theme(theme)
        # As above: a theme that is set while the app runs parses all styles anew.
        self.set_reactive(App.theme, (TERMINAL if self.few_colours else DARK).name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that this game adds to a theme; any theme can be used without them."""
        return DARK.variables

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

        self._stage(lambda: GameScreen(opened))

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

    def action_toggle_light(self) -> None:
        """From dark to light and back. A terminal that has its own colours keeps them."""
        if not self.few_colours:
            self.theme = (LIGHT if self.theme == DARK.name else DARK).name

    async def action_quit(self) -> None:
        """Leave. Every step is on disk already."""
        self.exit(0)

    def action_help_quit(self) -> None:
        """Ctrl+C copies what is selected, and does nothing otherwise: it must not end a play by accident."""

    def on_ready(self) -> None:
        """Everything stands; from now on the garbage is collected again. See `game.app.main`."""
        gc.freeze()
        gc.enable()

    def on_resize(self, event: events.Resize) -> None:
        """A window that is too small for the game shows a sentence instead, as long as it is."""
        small = event.size.width < MINIMUM[0] or event.size.height < MINIMUM[1]
        if not small and not self._was_small:
            return
        from game.app.screens.too_small import TooSmall

        self._was_small = small
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall())
        elif shown and not small:
            self.pop_screen()

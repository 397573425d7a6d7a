"""What every app of the project has: the common keys, classes by the size of its window, a sentence for a small one,
and what is told of an error that nobody caught.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from game.app.keymap import bound
from game.app.line_division import divide_in_any_script
from game.app.screens.too_small_screen import TooSmall
from game.app.settings_app import SettingsApp
from game.app.themes import EVENING
from game.app.window_sizes import HEIGHT_CLASSES, LEAST_LAID_OUT, MINIMUM, WIDTH_CLASSES
from game.localisation.messages import gettext

if TYPE_CHECKING:
    from rich.text import Text
    from textual.driver import Driver

    from game.app.widgets.command_line import CommandLine
    from game.play.session import Session


class Crashed(Exception):
    """What an app ends with that cannot go on: a sentence, which Textual prints instead of the error."""

    def __rich__(self) -> Text:
        from rich.text import Text

        return Text(str(self), overflow="fold")


def kept(session: Session | None) -> str:
    """Whether the play is kept, in a sentence for the player, after looking."""
    if session is not None and session.journal is None:
        return ""
    try:
        if session is not None:
            session.settle()
    except Exception as problem:
        return gettext("Your play is not kept: {problem}", problem=problem)
    return gettext("Your play is kept; start the game again to go on.")


class BaseApp(SettingsApp):
    """An app in the project's colours. `styles` are those of the screen that comes first, relative to this folder."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("settings", "settings"), bound("quit", "quit", priority=True), bound("copy", "help_quit"),
    ]  # fmt: skip

    def __init__(self, *styles: str) -> None:
        divide_in_any_script()
        # Styles that are there before the first screen are parsed once; each set that comes later parses all anew.
        here = Path(__file__).parent
        super().__init__(css_path=[here / "application.tcss", *(here / style for style in styles)])
        self._was_small = False
        #: What became of the file of the play, when it was left and the screen shows nothing any more.
        self.last_words = ""
        self._window: Size | None = None
        self.HORIZONTAL_BREAKPOINTS = WIDTH_CLASSES
        self.VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

    def take_size_classes(self, screen: Screen[Any]) -> None:
        """Give a screen the classes of its size before it has children: their styles are then worked out once only.

        Textual gives them with the first report of the size.
        """
        for cells, classes in zip(self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            screen.add_class(*[name for start, name in classes or () if start <= cells][-1:])

    def get_driver_class(self) -> type[Driver]:
        """The driver of the system's terminals; on Linux and macOS one that gives them back whatever happens."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from game.app.terminal import TerminalDriver  # there is nothing of it on Windows

        return TerminalDriver

    def play(self) -> int:
        """Run until the player leaves. The result is the exit code."""
        try:
            result = self.run()
        finally:
            give_back = getattr(self._driver, "give_back", None)
            if give_back is not None:  # what is no Exception passes by whatever Textual does at its end
                give_back()
        return result if result is not None else self.return_code or 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that this game adds to a theme; any theme can be used without them."""
        return EVENING.variables

    def action_settings(self) -> None:
        """Open the settings. The screens stand above this module, so each app says it for itself."""
        raise NotImplementedError

    def action_source(self, mark: str) -> None:
        """A mark such as 2.3 was clicked, on whatever screen: show what stands behind it."""
        if self.session is not None:
            from game.app.screens.source_card import show_source  # few players ask at once

            show_source(self, self.session, mark)

    def action_suspend_process(self) -> None:
        """Let the shell have the terminal until `fg`, where the system knows such a thing."""
        super().action_suspend_process()
        self.refresh(layout=True)

    @property
    def size(self) -> Size:
        """The size for which everything is laid out; see `LEAST_LAID_OUT`."""
        return _at_least(super().size)

    @property
    def window(self) -> Size:
        """The size of the window."""
        return self._window or super().size

    async def on_event(self, event: events.Event) -> None:
        """Nothing is laid out for a window into which nothing fits."""
        if isinstance(event, events.Resize):
            self._window = event.size
            event = events.Resize(_at_least(event.size), _at_least(event.virtual_size), event.container_size)
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave. Every step is on disk already."""
        self.leave()

    def leave(self) -> None:
        """End the app, after a question for whoever wants to be asked."""
        self.confirm(gettext("Quit? Every step is saved."), lambda: self.exit(0))

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Do something, after a yes to this question where the app asks any."""
        then()

    def action_help_quit(self) -> None:
        """Ctrl+C copies what is selected, and does nothing otherwise: it must not end a play by accident."""

    @property
    def session(self) -> Session | None:
        """The play that is on the screen, if one is."""
        return next((screen.session for screen in reversed(self.screen_stack) if hasattr(screen, "session")), None)

    def _handle_exception(self, error: Exception) -> None:
        """An error that nobody has caught ends the app: it is reported, and the player reads a sentence.

        Textual has no public way to take over here (its issue 2818), but it prints an error that can show itself.
        """
        from game.play.failing import explained_failure

        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        try:
            words = explained_failure(self.session, error, "the screen was shown")
        except Exception:
            words = gettext("Something went wrong in the game ({error}).", error=type(error).__name__)
        words = f"{words} {kept(self.session)}".rstrip()
        crashed = Crashed(words)
        crashed.__cause__ = error
        super()._handle_exception(crashed)
        del self._exit_renderables[1:]  # of several errors the first is told, without advice to developers

    def on_command_line_entered(self, message: CommandLine.Entered) -> None:
        """What was typed before this line has arrived, so it is its turn."""
        message.line.arrived(message.typed)

    def on_ready(self) -> None:
        """Everything stands; from now on the garbage is collected again. See `game.app.main`."""
        gc.freeze()
        gc.enable()
        if self.settings_problem:
            self.notify(self.settings_problem, severity="warning", timeout=12, markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """A window that is too small for the game shows a sentence instead, as long as it is."""
        small = event.size.width < MINIMUM[0] or event.size.height < MINIMUM[1]
        if not small and not self._was_small:
            return
        self._was_small = small
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall())
        elif shown and not small:
            self.pop_screen()


def _at_least(size: Size) -> Size:
    return Size(max(size.width, LEAST_LAID_OUT[0]), max(size.height, LEAST_LAID_OUT[1]))

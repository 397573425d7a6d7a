"""What the pages beside the game have in common: a title, a sheet that scrolls, and Esc to close."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from game.app.keymap import bound, key_label
from game.app.motion import motion_wanted
from game.app.widgets.command_line import CommandLine
from game.app.widgets.key_bar import KeyBar
from game.localisation.messages import pgettext

if TYPE_CHECKING:
    from game.app.playing import PlayingApp

Result = TypeVar("Result")

BarKeys: TypeAlias = tuple[tuple[str, str, str], ...]
"""Keys of the bar at the bottom, each with what it does and its action: `("F1", "Help", "screen.help")`."""


def last_keys() -> BarKeys:
    """The keys that stand last in the bar of every page."""
    return (
        (key_label("escape"), pgettext("what a key does", "Close"), "screen.close"),
        (key_label("ctrl+q", short=True), pgettext("what a key does", "Quit"), "app.quit"),
    )


def scroll_keys(step: int = 1) -> BarKeys:
    """The keys that scroll a page; a click on them scrolls by so many pages."""
    return ((key_label("pageup,pagedown"), pgettext("what a key does", "scroll"), f"screen.scroll_pages({step})"),)


def prompt(words: str, *, id_: str | None = None) -> Static:
    """What stands in front of the line in which one types."""
    return Static(f"{words} ", classes="prompt", id=id_, markup=False)


class Page(ModalScreen[Result]):
    """A page over the story, which is dimmed around it.

    Subclasses say what stands on it and, if they take words, with which widget.
    """

    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "CommandLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("close", "close"),
        bound("up", "scroll_lines(-1)"),
        bound("down", "scroll_lines(1)"),
        bound("page-up", "scroll_pages(-1)"),
        bound("page-down", "scroll_pages(1)"),
        bound("beginning", "scroll_edge(-1)"),
        bound("end", "scroll_edge(1)"),
        bound("settings", "app.settings"),
        bound("stay", "nothing"),
    ]

    app: PlayingApp

    @property
    def heading(self) -> str:
        """The title."""
        return ""

    def bar_keys(self) -> BarKeys:
        """What stands in the bar before the keys that every page has."""
        return ()

    def compose(self) -> ComposeResult:
        """Title, sheet, what is typed in, keys."""
        with Vertical(id="page"):
            yield Static(self.heading, classes="page-title", markup=False, id="heading")
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static(self.sheet(), id="content")
            yield from self.below()
        yield KeyBar(*self.bar_keys(), *last_keys())

    def sheet(self) -> Content:
        """What stands on the page."""
        return Content("")

    def below(self) -> list[Widget]:
        """What stands below the sheet."""
        return []

    def show_sheet(self) -> None:
        """Show the sheet anew, from its beginning."""
        self.query_one("#content", Static).update(self.sheet())
        self.scroller.scroll_home(animate=False)

    @property
    def scroller(self) -> Widget:
        """What the keys scroll."""
        return self.query_one("#sheet")

    def action_close(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def action_scroll_lines(self, step: int) -> None:
        """Scroll by a line."""
        self.scroller.scroll_relative(y=step, animate=False)

    def action_scroll_pages(self, step: int) -> None:
        """Scroll by a page, less a line."""
        by = max(self.scroller.size.height - 1, 1) * step
        self.scroller.scroll_relative(y=by, animate=motion_wanted(self.app), duration=0.2)

    def action_scroll_edge(self, step: int) -> None:
        """To the beginning or the end."""
        if step < 0:
            self.scroller.scroll_home(animate=False)
        else:
            self.scroller.scroll_end(animate=False)

    def on_command_line_too_long(self, event: CommandLine.TooLong) -> None:
        """Say that nothing was pasted."""
        self.notify(event.sentence, severity="warning", markup=False)

    def action_nothing(self) -> None:
        """There is nothing else to move to."""

"""The story so far: every step of the play, those that were taken back too. From here one goes to any of them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.keymap import bound, key_label
from game.app.prose import Writer
from game.app.screens.page import BarKeys, Page, prompt
from game.app.widgets.command_line import CommandLine
from game.app.widgets.story_tree import StoryTree
from game.localisation.messages import gettext, ngettext, pgettext
from game.localisation.typed_words import own_words
from game.play.session import Session
from game.play.story_so_far import lines


class StoryScreen(Page[int]):
    """The steps. The result is the number of the one to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("story", "close")]

    def __init__(self, session: Session) -> None:
        super().__init__(classes="tall")
        self.tree_lines = lines(session)

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Story so far")

    def bar_keys(self) -> BarKeys:
        """Choosing and going."""
        return (
            (f"↑↓ {key_label('pageup,pagedown')}", pgettext("what a key does", "choose"), "screen.scroll_lines(1)"),
            (key_label("enter"), pgettext("what a key does", "go there"), "screen.take"),
        )

    def sheet(self) -> Content:
        """How to read it."""
        steps = sum(line.number is not None for line in self.tree_lines) - 1
        held = sum(line.number is not None and not line.branch for line in self.tree_lines) - 1
        words = ngettext("{number} step.", "{number} steps.", steps)
        if steps > held:
            words = ngettext(
                "{number} step, {back} of them taken back (│): you can go on there, too.",
                "{number} steps, {back} of them taken back (│): you can go on there, too.",
                steps,
                back=steps - held,
            )
        words += " " + gettext("Nothing is lost by going back.")
        return Writer().add(words, "$quiet").content()

    def below(self) -> list[Widget]:
        """The steps, and a line for a number."""
        line = CommandLine(self.go)
        line.placeholder = gettext("a number, then Enter; or arrows and Enter")
        return [
            StoryTree(self.tree_lines),
            Static("", id="message", markup=False),
            Horizontal(prompt(gettext("Go to step:")), line, id="line"),
        ]

    @property
    def tree_view(self) -> StoryTree:
        """The steps."""
        return self.query_one(StoryTree)

    def go(self, typed: str) -> None:
        """Go to the step with this number, or the one that is highlighted."""
        words = typed.strip()
        for begin in ("back to", "step", *own_words("typed in front of the number of a step", "back to, step")):
            words = words.removeprefix(f"{begin} ")
        if not words or (words.isdecimal() and self.tree_view.choose(int(words))):
            self.action_take()
        else:
            self.query_one("#message", Static).update(gettext("There is no step “{step}” here.", step=words[:20]))

    def action_take(self) -> None:
        """Go to the step that is highlighted."""
        self.dismiss(self.tree_view.number)

    def on_story_tree_chosen(self, event: StoryTree.Chosen) -> None:
        """Go to the step that was clicked."""
        self.dismiss(event.number)

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        self.tree_view.move(step)

    def action_scroll_pages(self, step: int) -> None:
        """By a page."""
        self.tree_view.move(step * max(self.tree_view.size.height - 1, 1))

    def action_scroll_edge(self, step: int) -> None:
        """To the beginning or the end."""
        self.tree_view.move(step * len(self.tree_lines))

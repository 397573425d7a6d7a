"""The list of all scenes, to begin the play at one of them. One types to search."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from game.app.choice_layout import ChoiceEntry
from game.app.screens.page import BarKeys, Page
from game.app.widgets.choices import Choices
from game.app.widgets.command_line import CommandLine
from game.author.workbench import Workbench
from game.engine.rendering import render_words
from game.story.model.story import Scene


class ScenesScreen(Page[str]):
    """The scenes. The result is the id of the one that was taken, or None."""

    CSS_PATH = "../screens/page.tcss"
    BINDINGS = [("f7", "close", "Close")]  # noqa: RUF012 - as in Page

    def __init__(self, bench: Workbench) -> None:
        super().__init__(classes="listing")
        self.bench = bench
        session = bench.session
        assert session is not None  # noqa: S101 - the list is offered in a play only
        self.seen = set(bench.opened_scenes())
        state = session.state
        self.scenes: list[tuple[Scene, str]] = []
        for scene in bench.story.scenes.values():
            title = render_words(bench.story, scene.title, state.memory, state.seed) if scene.title is not None else ""
            self.scenes.append((scene, title))
        self.shown: list[str] = []

    @property
    def heading(self) -> str:
        """What the page is; authors read English."""
        return "Begin at a scene"

    def bar_keys(self) -> BarKeys:
        """Choosing."""
        return ("↑↓", "select", "screen.scroll_lines(1)"), ("Enter", "find a way there", "screen.take")

    def sheet(self) -> Content:
        """What taking one does."""
        return Content(
            "The preview plays from the beginning until the scene opens, as a player could. "
            "✓ marks scenes of the present play."
        )

    def below(self) -> list[Widget]:
        """The list, and the line for what to search."""
        line = CommandLine(self.take)
        line.placeholder = "type part of an id, a title or a file name"
        return [Choices(), Horizontal(Static("Search: ", classes="prompt"), line, id="line")]

    def on_mount(self) -> None:
        """Show all of them."""
        self.list_view = self.query_one(Choices)
        self.search("")

    def search(self, typed: str) -> None:
        """Show the scenes in which every typed word occurs."""
        words = typed.casefold().split()
        fitting = [
            (scene, title)
            for scene, title in self.scenes
            if all(word in f"{scene.id} {title} {scene.file}".casefold() for word in words)
        ]
        self.shown = [scene.id for scene, _ in fitting]
        self.list_view.offer(
            [
                ChoiceEntry(
                    "✓" if scene.id in self.seen else " ",
                    f"{scene.id}{f' “{title}”' if title else ''}  {scene.file}:{scene.line}",
                )
                for scene, title in fitting
            ]
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.search(event.value)

    def take(self, typed: str = "") -> None:
        """Take the scene that is highlighted."""
        at = self.list_view.highlighted
        if at is not None and at < len(self.shown):
            self.dismiss(self.shown[at])

    def action_take(self) -> None:
        """As Enter."""
        self.take()

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Take one by the mouse."""
        self.dismiss(self.shown[event.index])

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight."""
        self.list_view.move(step)

    def action_scroll_pages(self, step: int) -> None:
        """A page of the list."""
        at, last = self.list_view.highlighted, len(self.shown) - 1
        if at is not None:
            self.list_view.highlighted = min(max(at + step * max(self.list_view.size.height - 1, 1), 0), last)

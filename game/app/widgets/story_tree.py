"""The story so far, line by line, one of them highlighted. Only what is in view is drawn, however long the play is."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.app.prose import safe_words
from game.localisation.messages import pgettext
from game.play.story_so_far import SoFarLine
from game.support.columns import columns_of, cut_to, filled_to

_TIME = 7


class StoryTree(ScrollView, can_focus=False):
    """The lines. It never has the focus: the screen passes on what is typed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tree--heading", "tree--left", "tree--here", "tree--chosen"}

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, lines: list[SoFarLine]) -> None:
        super().__init__()
        self.lines = lines
        self.chosen = next((at for at, line in enumerate(lines) if line.is_here), 0)
        self._digits = len(str(max((line.number or 0 for line in lines), default=0)))

    def on_mount(self) -> None:
        """Say how long it is, and bring the line where one is into view."""
        self.virtual_size = Size(0, len(self.lines))
        self.call_after_refresh(self.show_chosen)

    @property
    def number(self) -> int | None:
        """The number of the step that is highlighted."""
        return self.lines[self.chosen].number if self.lines else None

    def move(self, step: int) -> None:
        """Move the highlight by so many lines; it stays on steps, and stops at the ends."""
        last = len(self.lines) - 1
        at = min(max(self.chosen + step, 0), last)
        way = 1 if step > 0 else -1
        while 0 <= at <= last and self.lines[at].number is None:
            at += way
        if 0 <= at <= last:
            self.chosen = at
        self.show_chosen()

    def choose(self, number: int) -> bool:
        """Highlight the step with this number, if there is one."""
        for at, line in enumerate(self.lines):
            if line.number == number:
                self.chosen = at
                self.show_chosen()
                return True
        return False

    def show_chosen(self) -> None:
        """Bring the highlighted line into view, with some lines around it."""
        height = max(self.size.height, 1)
        top = min(max(self.chosen - height // 2, 0), max(len(self.lines) - height, 0))
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the step that was clicked."""
        at = event.y + round(self.scroll_offset.y)
        if 0 <= at < len(self.lines) and self.lines[at].number is not None:
            self.chosen = at
            self.refresh()
            self.post_message(self.Chosen(self.lines[at].number or 0))

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        at = y + round(self.scroll_offset.y)
        width = self.size.width
        plain = self.rich_style
        if at >= len(self.lines):
            return Strip.blank(width, plain)
        line = self.lines[at]
        style = self._style(line, chosen=at == self.chosen)
        number = "" if line.number is None else str(line.number)
        mark = "►" if line.is_here else " "
        before = f"{mark} {number.rjust(self._digits)}  {'│ ' * line.branch}{'  ' * line.level}"
        name = f" ◆ {safe_words(line.checkpoint)}" if line.checkpoint else ""
        last = name
        if line.is_here:
            last += " " + pgettext("behind a step", "(you are here)")
        elif self._begins_branch(at):
            last += " " + pgettext("behind a step", "(taken back)")
        room = width - columns_of(before) - _TIME - columns_of(last)
        words = cut_to(safe_words(line.words), max(room, 2))
        text = filled_to(f"{before}{words}{last}", width - _TIME) + line.time.rjust(_TIME - 1) + " "
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _begins_branch(self, at: int) -> bool:
        return self.lines[at].branch > (self.lines[at - 1].branch if at else 0)

    def _style(self, line: SoFarLine, *, chosen: bool) -> Style:
        names = []
        if line.number is None:
            names.append("tree--heading")
        if line.branch:
            names.append("tree--left")
        if line.is_here:
            names.append("tree--here")
        if chosen:
            names.append("tree--chosen")
        return self.get_component_rich_style(*names) if names else self.rich_style

"""The story as it was told: the last sixty paragraphs or so. Older ones are in the transcript."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from textual import events
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.layout import DockArrangeResult
from textual.message import Message
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Static

from game.app.prose import ProseBlock
from game.localisation.messages import gettext

KEPT_PARAGRAPHS = 60


class LogPassage(Static):
    """One block of a turn."""

    def __init__(self, block: ProseBlock) -> None:
        super().__init__(block.content, classes=f"framed {block.frame}" if block.frame else "")
        self.paragraphs = block.paragraphs

    def on_unmount(self) -> None:
        """Textual remembers the styles of the last thousand widgets, gone ones too: at least not what they showed."""
        self._styles_cache.clear()


class StoryLog(VerticalScroll, can_focus=False):
    """Shows turns, one below the other, and keeps the beginning of the newest one in view."""

    class Read(Message):
        """The story was scrolled, or grew: what is below the window may have changed."""

    @property
    def has_more(self) -> bool:
        """Whether there is text below the window. The last line is a blank margin, and nothing to be read."""
        return self.max_scroll_y - self.scroll_y > 1

    @property
    def how_far(self) -> str:
        """Which part of the newest turn is in view, and how to go on; empty where its end is."""
        if not self.has_more or self._newest is None or not self.size.height:
            return ""
        page = max(self.size.height - 2, 1)
        top = self._newest.virtual_region.y
        whole = self.virtual_size.height - 1 - top
        parts = max(ceil((whole - 2) / page), 2)
        here = min(max(round((self.scroll_y - top) / page), 0) + 1, parts - 1)
        return gettext("{part}/{parts}, Enter or PgDn", part=here, parts=parts)

    def keep_question_back(self, *, waits: bool) -> None:
        """While a question waits, its card shows it, and not the story; afterwards it stands there once."""
        asked = [passage for passage in self.query_children(LogPassage) if passage.has_class("question")]
        for passage in asked:
            is_newest = waits and passage is asked[-1]
            if passage.has_class("-kept-back") and waits and not is_newest:
                passage.remove()
            passage.set_class(is_newest, "-kept-back")

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that the story was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Read())

    def __init__(self) -> None:
        super().__init__()
        self._newest: Widget | None = None
        self._settled = True
        self._further = 0
        self._settled_for = Size()
        #: A turn that is longer than the window is shown by its end; else card by card, from its beginning.
        self.at_once = False

    def add(self, blocks: Sequence[ProseBlock]) -> list[LogPassage]:
        """Show a turn, as the passages that are given back. What is too old goes."""
        passages = [LogPassage(block) for block in blocks]
        if not passages:
            return passages
        passages[0].add_class("first")
        self._newest, self._settled, self._further = passages[0], False, 0
        self.mount_all(passages)
        self._forget()
        self.call_after_refresh(self.post_message, self.Read())
        return passages

    def rewrite(self, passage: LogPassage, block: ProseBlock) -> None:
        """Show other words in a passage, if it is still there. Where the end was in view, it stays so."""
        if not passage.is_attached:
            return
        at_end = self._settled and not self.has_more
        passage.update(block.content)
        if at_end:
            self.call_after_refresh(self._stay_at_end)
        self.call_after_refresh(self.post_message, self.Read())

    def _stay_at_end(self) -> None:
        if self.has_more:
            self.scroll_end(animate=False)

    def clear(self) -> int:
        """Show nothing any more. The result is how many lines below the beginning of the newest turn the window was."""
        further = round(self.scroll_y) - self._newest.virtual_region.y if self._newest is not None else 0
        self.query_children(LogPassage).remove()
        self._newest = None
        return further

    def show_further(self, lines: int) -> None:
        """Keep the window so many lines below the beginning of the newest turn."""
        self._further, self._settled = lines, False

    def _forget(self) -> None:
        kept = 0
        for passage in reversed(self.query_children(LogPassage)):
            kept += passage.paragraphs
            if kept > KEPT_PARAGRAPHS and passage is not self._newest:
                passage.remove()

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Lay out, and scroll in the same go: the end in view, or the newest turn's beginning if it is longer.

        Scrolling after the layout would show every turn twice, first in the wrong place.
        """
        result = super().arrange(size, optimal)
        if not self._settled and self._newest is not None and size.height:
            placed = next((placement for placement in result.placements if placement.widget is self._newest), None)
            if placed is not None:
                self._settled, self._settled_for = True, size
                end = result.spatial_map.total_region.bottom
                beginning = end if self.at_once else placed.region.y + self._further
                top = max(0, min(beginning, end - size.height))
                self.set_reactive(Widget.scroll_y, top)
                self.set_reactive(Widget.scroll_target_y, top)
                self.vertical_scrollbar.set_reactive(ScrollBar.position, top)
        return result

    def on_resize(self, event: events.Resize) -> None:
        """Text that wraps anew keeps the newest turn in view."""
        if self._newest is not None and self._settled_for != self.scrollable_content_region.size:
            self._settled = False
            self.refresh(layout=True)
        self.call_after_refresh(self.post_message, self.Read())

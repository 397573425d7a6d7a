"""The story as it was told: the last sixty paragraphs or so. Older ones are in the transcript."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from textual.message import Message

from game.app.prose import ProseBlock
from game.app.text_frames import BARS
from game.app.widgets.text_view import ShownBlock, TextView
from game.localisation.messages import gettext
from game.play.settings import MEASURES, PlayerSettings

KEPT_PARAGRAPHS = 60


class StoryLog(TextView):
    """Shows turns, one below the other, and keeps the beginning of the newest one in view."""

    BELOW = 1
    AT_BOTTOM = True

    class Read(Message):
        """The story was scrolled, or grew: what is below the window may have changed."""

    def __init__(self, settings: PlayerSettings) -> None:
        super().__init__(BARS, MEASURES[settings.measure])
        self._newest: ShownBlock | None = None
        self._gone = 0
        #: How far below the beginning of the newest turn the window begins.
        self._further = 0
        #: The row to which the window was brought for the newest turn; None before that.
        self._brought_to: float | None = None
        #: A turn that is longer than the window is shown by its end; else card by card, from its beginning.
        self._at_once = False
        self.read_as(settings)

    def read_as(self, settings: PlayerSettings) -> None:
        """Let lines be as wide, and long turns come as fast, as the player has set."""
        self._at_once = settings.pace == "at-once"
        self._measure = MEASURES[settings.measure]
        self.measure_anew()

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
        top = self._newest_top
        whole = self.virtual_size.height - 1 - top
        parts = max(ceil((whole - 2) / page), 2)
        here = min(max(round((self.scroll_y - top) / page), 0) + 1, parts - 1)
        return gettext("{part}/{parts}, Enter or PgDn", part=here, parts=parts)

    @property
    def _newest_top(self) -> int:
        return self._tops[self._passages.index(self._newest)] if self._newest in self._passages else 0

    @property
    def _lines_gone(self) -> int:
        return self._gone

    def keep_question_back(self, *, waits: bool) -> None:
        """While a question waits, its card shows it, and not the story; afterwards it stands there once."""
        asked = [passage for passage in self._passages if passage.block.frame == "question"]
        has_changed = False
        for passage in asked:
            is_newest = waits and passage is asked[-1]
            if passage.is_kept_back == is_newest:
                continue
            has_changed = True
            if waits and not is_newest:
                self._passages.remove(passage)
            passage.is_kept_back = is_newest
            self._measure_passage(passage)
        if has_changed:
            self._place()
            self._bring()

    def add(self, blocks: Sequence[ProseBlock]) -> list[ShownBlock]:
        """Show a turn, as the passages that are given back. What is too old goes."""
        passages = [ShownBlock(block) for block in blocks]
        if not passages:
            return passages
        self._newest, self._further, self._brought_to = passages[0], 0, None
        self._passages += passages
        self._forget()
        for passage in passages:
            if self._laid_out_for:
                self._rows(passage)  # they come into view, so they need not be wrapped to be measured
            self._measure_passage(passage)
        self._place()
        self._bring()
        return passages

    def rewrite(self, passage: ShownBlock, block: ProseBlock) -> None:
        """Show other words in a passage, if it is still there. Where the end was in view, it stays so."""
        if passage not in self._passages:
            return
        at_end = not self.has_more
        passage.block, passage.rows = block, None
        self._forget_rows()
        self._measure_passage(passage)
        self._place()
        if at_end and self.has_more:
            self._scroll_silently(self.max_scroll_y)
        self._show_changes()
        self.post_message(self.Read())

    def clear(self) -> int:
        """Show nothing any more. The result is how many lines below the beginning of the newest turn the window was."""
        further = round(self.scroll_y) - self._newest_top if self._newest is not None else 0
        self._newest, self._gone = None, 0
        self.show([])
        return further

    def show_further(self, lines: int) -> None:
        """Keep the window so many lines below the beginning of the newest turn."""
        self._further, self._brought_to = lines, None
        self._bring()

    def _forget(self) -> None:
        kept = sum(passage.block.paragraphs for passage in self._passages)
        while kept > KEPT_PARAGRAPHS and self._passages[0] is not self._newest:
            oldest = self._passages.pop(0)
            kept -= oldest.block.paragraphs
            self._gone += oldest.lines

    def _fit(self, *, was_at_end: bool = False) -> None:
        """Keep the newest turn in view; whoever scrolled on stays where they are, if the lines stay as they are."""
        is_same = self.columns == self._laid_out_for
        if not is_same:
            self._measure_all()
        if is_same and self._brought_to is not None and self.scroll_y != self._brought_to:
            if was_at_end:
                self._scroll_silently(self.max_scroll_y)
            self.post_message(self.Read())
        else:
            self._bring()

    def _bring(self) -> None:
        """Bring the end into view, or the newest turn's beginning if that is longer than the window.

        Scrolling after the layout would show every turn twice, first in the wrong place.
        """
        height = self.container_size.height
        if self._newest is None or not height or not self._laid_out_for:
            return
        end = self._tops[-1]
        beginning = end if self._at_once else self._newest_top + self._further
        self._scroll_silently(max(0, min(beginning, end - height)))
        self._brought_to = self.scroll_y
        self._show_changes()
        self.post_message(self.Read())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that the story was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Read())

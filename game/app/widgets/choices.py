"""What the player can choose from, numbered, with one entry highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.app.prose import Writer, safe


class Entry(NamedTuple):
    """One thing to choose: the key in front of it (a number, a word) and what it is called."""

    key: str
    words: str


class Choices(OptionList, can_focus=False):
    """A list of entries. It never has the focus: the screen passes on what is typed."""

    def __init__(self, entries: Sequence[Entry] = (), *, highlight: bool = True) -> None:
        super().__init__(markup=False)
        self._entries: tuple[Entry, ...] = tuple(entries)
        self._highlight = highlight
        self._laid_out = 0

    def offer(self, entries: Sequence[Entry], *, highlight: bool = True) -> None:
        """Offer these entries; the first one is highlighted unless `highlight` is False."""
        self._entries, self._highlight = tuple(entries), highlight
        self._lay_out(0 if highlight and entries else None)

    def move(self, step: int) -> None:
        """Move the highlight up (-1) or down (+1), round the ends."""
        count = len(self._entries)
        if count:
            at = self.highlighted
            self.highlighted = (at + step) % count if at is not None else (0 if step > 0 else count - 1)

    def _lay_out(self, highlighted: int | None) -> None:
        """Wrap by hand: Textual has no hanging indent, and wrapped choices are hard to tell apart without."""
        width = self.scrollable_content_region.width
        self._laid_out = width
        self.clear_options()
        if not width:
            return
        indent = max((len(one.key) for one in self._entries), default=0) + 2
        self.add_options([Option(_prompt(one, indent, width)) for one in self._entries])
        self.highlighted = highlighted

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        if self.scrollable_content_region.width != self._laid_out:
            first = 0 if self._highlight and self._entries and not self._laid_out else None
            self._lay_out(self.highlighted if self.highlighted is not None else first)


def _prompt(entry: Entry, indent: int, width: int) -> Content:
    lines = wrap(safe(entry.words), max(width - indent, 10)) or [""]
    writer = Writer().add(f"{entry.key.rjust(indent - 2)}  ", "bold $heading")
    return writer.add(f"\n{' ' * indent}".join(lines)).content()


def numbered(words: Sequence[str]) -> list[Entry]:
    """Entries with the numbers 1, 2, 3 in front."""
    return [Entry(str(number), one) for number, one in enumerate(words, 1)]

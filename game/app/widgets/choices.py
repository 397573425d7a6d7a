"""What the player can choose from, numbered, with one entry highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.app.prose import Writer, safe_words

_UNKNOWN = 1_000
"""A width at which nothing is wrapped."""


class ChoiceEntry(NamedTuple):
    """One thing to choose: the key in front of it (a number, a word) and what it is called.

    What is `closed` is shown and cannot be chosen; it stands behind all others.
    """

    key: str
    words: str
    closed: bool = False


class Choices(OptionList, can_focus=False):
    """A list of entries. It never has the focus: the screen passes on what is typed."""

    def __init__(self, entries: Sequence[ChoiceEntry] = ()) -> None:
        super().__init__(markup=False)
        self._entries: tuple[ChoiceEntry, ...] = ()
        self._wrapped_at = 0
        self.offer(entries)

    def offer(self, entries: Sequence[ChoiceEntry], *, highlight: bool = True) -> None:
        """Offer these entries; the first one is highlighted unless `highlight` is False."""
        self._entries = tuple(entries)
        self._lay_out(0 if highlight and self._open else None)

    def move(self, step: int) -> None:
        """Move the highlight up (-1) or down (+1), round the ends."""
        count = self._open
        if count:
            at = self.highlighted
            self.highlighted = (at + step) % count if at is not None else (0 if step > 0 else count - 1)

    @property
    def _open(self) -> int:
        """How many entries can be chosen."""
        return sum(not entry.closed for entry in self._entries)

    def _lay_out(self, highlighted: int | None) -> None:
        """Wrap by hand: Textual has no hanging indent, and wrapped choices are hard to tell apart without.

        Before the first layout nothing is wrapped; that is right for nearly all choices and shows them at once.
        """
        self._wrapped_at = self.scrollable_content_region.width or _UNKNOWN
        self.clear_options()
        self.add_options(
            [Option(_prompt(entry, self._indent, self._wrapped_at), disabled=entry.closed) for entry in self._entries]
        )
        self.highlighted = highlighted

    @property
    def _indent(self) -> int:
        return max((len(entry.key) for entry in self._entries), default=0) + 2

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew, if that changes anything."""
        width = self.scrollable_content_region.width
        longest = self._indent + max((len(entry.words) for entry in self._entries), default=0)
        if width and width != self._wrapped_at and longest > min(width, self._wrapped_at):
            self._lay_out(self.highlighted)
        self._wrapped_at = width or self._wrapped_at


def _prompt(entry: ChoiceEntry, indent: int, width: int) -> Content:
    lines = wrap(safe_words(entry.words), max(width - indent, 10)) or [""]
    writer = Writer().add(f"{entry.key.rjust(indent - 2)}  ", "bold $heading")
    return writer.add(f"\n{' ' * indent}".join(lines)).content()


def numbered_choices(words: Sequence[str]) -> list[ChoiceEntry]:
    """Entries with the numbers 1, 2, 3 in front."""
    return [ChoiceEntry(str(number), label) for number, label in enumerate(words, 1)]

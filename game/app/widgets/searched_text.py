"""Text in which words are looked for: the places where they stand are marked, and one of them is in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.content import Span as StyledSpan

from game.app.prose import ProseBlock
from game.app.text_frames import BOXES
from game.app.widgets.text_view import ShownBlock, TextView
from game.play.notebook import match_ranges, search_form


class TextMatch(NamedTuple):
    """Where something that was looked for stands: in which block, and at which of its characters."""

    block: int
    begin: int


class SearchedText(TextView):
    """The text of a page."""

    DEFAULT_CSS = "SearchedText { height: 1fr; }"

    def __init__(self, measure: int) -> None:
        """`measure` is how wide a line is at most, in columns."""
        super().__init__(BOXES, measure)
        self._wanted: tuple[str, ...] = ()
        self._at: tuple[ShownBlock, int] | None = None
        #: The last blocks as they are compared with what is looked for: those that were looked through before.
        self._forms: list[str] = []

    def show(self, blocks: Iterable[ProseBlock], wanted: Sequence[str] = ()) -> None:
        """Show these blocks from their beginning. Each place where one of the wanted words stands is marked."""
        self._wanted, self._at = tuple(wanted), None
        self._forms.clear()
        super().show(blocks)

    def look_for(self, words: str) -> list[TextMatch]:
        """Mark every place where these words stand, as they are, and give the places; none for no words."""
        phrase = " ".join(search_form(words).split())
        self._wanted, self._at = ((phrase,) if phrase else ()), None
        self.draw_anew()
        if not phrase:
            return []
        texts = [block.content.plain for block in self.blocks]
        self._forms[:0] = map(search_form, texts[: len(texts) - len(self._forms)])
        return [
            TextMatch(number, begin)
            for number, form in enumerate(self._forms)
            if phrase in form
            for begin, _ in match_ranges(texts[number], self._wanted)
        ]

    def show_match(self, match: TextMatch) -> None:
        """Bring a place into view, in the middle of it, and mark it more than the others."""
        self._at = self._passages[match.block], match.begin
        self.draw_anew()
        self.show_row(self.row_of(match.block, match.begin))

    def _content(self, passage: ShownBlock) -> Content:
        """The words of a block, with what is looked for in them."""
        content = passage.block.content
        ranges = match_ranges(content.plain, self._wanted) if self._wanted else []
        at = self._at[1] if self._at is not None and self._at[0] is passage else -1
        styles = [
            StyledSpan(begin, end, "bold reverse" if begin == at else "bold underline $heading")
            for begin, end in ranges
        ]
        return content.add_spans(styles) if styles else content

"""Text that may be very long: only what is in view is laid out in its styles and drawn, however much there is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.content import Span as StyledSpan
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from game.app.prose import ProseBlock, frame_title
from game.play.notebook import match_ranges, search_form

_BOXES = {"ending": "╔═╗║╚╝", "document": "╭─╮│╰╯"}
_BOX = "┌─┐│└┘"
_BOX_STYLES = {"right": "$right", "wrong": "$wrong", "partly": "$wrong", "ending": "$heading"}
_SIDES = 4
"""So many columns of a framed line are its frame."""
_DRAWN = 60
"""So many blocks are kept as they were drawn last."""


class TextMatch(NamedTuple):
    """Where something that was looked for stands: in which block, and at which of its characters."""

    block: int
    begin: int


class LongText(ScrollView, can_focus=False):
    """Blocks, one below the other, an empty line between them. The screen passes on what is typed."""

    DEFAULT_CSS = "LongText { height: 1fr; }"

    def __init__(self, measure: int) -> None:
        """`measure` is how wide a line is at most, in columns."""
        super().__init__()
        self._measure = measure
        self._blocks: list[ProseBlock] = []
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._wanted: tuple[str, ...] = ()
        self._at: TextMatch | None = None
        #: The last blocks as they are compared with what is looked for: those that were looked through before.
        self._forms: list[str] = []
        self._drawn: dict[int, list[Strip]] = {}
        self._laid_out_for = 0

    @property
    def blocks(self) -> Sequence[ProseBlock]:
        """What it shows."""
        return self._blocks

    def show(self, blocks: Sequence[ProseBlock], wanted: Sequence[str] = ()) -> None:
        """Show these blocks from their beginning. Each place where one of the wanted words stands is marked."""
        self._blocks, self._wanted, self._at = list(blocks), tuple(wanted), None
        self._forms.clear()
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def show_before(self, blocks: Sequence[ProseBlock]) -> None:
        """Show blocks before all others; what is in view stays in view."""
        heights = [self._height(block) for block in blocks]
        self._blocks[:0], self._heights[:0] = list(blocks), heights
        self._drawn.clear()
        if self._at is not None:
            self._at = self._at._replace(block=self._at.block + len(blocks))
        self._place()
        self.scroll_to(y=self.scroll_y + sum(heights), animate=False, force=True)
        self.refresh()

    def look_for(self, words: str) -> list[TextMatch]:
        """Mark every place where these words stand, as they are, and give the places; none for no words."""
        phrase = " ".join(search_form(words).split())
        self._wanted, self._at = ((phrase,) if phrase else ()), None
        self._drawn.clear()
        self.refresh()
        if not phrase:
            return []
        texts = [block.content.plain for block in self._blocks]
        self._forms[:0] = map(search_form, texts[: len(texts) - len(self._forms)])
        return [
            TextMatch(number, begin)
            for number, form in enumerate(self._forms)
            if phrase in form
            for begin, _ in match_ranges(texts[number], self._wanted)
        ]

    def show_match(self, match: TextMatch) -> None:
        """Bring a place into view, with some lines around it, and mark it more than the others."""
        self._at = match
        self._drawn.clear()
        block = self._blocks[match.block]
        above = block.content[: match.begin + 1].get_height({}, self._inner(block)) - 1 + bool(block.frame)
        line, height = self._tops[match.block] + above, max(self.size.height, 1)
        top = min(max(line - height // 2, 0), max(self._tops[-1] - height, 0))
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew for another width; what stands at the top stays there."""
        if self._width != self._laid_out_for:
            at_end = self.scroll_y >= self.max_scroll_y
            first = self._block_at(round(self.scroll_y))
            self._lay_out()
            self.scroll_to(y=self._tops[-1] if at_end else self._tops[first], animate=False, force=True)

    @property
    def _width(self) -> int:
        return max(min(self.scrollable_content_region.width, self._measure), _SIDES + 1)

    def _inner(self, block: ProseBlock) -> int:
        """How wide the words of a block are at most."""
        return self._width - _SIDES if block.frame else self._width

    def _height(self, block: ProseBlock) -> int:
        """The lines of a block, its frame and the empty one behind it among them."""
        return block.content.get_height({}, self._inner(block)) + 1 + 2 * bool(block.frame)

    def _lay_out(self) -> None:
        self._laid_out_for = self._width
        self._heights = [self._height(block) for block in self._blocks]
        self._drawn.clear()
        self._place()
        self.refresh()

    def _place(self) -> None:
        self._tops = [0, *accumulate(self._heights)]
        self.virtual_size = Size(0, max(self._tops[-1] - 1, 0))

    def _block_at(self, line: int) -> int:
        return min(max(bisect_right(self._tops, line) - 1, 0), max(len(self._blocks) - 1, 0))

    def _strips(self, number: int) -> list[Strip]:
        """The lines of a block as they are drawn."""
        drawn = self._drawn.get(number)
        if drawn is None:
            if len(self._drawn) >= _DRAWN:
                del self._drawn[next(iter(self._drawn))]
            content = self._framed(self._blocks[number], self._marked(number))
            drawn = Visual.to_strips(self, content, self._width, None, self.visual_style, apply_selection=False)
            self._drawn[number] = drawn
        return drawn

    def _marked(self, number: int) -> Content:
        """The words of a block, with what is looked for in them."""
        content = self._blocks[number].content
        ranges = match_ranges(content.plain, self._wanted) if self._wanted else []
        at = self._at.begin if self._at is not None and self._at.block == number else -1
        styles = [
            StyledSpan(begin, end, "bold reverse" if begin == at else "bold underline $heading")
            for begin, end in ranges
        ]
        return content.add_spans(styles) if styles else content

    def _framed(self, block: ProseBlock, content: Content) -> Content:
        """The words of a block in its frame, wrapped; those without a frame as they are."""
        if not block.frame:
            return content
        left, across, right, side, low_left, low_right = tuple(_BOXES.get(block.frame, _BOX))
        style = _BOX_STYLES.get(block.frame, "$line")
        width, inner = self._width, self._inner(block)
        title = frame_title(block.frame)
        named = f"{left}{across} {title} " if title else left
        above = Content.assemble(
            (named[:2], style), (named[2:], "bold $heading" if style == "$line" else f"bold {style}"),
            (f"{across * (width - len(named) - 1)}{right}", style),
        )  # fmt: skip
        beside = Content.styled(f"{side} ", style), Content.styled(f" {side}", style)
        lines = [
            beside[0] + line.pad_right(max(inner - line.cell_length, 0)) + beside[1]
            for line in content.wrap(inner, align="center" if block.frame == "ending" else "left")
        ]
        below = Content.styled(f"{low_left}{across * (width - 2)}{low_right}", style)
        return Content("\n").join([above, *lines, below])

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        line, width = y + round(self.scroll_offset.y), self.size.width
        if line >= self._tops[-1]:
            return Strip.blank(width, self.rich_style)
        number = self._block_at(line)
        strips, inside = self._strips(number), line - self._tops[number]
        strip = strips[inside] if inside < len(strips) else Strip.blank(0, self.rich_style)
        return self._selected(strip, line).adjust_cell_length(width, self.rich_style).apply_offsets(0, line)

    def _selected(self, strip: Strip, line: int) -> Strip:
        """The line with what is selected in it."""
        span = self.text_selection.get_span(line) if self.text_selection is not None else None
        if span is None:
            return strip
        begin, end = span[0], strip.cell_length if span[1] < 0 else min(span[1], strip.cell_length)
        if begin >= end:
            return strip
        style = self.screen.get_component_rich_style("screen--selection")
        inside = strip.crop(begin, end).apply_style(style)
        return Strip.join([strip.crop(0, begin), inside, strip.crop(end, strip.cell_length)])

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words that are selected."""
        lines: list[str] = []
        for number, block in enumerate(self._blocks):
            drawn = self._framed(block, block.content).wrap(self._width)
            lines += [*(line.plain.rstrip() for line in drawn), *[""] * (self._heights[number] - len(drawn))]
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw anew what is selected."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._drawn.clear()

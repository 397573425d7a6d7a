"""Text that may be very long, drawn row by row: only what comes into view is drawn, and only once.

The story, the pages and the panel beside the story are such views. A row stays the same object for as long as it
looks the same: Textual keeps with it how it was divided and written, and scrolling costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from game.app.prose import Frame, ProseBlock
from game.app.text_frames import FrameLook, framed_rows
from game.app.text_places import line_of, numbered_row, selected_spans
from game.app.widgets.steady import SteadyBar

_DRAWN = 200
"""So many blocks are kept as they were drawn last."""
_LEAST = 8


class ShownBlock:
    """A block that is shown, with what was worked out for the width of the view."""

    def __init__(self, block: ProseBlock) -> None:
        self.block = block
        #: Rows with the empty one behind it; none while it is kept back.
        self.height = 0
        #: The rows as they are drawn; None until it comes into view.
        self.rows: list[Strip] | None = None
        #: How many lines of text stand before it, empty ones too: that is how a selection counts.
        self.first_line = 0
        self.is_kept_back = False

    @property
    def lines(self) -> int:
        """The lines of its text, as long as they may be, with the empty one behind it."""
        return self.block.content.plain.count("\n") + 2


class TextView(ScrollView, can_focus=False):
    """Blocks, one below the other, an empty row between them. The screen passes on what is typed.

    `looks` says how each block is framed; a row is `measure` columns wide at most.
    """

    DEFAULT_CSS = "TextView { overflow-x: hidden; }"

    #: Rows that are empty behind the last block.
    BELOW = 0
    #: Whether little text stands at the bottom.
    AT_BOTTOM = False

    def __init__(self, looks: Mapping[Frame, FrameLook], measure: int) -> None:
        super().__init__()
        self._looks, self._measure = looks, measure
        self._passages: list[ShownBlock] = []
        self._tops: list[int] = [0]
        self._drawn: list[ShownBlock] = []
        self._drawn_for: tuple[Style, tuple[LineFilter, ...]] | None = None
        self._laid_out_for = 0
        self._is_laid_out_now = False
        #: The rows that were drawn last, from the top of the window.
        self._shown: list[Strip] = []
        #: A row with nothing in it, and what stands left and right of all rows.
        self._empty: Strip | None = None
        self._beside: tuple[Strip, Strip] | None = None

    # What is shown

    @property
    def blocks(self) -> Sequence[ProseBlock]:
        """What it shows."""
        return [passage.block for passage in self._passages]

    def show(self, blocks: Iterable[ProseBlock]) -> None:
        """Show these blocks, from the beginning."""
        self._put(blocks)
        self._scroll_silently(0)
        self._show_changes()

    def show_instead(self, blocks: Iterable[ProseBlock]) -> None:
        """Show these blocks in place of all others, in the same window. What looks as before is not drawn anew."""
        self._put(blocks)
        self._show_changes()

    def _put(self, blocks: Iterable[ProseBlock]) -> None:
        before = {passage.block.content.plain: passage for passage in self._passages}
        self._passages = []
        for block in blocks:
            passage = before.pop(block.content.plain, None)
            if (
                passage is None
                or passage.block.frame != block.frame
                or not passage.block.content.is_same(block.content)
            ):
                passage = ShownBlock(block)
                self._measure_passage(passage)
            self._passages.append(passage)
        self._place()

    def show_before(self, blocks: Iterable[ProseBlock]) -> None:
        """Show blocks before all others; what is in view stays in view."""
        passages = [ShownBlock(block) for block in blocks]
        self._passages[:0] = passages
        for passage in passages:
            self._measure_passage(passage)
        self._place()
        self._scroll_silently(self.scroll_y + sum(passage.height for passage in passages))
        self._show_changes()

    def row_of(self, number: int, character: int) -> int:
        """The row in which a character of the block with this number stands."""
        block = self._passages[number].block
        look = self._looks[block.frame]
        above = block.content[: character + 1].get_height({}, max(self.columns - look.columns, 1)) - 1
        return self._tops[number] + above + bool(look.above)

    def show_row(self, row: int) -> None:
        """Scroll so that a row stands in the middle."""
        self._scroll_silently(row - max(self.container_size.height, 1) // 2)
        self._show_changes()

    def measure_anew(self) -> None:
        """Wrap anew where the lines may be longer or shorter now."""
        if self._laid_out_for not in (0, self.columns):
            self._fit()
            self._show_changes()

    @property
    def columns(self) -> int:
        """How wide a line is at most, in the room that there is."""
        beside = self.styles.gutter.width + self.scrollbar_gutter.width
        return max(min(self.outer_size.width - beside, self._measure), _LEAST)

    def _height_of(self, passage: ShownBlock) -> int:
        if passage.is_kept_back:
            return 0
        if passage.rows is not None:
            return len(passage.rows) + 1
        look = self._looks[passage.block.frame]
        return passage.block.content.get_height({}, max(self.columns - look.columns, 1)) + look.rows + 1

    def _measure_passage(self, passage: ShownBlock) -> None:
        """Find out how high a passage is; before the first layout nobody can know."""
        if self._laid_out_for:
            passage.height = self._height_of(passage)

    def _measure_all(self) -> None:
        self._forget_rows()
        self._laid_out_for = self.columns
        for passage in self._passages:
            self._measure_passage(passage)
        self._place()

    def _place(self) -> None:
        """Put the passages below each other, and say how much there is. Nothing else is laid out for that."""
        self._tops = [0, *accumulate(passage.height for passage in self._passages)]
        shown = set(self._passages)
        self._drawn = [passage for passage in self._drawn if passage in shown]
        line = self._lines_gone
        for passage in self._passages:
            passage.first_line = line
            line += passage.lines
        self.set_reactive(Widget.virtual_size, Size(0, max(self._tops[-1] - 1 + self.BELOW, 0)))
        self._scroll_update(self.virtual_size)

    @property
    def _lines_gone(self) -> int:
        """Lines of text that stood before the first one that is kept."""
        return 0

    def _block_at(self, row: int) -> int:
        return min(max(bisect_right(self._tops, row) - 1, 0), max(len(self._passages) - 1, 0))

    # Its place on the screen

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Wrap for another width at once: whatever is laid out is drawn next."""
        before, before_inside = self.outer_size, self.container_size
        was_at_end = self.scroll_y >= self.max_scroll_y
        self._is_laid_out_now = True
        is_resized = super()._size_updated(size, virtual_size, container_size, layout)
        if size.width != before.width:
            self._forget_rows()
        is_other = self.columns != self._laid_out_for or self.container_size != before_inside
        if size and is_other:
            self._fit(was_at_end=was_at_end)
        self._is_laid_out_now = False
        if size == before and is_other:
            self._show_changes()  # what has another place or size is drawn in any case
        return is_resized

    def _fit(self, *, was_at_end: bool = False) -> None:
        """Lay out for the size as it is now; what stands at the top stays there."""
        if self.columns == self._laid_out_for:
            return
        first = self._block_at(round(self.scroll_y))
        self._measure_all()
        self._scroll_silently(self._tops[-1] if was_at_end else self._tops[first])

    def _scroll_silently(self, row: float) -> None:
        """Scroll, as part of what is drawn next in any case."""
        row = min(max(row, 0), self.max_scroll_y)
        self.set_reactive(Widget.scroll_y, row)
        self.set_reactive(Widget.scroll_target_y, row)
        self._scroll_update(self.virtual_size)

    def _scroll_update(self, virtual_size: Size) -> None:
        """Let the bar show how much there is. Unlike Textual's, this draws it anew only when that has changed."""
        self._refresh_scrollbars()
        self.set_reactive(Widget.scroll_y, self.validate_scroll_y(self.scroll_y))
        if self.show_vertical_scrollbar:
            self._set_bar(self.container_size.height)

    def _set_bar(self, height: int) -> None:
        bar = self.vertical_scrollbar
        shown = bar.window_virtual_size, bar.window_size, bar.position
        bar.set_reactive(ScrollBar.window_virtual_size, self.virtual_size.height)
        bar.set_reactive(ScrollBar.window_size, height)
        bar.set_reactive(ScrollBar.position, bar.validate_position(self.scroll_y))
        if (bar.window_virtual_size, bar.window_size, bar.position) == shown:
            return
        if self._is_laid_out_now:
            bar._set_dirty()  # it has another place, and is drawn anew there in any case
        else:
            bar.refresh()

    def _arrange_scrollbars(self, region: Region) -> Iterable[tuple[Widget, Region]]:
        if self.show_vertical_scrollbar:
            self._is_laid_out_now = True
            self._set_bar(region.height)
            self._is_laid_out_now = False
        return super()._arrange_scrollbars(region)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar, which can become longer without a second layout."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = SteadyBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    # Drawing

    def _content(self, passage: ShownBlock) -> Content:
        """The words of a block as they are shown."""
        return passage.block.content

    def _rows(self, passage: ShownBlock) -> list[Strip]:
        """The rows of a block, as wide as the whole view."""
        if passage.rows is None:
            if len(self._drawn) >= _DRAWN:
                self._drawn.pop(0).rows = None
            self._drawn.append(passage)
            passage.rows = self._draw(passage)
        return passage.rows

    def _draw(self, passage: ShownBlock) -> list[Strip]:
        frame, content = passage.block.frame, self._content(passage)
        selection = self.text_selection
        if selection is not None:
            style = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            content = content.add_spans(selected_spans(content.plain, passage.first_line, selection, style))
        rows = framed_rows(self, content, frame, self._looks[frame], self.columns)
        return self._whole(rows)

    def _whole(self, rows: Iterable[Strip]) -> list[Strip]:
        """Rows with what stands beside them, up to the edges of the view, and passed through the app's filters."""
        width, behind = self.columns, self.visual_style.background_style.rich_style
        filters, ground = self.get_line_filters(), self.background_colors[1]

        def passed(strip: Strip) -> Strip:
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, ground)
            return strip

        if self._beside is None:
            left = self._edge()
            right = Strip.blank(max(self.outer_size.width - left.cell_length - width, 0), behind)
            self._beside = passed(left), passed(right)
        left, right = self._beside
        return [Strip.join([left, passed(row.adjust_cell_length(width, behind)), right]).simplify() for row in rows]

    def _edge(self) -> Strip:
        """What stands left of each row, as wide as the padding there."""
        return Strip.blank(self.styles.padding.left, self.visual_style.background_style.rich_style)

    def _forget_rows(self) -> None:
        for passage in self._drawn:
            passage.rows = None
        self._drawn.clear()
        self._empty = self._beside = None

    def draw_anew(self) -> None:
        """Draw what looks different now, in the room that it has."""
        self._forget_rows()
        self.refresh()

    def _row_at(self, row: int) -> Strip:
        """A row of all that there is."""
        if 0 <= row < self._tops[-1]:
            number = self._block_at(row)
            rows, inside = self._rows(self._passages[number]), row - self._tops[number]
            if inside < len(rows):
                return rows[inside]
        if self._empty is None:
            self._empty = self._whole([Strip.blank(0)])[0]
        return self._empty

    def _in_view(self) -> list[Strip]:
        """The rows of the window, as they are kept."""
        looks = self.visual_style, tuple(self.get_line_filters())
        if looks != self._drawn_for:
            self._forget_rows()
            self._drawn_for = looks
        return [self._row_at(row) for row in range(self._top, self._top + self.container_size.height)]

    @property
    def _top(self) -> int:
        """The first row in view; there is none with a number below zero."""
        room = self.container_size.height - self.virtual_size.height if self.AT_BOTTOM else 0
        return round(self.scroll_y) - max(room, 0)

    def _show_changes(self) -> None:
        """Have those rows drawn that look different from what the screen shows."""
        if self._is_laid_out_now or not self.is_mounted:
            return
        rows, shown = self._in_view(), self._shown
        if len(rows) != len(shown):
            self.refresh()
            return
        width = self.outer_size.width - self.styles.padding.width
        changed = [Region(0, y, width, 1) for y, row in enumerate(rows) if row is not shown[y]]
        if changed:
            self.refresh(*changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in view."""
        self._shown = self._in_view()
        strips = self._shown[crop.y : crop.bottom]
        link = self.hover_style
        if link.link_id and link.meta and "@click" in link.meta:
            strips = [strip.style_links(link.link_id, self.link_style_hover) for strip in strips]
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """A row without what stands left of it, and with its places in the text, for what is under the pointer."""
        row, left = self._top + y, self.styles.padding.left
        strip = self._row_at(row).crop(left)
        if not 0 <= row < self._tops[-1]:
            return strip
        number = self._block_at(row)
        passage, inside = self._passages[number], row - self._tops[number]
        if line_of(strip) is not None:
            return numbered_row(strip, passage.first_line)
        # An empty line is the one behind what stands above it.
        lines = [line for line in map(line_of, self._rows(passage)[:inside]) if line is not None]
        return strip.apply_offsets(0, passage.first_line + (lines[-1] + 1 if lines else 0))

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._forget_rows()

    # Selecting

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words that are selected, without frames, each paragraph in one line."""
        texts = ["\n" * self._lines_gone, *(passage.block.content.plain for passage in self._passages)]
        return selection.extract(texts[0] + "\n\n".join(texts[1:])), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw anew what is selected."""
        self.draw_anew()

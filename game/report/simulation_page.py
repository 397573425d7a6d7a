"""What a simulation tells as a page: sentences, tables with bars, curves. No script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.report.charts import BarDrawing, ChartDrawing, bar_drawing, chart_drawing
from game.report.document import Curves, Document, DocumentPart, Table
from game.report.template_rendering import render_template

#: So many rows of a table are shown at once; the others open on request.
_ROWS = 12
_WORTH_FOLDING = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words, and in code the id of what they name."""

    words: str
    id: str
    right: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row; a bar, if there is one, stands before the cells `after`."""

    before: tuple[_Cell, ...]
    bar: BarDrawing | None
    after: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _LaidOutTable:
    about: str
    heads: _Row
    shown: tuple[_Row, ...]
    folded: tuple[_Row, ...]
    has_bars: bool


@dataclass(frozen=True, slots=True)
class _LaidOutPart:
    """A part of a section: just one of a paragraph, a table and a chart."""

    paragraph: str = ""
    table: _LaidOutTable | None = None
    chart: ChartDrawing | None = None


def simulation_page(document: Document) -> str:
    """The report as an HTML file."""
    sections = [(section, [_laid_out(part) for part in section.parts]) for section in document.sections]
    return render_template("simulation_page.html", document=document, sections=sections)


def _laid_out(part: DocumentPart) -> _LaidOutPart:
    if isinstance(part, Curves):
        return _LaidOutPart(chart=chart_drawing(part))
    return _LaidOutPart(table=_table(part)) if isinstance(part, Table) else _LaidOutPart(paragraph=part)


def _table(table: Table) -> _LaidOutTable:
    most = max((bar.high if bar.high is not None else bar.size for bar in table.bars), default=1) or 1
    drawn = [bar_drawing(bar, most) for bar in table.bars]
    bars: Sequence[BarDrawing | None] = drawn or [None] * len(table.rows)
    rows = tuple(_row(table, words, bar) for words, bar in zip(table.rows, bars, strict=True))
    shown = _ROWS if len(rows) > _ROWS + _WORTH_FOLDING else len(rows)
    heads = _row(table, tuple(column.heading for column in table.columns), None)
    return _LaidOutTable(table.about, heads, rows[:shown], rows[shown:], bool(table.bars))


def _row(table: Table, words: tuple[str, ...], bar: BarDrawing | None) -> _Row:
    """A row; its bar goes before a last column of words, else to the end."""
    cells = []
    for column, cell in zip(table.columns, words, strict=True):
        title, _, id_ = cell.partition("  ")
        cells.append(_Cell(title, id_, column.right))
    bar_at = len(cells) if table.columns[-1].right else len(cells) - 1
    return _Row(tuple(cells[:bar_at]), bar, tuple(cells[bar_at:]))

"""A report as a page: one file that needs nothing else, and no script.

The words of a pack are a stranger's: everything is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.playthrough.simulation.charts import bar_drawing, curves_drawing
from game.playthrough.simulation.document import Bar, Curves, Document, Part, Section, Table
from game.playthrough.simulation.figures import words_of
from game.playthrough.web_page import common_style, safe, web_page
from game.story.model.story import Story

#: So many rows of a table are shown at once; the others open on request.
_ROWS = 12


def page_of(document: Document, story: Story) -> str:
    """The report as an HTML file."""
    title = safe(document.title)
    style = common_style() + (Path(__file__).parent / "page.css").read_text("utf-8")
    disclaimer = f"<p>{safe(words_of(story, story.disclaimer))}</p>" if story.disclaimer is not None else ""
    return web_page(
        f"{title}: played at random",
        style,
        [
            f"<h1>{title}</h1>",
            *(f"<p>{safe(words)}</p>" for words in document.about),
            '<nav aria-label="On this page"><ul>',
            *(
                f'<li><a href="#part-{number}">{safe(section.heading)}</a></li>'
                for number, section in enumerate(document.sections)
            ),
            "</ul></nav>",
            "<main>",
            *(line for number, section in enumerate(document.sections) for line in _section(number, section)),
            "</main>",
            "<footer>",
            "<p>The players are simulated. What these figures mean, and what they do not prove, stands in the guide "
            "under “Simulation”.</p>",
            disclaimer,
            "</footer>",
        ],
    )


def _section(number: int, section: Section) -> Iterator[str]:
    trouble = ' class="trouble"' if section.heading == "Plays without an ending" else ""
    yield f'<section id="part-{number}"{trouble}>'
    yield f"<h2>{safe(section.heading)}</h2>"
    for part in section.parts:
        yield from _part(part)
    yield "</section>"


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Curves):
        yield f"<figure>{curves_drawing(part)}</figure>"
    elif isinstance(part, Table):
        yield from _table(part, 0, _ROWS if len(part.rows) > _ROWS + 3 else len(part.rows))
        if len(part.rows) > _ROWS + 3:
            yield f"<details><summary>The other {len(part.rows) - _ROWS}</summary>"
            yield from _table(part, _ROWS, len(part.rows))
            yield "</details>"
    else:
        yield f"<p>{safe(part)}</p>"


def _table(table: Table, first: int, beyond: int) -> Iterator[str]:
    last = len(table.columns) - 1 if not table.columns[-1].right else len(table.columns)
    most = max((bar.high if bar.high is not None else bar.size for bar in table.bars), default=1) or 1
    heads = [f'<th scope="col"{"" if one.right else _WORDS}>{safe(one.heading)}</th>' for one in table.columns]
    if table.bars:
        heads.insert(last, '<td aria-hidden="true"></td>')
    yield f'<div class="scroll"><table><caption>{safe(table.about)}</caption>'
    yield f"<thead><tr>{''.join(heads)}</tr></thead><tbody>"
    for number in range(first, beyond):
        cells = [
            f"<td{'' if column.right else _WORDS}>{_cell(cell)}</td>"
            for column, cell in zip(table.columns, table.rows[number], strict=True)
        ]
        if table.bars:
            cells.insert(last, _bar(table.bars[number], most))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


_WORDS = ' class="words"'


def _cell(words: str) -> str:
    title, _, id_ = words.partition("  ")
    return f"{safe(title)} <code>{safe(id_)}</code>" if id_ else safe(title)


def _bar(bar: Bar, most: float) -> str:
    """The figures stand in the same row: for those who do not see it, the bar says nothing more."""
    return f'<td class="bar" aria-hidden="true">{bar_drawing(bar, most)}</td>'

"""The curves of a report as a drawing of their own: an SVG file, for a text, a talk or a wall."""

from __future__ import annotations

from textwrap import wrap

from game.report.charts import chart_drawing
from game.report.document import Curves, Document
from game.report.template_rendering import render_template

_WIDTH, _LINE = 104, 17
"""Characters in a line below the chart, and how high it is in units of the drawing."""


def chart_file(document: Document) -> str:
    """The first curves of a report with its title, what it says of itself and of them, and its disclaimer.

    Empty where it has no curves. What stands below them in their section comes with them, but no tables.
    """
    for section in document.sections:
        for part in section.parts:
            if isinstance(part, Curves) and part.curves:
                said = [words for words in section.parts if isinstance(words, str)]
                below = (*document.about, *said, document.disclaimer)
                lines = [line for words in below if words for line in wrap(" ".join(words.split()), _WIDTH)]
                drawing = chart_drawing(part)
                return render_template(
                    "chart_file.svg", title=document.title, drawing=drawing, lines=lines, line_height=_LINE,
                    height=drawing.height + 60 + _LINE * len(lines),
                )  # fmt: skip
    return ""

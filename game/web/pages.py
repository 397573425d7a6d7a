"""Pages become HTML here: whole, or without their head. The escaping is that of every page of the game."""

from __future__ import annotations

from pathlib import Path

from game.report.template_rendering import render_template_in
from game.web.page_view import PageFrame, PageView

ASSETS = Path(__file__).parent / "assets"
"""The folder of the style sheet and the script, which a host serves beside the pages."""

TEMPLATES = Path(__file__).parent / "templates"
"""The folder of the templates of pages and of what they are made of."""


def render_page(view: PageView, frame: PageFrame) -> str:
    """A whole page."""
    return render_template_in(TEMPLATES, "page.html", view=view, frame=frame)


def render_fragment(view: PageView, frame: PageFrame) -> str:
    """The element of a page in which everything stands that changes."""
    return render_template_in(TEMPLATES, "play.html", view=view, frame=frame)

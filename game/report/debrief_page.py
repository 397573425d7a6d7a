"""The page of what came of the questions of a play."""

from __future__ import annotations

from game.questions.debriefings import Debriefing
from game.report.template_rendering import render_template


def debrief_page(found: Debriefing) -> str:
    """What came of the questions, as an HTML file."""
    return render_template("debrief_page.html", found=found)

"""The page of what came of the questions of a play."""

from __future__ import annotations

from typing import NamedTuple

from game.localisation.messages import gettext, pgettext
from game.questions.debriefings import Debriefing, right_later
from game.report.template_rendering import render_template


def debrief_page(found: Debriefing) -> str:
    """What came of the questions, as an HTML file."""
    return render_template("debrief_page.html", found=found, words=_words(found))


class _PageWords(NamedTuple):
    """The words of the page that are the same whatever was asked."""

    title: str
    you_said: str
    right: str
    of: str
    partly: str
    right_later: str
    by_topic: str
    topic: str
    asked: str


def _words(found: Debriefing) -> _PageWords:
    return _PageWords(
        title=gettext("{story}: what came of the questions", story=found.title),
        you_said=pgettext("heading of a table", "You said"),
        right=pgettext("heading of a table", "Right"),
        # Translators: behind the column “Right”: of how many.
        of=pgettext("heading of a table", "Of"),
        partly=gettext("That is right in part."),
        right_later=right_later(),
        by_topic=gettext("By topic"),
        topic=pgettext("heading of a table", "Topic"),
        asked=pgettext("heading of a table", "Asked"),
    )

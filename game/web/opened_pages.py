"""The pages beside the play itself, by the names that stand in their addresses: as typed commands call them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.localisation.messages import gettext, pgettext
from game.play.reading_documents import only_document
from game.play.session import Session
from game.web.ending_view import has_ended

OPENED_PAGES: tuple[str, ...] = (
    "map", "notes", "people", "document", "story", "transcript", "source", "deadlines", "endings", "ending", "debrief",
    "help", "settings",
)  # fmt: skip
"""Every page that can be opened."""


class NavLink(NamedTuple):
    """A page that leads on from every page; `page` is empty for the play itself."""

    page: str
    name: str
    is_open: bool


def page_heading(session: Session, page: str) -> str:
    """What a page is called; empty for the play itself."""
    match page:
        case "map":
            return pgettext("page", "Map")
        case "notes":
            return pgettext("page", "Notebook")
        case "people":
            return pgettext("page", "People")
        case "document":
            return only_document(session.story) or pgettext("page", "Documents")
        case "story":
            return pgettext("page", "Steps")
        case "transcript":
            return pgettext("page", "Transcript")
        case "source":
            return pgettext("page", "Source")
        case "deadlines":
            return pgettext("page", "Deadlines")
        case "endings":
            return pgettext("page", "Endings")
        case "ending":
            return gettext("How it went, and where it turned")
        case "debrief":
            return gettext("What came of the questions")
        case "help":
            return pgettext("page", "Help")
        case "settings":
            return pgettext("page", "Settings")
    return ""


def nav_links(session: Session, kind: str) -> Iterator[NavLink]:
    """The pages that lead on from every page, without those of which the story has nothing; `kind` is open."""
    story = session.story
    there = {
        "map": len(story.places) > 1,
        "document": bool(story.documents),
        "notes": bool(story.facts),
        "people": bool(story.people),
        "story": True,
        "debrief": bool(story.questions) and has_ended(session),
        "settings": True,
        "help": True,
    }
    yield NavLink("", pgettext("page", "Story"), kind == "play")
    for page, is_there in there.items():
        if is_there:
            name = pgettext("page", "Questions") if page == "debrief" else page_heading(session, page)
            yield NavLink(page, name, page == kind)

"""What stands beside the story where there is room: a small map, the document, the bag, the last notes."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.rendering import source_mark
from game.play import reports
from game.play.session import Session
from game.web.document_view import DocumentBeside, document_beside
from game.web.map_view import SmallMap, small_svg_map


class BesideStory(NamedTuple):
    """What stands beside the story. `bag` are names of items; `notes` the last facts, each with its mark, of `noted` in
    the notebook; none while a question waits, for a look at them has its price then."""

    map: SmallMap | None
    document: DocumentBeside | None
    bag: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    noted: int


def beside_story(session: Session) -> BesideStory:
    """What stands beside the story now."""
    story, memory = session.story, session.state.memory
    last = reports.last_noted(session) if session.question is None else []
    return BesideStory(
        small_svg_map(session),
        document_beside(session),
        tuple(item.name for item in story.items.values() if item.carried.get(memory)),
        tuple((fact.states, source_mark(story, fact.id)) for fact in last),
        len(reports.facts_noted(session)),
    )

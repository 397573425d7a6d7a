"""What a map says in words about the place under the cursor."""

from __future__ import annotations

from collections.abc import Collection

from game.engine.rendering import Span, render_words
from game.engine.walking import obstacle, route
from game.play import reports
from game.play.floor_plan import ways_out
from game.play.map_marks import MapMarks
from game.play.naming import listed
from game.play.narration import Told, in_sentence
from game.play.session import Session
from game.story.model.story import Place
from game.support.counts import counted

_NAMED_ON_THE_WAY = 3


def place_details(session: Session, place: Place, marks: MapMarks, met: Collection[str]) -> list[Told]:
    """Two lines: the place, whether one has been there, whom one has met there; and who waits, and the way there.

    `met` are the ids of everybody whom the player has met: nobody else is named.
    """
    been = "you are here" if place.id == marks.here else "been there" if place.id in marks.visited else "not yet seen"
    first = [Span(place.name, "strong"), Span(f"{reports.whereabouts(session, place)}: {been}.", "")]
    names = [session.story.people[id_].name for id_ in place.people if id_ in met]
    if names:
        first.append(Span(f" {', '.join(names)}.", ""))
    waiting = "; ".join(waiting.name for waiting in marks.waits.get(place.id, ()))
    second = [Span(f"Somebody waits: {waiting}. ", "strong")] if waiting else []
    second.append(Span(_around(session, marks) if place.id == marks.here else _way_words(session, place), ""))
    return [Told("story", tuple(first)), Told("hint", tuple(second))]


def _way_words(session: Session, place: Place) -> str:
    """How far it is, and through where; or what closes the way."""
    story, state = session.story, session.state
    steps = route(story, state, place.id)
    if steps is None:
        closed = obstacle(story, state, place.id)
        if closed is None:
            return "No way leads there from here."
        reason = render_words(story, closed.closed, state.memory, session.seed) if closed.closed is not None else ""
        return f"The way is closed{f': {reason}' if reason else '.'}"
    between = [in_sentence(story.places[way.to].name) for way in steps[:-1]]
    named = between if len(between) <= _NAMED_ON_THE_WAY else between[-_NAMED_ON_THE_WAY + 1 :]
    through = f", by way of {listed(named)}" if named else ""
    return f"{counted(len(steps), 'step')} from here{through}."


def _around(session: Session, marks: MapMarks) -> str:
    """At the place where one is: who waits elsewhere, else which ways lead on."""
    waiting = [waiting.name for group in marks.waits.values() for waiting in group]
    if waiting:
        return f"Elsewhere somebody waits: {'; '.join(waiting)}."
    story, place = session.story, session.place
    ways = ways_out(story, session.state.memory, place) if place is not None else []
    return "Ways out: " + ", ".join(f"{way.point} {in_sentence(way.name)}" for way in ways) + "." if ways else ""

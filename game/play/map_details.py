"""What a map says in words about the place under the cursor."""

from __future__ import annotations

from collections.abc import Collection

from game.engine.rendering import Span, render_words
from game.engine.walking import obstacle, route
from game.localisation.lists_numbers_dates import and_list, clause_list, comma_list, labelled
from game.localisation.messages import gettext, ngettext, pgettext
from game.play import reports
from game.play.floor_plan import ways_out
from game.play.map_marks import MapMarks
from game.play.narration import Told, in_sentence
from game.play.session import Session
from game.story.model.story import Place

_NAMED_ON_THE_WAY = 3


def place_details(session: Session, place: Place, marks: MapMarks, met: Collection[str]) -> list[Told]:
    """Two lines: the place, whether one has been there, whom one has met there; and who waits, and the way there.

    `met` are the ids of everybody whom the player has met: nobody else is named.
    """
    been = pgettext("said of a place on the map", "not yet seen")
    if place.id == marks.here:
        been = gettext("you are here")
    elif place.id in marks.visited:
        been = pgettext("said of a place on the map", "been there")
    first = [Span(place.name, "strong"), Span(labelled(reports.whereabouts(session, place), f"{been}."), "")]
    names = [session.story.people[id_].name for id_ in place.people if id_ in met]
    if names:
        first.append(Span(f" {comma_list(names)}.", ""))
    waiting = clause_list(waiting.name for waiting in marks.waits.get(place.id, ()))
    # Translators: {reason} is who waits there, as the pack tells it.
    waits = gettext("Somebody waits: {reason}.", reason=waiting)
    second = [Span(f"{waits} ", "strong")] if waiting else []
    second.append(Span(_around(session, marks) if place.id == marks.here else _way_words(session, place), ""))
    return [Told("story", tuple(first)), Told("hint", tuple(second))]


def _way_words(session: Session, place: Place) -> str:
    """How far it is, and through where; or what closes the way."""
    story, state = session.story, session.state
    steps = route(story, state, place.id)
    if steps is None:
        closed = obstacle(story, state, place.id)
        if closed is None:
            return gettext("No way leads there from here.")
        reason = render_words(story, closed.closed, state.memory, session.seed) if closed.closed is not None else ""
        # Translators: {reason} is a sentence of the pack, with its full stop.
        return gettext("The way is closed: {reason}", reason=reason) if reason else gettext("The way is closed.")
    between = [in_sentence(story.places[way.to].name) for way in steps[:-1]]
    named = between if len(between) <= _NAMED_ON_THE_WAY else between[-_NAMED_ON_THE_WAY + 1 :]
    if not named:
        return ngettext("{number} step from here.", "{number} steps from here.", len(steps))
    return ngettext(
        "{number} step from here, by way of {places}.", "{number} steps from here, by way of {places}.",
        len(steps), places=and_list(named),
    )  # fmt: skip


def _around(session: Session, marks: MapMarks) -> str:
    """At the place where one is: who waits elsewhere, else which ways lead on."""
    waiting = [waiting.name for group in marks.waits.values() for waiting in group]
    if waiting:
        # Translators: {reason} is who waits there, as the pack tells it.
        return gettext("Elsewhere somebody waits: {reason}.", reason=clause_list(waiting))
    story, place = session.story, session.place
    ways = ways_out(story, session.state.memory, place) if place is not None else []
    named = comma_list(f"{way.point} {in_sentence(way.name)}" for way in ways)
    # Translators: {ways} are points of the compass, each with the name of a place.
    return gettext("Ways out: {ways}.", ways=named) if ways else ""

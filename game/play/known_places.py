"""The places that a player knows of: where they have been, and where the ways out of there lead."""

from __future__ import annotations

from game.engine.walking import route
from game.play.session import Session
from game.story.model.story import Place


def known_places(session: Session) -> list[Place]:
    """Every place where the player has been, and every one to which a way leads out of one of those, in story order.

    The ways out of a place are told when one arrives there, so nothing is given away by naming what they lead to.
    """
    places, memory, here = session.story.places, session.state.memory, session.place
    been = [place for place in places.values() if place is here or place.visits.get(memory)]
    known = {place.id for place in been} | {way.to for place in been for way in place.exits}
    return [place for id_, place in places.items() if id_ in known]


def is_within_reach(session: Session, place: Place) -> bool:
    """Whether one can walk to this place now, and is not there yet."""
    return bool(session.is_roaming and route(session.story, session.state, place.id))

"""Walking by words: a direction, a place, a floor, a part of the building, or back to where one came from."""

from __future__ import annotations

import re

from game.engine.walking import route
from game.grading.normal_form import normalised
from game.localisation.lists_numbers_dates import or_list
from game.localisation.messages import gettext
from game.play import reports
from game.play.command_types import Command, DoCommand, Say, WalkCommand
from game.play.command_words import SHORT
from game.play.naming import fits, nearest_name, parts_of_name, parts_of_words, tokens
from game.play.narration import in_sentence, passage, told
from game.play.offered import asked_back, begun_with, hinted, nothing_left, possible
from game.play.session import Session
from game.play.surroundings import goals, occupation
from game.play.waiting import names_an_event
from game.play.way_words import whither
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Place

_FLOOR = re.compile(
    r"(?:.* )?(?:(?:floor|level|storey) (\d{1,2})|(\d{1,2}) (?:floor|level|storey)|(ground) floor|(basement))"
)


def busy(session: Session) -> Command:
    """That something else comes first, and what that is."""
    if session.is_over:
        return Say([told("message", nothing_left())])
    # Translators: {occupation} is the title of a scene in quotation marks, or: something with Ivy and Bram.
    words = gettext(
        "Not yet: you are in the middle of {occupation}. First choose one of the numbers.",
        occupation=occupation(session),
    )
    return Say([told("message", words), *possible(session)])


def go_direction(session: Session, direction: str) -> Command:
    """Walk in a direction, or hear why not."""
    if f"go:{direction}" in {option.id for option in session.options}:
        return DoCommand(f"go:{direction}")
    place = session.place if session.is_roaming else None
    way = next((exit_ for exit_ in place.exits if exit_.direction == direction), None) if place else None
    if way is not None:
        if way.closed is not None:
            return Say(list(passage(session.story, way.closed, session.state.memory, session.seed)))
        return Say([told("message", gettext("The way {where_to} is closed.", where_to=whither(direction)))])
    begun = begun_with(session, f"go {direction}")
    if begun:
        return asked_back(begun)
    if place is None:
        return busy(session)
    return Say(
        [
            told("message", gettext("There is no way {where_to} from here.", where_to=whither(direction))),
            *reports.ways(session, place),
        ]
    )


def understand_going(session: Session, words: str, rest: list[str], about: list[str]) -> Command:
    """What `go` and these words mean. `about`: those of the words that matter."""
    first = SHORT.get(rest[-1], rest[-1]) if rest else ""
    if first in DIRECTIONS and len(about) <= 1:
        return go_direction(session, first)
    if not about:
        return Say(
            [told("message", gettext("Where to?")), *(reports.ways(session, session.place) if session.place else [])]
        )
    if not session.is_roaming:
        return hinted(session, about) or busy(session)
    about = about[1:] if about[0] == "back" and about[1:] else about
    exact = places_named(session, about, whole=True)
    if len(exact) == 1:
        return walk_to(session, exact[0])
    floor = floor_in(words)
    places = _on_floor(session, floor) if floor is not None else places_named(session, about)
    places = places or ([] if floor is not None else _in_wing(session, about))
    if len(places) == 1:
        return walk_to(session, places[0])
    if places:
        return Say(
            [told("message", gettext("Which one: {places}?", places=or_list([place.name for place in places[:8]])))]
        )
    if floor is not None:
        return Say(
            [
                told(
                    "message",
                    gettext("There is no {floor} here that you could walk to.", floor=reports.floor_name(floor)),
                )
            ]
        )
    meant = hinted(session, about)
    if meant is not None:
        return meant
    homes = [
        person.at
        for id_, person in session.story.people.items()
        if person.at and _is_called(f"{person.name} {id_}", about)
    ]
    if len(homes) == 1:
        return walk_to(session, session.story.places[homes[0]])
    if names_an_event(words) and (ahead := goals(session)):
        return Say([told("message", gettext("That comes to you.")), *ahead])
    called = " ".join(about)
    names = [candidate.name for candidate in session.story.places.values()]
    nowhere = gettext("There is no place called “{name}”.", name=called)
    return Say([told("message", f"{nowhere} {nearest_name(called, names)}")])


def _is_called(name: str, about: list[str]) -> bool:
    """Whether these words are a name, or a part of it."""
    return {normalised(word) for word in about} <= {normalised(word) for word in tokens(name)}


def walk_to(session: Session, place: Place) -> Command:
    """Walk there, unless one is there."""
    if session.place is not None and place.id == session.place.id:
        return Say([told("message", gettext("You are there."))])
    return WalkCommand(place.id)


def floor_in(words: str) -> int | None:
    """The floor that is named: `floor 2`, `the second floor`, `the basement`; None where none is."""
    found = _FLOOR.fullmatch(normalised(words))
    if found is None:
        return None
    return int(found[1] or found[2]) if found[1] or found[2] else 0 if found[3] else -1


def _on_floor(session: Session, floor: int) -> list[Place]:
    """The places on a floor of the part of the building where one is; there must be an open way."""
    here = session.place
    return [
        place
        for place in session.story.places.values()
        if here is not None and place.floor == floor and place.wing == here.wing
    ]


def places_named(session: Session, about: list[str], *, whole: bool = False) -> list[Place]:
    """The places that are called so: that whose whole name it is, else those of this part of the building, else all.

    `whole`: only that of which it is the whole name.
    """
    story, joined = session.story, "_".join(about)
    if joined in story.places:
        return [story.places[joined]]
    about = parts_of_words(about)
    found = [
        place
        for place in story.places.values()
        if all(any(fits(word, part) for part in [*parts_of_name(place.name), *place.id.split("_")]) for word in about)
    ]
    exact = [place for place in found if set(tokens(place.name)) == set(about)]
    if whole or exact:
        return exact
    here = session.place
    near = [place for place in found if here is not None and place.wing == here.wing and place.id != here.id]
    return near if len(near) == 1 else found


def _in_wing(session: Session, about: list[str]) -> list[Place]:
    """The place of a part of the building that is called so to which the way is shortest."""
    story = session.story
    wings = {
        id_
        for id_, name in story.wings.items()
        if all(any(fits(word, part) for part in parts_of_name(name)) for word in about)
    }
    if len(wings) != 1:
        return []
    reached = [
        (len(ways), place.number, place)
        for place in story.places.values()
        if place.wing in wings and (ways := route(story, session.state, place.id)) is not None
    ]
    return [min(reached)[2]] if reached else [place for place in story.places.values() if place.wing in wings][:1]


def go_back(session: Session) -> Command | None:
    """To the place where one was before this one; None where there is none."""
    here = session.place
    if here is None or not session.is_roaming:
        return None
    for played in reversed(session.played):
        before = session.story.place_at(played.turn.state.memory)
        if before is not None and before.id != here.id:
            return WalkCommand(before.id)
    words = gettext(
        "You have not been anywhere but in {place}. `undo` takes a step back.", place=in_sentence(here.name)
    )
    return Say([told("message", words)])

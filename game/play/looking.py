"""Looking at things and people: what the story tells of them, and who they are."""

from __future__ import annotations

from game.localisation.messages import gettext
from game.play import reports, surroundings
from game.play.command_types import Command, Say
from game.play.document_commands import document_by_words
from game.play.naming import named, named_text
from game.play.narration import in_sentence, passage, told
from game.play.offered import hinted, possible
from game.play.session import Session
from game.story.model.story import Person


def understand_looking(session: Session, about: list[str]) -> Command:
    """What there is to see of what the words name; of the place where they name nothing."""
    if not about or about in (["around"], ["here"]):
        return Say(reports.look(session))
    story, memory = session.story, session.state.memory
    place = session.place
    carried = [item for item in story.items.values() if item.carried.get(memory) or (place and item.id in place.items)]
    item = named({thing.id: thing.name for thing in carried}, about)
    if item is not None:
        return _described(session, story.items[item].name, story.items[item].about)
    seen = seen_thing(session, about)
    if seen is not None:
        return seen
    scene = hinted(session, about)
    if scene is not None and not isinstance(scene, Say):
        return scene
    here = {id_: f"{story.people[id_].name} {story.people[id_].role}" for id_ in surroundings.present(session)}
    person = named(here, about)
    if person is not None:
        return described_person(session, story.people[person])
    if place is not None and named({place.id: place.name}, about) is not None:
        return Say(reports.look(session))
    measure = named({id_: shown.name for id_, shown in story.measures.items() if not shown.hidden}, about)
    if measure is not None:
        return Say([reports.measure_told(session, story.measures[measure])])
    if (document := document_by_words(session, about)) is not None:
        return document
    if scene is not None:
        return scene
    nothing = gettext("There is no more to see here of “{thing}”.", thing=" ".join(about))
    return Say([told("message", nothing), *possible(session)])


def seen_thing(session: Session, about: list[str]) -> Command | None:
    """What is told of a thing that the story lets one look at; it costs nothing and changes nothing."""
    thing = named_text(surroundings.sights(session), about)
    return (
        Say(list(passage(session.story, thing.text, session.state.memory, session.seed))) if thing is not None else None
    )


def described_person(session: Session, person: Person) -> Command:
    """The name, the role, and what is told of somebody."""
    return _described(session, f"{person.name}, {person.role}" if person.role else person.name, person.about)


def _described(session: Session, name: str, about: object) -> Command:
    lines = [told("place", name[:1].upper() + name[1:])]
    if about is not None:
        lines.extend(passage(session.story, about, session.state.memory, session.seed))  # type: ignore[arg-type]
    return Say(lines)


def who_is(session: Session, about: list[str]) -> Command:
    """Who somebody is whom one has met."""
    person = known_person(session, about)
    return described_person(session, person) if person is not None else _unknown(about)


def where_is(session: Session, about: list[str]) -> Command:
    """Where somebody is to be found whom one has met, or where a place lies."""
    person = known_person(session, about)
    story = session.story
    if person is not None:
        if person.id in surroundings.present(session):
            return Say([told("message", gettext("{person} is here.", person=person.name))])
        place = story.places.get(person.at)
        if place is None:
            return Say([told("message", gettext("Nobody knows where {person} is.", person=person.name))])
        spot = f"{in_sentence(place.name)}{reports.whereabouts(session, place)}"
        return Say([told("message", gettext("{person}: {place}.", person=person.name, place=spot))])
    place_id = named({id_: place.name for id_, place in story.places.items()}, about)
    if place_id is not None:
        place = story.places[place_id]
        spot = f"{place.name}{reports.whereabouts(session, place)}"
        return Say([told("message", gettext("{place}. `go` and its name leads there.", place=spot))])
    return _unknown(about)


def known_person(session: Session, about: list[str]) -> Person | None:
    """The one of those whom one has met who is called so."""
    story = session.story
    known = {id_: f"{story.people[id_].name} {story.people[id_].role}" for id_ in surroundings.met(session)}
    found = named(known, about) if about else None
    return story.people[found] if found is not None else None


def _unknown(about: list[str]) -> Command:
    words = gettext("You have met nobody called “{name}” yet. `people` lists whom you have met.", name=" ".join(about))
    return Say([told("message", words)])

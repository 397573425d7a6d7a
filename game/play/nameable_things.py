"""What may stand behind a verb in a typed line: what it may be called there, and what the whole line means then.

Only what is offered, known or near is named: nobody learns from it what the story has not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from game.play import reports
from game.play.checkpoints import checkpoints
from game.play.command_types import Command, DoCommand, PageName, Say, Show, WaitCommand, WalkCommand
from game.play.known_places import is_within_reach, known_places
from game.play.looking import described_person
from game.play.naming import tokens
from game.play.narration import Told, in_sentence, passage
from game.play.notebook import find_notes, topics_in_notebook
from game.play.own_commands import spoken_command
from game.play.own_vocabulary import about_words
from game.play.session import Session
from game.play.settings import SETTINGS, PlayerSettings, SettingKind
from game.play.settings_words import setting_wished
from game.play.surroundings import met, present, sights, topic_line, topics_of
from game.play.talking import addressed
from game.play.waiting import waiting_options
from game.story.model.story import Item, Person, Place
from game.story.model.text import NamedText
from game.story.model.topics import topic_name

Meaning: TypeAlias = Callable[[Command], bool]
"""Whether a command is what a line was made for."""


class Nameable(NamedTuple):
    """Something that can be named in a line: what it may be called, the best name first, and what the line means."""

    names: tuple[str, ...]
    is_meant: Meaning


Nameables: TypeAlias = Callable[[Session], Iterable[Nameable]]
"""What can be named now behind a certain verb."""

_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)


def all_names(name: str) -> tuple[str, ...]:
    """A name as it stands in a sentence, without its article, and whatever it ends with: “the old quay”, “quay”."""
    bare = _ARTICLE.sub("", name, count=1)
    words = bare.split(" ")
    endings = (" ".join(words[at:]) for at in range(1, len(words)))
    return tuple(dict.fromkeys([in_sentence(name), bare, *endings]))


# What a line has to mean


def means(command: Command) -> Meaning:
    """The line means exactly this."""
    return lambda meant: meant == command


def says(meant: Command) -> bool:
    """The line only has something told."""
    return isinstance(meant, Say)


def shows(page: PageName) -> Meaning:
    """The line opens this page, or has a list told of what there is on it."""
    return lambda meant: meant.page == page if isinstance(meant, Show) else page == "document" and says(meant)


def _tells_of(name: str) -> Meaning:
    """What is told begins with this name."""
    begun = name[:1].upper() + name[1:]
    return lambda meant: isinstance(meant, Say) and bool(meant.lines) and meant.lines[0].words.startswith(begun)


# What can be named


def directions(session: Session) -> Iterator[Nameable]:
    """The directions in which one can go."""
    for option in session.options:
        if option.kind == "go":
            yield Nameable((spoken_command(option.subject), option.subject), means(DoCommand(option.id)))


def walkable_places(session: Session) -> Iterator[Nameable]:
    """The places that one knows of and can walk to."""
    if session.is_roaming:
        for place in known_places(session):
            yield Nameable(all_names(place.name), _walks_to(session, place))


def _walks_to(session: Session, place: Place) -> Meaning:
    here = session.place
    ways = [DoCommand(f"go:{way.direction}") for way in (here.exits if here is not None else ()) if way.to == place.id]
    return lambda meant: meant in [WalkCommand(place.id), *ways] and is_within_reach(session, place)


def talkers(session: Session) -> Iterator[Nameable]:
    """Those who are here and have something to say."""
    for id_ in present(session):
        yield Nameable(all_names(session.story.people[id_].name), _speaks(topic_line(session, id_)))


def _speaks(topics: list[Told]) -> Meaning:
    return lambda meant: isinstance(meant, DoCommand) or (bool(topics) and meant == Say(topics))


def askable(session: Session) -> Iterator[Nameable]:
    """Those who are here, each with something that they can be asked about: “Marta about the gong”."""
    joint = (about_words() or ("about",))[0]
    for id_ in present(session):
        for topic in _topics(session, id_):
            for name in all_names(session.story.people[id_].name):
                yield Nameable(tuple(f"{name} {joint} {about}" for about in topic.names), topic.is_meant)


def topics_with(session: Session, who: str) -> Iterator[Nameable]:
    """What the one who is called so, or the only one who is here, can be asked about."""
    person = addressed(session, tokens(who))
    if person in present(session):
        yield from _topics(session, person)


def _topics(session: Session, person: str) -> Iterator[Nameable]:
    for topic in topics_of(session, person):
        yield Nameable(topic.names, _tells(session, topic))


def _tells(session: Session, thing: NamedText) -> Meaning:
    return means(Say(list(passage(session.story, thing.text, session.state.memory, session.seed))))


def visible_things(session: Session) -> Iterator[Nameable]:
    """What there is to look at: what the story tells more of, who is here, what one carries, the place."""
    story, memory, place = session.story, session.state.memory, session.place
    for sight in sights(session):
        yield Nameable(sight.names, _tells(session, sight))
    yield from (_described(session, story.people[id_]) for id_ in present(session))
    yield from (_carried(item) for item in story.items.values() if item.carried.get(memory))
    if place is not None:
        yield Nameable(all_names(place.name), means(Say(reports.look(session))))


def _described(session: Session, person: Person) -> Nameable:
    return Nameable(all_names(person.name), means(described_person(session, person)))


def _carried(item: Item) -> Nameable:
    return Nameable(all_names(item.name), _tells_of(item.name))


def documents(session: Session) -> Iterator[Nameable]:
    """The documents of the story, which can be read at any time."""
    for id_, document in session.story.documents.items():
        yield Nameable((*all_names(document.title)[:2], id_.replace("_", " ")), means(Show("document", id_)))


def lying_here(session: Session) -> Iterator[Nameable]:
    """What can be taken."""
    for option in session.options:
        if option.kind == "take":
            yield Nameable(all_names(session.story.items[option.subject].name), means(DoCommand(option.id)))


def noted_topics(session: Session) -> Iterator[Nameable]:
    """What there is something of in the notebook."""
    for topic in topics_in_notebook(session):
        name = topic_name(session.story, topic)
        names = in_sentence(name), _ARTICLE.sub("", name, count=1), topic.replace("_", " ")
        yield Nameable(tuple(dict.fromkeys(names)), _finds(session, topic))


def _finds(session: Session, topic: str) -> Meaning:
    """The line shows the notebook with everything that is on a topic."""
    on_it = set(find_notes(session, topic=topic))

    def is_meant(meant: Command) -> bool:
        return isinstance(meant, Show) and meant.page == "notes" and on_it.issubset(find_notes(session, meant.about))

    return is_meant


def people_met(session: Session) -> Iterator[Nameable]:
    """Everybody whom one has met."""
    for id_ in met(session):
        yield _described(session, session.story.people[id_])


def whereabouts_known(session: Session) -> Iterator[Nameable]:
    """Everybody whom one has met, and the places that one knows of."""
    names = [session.story.people[id_].name for id_ in met(session)]
    for name in [*names, *(place.name for place in known_places(session))]:
        yield Nameable(all_names(name), _tells_of(name))


def points_to_go_back_to(session: Session) -> Iterator[Nameable]:
    """The checkpoints of the play."""
    for checkpoint in checkpoints(session):
        yield Nameable((checkpoint.name,), means(Show("back", str(checkpoint.number))))


def deadlines_to_wait_for(session: Session) -> Iterator[Nameable]:
    """The deadlines ahead, where one can wait."""
    for deadline, _ in reports.deadlines_ahead(session) if waiting_options(session) else ():
        yield Nameable(all_names(deadline.name), _waits_until(deadline.at))


def _waits_until(time: int) -> Meaning:
    return lambda meant: isinstance(meant, WaitCommand) and meant.until == time


def values_to_set(session: Session) -> Iterator[Nameable]:
    """The settings, each with every value that it can have."""
    for kind in SETTINGS:
        for value, typed in kind.typed.items():
            own = f"{kind.inside} {typed.replace(' ', '-')}"
            yield Nameable((own, f"{kind.id} {value}"), _sets(kind, value))


def _sets(kind: SettingKind, value: str) -> Meaning:
    def sets(meant: Command) -> bool:
        if not isinstance(meant, Show) or meant.page != "settings":
            return False
        wish = setting_wished(PlayerSettings(), meant.page, meant.about)
        return wish.kind == kind and wish.value == value

    return sets

"""Speaking with people by words."""

from __future__ import annotations

from game.localisation.lists_numbers_dates import and_list
from game.localisation.messages import gettext
from game.play.command_types import Command, DoCommand, Say
from game.play.command_words import SOMEBODY
from game.play.going import busy
from game.play.naming import named, named_text, nearest_name, tokens
from game.play.narration import passage, told
from game.play.offered import hinted, possible
from game.play.own_vocabulary import asking_words, pronouns, somebody
from game.play.session import Session
from game.play.surroundings import is_read_of, present, topic_line, topics_of

_QUESTION_WORDS = frozenset(("where", "what", "why", "when", "how", "who", "whom", "whose", "whether", "if", "which"))


def understand_talking(session: Session, words: str) -> Command:
    """What it means to talk to somebody, or to ask somebody about something. `words` follow the verb."""
    story = session.story
    said, _, topic = words.partition(" about ") if not words.startswith("about ") else ("", "", words[6:])
    who, topics = tokens(said), tokens(topic)
    here = present(session)
    person = addressed(session, who)
    if topics:
        return _ask(session, person, who, topics)
    offered = [option for option in session.options if option.kind == "scene" and story.scenes[option.subject].people]
    if not who or (_is_anybody(who) and len(here) != 1):
        if len(offered) == 1:
            return DoCommand(offered[0].id)
        if not session.is_roaming:
            return busy(session)
        return Say([told("message", " ".join((gettext("To whom?"), _those_here(session))))])
    if not person and (meant := hinted(session, who)) is not None:
        return meant
    if who[0] in _QUESTION_WORDS.union(asking_words()):
        return _ask(session, here[0] if len(here) == 1 else "", [], who)
    if not person:
        return Say([told("message", _nobody_words(session, who))])
    scene = next((option for option in offered if person in story.scenes[option.subject].people), None)
    if scene is not None:
        return DoCommand(scene.id)
    name = story.people[person].name
    if not session.is_roaming:
        return hinted(session, who) or (_in_company(session, person) if person in here else busy(session))
    if person in here:
        nothing = [told("message", gettext("{person} has nothing more to say to you at the moment.", person=name))]
        return Say(topic_line(session, person) or nothing)
    return Say([told("message", _not_here(session, name))])


def _in_company(session: Session, person: str) -> Command:
    """What one could ask somebody about who takes part in what goes on; else that it is what one talks about."""
    name = session.story.people[person].name
    talking = gettext("You are with {person} already: choose one of the numbers.", person=name)
    return Say(topic_line(session, person) or [told("message", talking), *possible(session)])


def addressed(session: Session, who: list[str]) -> str:
    """The id of the person who is meant: somebody here first, then anybody; empty where nobody is."""
    story, here = session.story, present(session)
    if not who or _is_anybody(who):
        return here[0] if len(here) == 1 else ""
    roles = {id_: f"{story.people[id_].name} {story.people[id_].role}" for id_ in here}
    return named(roles, who) or named({id_: person.name for id_, person in story.people.items()}, who) or ""


def _ask(session: Session, person: str, who: list[str], topics: list[str]) -> Command:
    """Ask somebody about something."""
    story = session.story
    topic = named_text(topics_of(session, person), topics) if person in present(session) else None
    if topic is not None:
        return Say(list(passage(session.story, topic.text, session.state.memory, session.seed)))
    meant = hinted(session, [*who, *topics]) or hinted(session, topics)
    if meant is None and not person:
        meant = hinted(session, who)
    if meant is not None:
        return meant
    if not person:
        nobody = " ".join((gettext("Whom do you want to ask?"), _those_here(session)))
        return Say([told("message", nobody if _is_anybody(who) else _nobody_words(session, who))])
    name = story.people[person].name
    if person not in present(session):
        return Say([told("message", _not_here(session, name))])
    known = topic_line(session, person) or possible(session)
    return Say([told("message", gettext("{person} has nothing to tell about that now.", person=name)), *known])


def _those_here(session: Session) -> str:
    names = [session.story.people[id_].name for id_ in present(session)]
    return gettext("Here: {people}.", people=and_list(names)) if names else gettext("Here: nobody.")


def _not_here(session: Session, name: str) -> str:
    return " ".join((gettext("{person} is not here.", person=name), _those_here(session)))


def _is_anybody(who: list[str]) -> bool:
    """Whether these words name nobody in particular."""
    return SOMEBODY.union(pronouns(), somebody()).issuperset(who)


def _nobody_words(session: Session, who: list[str]) -> str:
    names = [candidate.name for candidate in session.story.people.values()]
    called = " ".join(who)
    near = nearest_name(called, names) or _those_here(session)
    if is_read_of(session, who):
        mentioned = gettext("The story mentions “{name}”, but there is nobody by that name to talk to.", name=called)
        return f"{mentioned} {near}"
    return " ".join((gettext("Nobody here is called “{name}”.", name=called), near))


def understand_courtesy(session: Session, verb: str, about: list[str]) -> Command:
    """What it means to thank, to help or to embrace somebody: only what the story offers, and that is asked back."""
    meant = hinted(session, [verb, *about])
    if meant is not None:
        return meant
    person = addressed(session, about)
    if not person:
        words = f"{_whom(verb)} {_those_here(session)}"
    elif person not in present(session):
        words = _not_here(session, session.story.people[person].name)
    else:
        name = session.story.people[person].name
        words = gettext("{person} needs nothing of the kind from you just now.", person=name)
    return Say([told("message", words), *possible(session)])


def _whom(verb: str) -> str:
    """The question to whom the courtesy goes."""
    match verb:
        case "thank" | "thanks":
            return gettext("Whom do you want to thank?")
        case "help":
            return gettext("Whom do you want to help?")
        case "apologise" | "apologize":
            return gettext("To whom do you want to apologise?")
        case "congratulate":
            return gettext("Whom do you want to congratulate?")
        case "nod":
            return gettext("To whom do you want to nod?")
        case "wave":
            return gettext("To whom do you want to wave?")
        case _:
            return gettext("At whom do you want to smile?")

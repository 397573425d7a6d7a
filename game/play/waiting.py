"""Waiting, by what the story offers: something that can be done again and does nothing but let time pass."""

from __future__ import annotations

import re

from game.engine import Option
from game.engine.guards import failed
from game.engine.rendering import clock_time
from game.engine.state import State
from game.localisation.lists_numbers_dates import or_list
from game.localisation.messages import gettext
from game.play.command_types import Command, DoCommand, Say, WaitCommand
from game.play.naming import fits, tokens
from game.play.narration import in_sentence, told
from game.play.offered import hinted
from game.play.own_vocabulary import event_words
from game.play.reports import deadlines_ahead
from game.play.session import Session
from game.story.model.expressions import Formula, Number, Operation, VariableRead, conjuncts
from game.story.model.story import ROAMING, Apply, Leave, Offer, Scene, ShowText, Story

_UNTIL = re.compile(r"(?:until|till|til|for|to)?(?: the)? ?(.*)")
_TIME = re.compile(r"(?:at )?(\d{1,2})(?:[:.h](\d{2}))?(?: ?o'?clock)?")
_LONG = re.compile(
    r"(?P<number>\d{1,3}|an?|one|half an|a quarter of an) ?(?P<unit>minutes?|min|hours?|h)(?: more| longer)?"
)
_NUMBERS = {"a": 60, "an": 60, "one": 60, "half an": 30, "a quarter of an": 15}
_EVENTS = re.compile(r"\b(?:gong|bell|signal|next|event|meeting|something|happens|deadline|it (?:starts|begins))\b")
"""What one may call that which comes next by itself."""
_WORDS_IN_FRONT = re.compile(r"^(?:wait|z|until)\b ?")


def names_an_event(words: str) -> bool:
    """Whether words speak of something that comes by itself."""
    said = words.casefold()
    return _EVENTS.search(said) is not None or any(word in said.split() for word in event_words())


def minutes_of_waiting(story: Story, node: int, back_to: int) -> int:
    """How long it takes to come from a node to `back_to` by texts and passing time alone; 0 when it is not so."""
    minutes = 0
    while node != back_to:
        match story.nodes[node]:
            case ShowText(_, following):
                node = following
            case Apply(effects, following) if all(effect.kind == "time" for effect in effects):
                minutes += sum(effect.amount for effect in effects)
                node = following
            case _:
                return 0
    return minutes


def waiting_scene(story: Story, scene: Scene) -> int:
    """How many minutes a scene takes that is there for waiting; 0 for all others."""
    is_waiting = scene.again and not scene.on_arrival and isinstance(story.nodes[0], Leave)
    return minutes_of_waiting(story, scene.start, 0) if is_waiting else 0


def waiting_options(session: Session) -> list[Option]:
    """The options of which each does nothing but let time pass, and can be done again."""
    story, state = session.story, session.state
    if story.clock is None:
        return []
    node = story.nodes[state.node] if state.node != ROAMING else None
    targets = {c.id: c.target for c in node.choices if c.again} if isinstance(node, Offer) else {}
    return [
        option
        for option in session.options
        if (option.kind == "scene" and waiting_scene(story, story.scenes[option.subject]))
        or (option.kind == "choice" and minutes_of_waiting(story, targets.get(option.id, state.node), state.node))
    ]


def understand_waiting(session: Session, words: str, typed: list[str]) -> Command:
    """What it means to wait here: once, or until a time, for a while, or until something happens by itself."""
    story = session.story
    if story.clock is None:
        return Say([told("message", gettext("There is no clock in this story: nothing is won by waiting."))])
    options = waiting_options(session)
    if not options:
        return hinted(session, typed) or Say([told("message", _no_waiting(session))])
    rest = _WORDS_IN_FRONT.sub("", words)
    if not rest:
        return DoCommand(options[0].id)
    until = _until(session, rest)
    if until is None and (meant := hinted(session, typed)) is not None:
        return meant
    if until is None:
        when = gettext("Until when? It is {time}. For example `wait until 11:00`.", time=clock_time(_now(session)))
        return Say([told("message", when)])
    if until <= _now(session):
        return Say([told("message", gettext("It is {time} already.", time=clock_time(_now(session))))])
    return WaitCommand(options[0].id, until)


def _now(session: Session) -> int:
    assert session.story.clock is not None  # noqa: S101 - asked before
    return session.story.clock.get(session.state.memory)


def _no_waiting(session: Session) -> str:
    """Why one cannot wait here, and where one can."""
    story = session.story
    some = [
        story.places[id_]
        for scene in story.scenes.values()
        if waiting_scene(story, scene) and set(failed(scene, session.state.memory)) <= {"due"}
        for id_ in scene.at
    ]
    known = [place for place in some if place.visits.get(session.state.memory)]
    places = dict.fromkeys(in_sentence(place.name) for place in known or some)
    if not places:
        return gettext("Time passes here only by what you do.")
    return gettext("Time passes here only by what you do. One can wait in {places}.", places=or_list(list(places)))


def _until(session: Session, rest: str) -> int | None:
    """The minute of the day until which one is to wait, or None where none is named."""
    words = _UNTIL.fullmatch(rest)
    said = words[1].strip() if words is not None else rest
    long = _LONG.fullmatch(said) or _LONG.fullmatch(rest.removeprefix("for "))
    if long is not None:
        number, hours = long["number"], long["unit"].startswith("h")
        return _now(session) + (_NUMBERS[number] if not number.isdecimal() else int(number) * (60 if hours else 1))
    at = _TIME.fullmatch(said)
    if at is not None and int(at[1]) < 24:
        minutes, clock = int(at[1]) * 60 + int(at[2] or 0), session.story.clock
        # On a clock of twelve hours two in the afternoon is two.
        later = minutes + 12 * 60
        return later if minutes <= _now(session) and clock is not None and later <= clock.high else minutes
    if said in ("noon", "midday"):
        return 12 * 60
    named = _deadline_called(session, said)
    if named is not None:
        return named
    return next_event(session.story, session.state) if names_an_event(said) else None


def _deadline_called(session: Session, said: str) -> int | None:
    """The time of the next deadline that is called so."""
    about = tokens(said)
    return next(
        (
            deadline.at
            for deadline, _ in deadlines_ahead(session)
            if about and all(any(fits(word, part) for part in tokens(deadline.name)) for word in about)
        ),
        None,
    )


def next_event(story: Story, state: State) -> int | None:
    """The time at which the next scene opens by itself wherever one is, if nothing else happens before; None: none."""
    if story.clock is None:
        return None
    now = story.clock.get(state.memory)
    times = [
        time
        for id_ in story.arrivals
        if (time := _opens_at(story, story.scenes[id_], state.memory)) is not None and time > now
    ]
    return min(times, default=None)


def _opens_at(story: Story, scene: Scene, memory: int) -> int | None:
    """The time for which a scene waits, where it waits for nothing else."""
    if scene.when is None or failed(scene, memory) != ("condition",):
        return None
    time = None
    for part in conjuncts((scene.when.tree,)):
        match part:
            case Operation(">=", VariableRead("time"), Number(value)):
                time = max(time or 0, value)
            case Operation(">", VariableRead("time"), Number(value)):
                time = max(time or 0, value + 1)
            case _ if not Formula("", part, "number", story.layout)(memory):
                return None
    return time

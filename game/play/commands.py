"""Typed commands: what the player's words mean here and now.

`understand` never does anything. It says which of a few things is meant; the client carries it out.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from game.engine import AnswerGiven, Option
from game.engine.rendering import render_words
from game.engine.state import Action
from game.grading.normal_form import normalised
from game.play import reports
from game.play.command_words import (
    COMMAND_VERBS,
    FIRST_THE_QUESTION,
    GO,
    HINT,
    LOOK,
    LOOKUP,
    NAMED_PAGES,
    PAGES,
    PASS,
    REPORT_COMMANDS,
    SHORT,
    SMALL,
    SOFT_PAGES,
    TAKE,
    TALK,
    TRAVEL,
    TRAVELS,
    PageName,
)
from game.play.naming import fits, graded, listed, named, nearest_name, tokens
from game.play.narration import Told, passage, told
from game.play.question_help import why_no_help
from game.play.session import Session
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Question
from game.support import limits


class DoCommand(NamedTuple):
    """Do this."""

    action: Action


class WalkCommand(NamedTuple):
    """Walk to this place."""

    place: str


class Say(NamedTuple):
    """Show these lines; nothing happens in the story."""

    lines: list[Told]


class Show(NamedTuple):
    """Show one of the client's own pages; `about` narrows it (a topic, a name, a number of steps)."""

    page: PageName
    about: str = ""


Command: TypeAlias = DoCommand | WalkCommand | Say | Show


def understand(session: Session, typed: str) -> Command:
    """What the typed words mean in this session."""
    words = typed.strip()
    if not words:
        return Say([])
    if len(words) > limits.ANSWER_CHARACTERS:
        return Say([told("message", f"That is too long: at most {limits.ANSWER_CHARACTERS:,} characters are allowed.")])
    if words.startswith("/"):
        command = _forced(session, words[1:].strip())
        if command is not None:
            return command
    elif _is_answer(session, words):
        return DoCommand(AnswerGiven(words))
    travel = TRAVEL.fullmatch(words)
    if travel is not None and travel.lastgroup is not None:
        return Show(TRAVELS[travel.lastgroup], travel[travel.lastgroup])
    question = _during_question(session, words)
    if question is not None:
        return question
    if words.isdecimal():
        return _number(session, int(words))
    tokens = re.findall(r"[\w'’-]+|\?", words.casefold())
    if not tokens:
        return _not_understood(session, words)
    return _verb(session, tokens[0], tokens[1:], words)


def _is_answer(session: Session, words: str) -> bool:
    """Whether these very words are the right answer to the question that waits, whatever else they could mean.

    A slip in the spelling of a right answer that happens to be a command is still a command.
    """
    question = session.question
    if question is None or question.kind not in ("typed", "cloze", "open"):
        return False
    verdict = graded(session, question, words)
    return verdict.right and not verdict.spelling


def _forced(session: Session, words: str) -> Command | None:
    """What a command means that was typed with a `/` in front, so that it is none but a command; None if it is none."""
    question = session.question
    travel = TRAVEL.fullmatch(words)
    if travel is not None and travel.lastgroup is not None:
        return Show(TRAVELS[travel.lastgroup], travel[travel.lastgroup])
    if question is not None:
        helped = _help_or_pass(session, normalised(words))
        if helped is not None:
            return helped
    verb, _, rest = words.casefold().partition(" ")
    if verb in PAGES:
        return Show(PAGES[verb], words.partition(" ")[2].strip())
    if verb in REPORT_COMMANDS and not rest:
        return Say(REPORT_COMMANDS[verb](session))
    if verb not in (LOOK | GO | TALK | TAKE | SHORT.keys() | set(DIRECTIONS)):
        return None
    return Say([told("message", FIRST_THE_QUESTION)]) if question is not None else understand(session, words)


def _help_or_pass(session: Session, said: str) -> Command | None:
    """A look into the notebook, a hint, or to give the question up, where these words ask for it."""
    wanted = "lookup" if said in LOOKUP else "hint" if said in HINT else ""
    if wanted and wanted not in {option.id for option in session.options}:
        return Say([told("message", why_no_help(session, wanted))])
    return DoCommand(wanted or "pass") if wanted or said in PASS else None


def _during_question(session: Session, words: str) -> Command | None:
    """During a question nearly everything is an answer; a few words still mean what they mean elsewhere."""
    question = session.question
    if question is None:
        return None
    if question.kind == "choice" and (chosen := _option_in_words(session, words)) is not None:
        return chosen
    helped = _help_or_pass(session, normalised(words))
    if helped is not None:
        return helped
    verb, _, rest = words.casefold().partition(" ")
    page = PAGES.get(verb)
    fits = not rest or page in NAMED_PAGES or (page, rest) == ("story", "all")
    if page is not None and page != "notes" and len(verb) > 1 and fits:
        return Show(page, words.partition(" ")[2].strip())
    if question.kind != "choice":
        return _own_words(session, question, words, verb, bool(rest))
    if words.isdecimal():
        return _number(session, int(words))
    by_words = _by_words(session, words.casefold().split())
    return by_words or DoCommand(AnswerGiven(words))


def _own_words(session: Session, question: Question, words: str, verb: str, more: bool) -> Command:
    """An answer in the player's own words, unless it is plainly meant as a command: nobody should lose by that."""
    if not more and verb in REPORT_COMMANDS and verb not in ("time", "i", "items"):
        return Say(REPORT_COMMANDS[verb](session))
    verdict = graded(session, question, words)
    is_command = verb in (GO | LOOK | TALK | TAKE) - {"ask", "tell", "return"} and (more or verb in LOOK)
    if is_command and not verdict.right:
        return Say([told("message", FIRST_THE_QUESTION)])
    return DoCommand(AnswerGiven(words))


def _option_in_words(session: Session, words: str) -> Command | None:
    """The answer to choose whose words these are, to the letter but for capitals."""
    if words.isdecimal():
        return None
    fitting = [
        option
        for option in session.options
        if option.kind == "answer" and _words(session, option).casefold() == words.casefold()
    ]
    return DoCommand(fitting[0].id) if len(fitting) == 1 else None


def _number(session: Session, number: int) -> Command:
    options = session.options
    if 1 <= number <= len(options):
        return DoCommand(options[number - 1].id)
    return Say([told("message", f"There is no number {number} here; the numbers go from 1 to {len(options)}.")])


def _verb(session: Session, verb: str, rest: list[str], words: str) -> Command:
    about = [word for word in rest if word not in SMALL]
    exact = [option for option in session.options if normalised(words) == normalised(_words(session, option))]
    if len(exact) == 1:
        return DoCommand(exact[0].id)
    if not exact and (reason := _why_closed(session, words)) is not None:
        return reason
    direction = SHORT.get(verb, verb)
    if direction in DIRECTIONS and not rest:
        return _direction(session, direction)
    if verb in PAGES and (not about or verb not in ("back", "exit", "note")):
        meant = _by_words(session, [verb, *about]) if about and verb in SOFT_PAGES else None
        named = PAGES[verb] in NAMED_PAGES
        return meant or Show(PAGES[verb], words.partition(" ")[2].strip() if named else " ".join(about))
    if verb in REPORT_COMMANDS and not about:
        return Say(REPORT_COMMANDS[verb](session))
    if verb in LOOK:
        return _look(session, about)
    if verb in GO:
        return _go(session, rest, about)
    if verb in TALK:
        return _talk(session, about)
    if verb in TAKE:
        return _take(session, about)
    return _by_words(session, [verb, *about]) or _by_words(session, about) or _not_understood(session, words)


def _why_closed(session: Session, words: str) -> Command | None:
    """The reason why a choice cannot be taken that is shown and called so."""
    story, state = session.story, session.state
    for choice in session.closed:
        if normalised(words) == normalised(render_words(story, choice.label, state.memory, state.seed)):
            return Say(list(passage(story, choice.reason, state.memory, state.seed)))
    return None


def _direction(session: Session, direction: str) -> Command:
    if f"go:{direction}" in {option.id for option in session.options}:
        return DoCommand(f"go:{direction}")
    if not session.is_roaming:
        return _busy(session)
    place = session.place
    way = next((exit_ for exit_ in place.exits if exit_.direction == direction), None) if place else None
    if way is None:
        return Say(
            [told("message", f"There is no way {direction} from here."), *reports.ways(session, place)] if place else []
        )
    if way.closed is not None:
        return Say(list(passage(session.story, way.closed, session.state.memory, session.seed)))
    return Say([told("message", f"The way {direction} is closed.")])


def _busy(session: Session) -> Command:
    return Say([told("message", "First this: choose one of the numbers."), *possible(session)])


def _look(session: Session, about: list[str]) -> Command:
    if not about or about in (["around"], ["here"]):
        return Say(reports.look(session))
    story, memory = session.story, session.state.memory
    place = session.place
    carried = [item for item in story.items.values() if item.carried.get(memory) or (place and item.id in place.items)]
    item = named({thing.id: thing.name for thing in carried}, about)
    if item is not None:
        return _about(session, story.items[item].name, story.items[item].about)
    scene = _by_words(session, about)
    if isinstance(scene, DoCommand):
        return scene
    person = named({id_: story.people[id_].name for id_ in reports.people_here(session)}, about)
    if person is not None:
        who = story.people[person]
        return _about(session, f"{who.name}, {who.role}" if who.role else who.name, who.about)
    if scene is not None:
        return scene
    return Say(
        [
            told("message", f"You see no {' '.join(about)} here that is worth a closer look."),
            *possible(session),
        ]
    )


def _about(session: Session, name: str, about: object) -> Command:
    lines = [told("place", name[:1].upper() + name[1:])]
    if about is not None:
        lines.extend(passage(session.story, about, session.state.memory, session.seed))  # type: ignore[arg-type]
    return Say(lines)


def _go(session: Session, rest: list[str], about: list[str]) -> Command:
    first = SHORT.get(rest[-1], rest[-1]) if rest else ""
    if first in DIRECTIONS and len(about) <= 1:
        return _direction(session, first)
    if not about:
        return Say([told("message", "Where to?"), *(reports.ways(session, session.place) if session.place else [])])
    if not session.is_roaming:
        return _by_words(session, about) or _busy(session)
    story = session.story
    place = named({id_: candidate.name for id_, candidate in story.places.items()}, about)
    if place is None:
        meant = _by_words(session, about)
        if meant is not None:
            return meant
        names = [candidate.name for candidate in story.places.values()]
        return Say(
            [
                told(
                    "message",
                    f"There is no place called “{' '.join(about)}”. {nearest_name(' '.join(about), names)}",
                )
            ]
        )
    if session.place is not None and place == session.place.id:
        return Say([told("message", "You are there.")])
    return WalkCommand(place)


def _talk(session: Session, about: list[str]) -> Command:
    story = session.story
    here = reports.people_here(session)
    offered = [option for option in session.options if option.kind == "scene" and story.scenes[option.subject].people]
    if not about:
        if len(offered) == 1:
            return DoCommand(offered[0].id)
        return Say(
            [
                told(
                    "message",
                    f"To whom? Here: {listed([story.people[id_].name for id_ in here]) or 'nobody'}.",
                )
            ]
        )
    person = named(
        {id_: f"{candidate.name} {candidate.role}" for id_, candidate in story.people.items() if id_ in here}, about
    )
    person = person or named({id_: candidate.name for id_, candidate in story.people.items()}, about)
    if person is None:
        by_words = _by_words(session, about)
        names = [candidate.name for candidate in story.people.values()]
        return by_words or Say(
            [
                told(
                    "message",
                    f"You know nobody called “{' '.join(about)}”. {nearest_name(' '.join(about), names)}",
                )
            ]
        )
    scene = next((option for option in offered if person in story.scenes[option.subject].people), None)
    if scene is not None:
        return DoCommand(scene.id)
    name = story.people[person].name
    if person in here:
        return Say([told("message", f"{name} has nothing more to say to you at the moment.")])
    if not session.is_roaming:
        return _by_words(session, about) or _busy(session)
    return Say(
        [
            told(
                "message",
                f"{name} is not here. Here: {listed([story.people[id_].name for id_ in here]) or 'nobody'}.",
            )
        ]
    )


def _take(session: Session, about: list[str]) -> Command:
    story = session.story
    options = {option.subject: story.items[option.subject].name for option in session.options if option.kind == "take"}
    if not about and len(options) == 1:
        return DoCommand(f"take:{next(iter(options))}")
    item = named(options, about) if about else None
    if item is not None:
        return DoCommand(f"take:{item}")
    carried = {thing.id: thing.name for thing in story.items.values() if thing.carried.get(session.state.memory)}
    if about and (held := named(carried, about)) is not None:
        return Say([told("message", f"You have {carried[held]} already.")])
    lying = f"You could take: {listed(list(options.values()))}." if options else "Nothing here is yours to take."
    return (_by_words(session, about) if about else None) or Say([told("message", lying)])


def _by_words(session: Session, about: list[str]) -> Command | None:
    """The option that the words name, or a question which one is meant; None when they name none."""
    if not about:
        return None
    scored: list[tuple[float, Option]] = []
    for option in session.options:
        label = tokens(_words(session, option))
        if option.kind == "scene":
            label += [
                word
                for who in session.story.scenes[option.subject].people
                for word in tokens(session.story.people[who].name)
            ]
        hits = sum(any(fits(word, token) for token in label) for word in about)
        if hits:
            scored.append((hits / len(about), option))
    best = max((score for score, _ in scored), default=0.0)
    meant = [option for score, option in scored if score == best]
    if best < 0.6:
        return None
    if len(meant) > 1:
        names = [_words(session, option) for option in meant]
        return Say([told("message", f"Which one: {listed(names, 'or')}?")])
    return DoCommand(meant[0].id)


def _words(session: Session, option: Option) -> str:
    return session.labels[session.options.index(option)]


def possible(session: Session) -> list[Told]:
    """One line that names what is possible here."""
    names = [_words(session, option) for option in session.options]
    if len(names) > 6:
        names = [*names[:6], f"{len(names) - 6} more"]
    return [told("hint", f"Possible here: {listed(names)}.")] if names else []


def _not_understood(session: Session, words: str) -> Command:
    first = words.casefold().split()[0]
    from difflib import get_close_matches  # only when something was not understood

    near = get_close_matches(first, COMMAND_VERBS, n=1, cutoff=0.7)
    meant = f" Did you mean “{words.casefold().replace(first, near[0], 1)}”?" if near else ""
    return Say([told("message", f"“{words[:60]}” does not lead anywhere here.{meant}"), *possible(session)])

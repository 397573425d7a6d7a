"""Typed commands: what the player's words mean here and now.

`understand` never does anything. It says which of a few things is meant; the client carries it out. What one sort of
command means stands beside this: `at_question`, `going`, `looking`, `talking`, `waiting`, and `offered` for all else.
"""

from __future__ import annotations

import re

from game.engine import AnswerGiven
from game.engine.state import Action
from game.grading.normal_form import normalised
from game.localisation.lists_numbers_dates import and_list
from game.localisation.messages import gettext
from game.play.at_question import first_the_question, help_or_pass, is_right_answer, understand_at_question
from game.play.command_types import AskBack, Command, DoCommand, Say, Show, WaitCommand, WalkCommand
from game.play.command_words import (
    AFTER_THE_END,
    BEGIN_ANEW,
    GO,
    GO_BACK,
    LOOK,
    NAMED_PAGES,
    NO,
    NOTEBOOK_PAGES,
    PAGES,
    PHRASES,
    POLITE,
    REPORT_COMMANDS,
    SHORT,
    SOCIAL,
    SOFT_PAGES,
    TAKE,
    TALK,
    TRAVEL,
    TRAVELS,
    WAIT,
    YES,
)
from game.play.document_commands import document_by_words, document_called
from game.play.going import busy, go_back, go_direction, places_named, understand_going, walk_to
from game.play.going_back import understand_back
from game.play.looking import seen_thing, understand_looking, where_is, who_is
from game.play.naming import matters, named, tokens
from game.play.narration import told
from game.play.notebook import costs_at_question
from game.play.offered import by_number, closed_option, hinted, named_option, not_understood, possible, wholly_named
from game.play.own_commands import in_english, with_whole_verb
from game.play.session import Session
from game.play.source_marks import mark_typed
from game.play.talking import understand_courtesy, understand_talking
from game.play.waiting import understand_waiting
from game.story.model.directions import DIRECTIONS
from game.support import limits

__all__ = ["AskBack", "Command", "DoCommand", "Say", "Show", "WaitCommand", "WalkCommand", "understand"]

_ARTICLES = re.compile(r"\b(?:the|a|an|my|your|this|that)\b ?(?=\w)")
_ASKED_WHERE = re.compile(r"(?:where is|where's|wheres|find|where are) (.+)")
_ASKED_WHO = re.compile(r"(?:who is|who's|whos|who are) (.+)")


def understand(session: Session, typed: str, suggested: Action | None = None) -> Command:
    """What the typed words mean in this session. `suggested` is what the line before asked back about."""
    words = typed.strip()
    if not words:
        return Say([])
    if len(words) > limits.ANSWER_CHARACTERS:
        most = limits.ANSWER_CHARACTERS
        return Say([told("message", gettext("That is too long: at most {most} characters are allowed.", most=most))])
    line = in_english(words)
    if line.startswith("/"):
        command = _travel(line[1:].strip()) or understand_back(session, line) or _forced(session, line[1:].strip())
        if command is not None:
            return command
    elif is_right_answer(session, words):
        return DoCommand(AnswerGiven(words))
    said = said_plainly(line)
    if suggested is not None and _is_possible(session, suggested) and said in YES | NO:
        return DoCommand(suggested) if said in YES else Say([told("message", gettext("All right: nothing was done."))])
    travel = _travel(line)
    if travel is not None:
        return travel
    if named_option(session, words) is None and (back := understand_back(session, line)) is not None:
        return back
    canonical = PHRASES.get(said) or PHRASES.get(_ARTICLES.sub("", said)) or said
    if session.question is not None:
        return understand_at_question(session, session.question, words, line, canonical)
    if session.is_over and not session.is_stuck and (said in AFTER_THE_END or canonical in AFTER_THE_END):
        return Show(AFTER_THE_END.get(said) or AFTER_THE_END[canonical])
    if words.isdecimal():
        return by_number(session, int(words))
    return _free(session, words, line, canonical)


def said_plainly(words: str) -> str:
    """The words in small letters without punctuation, and without what politeness puts in front."""
    plain = " ".join(re.findall(r"[\w'’:.-]+|\?", words.casefold().replace("’", "'")))
    plain = plain.rstrip(".?").strip().removesuffix(" please") or plain
    return (POLITE.sub("", f"{plain} ", count=1) if POLITE.match(f"{plain} ") else plain).strip() or plain


def _is_possible(session: Session, action: Action) -> bool:
    """Whether what was suggested can still be done."""
    if isinstance(action, AnswerGiven):
        return session.wants_words
    return action in {option.id for option in session.options}


def _travel(words: str) -> Command | None:
    found = TRAVEL.fullmatch(words)
    return Show(TRAVELS[found.lastgroup], found[found.lastgroup]) if found is not None and found.lastgroup else None


def _forced(session: Session, words: str) -> Command | None:
    """What a command means that was typed with a `/` in front, so that it is none but a command; None if it is none."""
    question = session.question
    if question is not None:
        helped = help_or_pass(session, normalised(words))
        if helped is not None:
            return helped
    verb, _, rest = words.casefold().partition(" ")
    if (document := document_called(session, words)) is not None:
        return document
    if mark := mark_typed(words, bare=question is None):
        return Show("source", mark) if question is None else Say([told("message", costs_at_question())])
    if question is not None and PAGES.get(verb) == "notes":
        return Say([told("message", costs_at_question())])
    if verb in PAGES:
        return Show(PAGES[verb], words.partition(" ")[2].strip())
    if verb in NOTEBOOK_PAGES and question is None:
        return Show(NOTEBOOK_PAGES[verb], rest)
    if verb in REPORT_COMMANDS and not rest:
        return Say(REPORT_COMMANDS[verb](session))
    if verb not in (LOOK | GO | TALK | TAKE | WAIT | SHORT.keys() | set(DIRECTIONS)):
        return None
    return Say(first_the_question(session, question)) if question is not None else understand(session, words)


def _free(session: Session, words: str, line: str, canonical: str) -> Command:
    """What words mean while no question waits: first what is offered and named, then the commands."""
    named_here = named_option(session, words) or closed_option(session, words)
    if named_here is not None:
        return named_here
    if mark := mark_typed(line, bare=True):
        return Show("source", mark)
    if (document := document_called(session, canonical)) is not None:
        return document
    if canonical not in COMMANDS_ALONE and (whole := _wholly_named(session, words)) is not None:
        return whole
    found = re.findall(r"[\w'-]+|\?", canonical)
    if not found:
        return not_understood(session, words)
    if canonical in YES | NO and canonical not in SHORT:
        return Say([told("message", gettext("Nothing was asked just now.")), *possible(session)])
    places = places_named(session, tokens(canonical), whole=True) if session.is_roaming else []
    if len(places) == 1 and canonical not in COMMANDS_ALONE:
        return walk_to(session, places[0])
    return _verb(session, found[0], found[1:], words, line, canonical)


def _wholly_named(session: Session, words: str) -> Command | None:
    whole_verb = with_whole_verb(words)
    return wholly_named(session, words) or (wholly_named(session, whole_verb) if whole_verb != words else None)


COMMANDS_ALONE = frozenset((*REPORT_COMMANDS, *PAGES, *SHORT, *DIRECTIONS, "talk", "look", "l", "go", "take"))
"""Single words that are a command, whatever label has them in it."""


def _verb(session: Session, verb: str, rest: list[str], words: str, line: str, canonical: str) -> Command:
    about = [word for word in rest if matters(word)]
    direction = SHORT.get(verb, verb)
    if direction in DIRECTIONS and not rest and (canonical not in GO_BACK or direction in _ways(session)):
        return go_direction(session, direction)
    if canonical in GO_BACK and (back := go_back(session)) is not None:
        return back
    if canonical in BEGIN_ANEW:
        fresh = gettext("`back to 0` leads to the beginning of this play; for a new one quit and begin with --new.")
        return Say([told("message", fresh)])
    if PAGES.get(verb) == "document" and about:  # none is called so, but something offered may be opened
        return document_by_words(session, about) or hinted(session, tokens(words)) or not_understood(session, words)
    if verb in PAGES and (not about or verb not in ("back", "exit", "note", "help", "hint", "plan")):
        meant = hinted(session, [verb, *about]) if about and verb in SOFT_PAGES else None
        is_named = PAGES[verb] in NAMED_PAGES
        return meant or Show(PAGES[verb], line.partition(" ")[2].strip() if is_named else " ".join(about))
    if verb in NOTEBOOK_PAGES and (not about or verb == "people"):
        return Show(NOTEBOOK_PAGES[verb], " ".join(about))
    if verb in REPORT_COMMANDS and not about:
        return Say(REPORT_COMMANDS[verb](session))
    asked = [word for word in about if word not in ("is", "are", "does", "mean", "means")]
    if verb in ("what", "what's", "whats") and asked:
        return understand_looking(session, asked)
    return _sentence(session, verb, rest, about, canonical) or _otherwise(session, [verb, *about], about, words)


def _ways(session: Session) -> set[str]:
    place = session.place
    return {way.direction for way in place.exits} if place is not None else set()


def _sentence(session: Session, verb: str, rest: list[str], about: list[str], canonical: str) -> Command | None:
    """What a verb with its object means; None where it is none of the verbs that there are."""
    where, who = _ASKED_WHERE.fullmatch(canonical), _ASKED_WHO.fullmatch(canonical)
    if where is not None:
        return where_is(session, [word for word in re.findall(r"[\w'-]+", where[1]) if matters(word)])
    if who is not None:
        return who_is(session, [word for word in re.findall(r"[\w'-]+", who[1]) if matters(word)])
    if verb in LOOK:
        # In a scene `read` and `search` may be what is offered there; `look` never is.
        meant = hinted(session, [verb]) if not about and not session.is_roaming and verb not in ("look", "l") else None
        return meant or understand_looking(session, about)
    if verb in GO:
        return understand_going(session, canonical, rest, about)
    if verb in TALK:
        return understand_talking(session, canonical.partition(" ")[2])
    if verb in TAKE:
        return _take(session, about)
    if verb in WAIT:
        return understand_waiting(session, canonical, [verb, *about])
    if verb in SOCIAL:
        return understand_courtesy(session, verb, about)
    return None


def _otherwise(session: Session, typed: list[str], about: list[str], words: str) -> Command:
    """What words mean that begin with no verb of ours: something offered, about which one is asked back."""
    meant = (seen_thing(session, typed) if not about else None) or hinted(session, typed) or hinted(session, about)
    if meant is not None:
        return meant
    if (whole_verb := with_whole_verb(words)) != words and (meant := hinted(session, tokens(whole_verb))) is not None:
        return meant
    carried = {item.id: item.name for item in session.story.items.values() if item.carried.get(session.state.memory)}
    if not about and named(carried, typed) is not None:
        return understand_looking(session, typed)
    item = (named(carried, about) or named(carried, about[:1])) if about else None
    if item is not None:
        used = gettext(
            "You have {item}. The story offers by itself what can be done with it; `x` looks at it.", item=carried[item]
        )
        return Say([told("message", used), *possible(session)])
    return document_by_words(session, typed) or not_understood(session, words)


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
        return Say([told("message", gettext("You have {item} already.", item=carried[held]))])
    if not session.is_roaming:
        return hinted(session, about) or busy(session)
    if options:
        lying = gettext("You could take: {items}.", items=and_list(list(options.values())))
    else:
        lying = gettext("Nothing here is yours to take.")
    return (hinted(session, about) if about else None) or Say([told("message", lying)])

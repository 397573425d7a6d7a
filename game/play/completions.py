"""How a line that was begun may go on: only lines that are understood, and only what the player knows of.

Candidates are made of what is offered, known and near (`nameable_things`). Each is handed to `understand` before it is
shown, and shown only if it means what it was made for: where two places share a name, neither is completed by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from game.play import nameable_things as things
from game.play.command_types import DoCommand, PageName, Show
from game.play.command_words import AFTER_THE_END, PAGES, REPORT_COMMANDS, TYPED_FOR
from game.play.commands import understand
from game.play.nameable_things import Meaning, Nameable, Nameables
from game.play.own_commands import spoken_command
from game.play.own_vocabulary import about_words, command_words
from game.play.session import Session
from game.play.waiting import waiting_options

SavedNames: TypeAlias = Callable[[], Iterable[str]]
"""Tells the names of the saved plays, when they are needed."""

MOST_COMPLETIONS = 8
_LONGEST = 120
_PAGES_AFTER_THE_END: set[PageName] = {
    "help", "undo", "redo", "story", "save", "load", "delete", "transcript", "endings", "settings", "quit", "document",
}  # fmt: skip


class _Verb(NamedTuple):
    """Verbs behind which the same can be named. `plain` begins a line best, `begins` matches what else may.

    Both are English; `own` is the English verb as `own_vocabulary` has it, whose words in the language that is spoken
    now may begin the line as well. `is_listed`: its lines stand in a list of all that can be done, where nobody wants
    to read everything twice.
    """

    plain: str
    begins: re.Pattern[str]
    things: Nameables
    own: str = ""
    is_listed: bool = True

    @property
    def first(self) -> str:
        """What begins a line best in the language that is spoken now."""
        words = command_words()[self.own] if self.own else ()
        return f"{words[0]} " if words else self.plain

    def begun(self, typed: str) -> str:
        """As much of the line as is one of these verbs; empty for none."""
        found = self.begins.match(typed)
        if found is not None:
            return found[0]
        words = command_words()[self.own] if self.own else ()
        spoken = [word for word in words if typed.casefold().startswith(f"{word} ")]
        return typed[: len(max(spoken, key=len)) + 1] if spoken else ""


_VERBS = (
    _Verb(
        "go to ",
        re.compile(r"(?:(?:go|walk|run|enter|visit|move|climb|return)(?: to| into| in| up)*) ", re.IGNORECASE),
        things.walkable_places,
        "go",
    ),
    _Verb(
        "go ",
        re.compile(r"(?:go|walk|run|enter|visit|move|climb|return) ", re.IGNORECASE),
        things.directions,
        "go",
        is_listed=False,
    ),
    _Verb(
        "talk to ",
        re.compile(r"(?:(?:talk|speak|chat)(?: to| with)?|greet|meet|hello|hi|interview) ", re.IGNORECASE),
        things.talkers,
        "talk",
    ),
    _Verb(
        "ask ",
        re.compile(r"(?:ask|tell|question) ", re.IGNORECASE),
        things.askable,
        "ask",
    ),
    _Verb(
        "look at ",
        re.compile(r"(?:x|l|look(?: at)?|examine|inspect|describe|read|search|study) ", re.IGNORECASE),
        things.visible_things,
        "look",
    ),
    _Verb(
        "take ",
        re.compile(r"(?:take|get|grab|pick up|collect) ", re.IGNORECASE),
        things.lying_here,
        "take",
    ),
    _Verb(
        "notes ",
        re.compile(r"(?:notes?|notebook|facts) ", re.IGNORECASE),
        things.noted_topics,
        "notes",
    ),
    _Verb(
        "read ",
        re.compile(
            r"(?:x|l|look(?: at)?|examine|inspect|describe|read|search|study|documents?|open|show) ", re.IGNORECASE
        ),
        things.documents,
        "document",
    ),
    _Verb(
        "who is ",
        re.compile(r"(?:who is|who's|who are) ", re.IGNORECASE),
        things.people_met,
        "who is",
    ),
    _Verb(
        "where is ",
        re.compile(r"(?:where is|where's|where are|find) ", re.IGNORECASE),
        things.whereabouts_known,
        "where is",
        is_listed=False,
    ),
    _Verb(
        "wait until ",
        re.compile(r"(?:wait (?:until|till|for)|until) ", re.IGNORECASE),
        things.deadlines_to_wait_for,
        "wait until",
    ),
)
_SET = _Verb("settings ", re.compile(r"(?:settings?|set) ", re.IGNORECASE), things.values_to_set, "settings")
_BACK = _Verb("back to ", re.compile(r"(?:(?:go )?back to) ", re.IGNORECASE), things.points_to_go_back_to, "back to")
_ABOUT = re.compile(r"(?:ask|tell|question|interview) (?:(?P<who>.*?) )?about ", re.IGNORECASE)


def completions(session: Session, typed: str, saved: SavedNames = tuple, most: int = MOST_COMPLETIONS) -> list[str]:
    """The lines that go on as this one begins, the best first, at most `most`; each begins with `typed` to the letter.

    While a question waits, only how to pass it, to look into the notebook or to get a hint is completed: an answer
    never is.
    """
    if not typed.strip() or typed[0].isspace() or len(typed) > _LONGEST:
        return []
    if session.question is not None:
        return _asides(session, typed)[:most]
    return list(islice(_understood(session, typed, _candidates(session, typed, saved)), most))


def _asides(session: Session, typed: str) -> list[str]:
    """What can be done during a question besides answering it.

    It is not asked whether that is understood: where `pass` is the right answer, its absence would tell.
    """
    slash = "/" if typed.startswith("/") else ""
    words = [f"{slash}{spoken_command(TYPED_FOR[option.id])}" for option in session.options if option.id in TYPED_FOR]
    begun = typed.casefold()
    return [typed + word[len(typed) :] for word in words if word.startswith(begun) and word != begun]


def possible_lines(session: Session, saved: SavedNames = tuple) -> list[str]:
    """Every line that is understood now and does something with a thing, a place or a person, each named once.

    What is offered by a label of its own is left out. There are none while a question waits.
    """
    if session.question is not None:
        return []
    lines: dict[str, None] = {}
    for verb in _verbs_now(session, saved):
        for thing in verb.things(session) if verb.is_listed else ():
            named = (f"{verb.first}{name}" for name in thing.names)
            line = next((line for line in named if thing.is_meant(understand(session, line))), "")
            if line.isprintable() and line:
                lines[line] = None
    labels = {label.casefold() for label in session.labels}
    return [line for line in lines if line.casefold() not in labels]


def _verbs_now(session: Session, saved: SavedNames) -> list[_Verb]:
    return [*(() if session.is_over else _VERBS), _BACK, _SET, *_saved_verbs(saved)]


def _understood(session: Session, typed: str, candidates: Iterable[tuple[str, Meaning]]) -> Iterator[str]:
    begun, length = typed.casefold(), len(typed)
    seen: set[str] = set()
    for line, is_meant in candidates:
        if len(line) <= length or line[:length].casefold() != begun or not line.isprintable():
            continue
        whole = typed + line[length:]
        if whole.casefold() not in seen and is_meant(understand(session, whole)):
            seen.add(whole.casefold())
            yield whole


def _candidates(session: Session, typed: str, saved: SavedNames) -> Iterator[tuple[str, Meaning]]:
    """Lines and what each has to mean, the best first; not all of them begin as the typed one does."""
    slash = "/" if typed.startswith("/") else ""
    for option, label in zip(session.options, session.labels, strict=True):
        yield label, things.means(DoCommand(option.id))
    verbs = _verbs_now(session, saved)
    if " " in typed:
        yield from _behind_verbs(session, typed, verbs)
    yield from _commands(session, slash)
    if " " not in typed:
        for verb in verbs:
            if verb.first.startswith(typed.casefold()):
                yield from _behind(verb.first, verb.things(session))
    if not session.is_over:
        for named in (things.walkable_places, things.documents):
            yield from _behind("", named(session))


def _saved_verbs(saved: SavedNames) -> Iterator[_Verb]:
    def plays(page: PageName) -> Nameables:
        return lambda session: (Nameable((name,), things.means(Show(page, name))) for name in saved())

    yield _Verb("load ", re.compile(r"(?:load|restore) ", re.IGNORECASE), plays("load"), "load")
    yield _Verb("delete ", re.compile(r"delete ", re.IGNORECASE), plays("delete"), "delete", is_listed=False)


def _behind_verbs(session: Session, typed: str, verbs: Iterable[_Verb]) -> Iterator[tuple[str, Meaning]]:
    for begun, who in _asked_about(typed):
        yield from _behind(begun, things.topics_with(session, who))
    for verb in verbs:
        if verb.first.startswith(typed.casefold()):
            yield from _behind(typed + verb.first[len(typed) :], verb.things(session))
        if begun := verb.begun(typed):
            yield from _behind(begun, verb.things(session))


def _asked_about(typed: str) -> Iterator[tuple[str, str]]:
    """As much of the line as asks somebody about something, and who that is (empty where it is not said)."""
    about = _ABOUT.match(typed)
    if about is not None:
        yield about[0], about["who"] or ""
    verb = next((words for words in command_words()["ask"] if typed.casefold().startswith(f"{words} ")), "")
    for joint in about_words() if verb else ():
        who, found, _ = typed[len(verb) :].partition(f" {joint} ")
        if found:
            yield f"{typed[: len(verb)]}{who}{found}", who.strip()


def _behind(begun: str, named: Iterable[Nameable]) -> Iterator[tuple[str, Meaning]]:
    """Each thing behind what was begun, by its best name; then by all others."""
    known = list(named)
    for thing in known:
        yield f"{begun}{thing.names[0]}", thing.is_meant
    for thing in known:
        for name in thing.names[1:]:
            yield f"{begun}{name}", thing.is_meant


def _commands(session: Session, slash: str) -> Iterator[tuple[str, Meaning]]:
    """The words that are a command by themselves: of those that mean the same, the first."""
    story = session.story
    absent = {
        "achievements": not story.achievements, "documents": not story.documents, "document": True, "unsaved": True,
        "map": not story.places, "where": not story.places, "exits": not session.is_roaming,
        "people": not story.people, "sources": not story.questions, "debrief": not story.questions,
        "notes": not story.facts, "inventory": not story.items, "undo": len(session.played) < 2,
    }  # fmt: skip
    if session.place is not None and not session.is_over:
        yield f"{slash}{spoken_command('look')}", things.says
        yield from _behind(slash, things.directions(session))
    if not session.is_over:
        for option in waiting_options(session)[:1]:
            yield f"{slash}{spoken_command('wait')}", things.means(DoCommand(option.id))
    for page in _END_PAGES if session.is_over and not session.is_stuck else ():
        yield f"{slash}{spoken_command(page)}", things.shows(page)
    for word in (*_FIRST_WORDS, "documents"):
        asked = PAGES.get(word)
        if not absent.get(word) and (not session.is_over or asked is None or asked in _PAGES_AFTER_THE_END):
            yield f"{slash}{spoken_command(word)}", things.says if asked is None else things.shows(asked)


def _first_words() -> tuple[str, ...]:
    """For each report and each page the first of the words that ask for it."""
    reports = {report: word for word, report in reversed(REPORT_COMMANDS.items())}
    pages = {page: word for word, page in reversed(PAGES.items())}
    return (*reversed(reports.values()), *reversed(pages.values()))


_FIRST_WORDS = _first_words()
#: The pages that are there after the end; each is called by its own name, too.
_END_PAGES = tuple(dict.fromkeys(page for page in AFTER_THE_END.values() if page in AFTER_THE_END))

"""One play as a browser sees it: what is sent to it, what becomes of that, and the pages that show it.

A host (a server, a worker in a static page, a test) holds a `WebPlay`. It hands `take` the fields of a form that was
sent, keeps what `state` is then, and answers with `page` or `fragment`; after a form was sent it redirects to
`address` first. It calls one at a time. Neither network nor files nor clocks are known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from game.engine.rendering import clock_time
from game.engine.state import ASIDES, Action
from game.localisation.messages import gettext
from game.play.commands import AskBack, DoCommand, Say, Show, WaitCommand, WalkCommand, understand
from game.play.confidence import asks_how_sure, said_how_sure
from game.play.failing import explained_failure
from game.play.narration import Told, in_sentence, told
from game.play.notebook import find_notes, mark_read
from game.play.opening import Opened
from game.play.session import Session
from game.play.turning_back import Turned, step_forward, step_to, take_back
from game.record.journal import JournalError
from game.record.play_file import CONFIDENCES
from game.support import limits
from game.web.answer_forms import answer_given
from game.web.opened_pages import OPENED_PAGES
from game.web.page_view import PageFrame, PageView, PlayRequest, page_view
from game.web.pages import render_fragment, render_page
from game.web.web_state import WEB_VALUES, Stretch, WebState

ANSWER_FIELDS = ("answer", "tick-", "truth", "reason", "gap-", "place-", "pair-")
"""With what the names of the fields of an answer begin."""

_TYPED_AT_MOST = 2_000
_FIELDS_AT_MOST = limits.ITEMS + 100  # a question may have so many parts


def nothing_told_to_host(words: str) -> None:
    """What a host does with sentences that are for whoever runs it, if it does nothing with them."""


@dataclass(frozen=True, slots=True)
class PlayHost:
    """What the surroundings of a play can do for it.

    `begin_anew` gives another play of the same story; None: the player cannot ask for one. `plays` is a folder with
    the other plays of this player, which count for the endings that were seen. `tell` gets sentences that are for
    whoever runs the host and not for a player, such as where a report of a failure lies.
    """

    begin_anew: Callable[[], Opened] | None = None
    plays: Path | None = None
    tell: Callable[[str], None] = nothing_told_to_host


class WebPlay:
    """One play in a browser. `state` is all that is remembered beside the session; it can be kept as JSON.

    `opened_notice` are sentences on how the play was opened, for the first page.
    """

    def __init__(
        self, session: Session, state: WebState | None = None, host: PlayHost | None = None, opened_notice: str = ""
    ) -> None:
        self.session = session
        self.host = host or PlayHost()
        self._state = state or WebState(at=len(session.record))
        if opened_notice:
            self._state = replace(self._now(), notices=(told("message", opened_notice),))

    @property
    def state(self) -> WebState:
        """What is remembered, to be kept by the host after each `take`."""
        return self._now()

    def _now(self) -> WebState:
        """What is remembered and still holds: the play may have gone on elsewhere, in a terminal."""
        state, at = self._state, len(self.session.record)
        if state.at == at:
            return state
        return replace(state, at=at, suggested=None, held=None, draft=(), notices=())

    @property
    def step(self) -> str:
        """The mark of the page as it is now, which each form of it sends along as `step`.

        It is another one after everything that was carried out, and after every step that the play made elsewhere.
        """
        return f"{len(self.session.record)}.{self._state.count}"

    @property
    def address(self) -> str:
        """Where a browser goes after a form was sent: the query of the page to be shown, and the place on it."""
        page = self._state.page
        return f"?{urlencode(page)}" if page else "?#now"

    @property
    def held(self) -> Action | None:
        """The answer of which it is still to be said how sure the player is."""
        return self._now().held

    def page(self, query: Mapping[str, str] | None = None, frame: PageFrame | None = None) -> str:
        """A whole page as HTML. `query` are the fields of its address: empty for the play itself."""
        return render_page(self._view(query or {}), frame or PageFrame())

    def fragment(self, query: Mapping[str, str] | None = None, frame: PageFrame | None = None) -> str:
        """The same without its head: the one element that the script puts in the place of the one that was there."""
        return render_fragment(self._view(query or {}), frame or PageFrame())

    def _view(self, query: Mapping[str, str]) -> PageView:
        host = self.host
        asked = PlayRequest(self.session, self._now(), self.step, query, host.plays, host.begin_anew is not None)
        view = page_view(asked)
        if view.kind == "notes" and self.session.question is None:
            about, topic = query.get("about", ""), query.get("topic", "")
            mark_read(self.session, find_notes(self.session, about, topic))
        return view

    def take(self, form: Mapping[str, str]) -> bool:
        """Carry out the one thing that a browser sent; False: nothing was, for the form is of a page that is gone.

        Whatever a form holds, it raises nothing: what cannot be done is told on the next page.
        """
        if form.get("step") != self.step or len(form) > _FIELDS_AT_MOST:
            return False
        before = self._now()
        self._state = before.next(len(self.session.record))
        try:
            self._take(form, before)
        except Exception as problem:
            self._failed(problem)
        for words in filter(None, [self.session.told()]):
            self.host.tell(words)
        self._state = replace(self._state, at=len(self.session.record))
        return True

    def _take(self, form: Mapping[str, str], before: WebState) -> None:
        if "set" in form:
            self._set(form, before)
        elif "page" in form:
            self._state = replace(before, count=before.count + 1, page=_fields_of(form["page"], form.get("about", "")))
        elif before.held is not None:
            self._take_confidence(form, before, before.held)
        elif "undo" in form:
            self._turn(take_back(self.session, _count(form["undo"])))
        elif "redo" in form:
            self._turn(step_forward(self.session, _count(form["redo"])))
        elif "back" in form:
            self._turn(step_to(self.session, _count(form["back"])))
        elif "do" in form:
            self._change(draft=_draft(form) if self.session.question is not None else ())
            self._do(form["do"])
        elif "walk" in form:
            self._walk(form["walk"])
        elif "anew" in form:
            self._begin_anew()
        elif "give" in form or ("answer" in form and "typed" not in form):
            self._answer(form)
        elif "typed" in form:
            self._typed(form["typed"][:_TYPED_AT_MOST], before)

    # What can be sent

    def _answer(self, form: Mapping[str, str]) -> None:
        self._change(draft=_draft(form))
        given = answer_given(self.session, form)
        if given.action is None:
            self._say([told("message", given.problem)])
        else:
            self._do(given.action)

    def _typed(self, typed: str, before: WebState) -> None:
        session = self.session
        match understand(session, typed, before.suggested):
            case DoCommand(action):
                self._do(action)
            case WalkCommand(place):
                self._walk(place)
            case WaitCommand(option, until):
                echo = gettext("Wait until {time}", time=clock_time(until))
                self._in_one_go("wait", echo, lambda: session.wait(option, until))
            case AskBack(lines, action):
                self._say(lines, suggested=action)
            case Say(lines):
                self._say(lines)
            case Show(page, about):
                self._show(page, about)

    def _show(self, page: str, about: str) -> None:
        """Do what a typed command says to the play itself, or open the page that it asks for."""
        session, count = self.session, _count(about) if about.isdecimal() else 1
        match page:
            case "undo":
                self._turn(take_back(session, count))
            case "redo":
                self._turn(step_forward(session, count))
            case "back":
                self._turn(step_to(session, count))
            case "restart":
                self._begin_anew()
            case "theme" | "settings":
                self._open("settings")
            case "quit":
                self._say([told("message", gettext("Every step is kept. You can close this page at any time."))])
            case "picture":
                self._open("ending")
            case _ if page in OPENED_PAGES:
                self._open(page, about)
            case _:
                self._say([told("message", gettext("That is not possible here. Every step is kept by itself."))])

    def _take_confidence(self, form: Mapping[str, str], before: WebState, held: Action) -> None:
        if "undo" in form:
            self._say([told("message", gettext("Your answer is not given yet."))])
            self._change(draft=before.draft)
            return
        said = said_how_sure(form.get("sure", form.get("typed", "?")))
        match said.means:
            case "give" if said.confidence in ("", *CONFIDENCES):
                self._done(held, said.confidence)
            case "undo":
                self._take_confidence({"undo": ""}, before, held)
            case _:
                self._change(held=held, draft=before.draft)
                self._say([told("message", gettext("First say how sure you are, or take your answer back."))])

    def _set(self, form: Mapping[str, str], before: WebState) -> None:
        """Take over settings; what is waiting goes on waiting."""
        settings = before.settings
        for field in WEB_VALUES:
            settings = settings.changed(field, form.get(field, ""))
        self._state = replace(before, count=before.count + 1, settings=settings, page=_fields_of("settings"))

    def _begin_anew(self) -> None:
        if self.host.begin_anew is None:
            self._say([told("message", gettext("A new play cannot be begun from here."))])
            return
        opened = self.host.begin_anew()
        settings = self._state.settings
        self.session.close()
        self.session = opened.session
        notices = (told("message", opened.notice),) if opened.notice else ()
        self._state = WebState(self._state.count, notices=notices, settings=settings)

    # What is done

    def _do(self, action: Action) -> None:
        """Do something; an answer perhaps only after a word on how sure the player is."""
        if asks_how_sure(self.session, action):
            self._change(held=action)
            return
        self._done(action)

    def _done(self, action: Action, confidence: str = "") -> None:
        self.session.do(action, confidence)
        if action not in ASIDES:
            self._change(draft=())

    def _walk(self, place: str) -> None:
        session = self.session
        there = session.story.places.get(place)
        if there is None:
            self._say([told("message", gettext("There is no such place."))])
            return
        echo = gettext("Walk to {place}", place=in_sentence(there.name))
        self._in_one_go("walk", echo, lambda: session.walk(place))

    def _in_one_go(self, manner: str, echo: str, steps: Callable[[], object]) -> None:
        """Do several steps that are told as one turn, also when one of them fails."""
        begun = len(self.session.played)
        try:
            steps()
        finally:
            last = len(self.session.played) - 1
            if last > begun:
                told_as = "walk" if manner == "walk" else "wait"
                stretch = Stretch(begun, last, told_as, echo)  # type: ignore[arg-type]
                self._change(stretches=(*self._state.stretches, stretch))

    def _turn(self, turned: Turned) -> None:
        """Tell that the player went back or forward; what is no longer there was not done in one go."""
        steps = len(self.session.played)
        self._change(stretches=tuple(each for each in self._state.stretches if each.last < steps))
        self._say(turned.lines[:2] if turned.moved else turned.lines)

    def _open(self, page: str, about: str = "") -> None:
        self._change(page=_fields_of(page, about))

    def _say(self, lines: list[Told], suggested: Action | None = None) -> None:
        self._change(notices=(*self._state.notices, *lines), suggested=suggested)

    def _change(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _failed(self, problem: Exception) -> None:
        """Tell that something could not be done: what is the player's affair to the player, the rest to the host."""
        words = explained_failure(self.session, problem, "what a browser sent was carried out")
        if isinstance(problem, JournalError):
            self.host.tell(words)
            words = gettext("This step could not be kept, so it was not done. Please tell whoever runs the game.")
        elif words != str(problem):
            self.host.tell(words)
            words = gettext("Something went wrong in the game, and nothing was done. It has been noted.")
        self._say([told("message", words)])


def _draft(form: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The fields of an answer in a form, as they were filled in."""
    return tuple((name, value[:_TYPED_AT_MOST]) for name, value in form.items() if name.startswith(ANSWER_FIELDS))


def _fields_of(page: str, about: str = "") -> tuple[tuple[str, str], ...]:
    """The fields of the address of a page; none for the play itself, which also stands for a page that there is not."""
    if page not in OPENED_PAGES:
        return ()
    return (("page", page), ("about", about)) if about else (("page", page),)


def _count(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 7 else 1

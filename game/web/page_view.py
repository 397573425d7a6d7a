"""All that a page shows, as data. The key of a question is not among it before its answer, nor a fact before it is met.

`pages` lays it out, and asks for nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from game.engine.rendering import clock_time
from game.engine.state import Option
from game.localisation.messages import gettext, pgettext
from game.play import reports
from game.play.narration import closed_words, minutes_in_words
from game.play.question_card import question_card
from game.play.session import Session
from game.play.stakes import Stakes, stakes
from game.web.answer_forms import AnswerForm, answer_form
from game.web.opened_pages import OPENED_PAGES
from game.web.shown_lines import ShownLine, ShownSpan, shown_lines, shown_spans
from game.web.turn_view import ShownTurn, last_turns
from game.web.web_state import WebSettings, WebState


class PageFrame(NamedTuple):
    """What a host adds to a page.

    `address` is where forms go, and what the queries of links stand behind; `assets` the folder of the style sheet and
    the script. `fields` are sent along by every form, such as a mark against forged ones. `announcements` are sentences
    for the player from whoever runs the host; `is_paused`: nothing can be done now. `links` lead away from the play:
    each an address and its words.
    """

    address: str = ""
    assets: str = "assets/"
    fields: tuple[tuple[str, str], ...] = ()
    announcements: tuple[str, ...] = ()
    is_paused: bool = False
    links: tuple[tuple[str, str], ...] = ()


class NavLink(NamedTuple):
    """A page that can be opened."""

    page: str
    name: str
    is_open: bool


class OfferedChoice(NamedTuple):
    """Something that can be done now, by the id of its option, with what it costs."""

    id: str
    words: str
    price: str


class QuestionView(NamedTuple):
    """The question that waits: its paragraphs, the hints that were asked for, its form.

    `form` is None where an earlier answer stands. `asides` can be done besides answering.
    """

    text: tuple[tuple[ShownSpan, ...], ...]
    hints: tuple[ShownLine, ...]
    form: AnswerForm | None
    asides: tuple[OfferedChoice, ...]


class StoryPage(NamedTuple):
    """The page of the play itself: the last turns, and what can be done.

    `notices` is what the game said last that is no part of the story. `asks_how_sure`: an answer is held until the
    player has said how sure they are of it.
    """

    turns: tuple[ShownTurn, ...]
    notices: tuple[ShownLine, ...]
    question: QuestionView | None
    choices: tuple[OfferedChoice, ...]
    closed: tuple[str, ...]
    asks_how_sure: bool
    is_over: bool


class StakesView(NamedTuple):
    """How things stand, for the head of the page: the hour, the next deadline in words, and what can be measured."""

    time: str
    deadline: str
    stakes: Stakes


class PageView(NamedTuple):
    """A whole page. `language` is that of the game, `story_language` that of the story's texts, as tags.

    `step` is the mark that each form sends along. `content` is what stands in the middle, and `kind` says what it is.
    """

    title: str
    story_title: str
    language: str
    story_language: str
    place: str
    stand: StakesView
    step: str
    settings: WebSettings
    nav: tuple[NavLink, ...]
    kind: str
    content: StoryPage | None


def page_view(
    session: Session, state: WebState, step: str, query: Mapping[str, str], plays: Path | None = None
) -> PageView:
    """The page with these fields in its address; the play itself where there is no such page."""
    from game.localisation.messages import language_used

    story, kind = session.story, query.get("page", "")
    kind = kind if kind in OPENED_PAGES else "play"
    nav = tuple(_nav(session, kind))
    name = next((link.name for link in nav if link.is_open), "")
    return PageView(
        title=f"{name} – {story.title}" if kind != "play" else story.title,
        story_title=story.title,
        language=language_used(),
        story_language=(story.language or story.written_in or "en").replace("_", "-"),
        place=session.place.name if session.place is not None else "",
        stand=_stand(session),
        step=step,
        settings=state.settings,
        nav=nav,
        kind=kind,
        content=story_page(session, state) if kind == "play" else None,
    )


def _nav(session: Session, kind: str) -> list[NavLink]:
    names = {"": pgettext("page", "Story"), "settings": pgettext("page", "Settings")}
    return [NavLink(page, name, page == (kind if kind != "play" else "")) for page, name in names.items()]


def _stand(session: Session) -> StakesView:
    stand = stakes(session)
    ahead = stand.deadline
    deadline = ""
    if ahead is not None:
        deadline = gettext(
            "{name} at {time}, in {minutes}",
            name=ahead.name, time=clock_time(ahead.at), minutes=minutes_in_words(ahead.left),
        )  # fmt: skip
    return StakesView(clock_time(stand.time) if stand.time is not None else "", deadline, stand)


def story_page(session: Session, state: WebState) -> StoryPage:
    """The play as it stands."""
    is_held, is_over = state.held is not None, session.is_over
    choices = [] if is_held or is_over else offered_choices(session)
    notices = [*state.notices, *(reports.dead_end(session) if session.is_stuck else [])]
    closed = () if is_held else tuple(closed_words(session.story, session.state, each) for each in session.closed)
    return StoryPage(
        last_turns(session, state.stretches),
        shown_lines(notices),
        question_view(session, state) if session.question is not None and not is_held else None,
        tuple(choice for choice in choices if session.question is None),
        closed,
        is_held,
        is_over,
    )


def offered_choices(session: Session) -> list[OfferedChoice]:
    """Everything that can be done, but the answers to a question."""
    offered = zip(session.options, session.labels, session.option_prices, strict=True)
    return [
        OfferedChoice(option.id, label, price) for option, label, price in offered if not _is_in_form(session, option)
    ]


def _is_in_form(session: Session, option: Option) -> bool:
    return option.kind == "answer" and session.first_answer is None


def question_view(session: Session, state: WebState) -> QuestionView:
    """The question that waits. Asked for where one does."""
    card = question_card(session)
    assert card is not None  # noqa: S101 - a question waits
    return QuestionView(
        tuple(shown_spans(paragraph, "question") for paragraph in card.text),
        shown_lines(card.hints),
        answer_form(session, dict(state.draft)),
        tuple(offered_choices(session)),
    )

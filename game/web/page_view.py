"""All that a page shows, as data. The key of a question is not among it before its answer, nor a fact before it is met.

`pages` lays it out, and asks for nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from game.engine.rendering import clock_time
from game.engine.state import Option
from game.localisation.messages import gettext, language_used
from game.play import reports
from game.play.narration import closed_words, minutes_in_words
from game.play.question_card import question_card
from game.play.session import Session
from game.play.stakes import Stakes, stakes
from game.web.answer_forms import AnswerForm, answer_form
from game.web.document_view import PaperPage, paper_page
from game.web.ending_view import DebriefPage, EndingPage, debrief_page_view, ending_page, has_ended
from game.web.history_view import HistoryPage, TranscriptPage, history_page, transcript_page
from game.web.map_view import MapPage, map_page_view
from game.web.notebook_view import NotebookPage, notebook_page
from game.web.opened_pages import OPENED_PAGES, NavLink, nav_links, page_heading
from game.web.settings_view import SettingsPage, settings_page
from game.web.shown_lines import ShownLine, ShownSpan, shown_lines, shown_spans
from game.web.side_panel_view import BesideStory, beside_story
from game.web.told_view import (
    HelpPage,
    ToldPage,
    deadlines_page,
    endings_page,
    help_page,
    people_page,
    source_page,
)
from game.web.turn_view import ShownTurn, last_turns
from game.web.web_state import WebSettings, WebState

_ABOUT_AT_MOST = 200
"""Of what is looked for, so many characters count."""

_ARROWS = {
    "north": "↑", "northeast": "↗", "east": "→", "southeast": "↘", "south": "↓", "southwest": "↙", "west": "←",
    "northwest": "↖", "up": "⇑", "down": "⇓",
}  # fmt: skip


class PageFrame(NamedTuple):
    """What a host adds to a page.

    `address` is where forms go, and what the queries of links stand behind; `assets` the folder of the style sheet and
    the script. `fields` are sent along by every form, such as a mark against forged ones. `announcements` are sentences
    for the player from whoever runs the host; `is_paused`: nothing can be done now. `links` lead away from the play:
    each an address and its words. `scripts` are addresses of scripts of the host's own.
    """

    address: str = ""
    assets: str = "assets/"
    fields: tuple[tuple[str, str], ...] = ()
    announcements: tuple[str, ...] = ()
    is_paused: bool = False
    links: tuple[tuple[str, str], ...] = ()
    scripts: tuple[str, ...] = ()


class OfferedChoice(NamedTuple):
    """Something that can be done now, by the id of its option, with what it costs.

    `is_way`: it leads to another place, in the direction of the `arrow`; `is_new`: the player has not been there.
    """

    id: str
    words: str
    price: str
    is_way: bool = False
    arrow: str = ""
    is_new: bool = False


class QuestionView(NamedTuple):
    """The question that waits: its paragraphs, the hints that were asked for, its form.

    `form` is None where an earlier answer stands. `asides` can be done besides answering.
    """

    text: tuple[tuple[ShownSpan, ...], ...]
    hints: tuple[ShownLine, ...]
    form: AnswerForm | None
    asides: tuple[OfferedChoice, ...]


class StoryOpening(NamedTuple):
    """What stands above the beginning of a play: what it is about, who wrote it, and what of it is invented."""

    about: str
    author: str
    invented: tuple[ShownLine, ...]


class StoryPage(NamedTuple):
    """The page of the play itself: the last turns, and what can be done. `opening` is None once it has begun.

    `notices` is what the game said last that is no part of the story. `asks_how_sure`: an answer is held until the
    player has said how sure they are of it. `has_ended`: at an ending, and not only because nothing is offered.
    `asks_back`: the last notice asks whether something is meant.
    """

    opening: StoryOpening | None
    turns: tuple[ShownTurn, ...]
    notices: tuple[ShownLine, ...]
    question: QuestionView | None
    choices: tuple[OfferedChoice, ...]
    closed: tuple[str, ...]
    asks_how_sure: bool
    asks_back: bool
    has_ended: bool
    can_undo: bool
    can_begin_anew: bool
    beside: BesideStory


class StakesView(NamedTuple):
    """How things stand: the hour, the next deadline in words, and what can be measured. `is_late`: it comes soon."""

    time: str
    deadline: str
    is_late: bool
    stakes: Stakes


PageContent: TypeAlias = (
    StoryPage | MapPage | NotebookPage | PaperPage | HistoryPage | TranscriptPage | EndingPage | DebriefPage
    | SettingsPage | HelpPage | ToldPage | None
)  # fmt: skip
"""What stands in the middle of a page; None: there is nothing of the kind in this story, or not yet."""


class PageView(NamedTuple):
    """A whole page. `language` is that of the game, `story_language` that of the story's texts, as tags.

    `step` is the mark that each form sends along. `kind` says what `content` is: `play`, or one of `OPENED_PAGES`;
    `heading` is what the page is called, empty for the play.
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
    heading: str
    content: PageContent


class PlayRequest(NamedTuple):
    """What a page is asked of: the play, what is remembered beside it, the fields of the address, what a host can do.

    `plays` is a folder with the other plays of this player.
    """

    session: Session
    state: WebState
    step: str
    query: Mapping[str, str]
    plays: Path | None = None
    can_begin_anew: bool = False


def page_view(asked: PlayRequest) -> PageView:
    """The page with these fields in its address; the play itself where there is no such page."""
    session, story, kind = asked.session, asked.session.story, asked.query.get("page", "")
    kind = kind if kind in OPENED_PAGES else "play"
    heading = page_heading(session, kind)
    return PageView(
        title=f"{heading} – {story.title}" if heading else story.title,
        story_title=story.title,
        language=language_used(),
        story_language=(story.language or story.written_in or "en").replace("_", "-"),
        place=session.place.name if session.place is not None else "",
        stand=_stand(session),
        step=asked.step,
        settings=asked.state.settings,
        nav=tuple(nav_links(session, kind)),
        kind=kind,
        heading=heading,
        content=_content(asked, kind),
    )


def _content(asked: PlayRequest, kind: str) -> PageContent:
    session, about = asked.session, asked.query.get("about", "")[:_ABOUT_AT_MOST]
    match kind:
        case "map":
            return map_page_view(session, about)
        case "notes":
            return notebook_page(session, {**asked.query, "about": about})
        case "people":
            return people_page(session, about)
        case "document":
            return paper_page(session, about)
        case "story":
            return history_page(session, about)
        case "transcript":
            return transcript_page(session, asked.state.stretches, about)
        case "source":
            return source_page(session, about)
        case "deadlines":
            return deadlines_page(session)
        case "endings":
            return endings_page(session, asked.plays)
        case "ending":
            return ending_page(session, asked.plays)
        case "debrief":
            return debrief_page_view(session)
        case "help":
            return help_page(session)
        case "settings":
            return settings_page(session, asked.state.settings)
    return story_page(asked)


def _stand(session: Session) -> StakesView:
    stand = stakes(session)
    ahead = stand.deadline
    deadline = ""
    if ahead is not None:
        deadline = gettext(
            "{name} at {time}, in {minutes}",
            name=ahead.name, time=clock_time(ahead.at), minutes=minutes_in_words(ahead.left),
        )  # fmt: skip
    time = clock_time(stand.time) if stand.time is not None else ""
    return StakesView(time, deadline, ahead is not None and ahead.is_close, stand)


def story_page(asked: PlayRequest) -> StoryPage:
    """The play as it stands."""
    session, state = asked.session, asked.state
    is_held = state.held is not None
    choices = [] if is_held or session.is_over or session.question is not None else offered_choices(session)
    notices = [*state.notices, *(reports.dead_end(session) if session.is_stuck else [])]
    closed = () if is_held else tuple(closed_words(session.story, session.state, each) for each in session.closed)
    return StoryPage(
        opening=_opening(session) if len(session.played) == 1 else None,
        turns=last_turns(session, state.stretches),
        notices=shown_lines(notices),
        question=question_view(session, state) if session.question is not None and not is_held else None,
        choices=tuple(choices),
        closed=closed,
        asks_how_sure=is_held,
        asks_back=state.suggested is not None,
        has_ended=has_ended(session),
        can_undo=len(session.played) > 1,
        can_begin_anew=asked.can_begin_anew,
        beside=beside_story(session),
    )


def _opening(session: Session) -> StoryOpening:
    story = session.story
    return StoryOpening(story.about, story.author, shown_lines(reports.disclaimer(session)))


def offered_choices(session: Session) -> list[OfferedChoice]:
    """Everything that can be done, but the answers to a question that are in its form."""
    offered = zip(session.options, session.labels, session.option_prices, strict=True)
    return [
        _offered(session, option, label, price)
        for option, label, price in offered
        if option.kind != "answer" or session.first_answer is not None
    ]


def _offered(session: Session, option: Option, label: str, price: str) -> OfferedChoice:
    place = session.place
    if option.kind != "go" or place is None:
        return OfferedChoice(option.id, label, price)
    leads = next(session.story.places[way.to] for way in place.exits if way.direction == option.subject)
    is_new = not leads.visits.get(session.state.memory)
    return OfferedChoice(option.id, label, price, True, _ARROWS.get(option.subject, ""), is_new)


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

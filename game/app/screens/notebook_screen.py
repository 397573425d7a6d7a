"""The notebook: the facts, the people, the deadlines and the endings, each on a page with a tab of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Literal, TypeAlias

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from game.app.keymap import key_label
from game.app.prose import ProseBlock, Writer, safe_words, write_lines
from game.app.screens.page import BarKeys, Page, prompt, scroll_keys
from game.app.screens.source_card import show_source
from game.app.widgets.command_line import CommandLine
from game.app.widgets.searched_text import SearchedText
from game.localisation.messages import gettext, pgettext
from game.localisation.typed_words import own_words
from game.play import notebook
from game.play.narration import Told
from game.play.reports import deadlines_ahead, facts_noted
from game.play.seen import Seen
from game.play.session import Session
from game.play.source_marks import mark_typed
from game.play.surroundings import met, people
from game.play.telling_seen import endings_told
from game.play.time_left import deadlines_told
from game.story.model.topics import topic_name

NotebookTab: TypeAlias = Literal["facts", "people", "deadlines", "endings"]

TABS: tuple[NotebookTab, ...] = ("facts", "people", "deadlines", "endings")
_MEASURE = 76
_MARGIN = 2
"""So many columns of the window are not for the tabs."""


def tab_name(tab: NotebookTab) -> str:
    """What stands on a tab."""
    match tab:
        case "facts":
            return pgettext("tab of the notebook", "Facts")
        case "people":
            return pgettext("tab of the notebook", "People")
        case "deadlines":
            return pgettext("tab of the notebook", "Deadlines")
        case "endings":
            return pgettext("tab of the notebook", "Endings")


def _what_to_type(tab: NotebookTab) -> str:
    """What stands in the empty line while a tab is shown."""
    match tab:
        case "facts":
            return gettext("any words, a topic, a mark such as [2.3], or: {command}", command=_by_source()[0])
        case "people":
            return gettext("a name, a role, or any words")
        case _:
            return gettext("1 to 4, or Tab, leads to another page")


def _by_source() -> tuple[str, ...]:
    """What is typed to have the facts grouped by their sources: first in the language that is spoken now."""
    own = own_words("typed in the notebook to group the facts by their sources", "by source, by sources")
    return *own, "by source", "by sources"


def _order_meant(said: str) -> notebook.NotesOrder | None:
    """How these typed words, in small letters, want the facts to be grouped; None for any others."""
    own = own_words("typed in the notebook to group the facts by their topics", "by topic, by topics")
    if said in (*own, "by topic", "by topics"):
        return "topics"
    return "sources" if said in _by_source() else None


class NotebookScreen(Page[None]):
    """What the player knows. What is typed is looked for at once, in everything that stands on the page."""

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "turn(1)"), ("shift+tab", "turn(-1)"), ("f3", "dismiss(None)")]

    def __init__(self, session: Session, look_into: Callable[[Callable[[Seen], None]], None], about: str = "") -> None:
        """`look_into` finds out which endings were seen, and tells it when it knows; `about` is what is looked for."""
        super().__init__()
        self.session, self._look_into = session, look_into
        self.tab: NotebookTab = "facts"
        self.topic, self.words = "", ""
        self.order: notebook.NotesOrder = "topics"
        self.new = notebook.new_facts(session)
        self.seen: Seen | None = None
        self._begin_with = about
        #: The line is emptied when it is handed on, and what it says is to stay.
        self._kept: str | None = None

    @classmethod
    def at(
        cls, session: Session, look_into: Callable[[Callable[[Seen], None]], None], tab: NotebookTab, about: str = ""
    ) -> NotebookScreen:
        """The notebook, open at one of its pages."""
        screen = cls(session, look_into, about)
        screen.tab = tab
        return screen

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Notebook")

    def bar_keys(self) -> BarKeys:
        """Leafing and scrolling."""
        return ((key_label("tab"), pgettext("what a key leads to", "next page"), "screen.turn(1)"), *scroll_keys())

    def on_mount(self) -> None:
        """Show what is asked for."""
        self.text, self.line = self.query_one(SearchedText), self.query_one(CommandLine)
        self.query_one("#sheet").display = False
        self._show_tabs()
        self.keep_typed(self._begin_with)
        self.line.selection = Selection(0, len(self._begin_with))  # what is typed next takes its place
        self.call_after_refresh(self.show_sheet)

    @property
    def scroller(self) -> Widget:
        """What the keys scroll."""
        return self.text

    def show_sheet(self) -> None:
        """Show the page of the tab, from its beginning."""
        self.text.show(self.blocks(), notebook.wanted_words(self.words) if self.tab in ("facts", "people") else ())

    def _show_tabs(self) -> None:
        self.query_one("#heading", Static).update(self.tabs(), layout=False)
        self.line.placeholder = _what_to_type(self.tab)

    def tabs(self) -> Content:
        """The tabs, each with how much there is on its page; where that is too wide, only their names or less."""
        heading, session = f"{self.heading}   ", self.session
        counts: dict[NotebookTab, int] = {
            "facts": len(facts_noted(session)), "people": len(met(session)), "deadlines": len(deadlines_ahead(session)),
        }  # fmt: skip
        whole = {tab: f"{tab_name(tab)} {counts[tab]}" if tab in counts else tab_name(tab) for tab in TABS}
        names = {tab: tab_name(tab) for tab in TABS}
        here = {tab: names[tab] if tab == self.tab else "" for tab in TABS}
        rows = [Content(heading) + self._row(whole), self._row(whole), self._row(names), self._row(here)]
        return next((row for row in rows if row.cell_length <= self.app.size.width - _MARGIN), rows[-1])

    def _row(self, named: Mapping[NotebookTab, str]) -> Content:
        """The tabs beside each other, so named; with their number alone where the name is empty."""
        tabs = []
        for number, tab in enumerate(TABS, 1):
            style = "bold underline $heading" if tab == self.tab else "$quiet not bold"
            shown = Content.styled(f"{number} {named[tab]}".rstrip(), style)
            tabs.append(shown.stylize(Style.from_meta({"@click": f"screen.show_tab({tab!r})"})))
        return Content("   ").join(tabs)

    def blocks(self) -> list[ProseBlock]:
        """What stands on the page of the tab."""
        match self.tab:
            case "facts":
                return self._facts()
            case "people":
                return _apart(people(self.session, self.words))
            case "deadlines":
                return _apart(deadlines_told(self.session))
            case "endings" if self.seen is not None:
                return _apart(endings_told(self.session.story, self.seen))
        self._look_into(self._know_endings)
        return [ProseBlock("", Writer().add(gettext("Your plays are read …"), "$quiet").content(), 1)]

    def below(self) -> list[Widget]:
        """The page, and a line for what is looked for."""
        line = CommandLine(self.carry_out, self.take_digit)
        return [
            SearchedText(_MEASURE),
            Horizontal(prompt(pgettext("in front of what is looked for", "Find:")), line, id="line"),
        ]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed, as it is typed."""
        if self._kept is not None:  # the line was emptied only because it was handed on
            kept, self._kept = self._kept, None
            if not event.value:
                self.keep_typed(kept)
                return
        if event.value != self.words:
            self.words = event.value
            self.show_sheet()

    def keep_typed(self, words: str) -> None:
        """Have these words in the line, and look for them."""
        self.words = words
        self.line.value = words
        self.line.cursor_position = len(words)

    def carry_out(self, typed: str) -> None:
        """Enter was pressed: open a mark, group anew, or keep to a topic; what is looked for stays."""
        said = " ".join(typed.casefold().split())
        mark = mark_typed(typed, bare=True)
        if mark:
            show_source(self.app, self.session, mark)
        elif (order := _order_meant(said)) is not None:
            self.order = order
        elif topic := notebook.topic_named(self.session, typed):
            self.topic = topic
        else:
            self._kept = typed
            return
        self.words = ""
        self.show_sheet()

    def take_digit(self, digit: str) -> bool:
        """Go to the tab with this number; any other number is looked for."""
        if int(digit) > len(TABS):
            return False
        self.action_show_tab(TABS[int(digit) - 1])
        return True

    def action_show_tab(self, tab: NotebookTab) -> None:
        """Show the page of a tab."""
        self.tab = tab
        self._show_tabs()
        self.show_sheet()

    def action_turn(self, step: int) -> None:
        """To the tab after this one, or before it."""
        self.action_show_tab(TABS[(TABS.index(self.tab) + step) % len(TABS)])

    def action_topic(self, topic: str) -> None:
        """A topic was clicked: only what is on it, or everything again."""
        self.topic = "" if topic == self.topic else topic
        self.show_sheet()

    def action_order(self, order: notebook.NotesOrder) -> None:
        """Another way to group the facts was clicked."""
        self.order = order
        self.show_sheet()

    def action_close(self) -> None:
        """First back to everything, then to the game."""
        if self.topic or self.words or self.line.value:
            self.topic = ""
            self.keep_typed("")
            self.show_sheet()
        else:
            self.dismiss(None)

    def _know_endings(self, seen: Seen) -> None:
        self.seen = seen
        if self.tab == "endings" and self.is_attached:
            self.show_sheet()

    def _facts(self) -> list[ProseBlock]:
        session = self.session
        lines = notebook.notebook(session, self.words, self.topic, self.order, self.new)
        notebook.mark_read(session, notebook.find_notes(session, self.words, self.topic))
        filters = self._filters() if not self.words.strip() else Content("")  # what is found needs the rows
        return [*([ProseBlock("", filters, 1)] if filters else []), *_apart(lines)]

    def _filters(self) -> Content:
        counts = notebook.topics_in_notebook(self.session)
        names = {topic: topic_name(self.session.story, topic) for topic in counts}
        if not counts:
            return Content("")
        content = Writer().add(gettext("Topics:") + " ", "$quiet").content()
        for number, topic in enumerate(sorted(counts, key=lambda topic: names[topic].casefold())):
            chosen = "bold underline $heading" if topic == self.topic else "$speaker"
            name = Content.styled(safe_words(names[topic]), chosen)
            link = name.stylize(Style.from_meta({"@click": f"screen.topic({topic!r})"}))
            content += (", " if number else "") + link + f"\u00a0{counts[topic]}"
        by_topic = self.order == "topics"
        says = gettext("Group them by source") if by_topic else gettext("Group them by topic")
        order = "sources" if by_topic else "topics"
        regroup = Content.styled(says, "$speaker").stylize(Style.from_meta({"@click": f"screen.order({order!r})"}))
        return content + "\n" + regroup


def _apart(lines: list[Told]) -> list[ProseBlock]:
    """Told lines as blocks: what belongs together stands without an empty line in it."""
    groups: list[list[Told]] = []
    for line in lines:
        if not groups or _begins_block(groups[-1], line):
            groups.append([])
        groups[-1].append(line)
    return [ProseBlock("", write_lines(group), len(group)) for group in groups]


def _begins_block(group: list[Told], line: Told) -> bool:
    return line.kind == "heading" or group[-1].kind in ("source", "place")

"""The documents of the story, laid out as pages, with what the last step changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app.prose import Writer, write_lines, write_spans
from game.app.screens.page import BarKeys, Page, last_keys, scroll_keys
from game.app.widgets.key_bar import KeyBar
from game.engine.rendering import Span
from game.localisation.messages import gettext
from game.play.narration import passage
from game.play.reading_documents import ReadLine, read_document, remarks
from game.play.session import Session
from game.story.model.documents import StoryDocument

_ADDED, _STRUCK = "+ ", "- "


class DocumentScreen(Page[None]):
    """One document, or all of them, below each other."""

    def __init__(self, session: Session, ids: Iterable[str]) -> None:
        super().__init__()
        self.session, self.ids = session, tuple(ids)

    def bar_keys(self) -> BarKeys:
        """Scrolling."""
        return scroll_keys()

    def compose(self) -> ComposeResult:
        """The pages, and the keys."""
        with Vertical(id="page"), VerticalScroll(id="sheet", can_focus=False):
            for id_ in self.ids:
                with Vertical(classes="paper"):
                    yield from self._document(self.session.story.documents[id_])
        yield KeyBar(*self.bar_keys(), *last_keys())

    def _document(self, document: StoryDocument) -> Iterator[Static]:
        story, state = self.session.story, self.session.state
        yield Static(Writer().add(document.title, "bold $heading").content(), classes="paper-title")
        if document.text is not None:
            above = write_lines(passage(story, document.text, state.memory, state.seed))
            yield Static(above, classes="paper-text")
        read_lines = read_document(self.session, document.id)
        for section, reads in groupby(read_lines, lambda read: read.line.section):
            if section:
                yield Static(Writer().add(section, "bold $heading").content(), classes="paper-section")
            for read in reads:
                yield from _line(read)
        if any(read.change for read in read_lines):
            # Translators: what the signs in front of the lines of a document mean; the signs stay as they are.
            legend = gettext("+ new   - what stood there before   [ ] not agreed")
            yield Static(Writer().add(legend, "$quiet").content(), classes="paper-legend")


def _line(read: ReadLine) -> Iterator[Static]:
    """A line with its title, what stood there before, and what is said of it."""
    if read.line.title:
        yield Static(Writer().add(read.line.title, "bold $speaker").content(), classes="paper-name")
    if read.change == "struck" or read.before:
        yield Static(_words(read.before or read.line.shown, _STRUCK, "strike $quiet"), classes="paper-line")
    if read.change != "struck":
        new = read.change in ("new", "changed", "agreed", "opened")
        yield Static(_words(read.line.shown, _ADDED if new else "", "bold" if new else ""), classes="paper-line")
    margin = " ".join(remarks(read, beside=True))
    if margin:
        yield Static(Writer().add(margin, "italic $quiet").content(), classes="paper-line")


def _words(spans: Iterable[Span], mark: str, style: str) -> Content:
    writer = Writer().add(mark, style.removeprefix("strike "))
    write_spans(writer, spans, style)
    return writer.content()

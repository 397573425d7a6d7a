"""What stands beside the story in a wide window: the measures, the map, the bag, the last notes."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from game.app.prose import ProseBlock, Writer, drawing, safe_words
from game.app.text_frames import BARS
from game.app.widgets.text_view import TextView
from game.app.window_sizes import WIDE_WIDTH
from game.engine.rendering import source_mark
from game.localisation.messages import gettext, pgettext
from game.play import reports
from game.play.building_map import small_map
from game.play.glyphs import UNICODE, Glyphs
from game.play.reading_documents import read_document
from game.play.session import Session
from game.support.columns import cut_to
from game.support.line_breaking import wrapped_lines

INNER_WIDTH = 34
DOCUMENT_ROWS = 9
_CHANGED_ROWS = 4
MAP_ROWS = 11


class SidePanel(TextView):
    """One block for each part; they are made anew after each turn. The wheel scrolls what does not fit."""

    def __init__(self) -> None:
        super().__init__(BARS, INNER_WIDTH + 1)
        self._session: Session | None = None

    class PlaceChosen(Message):
        """A place on the small map was clicked; `place` is its id."""

        def __init__(self, place: str) -> None:
            super().__init__()
            self.place = place

    def on_click(self, event: events.Click) -> None:
        """Say which place was clicked, if one was."""
        place = event.style.meta.get("place")
        if place:
            event.stop()
            self.post_message(self.PlaceChosen(place))

    def show_session(self, session: Session) -> None:
        """Show how things stand in this session; nothing is made where the window has no room for it."""
        self._session = session
        # Before the first layout nothing else says so.
        is_there = self.display if self.outer_size else self.app.size.width >= WIDE_WIDTH
        if not is_there:
            return
        self.show_instead(ProseBlock("", part, 1) for part in side_panel(session))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        is_resized = super()._size_updated(size, virtual_size, container_size, layout)
        if is_resized and self._session is not None:
            self.show_session(self._session)  # there is room now
        return is_resized

    def _edge(self) -> Strip:
        """The line between the story and the panel."""
        edge = Content.styled("│".ljust(self.styles.padding.left), "$line")
        return Visual.to_strips(self, edge, edge.cell_length, 1, self.visual_style, apply_selection=False)[
            0
        ].discard_meta()


def side_panel(session: Session) -> list[Content]:
    """The parts of the panel, in at most `INNER_WIDTH` columns."""
    parts = (_map(session), _document(session), _bag(session), _notes(session))
    return [part for part in parts if part.plain.strip()]


def _map(session: Session, glyphs: Glyphs = UNICODE) -> Content:
    """The small map, with the place where one is reversed; each place can be clicked."""
    place = session.place
    if place is None or len(session.story.places) < 2:
        return Content("")
    title, lines = small_map(session.story, session.state.memory, INNER_WIDTH, MAP_ROWS, glyphs)
    return Writer().add(f"{title}\n", "bold $heading").content() + drawing(lines, place.id)


def _bag(session: Session) -> Content:
    carried = [item.name for item in session.story.items.values() if item.carried.get(session.state.memory)]
    if not carried:
        return Content("")
    writer = Writer().add(pgettext("what one carries", "Bag") + "\n", "bold $heading")
    return writer.add("\n".join(carried)).content()


def _document(session: Session) -> Content:
    """The first document of the story: a box for each line, filled where it is agreed; in full what changed last."""
    id_ = next(iter(session.story.documents), "")
    if not id_:
        return Content("")
    writer = Writer().add(_cut(session.story.documents[id_].title, INNER_WIDTH), "bold $heading")
    for read in read_document(session, id_)[:DOCUMENT_ROWS]:
        words = "".join(span.words for span in read.line.shown)
        if read.change == "struck":
            words = pgettext("a line of a document", "struck")
        settled = bool(read.line.wording) and not read.line.is_open and read.change != "struck"
        name = _cut(read.line.title or words, INNER_WIDTH - 2)
        writer.add(f"\n{UNICODE.box_settled if settled else UNICODE.box_open} ", "$heading")
        writer.add(name, "bold" if read.change else "")
        if read.change and read.line.title:
            for line in wrapped_lines(safe_words(words), INNER_WIDTH - 2, hyphens=True)[:_CHANGED_ROWS]:
                writer.add(f"\n  {line}", "$quiet")
    return writer.content()


def _cut(words: str, width: int) -> str:
    return cut_to(safe_words(words), width)


def _notes(session: Session) -> Content:
    facts = reports.facts_noted(session)
    if not facts or session.question is not None:
        # During a question a look into the notebook has its price.
        return Content("")
    title = gettext("Notebook: {noted} of {facts}", noted=len(facts), facts=len(session.story.facts))
    writer = Writer().add(title, "bold $heading")
    for fact in reports.last_noted(session):
        writer.add("\n» ", "$heading").add(fact.states).add(f" [{source_mark(session.story, fact.id)}]", "$quiet")
    return writer.content()

"""What stands beside the story in a wide window: the measures, the map, the bag, the last notes."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.app.prose import Writer, drawing
from game.engine.events import FactLearned
from game.engine.rendering import clock_time, source_mark
from game.play import reports
from game.play.floor_plan import small_plan
from game.play.narration import minutes_in_words
from game.play.reading_documents import read_document
from game.play.session import Session

PANEL_BAR = 12
"""The length of a bar, in columns."""

INNER_WIDTH = 30
DOCUMENT_ROWS = 8


class SidePanel(Static):
    """Everything in one piece; it is made anew after each turn."""

    def show(self, session: Session) -> None:
        """Show how things stand in this session."""
        self.update(side_panel(session))


def side_panel(session: Session) -> Content:
    """The panel's content, in at most `INNER_WIDTH` columns."""
    parts = [_standing(session), _map(session), _bag(session), _document(session), _notes(session)]
    return Content("\n\n").join([part for part in parts if part.plain.strip()])


def _standing(session: Session) -> Content:
    story, memory, writer = session.story, session.state.memory, Writer()
    if story.clock is not None:
        writer.add(f"{clock_time(story.clock.get(memory))}", "bold $heading")
        for deadline, left in reports.deadlines_ahead(session)[:1]:
            writer.add(f"\n{deadline.name}", "$quiet").add(f" in {minutes_in_words(left)}", "$quiet")
    for measure in story.measures.values():
        if measure.hidden:
            continue
        value, low, high = measure.slot.get(memory), measure.slot.low, measure.slot.high
        filled = round(PANEL_BAR * (value - low) / (high - low)) if high > low else PANEL_BAR
        if writer.length:
            writer.add("\n")
        writer.add(f"{measure.name}\n").add("█" * filled, "$speaker").add("░" * (PANEL_BAR - filled), "$line")
        writer.add(f"  {value} of {high}")
    return writer.content()


def _map(session: Session) -> Content:
    place = session.place
    if place is None or len(session.story.places) < 2:
        return Content("")
    title = Writer().add(f"Map, {reports.floor_name(place.floor)}\n", "bold $heading").content()
    plan = small_plan(session.story, session.state.memory, place.floor, INNER_WIDTH, 11)
    return title + drawing(plan)


def _bag(session: Session) -> Content:
    carried = [item.name for item in session.story.items.values() if item.carried.get(session.state.memory)]
    if not carried:
        return Content("")
    writer = Writer().add("Bag\n", "bold $heading")
    return writer.add("\n".join(carried)).content()


def _document(session: Session) -> Content:
    """The first document of the story, a row for each line; what the last step changed has a sign."""
    id_ = next(iter(session.story.documents), "")
    if not id_:
        return Content("")
    writer = Writer().add(_cut(session.story.documents[id_].title, INNER_WIDTH), "bold $heading")
    for read in read_document(session, id_)[:DOCUMENT_ROWS]:
        name = f"{read.line.title}: " if read.line.title else ""
        words = "".join(span.words for span in read.line.shown) if read.change != "struck" else "struck"
        sign = "» " if read.change else "  "
        writer.add(f"\n{sign}", "$heading").add(_cut(name + words, INNER_WIDTH - 2), "bold" if read.change else "")
    return writer.content()


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else f"{words[: width - 1].rstrip()}…"


def _notes(session: Session) -> Content:
    facts = reports.facts_noted(session)
    if not facts or session.question is not None:
        # During a question a look into the notebook has its price.
        return Content("")
    learned = [
        event.fact for played in session.played for event in played.turn.events if isinstance(event, FactLearned)
    ]
    last = list(dict.fromkeys(reversed(learned)))[:3]
    writer = Writer().add(f"Notebook: {len(facts)} of {len(session.story.facts)}", "bold $heading")
    for id_ in last:
        fact = session.story.facts[id_]
        writer.add("\n» ", "$heading").add(fact.states).add(f" [{source_mark(session.story, id_)}]", "$quiet")
    return writer.content()

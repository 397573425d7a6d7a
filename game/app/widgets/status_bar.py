"""The line at the top: where one is, what time it is, how things stand."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.widgets import Static

from game.app.prose import safe_words
from game.engine.rendering import clock_time
from game.play import reports
from game.play.floor_plan import shortened_name
from game.play.session import Session


class StatusBar(Static):
    """One line. What does not fit is shortened, step by step, until it does."""

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None

    def show(self, session: Session) -> None:
        """Show how things stand in this session."""
        self._session = session
        width = self.content_size.width
        if width:
            self.update(status_line(session, width, with_measures=not self.screen.has_class("-wide")))

    def on_resize(self, event: events.Resize) -> None:
        """Fit it to the new width."""
        if self._session is not None:
            self.show(self._session)


def status_line(session: Session, width: int, *, with_measures: bool = True) -> Content:
    """The line for this width: the place on the left, the clock and the measures on the right."""
    left, right = "", ""
    for left, right in _versions(session, with_measures):
        if len(left) + len(right) + 3 <= width:
            break
    left = shortened_name(left, max(width - len(right) - 3, 8))
    gap = max(width - len(left) - len(right), 1)
    return Content.assemble((left, "bold $heading"), " " * gap, (right, ""))


def _versions(session: Session, with_measures: bool) -> Iterator[tuple[str, str]]:
    """From everything in full to the shortest."""
    places = _places(session)
    rights = list(_rights(session)) if with_measures else [_clock(session)]
    yield from ((place, rights[0]) for place in places)
    for right in rights[1:-1]:
        yield places[-1], right
    yield places[-1], rights[-1]


def _places(session: Session) -> list[str]:
    place = session.place
    if place is None:
        return [safe_words(session.story.title)]
    name, wing = safe_words(place.name), safe_words(session.story.wings.get(place.wing, ""))
    if not wing:
        return [name]
    floor = reports.floor_name(place.floor)
    return [f"{name} · {wing}, {floor}", f"{name} · {shortened_name(wing, 8)}, {floor}", name]


def _clock(session: Session) -> str:
    clock = session.story.clock
    return clock_time(clock.get(session.state.memory)) if clock is not None else ""


def _rights(session: Session) -> Iterator[str]:
    memory = session.state.memory
    shown = [measure for measure in session.story.measures.values() if not measure.hidden]
    notes = f"Notes {len(reports.facts_noted(session))}" if session.story.facts else ""
    full = [f"{safe_words(measure.name)} {measure.slot.get(memory)}/{measure.slot.high}" for measure in shown]
    firsts = [
        f"{safe_words(measure.name).split()[0]} {measure.slot.get(memory)}/{measure.slot.high}" for measure in shown
    ]
    brief = [f"{safe_words(measure.name).split()[0]} {measure.slot.get(memory)}" for measure in shown]
    for measures, last in ((full, notes), (firsts, notes), (brief, notes), (brief, ""), ([], "")):
        yield "  ".join(part for part in (_clock(session), *measures, last) if part)

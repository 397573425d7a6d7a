"""What stands at the top: what is at stake, and where one is. Two rows, or one where there is little room."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.style import Style

from game.app.prose import safe_words
from game.app.widgets.steady import SteadyText
from game.app.window_sizes import WIDEST_PLAY, has_two_rows
from game.engine.rendering import clock_time
from game.engine.state import State
from game.localisation.messages import gettext, pgettext
from game.play import reports
from game.play.glyphs import UNICODE, Glyphs
from game.play.map_marks import shortened_name
from game.play.session import Session
from game.play.stakes import LineGroup, MeasureAtStake, NextDeadline, Stakes, stakes
from game.support.columns import columns_of

_CHANGED = "reverse"
_BARS = (12, 8, 4, 0)
_GAP = 3


class StatusBar(SteadyText):
    """How things stand. What does not fit is shortened, step by step, until it does.

    A value that the last turn changed is inverted, with a sign, for as long as that turn is the last.
    """

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._before: State | None = None

    def show(self, session: Session, before: State | None = None) -> None:
        """Show how things stand in this session; `before` is the state at the beginning of the last turn."""
        self._session, self._before = session, before
        # Before the first layout the width follows from the window: the first frame is right at once.
        width = self.content_size.width or min(self.app.size.width, WIDEST_PLAY) - 2
        if width > 0:
            stand, glyphs = stakes(session, before), getattr(self.app, "glyphs", UNICODE)
            few_rows = not has_two_rows(*self.app.size)
            rows = status_rows(session, stand, width, glyphs)
            if few_rows or not (stand.groups or stand.measures or stand.deadline):
                rows = [status_line(session, stand, width, glyphs)]
            self.styles.height = len(rows)
            self.update(Content("\n").join(rows), layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Fit it to the new width."""
        if self._session is not None:
            self.show(self._session, self._before)


def status_rows(session: Session, stand: Stakes, width: int, glyphs: Glyphs = UNICODE) -> list[Content]:
    """The two rows: time, deadline and measures; groups of lines, and the place at the right."""
    # What fits is decided for a turn that changes everything: the row keeps its form from turn to turn.
    widest = stand._replace(measures=tuple(measure._replace(change=1) for measure in stand.measures))
    left, right = Content(""), Content("")
    for shown, wide in zip(_first_row(stand, glyphs), _first_row(widest, glyphs), strict=True):
        left, right = shown
        if wide[0].cell_length + wide[1].cell_length + _GAP <= width:
            break
    first = _apart(left, right, width)
    places = _places(session)
    for labels in (None, 9, 4, 1):
        boxes = Content("  ").join([_box(group, glyphs, labels) for group in stand.groups])
        fitting = [place for place in places if boxes.cell_length + columns_of(place) + _GAP <= width]
        if fitting:
            return [first, _apart(boxes, Content.styled(fitting[0], "bold $heading"), width)]
    return [first, Content.styled(shortened_name(places[-1], width), "bold $heading")]


def status_line(session: Session, stand: Stakes, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Everything on one row: the place on the left, the clock and the measures on the right."""
    places = _places(session)
    place, right = places[-1], Content("")
    for place, right in _one_row(places, stand, glyphs):
        if columns_of(place) + right.cell_length + _GAP <= width:
            break
    place = shortened_name(place, max(width - right.cell_length - _GAP, 8))
    return _apart(Content.styled(place, "bold $heading"), right, width)


def _apart(left: Content, right: Content, width: int) -> Content:
    gap = max(width - left.cell_length - right.cell_length, 1)
    return Content.assemble(left, " " * gap, right)


def _first_row(stand: Stakes, glyphs: Glyphs) -> Iterator[tuple[Content, Content]]:
    """From everything in full to the shortest."""
    for bar in _BARS:
        yield _hour(stand, glyphs, bar), _measures(stand, glyphs, names="whole")
        yield _hour(stand, glyphs, bar), _measures(stand, glyphs, names="first")
    yield _hour(stand, glyphs, 0, named=False), _measures(stand, glyphs, names="first")
    yield _hour(stand, glyphs, 0, named=False), _measures(stand, glyphs, names="letters")
    yield _hour(stand, glyphs, 0, named=False), Content("")


def _one_row(places: list[str], stand: Stakes, glyphs: Glyphs) -> Iterator[tuple[str, Content]]:
    whole = _hour(stand, glyphs, 0)
    for place in places:
        yield place, Content("  ").join([part for part in (whole, _measures(stand, glyphs, names="whole")) if part])
    brief = _hour(stand, glyphs, 0, named=False)
    for names in ("first", "letters"):
        measures = _measures(stand, glyphs, names=names)
        yield places[-1], Content("  ").join([part for part in (brief, measures) if part])
    hour = Content(clock_time(stand.time) if stand.time is not None else "")
    yield places[-1], Content("  ").join([part for part in (hour, measures) if part])
    yield places[-1], hour


def _hour(stand: Stakes, glyphs: Glyphs, bar: int, *, named: bool = True) -> Content:
    """The time; the next deadline with the time that is left, and a bar of the time that is over."""
    if stand.time is None:
        return Content("")
    now, deadline = Content.styled(clock_time(stand.time), "bold"), stand.deadline
    if deadline is None:
        return now
    style = "bold $wrong" if deadline.is_close else "$quiet"
    left, at = brief_minutes(deadline.left), clock_time(deadline.at)
    # Translators: a deadline, its time of day, and the time that is left until then: lunch 12:00 in 2h20
    whole = gettext("{deadline} {time} in {left}", deadline=_deadline_name(deadline), time=at, left=left)
    ahead = Content.styled(whole if named else gettext("in {left}", left=left), style)
    if not bar:
        return Content.assemble(now, "  ", ahead)
    filled = min(round(bar * deadline.passed), bar)
    drawn = Content.assemble((glyphs.bar_filled * filled, "$heading"), (glyphs.bar_empty * (bar - filled), "$line"))
    return Content.assemble(now, "  ", ahead, " ", drawn)


def _deadline_name(deadline: NextDeadline) -> str:
    name = safe_words(deadline.name)
    return name.removeprefix("The ").removeprefix("the ")


def brief_minutes(minutes: int) -> str:
    """So many minutes, as short as can be: 2h20, 55 min."""
    hours, rest = divmod(minutes, 60)
    if hours:
        # Translators: a span of time, as short as it is written: 2h20
        return pgettext("span of time", "{hours}h{minutes}", hours=hours, minutes=str(rest).zfill(2))
    return pgettext("span of time", "{minutes} min", minutes=rest)


def _measures(stand: Stakes, glyphs: Glyphs, *, names: str) -> Content:
    return Content("  ").join([_measure(measure, glyphs, names) for measure in stand.measures])


def _measure(measure: MeasureAtStake, glyphs: Glyphs, names: str) -> Content:
    name = safe_words(measure.name)
    if names != "whole":
        name = name.split()[0] if name.split() else name
    if names == "letters":
        name = name[:3]
    if not measure.change:
        return Content.assemble(f"{name} ", (str(measure.value), "bold"))
    sign = glyphs.rose if measure.change > 0 else glyphs.fell
    return Content.assemble(f"{name} ", (f" {measure.value} {sign}{abs(measure.change)} ", f"bold {_CHANGED}"))


def _box(group: LineGroup, glyphs: Glyphs, width: int | None) -> Content:
    """A group of lines: its label, and a box for each line; filled where it is agreed. A click opens the document."""
    label = safe_words(group.label)
    label = label if width is None else shortened_name(label, width).rstrip("…")
    boxes = "".join(glyphs.box_settled if line.is_settled else glyphs.box_open for line in group.lines)
    style = f"bold {_CHANGED}" if group.is_changed else ""
    drawn = Content.assemble(("[", "$quiet"), (f"{label} ", style), (boxes, style or "$heading"), ("]", "$quiet"))
    return drawn.stylize(Style.from_meta({"@click": "screen.open('document')"}))


def _places(session: Session) -> list[str]:
    """Where one is, from everything in full to the name alone."""
    place = session.place
    if place is None:
        return [safe_words(session.story.title)]
    name, wing = safe_words(place.name), safe_words(session.story.wings.get(place.wing, ""))
    if not wing or wing == name:
        return [name]
    floor = reports.floor_name(place.floor)
    return [f"{name} · {wing}, {floor}", f"{name} · {shortened_name(wing, 8)}, {floor}", name]

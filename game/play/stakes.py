"""What is at stake: the hour and the next deadline, the measures, and what is settled in the document of the story.

The header of the screen draws it, and plain mode says it: both take it from here, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.state import State
from game.localisation.lists_numbers_dates import clause_list, labelled
from game.localisation.messages import ngettext, pgettext
from game.play.narration import Told, told
from game.play.reading_documents import lines_read
from game.play.reports import deadlines_ahead
from game.play.session import Session
from game.story.model.documents import DocumentLine, StoryDocument

_MOST_GROUPS = 6
"""So many groups follow from the sections of a document; a document with more of them has no groups of its own."""


_CLOSE = 30
"""A deadline that so few minutes are left until stands out."""


class NextDeadline(NamedTuple):
    """The deadline that comes next.

    `at` is in minutes of the day, `left` the minutes until then. `passed` is the share, 0 to 1, of the time up to it
    that is over, counted from the deadline before it or else from the beginning of the day.
    """

    name: str
    at: int
    left: int
    passed: float

    @property
    def is_close(self) -> bool:
        """Whether so little time is left that it stands out."""
        return self.left <= _CLOSE


class MeasureAtStake(NamedTuple):
    """A measure that the player may see: its value, between `low` and `high`, and what the last turn added to it."""

    id: str
    name: str
    value: int
    low: int
    high: int
    change: int


class GroupedLine(NamedTuple):
    """A line of a document: whether words stand there that are agreed, and whether the last turn changed it."""

    id: str
    title: str
    is_settled: bool
    is_changed: bool


class LineGroup(NamedTuple):
    """Lines of a document that are counted together, in their order, under a label."""

    label: str
    lines: tuple[GroupedLine, ...]

    @property
    def settled(self) -> int:
        """How many of the lines are settled."""
        return sum(line.is_settled for line in self.lines)

    @property
    def total(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def is_changed(self) -> bool:
        """Whether the last turn changed one of the lines."""
        return any(line.is_changed for line in self.lines)


class Stakes(NamedTuple):
    """What is at stake. `time` is in minutes of the day, None in a story without a clock.

    `groups` are those of the first document, whose title is `document`; empty where nothing in it can be open.
    """

    time: int | None
    deadline: NextDeadline | None
    measures: tuple[MeasureAtStake, ...]
    document: str
    groups: tuple[LineGroup, ...]


def stakes(session: Session, before: State | None = None) -> Stakes:
    """What is at stake now.

    `before` is the state at the beginning of the last turn; None: that of the last step, which is the same thing unless
    one turn was a walk of many steps.
    """
    story, state = session.story, session.state
    if before is None:
        before = session.played[-2].turn.state if len(session.played) > 1 else state
    document = next(iter(story.documents.values()), None)
    return Stakes(
        story.clock.get(state.memory) if story.clock is not None else None,
        next_deadline(session),
        tuple(_measures(session, before)),
        document.title if document is not None else "",
        _groups(session, document, before) if document is not None else (),
    )


def next_deadline(session: Session) -> NextDeadline | None:
    """The deadline that comes next; None where none is ahead."""
    clock, ahead = session.story.clock, deadlines_ahead(session)
    if clock is None or not ahead:
        return None
    deadline, left = ahead[0]
    now = deadline.at - left
    begins = max((past.at for past in session.story.deadlines if past.at <= now), default=clock.low)
    return NextDeadline(deadline.name, deadline.at, left, (now - begins) / (deadline.at - begins))


def settled_told(session: Session) -> list[Told]:
    """How much of the document is settled, group by group, on one line; none where it has no groups.

    The document is named in front, unless its only group has its name.
    """
    standing = stakes(session)
    groups = clause_list(labelled(group.label, _settled_words(group)) for group in standing.groups)
    named = "" if [group.label for group in standing.groups] == [standing.document] else f"{standing.document}. "
    return [told("hint", f"{named}{groups}.")] if groups else []


def _settled_words(group: LineGroup) -> str:
    if group.settled in (0, group.total):
        settled = pgettext("said of lines of a document together", "settled")
        return settled if group.settled else pgettext("said of lines of a document together", "open")
    # Translators: said of lines of a document together.
    return ngettext(
        "{settled} of {number} line settled", "{settled} of {number} lines settled", group.total, settled=group.settled
    )  # fmt: skip


def _measures(session: Session, before: State) -> Iterator[MeasureAtStake]:
    for measure in session.story.measures.values():
        if not measure.hidden:
            slot = measure.slot
            value = slot.get(session.state.memory)
            change = value - slot.get(before.memory)
            yield MeasureAtStake(measure.id, measure.name, value, slot.low, slot.high, change)


def _groups(session: Session, document: StoryDocument, before: State) -> tuple[LineGroup, ...]:
    labels = _labels(document)
    read = {read.line.id: read for read in lines_read(session.story, document, before, session.state)}
    groups: dict[str, list[GroupedLine]] = {}
    for line in document.lines:
        if line.id in labels:
            here = read.get(line.id)
            is_there = here is not None and here.change != "struck" and bool(here.line.wording)
            is_settled = is_there and here is not None and not here.line.is_open
            is_changed = here is not None and bool(here.change)
            grouped = GroupedLine(line.id, line.title, is_settled, is_changed)
            groups.setdefault(labels[line.id], []).append(grouped)
    return tuple(LineGroup(label, tuple(lines)) for label, lines in groups.items())


def _labels(document: StoryDocument) -> dict[str, str]:
    """The label of each line that is in a group: as the pack says, else its section, else the whole document.

    A document in which everything is always settled has no groups, nor has one with very many sections.
    """
    labels = {line.id: line.group for line in document.lines if line.group}
    if labels:
        return labels
    if not any(map(_can_be_open, document.lines)):
        return {}
    labels = {line.id: document.sections[line.section] for line in document.lines if line.section}
    labels = labels or {line.id: document.title for line in document.lines}
    return labels if len(set(labels.values())) <= _MOST_GROUPS else {}


def _can_be_open(line: DocumentLine) -> bool:
    opened = line.open is not None or any(wording.open is not None for wording in line.wordings)
    return opened or all(wording.when is not None for wording in line.wordings)

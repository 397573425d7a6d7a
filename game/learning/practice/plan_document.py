"""A plan of practice as a document."""

from __future__ import annotations

from datetime import date

from game.learning.practice.practice_plan import PracticePlan
from game.localisation.lists_numbers_dates import out_of
from game.localisation.messages import gettext, ngettext, pgettext
from game.report.document import Bar, Column, Document, DocumentSection, Table


def plan_document(plan: PracticePlan) -> Document:
    """What is due, the outlook, and how well each topic is known."""
    if plan.later_today > 0:
        about = ngettext(
            "Due now: {number} question, {later} more later today. New: {new}.",
            "Due now: {number} questions, {later} more later today. New: {new}.",
            len(plan.due), later=plan.later_today, new=len(plan.new),
        )  # fmt: skip
    else:
        about = ngettext(
            "Due now: {number} question. New: {new}.", "Due now: {number} questions. New: {new}.", len(plan.due),
            new=len(plan.new),
        )  # fmt: skip
    most = max((day.due for day in plan.forecast), default=0) or 1
    days = Table(
        gettext("How many questions are due on each day"),
        (Column(pgettext("column of a table", "due")), Column(pgettext("column of a table", "day"), right=False)),
        tuple((str(day.due), _day(day.date)) for day in plan.forecast),
        tuple(Bar(day.due / most) for day in plan.forecast),
    )
    sections = [DocumentSection(gettext("The next two weeks"), (days,))]
    if plan.topics:
        no_topic = gettext("(no topic)")
        several = len({topic.pack for topic in plan.topics}) > 1
        topics = Table(
            gettext("How well each topic is known"),
            (
                Column(pgettext("column of a table", "known")), Column(pgettext("column of a table", "answered")),
                Column(pgettext("column of a table", "topic"), right=False),
            ),
            tuple(
                (
                    f"{100 * topic.mastery:.0f} %", out_of(topic.answered, topic.questions),
                    f"{topic.name or no_topic}{f'  {topic.pack}' if several else ''}",
                )
                for topic in plan.topics
            ),
            tuple(Bar(topic.mastery) for topic in plan.topics),
        )  # fmt: skip
        known = gettext(
            "Known: how many of its questions would be answered now; one that was wrong the last time counts as not."
        )
        sections.append(DocumentSection(gettext("Topics"), (topics, known)))
    return Document(gettext("Practice"), (about,), tuple(sections))


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{_weekdays()[day.weekday()]} {written}"


def _weekdays() -> tuple[str, ...]:
    return (
        pgettext("day of the week, in short", "Mon"),
        pgettext("day of the week, in short", "Tue"),
        pgettext("day of the week, in short", "Wed"),
        pgettext("day of the week, in short", "Thu"),
        pgettext("day of the week, in short", "Fri"),
        pgettext("day of the week, in short", "Sat"),
        pgettext("day of the week, in short", "Sun"),
    )

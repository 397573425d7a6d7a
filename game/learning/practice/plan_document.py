"""A plan of practice as a document."""

from __future__ import annotations

from datetime import date

from game.learning.practice.practice_plan import PracticePlan
from game.report.document import Bar, Column, Document, DocumentSection, Table
from game.support.counts import counted

_NO_TOPIC = "(no topic)"


def plan_document(plan: PracticePlan) -> Document:
    """What is due, the outlook, and how well each topic is known."""
    later = f", {plan.later_today:,} more later today" if plan.later_today > 0 else ""
    about = f"Due now: {counted(len(plan.due), 'question')}{later}. New: {len(plan.new):,}."
    most = max((day.due for day in plan.forecast), default=0) or 1
    days = Table(
        "How many questions are due on each day",
        (Column("due"), Column("day", right=False)),
        tuple((str(day.due), _day(day.date)) for day in plan.forecast),
        tuple(Bar(day.due / most) for day in plan.forecast),
    )
    sections = [DocumentSection("The next two weeks", (days,))]
    if plan.topics:
        several = len({topic.pack for topic in plan.topics}) > 1
        topics = Table(
            "How well each topic is known",
            (Column("known"), Column("answered"), Column("topic", right=False)),
            tuple(
                (
                    f"{100 * topic.mastery:.0f} %", f"{topic.answered} of {topic.questions}",
                    f"{topic.name or _NO_TOPIC}{f'  {topic.pack}' if several else ''}",
                )
                for topic in plan.topics
            ),
            tuple(Bar(topic.mastery) for topic in plan.topics),
        )  # fmt: skip
        known = (
            "Known: how many of its questions would be answered now; one that was wrong the last time counts as not."
        )
        sections.append(DocumentSection("Topics", (topics, known)))
    return Document("Practice", (about,), tuple(sections))


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {written}"

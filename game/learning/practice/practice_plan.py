"""What there is to practise: today, in the days to come, and how well each topic is known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from game.learning.practice.schedule import PracticeKey, PracticeSchedule
from game.story.model.story import Story
from game.story.model.topics import topic_name
from game.support.safe_text import escaped_json

FORECAST_DAYS = 14
PRACTICE_VERSION = 1
"""Of the JSON; a number that goes up when a program that reads it must be changed."""


class ForecastDay(NamedTuple):
    """So many questions are due on a day. On the first day are those that were due before, too."""

    date: str
    due: int


class TopicMastery(NamedTuple):
    """A topic: so many questions, so many of them answered before, and how many of all would be answered right now.

    `name` is what it is called, empty for questions on no topic. `mastery` goes from 0 to 1; a question that was never
    answered, or wrong the last time, counts as not known.
    """

    pack: str
    topic: str
    name: str
    questions: int
    answered: int
    mastery: float


class PracticePlan(NamedTuple):
    """What is due now, in the order in which it became due; what is due later today; what is new; and the outlook."""

    due: tuple[PracticeKey, ...]
    later_today: int
    new: tuple[PracticeKey, ...]
    forecast: tuple[ForecastDay, ...]
    topics: tuple[TopicMastery, ...]


def practice_plan(
    schedule: PracticeSchedule, stories: Sequence[Story], now: datetime, with_new: frozenset[str] = frozenset()
) -> PracticePlan:
    """The plan for the questions of these stories; of those in `with_new`, by id, questions never answered are new.

    `now` has the time zone in which days begin.
    """
    keys = [PracticeKey(story.id, id_) for story in stories for id_ in story.question_order]
    known = sorted((key for key in keys if key in schedule), key=schedule.due_at)
    due = tuple(key for key in known if schedule.is_due(key, now))
    days = Counter(max(schedule.due_at(key).astimezone(now.tzinfo).date(), now.date()) for key in known)
    dates = [now.date() + timedelta(days=number) for number in range(FORECAST_DAYS)]
    return PracticePlan(
        due, days[now.date()] - len(due), tuple(key for key in keys if key not in schedule and key.pack in with_new),
        tuple(ForecastDay(date.isoformat(), days[date]) for date in dates),
        tuple(mastery for story in stories for mastery in _topics(schedule, story, now)),
    )  # fmt: skip


def _topics(schedule: PracticeSchedule, story: Story, now: datetime) -> list[TopicMastery]:
    by_topic: dict[str, list[PracticeKey]] = {}
    for id_ in story.question_order:
        for topic in story.questions[id_].topics or ("",):
            by_topic.setdefault(topic, []).append(PracticeKey(story.id, id_))
    return [
        TopicMastery(
            story.id, topic, topic_name(story, topic), len(keys), sum(key in schedule for key in keys),
            sum(schedule.recall(key, now) for key in keys) / len(keys),
        )
        for topic, keys in by_topic.items()
    ]  # fmt: skip


def plan_json(plan: PracticePlan, schedule: PracticeSchedule) -> str:
    """The plan as one object; the guide says what is in it."""
    shown: dict[str, Any] = {
        "version": PRACTICE_VERSION,
        "due": [{**key._asdict(), "since": schedule.due_at(key).isoformat()} for key in plan.due],
        "later_today": plan.later_today,
        "new": [key._asdict() for key in plan.new],
        "forecast": [day._asdict() for day in plan.forecast],
        "topics": [{**topic._asdict(), "mastery": round(topic.mastery, 6)} for topic in plan.topics],
    }
    return escaped_json(json.dumps(shown, ensure_ascii=False, indent=1)) + "\n"

"""When questions come back: the scheduler's own intervals, by way of the record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path

import pytest

from game.engine.state import AnswerGiven
from game.learning.practice.practice_plan import FORECAST_DAYS, ForecastDay, practice_plan
from game.learning.practice.schedule import PracticeKey, PracticeSchedule, counts_for_practice, rating_of
from game.learning.record.answer_watch import utc_words
from game.learning.record.given_answers import AnswerVerdict, GivenAnswer, KeptAnswer, RecordedPlay
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.learning.record.store import AnswerStore
from game.play.session import Session
from game.story.model.story import Story
from tests.learning.conftest import answer

NOW = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
BELL = PracticeKey("small-quiz", "bell")

#: `test_review_card` in tests/test_basic.py of the package `fsrs`, from its version 6.2 on and before: whoever knows a
#: question six times, fails twice and knows it five times, always on the day on which it is due, has these intervals.
RATINGS = "ggggggaaggggg"
INTERVALS = {
    True: [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21],
    False: [0, 4, 14, 45, 135, 372, 0, 0, 2, 5, 10, 20, 40],
}


def write(store: AnswerStore, at: datetime, verdict: AnswerVerdict, question: str = "bell") -> None:
    """Put an answer given in practice into the record."""
    play = RecordedPlay(at.isoformat(), "small-quiz", "A small quiz", "", "", 1, "", utc_words(at), "review")
    given = GivenAnswer(question, "", "", "", verdict, float(verdict == "right"), True, 1, "", utc_words(at))
    store.write(play, [given])


def test_answers_in_the_record_have_the_intervals_that_the_scheduler_publishes(home: Path) -> None:
    store, at, intervals = AnswerStore(record_path()), NOW, []
    for rating in RATINGS:
        write(store, at, "right" if rating == "g" else "wrong")
        schedule = PracticeSchedule(kept_answers(record_path()))
        intervals.append(schedule.interval(BELL).days)
        at = schedule.due_at(BELL)
    store.close()
    is_new = tuple(map(int, version("fsrs").split(".")[:2])) >= (6, 2)
    assert intervals == INTERVALS[is_new]


@pytest.mark.parametrize(
    ("verdict", "spelling", "lookups", "rating"),
    [
        ("wrong", False, 0, "again"),
        ("passed", False, 0, "again"),
        ("passed", False, 1, "again"),
        ("partly", False, 0, "hard"),
        ("right", False, 0, "good"),
        ("right", True, 0, "hard"),
        ("right", False, 1, "hard"),
    ],
)
def test_the_verdict_says_how_well_it_was_known(
    verdict: AnswerVerdict, spelling: bool, lookups: int, rating: str
) -> None:
    assert rating_of(verdict, spelling=spelling, lookups=lookups) == rating


def test_in_a_play_only_the_first_answer_says_what_was_known() -> None:
    play = RecordedPlay("a", "small-quiz", "", "", "", 1, "", "")
    given = GivenAnswer("bell", "", "", "", "right", 1.0, False, 1, "")
    assert not counts_for_practice(KeptAnswer(1, play, given))
    assert counts_for_practice(KeptAnswer(1, play, given._replace(is_first=True)))
    assert counts_for_practice(KeptAnswer(1, play._replace(occasion="review"), given))


def test_answers_given_in_a_story_are_scheduled_too(begin: object, quiz: Story) -> None:
    session: Session = begin()  # type: ignore[operator]
    answer(session, "bell", AnswerGiven("80"))
    schedule = PracticeSchedule(kept_answers(record_path()))
    assert BELL in schedule
    assert schedule.interval(BELL) == timedelta(minutes=10)


def test_a_time_that_nobody_can_read_counts_for_nothing() -> None:
    schedule = PracticeSchedule()
    schedule.note(BELL, "good", "some day")
    assert BELL not in schedule


def test_a_clock_that_was_put_back_does_no_harm() -> None:
    schedule = PracticeSchedule()
    schedule.note(BELL, "good", "2026-01-02T00:00:00Z")
    schedule.note(BELL, "good", "2020-01-01T00:00:00Z")
    assert schedule.due_at(BELL) > datetime(2026, 1, 2, tzinfo=UTC)


# The plan


def known(*days_ago: int) -> PracticeSchedule:
    """The bell known on each of these days before now, at the same time of day."""
    schedule = PracticeSchedule()
    for days in days_ago:
        schedule.note(BELL, "good", utc_words(NOW - timedelta(days=days)))
    return schedule


def test_what_is_learned_is_due_to_the_minute(quiz: Story) -> None:
    schedule = known(0)
    plan = practice_plan(schedule, [quiz], NOW + timedelta(minutes=9))
    assert (plan.due, plan.later_today) == ((), 1)
    plan = practice_plan(schedule, [quiz], NOW + timedelta(minutes=10))
    assert (plan.due, plan.later_today) == ((BELL,), 0)


def test_what_is_known_is_due_on_the_whole_day_where_the_player_is(quiz: Story) -> None:
    schedule = known(3, 3)
    due = schedule.due_at(BELL)
    assert schedule.interval(BELL) >= timedelta(days=1)
    early = due.replace(hour=0, minute=1)
    assert practice_plan(schedule, [quiz], early).due == (BELL,)
    assert practice_plan(schedule, [quiz], early - timedelta(minutes=2)).due == ()
    west = timezone(timedelta(hours=-5))  # there it is still the day before
    assert practice_plan(schedule, [quiz], early.astimezone(west)).due == ()


def test_the_forecast_counts_each_question_on_its_day(quiz: Story) -> None:
    schedule = known(3, 3)
    day = schedule.due_at(BELL).date()
    plan = practice_plan(schedule, [quiz], NOW - timedelta(days=2))
    assert len(plan.forecast) == FORECAST_DAYS
    assert [forecast for forecast in plan.forecast if forecast.due] == [ForecastDay(day.isoformat(), 1)]
    overdue = practice_plan(schedule, [quiz], NOW + timedelta(days=30)).forecast
    assert (overdue[0].due, sum(forecast.due for forecast in overdue)) == (1, 1)


def test_new_questions_are_those_of_packs_that_are_named(quiz: Story) -> None:
    schedule = known(0)
    assert practice_plan(schedule, [quiz], NOW).new == ()
    new = practice_plan(schedule, [quiz], NOW, frozenset([quiz.id])).new
    assert [key.question for key in new] == ["maker", "pilot", "tides", "pairs", "gaps"]


def test_mastery_is_what_would_be_known_now(quiz: Story) -> None:
    schedule = known(0)
    bell, harbour = practice_plan(schedule, [quiz], NOW).topics
    assert (bell.topic, bell.questions, bell.answered) == ("bell", 3, 1)
    assert bell.mastery == pytest.approx(1 / 3)
    assert (harbour.answered, harbour.mastery) == (0, 0.0)
    later = practice_plan(schedule, [quiz], NOW + timedelta(days=60)).topics[0]
    assert 0 < later.mastery < 0.3
    schedule.note(BELL, "again", utc_words(NOW))
    assert practice_plan(schedule, [quiz], NOW).topics[0].mastery == 0

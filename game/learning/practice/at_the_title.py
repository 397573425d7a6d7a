"""Practice as the app offers it at its title: the questions of its story that are due, as a play that is not kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from game.learning.practice.asked_in_turn import asked_in_turn
from game.learning.practice.plan_words import nothing_due
from game.learning.practice.practice_plan import practice_plan
from game.learning.practice.schedule import PracticeSchedule
from game.learning.record.answer_keeper import AnswerKeeper
from game.learning.record.answer_watch import AnswerWatch
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.learning.record.store import NotRecorded
from game.localisation.messages import ngettext
from game.play.opening import Opened, fresh_seed
from game.play.session import Session
from game.story.model.story import Story

#: More are not asked at once.
_MOST = 20


def practice_play(
    story: Story,
    pack: Path,
    player: str,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
) -> Opened | str:
    """A play in which the questions of the story are asked that are due, or a sentence why there is none."""
    try:
        answers = kept_answers(record_path(), story.id, player)
    except NotRecorded as problem:
        return str(problem)
    plan = practice_plan(PracticeSchedule(answers), (story,), now())
    if not plan.due:
        return nothing_due(plan)
    session = Session(asked_in_turn(story, [key.question for key in plan.due[:_MOST]]), fresh_seed())
    keeper = AnswerKeeper(session, pack, player, "review")
    session.be_watched(lambda watched: AnswerWatch(watched, keeper))
    notice = ngettext(
        "Practice: {number} question due. Every answer is kept.",
        "Practice: {number} questions due. Every answer is kept.", len(plan.due),
    )  # fmt: skip
    return Opened(session, notice)

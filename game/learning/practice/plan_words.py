"""What is said where nothing is due."""

from __future__ import annotations

from game.learning.practice.practice_plan import PracticePlan
from game.support.counts import counted


def nothing_due(plan: PracticePlan) -> str:
    """That nothing is due, and when something is."""
    words = "Nothing is due now."
    if plan.later_today > 0:
        words += f" Later today: {counted(plan.later_today, 'question')}."
    coming = next((day for day in plan.forecast[1:] if day.due), None)
    if coming is not None:
        words += f" Next: {counted(coming.due, 'question')} on {coming.date}."
    return words

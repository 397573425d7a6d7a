"""What is said where nothing is due."""

from __future__ import annotations

from game.learning.practice.practice_plan import PracticePlan
from game.localisation.messages import gettext, ngettext


def nothing_due(plan: PracticePlan) -> str:
    """That nothing is due, and when something is."""
    sentences = [gettext("Nothing is due now.")]
    if plan.later_today > 0:
        later = ngettext(
            "Later today: {number} question.", "Later today: {number} questions.", plan.later_today
        )  # fmt: skip
        sentences.append(later)
    coming = next((day for day in plan.forecast[1:] if day.due), None)
    if coming is not None:
        # Translators: {date} is written in figures: 2026-12-01.
        then = ngettext(
            "Next: {number} question on {date}.", "Next: {number} questions on {date}.", coming.due, date=coming.date
        )  # fmt: skip
        sentences.append(then)
    return " ".join(sentences)

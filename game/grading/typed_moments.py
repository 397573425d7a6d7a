"""Keys of typed answers that are days or times of day."""

from __future__ import annotations

import re

from game.grading.calendar import Date, dates
from game.grading.clock import moment
from game.grading.languages import Language
from game.grading.letters import bare, lowered


def whole_dates(text: str, language: Language) -> tuple[Date, ...]:
    """The date that a key is, and nothing else."""
    found = [date for date in dates(text, language) if date.month]
    letters = [word for word in re.findall(r"[^\W\d_]+", bare(lowered(text))) if word not in language.months]
    return tuple(found[:1]) if all(word in language.fillers for word in letters) else ()


def moments_of(accepted: tuple[str, ...], language: Language) -> frozenset[int]:
    """The minutes of the day that are meant: where one of the keys leaves no doubt, it tells what the others mean."""
    found = [times for key in accepted if (times := whole_times(key, language))]
    sure = [times for times in found if len(times) == 1]
    return frozenset().union(*(sure or found))


def whole_times(text: str, language: Language) -> frozenset[int]:
    """The times of day that a key is, and nothing else."""
    time = moment(text, language)
    if time is None or not time.sure:
        return frozenset()
    beside = " ".join((*time.before, *time.after))
    known = language.around_time | language.fillers | {"am", "pm"}
    parts = {word for phrase in (*language.morning, *language.afternoon, *language.night) for word in phrase.split()}
    return time.minutes if all(word in known or word in parts for word in beside.split()) else frozenset()

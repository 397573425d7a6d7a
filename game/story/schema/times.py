"""Times of the day, as they are written."""

from __future__ import annotations

import re

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\Z")


def minutes_of_day(text: str) -> int | None:
    """Minutes since midnight for a time such as 08:30, or None when it is none."""
    match = _TIME.match(text.strip())
    return int(match[1]) * 60 + int(match[2]) if match else None

"""Watching over a search: it tells now and then how far it is, and ends it where it is to end."""

from __future__ import annotations

import time
from collections.abc import Callable

from game.verify.system.space import Progress, SearchStopped

_OFTEN = 0.05
"""Seconds between two reports, at least."""

_COUNTING = 0.05
"""So much of the time goes at most into counting what was found so far."""


class SearchWatch:
    """Watches over one search. `states` is how many states there are, at least."""

    def __init__(self, progress: Progress) -> None:
        self.states = 0
        self._progress = progress
        self._began = self._emitted = time.monotonic()
        self._counting = 0.0

    def check(self) -> None:
        """Tell how far it is, if that was not told a moment ago. Raises SearchStopped when the progress says False."""
        now = time.monotonic()
        if now - self._emitted >= _OFTEN:
            self._emitted = now
            if not self._progress(self.states):
                raise SearchStopped

    def count(self, count: Callable[[], int]) -> None:
        """Count the states anew, if counting has not yet taken more than a twentieth of the time.

        `count`, if it is called, says how many states there are so far; `states` never becomes smaller. Raises what it
        raises.
        """
        now = time.monotonic()
        if self._counting <= (now - self._began) * _COUNTING:
            self.states = max(self.states, count())
            self._counting += time.monotonic() - now

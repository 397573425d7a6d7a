"""How often somebody may ask: by address, behind which a whole school may be, and by pupil.

Each process counts for itself and forgets soon; what must hold across processes is counted in the store.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple


class RequestPace(NamedTuple):
    """So many requests in one go, and so many a second from then on."""

    at_once: int
    a_second: float


OF_ADDRESS = RequestPace(2_000, 200.0)
OF_PUPIL = RequestPace(60, 8.0)
STEPS_OF_PUPIL = RequestPace(1_000, 20.0)
"""Steps that a terminal sends: each is done again, also those of a request that is refused for its last one."""

_MOST_KNOWN = 10_000


class RequestLimits:
    """Token buckets, one for each who asks. Not for several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, who: str, pace: RequestPace, count: int = 1) -> bool:
        """Count one more request of somebody, or several; whether it is within their pace."""
        now = self._clock()
        left, since = self._left.pop(who, (float(pace.at_once), now))
        left = min(left + (now - since) * pace.a_second, pace.at_once)
        self._left[who] = max(left - count, 0.0), now
        while len(self._left) > _MOST_KNOWN:
            self._left.popitem(last=False)
        return left >= count

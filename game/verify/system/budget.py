"""How long a proof may take, and how much memory it may need."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

DEFAULT_SECONDS = 60.0
DEFAULT_MEMORY = 2_000
"""Megabytes."""

Listener = Callable[[str, int], None]
"""Told what is being done and how many situations were looked at so far."""


class Budget:
    """The bounds of a proof: `seconds` by the clock, and `memory` in megabytes beyond what the process holds already.

    The memory is that of everything together: whoever searches while the results of another search are still there has
    only what these leave. `listener` is told how far it is. `worked` says how many seconds this process has computed.
    """

    def __init__(
        self, seconds: float = DEFAULT_SECONDS, memory: float = DEFAULT_MEMORY,
        listener: Listener = lambda doing, states: None, clock: Callable[[], float] = time.monotonic,
        worked: Callable[[], float] = time.process_time,
    ) -> None:  # fmt: skip
        self.seconds, self.memory, self.listener, self.clock, self.worked = seconds, memory, listener, clock, worked
        self.begun = clock()
        self._most = memory_in_use() + memory

    @property
    def spent(self) -> float:
        """Seconds since it began."""
        return self.clock() - self.begun

    @property
    def left(self) -> float:
        """Seconds that are left; 0 when none are."""
        return max(self.seconds - self.spent, 0.0)

    @property
    def room(self) -> float:
        """Megabytes that may still be taken; 0 when none may."""
        return max(min(self._most - memory_in_use(), addresses_left()), 0.0)

    def progress(self, doing: str, *, states: float = float("inf"), share: float = 1.0) -> Callable[[int], bool]:
        """What a search is to ask whether to go on: until so many states, or until its time is up, or the memory is.

        `share`, from 0 to 1, is the part of the time left now that it may take. `doing` is shown as what is done.
        """
        until = self.clock() + self.left * share

        def go_on(found: int) -> bool:
            self.listener(doing, found)
            return found <= states and self.clock() < until and memory_in_use() < self._most

        return go_on

    def soon(self, doing: str, share: float) -> Callable[[int], bool]:
        """What somebody asks who tries whether something is soon done: until this process has worked for its `share`
        of the time left.

        What is done next hangs on it, and that should be the same on a machine that is busy with something else: so it
        is not the clock that decides, as long as there is time at all.
        """
        until, in_time = self.worked() + self.left * share, self.progress(doing)
        return lambda found: in_time(found) and self.worked() < until


def addresses_left() -> float:
    """Megabytes of addresses that the system still lets this process have; infinite where there is no such limit.

    Who asks for more gets none, and a library that cannot do without ends the whole process.
    """
    try:
        import resource

        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY:
            return float("inf")
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - as below
            return max(most - int(file.read().split()[0]) * resource.getpagesize(), 0) / 1_000_000
    except (ImportError, OSError, ValueError, IndexError):
        return float("inf")


def memory_in_use() -> float:
    """Megabytes that this process holds now, or, where that cannot be known, held at most; 0 where neither can be."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - asked often
            return int(file.read().split()[1]) * 4096 / 1_000_000
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1_000_000 if sys.platform == "darwin" else held / 1_000

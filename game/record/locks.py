"""Locks on open files and folders: nobody waits for ever, and “taken” is told from “there are no locks here”."""

from __future__ import annotations

import errno
import time
from enum import Enum

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

#: What `flock` says when somebody else holds the lock. Anything else means that there are no locks here.
_TAKEN = frozenset((errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES))


class Lock(Enum):
    """What became of the wish for a lock: it is held until the descriptor is closed, another process has it, or the
    system or the disk has no locks (Windows, some network folders)."""

    HELD = "held"
    TAKEN = "taken"
    NONE = "none"


def lock(descriptor: int) -> Lock:
    """Try to have an open file or folder to oneself, at once and without waiting."""
    if fcntl is None:
        return Lock.NONE
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return Lock.TAKEN if error.errno in _TAKEN else Lock.NONE
    return Lock.HELD


def wait_for_lock(descriptor: int, seconds: float) -> Lock:
    """Like `lock`, but try again for some seconds while another process has it."""
    until = time.monotonic() + seconds
    pause = 0.001
    while (got := lock(descriptor)) is Lock.TAKEN and time.monotonic() < until:
        time.sleep(pause)
        pause = min(2 * pause, 0.05)
    return got

"""Waiting for an app by asking its event loop, where Textual's own pilot guesses from the time of the processor.

The pilot sleeps for at least 20 ms twice for every key, and takes an app for idle that got no processor meanwhile. A
loop knows what it still has to do, so nothing is slept through and nothing is missed on a busy machine.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from time import monotonic
from typing import Any

import pytest

SOON = 3 / 50
"""What is to be done within this time is waited for: the next drawing of a screen, and the 50 ms for which Textual
draws nothing while screens change. The blinking of a cursor is not, unless it is about to."""
DRAWINGS_A_SECOND = 500
"""So often a screen may be drawn anew. Textual's 60 are meant for eyes, and each key would wait for the next one."""


def quicken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilots of this test wait for the loop; not on Windows, where timers of Textual sleep in threads."""
    if sys.platform == "win32":
        return
    monkeypatch.setattr("textual.app.wait_for_idle", until_quiet)
    monkeypatch.setattr("textual.pilot.wait_for_idle", until_quiet)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1 / DRAWINGS_A_SECOND)


async def until_quiet(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until nothing is left to do, for the second time in a row: what came from outside lies in between."""
    loop: Any = asyncio.get_running_loop()
    ready: deque[Any] = loop._ready
    until, quiet = monotonic() + max_sleep, 0
    while quiet < 2 and monotonic() < until:
        await asyncio.sleep(0)
        quiet = 0 if ready else quiet + 1
        if quiet:
            now = loop.time()
            due = [timer.when() - now for timer in loop._scheduled if not timer.cancelled()]
            if soon := [left for left in due if left < SOON]:
                quiet = 0
                await asyncio.sleep(max(0, *soon))

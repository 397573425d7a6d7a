"""Finding out what takes a while, while the screen goes on being drawn."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

_T = TypeVar("_T")


def find_in_background(
    screen: Screen[Any], find: Callable[[Callable[[], bool]], _T], tell: Callable[[_T], None]
) -> None:
    """Find something out in a thread of its own, and tell it where the screen is drawn.

    `find` is called once, and asks now and then the function that it gets whether to go on: not when the screen is gone
    meanwhile. `tell` is called with what was found, if the screen is still there; not at all when `find` raises.
    """

    context = copy_context()  # what is told is told in the language of the player

    def work() -> None:
        worker = get_current_worker()
        found = context.run(find, lambda: not worker.is_cancelled)
        if not worker.is_cancelled:
            screen.app.call_from_thread(lambda: context.run(tell, found))

    screen.run_worker(work, thread=True, exit_on_error=False)

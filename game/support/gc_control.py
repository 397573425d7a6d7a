"""Python's collector of circular garbage, held back while very many things that stay are made."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Inside, the collector does not run: it would look through the growing story again and again and find nothing.

    What was made is put among the old things at once, which it looks through rarely, and not first among the new ones.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.freeze()  # these two move everything there is, and look at nothing
            gc.unfreeze()
            gc.enable()


_SELDOM = (50_000, 20, 100)
"""New things after which it looks through the newest, so often before it looks through older ones, and through all."""


@contextlib.contextmanager
def collector_seldom() -> Iterator[None]:
    """Inside, the collector runs seldom, and never looks at what was there before: for work that makes some garbage."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()

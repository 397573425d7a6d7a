"""Python's collector of circular garbage is held back while it would find nothing, and is then as it was before."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from game.support.gc_control import collector_paused, collector_seldom


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Whatever a test does to the collector is undone."""
    threshold, running = gc.get_threshold(), gc.isenabled()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    (gc.enable if running else gc.disable)()


def test_while_it_is_paused_it_does_not_run_and_afterwards_it_does() -> None:
    gc.enable()
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


SELDOM = """
import gc, weakref
from game.support.gc_control import collector_seldom

class Ring:
    def __init__(self):
        self.itself = self

gc.disable()  # only when it is told to
before = weakref.ref(Ring())
with collector_seldom():
    within = weakref.ref(Ring())
    gc.collect()
    print(before() is not None, within() is None)
gc.collect()
print(before() is None)
"""


def test_while_it_runs_seldom_it_leaves_alone_what_was_there_before() -> None:
    # In a process of its own: looking through all that thousands of collected tests have left here takes a second.
    done = subprocess.run([sys.executable, "-c", SELDOM], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["True"] * 3, "")


def test_how_often_it_runs_is_as_before_afterwards_even_when_something_fails() -> None:
    gc.set_threshold(123, 4, 5)
    with collector_seldom():
        assert gc.get_threshold() > (1_000, 0, 0)
    assert gc.get_threshold() == (123, 4, 5)
    with pytest.raises(KeyError), collector_seldom():
        raise KeyError
    assert gc.get_threshold() == (123, 4, 5)
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("running", [True, False])
def test_whether_it_runs_at_all_does_not_change_by_its_running_seldom(running: bool) -> None:
    (gc.enable if running else gc.disable)()
    with collector_seldom():
        assert gc.isenabled() == running
    assert gc.isenabled() == running

"""Python's collector of circular garbage is held back while it would find nothing, and is then as it was before."""

from __future__ import annotations

import gc
import weakref
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


class Ring:
    """Something that only the collector can do away with."""

    def __init__(self) -> None:
        self.itself = self


def a_ring() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


def test_while_it_is_paused_it_does_not_run_and_afterwards_it_does() -> None:
    gc.enable()
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_while_it_runs_seldom_it_leaves_alone_what_was_there_before() -> None:
    gc.disable()  # only when it is told to
    before = a_ring()
    with collector_seldom():
        within = a_ring()
        gc.collect()
        assert before() is not None
        assert within() is None
    gc.collect()
    assert before() is None


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

"""How long a proof may take."""

from __future__ import annotations

from game.verify.system.budget import Budget


class Clock:
    """A clock that stands still until somebody sets it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_what_has_to_be_soon_done_may_take_its_share_of_work_however_late_it_gets() -> None:
    clock, worked = Clock(), Clock()
    go_on = Budget(60, clock=clock, worked=worked).soon("Trying", 0.1)
    clock.seconds, worked.seconds = 50, 5
    assert go_on(0)
    worked.seconds = 6
    assert not go_on(0)


def test_nothing_goes_on_when_the_time_is_over() -> None:
    clock, worked = Clock(), Clock()
    go_on = Budget(60, clock=clock, worked=worked).soon("Trying", 0.1)
    clock.seconds = 60
    assert not go_on(0)

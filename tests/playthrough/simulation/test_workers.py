"""Work done by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from game.playthrough.simulation.workers import WorkerLost, cores, work


def doubling(brought: bytes) -> Callable[[int], str]:
    return lambda piece: f"{brought.decode()}{piece * 2}"


def dying(brought: bytes) -> Callable[[int], int]:
    def die(piece: int) -> int:
        os._exit(9)

    return die


def never_born(brought: bytes) -> Callable[[int], int]:
    os._exit(9)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_piece_is_done_once(workers):
    assert sorted(work(doubling, b"x", range(7), workers)) == sorted(f"x{2 * piece}" for piece in range(7))


def test_no_pieces_are_no_work():
    assert list(work(doubling, b"x", [], 2)) == []


@pytest.mark.parametrize("make", [dying, never_born])
def test_a_process_that_dies_is_noticed_and_nothing_hangs(make):
    with pytest.raises(WorkerLost):
        list(work(make, b"x" * 300_000, range(4), 2))


def test_there_is_at_least_one_core():
    assert cores() >= 1

"""Paths that begin alike share their beginning, and none of them changes any more."""

from __future__ import annotations

from game.verify.search.trails import Trail


def test_a_path_stays_as_it_is_when_the_play_goes_on() -> None:
    trail = Trail()
    trail.steps.append((0, 1))
    path = trail.path()
    trail.steps.append((2, 0))
    assert tuple(path) == ((0, 1),)
    assert (len(path), path[-1]) == (1, (0, 1))
    assert tuple(trail) == ((0, 1), (2, 0))


def test_a_play_goes_on_from_the_path_of_another() -> None:
    first = Trail()
    first.steps += [(0, 0), (1, 0)]
    second = Trail(first.path())
    first.steps.append((9, 9))
    second.steps.append((2, 0))
    assert tuple(second.path()) == ((0, 0), (1, 0), (2, 0))
    assert len(second.path()) == len(second) == 3


def test_a_step_behind_a_path_is_in_no_other() -> None:
    trail = Trail([(0, 0)])
    assert tuple(trail.path((5, 5))) == ((0, 0), (5, 5))
    assert tuple(trail.path()) == ((0, 0),)


def test_very_many_plays_in_a_row_are_one_path() -> None:
    path = Trail().path()
    for number in range(20_000):
        trail = Trail(path)
        trail.steps.append((number, 0))
        path = trail.path()
    assert tuple(path) == tuple((number, 0) for number in range(20_000))
    assert path[-1] == (19_999, 0)


def test_paths_with_the_same_steps_are_equal() -> None:
    trail = Trail([(0, 0)])
    trail.steps.append((1, 1))
    assert trail.path() == ((0, 0), (1, 1))
    assert trail.path() == [(0, 0), (1, 1)]
    assert trail.path() != ((0, 0), (1, 2))
    assert trail.path() != ((0, 0),)

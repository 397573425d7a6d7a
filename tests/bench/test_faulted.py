"""The planted faults are there, each the one that is named, and in their twins there is none."""

from __future__ import annotations

import json
from functools import cache

import pytest
from faulted import KINDS, Pair, faulted
from planted import checked, written

from game.engine.events import Ended, Event, ItemReceived, SceneBegan
from game.verify.exact.explicit import Explicit, explore
from game.verify.reductions.reduction import reduced
from game.verify.system.transition_system import transition_system

PAIRS = range(3 * len(KINDS))
SEARCHED = range(2 * len(KINDS))
"""To search a pair with every engine takes longest. `.ci/run` has `bench/planted.py` search those behind these."""
ONCE_WRONG = (63, 142)
"""A key that was not needed any more, and a twin whose choice could not be had."""


@cache
def pair(number: int) -> Pair:
    return faulted(number)


def happens(space: Explicit, kind: type[Event], subject: str) -> bool:
    return any(name == kind.__name__ and event and event[0] == subject for _, name, event in space.events)


@pytest.mark.parametrize("number", [*SEARCHED, *ONCE_WRONG])
def test_the_fault_is_found_by_the_shortest_way_and_not_in_the_twin(number: int) -> None:
    complaints, _ = checked(number)
    assert complaints == []


@pytest.mark.parametrize("number", [*PAIRS, *ONCE_WRONG])
def test_in_the_twin_nothing_is_wrong(number: int) -> None:
    story = written(pair(number).sound)
    space = explore(reduced(transition_system(story)), story.layout.start)
    assert not space.soft_locks
    assert not space.deadlocks
    assert not space.divergences
    for kind, ids in ((SceneBegan, story.scenes), (Ended, story.endings), (ItemReceived, story.items)):
        assert [key for key in ids if not happens(space, kind, key)] == []
    named = {space.given.locations[step.location].transitions[step.transition].id for step in space.transitions}  # type: ignore[union-attr]
    choices = {f"{scene}/{id_}" for scene, id_ in _choices(pair(number).sound["pack.yaml"])}
    assert choices <= named


def _choices(pack: str) -> list[tuple[str, str]]:
    return [
        (id_, choice["id"]) for id_, scene in json.loads(pack)["scenes"].items() for choice in scene.get("choices", ())
    ]


def test_the_same_number_gives_the_same_pair() -> None:
    assert faulted(5) == faulted(5)


def test_every_kind_comes_in_turn() -> None:
    assert [pair(number).fault.kind for number in range(len(KINDS))] == list(KINDS)

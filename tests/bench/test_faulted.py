"""The planted faults are there, each the one that is named, and in their twins there is none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from faulted import KINDS, Pair, faulted

from game.engine.events import Ended, Received, SceneBegan
from game.story.packs import load
from game.verify.explicit import Explicit, explore
from game.verify.reduction import reduced
from game.verify.space import Goal
from game.verify.system import System

PAIRS = range(4 * len(KINDS))


def space_of(folder: Path, files: dict[str, str], keep: tuple[str, ...] = ()) -> Explicit:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    story = load(folder)
    return explore(reduced(System(story), keep=keep), story.layout.start)


@cache
def pair(number: int) -> Pair:
    return faulted(number)


def happens(space: Explicit, kind: type, subject: str) -> bool:
    return any(name == kind.__name__ and event[0] == subject for _, name, event in space.events)


def has_fault(space: Explicit, kind: str, about: str) -> bool:
    """Whether the story has the fault."""
    match kind:
        case "soft-lock" | "endless loop":
            return space.lost > 0
        case "orphan scene":
            return not happens(space, SceneBegan, about)
        case "dead choice":
            locations = space.given.locations
            return not any(locations[step.location].ways[step.way].id == about for step in space.ways)
        case "unreachable ending":
            return not happens(space, Ended, about)
        case "impossible item":
            return not happens(space, Received, about)
        case _:
            return _is_unfair(space, about)


def _is_unfair(space: Explicit, question: str) -> bool:
    """Whether the question can be asked of somebody who has not met its fact."""
    from game.story.formulas import Not, Reading

    number = int(question.rpartition("_")[2])
    asking = frozenset(
        index for index, one in enumerate(space.given.locations)
        if one is not None and one.key.kind == "question" and one.key.question == number + 1
    )  # fmt: skip
    return space.path(Goal(asking, (Not(Reading(f"knows.fact_{number}")),))) is not None


def kept(kind: str, about: str) -> tuple[str, ...]:
    """What has to be remembered to see the fault."""
    return (f"knows.fact_{about.rpartition('_')[2]}",) if kind == "unfair question" else ()


@pytest.mark.parametrize("number", PAIRS)
def test_the_fault_is_there_and_not_in_the_twin(number, tmp_path):
    fault, faulty, sound = pair(number)
    keep = kept(*fault)
    assert has_fault(space_of(tmp_path / "faulted", faulty, keep), *fault)
    assert not has_fault(space_of(tmp_path / "sound", sound, keep), *fault)


@pytest.mark.parametrize("number", PAIRS)
def test_in_the_twin_nothing_is_wrong(number, tmp_path):
    space = space_of(tmp_path / "sound", pair(number).sound)
    assert not space.lost
    assert not space.dead_ends
    story = load(tmp_path / "sound")
    for kind, ids in ((SceneBegan, story.scenes), (Ended, story.endings), (Received, story.items)):
        assert [one for one in ids if not happens(space, kind, one)] == []
    named = {space.given.locations[step.location].ways[step.way].id for step in space.ways}
    choices = {f"{scene}/{id_}" for scene, id_ in _choices(pair(number).sound["pack.yaml"])}
    assert choices <= named


def _choices(pack: str) -> list[tuple[str, str]]:
    import json

    return [(id_, one["id"]) for id_, scene in json.loads(pack)["scenes"].items() for one in scene.get("choices", ())]


def test_the_same_number_gives_the_same_pair():
    assert faulted(5) == faulted(5)


def test_every_kind_comes_in_turn():
    assert [pair(number).fault.kind for number in range(len(KINDS))] == list(KINDS)

"""Drawn packs after an edit as authors make them: one condition, one effect, one choice or one scene is another one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from game.story.model.story import Story
from tests.drawn_packs import story_of

Pack = dict[str, Any]
_CONDITIONS = ("seen.s0", "not seen.s0", "knows.f0", "not knows.f1", "correct >= 1", "visits.s0 < 2", "notes == 0")
_EFFECTS = ({"learn": "f0"}, {"learn": "f2"}, {"minutes": "5"}, {})


def edited(written: str, number: int) -> Story | None:
    """The story of a drawn pack after the edit with this number; None where it is no story any more."""
    chance = random.Random(number)
    pack = json.loads(written)
    for _ in range(chance.randint(1, 2)):
        chance.choice(_EDITS)(pack, chance)
    try:
        return story_of(json.dumps(pack, indent=1))
    except AssertionError:
        return None


def _lists(pack: Pack) -> list[list[dict[str, Any]]]:
    """Every list of choices."""
    found: list[list[dict[str, Any]]] = []
    waiting: list[Any] = list(pack["scenes"].values())
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(part.get("choices"), list):
                found.append(part["choices"])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found


def _guarded(pack: Pack) -> list[dict[str, Any]]:
    """Everything that can have a condition."""
    return [*pack["scenes"].values(), *(choice for some in _lists(pack) for choice in some)]


def _tighten(pack: Pack, chance: random.Random) -> None:
    part = chance.choice(_guarded(pack))
    asked = chance.choice(_CONDITIONS)
    part["when"] = f"({part['when']}) and {asked}" if "when" in part else asked


def _loosen(pack: Pack, chance: random.Random) -> None:
    some = [part for part in _guarded(pack) if "when" in part]
    if some:
        part = chance.choice(some)
        part["when"] = f"({part['when']}) or {chance.choice(_CONDITIONS)}"


def _change_effect(pack: Pack, chance: random.Random) -> None:
    part = chance.choice(_guarded(pack))
    measures = list(pack["measures"])
    if "learn" in part and chance.random() < 0.5:
        del part["learn"]
    elif measures and chance.random() < 0.5:
        part.setdefault("effects", {})
        part[chance.choice(measures)] = chance.choice(("+1", "-1", "+2"))
        del part["effects"]
    else:
        part["learn"] = chance.choice(("f0", "f1", "f2"))


def _add_choice(pack: Pack, chance: random.Random) -> None:
    lists = _lists(pack)
    if lists:
        some = chance.choice(lists)
        end = {"end": "e0"} if chance.random() < 0.3 else dict(chance.choice(_EFFECTS))
        when = {"when": chance.choice(_CONDITIONS)} if chance.random() < 0.5 else {}
        some.append({"choose": "Do something new", "id": f"new{len(some)}", **when, **end})


def _remove_choice(pack: Pack, chance: random.Random) -> None:
    lists = [some for some in _lists(pack) if len(some) > 1]
    if lists:
        some = chance.choice(lists)
        some.pop(chance.randrange(len(some)))


def _add_scene(pack: Pack, chance: random.Random) -> None:
    scene: dict[str, Any] = {"title": "Something new", "text": "New.", **chance.choice(_EFFECTS)}
    if "places" in pack:
        scene["at"] = chance.choice(list(pack["places"]))
    if chance.random() < 0.5:
        scene["when"] = chance.choice(_CONDITIONS)
    pack["scenes"]["s_new"] = scene


_EDITS: tuple[Callable[[Pack, random.Random], None], ...] = (
    _tighten, _loosen, _change_effect, _add_choice, _remove_choice, _add_scene,
)  # fmt: skip

"""Mixtures: stories of several shapes one behind the other, as one pack. Where one ends, the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import yaml

from made_up.abstract import AbstractStory
from made_up.as_pack import as_dossier, as_pack

_LETTERS = "abcdefgh"


def mixture(parts: Sequence[AbstractStory]) -> dict[str, str]:
    """The files of a pack of all parts, at most eight.

    Each part has scenes, flags and questions of its own; the counters go on.
    """
    lettered = list(zip(parts, _LETTERS, strict=False))
    packs = [_read(_renamed(as_pack(part), part, letter)) for part, letter in lettered]
    dossiers = [_read(_renamed(as_dossier(part), part, letter)) for part, letter in lettered if part.facts]
    for pack, follows in pairwise(packs):
        start = follows["start"]
        onward = {"move": start} if start in follows.get("places", ()) else {"goto": start}
        for steps in _steps(pack["scenes"]):
            if steps.pop("end", None):
                steps.update(onward)
        del pack["endings"]
    # Where there can be but one of something, it is that of the first.
    whole = {key: value for pack in reversed(packs) for key, value in pack.items()}
    for key, value in whole.items():
        if isinstance(value, dict):
            whole[key] = {id_: thing for pack in packs for id_, thing in pack.get(key, {}).items()}
    files = {"pack.yaml": _written({**whole, "pack": "A mixture"})}
    if dossiers:
        facts = {id_: fact for dossier in dossiers for id_, fact in dossier["facts"].items()}
        for number, fact in enumerate(facts.values(), 1):
            fact["paragraph"] = number
        files["report.yaml"] = _written({**dossiers[0], "facts": facts})
    return files


def _read(text: str) -> dict[str, Any]:
    """As the game reads it: every scalar stays text."""
    read: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    return read


def _written(definitions: dict[str, Any]) -> str:
    return str(yaml.safe_dump(definitions, sort_keys=False, allow_unicode=True))


def _renamed(text: str, story: AbstractStory, letter: str) -> str:
    """The text with all ids of the story beginning with the letter. Words that look like one change as well."""
    ids = [scene.id for scene in story.scenes] + [hub.id for hub in story.hubs]
    ids += [*story.flags, *story.facts, *story.endings]
    ids += [scene.quiz.id for scene in story.scenes if scene.quiz is not None]
    named = "|".join(sorted(map(re.escape, ids), key=len, reverse=True))
    return re.sub(rf"\b({named})\b", rf"{letter}_\1", text)


def _steps(value: Any) -> list[dict[str, Any]]:
    """Everything below that can say how the story goes on."""
    if isinstance(value, list):
        return [found for part in value for found in _steps(part)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for part in value.values() for found in _steps(part))]

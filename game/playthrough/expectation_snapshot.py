"""What is so at one point of a play, as what could be expected of it: for whoever writes expectations down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.engine.rendering import clock_time
from game.playthrough.matching import folded_words
from game.playthrough.standing import Standing, without_sources
from game.story.schema.playthrough_definitions import NONE

#: A text that is told is shortened to this for an expectation, at the end of a sentence or of a word.
_LONGEST = 90
#: The kinds of lines of which one is taken, the best first.
_TOLD = (
    ("story", "speech"), ("right", "wrong", "partly", "noted"), ("question", "ending"), ("place", "note", "change"),
)  # fmt: skip


class SnapshotEntry(NamedTuple):
    """A key of `expect` with its values; numbers and times are plain ones."""

    key: str
    values: tuple[str, ...]


def all_now(here: Standing) -> list[SnapshotEntry]:
    """What is worth expecting: what was told, where one stands, the measures, what is carried, how it ended."""
    keys = ["sees", "at", "scene", "asked", "answered", "time", *here.story.measures, "has", "ending"]
    found = [entry for key in keys if (entry := now(key, here)) is not None]
    return [entry for entry in found if entry.values != (NONE,) or entry.key == "ending"]


def now(key: str, here: Standing) -> SnapshotEntry | None:
    """What a key of `expect` would have to say now; None when there is nothing to say."""
    values = tuple(_values(key, here))
    return SnapshotEntry(key, values) if values else None


def _values(key: str, here: Standing) -> Iterator[str]:
    memory = here.state.memory
    match key:
        case "sees":
            told = next((line for kinds in _TOLD for line in here.told if line.kind in kinds), None)
            if told is not None:
                yield shortened_words(without_sources(told))
        case "reads":
            yield from here.read
        case "offers_only":
            yield from [name for _, name in here.offered] or [NONE]
        case "has":
            yield from (item.id for item in here.story.items.values() if item.carried.get(memory))
        case "knows":
            yield from (fact.id for fact in here.story.facts.values() if fact.known.get(memory))
        case "achieved":
            yield from (
                achievement.id for achievement in here.story.achievements.values() if achievement.achieved.get(memory)
            )
        case "at" if here.story.places:
            yield here.place
        case "scene":
            yield here.scene
        case "asked":
            yield here.asked
        case "answered" if here.answered != NONE:
            yield here.answered
        case "ending":
            yield here.ending
        case "time" if here.time is not None:
            yield clock_time(here.time)
        case "refused" if here.refusal is not None:
            yield shortened_words(here.refusal)
        case _ if key in here.story.measures:
            yield str(here.measure(key))


def shortened_words(text: str) -> str:
    """The first sentence of a text, or as many of its words as are easy to read."""
    text = folded_words(text)
    sentence = re.match(r".{12,}?[.!?][”’\"')]*(?=\s|$)", text)
    if sentence is not None and len(sentence[0]) <= _LONGEST:
        return sentence[0]
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]


def is_number(value: str) -> bool:
    """Whether a value stands there without quotation marks: a number, or a time."""
    return re.fullmatch(r"-?\d+|\d\d:\d\d", value) is not None

"""`check --remembers`: everything that can tell later that a choice was taken, or how all choices fare."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from game.author.findings import JSON_VERSION, print_findings
from game.author.remembering.reader_spots import ReaderSpots
from game.author.remembering.reader_words import (
    STATUS_WORDS,
    choice_words,
    kinds_words,
    reader_words,
    variables_words,
)
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.packs import examine
from game.story.source.library import find_pack
from game.support.counts import counted
from game.support.exit_codes import FINDINGS, FINE, WRONG_USAGE
from game.support.safe_text import escaped_json, visible
from game.support.similarity import nearest
from game.verify.dependence.remembered_choices import ChoiceMemory, LaterReader, StoryMemory, story_memory

_NAME_WIDTH = 34


def tell_memory(pack: str, choice: str, *, as_json: bool) -> int:
    """Print what remembers a choice, given as `scene/choice` or `scene.choice`; of all choices where it is empty.

    The result is the exit code: 0; 1 where the pack has errors; 2 where there is no such pack or choice.
    """
    story, diagnostics = examine(pack)
    if story is None:
        print_findings((found for found in diagnostics if found.severity == "error"), sys.stderr)
        return FINDINGS
    memory, spots = story_memory(story), ReaderSpots(story, find_pack(pack))
    known = {memory_.choice: memory_ for memory_ in memory.choices}
    wanted = choice if choice in known else choice.replace(".", "/", 1)
    if choice and wanted not in known:
        like = nearest(wanted, known)
        print(
            visible(f"There is no choice `{choice}`." + (f" Did you mean `{like}`?" if like else "")), file=sys.stderr
        )
        return WRONG_USAGE
    if as_json:
        some = [known[wanted]] if choice else list(known.values())
        told = {"version": JSON_VERSION, "pack": story.id, **memory_json(memory, some, spots)}
        print(escaped_json(json.dumps(told, ensure_ascii=False, indent=2)))
        return FINE
    lines = _told(known[wanted], story, memory, spots) if choice else _table(story, memory, spots)
    for line in lines:
        print(visible(line))
    return FINE


def memory_json(memory: StoryMemory, choices: list[ChoiceMemory], spots: ReaderSpots) -> dict[str, Any]:
    """Choices with all their readers, and the measures that decide nothing, as plain data."""
    return {
        "choices": [
            {
                "id": choice.choice, "scene": choice.scene, "status": choice.status, "flavour": choice.flavour,
                "returns": choice.returns, **_spot_json(spots.choice(choice.choice)),
                "changes": list(choice.changes),
                "readers": [_reader_json(later, spots) for later in choice.readers],
                "contrast": [_reader_json(later, spots) for later in choice.contrast],
            }
            for choice in choices
        ],
        "alike": [list(alike) for some in memory.lists for alike in some.alike],
        "unread_measures": list(memory.unread),
        "indifferent_measures": [found.measure for found in memory.indifferent],
    }  # fmt: skip


def _reader_json(later: LaterReader, spots: ReaderSpots) -> dict[str, Any]:
    reader = later.reader
    return {
        "kind": reader.kind, "name": reader.name, "words": reader.words, "reads": list(later.reads),
        "distance": later.distance, **_spot_json(spots.reader(reader)),
    }  # fmt: skip


def _spot_json(spot: Spot | None) -> dict[str, Any]:
    return {"file": spot.file, "line": spot.line} if spot is not None else {"file": None, "line": None}


def _told(choice: ChoiceMemory, story: Story, memory: StoryMemory, spots: ReaderSpots) -> Iterator[str]:
    """One choice: what it changes, and every reader, the nearest first."""
    spot = spots.choice(choice.choice)
    yield f"{choice.choice}  {spot.file}:{spot.line}"
    changes = variables_words(name for name in choice.changes if name != f"taken.{choice.choice}")
    yield f"It changes: {', '.join(changes) if changes else 'nothing that is kept'}."
    alike = [other for some in memory.lists for same in some.alike if choice.choice in same for other in same]
    if alike:
        others = ", ".join(other for other in alike if other != choice.choice)
        yield f"Nothing later can tell it from: {others}."
    if choice.flavour:
        yield "It is there for its own sake (`flavour: true`)."
    if choice.status in ("forgotten", "only way", "contrast"):
        yield {
            "forgotten": "Nothing that comes later depends on it.",
            "only way": "There is no other choice from which it could be told.",
            "contrast": "Nothing later depends on it but by what was not chosen instead:",
        }[choice.status]
    if choice.status == "clock":
        yield "Only the clock remembers it."
    readers = choice.readers if choice.status != "contrast" else (*choice.readers, *choice.contrast)
    if readers:
        yield ""
        yield f"What can tell later, the nearest first ({kinds_words(readers)}):"
    for later in readers:
        place = spots.reader(later.reader)
        where = f"{place.file}:{place.line}  " if place is not None else ""
        yield f"  {where}{reader_words(later)}"


def _table(story: Story, memory: StoryMemory, spots: ReaderSpots) -> Iterator[str]:
    """All choices by scene, and how many fare how."""
    scene = ""
    for choice in memory.choices:
        if choice.scene != scene:
            scene = choice.scene
            yield f"{scene}  {spots.choice(choice.choice).file}"
        yield f"  {choice.choice.partition('/')[2]:<{_NAME_WIDTH}} {choice_words(choice)}"
    fared = Counter(choice.status for choice in memory.choices)
    yield ""
    yield f"{counted(fared.total(), 'choice')}:"
    for status, words in STATUS_WORDS.items():
        if fared[status]:
            yield f"  {fared[status]:>5,}  {words}"
    idle = sum(_changes_only_time(choice) for choice in memory.choices)
    yield f"{counted(idle, 'choice changes', 'choices change')} nothing but the time."
    alike = sum(len(same) for some in memory.lists for same in some.alike)
    if alike:
        yield f"{counted(alike, 'choice comes', 'choices come')} to the same as another one of its list."
    for measure in memory.unread:
        yield f"Nothing reads the measure {measure}."
    for found in memory.indifferent:
        yield f"The measure {found.measure} decides nothing: {counted(found.readers, 'condition')}, always the same."


def _changes_only_time(choice: ChoiceMemory) -> bool:
    """Whether a choice leads nowhere of its own and changes nothing, but that it was taken and what time it is."""
    kept = [name for name in choice.changes if name != "time" and not name.startswith("taken.")]
    return not kept and all(later.reads for later in choice.readers)

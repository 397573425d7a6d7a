"""Writing what happened into the expectations of a playthrough file: where they failed, or say nothing yet.

Only what changes is written; comments, order and layout of everything else stay. What was written is read and run again
before it takes the place of the file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.playthrough.discovery import FoundPlaythrough
from game.playthrough.expectation_snapshot import all_now, now, shortened_words
from game.playthrough.expectations import Wrong, nearest_piece
from game.playthrough.playthrough import Expect, Expected, Playthrough
from game.playthrough.playthrough_result import PlaythroughResult
from game.playthrough.reading import read_playthrough
from game.playthrough.rewriting import CannotRewrite, StepBlock, rewritten
from game.playthrough.running import run
from game.playthrough.standing import Standing
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.schema.playthrough_field_types import pattern_in

_OPPOSITE = {
    "sees": "sees_not", "sees_not": "sees", "reads": "reads_not", "reads_not": "reads",
    "offers": "offers_not", "offers_not": "offers", "has": "has_not",
    "has_not": "has", "knows": "knows_not", "knows_not": "knows",
}  # fmt: skip


class Blessed(NamedTuple):
    """A file with what happened in it: its old and new content, what changed, and the result of running it again."""

    before: bytes
    content: bytes
    difference: str
    result: PlaythroughResult


class NotBlessed(Exception):
    """Nothing could be written; the message is a sentence."""


def bless(found: FoundPlaythrough, playthrough: Playthrough, story: Story) -> Blessed | None:
    """The file of a playthrough with what happened in it; None when there is nothing to write. Raises NotBlessed.

    Expectations of included files are theirs: they are written when these files are run themselves.
    """
    try:
        before = found.content()
    except OSError as error:
        raise NotBlessed(f"{playthrough.name} cannot be read: {error.strerror}.") from error
    if not isinstance(before, bytes):
        raise NotBlessed(f"{playthrough.name} cannot be read: it became something else.")
    blocks: dict[Spot, StepBlock] = {}

    def note(expect: Expect, here: Standing, wrongs: list[Wrong]) -> None:
        if expect.spot.file == playthrough.name:
            blocks[expect.spot] = _block(expect, here, wrongs)

    run(playthrough, story, unmet_expectations=note)
    changed = {spot: block for spot, block in blocks.items() if block.changes or block.filled}
    if not changed:
        return None
    try:
        content = rewritten(before, changed)
    except CannotRewrite as problem:
        raise NotBlessed(f"{playthrough.name} was not changed: {problem}") from problem
    again, findings = read_playthrough(
        found.path, story, pack=found.pack, name=playthrough.name, content=content, root=found.root
    )  # fmt: skip
    if again is None:
        raise NotBlessed(f"{playthrough.name} was not changed: what would be written could not be read: {findings[0]}")
    result = run(again, story)
    own = [
        failure for failure in result.failures if failure.wrong is not None and failure.spot.file == playthrough.name
    ]
    if any(failure.wrong is not None and not failure.wrong.is_unknown for failure in own):
        raise NotBlessed(f"{playthrough.name} was not changed: what would be written would not hold. {own[0]}")
    return Blessed(before, content, _difference(before, content, playthrough.name), result)


def _block(expect: Expect, here: Standing, wrongs: list[Wrong]) -> StepBlock:
    """What becomes of an expectation."""
    if not expect.expected:
        return StepBlock({}, tuple(all_now(here)))
    entries = {expected.key: [word.value for word in expected.values] for expected in expect.expected}
    changes: dict[str, tuple[str, ...] | None] = {}
    for expected in expect.expected:
        own = [wrong for wrong in wrongs if wrong.expected is expected]
        if own:
            _change(expected, own, here, entries, changes)
    if changes and all(changes.get(expected.key, ()) is None for expected in expect.expected):
        rest = {key: values for key, values in changes.items() if values is not None}
        if not rest:  # nothing of it is left: what is so takes its place
            return StepBlock({}, tuple(all_now(here)))
    return StepBlock(changes, ())


def _change(
    expected: Expected,
    wrongs: list[Wrong],
    here: Standing,
    entries: dict[str, list[str]],
    changes: dict[str, tuple[str, ...] | None],
) -> None:
    """What becomes of a key: its values, or None when it goes. What is the other way round goes to the opposite key."""
    key = expected.key
    if (
        expected.is_blank
        or expected.compared is not None
        or key in ("at", "scene", "asked", "answered", "ending", "offers_only")
    ):
        if _known(key, here):
            entry = now(key, here)
            changes[key] = entry.values if entry is not None else None
        return
    kept = list(changes.get(key) or entries[key])
    for wrong in wrongs:
        value = wrong.value.value if wrong.value is not None else None
        if value is None or value not in kept or wrong.is_unknown:
            continue
        at = kept.index(value)
        instead = _instead(key, value, here, alone=len(kept) == 1)
        if instead is not None and instead not in kept:
            kept[at] = instead
            continue
        del kept[at]
        other = _OPPOSITE.get(key)
        if other is not None and instead is None:
            there = changes.get(other) or tuple(entries.get(other, ()))
            changes[other] = tuple(dict.fromkeys((*there, value)))
            entries[other] = list(changes[other] or ())
    if kept != entries[key]:
        changes[key] = tuple(kept) or None


def _instead(key: str, value: str, here: Standing, alone: bool) -> str | None:
    """What stands in the place of a value that failed, `alone` or one of several; None when nothing does."""
    if key == "sees" and pattern_in(value) is None:
        if near := nearest_piece(value, here):
            return shortened_words(near)
        told = now("sees", here) if alone else None
        return told.values[0] if told is not None else None
    if key == "offers":
        from game.playthrough.matching import nearest_words

        is_id = ":" in value or "/" in value
        return nearest_words(value, [option.id if is_id else name for option, name in here.offered], 0.6) or None
    if key == "reads" and pattern_in(value) is None:
        from game.playthrough.matching import nearest_words

        return nearest_words(value, here.read, 0.6) or None
    if key == "refused":
        return shortened_words(here.refusal) if here.refusal is not None else None
    return f"not ({value})" if key == "holds" else None


def _known(key: str, here: Standing) -> bool:
    """Whether it is a key that there is, and not a measure that the story does not have."""
    return key in here.story.measures or now(key, here) is not None or key in ("has", "knows", "achieved", "answered")


def _difference(before: bytes, after: bytes, name: str) -> str:
    """What changed, for people: lines that go, lines that come, and two lines around them."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    return "\n".join(_readable(difflib.unified_diff(old, new, name, name, n=2, lineterm="")))


def _readable(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(("--- ", "+++ ")):
            yield line

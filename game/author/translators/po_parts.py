"""A text of a pack as translators' tools want it: in parts that are words alone, each with a context of its own.

Most texts are one part. A list has one for each item (`questions.tides.order [2]`), and pairs have two
(`questions.pairs.match [1] left`). Lists that may be longer or shorter in another language, such as the answers that
are right, are one part, with an item on each line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.story.compile.collecting import Definitions
from game.story.compile.shown_texts import Plain, plain_text, with_texts
from game.story.model.yaml_nodes import Spot
from game.story.schema.definition_schema import Definition, declared_keys
from game.story.schema.field_types import ById, FieldType

#: Lists that need not be as long as their originals.
_OF_ANY_LENGTH = frozenset(("answer", "not"))


class PoText(NamedTuple):
    """A text of a pack, and what it is. `is_by_id`: its pairs begin with ids, which are not translated."""

    id: str
    key: str
    text: Plain
    spot: Spot
    meaning: str
    is_by_id: bool

    @property
    def parts(self) -> dict[str, str]:
        """Its words, by the context of each part."""
        return parts_of(self, self.text)


def po_texts(defined: Definitions) -> list[PoText]:
    """Every text of a pack, in the order of the pack."""
    meanings = _meanings(Definition)
    found: list[PoText] = []

    def collect(id_: str, key: str, kind: FieldType[Any], value: Any) -> Any:
        first = value
        while not hasattr(first, "spot"):
            first = first[0]
        meaning = meanings.get(id(kind), "")
        found.append(PoText(id_, key, plain_text(value), first.spot, meaning, isinstance(kind, ById)))
        return value

    with_texts(defined, collect)
    return found


def _meanings(definition: type[Definition]) -> dict[int, str]:
    """What each key means, by the kind of its value: each key has an object of its own for that."""
    found: dict[int, str] = {}
    for below in definition.__subclasses__():
        found |= {id(field.metadata["kind"]): field.metadata["meaning"] for field in declared_keys(below).values()}
        found |= _meanings(below)
    return found


def parts_of(shown: PoText, text: Plain) -> dict[str, str]:
    """The words of a text, in whatever language, by the context of each part."""
    if isinstance(text, str):
        return {shown.id: without_last_break(text)}
    if isinstance(text, list):
        if shown.key in _OF_ANY_LENGTH:
            return {shown.id: "\n".join(text)}
        return {f"{shown.id} [{number}]": without_last_break(item) for number, item in enumerate(text, 1)}
    if shown.is_by_id:
        return {f"{shown.id} [{id_}]": without_last_break(words) for id_, words in text.items()}
    parts: dict[str, str] = {}
    for number, (left, right) in enumerate(text.items(), 1):
        parts[f"{shown.id} [{number}] left"] = left
        parts[f"{shown.id} [{number}] right"] = without_last_break(right)
    return parts


def joined_parts(shown: PoText, words: Mapping[str, str], there: Plain | None) -> Plain:
    """The text in another language that these words make, by the contexts of its parts: all of them are needed.

    `there` is what the pack has already: further names of things that can be looked at are kept.
    """
    original = shown.text
    if isinstance(original, str):
        return words[shown.id] + "\n" * original.endswith("\n")
    if isinstance(original, list):
        if shown.key in _OF_ANY_LENGTH:
            return [line for line in (" ".join(line.split()) for line in words[shown.id].split("\n")) if line]
        return [words[context] for context in shown.parts]
    ended = {right.endswith("\n") for right in original.values()}
    if shown.is_by_id:
        return {id_: words[f"{shown.id} [{id_}]"] for id_ in original}
    numbers = range(1, len(original) + 1)
    pairs = {
        " ".join(words[f"{shown.id} [{number}] left"].split()): words[f"{shown.id} [{number}] right"]
        + "\n" * (ended == {True})
        for number in numbers
    }
    if isinstance(there, dict) and len(there) > len(original):
        for left, right in list(there.items())[len(original) :]:
            pairs.setdefault(left, right)
    return pairs


def without_last_break(text: str) -> str:
    """The text without the line breaks at its end, which nobody sees and translators' tools ask for."""
    return text.rstrip("\n")

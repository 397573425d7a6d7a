"""What the definitions declare, for whatever describes the format: files, definitions, keys, and what each key takes.

Nothing is said here that the definitions do not say themselves: a key that is added there appears here.
"""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

from game.story.model.directions import DIRECTIONS
from game.story.schema.balance_definitions import PercentField
from game.story.schema.definition_schema import DefinitionSchema, declared_keys
from game.story.schema.definitions import FILE_SCHEMAS, LISTS, PACK, SECTIONS
from game.story.schema.field_types import (
    ByDirection,
    ById,
    ChangeField,
    Condition,
    Flag,
    IdField,
    LineField,
    ListOf,
    Many,
    PackName,
    Pairs,
    Prose,
    TimeOfDay,
    Whole,
)
from game.story.schema.language_field_types import AnyText, ByTextId, LanguageTag
from game.story.schema.named_texts import NamedTexts
from game.story.schema.playthrough_field_types import (
    Comparison,
    FileName,
    OneOf,
    OptionWords,
    Reply,
    Seed,
    ShareField,
    SoughtWords,
    TakenBack,
)

AnyRecord = DefinitionSchema[Any]


class DeclaredKey(NamedTuple):
    """A key of a definition, as it was declared."""

    name: str
    kind: Any
    meaning: str
    required: bool
    default: Any
    example: str
    blank: bool = False


class FileKind(NamedTuple):
    """A kind of file. `first` is its first key, empty for a file with sections; `keys` are all that it may hold."""

    name: str
    first: str
    description: str
    keys: tuple[DeclaredKey, ...]
    measures: bool


def keys_of(record: AnyRecord) -> tuple[DeclaredKey, ...]:
    """The keys of a definition: those that are needed, then its own, then those that it shares with others."""
    definition = record.definition
    depth = {
        name: depth
        for depth, ancestor in enumerate(definition.__mro__)
        for name in vars(ancestor).get("__annotations__", ())
    }
    fields = declared_keys(definition).items()
    ordered = sorted(fields, key=lambda entry: (not entry[1].metadata["required"], depth[entry[1].name]))
    return tuple(_key(name, field) for name, field in ordered)


def _key(name: str, field: dataclasses.Field[Any]) -> DeclaredKey:
    declared = field.metadata
    kind = resolved(declared["kind"])
    said = declared["meaning"], declared["required"], field.default, declared["example"], declared["blank"]
    return DeclaredKey(name, kind, *said)


def resolved(kind: Any) -> Any:
    """The kind itself, where a definition only names it because it is declared later."""
    return getattr(kind, "record", kind)


def inner(kind: Any) -> Any:
    """The kind of what a list, or a table by ids or directions, holds; None for any other kind."""
    return resolved(kind.kind) if isinstance(kind, Many | ListOf | ById | ByTextId | ByDirection) else None


def file_kinds() -> tuple[FileKind, ...]:
    """The kinds of file: one with sections, and those that hold one thing."""
    sections = [
        DeclaredKey(word, ById(record, ""), f"the {word} of the story, by id. {doc_of(record)}", False, (), "")
        for word, record in SECTIONS.items()
    ]
    sections += [
        DeclaredKey(word, kind, f"the {word} of the story. {doc_of(inner(kind))}", False, (), _LISTED[word])
        for word, kind in LISTS.items()
    ]
    # Any file may hold some keys of the pack, so none of them is needed in each.
    of_pack = [key._replace(required=False) for key in keys_of(PACK)]
    story = FileKind(
        "story", "", "A file with sections, or with keys of the pack, or with both.", (*of_pack, *sections), False
    )
    single = [
        FileKind(first, first, doc_of(record), keys_of(record), record.measures)
        for first, record in FILE_SCHEMAS.items()
    ]
    return (story, *single)


_LISTED = {"promises": "[{ never: cohesion < 2 }]"}
"""Examples of sections that are lists."""


def records() -> tuple[AnyRecord, ...]:
    """Every definition that a file can hold, once: the pack, the sections and the other files, each with its parts."""
    found: list[AnyRecord] = []
    for record in (PACK, *SECTIONS.values(), *map(inner, LISTS.values()), *FILE_SCHEMAS.values()):
        _collect(record, found)
    return tuple(found)


def _collect(kind: Any, found: list[AnyRecord]) -> None:
    if isinstance(kind, DefinitionSchema) and kind not in found:
        found.append(kind)
        for key in keys_of(kind):
            _collect(key.kind, found)
    elif (within := inner(kind)) is not None:
        _collect(within, found)


def doc_of(record: AnyRecord) -> str:
    """What a definition is, in its own words."""
    return " ".join((record.definition.__doc__ or "").split())


def definition_title(record: AnyRecord) -> str:
    """The name of a definition, as a heading: `A scene`."""
    return record.noun[0].upper() + record.noun[1:]


def takes(kind: Any) -> str:
    """In words, what may stand behind a key of this kind."""
    match kind:
        case DefinitionSchema():
            short = next((key for key in keys_of(kind) if key.name == kind.short), None)
            keys = f"the keys of {kind.noun}"
            return f"{takes(short.kind)} (short for `{short.name}`), or {keys}" if short else keys
        case IdField():
            article = "an" if kind.of[:1] in "aeiou" else "a"
            return f"the id of {article} {kind.of}" if kind.of else "an id"
        case OneOf():
            return f"{', '.join(f'`{word}`' for word in kind.words[:-1])} or `{kind.words[-1]}`"
        case TakenBack():
            return "a whole number from 1"
        case Whole():
            return "a whole number" if kind == Whole() else f"a whole number from {kind.low} to {kind.high}"
        case Many():
            return f"{takes(inner(kind))}, or a list of them"
        case ListOf():
            return f"a list: behind each `-` {takes(inner(kind))}"
        case ById():
            return f"ids, with {takes(inner(kind))} below each"
        case ByTextId():
            return f"ids of texts such as `scenes.kitchen.text`, with {takes(inner(kind))} below each"
        case ByDirection():
            directions = ", ".join(f"`{direction}`" for direction in DIRECTIONS)
            return f"directions ({directions}), with {takes(inner(kind))} behind each"
    return _SIMPLE.get(type(kind), " ".join((type(kind).__doc__ or "").split()))


_SIMPLE = {
    Prose: "text",
    LineField: "text on one line",
    Condition: "a condition",
    Flag: "`true` or `false`",
    TimeOfDay: "a time of day such as `08:30`",
    ChangeField: "a change: `+1`, `-1` or `=5`",
    LanguageTag: "the tag of a language such as `fr` or `pt-BR`",
    PackName: "words of small letters and digits, joined by hyphens or underscores",
    AnyText: "what the original is: text, a list or pairs",
    NamedTexts: "names, with a text behind each; `|` stands between several names of one thing",
    Pairs: "pairs of text, with a colon between",
    SoughtWords: "a text, or a pattern `/…/`",
    OptionWords: "an id, or what it is called",
    FileName: "the name of a file",
    Reply: "text on one line, a list, or pairs",
    Seed: "a whole number",
    ShareField: "a number from 0 to 1",
    PercentField: "a share such as `5 %`",
    Comparison: 'a number or a time, or a comparison: `5`, `">= 3"`, `at least 3`, `09:30`',
}

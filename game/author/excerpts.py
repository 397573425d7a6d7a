"""Definitions as they stand in the files of a pack: found by their declarations, and cut out with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from game.author.declared import AnyRecord, FileKind, inner, keys_of
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from game.story.schema.definition_schema import DefinitionSchema
from game.story.schema.definitions import FILE_SCHEMAS, PACK
from game.story.schema.field_types import ByDirection, ById
from game.story.schema.language_field_types import ByTextId


class Found(NamedTuple):
    """A definition in a file: what it is, the id or key above it, and its own keys."""

    record: AnyRecord
    above: ScalarNode
    table: MappingNode


def definitions_in(kind: FileKind, table: MappingNode) -> Iterator[Found]:
    """Every definition that a file holds, the file itself too, each before those inside it."""
    first, _ = table.entries[0]
    if kind.first:
        yield Found(FILE_SCHEMAS[kind.first], first, table)
    elif table.has("pack"):
        yield Found(PACK, first, table)
    for word, node in table.entries:
        for key in kind.keys:
            if key.name == word.value:
                yield from _within(key.kind, word, node)


def _within(kind: Any, above: ScalarNode, node: YamlNode) -> Iterator[Found]:
    match kind, node:
        case DefinitionSchema(), MappingNode():
            yield Found(kind, above, node)
            kinds = {key.name: key.kind for key in keys_of(kind)}
            for word, value in node.entries:
                yield from _within(kinds.get(word.value), word, value)
        case ((ById() | ByTextId() | ByDirection()), MappingNode()):
            for word, value in node.entries:
                yield from _within(inner(kind), word, value)
        case _, SequenceNode():
            for item in node.items:
                yield from _within(inner(kind), above, item)


def excerpt(found: Found, lines: list[str]) -> str:
    """The lines of a definition, with the id or key above it, moved to the left edge."""
    start = found.table.spot.line - 1
    in_list = lines[start][: found.table.spot.column - 1].strip() == "-"
    if not in_list and found.table.spot.column > 1:
        start = found.above.spot.line - 1
    edge = _indent(lines[start])
    end = start + 1
    # What belongs to it stands further in; the keys of a file are all at the edge.
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > edge or found.table.spot.column == 1):
        end += 1
    return "\n".join(line[edge:] for line in lines[start:end]).strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

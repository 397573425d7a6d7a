"""A small file for every definition and key of the format, made from the declarations: right ones and broken ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from game.author.declared import DeclaredKey, FileKind, definition_title, file_kinds, inner, keys_of
from game.story.schema.balance_definitions import PercentField
from game.story.schema.definition_schema import DefinitionSchema
from game.story.schema.field_types import (
    ByDirection,
    ById,
    ChangeField,
    Condition,
    Flag,
    IdField,
    ListOf,
    Many,
    Pairs,
    Prose,
    TimeOfDay,
    Whole,
)
from game.story.schema.language_field_types import ByTextId
from game.story.schema.playthrough_field_types import Comparison, OneOf, Reply, Seed, ShareField


class Frame(NamedTuple):
    """A definition inside the smallest file that can hold it: the lines above, and how far its keys are indented."""

    name: str
    file: FileKind
    above: tuple[str, ...]
    indent: int
    keys: tuple[DeclaredKey, ...]
    measures: bool

    def text(self, *lines: str) -> str:
        """The file with these lines in the definition."""
        return "\n".join([*self.above, *(" " * self.indent + line for line in lines)]) + "\n"

    def needed(self, but: str = "") -> list[str]:
        """The lines that the definition cannot do without, but for one key."""
        return [f"{key.name}: {sample(key.kind)}" for key in self.keys if key.required and key.name != but]


def frames() -> tuple[Frame, ...]:
    """Every definition of the format once, and every kind of file."""
    found: dict[str, Frame] = {}
    for kind in file_kinds():
        # `check` reads the keys of a pack only where there is a pack.
        titled = "" if kind.first else "pack"
        keys = tuple(key._replace(required=key.required or key.name == titled) for key in kind.keys)
        frame = found[kind.name] = Frame(f"a {kind.name} file", kind, (), 0, keys, kind.measures)
        for key in keys:
            _descend(key.kind, kind, (*frame.needed(but=key.name), f"{key.name}:"), 2, found)
    return tuple(found.values())


def _descend(kind: Any, file: FileKind, above: tuple[str, ...], indent: int, found: dict[str, Frame]) -> None:
    space = " " * indent
    match kind:
        case DefinitionSchema():
            if definition_title(kind) not in found:
                frame = Frame(kind.noun, file, above, indent, keys_of(kind), kind.measures)
                found[definition_title(kind)] = frame
                for key in frame.keys:
                    lines = (*above, *(space + line for line in frame.needed(but=key.name)), f"{space}{key.name}:")
                    _descend(key.kind, file, lines, indent + 2, found)
        case ById() | ByTextId():
            _descend(inner(kind), file, (*above, f"{space}some_id:"), indent + 2, found)
        case ByDirection():
            _descend(inner(kind), file, (*above, f"{space}north:"), indent + 2, found)
        case _ if inner(kind) is not None:
            _descend(inner(kind), file, (*above, f"{space}-"), indent + 2, found)


def sample(kind: Any) -> str:
    """A value that fits a kind, on one line."""
    match kind:
        case DefinitionSchema():
            short = next((key for key in keys_of(kind) if key.name == kind.short), None)
            if short is not None:
                return sample(short.kind)
            return "{ " + ", ".join(f"{key.name}: {sample(key.kind)}" for key in keys_of(kind) if key.required) + " }"
        case IdField():
            return "some_id"
        case Condition():
            return "notes >= 1"
        case Reply():
            return "Some words"
        case OneOf():
            return kind.words[0]
        case Seed():
            return "7"
        case ShareField():
            return "0.6"
        case PercentField():
            return "5 %"
        case Comparison():
            return "at least 3"
        case Prose():
            return "Some words"
        case Flag():
            return "true"
        case Whole():
            return str(max(kind.low, min(kind.high, 5)))
        case TimeOfDay():
            return "08:30"
        case ChangeField():
            return "+1"
        case Pairs():
            return "{ One: two, Three: four }"
        case ListOf():
            return f"[{sample(inner(kind))}]"
        case ById() | ByTextId():
            return f"{{ some_id: {sample(inner(kind))} }}"
        case ByDirection():
            return f"{{ north: {sample(inner(kind))} }}"
    return sample(inner(kind)) if inner(kind) is not None else "words"


def misfits(kind: Any) -> Iterator[str]:
    """Values that a kind refuses, each at its first sign."""
    match kind:
        case DefinitionSchema() if kind.short:
            yield "[one]"
        case IdField():
            yield from ("Not An Id", "5", "{ a: b }")
        case OneOf():
            yield from ("whatever", "5", "[one]")
        case Seed():
            yield from ("many", "1.5", "[1]")
        case ShareField():
            yield from ("half", "1.5", "60%", "[0]")
        case PercentField():
            yield from ("half", "5", "101 %", "[5 %]")
        case Comparison():
            yield from ("some", "1.5", "{ a: b }")
        case Prose():
            yield from ("[one, another]", "{ a: b }")
        case Flag():
            yield from ("perhaps", "1", "[true]")
        case Whole():
            yield from ("many", "1.5", "[1]", *([str(kind.high + 1)] if kind != Whole() else []))
        case TimeOfDay():
            yield from ("noon", "25:00", "8.30")
        case ById() | ByTextId() | ByDirection() | Pairs() | DefinitionSchema():
            yield from ("words", "[one]")
        case ListOf():
            yield from ("words", "{ a: b }")
        case Many():
            yield from (value for value in misfits(kind.kind) if not value.startswith("["))


class Mistake(NamedTuple):
    """A file with one mistake, and where: line and column from 1.

    `like_measure` is said of an unknown key that reads like the change of a measure, to whoever does not know the pack.
    """

    words: str
    file: FileKind
    text: str
    line: int
    column: int
    like_measure: bool = False


def mistakes() -> Iterator[Mistake]:
    """Every key of every definition misspelt, and with every kind of value that it refuses."""
    for frame in frames():
        for key in frame.keys:
            needed, column = frame.needed(but=key.name), frame.indent + 1
            mistaken, value = f"{frame.name}: unknown key `{key.name}_x`", sample(key.kind)
            text = frame.text(*frame.needed(), f"{key.name}_x: {value}")
            line, like = len(text.splitlines()), frame.measures and value.isdecimal()
            # What is compared with a number may be a measure; of which pack, a playthrough alone does not say.
            if not isinstance(key.kind, Comparison):
                yield Mistake(mistaken, frame.file, text, line, column, like)
            for value in misfits(key.kind):
                if frame.file.first == key.name == "scene" and value.startswith("{"):
                    continue  # ids with keys below `scene:` are a misspelt `scenes:`, which is named at the key
                mistaken, line = f"{frame.name}: `{key.name}: {value}`", len(frame.above) + len(needed) + 1
                text = frame.text(*needed, f"{key.name}: {value}")
                yield Mistake(mistaken, frame.file, text, line, column + len(key.name) + 2)

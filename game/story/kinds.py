"""What may stand behind a key: one class per kind of value, each of which reads a node and says what it expects.

The kinds know nothing of scenes or places. `definitions` says which key has which kind; `Record` reads a whole
definition, generically, from those declarations.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast

from game.story import catalogue, guessing
from game.story.diagnostics import Diagnostics
from game.story.ids import slug
from game.story.mending import Added, Dashed, Mend, Model, Proposal, Quoted, guessed
from game.story.unknown_keys import report_unknown_key, report_unknown_measure
from game.story.words import Listing, Node, Spot, Table, Words, kind_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\Z")
_WHOLE = re.compile(r"[+-]?\d{1,9}\Z")
_CHANGE = re.compile(r"(?:([+-])|=)\s?((?(1)|-?)\d{1,6})\Z")
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(slots=True)
class Context:
    """What reading needs beside the node: where findings go, and which ids are measures."""

    found: Diagnostics
    measures: frozenset[str] = frozenset()


class Kind(Protocol[T_co]):
    """Reads a node as one kind of value. None means: it did not fit, and that was reported."""

    def read(self, key: str, node: Node, context: Context) -> T_co | None:
        """The value, or None after reporting why there is none."""


def _report_shape(
    key: str, expected: str, node: Node, context: Context, example: str, mend: Proposal | None = None
) -> None:
    details = {"key": key, "expected": expected, "found": kind_of(node), "example": example}
    context.found.report(catalogue.WRONG_SHAPE, node.spot, mend=mend, **details)


def minutes_of_day(text: str) -> int | None:
    """Minutes since midnight for a time such as 08:30, or None when it is none."""
    match = _TIME.match(text.strip())
    return int(match[1]) * 60 + int(match[2]) if match else None


class Prose:
    """Text for the player, as long as one likes."""

    def read(self, key: str, node: Node, context: Context) -> Words | None:
        """The words, with the spot where they begin."""
        if not isinstance(node, Words):
            example = f'Write `{key}: "…"`, or text indented below `{key}: |`.'
            _report_shape(key, "text", node, context, example, Quoted())
            return None
        if not node.value.strip():
            context.found.report(catalogue.EMPTY_VALUE, node.spot, key=key)
            return None
        return node


class Line(Prose):
    """Text that is shown on one line."""

    def read(self, key: str, node: Node, context: Context) -> Words | None:
        """The words with line breaks folded to spaces."""
        words = super().read(key, node, context)
        return words._replace(value=" ".join(words.value.split())) if words else None


class Name:
    """An id, here where it is given or where it is referred to."""

    def read(self, key: str, node: Node, context: Context) -> Words | None:
        """The id, checked for its form only."""
        if not isinstance(node, Words):
            first = node.items[0] if isinstance(node, Listing) and node.items else None
            example = f"{key}: {first.value if isinstance(first, Words) else 'some_id'}"
            _report_shape(key, "one id", node, context, f"Write `{example}`.", Model(example))
            return None
        if not _ID.match(node.value):
            meant = slug(node.value)
            context.found.report(catalogue.BAD_ID, node.spot, mend=Mend(meant), value=node.value, suggestion=meant)
            return None
        return node


class Flag:
    """True or false."""

    def read(self, key: str, node: Node, context: Context) -> bool | None:
        """Any of the usual words for yes and no."""
        value = _YES.get(node.value.lower()) if isinstance(node, Words) else None
        if value is None:
            shown = node.value if isinstance(node, Words) else kind_of(node)
            meant = guessing.flag(shown)
            mend = guessed(key, meant, "true")
            context.found.report(catalogue.NOT_YES_OR_NO, node.spot, mend=mend, key=key, value=shown)
            return meant != "false"  # the line was written to say yes: nothing else is to follow from it
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int = -1_000_000
    high: int = 1_000_000

    def read(self, key: str, node: Node, context: Context) -> int | None:
        """The number, if it is one and within bounds."""
        if isinstance(node, Words) and _WHOLE.match(node.value.strip()):
            number = int(node.value)
            if self.low <= number <= self.high:
                return number
        shown = node.value if isinstance(node, Words) else kind_of(node)
        wide = self.low <= -1_000_000 and self.high >= 1_000_000
        bounds = "" if wide else f" from {self.low} to {self.high}"
        example = max(self.low, min(self.high, 5))
        mend = guessed(key, guessing.number(shown, self.low, self.high), str(example))
        details = {"key": key, "value": shown, "bounds": bounds, "example": example}
        context.found.report(catalogue.NOT_A_NUMBER, node.spot, mend=mend, **details)
        return None


class TimeOfDay:
    """A time of day, as minutes since midnight."""

    def read(self, key: str, node: Node, context: Context) -> int | None:
        """Minutes since midnight."""
        value = minutes_of_day(node.value) if isinstance(node, Words) else None
        if value is None:
            shown = node.value if isinstance(node, Words) else kind_of(node)
            mend = guessed(key, guessing.time_of_day(shown), "08:30")
            context.found.report(catalogue.NOT_A_TIME, node.spot, mend=mend, key=key, value=shown)
        return value


@dataclass(frozen=True, slots=True)
class Changing:
    """How a measure changes: `operation` is one of `+`, `-`, `=`."""

    operation: str
    amount: int


class Change:
    """`+1`, `-2` or `=5`."""

    def read(self, key: str, node: Node, context: Context) -> Changing | None:
        """The operation and its amount."""
        match = _CHANGE.match(node.value.strip()) if isinstance(node, Words) else None
        if match is None:
            shown = node.value if isinstance(node, Words) else kind_of(node)
            mend = guessed(key, guessing.change(shown), "+1")
            context.found.report(catalogue.NOT_A_CHANGE, node.spot, mend=mend, key=key, value=shown)
            return None
        return Changing(match[1] or "=", int(match[2]))


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """One value, or a list of them."""

    kind: Kind[T]

    def read(self, key: str, node: Node, context: Context) -> tuple[T, ...]:
        """Every value that fits; the others were reported."""
        if isinstance(node, Listing) and not node.items:
            context.found.report(catalogue.EMPTY_VALUE, node.spot, key=key)
        nodes = node.items if isinstance(node, Listing) else [node]
        return tuple(value for one in nodes if (value := self.kind.read(key, one, context)) is not None)


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list, even when it holds one value only."""

    kind: Kind[T]
    example: str

    def read(self, key: str, node: Node, context: Context) -> tuple[T, ...] | None:
        """Every value that fits; the others were reported."""
        if not isinstance(node, Listing):
            self.refused(key, node, context)
            return None
        return tuple(value for one in node.items if (value := self.kind.read(key, one, context)) is not None)

    def refused(self, key: str, node: Node, context: Context) -> None:
        """Report what is no list: keys without their dashes, or a single word."""
        found = context.found
        if not isinstance(node, Table):
            _report_shape(key, "a list", node, context, self.example, Model(f"{key}: [one, another]"))
            return
        first = node.entries[0][0]
        if first.value.startswith("-"):
            found.report(catalogue.TIGHT_DASH, first.spot, mend=Mend(f"- {first.value[1:]}", first.value))
        else:
            _report_shape(key, "a list", node, context, self.example, Dashed())
        # Each further item looks like the first key given twice.
        found.withdraw_below(catalogue.DUPLICATE_KEY, first.spot)


@dataclass(frozen=True, slots=True)
class ById(Generic[T]):
    """Ids, each with a value behind it."""

    kind: Kind[T]
    example: str

    def read(self, key: str, node: Node, context: Context) -> tuple[tuple[Words, T], ...] | None:
        """Pairs of an id and its value, in the order of the file."""
        if not isinstance(node, Table):
            _report_shape(key, "ids with what belongs to each", node, context, self.example)
            return None
        pairs = []
        for name, value_node in node.entries:
            named = _NAME.read(key, name, context)
            value = self.kind.read(name.value, value_node, context)
            if named is None or value is None:
                context.found.refused_ids.add(name.value)
            if named is not None and value is not None:
                pairs.append((named, value))
        return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Free words on both sides, as in `match: { Iceland: a few offices }`."""

    example: str

    def read(self, key: str, node: Node, context: Context) -> tuple[tuple[Words, Words], ...] | None:
        """Both sides of each pair, in the order of the file."""
        if not isinstance(node, Table):
            _report_shape(key, "pairs", node, context, self.example)
            return None
        return tuple((left, right) for left, value in node.entries if (right := _LINE.read(left.value, value, context)))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Words) and not node.value.strip()


class AsWritten:
    """Takes the node as it is; whoever uses it reads it further."""

    def read(self, key: str, node: Node, context: Context) -> Node:
        """The node itself."""
        return node


_NAME, _LINE = Name(), Line()


def key(kind: Kind[Any], meaning: str, *, name: str = "", required: bool = False, default: Any = None) -> Any:
    """Declare a key of a definition: what kind of value it has and, in one line, what it means.

    `name` is the word in the file where Python needs another (`not`, `from`).
    """
    return dataclasses.field(
        default=default, metadata={"kind": kind, "meaning": meaning, "name": name, "required": required}
    )


D = TypeVar("D", bound="Definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Base of everything a pack defines. `spot` is where it begins, `written` its keys in the order of the file."""

    spot: Spot
    written: tuple[Words, ...] = ()
    changes: tuple[tuple[Words, Changing], ...] = ()


def declared_keys(definition: type[Definition]) -> dict[str, dataclasses.Field[Any]]:
    """The keys that a definition declares, by the word used in files."""
    return {
        field.metadata["name"] or field.name: field
        for field in dataclasses.fields(definition)
        if "kind" in field.metadata
    }


@dataclass(frozen=True, slots=True)
class Record(Generic[D]):
    """A definition with keys. `short` names the key meant when there is plain text instead of keys.

    With `measures`, the ids of measures are keys too, with a change behind each.
    """

    definition: type[D]
    what: str
    short: str = ""
    measures: bool = False

    def read(self, key: str, node: Node, context: Context) -> D | None:
        """The definition; keys that did not fit keep their default after they were reported."""
        if isinstance(node, Words) and self.short:
            node = Table([(Words(self.short, node.spot), node)], node.spot)
        if not isinstance(node, Table):
            _report_shape(
                key,
                f"{self.what} with its keys",
                node,
                context,
                f"Write the keys below `{key}:`, indented by two spaces.",
            )
            return None
        return self.read_table(node, context)

    def read_table(self, table: Table, context: Context, ignore: Iterable[str] = ()) -> D | None:
        """The definition from a table whose keys in `ignore` belong to somebody else."""
        declared = _declared(self.definition)
        values: dict[str, Any] = {}
        changes: list[tuple[Words, Changing]] = []
        given: set[str] = set()
        misspelt: dict[str, str] = {}
        for word, node in table.entries:
            field = declared.get(word.value)
            if word.value in ignore:
                continue
            if (field is not None or word.value in context.measures) and _is_empty(node):
                given.add(word.value)
                mend = Model(f"{word.value}: …", word.spot.column)
                context.found.report(catalogue.EMPTY_VALUE, node.spot, mend=mend, key=word.value)
            elif field is not None:
                given.add(word.value)
                value = field.metadata["kind"].read(word.value, node, context)
                if value is not None:
                    values[field.name] = value
            elif self.measures and word.value in context.measures:
                change = Change().read(word.value, node, context)
                if change is not None:
                    changes.append((word, change))
            elif not (self.measures and self.excuses(word, node, context)):
                meant = self.report_unknown(word, node, declared, context, given)
                given.add(meant)
                misspelt[word.value] = meant
                field = declared.get(meant)
                if field is not None and not _is_empty(node) and not isinstance(field.metadata["kind"], Name):
                    # Read as what was meant: nothing else is to follow from a slip in a key.
                    context.found.settled_lines.add((node.spot.file, node.spot.line))
                    value = field.metadata["kind"].read(meant, node, context)
                    if value is not None:
                        values[field.name] = value
        missing = False
        for name, field in declared.items():
            if field.metadata["required"] and name not in given:
                context.found.report(
                    catalogue.MISSING_KEY,
                    table.spot,
                    mend=Added(f"{name}: …"),
                    what=self.what.capitalize(),
                    key=name,
                    meaning=field.metadata["meaning"],
                )
                missing = True
        if missing or any(f.metadata["required"] and f.name not in values for f in declared.values()):
            return None
        make = cast("Callable[..., D]", self.definition)
        return make(
            spot=table.spot,
            written=tuple(
                word._replace(value=misspelt[word.value]) if misspelt.get(word.value) else word
                for word, _ in table.entries
            ),
            changes=tuple(changes),
            **values,
        )

    @staticmethod
    def excuses(word: Words, node: Node, context: Context) -> bool:
        """Whether this looks like the change of a measure whose definition could not be read."""
        is_change = isinstance(node, Words) and _CHANGE.match(node.value.strip()) is not None
        return is_change and context.found.excuses(word.value)

    def report_unknown(
        self, word: Words, node: Node, declared: Iterable[str], context: Context, given: set[str]
    ) -> str:
        """Report a key that nobody knows. The result is the key that was probably meant, which need not be missed."""
        known = [*declared, *(sorted(context.measures) if self.measures else ())]
        if self.measures and isinstance(node, Words) and _CHANGE.match(node.value.strip()):
            report_unknown_measure(word, context.measures, context.found)
            return ""
        return report_unknown_key(word, self.what, known, given, context.found)


_KEYS: dict[type[Definition], dict[str, dataclasses.Field[Any]]] = {}


def _declared(definition: type[Definition]) -> dict[str, dataclasses.Field[Any]]:
    if definition not in _KEYS:
        _KEYS[definition] = declared_keys(definition)
    return _KEYS[definition]

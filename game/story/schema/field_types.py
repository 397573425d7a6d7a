"""What may stand behind a key: one class per kind of value, each of which reads a node and says what it expects.

The kinds know nothing of scenes or places. `definitions` says which key has which kind; `DefinitionSchema`
reads a whole definition, generically, from those declarations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.list_markers import list_mark_of
from game.story.catalogue.quick_fixes import (
    Dashed,
    Mend,
    Model,
    Proposal,
    QuotedProposal,
    WithHyphens,
    guessed,
    replaced_by,
)
from game.story.model.directions import DIRECTIONS
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, YamlNode, kind_of_node
from game.story.schema import value_guesses
from game.story.schema.times import minutes_of_day
from game.story.source.stray_commas import report_comma, report_number_in_key
from game.support.folding import folded_line
from game.support.safe_text import is_blank
from game.support.similarity import nearest
from game.support.slugs import slug

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_PACK_NAME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*\Z")
_LONGEST_NAME = 60
_WHOLE = re.compile(r"[+-]?\d{1,9}\Z")
CHANGE_PATTERN = re.compile(r"(?:([+-])|=)\s?((?(1)|-?)\d{1,6})\Z")
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(slots=True)
class Context:
    """What reading needs beside the node: where findings go, and which ids are measures."""

    found: Diagnostics
    measures: frozenset[str] = frozenset()
    #: Which measures there are is not known: whatever looks like one is one.
    any_measure: bool = False
    #: Where ids are referred to: the definitions or the story that has what is meant, if it is known already.
    things: object = None
    #: What cannot be an id is told later, when all names are known (see `unknown_ids`).
    defers: bool = False
    #: Each combination of keys that was given, once: there are few, and very many definitions.
    combinations: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)


class FieldType(Protocol[T_co]):
    """Reads a node as one kind of value. None means: it did not fit, and that was reported."""

    def read(self, key: str, node: YamlNode, context: Context) -> T_co | None:
        """The value, or None after reporting why there is none."""


def report_shape(
    key: str, expected: str, node: YamlNode, context: Context, example: str, mend: Proposal | None = None
) -> None:
    """Report that the node is not of the form that is wanted."""
    details = {"key": key, "expected": expected, "found": kind_of_node(node), "example": example}
    context.found.report(catalogue.WRONG_SHAPE, node.spot, mend=mend, **details)


def report_marks(first: ScalarNode, found: Diagnostics) -> bool:
    """Whether a list begins here with another mark than a hyphen, so that it is none; it is reported then."""
    mark = list_mark_of(first.value)
    if mark:
        found.report(catalogue.LIST_MARK, first.spot, mend=WithHyphens(), sign=mark)
    return bool(mark)


class Prose:
    """Text for the player, as long as one likes."""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The words, with the spot where they begin."""
        if type(node) is ScalarNode and not is_blank(node.value):
            return node
        if not isinstance(node, ScalarNode):
            example = f'Write `{key}: "…"`, or text indented below `{key}: |`.'
            report_shape(key, "text", node, context, example, QuotedProposal())
            return None
        context.found.report(catalogue.EMPTY_VALUE, node.spot, key=key)
        return None


class LineField(Prose):
    """Text that is shown on one line."""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The words with line breaks folded to spaces."""
        if type(node) is ScalarNode and (line := folded_line(node.value)):
            return node if line == node.value else node._replace(value=line)
        return super().read(key, node, context)


class Condition(LineField):
    """A condition, as `when` has it. It is parsed once all names are known."""


@dataclass(frozen=True, slots=True)
class IdField:
    """An id, given or referred to. In the latter case `of` says what it names, for example `place or scene`."""

    of: str = ""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The id, checked for its form only."""
        if type(node) is ScalarNode and _ID.match(node.value):
            return node
        if not isinstance(node, ScalarNode):
            first = node.items[0] if isinstance(node, SequenceNode) and node.items else None
            example = f"{key}: {first.value if isinstance(first, ScalarNode) else 'some_id'}"
            report_shape(key, "one id", node, context, f"Write `{example}`.", Model(example))
            return None
        if context.defers:
            context.found.bad_ids.append((node, self.of))  # it may be a name: told once all names are known
            return None
        from game.story.schema.unknown_ids import report_bad_id  # only when something is wrong

        report_bad_id(node, self.of, context.things, context.found)
        return None


class PackName:
    """What a pack is called: words of small letters and digits, joined by hyphens or underscores."""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The name, checked for its form."""
        if isinstance(node, ScalarNode) and len(node.value) <= _LONGEST_NAME and _PACK_NAME.match(node.value):
            return node
        value = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        meant = slug(value)[:_LONGEST_NAME].strip("_")
        context.found.report(catalogue.BAD_ID, node.spot, mend=Mend(meant), value=value, suggestion=meant)
        return None


class QuestionName(IdField):
    """The id of a question. Words of the question itself are let through, to be told with the id that is meant."""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The id, or words with a space among them."""
        if isinstance(node, ScalarNode) and " " in node.value.strip():
            return node
        return super().read(key, node, context)


class Flag:
    """True or false."""

    def read(self, key: str, node: YamlNode, context: Context) -> bool | None:
        """Any of the usual words for yes and no."""
        value = _YES.get(node.value.lower()) if isinstance(node, ScalarNode) else None
        if value is None:
            shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
            meant = value_guesses.flag(shown)
            mend = guessed(key, meant, "true")
            context.found.report(catalogue.NOT_YES_OR_NO, node.spot, mend=mend, key=key, value=shown)
            return meant != "false"  # the line was written to say yes: nothing else is to follow from it
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int = -1_000_000
    high: int = 1_000_000

    def read(self, key: str, node: YamlNode, context: Context) -> int | None:
        """The number, if it is one and within bounds."""
        if isinstance(node, ScalarNode) and _WHOLE.match(node.value.strip()):
            number = int(node.value)
            if self.low <= number <= self.high:
                return number
        shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        wide = self.low <= -1_000_000 and self.high >= 1_000_000
        bounds = "" if wide else f" from {self.low} to {self.high}"
        example = max(self.low, min(self.high, 5))
        mend = guessed(key, value_guesses.number(shown, self.low, self.high), str(example))
        details = {"key": key, "value": shown, "bounds": bounds, "example": example}
        context.found.report(catalogue.NOT_A_NUMBER, node.spot, mend=mend, **details)
        return None


class TimeOfDay:
    """A time of day, as minutes since midnight."""

    def read(self, key: str, node: YamlNode, context: Context) -> int | None:
        """Minutes since midnight."""
        value = minutes_of_day(node.value) if isinstance(node, ScalarNode) else None
        if value is None:
            shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
            mend = guessed(key, value_guesses.time_of_day(shown), "08:30")
            context.found.report(catalogue.NOT_A_TIME, node.spot, mend=mend, key=key, value=shown)
        return value


@dataclass(frozen=True, slots=True)
class Changing:
    """How a measure changes: `operation` is one of `+`, `-`, `=`."""

    operation: str
    amount: int


class ChangeField:
    """`+1`, `-2` or `=5`."""

    blank = False

    def fits(self, node: YamlNode) -> bool:
        """Whether it has the form of one."""
        return isinstance(node, ScalarNode) and CHANGE_PATTERN.match(node.value.strip()) is not None

    def read(self, key: str, node: YamlNode, context: Context) -> Changing | None:
        """The operation and its amount."""
        match = CHANGE_PATTERN.match(node.value.strip()) if isinstance(node, ScalarNode) else None
        if match is None:
            shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
            mend = guessed(key, value_guesses.change(shown), "+1")
            context.found.report(catalogue.NOT_A_CHANGE, node.spot, mend=mend, key=key, value=shown)
            return None
        return Changing(match[1] or "=", int(match[2]))


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """One value, or a list of them."""

    kind: FieldType[T]

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[T, ...]:
        """Every value that fits; the others were reported."""
        if not isinstance(node, SequenceNode):
            if isinstance(node, ScalarNode) and node.lines and report_marks(node, context.found):
                return ()
            value = self.kind.read(key, node, context)
            return (value,) if value is not None else ()
        if not node.items:
            context.found.report(catalogue.EMPTY_VALUE, node.spot, key=key)
        return tuple(value for item in node.items if (value := self.kind.read(key, item, context)) is not None)


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list, even when it holds one value only."""

    kind: FieldType[T]
    example: str

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[T, ...] | None:
        """Every value that fits; the others were reported."""
        if not isinstance(node, SequenceNode):
            self.refused(key, node, context)
            return None
        return tuple(value for item in node.items if (value := self.kind.read(key, item, context)) is not None)

    def refused(self, key: str, node: YamlNode, context: Context) -> None:
        """Report what is no list: keys without their dashes, or a single word."""
        found = context.found
        if not isinstance(node, MappingNode):
            if not (isinstance(node, ScalarNode) and report_marks(node, context.found)):
                report_shape(key, "a list", node, context, self.example, Model(f"{key}: [one, another]"))
            return
        first = node.entries[0][0]
        if report_marks(first, context.found):
            pass
        elif first.value.startswith("-"):
            found.report(catalogue.TIGHT_DASH, first.spot, mend=Mend(f"- {first.value[1:]}", first.value))
        else:
            report_shape(key, "a list", node, context, self.example, Dashed())
        # Each further item looks like the first key given twice.
        found.withdraw_below(catalogue.DUPLICATE_KEY, first.spot)


@dataclass(frozen=True, slots=True)
class ById(Generic[T]):
    """Ids, each with a value behind it."""

    kind: FieldType[T]
    example: str

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[tuple[ScalarNode, T], ...] | None:
        """Pairs of an id and its value, in the order of the file."""
        if not isinstance(node, MappingNode):
            report_shape(key, "ids with what belongs to each", node, context, self.example)
            return None
        pairs = []
        for name, value_node in node.entries:
            named = _NAME.read(key, name, context)
            # An id without a value that is none itself lacks its colon: `hall The hall`. That is one mistake.
            is_one = named is None and is_empty(value_node)
            value = None if is_one else self.kind.read(name.value, value_node, context)
            if named is None or value is None:
                context.found.refused_ids.update((name.value, name.value.partition(" ")[0]))
            if named is not None and value is not None:
                pairs.append((named, value))
        return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Free words on both sides, as in `match: { Iceland: a few offices }`."""

    example: str

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[tuple[ScalarNode, ScalarNode], ...] | None:
        """Both sides of each pair, in the order of the file."""
        if not isinstance(node, MappingNode):
            report_shape(key, "pairs", node, context, self.example)
            return None
        pairs = []
        for index, (left, value) in enumerate(node.entries):
            if is_empty(value) and (
                report_number_in_key(index, node, context.found) or report_comma(index, node, context.found)
            ):
                continue
            if is_empty(left) or is_empty(value):
                mend = Model(f"{left.value or '…'}: {'…' if is_empty(value) else value}", left.spot.column)
                context.found.report(catalogue.EMPTY_SIDE, left.spot, mend=mend, side=left.value or str(value))
                pairs.append((left, left))  # so that the pair is not missed, too
            elif (right := _LINE.read(left.value, value, context)) is not None:
                pairs.append((left, right))
        return tuple(pairs)


def is_empty(node: YamlNode) -> bool:
    """Whether nothing stands there."""
    return isinstance(node, ScalarNode) and is_blank(node.value)


@dataclass(frozen=True, slots=True)
class ByDirection(Generic[T]):
    """Directions, each with a value behind it."""

    kind: FieldType[T]

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[tuple[ScalarNode, T], ...] | None:
        """Pairs of a direction and its value, in the order of the file."""
        if not isinstance(node, MappingNode):
            report_shape(
                key, "directions with a place behind each", node, context, f"Write `{key}: {{ north: the_hall }}`."
            )
            return None
        pairs = []
        for word, value_node in node.entries:
            if word.value not in DIRECTIONS:
                near = nearest(word.value, DIRECTIONS)
                suggestion = f"Did you mean `{near}`? " if near else ""
                details = {"value": word.value, "suggestion": suggestion, "known": ", ".join(DIRECTIONS)}
                context.found.report(catalogue.UNKNOWN_DIRECTION, word.spot, mend=replaced_by(near), **details)
            elif (value := self.kind.read(word.value, value_node, context)) is not None:
                pairs.append((word, value))
        return tuple(pairs)


_NAME, _LINE = IdField(), LineField()

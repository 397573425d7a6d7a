"""A definition with keys: how a key is declared, and how any definition is read from its declarations alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from game.story import catalogue
from game.story.catalogue.quick_fixes import Added, Model
from game.story.model.yaml_nodes import MappingNode, ScalarNode, Spot, YamlNode
from game.story.schema.field_types import ChangeField, Context, FieldType, IdField, is_empty, report_shape
from game.story.schema.unknown_keys import report_unknown_key, report_unknown_measure
from game.story.source.stray_commas import report_comma


class Measured(FieldType[Any], Protocol):
    """A kind of value that stands behind the id of a measure; `blank` says whether nothing may stand there."""

    blank: bool

    def fits(self, node: YamlNode) -> bool:
        """Whether the node has the form of one."""


_CHANGE: Measured = ChangeField()


def key(
    kind: FieldType[Any],
    meaning: str,
    *,
    name: str = "",
    required: bool = False,
    shown: bool = False,
    default: Any = None,
    example: str = "",
    blank: bool = False,
) -> Any:
    """Declare a key of a definition: what kind of value it has and, in one line, what it means.

    `name` is the word in the file where Python needs another (`not`, `from`); `example` is what could stand behind it.
    `shown`: players read it, so it can be translated. `blank`: it may stand there with nothing behind it.
    """
    metadata = {
        "kind": kind,
        "meaning": meaning,
        "name": name,
        "required": required,
        "shown": shown,
        "example": example,
        "blank": blank,
    }
    return dataclasses.field(default=default, metadata=metadata)


D = TypeVar("D", bound="Definition")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """Base of everything a pack defines. `spot` is where it begins, `written` its keys in the order of the file.

    `given` are the declared keys among them, `changes` what stands behind measures. An object holds what was given; its
    class has the defaults.
    """

    spot: Spot
    written: tuple[ScalarNode, ...] = ()
    given: frozenset[str] = frozenset()
    changes: tuple[tuple[ScalarNode, Any], ...] = ()


_FIELDS: dict[type[Definition], Mapping[str, dataclasses.Field[Any]]] = {}


def declared_keys(definition: type[Definition]) -> Mapping[str, dataclasses.Field[Any]]:
    """The keys that a definition declares, by the word used in files."""
    if definition not in _FIELDS:
        _FIELDS[definition] = {
            field.metadata["name"] or field.name: field
            for field in dataclasses.fields(definition)
            if "kind" in field.metadata
        }
    return _FIELDS[definition]


@dataclass(frozen=True, slots=True)
class DefinitionSchema(Generic[D]):
    """A definition with keys. `short` names the key meant when there is plain text instead of keys.

    With `measures`, the ids of measures are keys too, with a change behind each, or what `measured` says. `example`
    helps whoever wrote something else than keys.
    """

    definition: type[D]
    noun: str
    short: str = ""
    measures: bool = False
    example: str = ""
    measured: Measured = _CHANGE

    def read(self, key: str, node: YamlNode, context: Context, spot: Spot | None = None) -> D | None:
        """The definition; keys that did not fit keep their default after they were reported.

        It begins at `spot`, where its id stands, or else where its keys begin.
        """
        if type(node) is ScalarNode and self.short:
            node = MappingNode([(ScalarNode(self.short, node.spot), node)], node.spot)
        if not isinstance(node, MappingNode):
            report_shape(
                key,
                f"{self.noun} with its keys",
                node,
                context,
                self.example or f"Write the keys below `{key}:`, indented by two spaces.",
            )
            return None
        return self.read_table(node, context, spot=spot)

    def read_table(self, table: MappingNode, context: Context, spot: Spot | None = None) -> D | None:
        """The definition from a table of keys; None after reporting that a needed one is missing."""
        declared, required = _declared(self.definition)
        values: dict[str, Any] = {}
        changes: list[tuple[ScalarNode, Any]] = []
        given: set[str] = set()
        misspelt: dict[str, str] = {}
        for word, node in table.entries:
            name = word.value
            key = declared.get(name)
            if key is not None:
                given.add(name)
                if is_empty(node):
                    if not key.blank:
                        mend = Model(f"{name}: …", word.spot.column)
                        context.found.report(catalogue.EMPTY_VALUE, node.spot, mend=mend, key=name)
                    continue
                value = key.read(name, node, context)
                if value is not None:
                    values[key.attribute] = value
            elif self.measures and self.measured.blank and is_empty(node) and self.is_measure(name, context):
                continue
            elif name in context.measures and is_empty(node):
                mend = Model(f"{name}: …", word.spot.column)
                context.found.report(catalogue.EMPTY_VALUE, node.spot, mend=mend, key=name)
            elif self.measures and (name in context.measures or (context.any_measure and self.measured.fits(node))):
                change = self.measured.read(name, node, context)
                if change is not None:
                    changes.append((word, change))
            elif not (self.measures and self.excuses(word, node, context)):
                meant = self.report_unknown(word, node, table, declared, context, given)
                given.add(meant)
                misspelt[name] = meant
                key = declared.get(meant)
                if key is not None and not is_empty(node) and not isinstance(key.kind, IdField):
                    # Read as what was meant: nothing else is to follow from a slip in a key.
                    context.found.settled_lines.add((node.spot.file, node.spot.line))
                    value = key.read(meant, node, context)
                    if value is not None:
                        values[key.attribute] = value
        for name in required:
            if name not in given:
                details = {"what": self.noun.capitalize(), "key": name, "meaning": declared[name].meaning}
                context.found.report(catalogue.MISSING_KEY, table.spot, mend=Added(f"{name}: …"), **details)
        for name in required:
            if declared[name].attribute not in values:
                return None
        written = tuple([word for word, _ in table.entries])
        if misspelt:
            written = tuple(word._replace(value=misspelt.get(word.value) or word.value) for word in written)
        keys = frozenset(given)
        values["spot"], values["written"] = spot or table.spot, written
        values["given"] = context.combinations.setdefault(keys, keys)
        if changes:
            values["changes"] = tuple(changes)
        made = object.__new__(self.definition)
        object.__setattr__(made, "__dict__", values)  # many times as fast as setting all keys, given or not, one by one
        return made

    @staticmethod
    def is_measure(name: str, context: Context) -> bool:
        """Whether it is the id of a measure, or looks like one where they are not known."""
        return name in context.measures or (context.any_measure and name.replace("_", "").isalnum())

    def excuses(self, word: ScalarNode, node: YamlNode, context: Context) -> bool:
        """Whether this looks like the change of a measure whose definition could not be read."""
        return self.measured.fits(node) and context.found.excuses(word.value)

    def report_unknown(
        self,
        word: ScalarNode,
        node: YamlNode,
        table: MappingNode,
        declared: Iterable[str],
        context: Context,
        given: set[str],
    ) -> str:
        """Report a key that nobody knows. The result is the key that was probably meant, which need not be missed."""
        if is_empty(node):
            index = next(index for index, entry in enumerate(table.entries) if entry[0] is word)
            if report_comma(index, table, context.found):
                return ""
        if context.found.only_counts(catalogue.UNKNOWN_KEY):
            return ""
        known = [*declared, *(sorted(context.measures) if self.measures else ())]
        if self.measures and self.measured is _CHANGE and _CHANGE.fits(node):
            report_unknown_measure(word, context.measures, context.found)
            return ""
        return report_unknown_key(word, self.noun, known, given, context.found)


class _Key(NamedTuple):
    """A declared key, ready to be read: every definition of a pack passes by here."""

    attribute: str
    kind: FieldType[Any]
    meaning: str
    read: Callable[[str, YamlNode, Context], Any]
    blank: bool


def _key(field: dataclasses.Field[Any]) -> _Key:
    kind = field.metadata["kind"]
    return _Key(field.name, kind, field.metadata["meaning"], kind.read, field.metadata["blank"])


_DECLARED: dict[type[Definition], tuple[dict[str, _Key], tuple[str, ...]]] = {}


def _declared(definition: type[Definition]) -> tuple[dict[str, _Key], tuple[str, ...]]:
    """The declared keys by the word used in files, and those that are required."""
    if definition not in _DECLARED:
        fields = declared_keys(definition)
        keys = {name: _key(field) for name, field in fields.items()}
        _DECLARED[definition] = keys, tuple(name for name, field in fields.items() if field.metadata["required"])
    return _DECLARED[definition]


class Later:
    """Lets a definition hold lists of its own kind: the schema is looked up when it is read."""

    def __init__(self, schema: Callable[[], DefinitionSchema[Any]]) -> None:
        self._schema = schema

    @property
    def record(self) -> DefinitionSchema[Any]:
        """The schema that is meant."""
        return self._schema()

    def read(self, key: str, node: YamlNode, context: Context) -> Any:
        """Whatever the schema reads."""
        return self.record.read(key, node, context)

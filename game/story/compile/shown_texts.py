"""The texts of a pack that players read, by their ids, and a pack with other texts in their places.

Which texts there are follows from the definitions: every key declared as shown. Ids stay what they are in the language
in which the pack was written, so that a play can go on in another one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, TypeVar

from game.story.compile.collecting import Definitions
from game.story.compile.question_kinds import ids_of_words
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, Spot, YamlNode
from game.story.schema.definition_schema import Definition, declared_keys
from game.story.schema.definitions import SECTIONS, ChoiceDef
from game.story.schema.field_types import FieldType
from game.story.schema.question_definitions import AnswerDef, QuestionDef
from game.story.schema.shown_values import is_in_a_language
from game.support.slugs import slug

Plain: TypeAlias = str | list[str] | dict[str, str]
"""A text without its spot: words, the parts of a list, or pairs."""

TextVisit: TypeAlias = Callable[[str, str, "FieldType[Any]", Any], Any]
"""Gets the id of a text, its key, what may stand behind that, and what does; gives what is to stand there."""

D = TypeVar("D", bound=Definition)


class ShownText(NamedTuple):
    """One text of a pack. `id` is stable, such as `scenes.kitchen/eat_it.choose`."""

    id: str
    text: Plain
    spot: Spot


def texts(defined: Definitions) -> list[ShownText]:
    """Every text of a pack that players read, in the order of the pack."""
    found: list[ShownText] = []

    def collect(id_: str, key: str, kind: FieldType[Any], value: Any) -> Any:
        found.append(ShownText(id_, plain_text(value), first_spot(value)))
        return value

    with_texts(defined, collect)
    return found


def texts_to_translate(defined: Definitions) -> list[ShownText]:
    """The texts of a pack without those that follow from others, or say the same in every language.

    Periods (`as_of`) are shared: what the dossier calls one need not be said again at each of its facts, and a year
    alone is no text. Of facts with the same period of their own, the first has it.
    """
    every = texts(defined)
    periods = [shown for shown in every if is_period(shown.id)]
    dossiers = {compared_form(shown.text) for shown in periods if shown.id.startswith("dossiers.")}
    said: set[ComparedForm] = set()
    needed: list[ShownText] = []
    for shown in every:
        if is_period(shown.id):
            words = compared_form(shown.text)
            elsewhere = shown.id.startswith("facts.") and words in dossiers
            if elsewhere or words in said or not any(map(str.isalpha, str(shown.text))):
                continue
            said.add(words)
        needed.append(shown)
    return needed


def is_period(id_: str) -> bool:
    """Whether a text says for which period a fact or a dossier holds."""
    return id_.endswith(".as_of")


def owner_of(id_: str) -> str:
    """To what a text belongs: the beginning of its id, up to the scene, place or question."""
    return ".".join(id_.partition("/")[0].split(".")[:2])


def with_texts(defined: Definitions, visit: TextVisit) -> Definitions:
    """The definitions with what `visit` makes of each text in its place."""
    return _Walk(visit).pack(defined)


class _Walk:
    """Goes through all definitions and puts what `visit` makes of each text in its place."""

    def __init__(self, visit: TextVisit) -> None:
        self.visit = visit

    def pack(self, defined: Definitions) -> Definitions:
        changed: dict[str, Any] = {
            section: {
                id_: self.definition(definition, f"{section}.{id_}")
                for id_, definition in getattr(defined, section).items()
            }
            for section in (*SECTIONS, "measures", "facts", "dossiers")
        }
        if defined.pack is not None:
            changed["pack"] = self.definition(defined.pack, "pack")
        return dataclasses.replace(defined, **changed)

    def definition(self, definition: D, path: str, around: str = "") -> D:
        """A definition with other texts. Choices are named for the scene `around` them, not for each other."""
        around = around or path
        changed: dict[str, Any] = {}
        if isinstance(definition, ChoiceDef):
            changed["id"] = definition.id or ScalarNode(slug(definition.choose.value), definition.choose.spot)
        elif isinstance(definition, AnswerDef) and (words := definition.right or definition.wrong) is not None:
            changed["id"] = definition.id or ScalarNode(slug(words.value), words.spot)
        elif isinstance(definition, QuestionDef):
            changed["ids_of_words"] = definition.ids_of_words or ids_of_words(definition)
        for key, field in declared_keys(type(definition)).items():
            value = getattr(definition, field.name)
            if value is None or value == ():
                continue
            if not is_in_a_language(key, value):
                continue
            if field.metadata["shown"]:
                changed[field.name] = self.visit(f"{path}.{key}", key, field.metadata["kind"], value)
            elif isinstance(value, Definition):
                changed[field.name] = self.definition(value, f"{path}.{key}", around)
            elif isinstance(value, ScalarNode):
                continue  # such as `answers: locked` of the pack
            elif key in ("choices", "answers", "reasons"):
                changed[field.name] = tuple(self.definition(part, f"{around}/{_id(part)}", around) for part in value)
            elif key in ("lines", "wordings"):  # of a document
                changed[field.name] = tuple((id_, self.definition(part, f"{path}/{id_.value}")) for id_, part in value)
            elif key in ("exits", "deadlines", "waits"):
                changed[field.name] = tuple((to, self.definition(way, f"{path}.{key}.{to.value}")) for to, way in value)
        return dataclasses.replace(definition, **changed)


def _id(part: ChoiceDef | AnswerDef) -> str:
    words = part.choose if isinstance(part, ChoiceDef) else part.right or part.wrong
    return part.id.value if part.id else slug(words.value) if words else ""


def plain_text(value: Any) -> Plain:
    """A text without its spots: of a node as it stands in a file, or of what a kind read from one."""
    match value:
        case ScalarNode():
            return value.value
        case MappingNode(entries=pairs):
            return {left.value: _line(right) for left, right in pairs}
        case SequenceNode(items=items):
            return [_line(item) for item in items]
        case _ if isinstance(value[0], ScalarNode):
            return [word.value for word in value]
        case _:
            return {left.value: right.value for left, right in value}


def _line(node: YamlNode) -> str:
    return node.value if isinstance(node, ScalarNode) else ""


def first_spot(value: Any) -> Spot:
    """Where a text begins, of whatever form it is."""
    while not isinstance(value, ScalarNode):
        value = value[0]
    return value.spot


ComparedForm: TypeAlias = tuple[str, ...] | frozenset[tuple[str, str]]
"""A text as it counts, to be compared."""


def compared_form(text: Plain) -> ComparedForm:
    """The text as it counts: whatever its line breaks, and one word the same as a list of one."""
    if isinstance(text, dict):
        return frozenset((" ".join(left.split()), " ".join(right.split())) for left, right in text.items())
    lines = [text] if isinstance(text, str) else text
    return tuple(" ".join(line.split()) for line in lines)


def beginning(text: Plain) -> str:
    """The text, or its first words, for a message."""
    words = text if isinstance(text, str) else ", ".join(text)
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"

"""The texts of a pack by their ids, and a pack with its texts in another language.

Which texts there are follows from the definitions: every key declared as shown. Ids stay what they are in the language
in which the pack was written, so that a play can go on in another one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias, TypeVar

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model, replaced_by
from game.story.compile.collecting import Definitions
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, Spot, YamlNode
from game.story.schema.definition_schema import Definition, declared_keys
from game.story.schema.definitions import SECTIONS, ChoiceDef
from game.story.schema.field_types import Context, FieldType
from game.story.schema.language_definitions import TranslationDef
from game.story.schema.question_definitions import AnswerDef
from game.story.schema.shown_values import is_in_a_language
from game.support.counts import counted
from game.support.similarity import nearest
from game.support.slugs import slug

Plain: TypeAlias = str | list[str] | dict[str, str]
"""A text without its spot: words, the parts of a list, or pairs."""

_Visit: TypeAlias = Callable[[str, str, "FieldType[Any]", Any], Any]
_GAP = re.compile(r"\[[^\[\]]+\]")
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
        found.append(ShownText(id_, plain_text(value), next(_spots(value))))
        return value

    _Walk(collect).pack(defined)
    return found


def translate(defined: Definitions, language: str, found: Diagnostics) -> Definitions:
    """The pack in this language. A text that is missing, or whose original was changed, stays as it was written.

    Reports those, translations of nothing, and translations that cannot take the place of their original.
    """
    entries = {id_.value: (id_, translation) for file in defined.languages[language] for id_, translation in file.texts}
    name = defined.languages[language][0].name.value
    known: list[str] = []

    def put(id_: str, key: str, kind: FieldType[Any], value: Any) -> Any:
        known.append(id_)
        entry = entries.get(id_)
        if entry is None or entry[1].text is None:
            spot = entry[0].spot if entry else next(_spots(value))
            text = _beginning(plain_text(value))
            lines = Model(f"{id_}:\n  was: {text}\n  text: …", 3)
            found.report(catalogue.MISSING_TRANSLATION, spot, mend=lines, language=name, id=id_, text=text)
            return value
        return _translated(id_, key, kind, value, entry[1], found)

    result = _Walk(put).pack(defined)
    known_ids = set(known)
    for id_, (word, _) in entries.items():
        if id_ not in known_ids:
            near = nearest(id_, known_ids - entries.keys())
            suggestion = f"Did you mean `{near}`?" if near else "Remove it."
            found.report(catalogue.ORPHAN_TRANSLATION, word.spot, mend=replaced_by(near), id=id_, suggestion=suggestion)
    result.language = language
    return result


def _translated(id_: str, key: str, kind: FieldType[Any], value: Any, entry: TranslationDef, found: Diagnostics) -> Any:
    assert entry.text is not None  # noqa: S101 - asked by the caller
    now = plain_text(value)
    if is_stale(entry, now):
        mend = Model(f"was: {_beginning(now)}")
        found.report(catalogue.STALE_TRANSLATION, entry.was.spot, mend=mend, id=id_, now=_beginning(now))
        return value
    made = kind.read(key, entry.text, Context(found))
    if made is None:
        return value
    counts = [_parts(key, text) for text in (value, made)]
    if counts[0] != counts[1]:
        mend = Model(f"text: {_beginning(now)}")
        found.report(catalogue.TRANSLATION_SHAPE, entry.text.spot, mend=mend, id=id_, was=counts[0], now=counts[1])
        return value
    return made


def is_stale(entry: TranslationDef, now: Plain) -> bool:
    """Whether the original, which is `now`, was changed after it was translated. Line breaks do not count."""
    return _folded(plain_text(entry.was)) != _folded(now)


def _parts(key: str, value: Any) -> str:
    """How many parts a text has that are graded or counted, in words; empty where it has none."""
    if key in ("order", "match"):
        return counted(len(value), "part")
    if key == "hints":
        return counted(len(value), "hint")
    return counted(len(_GAP.findall(value.value)), "gap") if key == "cloze" else ""


class _Walk:
    """Goes through all definitions and puts what `visit` makes of each text in its place."""

    def __init__(self, visit: _Visit) -> None:
        self.visit = visit

    def pack(self, defined: Definitions) -> Definitions:
        """Definitions with other texts."""
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
            elif key in ("choices", "answers", "reasons") and not isinstance(value, ScalarNode):
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


def _spots(value: Any) -> Iterator[Spot]:
    while not isinstance(value, ScalarNode):
        value = value[0]
    yield value.spot


def _folded(text: Plain) -> Plain:
    """The text as it counts: whatever its line breaks, and one word the same as a list of one."""
    if isinstance(text, dict):
        return {" ".join(left.split()): " ".join(right.split()) for left, right in text.items()}
    lines = [text] if isinstance(text, str) else text
    return [" ".join(line.split()) for line in lines]


def _beginning(text: Plain) -> str:
    """The text, or its first words, for a message."""
    words = text if isinstance(text, str) else ", ".join(text)
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"

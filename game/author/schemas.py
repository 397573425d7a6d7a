"""JSON Schemas of the files of a pack, made from the definitions that load them, so that editors complete and explain.

Values in a pack are words; only the key says what they mean. YAML readers of editors do not know that and make numbers
and truth values of `5.10` and `Yes`, in two ways (YAML 1.1 and 1.2). A schema takes whatever such a reader could make
of words that `check` accepts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from game.author.declared import AnyRecord, DeclaredKey, FileKind, doc_of, file_kinds, inner, keys_of, records, takes
from game.story.model.directions import DIRECTIONS
from game.story.schema.balance_definitions import PercentField
from game.story.schema.definition_schema import DefinitionSchema, Measured
from game.story.schema.definitions import LISTS, SECTIONS
from game.story.schema.field_types import (
    ByDirection,
    ById,
    ChangeField,
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
from game.story.schema.playthrough_field_types import Comparison, OneOf, Reply, Seed, ShareField, TakenBack
from game.support.slugs import slug

Schema = dict[str, Any]
KnownIds = Mapping[str, Mapping[str, str]]
"""What a pack defines: for each kind of thing (`place`, `measure`, …) the ids with what each is called."""

_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_BAD_ID = "Ids are lower-case words joined by underscores, beginning with a letter."


def file_schemas(ids: KnownIds | None = None) -> dict[str, Schema]:
    """The schema of each kind of file, by the name of its file.

    With the ids of a pack they are offered where they can be named, and its measures are the only ones that are known.
    """
    writer = _Writer(ids)
    return {schema_name(kind): writer.file(kind) for kind in file_kinds()}


def schema_name(kind: FileKind) -> str:
    """The name of the file that holds the schema of this kind of file."""
    return f"{kind.name}.schema.json"


def as_text(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


class _Writer:
    def __init__(self, ids: KnownIds | None) -> None:
        self.ids: KnownIds = ids or {}
        self.knows_measures = ids is not None

    def file(self, kind: FileKind) -> Schema:
        """The schema of a file. Definitions that stand inside others have one name in all files."""
        definitions = {_name(record): self.record(record) for record in records()}
        used = self.table(kind.keys, ChangeField() if kind.measures else None)
        if not kind.first:
            used["type"] = ["object", "null"]  # a file may be empty, and so may a section
            for section in SECTIONS:
                used["properties"][section].update(type=["object", "null", "string"], pattern=r"^\s*$")
            for section in LISTS:
                used["properties"][section].update(type=["array", "null", "string"], pattern=r"^\s*$")
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "description": kind.description,
            **used,
            "definitions": {name: definitions[name] for name in sorted(_reached(used, definitions))},
        }

    def table(self, keys: tuple[DeclaredKey, ...], measured: Measured | None) -> Schema:
        """Keys with what stands behind each, and no others; with `measured`, measures too, with that behind each."""
        properties = {key.name: self.property(key) for key in keys}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if measured is not None:
            self.measures(schema, measured)
        if required := [key.name for key in keys if key.required]:
            schema["required"] = required
        return schema

    def measures(self, schema: Schema, measured: Measured) -> None:
        """Add the measures of the pack to the keys of a schema; without a pack whatever can be one."""
        properties, changes = schema["properties"], isinstance(measured, ChangeField)
        example = "+1" if changes else '">= 3"'
        if self.knows_measures:
            how = "how it changes" if changes else "what it is, or how it compares with a number"
            properties.update({
                id_: self.explained(
                    measured, f"{called}, a measure of this pack: {how}", f"{id_}: {example}", measured.blank
                )
                for id_, called in self.ids.get("measure", {}).items()
                if id_ not in properties
            })  # fmt: skip
            return
        # Only a pack knows its measures. A key that could be one must have a change, or a comparison, behind it.
        unlike = "|".join(sorted(properties))
        how = "how a measure of the pack changes" if changes else "what a measure of the pack is"
        change = self.explained(measured, how, f"cohesion: {example}", measured.blank)
        meant = "write how it changes: +1, -1 or =5." if changes else "write a number, or a comparison with one."
        message = f"There is no such key here. If it is a measure, {meant}"
        schema["patternProperties"] = {
            f"^(?!(?:{unlike})$){_ID[1:]}": {**change, "errorMessage": message, "patternErrorMessage": message}
        }

    def property(self, key: DeclaredKey) -> Schema:
        """What stands behind a key, explained."""
        example = f"{key.name}: {key.example}" if key.example else ""
        return self.explained(key.kind, key.meaning, example, key.blank)

    def explained(self, kind: Any, meaning: str, example: str, blank: bool = False) -> Schema:
        """The schema of a kind with its explanation, plain and in Markdown. `blank`: nothing may stand there, too."""
        sentence = f"{meaning[0].upper()}{meaning[1:].rstrip('.')}."
        more = f"Takes {takes(kind)}." + (f"\n\n```yaml\n{example}\n```" if example else "")
        value = self.value(kind)
        if blank:
            nothing = {"type": ["null", "string"], "pattern": r"^\s*$"}
            value = {
                "anyOf": [
                    # yaml-language-server explains a key by that of the two that fits; where its kind has no type, by
                    # the description below and what stands here.
                    {
                        "description": f"Takes {takes(kind)}.",
                        "markdownDescription": f"{sentence if 'type' in value or '$ref' in value else ''}\n\n{more}",
                        **value,
                    },
                    nothing,
                ]
            }
        elif ("type" not in value and "$ref" not in value) or (isinstance(kind, DefinitionSchema) and kind.short):
            # Without a type yaml-language-server would complete the key without its colon; with `anyOf` it does not. It
            # then explains the key by the description here and the Markdown of what stands there.
            value = {"anyOf": [{"description": f"Takes {takes(kind)}.", "markdownDescription": f"\n{more}", **value}]}
        return {"description": sentence, "markdownDescription": f"{sentence}\n\n{more}", **value}

    def record(self, record: AnyRecord) -> Schema:
        """A definition; words stand for the key that they are short for."""
        schema = {
            "description": doc_of(record),
            **self.table(keys_of(record), record.measured if record.measures else None),
        }
        short = next((key for key in keys_of(record) if key.name == record.short), None)
        if short is None:
            return schema
        del schema["type"]
        return {**self.words(short.kind, ("array",), _says(record)), **schema}

    def value(self, kind: Any) -> Schema:
        """What a kind of value looks like to an editor's YAML reader."""
        match kind:
            case DefinitionSchema():
                return {"$ref": f"#/definitions/{_name(kind)}"}
            case Prose() | IdField():
                return self.words(kind, ("object", "array"), _says(kind))
            case Flag():
                pattern = _any_case("true", "yes", "on", "false", "no", "off")
                return {"type": ["boolean", "string"], "pattern": pattern, "errorMessage": _says(kind)}
            case Reply():
                return {}
            case OneOf():
                # What YAML readers take for something else (`on`, `no`) is not among these words.
                return {"type": "string", "enum": list(kind.words), "errorMessage": _says(kind)}
            case Seed():
                pattern = r"^\s*[+-]?\d{1,20}\s*$"
                return {"type": ["integer", "string"], "pattern": pattern, "errorMessage": _says(kind)}
            case ShareField():
                pattern, limits = r"^\s*(0(\.\d{1,6})?|1(\.0{1,6})?)\s*$", {"minimum": 0, "maximum": 1}
                return {"type": ["number", "string"], "pattern": pattern, **limits, "errorMessage": _says(kind)}
            case PercentField():
                pattern = r"^\s*(\d{1,2}(\.\d{1,3})?|100(\.0{1,3})?)\s?%\s*$"
                return {"type": "string", "pattern": pattern, "errorMessage": _says(kind)}
            case Comparison():
                number, time = r"-?\d{1,6}", r"([01]?\d|2[0-3]):[0-5]\d"
                sign = r"([<>]=?|[=!]?=|at least|at most|more than|less than|not)?"
                pattern = rf"^\s*{sign}\s*({number}|{time})\s*$"
                return {"type": ["integer", "string"], "pattern": pattern, "errorMessage": _says(kind)}
            case TakenBack():
                pattern = r"^\s*(\+?\d{1,9}|true)\s*$"
                types = ["integer", "boolean", "string"]
                return {
                    "type": types,
                    "pattern": pattern,
                    "minimum": 1,
                    "maximum": kind.high,
                    "errorMessage": _says(kind),
                }
            case Whole():
                limits = {"minimum": kind.low, "maximum": kind.high} if kind != Whole() else {}
                pattern = r"^\s*[+-]?\d{1,9}\s*$"
                return {"type": ["integer", "string"], "pattern": pattern, **limits, "errorMessage": _says(kind)}
            case TimeOfDay():
                # YAML 1.1 reads 12:30 as 750, the minutes of the day. It leaves 08:30 as it is.
                pattern, limits = r"^\s*([01]?\d|2[0-3]):[0-5]\d\s*$", {"minimum": 60, "maximum": 24 * 60 - 1}
                return {"type": ["string", "integer"], "pattern": pattern, **limits, "errorMessage": _says(kind)}
            case ChangeField():
                pattern = r"^\s*([+-]\s?\d{1,6}|=\s?-?\d{1,6})\s*$"
                return {"type": ["integer", "string"], "pattern": pattern, "errorMessage": _says(kind)}
            case Pairs():
                words = self.value(Prose())
                return {"type": "object", "additionalProperties": words, "errorMessage": _says(kind)}
            case ListOf():
                return {"type": "array", "items": self.value(inner(kind)), "errorMessage": _says(kind)}
            case Many():
                of, single = inner(kind), self.value(inner(kind))
                several = {"items": single, "minItems": 1}
                if isinstance(of, Prose | IdField):
                    return {**self.words(of, ("object",), _says(kind)), **several}
                return {"anyOf": [single, {"type": "array", **several}]}
            case ById():
                return {
                    "type": "object",
                    "propertyNames": {"pattern": _ID, "patternErrorMessage": _BAD_ID},
                    "additionalProperties": self.value(inner(kind)),
                    "errorMessage": _says(kind),
                }
            case ByTextId():
                return {
                    "type": "object", "additionalProperties": self.value(inner(kind)), "errorMessage": _says(kind)
                }  # fmt: skip
            case ByDirection():
                within = inner(kind)
                ways = {
                    direction: self.explained(within, f"where the way {direction} leads", "")
                    for direction in DIRECTIONS
                }
                return {
                    "type": "object", "properties": ways, "additionalProperties": False, "errorMessage": _says(kind),
                }  # fmt: skip
        return {}

    def words(self, kind: Prose | IdField, refused: tuple[str, ...], says: str) -> Schema:
        """Text or an id, whatever a reader makes of it, and not what is refused.

        There is no list of types that are taken: an editor would offer `true`, `false` and `null` for every text.
        """
        no = [*refused, "number"] if isinstance(kind, IdField) else [*refused]
        schema: Schema = {"if": {"type": no}, "then": {"type": "string", "errorMessage": says}}
        if isinstance(kind, IdField):
            schema.update(pattern=_ID, patternErrorMessage=_BAD_ID)
            # Ids that are not known are taken too: they may have been added since.
            if known := [pair for of in kind.of.split(" or ") for pair in self.ids.get(of, {}).items()]:
                snippets = [{"label": id_, "description": called, "body": id_} for id_, called in known]
                schema["defaultSnippets"] = snippets
        return schema


def _name(record: AnyRecord) -> str:
    return slug(record.noun.removeprefix("a ").removeprefix("an ").removeprefix("the "))


def _says(kind: Any) -> str:
    return f"This takes {takes(kind)}.".replace("`", "")


def _any_case(*words: str) -> str:
    either = "|".join("".join(f"[{sign.upper()}{sign}]" for sign in word) for word in words)
    return f"^({either})$"


def _reached(schema: Any, definitions: Mapping[str, Schema]) -> set[str]:
    """The names of the definitions that a schema refers to, directly or through others."""
    names: set[str] = set()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in names:
                names.add(name)
                waiting.append(definitions[name])
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return names

"""What a file with translations can say: its keys, what each takes and what it means. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import ScalarNode, YamlNode
from game.story.schema.definition_schema import Definition, DefinitionSchema, key
from game.story.schema.field_types import LineField
from game.story.schema.language_field_types import AnyText, ByTextId, LanguageTag


@dataclass(frozen=True, kw_only=True)
class TranslationDef(Definition):
    """One text in another language."""

    was: YamlNode = key(AnyText(), "the text as it was when it was translated", required=True, example="Eat it")
    text: YamlNode | None = key(AnyText(), "the text in this language", example="Le manger")


@dataclass(frozen=True, kw_only=True)
class LanguageDef(Definition):
    """A file that holds texts of the pack in another language."""

    language: ScalarNode = key(
        LanguageTag(), "the tag of the language: `fr`, `de-AT`, `pt-BR`", required=True, example="fr"
    )
    name: ScalarNode = key(LineField(), "what the language calls itself", required=True, example="Français")
    texts: tuple[tuple[ScalarNode, TranslationDef], ...] = key(
        ByTextId(
            DefinitionSchema(TranslationDef, "a translation"),
            "Write `texts:`, and below it, indented, the id of a text.",
        ),
        "the texts by their ids",
        default=(),
        example='{ scenes.kitchen.text: { was: "A biscuit.", text: "Un biscuit." } }',
    )

"""What may stand behind a key of a file with translations, and wherever a language is named. See `field_types`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from game.story import catalogue
from game.story.catalogue.quick_fixes import Mend, Model
from game.story.model.yaml_nodes import MappingNode, ScalarNode, YamlNode, kind_of_node
from game.story.schema.field_types import Context, FieldType, is_empty, report_shape
from game.support.language_names import tag_of_name
from game.support.language_tags import normalised_tag

T = TypeVar("T")


class LanguageTag:
    """The tag of a language, such as `fr` or `pt-BR`."""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The tag in its usual spelling, checked for its form only."""
        shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        tag = normalised_tag(shown) if isinstance(node, ScalarNode) else None
        if tag is not None and isinstance(node, ScalarNode):
            return node if tag == node.value else node._replace(value=tag)
        meant = tag_of_name(shown)
        mend = Mend(meant) if meant else Model(f"{key}: fr", 1)
        context.found.report(catalogue.NOT_A_LANGUAGE, node.spot, mend=mend, key=key, value=shown)
        return None


@dataclass(frozen=True, slots=True)
class ByTextId(Generic[T]):
    """The ids of texts, such as `scenes.kitchen.text`, each with a value behind it."""

    kind: FieldType[T]
    example: str

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[tuple[ScalarNode, T], ...] | None:
        """Pairs of an id and its value, in the order of the file. Whether there is such a text is not asked here."""
        if not isinstance(node, MappingNode):
            report_shape(key, "ids of texts with what belongs to each", node, context, self.example)
            return None
        read = ((name, self.kind.read(name.value, _without_empty_text(value), context)) for name, value in node.entries)
        return tuple((name, value) for name, value in read if value is not None)


class AnyText:
    """A text of whatever form its original has: words, a list, or pairs."""

    def read(self, key: str, node: YamlNode, context: Context) -> YamlNode:
        """The node itself; what it is the translation of says how to read it."""
        return node


def _without_empty_text(node: YamlNode) -> YamlNode:
    """A translation that is still to be written is not there yet."""
    if not isinstance(node, MappingNode):
        return node
    return MappingNode(
        [(word, value) for word, value in node.entries if word.value != "text" or not is_empty(value)], node.spot
    )

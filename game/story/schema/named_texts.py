"""Texts by the names of what they are about: things to look at, and what somebody can be asked about."""

from __future__ import annotations

from dataclasses import dataclass

from game.story import catalogue
from game.story.catalogue.quick_fixes import Model
from game.story.model.yaml_nodes import MappingNode, ScalarNode, YamlNode
from game.story.schema.field_types import Context, Pairs, Prose, report_shape

_PROSE = Prose()


@dataclass(frozen=True, slots=True)
class NamedTexts(Pairs):
    """What may be asked for, with the text on it: `{ beam|steel: Nobody has polished it. }`. Variants share a text."""

    def read(self, key: str, node: YamlNode, context: Context) -> tuple[tuple[ScalarNode, ScalarNode], ...] | None:
        """Names, and the text behind each, in the order of the file."""
        if not isinstance(node, MappingNode):
            report_shape(key, "names with a text behind each", node, context, self.example)
            return None
        pairs = []
        for names, value in node.entries:
            if not any(name.strip() for name in names.value.split("|")):
                mend = Model("beam|steel: …", names.spot.column)
                context.found.report(catalogue.EMPTY_SIDE, names.spot, mend=mend, side=str(value))
            elif (text := _PROSE.read(names.value, value, context)) is not None:
                pairs.append((names, text))
        return tuple(pairs)

"""What an author can promise about who reaches the best endings: its keys, what each takes and what it means.

See `definitions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.story import catalogue
from game.story.catalogue.quick_fixes import guessed
from game.story.model.promised import ALL_PLAYS, Bound
from game.story.model.yaml_nodes import Ids, ScalarNode, YamlNode, kind_of_node
from game.story.schema.definition_schema import Definition, key
from game.story.schema.field_types import Context, IdField, Many
from game.story.schema.playthrough_field_types import OneOf
from game.story.schema.strategy_names import JOINED, NOT_READING

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?\s?%\Z")


class PercentField:
    """A share of all plays, such as `5 %`."""

    def read(self, key: str, node: YamlNode, context: Context) -> Bound | None:
        """The share."""
        match = _PERCENT.match(node.value.strip()) if isinstance(node, ScalarNode) else None
        share = int(match[1]) * 1_000 + int((match[2] or "").ljust(3, "0")) if match is not None else -1
        if 0 <= share <= ALL_PLAYS:
            return Bound(share, node.spot)
        shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        plain = re.fullmatch(r"(\d{1,2}|100)|0?\.(\d{1,2})", shown.strip())
        meant = f"{int(plain[1] or plain[2].ljust(2, '0'))} %" if plain is not None else ""
        mend = guessed(key, meant, "5 %")
        context.found.report(catalogue.NOT_A_PERCENTAGE, node.spot, mend=mend, key=key, value=shown)
        return None


@dataclass(frozen=True, kw_only=True)
class BalanceDef(Definition):
    """Who reaches the best endings. `check` plays the story very often to find out.

    One of `without_reading` and `reader` stands here, or both.
    """

    best: Ids = key(
        Many(IdField("ending")),
        "the endings that are to be earned by reading",
        required=True,
        example="[quiet_triumph, off_record]",
    )
    without_reading: Bound | None = key(
        PercentField(),
        "no strategy that does without reading comes to one of them in more plays than this",
        example="5 %",
    )
    reader: Bound | None = key(
        PercentField(),
        "who has read, and avoids what costs something at once, comes to one of them in at least so many plays",
        example="60 %",
    )
    strategies: Ids = key(
        Many(OneOf((*NOT_READING, *JOINED))),
        "the strategies that must not do better than `without_reading`; by default all of them",
        default=(),
        example="[first, shortest, echo]",
    )

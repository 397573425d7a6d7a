"""What an author can promise of every play there can be, or of their odds: its keys, what each takes and means.

See `definitions`.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definition_schema import Definition, key
from game.story.schema.field_types import Condition, IdField, LineField

PROMISED = ("always", "never", "can", "likely")
"""The keys of a promise of which one says what it promises."""


@dataclass(frozen=True, kw_only=True)
class PromiseDef(Definition):
    """What is so in every play there can be, or how likely it is. Each promise has just one of the first four keys."""

    always: ScalarNode | None = key(
        Condition(),
        "this holds whenever the player can do something, and at every ending",
        example="cohesion >= 2 or seen.the_quarrel",
    )
    never: ScalarNode | None = key(
        Condition(),
        "this never holds when the player can do something, nor at an ending",
        example="ending.quiet_triumph and cohesion < 5",
    )
    can: ScalarNode | None = key(
        Condition(),
        "there is a way to play on which this holds, at least for a moment",
        example="at.archive and not has.badge",
    )
    likely: ScalarNode | None = key(
        LineField(),
        "how likely an ending is, a fact is met or a question asked: `>=` or `<=` a share of all plays, for a player "
        "with a knowledge or a strategy",
        example="ending.quiet_triumph >= 60 % given knowledge 1",
    )
    before: ScalarNode | None = key(
        IdField("scene"), "this is promised only as long as that scene was not opened", example="the_council"
    )
    after: ScalarNode | None = key(
        IdField("scene"), "this is promised only from when that scene was opened", example="the_briefing"
    )
    because: ScalarNode | None = key(
        LineField(),
        "why it matters, for whoever reads what `check` found",
        example="Nobody may be thrown out before noon.",
    )

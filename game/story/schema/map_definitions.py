"""What a pack can say of its map: how it is drawn, and who waits where. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.mapped import LAYOUTS
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definition_schema import Definition, key
from game.story.schema.field_types import ById, Condition, IdField, LineField
from game.story.schema.playthrough_field_types import OneOf


@dataclass(frozen=True, kw_only=True)
class MapDef(Definition):
    """How the map of the building is drawn. Without it that follows from the wings, or from the ways."""

    layout: ScalarNode = key(
        OneOf(LAYOUTS),
        "`comb`: wings whose ids end with a number, on both sides of everything else; `boxes`: a box for each wing; "
        "`plan`: the places as the ways between them lie",
        required=True,
        example="comb",
    )
    names: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        ById(LineField(), "Write `names:` and below it, indented, `wing_id: Short name`."),
        "short names of wings, by id, for where there is little room",
        default=(),
        example="{ north_1: North }",
        shown=True,
    )


@dataclass(frozen=True, kw_only=True)
class WaitDef(Definition):
    """Somebody, or something, that waits for the player, who was told so: the map shows it. Nothing happens by it."""

    at: ScalarNode = key(IdField("place"), "the place where the player is expected", required=True, example="office")
    name: ScalarNode | None = key(
        LineField(),
        "who or what waits; by default the person of this id, or the id in words",
        example="Ines Moreau, for her lamp",
        shown=True,
    )
    when: ScalarNode | None = key(
        Condition(), "it waits only while this condition holds", example="has.lamp and not seen.the_return"
    )

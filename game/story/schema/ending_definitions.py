"""How a story ends: endings, and epilogues, which are parts of them. Their keys, what each takes and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.definition_schema import Definition, key
from game.story.schema.field_types import Condition, IdField, LineField, Many, Prose


@dataclass(frozen=True, kw_only=True)
class EndingDef(Definition):
    """A way in which the story ends."""

    title: ScalarNode | None = key(LineField(), "the name of the ending", example="A quiet triumph", shown=True)
    text: ScalarNode = key(
        Prose(), "what is shown at the end", required=True, example="It was stale anyway.", shown=True
    )
    closing: ScalarNode | None = key(
        Prose(), "what is shown last, after the epilogues", example="Then the light goes out.", shown=True
    )


@dataclass(frozen=True, kw_only=True)
class EpilogueDef(Definition):
    """What became of somebody: a part of every ending in which it is so."""

    text: ScalarNode = key(Prose(), "what is shown", required=True, example="Ida never sold another loaf.", shown=True)
    when: ScalarNode | None = key(Condition(), "it is shown only while this condition holds", example="seen.the_oven")
    endings: Ids = key(
        Many(IdField("ending")), "the endings of which it is a part; by default all", default=(), example="[crumbs]"
    )

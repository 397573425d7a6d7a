"""What a place, a way, a person and an item can say: their keys, what each takes and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definition_schema import Definition, DefinitionSchema, key
from game.story.schema.field_types import (
    ByDirection,
    Condition,
    Flag,
    IdField,
    LineField,
    Prose,
    Whole,
)
from game.story.schema.named_texts import NamedTexts


@dataclass(frozen=True, kw_only=True)
class ExitDef(Definition):
    """A way between two places."""

    to: ScalarNode = key(IdField("place"), "the place to which the way leads", required=True, example="reception")
    label: ScalarNode | None = key(
        LineField(), "how the way is offered, when not by direction and place", example="Take the stairs", shown=True
    )
    when: ScalarNode | None = key(Condition(), "the way is open only while this condition holds", example="has.badge")
    closed: ScalarNode | None = key(
        Prose(), "what one is told while the way is closed", example="The door wants a badge.", shown=True
    )
    minutes: int | None = key(Whole(0, 1440), "how many minutes the way takes on the story's clock", example="5")
    one_way: bool = key(Flag(), "there is no way back in the opposite direction", default=False, example="true")


EXIT = DefinitionSchema(ExitDef, "a way", short="to")


@dataclass(frozen=True, kw_only=True)
class PlaceDef(Definition):
    """Where the player can stand."""

    name: ScalarNode = key(LineField(), "what the place is called", required=True, example="The memorial", shown=True)
    text: ScalarNode | None = key(Prose(), "what one sees on the first visit, and on `look`", shown=True)
    glance: ScalarNode | None = key(
        Prose(), "what one sees on later visits", example="Rain on rusted steel.", shown=True
    )
    look: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        NamedTexts("Write `look:` and below it, indented, lines like `beam|steel: Nobody has polished it.`"),
        "things that can be looked at here, each with a text; `|` stands between names of the same thing",
        default=(),
        example="{ beam|steel: Nobody has polished it. }",
        shown=True,
    )
    wing: ScalarNode | None = key(IdField("wing"), "the part of the building, for the floor plan", example="grounds")
    floor: int = key(Whole(-9, 99), "the floor, 0 for the ground floor", default=0, example="1")
    exits: tuple[tuple[ScalarNode, ExitDef], ...] = key(
        ByDirection(EXIT),
        "the ways that lead from here: directions, each with a place; a way leads back by itself",
        default=(),
        example="{ north: reception, west: memorial }",
    )


@dataclass(frozen=True, kw_only=True)
class PersonDef(Definition):
    """Somebody whom the player can meet, or who is spoken of. Each person is either `real` or `fictional`."""

    name: ScalarNode = key(LineField(), "the person's full name", required=True, example="Marta Lindqvist", shown=True)
    role: ScalarNode | None = key(
        LineField(), "what the person does, in a few words", example="desk officer at the front office", shown=True
    )
    at: ScalarNode | None = key(IdField("place"), "the place where one meets the person", example="front_office")
    about: ScalarNode | None = key(
        Prose(), "one or two sentences on the person", example="Wears two watches.", shown=True
    )
    asked_about: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        NamedTexts("Write `asked_about:` and below it, indented, lines like `watches|clock: One shows the time.`"),
        "what one can ask the person about, each with what comes of it; `|` stands between names of the same thing",
        default=(),
        example="{ watches|clock: One shows the time. }",
        shown=True,
    )
    real: bool = key(Flag(), "the person exists, and so speaks in cited quotations only", default=False, example="true")
    fictional: bool = key(Flag(), "the person is invented", default=False, example="true")


@dataclass(frozen=True, kw_only=True)
class ItemDef(Definition):
    """Something that can be carried."""

    name: ScalarNode = key(
        LineField(), "what the item is called, with its article", required=True, example="a visitor's badge", shown=True
    )
    at: ScalarNode | None = key(
        IdField("place"),
        "the place where it lies and can be taken, once; without it only `give` brings it",
        example="desk",
    )
    about: ScalarNode | None = key(
        Prose(), "what one sees when one looks at it", example="Your photograph, badly lit.", shown=True
    )
    when: ScalarNode | None = key(
        Condition(), "the item can be taken only while this condition holds", example="seen.the_form"
    )

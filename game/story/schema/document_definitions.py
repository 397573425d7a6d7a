"""What a document holds: its lines and their wordings, what each key takes and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.definition_schema import Definition, DefinitionSchema, key
from game.story.schema.field_types import ById, Condition, Flag, IdField, LineField, Many, Prose


@dataclass(frozen=True, kw_only=True)
class WordingDef(Definition):
    """Words that can stand in a line of a document."""

    text: ScalarNode = key(Prose(), "the words", required=True, example="Article 5 has been invoked once.", shown=True)
    when: ScalarNode | None = key(
        Condition(),
        "they stand there while this condition holds, and that of no wording above them does",
        example="chose.the_preamble.mend",
    )
    open: ScalarNode | None = key(
        Condition(), "while this condition holds they are not agreed, and stand in square brackets", example="true"
    )
    by: Ids = key(Many(IdField("person")), "the people who asked for these words", default=(), example="marta")


WORDING = DefinitionSchema(WordingDef, "a wording", short="text")


@dataclass(frozen=True, kw_only=True)
class DocumentLineDef(Definition):
    """A line of a document: the first of its wordings stands there whose condition holds."""

    wordings: tuple[tuple[ScalarNode, WordingDef], ...] = key(
        ById(WORDING, "Write `wordings:` and below it, indented, `my_wording: The words.`"),
        "what can stand there, by id; the last one needs no condition",
        required=True,
        example="{ mended: { when: chose.the_preamble.mend, text: Once. }, untouched: Never. }",
    )
    title: ScalarNode | None = key(LineField(), "what the line is called", example="Spending", shown=True)
    section: ScalarNode | None = key(
        IdField("section"), "the section of the document in which the line stands", example="money"
    )
    group: ScalarNode | None = key(
        LineField(),
        "a short label, at most 12 characters or so; lines with the same label are counted together, settled and open",
        example="UKRAINE",
        shown=True,
    )
    open: ScalarNode | None = key(
        Condition(),
        "while this condition holds the line is not agreed, and stands in square brackets",
        example="not seen.the_vote",
    )
    blank: ScalarNode | None = key(
        LineField(),
        "while no wording can stand there, the line is shown empty, and this is the reason",
        example="Nobody has a verb yet.",
        shown=True,
    )
    left_out: bool = key(
        Flag(), "while no wording can stand there, the line is not shown", default=False, example="true"
    )


@dataclass(frozen=True, kw_only=True)
class DocumentDef(Definition):
    """A page that the player can read at any time. It shows how the story stands, and changes nothing."""

    title: ScalarNode = key(
        LineField(), "what the document is called", required=True, example="The draft communiqué", shown=True
    )
    lines: tuple[tuple[ScalarNode, DocumentLineDef], ...] = key(
        ById(
            DefinitionSchema(DocumentLineDef, "a line of a document"),
            "Write `lines:` and below it, indented, `my_line:` with its `wordings:`.",
        ),
        "the lines by id, in their order",
        required=True,
        example="{ spending: { wordings: { two: Two per cent. } } }",
    )
    text: ScalarNode | None = key(
        Prose(), "what stands above the lines", example="To be read aloud at six.", shown=True
    )
    sections: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        ById(LineField(), "Write `sections:` and below it, indented, `section_id: Its title`."),
        "the titles of the parts of the document, by id",
        default=(),
        example="{ money: Money, ukraine: Ukraine }",
        shown=True,
    )

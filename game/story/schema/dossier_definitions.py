"""What a dossier can say: its keys, what each takes and what it means. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.definition_schema import Definition, DefinitionSchema, key
from game.story.schema.field_types import ById, Flag, IdField, LineField, ListOf, Many, Prose, Whole


@dataclass(frozen=True, kw_only=True)
class FactDef(Definition):
    """One statement of an article, which scenes and questions can cite."""

    states: ScalarNode = key(
        Prose(), "the statement, in our own words", required=True, example="The bell weighs 80 kilograms.", shown=True
    )
    paragraph: int = key(Whole(1, 10_000), "the paragraph of the article that has it", required=True, example="3")
    by: ScalarNode = key(
        LineField(),
        "who makes the claim: `article`, or the name of a person",
        required=True,
        example="article",
        shown=True,
    )
    quote: ScalarNode | None = key(
        LineField(), "the words that this person really said", example="never even heard of", shown=True
    )
    as_of: ScalarNode = key(
        LineField(), "the date or period for which it holds", required=True, example="early 2025", shown=True
    )
    topics: Ids = key(
        Many(IdField("topic")),
        "what the fact is about, in words of your choice",
        required=True,
        default=(),
        example="[memorial]",
    )


@dataclass(frozen=True, kw_only=True)
class CorrectionDef(Definition):
    """A correction of a dossier after it was published."""

    date: ScalarNode = key(LineField(), "the day of the correction", required=True, example="2025-04-01")
    fact: ScalarNode = key(IdField("fact"), "the fact that was corrected", required=True, example="beam_origin")
    what: ScalarNode = key(Prose(), "what was changed and why", required=True, example="It is paragraph 3, not 4.")


@dataclass(frozen=True, kw_only=True)
class DossierDef(Definition):
    """An article retold fact by fact, in a file of its own: its first key is the dossier's id."""

    dossier: ScalarNode = key(IdField(), "the id of the dossier", required=True, example="inside_nato")
    title: ScalarNode = key(
        LineField(), "a short title, in our own words", required=True, example="Inside NATO", shown=True
    )
    article: ScalarNode = key(
        LineField(),
        "the article's file name, or where it was published",
        required=True,
        example="article.txt",
        shown=True,
    )
    as_of: ScalarNode = key(
        LineField(), "the period of which the article tells", required=True, example="early 2025", shown=True
    )
    invented: bool = key(
        Flag(), "the article is made up for the story, and so are the people in it", default=False, example="true"
    )
    dating: ScalarNode | None = key(
        Prose(), "how it is known when the article was written", example="It bears its date."
    )
    facts: tuple[tuple[ScalarNode, FactDef], ...] = key(
        ById(DefinitionSchema(FactDef, "a fact"), "Write `facts:` and below it, indented, `fact_id:` with its keys."),
        "the facts by id",
        required=True,
        default=(),
    )
    corrections: tuple[CorrectionDef, ...] = key(
        ListOf(DefinitionSchema(CorrectionDef, "a correction"), "Write `corrections: []` while there are none."),
        "what was corrected after the dossier was published",
        default=(),
        example="[]",
    )

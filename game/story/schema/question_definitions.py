"""What a question can say: its keys, what each takes and what it means. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.field_types import Flag, IdField, LineField, ListOf, Many, Pairs, Prose
from game.story.schema.schema import Definition, DefinitionSchema, key


@dataclass(frozen=True, kw_only=True)
class AnswerDef(Definition):
    """One of the answers to choose from: either `right` or `wrong`, with what the player is told who gives it."""

    right: ScalarNode | None = key(
        LineField(), "the right answer: one of the list", example="The World Trade Center", shown=True
    )
    wrong: ScalarNode | None = key(
        LineField(), "a wrong answer: all others of the list", example="The Berlin Wall", shown=True
    )
    id: ScalarNode | None = key(IdField(), "the id, which otherwise is made from the words", example="towers")
    because: ScalarNode | None = key(
        Prose(),
        "what the player is told who gives this answer",
        example="The steel was part of the towers.",
        shown=True,
    )


@dataclass(frozen=True, kw_only=True)
class QuestionDef(Definition):
    """An item of the question bank.

    One key says what the right answer is, and so what kind of question it is: `answers` (one to choose), `answer` (to
    be typed), `number`, `cloze` (gaps to fill in), `order` or `match`.
    """

    text: ScalarNode | None = key(
        Prose(), "what is asked; needed for all but `cloze`", example="How many wings has the building?", shown=True
    )
    cites: Ids = key(
        Many(IdField("fact")),
        "the fact or facts on which the question rests; every question names its source; `todo` while none is known",
        default=(),
        example="beam_origin",
    )
    topics: Ids = key(
        Many(IdField("topic")),
        "what the question is about; by default the topics of its facts",
        default=(),
        example="[memorial]",
    )
    because: ScalarNode | None = key(
        Prose(),
        "the reason, which the player is shown after every answer",
        example="It came from the towers.",
        shown=True,
    )
    answers: tuple[AnswerDef, ...] | None = key(
        ListOf(
            DefinitionSchema(AnswerDef, "an answer"), "Write each answer as `- right: …` or `- wrong: …`, indented."
        ),
        "the answers to choose from: one is `right`, two or more are `wrong`",
        example="[{ right: Eight }, { wrong: Seven }]",
    )
    answer: Ids = key(
        Many(LineField()),
        "the typed answers that are right; the first one is shown as the key",
        default=(),
        example="[Article 5, Article Five]",
        shown=True,
    )
    not_: Ids = key(
        Many(LineField()),
        "typed answers that are near and wrong",
        name="not",
        default=(),
        example="[Article 4]",
        shown=True,
    )
    number: ScalarNode | None = key(
        LineField(), "the number that is the answer: a whole one, or a decimal", example="8"
    )
    worked_out: bool = key(
        Flag(),
        "the figure of the answer stands in no fact: the player works it out, as a sum or a count",
        default=False,
        example="true",
    )
    unit: ScalarNode | None = key(LineField(), "the unit that is shown behind the number", example='"%"', shown=True)
    cloze: ScalarNode | None = key(
        Prose(),
        "a text whose gaps are to be filled in: the words in square brackets, with `|` between several right ones",
        example='"The building has [eight|8] wings."',
        shown=True,
    )
    order: Ids | None = key(
        ListOf(LineField(), "Write each part as `- …`, in the right order."),
        "the parts in the right order; the player sees them shuffled",
        example="[The treaty, The pledge]",
        shown=True,
    )
    match: tuple[tuple[ScalarNode, ScalarNode], ...] | None = key(
        Pairs("Write `match:` and below it, indented, lines like `Iceland: a few offices`."),
        "what belongs together: pairs with a colon between",
        example="{ France: one floor, Germany: two floors }",
        shown=True,
    )

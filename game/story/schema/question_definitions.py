"""What a question can say: its keys, what each takes and what it means. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.story import EXACT
from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.definition_schema import Definition, DefinitionSchema, key
from game.story.schema.field_types import Flag, IdField, LineField, ListOf, Many, Pairs, Prose, Whole
from game.story.schema.playthrough_field_types import OneOf
from game.support import limits


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

    One key says what the right answer is, and so what kind of question it is: `answers` (one to choose, or all that
    are right), `true_false`, `answer` (to be typed), `number`, `year`, `date`, `time`, `cloze` (gaps to fill in),
    `order`, `match`, `sort`, and for drafting `strike`, `word`, `whose`, `evidence`; `open` and `poll` have no right
    answer.
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
    form_of: ScalarNode | None = key(
        IdField("question"),
        "the question that asks the same thing in other words; who missed one of the two is asked the other by "
        "`ask: missed`",
        example="wings",
    )
    because: ScalarNode | None = key(
        Prose(),
        "the reason, which the player is shown after every answer",
        example="It came from the towers.",
        shown=True,
    )
    hints: Ids = key(
        Many(Prose()),
        "what the player can ask for before answering, one after the other; the pack's `hint` is what each costs",
        default=(),
        example="[It is a number below ten., Count the fingers of both hands but the thumbs.]",
        shown=True,
    )
    tries: int = key(
        Whole(1, limits.ANSWERS_TAKEN),
        "how often one may answer: after a wrong answer that is not the last one is asked again, and not told the key",
        default=1,
        example="2",
    )
    answers: tuple[AnswerDef, ...] | None = key(
        ListOf(
            DefinitionSchema(AnswerDef, "an answer"), "Write each answer as `- right: …` or `- wrong: …`, indented."
        ),
        "the answers to choose from: one is `right`, two or more are `wrong`; with several `right` ones, all of those "
        "are to be chosen",
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
    true_false: bool | None = key(
        Flag(), "whether the statement in `text` is true or false", default=None, example="true"
    )
    reasons: tuple[AnswerDef, ...] | None = key(
        ListOf(
            DefinitionSchema(AnswerDef, "an answer"), "Write each reason as `- right: …` or `- wrong: …`, indented."
        ),
        "beside `true_false`: the reasons to choose from, of which one is `right`",
        example="[{ right: It says so }, { wrong: Nobody knows }]",
    )
    exact: Ids = key(
        Many(OneOf(EXACT)),
        "on what a typed answer must agree to the letter: `accents`, `case` (small and capital letters), `spelling`",
        default=(),
        example="[spelling]",
    )
    number: ScalarNode | None = key(
        LineField(),
        "the number that is the answer: a whole one, a decimal, or a range such as `9.7 to 9.9`; beside `draws` a sum "
        "of what is drawn, such as `boats * load`",
        example="8",
    )
    tolerance: ScalarNode | None = key(
        LineField(), "how far from `number` an answer may be: a number, or a share of it such as `2 %`", example="0.05"
    )
    year: ScalarNode | None = key(LineField(), "the year that is the answer", example="1949")
    date: ScalarNode | None = key(
        LineField(), "the date that is the answer: year, month and day, with hyphens between", example="1949-04-04"
    )
    time: ScalarNode | None = key(LineField(), "the time of day that is the answer", example="14:30")
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
    draws: tuple[tuple[ScalarNode, ScalarNode], ...] | None = key(
        Pairs("Write `draws:` and below it, indented, lines like `boats: 2 to 9`."),
        "numbers that each play draws anew: a name, and from where to where, with `step` between them if it is not 1; "
        "beside `number`, which can be a sum of them, or `cloze`, in whose gaps such sums can stand",
        example="{ boats: 2 to 9, load: 10 to 90 step 10 }",
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
    sort: tuple[tuple[ScalarNode, ScalarNode], ...] | None = key(
        Pairs("Write `sort:` and below it, indented, lines like `It will rain: a forecast`."),
        "what is sorted into groups: each thing, a colon, and the group to which it belongs",
        example="{ It rained: a fact, It will rain: a forecast, I fear rain: a fear }",
        shown=True,
    )
    strike: ScalarNode | None = key(
        Prose(),
        "a text in which some words stand in square brackets; one of them is not so, and has a `!` in front",
        example='"The [building] has [!nine] [wings]."',
        shown=True,
    )
    word: ScalarNode | None = key(
        Prose(),
        "a text with one place in square brackets: the right word first, then others, with `|` between",
        example='"The building [has|may have|will have] eight wings."',
        shown=True,
    )
    feedback: tuple[tuple[ScalarNode, ScalarNode], ...] | None = key(
        Pairs("Write `feedback:` and below it, indented, lines like `may have: They have it already.`"),
        "beside `strike`, `word`, `whose` and `evidence`: what the player is told who takes this word, name or note",
        example="{ may have: They have it already., will have: It is not to come. }",
        shown=True,
    )
    whose: Ids | None = key(
        ListOf(LineField(), "Write each name as `- …`, indented, the right one first."),
        "whose words stand in `text`: who said them first, then others",
        example="[Mark Rutte, Donald Trump, Pete Hegseth]",
        shown=True,
    )
    evidence: Ids | None = key(
        ListOf(IdField("fact"), "Write each note as `- fact_id`, the right one first."),
        "the notes of which one carries the sentence in `text`: the right fact first, then others",
        example="[beam_origin, beam_reminder]",
    )
    open: ScalarNode | None = key(
        Prose(),
        "a model answer: the player answers in free words, is not graded, and compares",
        example="It reminds the allies of what they promised each other.",
        shown=True,
    )
    poll: Ids | None = key(
        ListOf(LineField(), "Write each answer as `- …`, indented."),
        "answers to choose from of which none is right or wrong",
        example="[Yes, No, I cannot say]",
        shown=True,
    )
    shuffle: bool = key(
        Flag(), "`false`: the answers or parts are shown in the order of the file", default=True, example="false"
    )
    #: In a translation, the ids of the answers of `strike`, `word`, `whose`, `poll`: made of the original words.
    ids_of_words: tuple[str, ...] = ()


def has_parts(defined: QuestionDef) -> bool:
    """Whether an answer to the question can be partly right."""
    if defined.cloze is not None:
        return defined.cloze.value.count("[") > 1
    several = sum(answer.right is not None for answer in defined.answers or ()) > 1
    return several or any(part is not None for part in (defined.order, defined.match, defined.sort, defined.reasons))


def takes_feedback(defined: QuestionDef) -> bool:
    """Whether the question has words, or notes, to take, on each of which `feedback` can say something."""
    return any(part is not None for part in (defined.strike, defined.word, defined.whose, defined.evidence))

"""What a playthrough can say: its keys, what each takes and what it means. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.definition_schema import Definition, DefinitionSchema, key
from game.story.schema.field_types import Condition, Flag, IdField, LineField, ListOf, Many, Prose, Whole
from game.story.schema.language_field_types import LanguageTag
from game.story.schema.playthrough_field_types import (
    Compared,
    Comparison,
    FileName,
    OneOf,
    OptionWords,
    Reply,
    Seed,
    ShareField,
    SoughtWords,
    TakenBack,
)

TEMPERAMENTS = ("uniform", "curious", "hurried")
"""How a player who plays at random chooses."""

NONE = "none"
"""Stands for the id of something that there is not."""

ANY_EXPECTED = "any"
"""Stands for the id of whichever ending it is."""


@dataclass(frozen=True, kw_only=True)
class ExpectDef(Definition):
    """What must be so at this point of the play. Any of these keys may stand here; without any, it is to be filled."""

    sees: Ids = key(
        Many(SoughtWords()),
        "what was told by the last step: a text, or a pattern between slashes",
        default=(),
        example="A handshake is not a signature",
        blank=True,
    )
    sees_not: Ids = key(
        Many(SoughtWords()), "what the last step did not tell", default=(), example="/[Tt]he guard/", blank=True
    )
    offers: Ids = key(
        Many(OptionWords()),
        "what the player can do now: what it is called, or its id",
        default=(),
        example="Read the plaque",
        blank=True,
    )
    offers_not: Ids = key(
        Many(OptionWords()), "what the player cannot do now", default=(), example="go:north", blank=True
    )
    offers_only: Ids = key(
        Many(OptionWords()),
        "all that the player can do now, in any order; or `none`",
        default=(),
        example="[Eat it, Walk on]",
        blank=True,
    )
    reads: Ids = key(
        Many(SoughtWords()),
        "texts that stand in a line of a document now, with its title: `Spending: Two per cent.`",
        default=(),
        example='"Spending: Two per cent."',
        blank=True,
    )
    reads_not: Ids = key(
        Many(SoughtWords()),
        "texts that stand in no line of a document now",
        default=(),
        example="never yet been invoked",
        blank=True,
    )
    refused: Ids = key(
        Many(SoughtWords()),
        "the step before was not possible, and this is what one is told; `true`: whatever one is told",
        default=(),
        example="no handle on this side",
        blank=True,
    )
    has: Ids = key(Many(IdField("item")), "what the player carries", default=(), example="badge", blank=True)
    has_not: Ids = key(Many(IdField("item")), "what the player does not carry", default=(), example="badge", blank=True)
    knows: Ids = key(
        Many(IdField("fact")), "the facts that are in the notebook", default=(), example="beam_origin", blank=True
    )
    knows_not: Ids = key(
        Many(IdField("fact")), "facts that are not in the notebook", default=(), example="beam_origin", blank=True
    )
    at: ScalarNode | None = key(IdField("place"), "the place where the player stands", example="memorial", blank=True)
    scene: ScalarNode | None = key(
        IdField("scene"), "the scene that is running; or `none`", example="the_beam", blank=True
    )
    asked: ScalarNode | None = key(
        IdField("question"), "the question that waits for an answer; or `none`", example="clause", blank=True
    )
    answered: ScalarNode | None = key(
        OneOf(("right", "wrong", "partly", "passed")),
        "how the last question of the last step went",
        example="right",
        blank=True,
    )
    time: Compared | None = key(
        Comparison(), "the story's clock: a time, or a comparison with one", example="09:30", blank=True
    )
    ending: ScalarNode | None = key(
        IdField("ending"),
        "the ending with which the story ended; `any`: whichever it is; `none`: it is not over",
        example="quiet_triumph",
        blank=True,
    )
    achieved: Ids = key(
        Many(IdField("achievement")), "achievements that the player has", default=(), example="explorer", blank=True
    )
    in_bounds: Ids = key(
        Many(IdField("measure")),
        "measures of which nothing was lost in the last step: it did not change them beyond their bounds",
        default=(),
        example="cohesion",
        blank=True,
    )
    holds: Ids = key(
        Many(Condition()),
        "whatever else: a condition as in the story, or a list of them",
        default=(),
        example="visits.hall >= 2 and not seen.noon",
        blank=True,
    )


@dataclass(frozen=True, kw_only=True)
class PlayDef(Definition):
    """From here on somebody plays at random. The same seed plays the same way."""

    steps: int = key(
        Whole(1, 10_000), "how many steps; fewer when the story is over before", required=True, example="50"
    )
    seed: int | None = key(Seed(), "the seed of these steps; by default that of the playthrough", example="3")
    knowledge: float | None = key(
        ShareField(), "how probably a question is answered right, from 0 to 1; by default 0.5", example="0.6"
    )
    temperament: ScalarNode | None = key(
        OneOf(TEMPERAMENTS),
        "how the player chooses: `uniform` (by default), `curious`, who prefers what is new, or `hurried`",
        example="curious",
    )


EXPECT = DefinitionSchema(
    ExpectDef, "what is expected", measures=True, measured=Comparison(), example="Write `expect: { ending: crumbs }`."
)


@dataclass(frozen=True, kw_only=True)
class StepDef(Definition):
    """One step of a playthrough, or what is expected at this point. Each says just one of the first nine keys."""

    do: ScalarNode | None = key(
        OptionWords(), "what the player chooses: what it is called, or its id", example="Read the plaque"
    )
    answer: ScalarNode | tuple[ScalarNode | tuple[ScalarNode, ScalarNode], ...] | None = key(
        Reply(),
        "the answer to the question that waits, in words: for an order a list of its parts, for a match pairs",
        example="Article 5",
    )
    answers: ScalarNode | None = key(
        OneOf(("right", "wrong", "partly", "passed")),
        "the question that waits is answered so, whichever was drawn",
        example="right",
    )
    walk: ScalarNode | None = key(
        IdField("place"), "the place to which the player walks, however far it is", example="memorial"
    )
    undo: int = key(TakenBack(), "how many steps are taken back", default=0, example="1")
    expect: ExpectDef | None = key(
        EXPECT, "what must be so now; empty, it is filled by `--bless`", example="{ at: memorial }", blank=True
    )
    include: ScalarNode | None = key(
        FileName(), "another playthrough, whose steps are done here: its file name", example="the-first-hour"
    )
    play: PlayDef | None = key(
        DefinitionSchema(PlayDef, "a play at random", short="steps"),
        "from here on somebody plays at random",
        example="50",
    )
    reopen: bool = key(Flag(), "the play is saved, closed, and goes on from its file", default=False, example="true")
    saw: ScalarNode | None = key(
        Prose(), "the words of what was chosen, or asked, as the player saw them", example='"North: The forecourt"'
    )
    asked: ScalarNode | None = key(IdField("question"), "the id of the question that was answered", example="clause")
    got: ScalarNode | None = key(
        OneOf(("right", "partly", "wrong")),
        "how the answer was graded when it was played; if it is graded otherwise now, the playthrough fails",
        example="right",
    )
    confidence: ScalarNode | None = key(
        OneOf(("guess", "not sure", "sure")),
        "how sure the player was of the answer; it changes nothing",
        example="sure",
    )
    times: int = key(
        Whole(1, 1_000), "how often the step is done, one time after the other; by default once", default=1, example="3"
    )


@dataclass(frozen=True, kw_only=True)
class PlaythroughDef(Definition):
    """What somebody did in a story, and what must come of it: a saved play, a report and a test at once."""

    playthrough: ScalarNode = key(
        LineField(),
        "what this play is for, in words: always the first key",
        required=True,
        example="The perfect reader",
    )
    pack: ScalarNode | None = key(
        LineField(), "the pack that is played; not needed where the file lies in its pack or beside it", example="hq"
    )
    fingerprint: ScalarNode | None = key(
        LineField(), "which version of the pack it was when this was recorded", example="0c2ff34a00012f00"
    )
    seed: int = key(Seed(), "what is drawn by chance hangs on it", default=1, example="7")
    chance: ScalarNode | None = key(
        LineField(), "the stream from which is drawn; the program writes it when it records a play", example="hq"
    )
    id: ScalarNode | None = key(
        LineField(),
        "what tells plays of one seed apart; the program writes it when it records a play",
        example="9b1f03ab77c0215e",
    )
    language: ScalarNode | None = key(LanguageTag(), "the language in which it is played", example="fr")
    about: ScalarNode | None = key(Prose(), "whatever there is to say; in a report: what happened")
    steps: tuple[StepDef, ...] = key(
        ListOf(
            DefinitionSchema(StepDef, "a step", short="do", example="Write `- do: What the player chooses`."),
            "Write each step as `- do: What the player chooses`.",
        ),
        "what is done, in its order: a list, with a step behind each `- `",
        default=(),
        example="[{ do: Read the plaque }, { expect: { at: memorial } }]",
        blank=True,
    )


PLAYTHROUGH = DefinitionSchema(PlaythroughDef, "a playthrough")

ACTIONS = ("do", "answer", "answers", "walk", "undo", "expect", "include", "play", "reopen")
"""The keys of a step of which one says what it is."""

REPEATED = ("do", "answer", "answers", "include")
"""Those of them that can be done several `times`."""

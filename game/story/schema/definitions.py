"""What a pack can define: every kind of definition with its keys, what each takes and what it means.

These declarations load the files; whatever describes the format (messages, schemas, the reference) reads them too.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import Ids, ScalarNode
from game.story.schema.balance_definitions import BalanceDef
from game.story.schema.building_definitions import EXIT, ItemDef, PersonDef, PlaceDef
from game.story.schema.definition_schema import Definition, DefinitionSchema, Later, key
from game.story.schema.document_definitions import DocumentDef
from game.story.schema.dossier_definitions import DossierDef
from game.story.schema.ending_definitions import EndingDef, EpilogueDef
from game.story.schema.field_types import (
    ById,
    Condition,
    Flag,
    IdField,
    LineField,
    ListOf,
    Many,
    PackName,
    Pairs,
    Prose,
    QuestionName,
    Whole,
)
from game.story.schema.language_definitions import LanguageDef
from game.story.schema.language_field_types import LanguageTag
from game.story.schema.map_definitions import MapDef, WaitDef
from game.story.schema.measure_definitions import ClockDef, DeadlineDef, MeasureDef
from game.story.schema.named_texts import NamedTexts
from game.story.schema.playthrough_definitions import PLAYTHROUGH
from game.story.schema.playthrough_field_types import OneOf
from game.story.schema.promise_definitions import PromiseDef
from game.story.schema.question_definitions import QuestionDef


def _later(name: str) -> Later:
    """The schema of this name, which may be declared further down."""
    return Later(lambda: RECORDS[name])


@dataclass(frozen=True, kw_only=True)
class EffectsDef(Definition):
    """What can change."""

    learn: Ids = key(
        Many(IdField("fact")),
        "the facts that go into the notebook",
        default=(),
        example="[beam_origin, article_5_once]",
    )
    give: Ids = key(Many(IdField("item")), "the items that the player gets", default=(), example="badge")
    lose: Ids = key(Many(IdField("item")), "the items that the player loses", default=(), example="badge")
    achieve: Ids = key(
        Many(IdField("achievement")), "the achievements that the player has from now on", default=(), example="explorer"
    )
    move: ScalarNode | None = key(
        IdField("place"), "the place where the player is when the scene ends", example="reception"
    )
    minutes: int | None = key(Whole(0, 1440), "by how many minutes the story's clock advances", example="5")


@dataclass(frozen=True, kw_only=True)
class StepsDef(EffectsDef):
    """What can happen: in a scene, in a choice, after an answer."""

    text: ScalarNode | None = key(Prose(), "what is shown to the player, before anything else happens", shown=True)
    ask: AskDef | None = key(
        _later("ask"), "a question that is asked now: its id, how to draw one, or `missed`", example="wings"
    )
    right: StepsDef | None = key(_later("outcome"), "what follows a right answer", example="{ cohesion: +1 }")
    wrong: StepsDef | None = key(_later("outcome"), "what follows a wrong answer", example="{ minutes: 5 }")
    partly: StepsDef | None = key(
        _later("outcome"),
        "what follows an answer that is partly right; by default what `wrong` says",
        example="{ minutes: 2 }",
    )
    passed: StepsDef | None = key(
        _later("outcome"),
        "what follows when the player gives up; by default what `wrong` says",
        example="{ minutes: 1 }",
    )
    call: ScalarNode | None = key(
        IdField("scene"), "a scene that is played before the story goes on here", example="the_gong"
    )
    choices: tuple[ChoiceDef, ...] | None = key(
        ListOf(_later("choice"), "Write each choice as `- choose: What the player does`, indented."),
        "what the player can do: a list, with a choice behind each `- `",
        example="[{ choose: Walk on, goto: the_hall }]",
    )
    goto: ScalarNode | None = key(
        IdField("scene"), "the scene with which the story goes on, without coming back", example="the_hall"
    )
    stay: bool = key(Flag(), "inside a choice: the same choices are offered again", default=False, example="true")
    back: bool = key(
        Flag(), "inside a choice: the choices one level up are offered again", default=False, example="true"
    )
    end: ScalarNode | None = key(
        IdField("ending"), "the ending with which the story ends here", example="quiet_triumph"
    )


@dataclass(frozen=True, kw_only=True)
class AskDef(Definition):
    """Which question is asked: one that is named, or one that is drawn. Just one of these keys stands here."""

    question: ScalarNode | None = key(QuestionName("question"), "this question is asked", example="wings")
    topic: ScalarNode | None = key(
        IdField("topic"), "one is drawn that was not asked yet and is on this topic", example="spending"
    )
    from_: Ids = key(
        Many(IdField("question")), "one of these is drawn", name="from", default=(), example="[wings, chair]"
    )
    missed: bool = key(
        Flag(),
        "what the player missed comes back, once three other scenes have opened since; while nothing is due, the story "
        "goes on behind this step",
        default=False,
        example="true",
    )


@dataclass(frozen=True, kw_only=True)
class ChoiceDef(StepsDef):
    """One thing that the player can do inside a scene, and what happens then."""

    choose: ScalarNode = key(
        LineField(),
        "what the player does, in a few words: the label of the choice",
        required=True,
        example="Read the plaque",
        shown=True,
    )
    id: ScalarNode | None = key(
        IdField(), "the id, which otherwise is made from the label; saved games refer to it", example="read"
    )
    when: ScalarNode | None = key(
        Condition(), "the choice is offered only while this condition holds", example="has.badge and cohesion >= 3"
    )
    closed: ScalarNode | None = key(
        LineField(),
        "while the condition does not hold, the choice is shown all the same, but cannot be taken; this is the reason",
        example="You have not the nerve for it.",
        shown=True,
    )
    price: ScalarNode | None = key(
        LineField(),
        "what the choice costs, shown behind its label, open or closed; `true`: made from its minutes, what it takes "
        "from measures that are shown, and the items that are lost",
        example="a quarter of an hour",
        shown=True,
    )
    again: bool = key(Flag(), "the choice can be taken more than once", default=False, example="true")
    fallback: bool = key(
        Flag(), "the choice is offered only when no other one of its list is", default=False, example="true"
    )
    flavour: bool = key(
        Flag(), "nothing later has to depend on the choice: it is there for its own sake", default=False, example="true"
    )


@dataclass(frozen=True, kw_only=True)
class SceneDef(StepsDef):
    """A piece of story, which opens at a place, by itself, or from another scene."""

    title: ScalarNode | None = key(
        LineField(), "how the scene is offered at its place", example="Look at the rusted beam", shown=True
    )
    at: Ids = key(
        Many(IdField("place")), "the place, or places, where the scene is offered", default=(), example="memorial"
    )
    with_: Ids = key(
        Many(IdField("person")),
        "the people who take part; to talk to one of them opens the scene",
        name="with",
        default=(),
        example="marta",
    )
    when: ScalarNode | None = key(
        Condition(), "the scene opens only while this condition holds", example="has.badge and not seen.the_other"
    )
    priority: int = key(Whole(-100, 100), "a scene with a higher number comes first", default=0, example="5")
    on_arrival: bool = key(
        Flag(),
        "the scene opens by itself when the player comes to its place (without `at`: anywhere) and `when` holds",
        default=False,
        example="true",
    )
    again: bool = key(Flag(), "the scene can be opened more than once", default=False, example="true")
    checkpoint: ScalarNode | None = key(
        LineField(),
        "what the moment just before this scene is called: by this name one can go back to it",
        example="Before the ministerial",
        shown=True,
    )
    look: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        NamedTexts("Write `look:` and below it, indented, lines like `beam|steel: Nobody has polished it.`"),
        "what can be looked at while the scene runs, each with a text; `|` stands between names of the same thing",
        default=(),
        example="{ beam|steel: Nobody has polished it. }",
        shown=True,
    )


@dataclass(frozen=True, kw_only=True)
class SceneFileDef(SceneDef):
    """A file that holds one scene: its first key is the scene's id, and the keys of the scene follow."""

    scene: ScalarNode = key(
        IdField(), "the id of the scene, by which the rest of the story speaks of it", required=True, example="the_beam"
    )


@dataclass(frozen=True, kw_only=True)
class AchievementDef(Definition):
    """Something that a player can be proud of, and that changes nothing."""

    title: ScalarNode = key(
        LineField(), "what the achievement is called", required=True, example="Explorer", shown=True
    )
    text: ScalarNode | None = key(
        LineField(), "what one did to have it", example="You have seen every room.", shown=True
    )
    when: ScalarNode | None = key(
        Condition(), "the player has it at the end of the first turn in which this holds", example="been.kitchen"
    )
    hidden: bool = key(Flag(), "it is not listed before the player has it", default=False, example="true")


@dataclass(frozen=True, kw_only=True)
class PackDef(Definition):
    """What the pack as a whole says of itself. These keys stand in one file only, usually `pack.yaml`."""

    pack: ScalarNode = key(LineField(), "the title of the story", required=True, example="The last biscuit", shown=True)
    id: ScalarNode | None = key(
        PackName(),
        "what the pack is called, whatever its folder is; saved plays are found by it, and what is drawn by chance "
        "hangs on it, so it never changes",
        example="last-biscuit",
    )
    language: ScalarNode | None = key(
        LanguageTag(),
        "the language in which the pack is written, as its tag: `en`, `de`, `pt-BR` …; answers are graded by its "
        "rules, and a pack that says none is taken for English",
        example="de",
    )
    answers: ScalarNode | None = key(
        OneOf(("free", "locked")),
        "`locked`: who goes back before a question and meets it again does not answer it anew, the first answer stands",
        example="locked",
    )
    confidence: bool = key(
        Flag(),
        "who answers says how sure they are before the verdict is shown; it is kept, and changes nothing else",
        default=False,
        example="true",
    )
    about: ScalarNode | None = key(
        LineField(), "one line on the story, for the title screen", example="A day at headquarters.", shown=True
    )
    author: ScalarNode | None = key(LineField(), "who wrote the story", example="Class 9b", shown=True)
    disclaimer: ScalarNode | None = key(
        Prose(),
        "what is invented, and on which articles of which period the story is built",
        example="Everything here is invented.",
        shown=True,
    )
    start: ScalarNode | None = key(
        IdField("place or scene"),
        "the place with which the story begins; in a pack without places the scene (by default the first one)",
        example="main_gate",
    )
    dossiers: Ids = key(
        Many(IdField("dossier")),
        "the dossiers that come with the game and are cited here",
        default=(),
        example="[first_visit, inside_nato]",
    )
    measures: tuple[tuple[ScalarNode, MeasureDef], ...] = key(
        ById(
            DefinitionSchema(MeasureDef, "a measure"),
            "Write `measures:` and below it, indented, `my_measure: { start: 0, min: 0, max: 10 }`.",
        ),
        "the numbers that the story watches, by id",
        default=(),
        example="{ cohesion: { start: 5, min: 0, max: 10 } }",
    )
    clock: ClockDef | None = key(
        DefinitionSchema(ClockDef, "the clock"), "the story's own clock", example="{ start: 08:30, end: 18:00 }"
    )
    deadlines: tuple[tuple[ScalarNode, DeadlineDef], ...] = key(
        ById(
            DefinitionSchema(DeadlineDef, "a deadline", short="at"),
            "Write `deadlines:` and below it, indented, `gong: { at: 10:50, name: The gong }`.",
        ),
        "times that the player should have in mind, by id: told with the minutes that are left",
        default=(),
        example="{ gong: { at: 10:50, name: The gong } }",
    )
    lookup: EffectsDef | None = key(
        _later("lookup"), "what it costs to look into the notebook during a question", example="{ minutes: 5 }"
    )
    hint: EffectsDef | None = key(
        _later("hint"), "what each hint costs that the player asks for during a question", example="{ minutes: 3 }"
    )
    balance: BalanceDef | None = key(
        DefinitionSchema(
            BalanceDef,
            "the balance",
            example="Write `balance: { best: my_ending, without_reading: 5 %, reader: 60 % }`.",
        ),
        "who reaches the best endings: how often one may without reading, and how often a reader does",
        example="{ best: quiet_triumph, without_reading: 5 %, reader: 60 % }",
    )
    checks: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        Pairs("Write `checks:` and below it, indented, lines like `comment-after-text: off`."),
        "how severe the findings of `check` are in this pack: `error`, `warning`, `remark` or `off`, by code or name",
        default=(),
        example="{ comment-after-text: off }",
    )
    wings: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        ById(LineField(), "Write `wings:` and below it, indented, `wing_id: Its name`."),
        "the parts of the building by id, each with its name, in the order of the floor plan",
        default=(),
        example="{ hall: The hall, north_1: Wing 1 }",
        shown=True,
    )
    map: MapDef | None = key(
        DefinitionSchema(MapDef, "the map", short="layout"), "how the map of the building is drawn", example="comb"
    )
    waits: tuple[tuple[ScalarNode, WaitDef], ...] = key(
        ById(
            DefinitionSchema(WaitDef, "somebody who waits", short="at"),
            "Write `waits:` and below it, indented, `ines: { at: office, when: has.lamp }`.",
        ),
        "who waits for the player, and where, as the player was told: marked on the map",
        default=(),
        example="{ ines: { at: office, when: has.lamp } }",
    )
    real_people: Ids = key(
        Many(LineField()),
        "more real people, beside those whom the dossiers name",
        default=(),
        example="[Jens Stoltenberg]",
    )
    loaded_words: Ids = key(Many(LineField()), "more words that take a side", default=(), example="[freeriding]")
    topics: tuple[tuple[ScalarNode, ScalarNode], ...] = key(
        ById(LineField(), "Write `topics:` and below it, indented, `topic_id: Its name`."),
        "what topics of facts and questions are called, by id; one without a name is called by its id",
        default=(),
        example="{ memorial: The memorial }",
        shown=True,
    )
    contested: Ids = key(
        Many(IdField("topic")), "topics on which more than one voice has to be heard", default=(), example="[spending]"
    )


SCENE = DefinitionSchema(SceneDef, "a scene", measures=True)
SCENE_FILE = DefinitionSchema(SceneFileDef, "a scene file", measures=True)
DOSSIER = DefinitionSchema(DossierDef, "a dossier")
PACK = DefinitionSchema(PackDef, "the pack")
RECORDS: dict[str, DefinitionSchema] = {  # type: ignore[type-arg] # each entry has its own definition
    "exit": EXIT,
    "ask": DefinitionSchema(
        AskDef,
        "what is asked",
        short="question",
        example="Write `ask: question_id`, `ask: { topic: a_topic }`, `ask: { from: [one, another] }` or "
        "`ask: missed`.",
    ),
    "choice": DefinitionSchema(ChoiceDef, "a choice", measures=True),
    "outcome": DefinitionSchema(StepsDef, "what follows an answer", short="text", measures=True),
    "lookup": DefinitionSchema(EffectsDef, "the cost of looking something up", measures=True),
    "hint": DefinitionSchema(EffectsDef, "the cost of a hint", measures=True),
}

SECTIONS: dict[str, DefinitionSchema] = {  # type: ignore[type-arg]
    "places": DefinitionSchema(PlaceDef, "a place"),
    "people": DefinitionSchema(PersonDef, "a person"),
    "items": DefinitionSchema(ItemDef, "an item", short="name"),
    "questions": DefinitionSchema(QuestionDef, "a question"),
    "scenes": SCENE,
    "endings": DefinitionSchema(EndingDef, "an ending", short="text"),
    "epilogues": DefinitionSchema(EpilogueDef, "an epilogue", short="text"),
    "achievements": DefinitionSchema(AchievementDef, "an achievement", short="title"),
    "documents": DefinitionSchema(DocumentDef, "a document"),
}
"""The sections of a story file that hold definitions by id."""

LISTS: dict[str, ListOf[PromiseDef]] = {
    "promises": ListOf(
        DefinitionSchema(
            PromiseDef, "a promise", example="Write `- never: cohesion < 2`; or `always`, or `can`, for `never`."
        ),
        "Write each promise as `- never: cohesion < 2`, indented; or with `always`, or `can`.",
    )
}
"""The sections of a story file that hold a list. Each has the lists of all files."""

LANGUAGE = DefinitionSchema(LanguageDef, "a file with translations")
FILE_SCHEMAS: dict[str, DefinitionSchema] = {  # type: ignore[type-arg]
    "scene": SCENE_FILE,
    "dossier": DOSSIER,
    "language": LANGUAGE,
    "playthrough": PLAYTHROUGH,
}
"""The kinds of file that hold one thing, by their first key. Any other file holds sections and keys of the pack."""

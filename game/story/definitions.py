"""What a pack can define: every kind of definition with its keys, what each takes and what it means.

These declarations load the files; whatever describes the format (messages, schemas, the reference) reads them too.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.story.kinds import (
    AsWritten,
    ById,
    Definition,
    Flag,
    Line,
    ListOf,
    Many,
    Name,
    Pairs,
    Prose,
    Record,
    TimeOfDay,
    Whole,
    key,
)
from game.story.words import Node, Words

Ids = tuple[Words, ...]


class _Later:
    """Lets a definition hold lists of its own kind: the record is looked up when it is read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, key: str, node: Node, context):  # type: ignore[no-untyped-def]
        """Whatever the named record reads."""
        return RECORDS[self.name].read(key, node, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsDef(Definition):
    """What can change."""

    learn: Ids = key(Many(Name()), "facts that go into the notebook", default=())
    give: Ids = key(Many(Name()), "items that the player gets", default=())
    lose: Ids = key(Many(Name()), "items that the player loses", default=())
    move: Words | None = key(Name(), "the place where the player is afterwards")
    minutes: int | None = key(Whole(0, 1440), "how far the clock advances")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsDef(EffectsDef):
    """What can happen: in a scene, in a choice, after an answer."""

    text: Words | None = key(Prose(), "what is shown to the player")
    ask: Node | None = key(AsWritten(), "a question that is asked now")
    right: StepsDef | None = key(_Later("outcome"), "what follows a right answer")
    wrong: StepsDef | None = key(_Later("outcome"), "what follows a wrong answer")
    call: Words | None = key(Name(), "a scene that is played before going on here")
    choices: tuple[ChoiceDef, ...] | None = key(
        ListOf(_Later("choice"), "Write each choice as `- choose: What the player does`, indented."),
        "what the player can do",
    )
    goto: Words | None = key(Name(), "the scene with which the story goes on")
    stay: bool = key(Flag(), "offers the same choices again", default=False)
    back: bool = key(Flag(), "offers the choices one level up again", default=False)
    end: Words | None = key(Name(), "the ending with which the story ends here")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceDef(StepsDef):
    """One thing that the player can do inside a scene."""

    choose: Words = key(Line(), "what the player does: the label of the choice", required=True)
    id: Words | None = key(Name(), "the id, when it is not to be made from the label")
    when: Words | None = key(Line(), "the choice is offered only while this condition holds")
    again: bool = key(Flag(), "the choice can be taken again and again", default=False)
    fallback: bool = key(Flag(), "the choice is offered only when no other one is", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneDef(StepsDef):
    """A piece of story."""

    title: Words | None = key(Line(), "how the scene is offered at its place")
    at: Ids = key(Many(Name()), "the place, or places, where the scene is offered", default=())
    with_: Ids = key(Many(Name()), "the people who take part", name="with", default=())
    when: Words | None = key(Line(), "the scene opens only while this condition holds")
    priority: int = key(Whole(-100, 100), "a scene with a higher priority comes first", default=0)
    on_arrival: bool = key(Flag(), "the scene opens by itself", default=False)
    again: bool = key(Flag(), "the scene can be opened again and again", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDef(Definition):
    """Where one can stand."""

    name: Words = key(Line(), "what the place is called", required=True)
    text: Words | None = key(Prose(), "what one sees on the first visit")
    glance: Words | None = key(Prose(), "what one sees on later visits")
    wing: Words | None = key(Name(), "the part of the building, for the floor plan")
    floor: int = key(Whole(-9, 99), "the floor, 0 for the ground floor", default=0)
    exits: Node | None = key(AsWritten(), "the ways that lead from here: directions, each with a place")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitDef(Definition):
    """A way between two places."""

    to: Words = key(Name(), "the place to which the way leads", required=True)
    label: Words | None = key(Line(), "how the way is offered")
    when: Words | None = key(Line(), "the way is open only while this condition holds")
    closed: Words | None = key(Prose(), "what one is told while the way is closed")
    minutes: int | None = key(Whole(0, 1440), "how long the way takes")
    one_way: bool = key(Flag(), "there is no way back in the opposite direction", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDef(Definition):
    """Somebody in the building."""

    name: Words = key(Line(), "the person's full name", required=True)
    role: Words | None = key(Line(), "what the person does")
    at: Words | None = key(Name(), "the place where one meets the person")
    about: Words | None = key(Prose(), "one or two sentences on the person")
    real: bool = key(Flag(), "the person exists", default=False)
    fictional: bool = key(Flag(), "the person is invented", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDef(Definition):
    """Something that can be carried."""

    name: Words = key(Line(), "what the item is called", required=True)
    at: Words | None = key(Name(), "the place where it lies and can be taken")
    about: Words | None = key(Prose(), "what one sees when one looks at it")
    when: Words | None = key(Line(), "it can be taken only while this condition holds")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDef(Definition):
    """One of the answers of a multiple-choice question."""

    right: Words | None = key(Line(), "the right answer")
    wrong: Words | None = key(Line(), "a wrong answer")
    id: Words | None = key(Name(), "the id, when it is not to be made from the words")
    because: Words | None = key(Prose(), "what the player is told who gives this answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDef(Definition):
    """An item of the question bank."""

    text: Words | None = key(Prose(), "what is asked")
    cites: Ids = key(Many(Name()), "the fact or facts on which the question rests", default=())
    topics: Ids = key(Many(Name()), "its topics; by default those of the facts", default=())
    because: Words | None = key(Prose(), "the reason, shown after every answer")
    answers: tuple[AnswerDef, ...] | None = key(
        ListOf(_Later("answer"), "Write each answer as `- right: …` or `- wrong: …`, indented."),
        "the answers to choose from",
    )
    answer: Ids = key(Many(Line()), "the typed answers that are right; the first is shown as the key", default=())
    not_: Ids = key(Many(Line()), "typed answers that are near and wrong", name="not", default=())
    number: Words | None = key(Line(), "the number that is the answer")
    unit: Words | None = key(Line(), "the unit shown behind the number")
    cloze: Words | None = key(Prose(), "a text whose gaps, in square brackets, are to be filled in")
    order: Ids | None = key(ListOf(Line(), "Write each part as `- …`, in the right order."), "parts in the right order")
    match: tuple[tuple[Words, Words], ...] | None = key(Pairs(), "pairs that belong together")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingDef(Definition):
    """A way the story ends."""

    title: Words | None = key(Line(), "the name of the ending")
    text: Words = key(Prose(), "what is shown at the end", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDef(Definition):
    """A bounded number that the story watches."""

    name: Words | None = key(Line(), "what the measure is called")
    start: int = key(Whole(), "its value at the beginning", default=0)
    min: int = key(Whole(), "its lowest value", default=0)
    max: int = key(Whole(), "its highest value", default=10)
    hidden: bool = key(Flag(), "the player does not see it", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDef(Definition):
    """The story's own clock."""

    start: int = key(TimeOfDay(), "the time at which the story begins", required=True)
    end: int = key(TimeOfDay(), "the time at which the clock stops", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDef(Definition):
    """What the pack as a whole says of itself."""

    pack: Words = key(Line(), "the title of the story", required=True)
    about: Words | None = key(Line(), "one line on the story, for the title screen")
    author: Words | None = key(Line(), "who wrote it")
    disclaimer: Words | None = key(Prose(), "what is invented, and on which articles of which period it is built")
    start: Words | None = key(Name(), "the place, or the scene, with which the story begins")
    dossiers: Ids = key(Many(Name()), "the dossiers that come with the game and are cited here", default=())
    measures: tuple[tuple[Words, MeasureDef], ...] = key(
        ById(
            Record(MeasureDef, "a measure"),
            "Write `measures:` and below it, indented, `my_measure: { start: 0, min: 0, max: 10 }`.",
        ),
        "the measures that the story watches",
        default=(),
    )
    clock: ClockDef | None = key(Record(ClockDef, "the clock"), "the story's own clock")
    lookup: EffectsDef | None = key(_Later("lookup"), "what it costs to look into the notebook during a question")
    wings: tuple[tuple[Words, Words], ...] = key(
        ById(Line(), "Write `wings:` and below it, indented, `wing_id: Its name`."),
        "the parts of the building",
        default=(),
    )
    real_people: Ids = key(Many(Line()), "more real people, beside those whom the dossiers name", default=())
    loaded_words: Ids = key(Many(Line()), "more words that take a side", default=())
    contested: Ids = key(Many(Name()), "topics on which more than one voice has to be heard", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDef(Definition):
    """One citable statement."""

    states: Words = key(Prose(), "the statement, in our own words", required=True)
    paragraph: int = key(Whole(1, 10_000), "the paragraph of the article that has it", required=True)
    by: Words = key(Line(), "who makes the claim: `article`, or the name of a person", required=True)
    quote: Words | None = key(Line(), "the words that the person really said")
    as_of: Words = key(Line(), "the date or period for which it holds", required=True)
    topics: Ids = key(Many(Name()), "its topics", required=True, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDef(Definition):
    """A correction of a dossier after it was published."""

    date: Words = key(Line(), "the day of the correction", required=True)
    fact: Words = key(Name(), "the fact concerned", required=True)
    what: Words = key(Prose(), "what was changed and why", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierDef(Definition):
    """An article retold fact by fact."""

    dossier: Words = key(Name(), "the id of the dossier", required=True)
    title: Words = key(Line(), "a short title, in our own words", required=True)
    article: Words = key(Line(), "the article's file name, or where it was published", required=True)
    as_of: Words = key(Line(), "the period of which the article tells", required=True)
    dating: Words | None = key(Prose(), "how the article was dated")
    facts: tuple[tuple[Words, FactDef], ...] = key(
        ById(Record(FactDef, "a fact"), "Write `facts:` and below it, indented, `fact_id:` with its keys."),
        "the facts by id",
        required=True,
        default=(),
    )
    corrections: tuple[CorrectionDef, ...] = key(
        ListOf(Record(CorrectionDef, "a correction"), "Write `corrections: []` while there are none."),
        "the log of corrections",
        default=(),
    )


SCENE = Record(SceneDef, "a scene", measures=True)
EXIT = Record(ExitDef, "a way", short="to")
DOSSIER = Record(DossierDef, "a dossier")
PACK = Record(PackDef, "the pack")
RECORDS: dict[str, Record] = {  # type: ignore[type-arg] # each entry has its own definition
    "choice": Record(ChoiceDef, "a choice", measures=True),
    "outcome": Record(StepsDef, "what follows an answer", short="text", measures=True),
    "lookup": Record(EffectsDef, "the cost of looking something up", measures=True),
    "answer": Record(AnswerDef, "an answer"),
}

SECTIONS: dict[str, Record] = {  # type: ignore[type-arg]
    "places": Record(PlaceDef, "a place"),
    "people": Record(PersonDef, "a person"),
    "items": Record(ItemDef, "an item", short="name"),
    "questions": Record(QuestionDef, "a question"),
    "scenes": SCENE,
    "endings": Record(EndingDef, "an ending", short="text"),
}
"""The sections of a story file that hold definitions by id."""

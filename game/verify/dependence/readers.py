"""Everything in a story that reads a variable, each with its kind and where it stands: texts, offers, endings.

What else shows or offers something that depends on the memory of a play gets its readers here, and everything that is
told of them (`check --remembers`, the preview, the map) follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.story.model.document_wordings import BLANK_LINE
from game.story.model.documents import StoryDocument
from game.story.model.expressions import Expression, Formula, free_variables
from game.story.model.story import Ask, Choice, End, Exit, Item, Offer, Place, Question, Scene, ShowText, Story
from game.story.model.text import Branch, Text, Value, Variation, walk
from game.story.targets import target_keys
from game.story.targets.text_points import every, points

ReaderKind: TypeAlias = Literal[
    "text", "document", "choice", "scene", "exit", "item", "question", "ending", "achievement", "shown"
]

READER_KINDS: dict[ReaderKind, str] = {
    "text": "texts", "document": "documents", "choice": "choices", "scene": "scenes", "exit": "exits", "item": "items",
    "question": "questions", "ending": "endings", "achievement": "achievements", "shown": "shown anyway",
}  # fmt: skip
"""Every kind of reader, in the order in which they are told, with the heading of its column in a table."""

CHANCE = "chance"
"""A variable that no story has: where the generator of chance stands. Drawing a question moves it."""


class Reader(NamedTuple):
    """Something that is shown or offered and depends on variables.

    `target` is the key of the thing that reads (see `target_keys`), by which it is found in the files; `name` is that
    thing's id, or that of a text. `words` say how it reads: the condition as it was written, `tree` that condition, or
    the sum that is shown. `offers`: the condition has to hold before there is something to take. `once`: it only reads
    whether the thing itself was there before. `point`: the number of the point in a text (see
    `text_points.points`), if it is one.
    """

    kind: ReaderKind
    target: str
    name: str
    words: str
    reads: frozenset[str]
    tree: Expression | None = None
    offers: bool = False
    once: bool = False
    point: int = -1


def at_story_node(story: Story, index: int) -> Iterator[Reader]:
    """What reads where a play comes to this node: a text, the choices of a list, the draw of a question."""
    match story.nodes[index]:
        case ShowText(text):
            yield from of_text(text)
        case Offer(choices):
            for choice in choices:
                yield from of_choice(choice)
        case Ask(questions, otherwise=int()) if story.comeback is not None:
            comeback = story.comeback
            own = (comeback.returning, comeback.since, *(story.questions[id_].outcome for id_ in questions))
            target = target_keys.question(questions[0], "asked")
            reads = frozenset(slot.name for slot in own)
            yield Reader("question", target, "what was missed", "asked again once it is due", reads)
        case Ask(questions) if len(questions) > 1:
            drawn = frozenset((CHANCE, *(story.questions[id_].outcome.name for id_ in questions)))
            name = f"one of {', '.join(questions)}"
            target = target_keys.question(questions[0], "asked")
            yield Reader("question", target, name, "drawn of those not asked yet", drawn)
        case End(ending):
            yield from _of_ending(story, ending)


def _of_ending(story: Story, id_: str) -> Iterator[Reader]:
    for text in story.endings[id_].texts:
        yield from of_text(text, "ending", target_keys.target_key("ending", id_))
    for epilogue in story.epilogues.values():
        if epilogue.belongs_to(id_):
            target = target_keys.target_key("epilogue", epilogue.id)
            yield from _condition("ending", target, epilogue.id, epilogue.when)
            yield from of_text(epilogue.text, "ending", target)


def question_readers(story: Story, question: Question) -> Iterator[Reader]:
    """What reads while a question is asked: its texts, and whether the notebook has something on it."""
    target = target_keys.question(question.id, "asked")
    texts = (question.text, question.because, *(answer.because for answer in question.answers), *question.hints)
    for text in texts:
        if text is not None:
            yield from of_text(text, "question", target)
    if question.cites:
        known = frozenset(story.facts[id_].known.name for id_ in question.cites)
        yield Reader("question", target, question.id, "whether the notebook can be looked into", known)


def of_choice(choice: Choice) -> Iterator[Reader]:
    """What reads at a choice: whether it is offered, its label, the reason why it cannot be taken."""
    target = target_keys.target_key("choice", choice.id)
    if not choice.again and choice.taken is not None:
        yield Reader("choice", target, choice.id, "taken once", frozenset((choice.taken.name,)), once=True)
    yield from _condition("choice", target, choice.id, choice.when)
    for text in (choice.label, choice.closed, choice.price):
        if text is not None:
            yield from of_text(text, "choice", target)


def scene_readers(scene: Scene) -> Iterator[Reader]:
    """What reads at a scene that is offered, or opens by itself: whether it does, and its title."""
    target = target_keys.target_key("scene", scene.id)
    if not scene.again:
        yield Reader("scene", target, scene.id, "opens once", frozenset((scene.visits.name,)), once=True)
    yield from _condition("scene", target, scene.id, scene.when)
    if scene.title is not None:
        yield from of_text(scene.title, "scene", target)


def of_arrival(place: Place) -> Iterator[Reader]:
    """What reads when the player arrives at a place: its texts, one for the first time and one for later."""
    target = target_keys.target_key("place", place.id)
    if place.text is not None or place.glance is not None:
        yield Reader("text", target, f"{place.id}.text", "shown on the first visit", frozenset((place.visits.name,)))
    for text in (place.text, place.glance):
        if text is not None:
            yield from of_text(text, "text", target)


def of_exit(place: Place, way: Exit) -> Iterator[Reader]:
    """What reads at a way out of a place."""
    target, name = target_keys.exit_(place.id, way.direction), f"{place.id} › {way.direction}"
    yield from _condition("exit", target, name, way.when)
    for text in (way.label, way.closed):
        if text is not None:
            yield from of_text(text, "exit", target)


def of_item(item: Item) -> Iterator[Reader]:
    """What reads at an item that lies at a place."""
    target = target_keys.target_key("item", item.id)
    gone = frozenset(slot.name for slot in (item.taken, item.carried) if slot is not None)
    yield Reader("item", target, item.id, "taken once", gone, once=True)
    yield from _condition("item", target, item.id, item.when)


def anywhere(story: Story) -> Iterator[Reader]:
    """What reads at any time: what the notebook and the screen show, who and what can be looked at, achievements."""
    for fact in story.facts.values():
        yield Reader("shown", "", fact.id, "in the notebook", frozenset((fact.known.name,)))
    for item in story.items.values():
        target = target_keys.target_key("item", item.id)
        yield Reader("shown", target, item.id, "among what is carried", frozenset((item.carried.name,)))
        if item.about is not None:
            yield from of_text(item.about, "text", target)
    for person in story.people.values():
        if person.about is not None:
            yield from of_text(person.about)
    for named in (
        *(topic for person in story.people.values() for topic in person.asked_about),
        *(seen for place in story.places.values() for seen in place.look),
        *(seen for scene in story.scenes.values() for seen in scene.look),
    ):
        yield from of_text(named.text)
    for document in story.documents.values():
        yield from of_document(document)
    for measure in story.measures.values():
        if not measure.hidden:
            yield Reader("shown", "", measure.id, "beside the story", frozenset((measure.slot.name,)))
    for achievement in story.achievements.values():
        target = target_keys.target_key("achievement", achievement.id)
        yield Reader("shown", target, achievement.id, "in the list", frozenset((achievement.achieved.name,)))
        yield from _condition("achievement", target, achievement.id, achievement.when)
    if story.place is not None:
        yield Reader("shown", "", "place", "where one stands", frozenset((story.place.name, story.arrived.name)))


def of_document(document: StoryDocument) -> Iterator[Reader]:
    """What reads in a document: which wording stands in a line, whether it is agreed, and its words."""
    if document.text is not None:
        yield from of_text(document.text, "document")
    for line in document.lines:
        name = f"{document.id}.{line.id}"
        yield from _in_line("", name, line.open)
        if line.blank is not None:
            yield from of_text(line.blank, "document", target_keys.wording(document.id, line.id, BLANK_LINE))
        for wording in line.wordings:
            target = target_keys.wording(document.id, line.id, wording.id)
            yield from _in_line(target, f"{name}.{wording.id}", wording.when)
            yield from _in_line(target, f"{name}.{wording.id}", wording.open)
            yield from of_text(wording.text, "document", target)


def _in_line(target: str, name: str, when: Formula | None) -> Iterator[Reader]:
    if when is not None:
        yield Reader("document", target, name, _as_written(when), _read(when), when.tree)


def of_text(text: Text, kind: ReaderKind = "text", target: str = "") -> Iterator[Reader]:
    """What of a text depends on the play: a reader for each condition, variation and number in it."""
    for point in every(points(text)):
        match point.part:
            case Branch(when):
                yield Reader(kind, target, text.id, _as_written(when), _read(when), when.tree, point=point.number)
            case Variation(order, alternatives, counter) if counter:
                shown = f"{len(alternatives)} alternatives, {_ORDERS[order]}"
                yield Reader(kind, target, text.id, shown, frozenset((counter,)), point=point.number)
    for part in walk(text):
        if isinstance(part, Value):
            yield Reader(kind, target, text.id, f"{{{part.formula.source}}}", _read(part.formula), part.formula.tree)


_ORDERS = {"sequence": "one after the other", "cycle": "in turn", "shuffle": "drawn"}


def _condition(kind: ReaderKind, target: str, name: str, when: Formula | None) -> Iterator[Reader]:
    if when is not None:
        yield Reader(kind, target, name, _as_written(when), _read(when), when.tree, offers=True)


def _as_written(when: Formula) -> str:
    return f"while {' '.join(when.source.split())}"


def _read(formula: Formula) -> frozenset[str]:
    return frozenset(free_variables(formula.tree))

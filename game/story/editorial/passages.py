"""Every text of a pack that the lint reads, with what it is and which facts stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.story.compile.collecting import Definitions
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definitions import StepsDef
from game.story.schema.prices import is_derived
from game.story.schema.question_definitions import QuestionDef
from game.support.fast_tuples import maker

Use: TypeAlias = Literal["story", "label", "question", "cloze", "right", "wrong", "feedback", "statement"]


class Passage(NamedTuple):
    """A text as it was written. `cites`: the facts behind all of it; `owner`: the id of what it belongs to."""

    words: ScalarNode
    use: Use
    owner: str
    cites: tuple[str, ...] = ()


_new_passage = maker(Passage)


def passages(defined: Definitions) -> list[Passage]:
    """All texts of the pack and the statements of its dossiers, in the order of the files."""
    return [
        *(Passage(fact.states, "statement", id_, (id_,)) for id_, fact in defined.facts.items()),
        *_of_questions(defined),
        *_of_story(defined),
    ]


def question_passages(id_: str, question: QuestionDef) -> Iterator[Passage]:
    """The texts of one question."""
    cites = tuple(word.value for word in question.cites)
    if question.text is not None:
        yield Passage(question.text, "question", id_, cites)
    if question.cloze is not None:
        yield Passage(question.cloze, "cloze", id_, cites)
    for answer in question.answers or ():
        if answer.right is not None:
            yield Passage(answer.right, "right", id_, cites)
        elif answer.wrong is not None:
            yield Passage(answer.wrong, "wrong", id_, cites)
        if answer.because is not None:
            yield Passage(answer.because, "feedback", id_, cites)
    if question.because is not None:
        yield Passage(question.because, "feedback", id_, cites)
    yield from (Passage(words, "feedback", id_, cites) for words in question.hints)
    yield from (Passage(told, "feedback", id_, cites) for _, told in question.feedback or ())


def _of_questions(defined: Definitions) -> Iterator[Passage]:
    for id_, question in defined.questions.items():
        yield from question_passages(id_, question)


def _of_story(defined: Definitions) -> Iterator[Passage]:
    for id_, place in defined.places.items():
        yield from (Passage(words, "story", id_) for words in (place.text, place.glance) if words is not None)
        yield from (Passage(words, "story", id_) for _, words in place.look)
    for id_, person in defined.people.items():
        if person.about is not None and person.fictional:
            yield Passage(person.about, "story", id_)
        yield from (Passage(words, "story", id_) for _, words in person.asked_about)
    for id_, item in defined.items.items():
        if item.about is not None:
            yield Passage(item.about, "story", id_)
    found: list[Passage] = []
    for id_, scene in defined.scenes.items():
        if scene.title is not None:
            found.append(Passage(scene.title, "label", id_))
        if scene.checkpoint is not None:
            found.append(Passage(scene.checkpoint, "label", id_))
        found.extend(Passage(words, "story", id_) for _, words in scene.look)
        _of_steps(id_, scene, found)
    yield from found
    for id_, ending in defined.endings.items():
        yield from (Passage(words, "story", id_) for words in (ending.text, ending.closing) if words is not None)
    for id_, epilogue in defined.epilogues.items():
        yield Passage(epilogue.text, "story", id_)
    for id_, document in defined.documents.items():
        lines = [line for _, line in document.lines]
        wordings = [wording.text for line in lines for _, wording in line.wordings]
        for words in (document.text, *(line.blank for line in lines), *wordings):
            if words is not None:
                yield Passage(words, "story", id_)


def _of_steps(id_: str, steps: StepsDef, found: list[Passage]) -> None:
    if steps.text is not None:
        found.append(_new_passage((steps.text, "story", id_, ())))
    for outcome in (steps.right, steps.wrong):
        if outcome is not None:
            _of_steps(id_, outcome, found)
    for choice in steps.choices or ():
        found.append(_new_passage((choice.choose, "label", id_, ())))
        if choice.closed is not None:
            found.append(_new_passage((choice.closed, "story", id_, ())))
        if choice.price is not None and not is_derived(choice.price):
            found.append(_new_passage((choice.price, "label", id_, ())))
        _of_steps(id_, choice, found)

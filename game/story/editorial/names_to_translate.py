"""What things are called: names of topics that there are not, and in a translated pack what is called by its id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model, replaced_by
from game.story.compile.collecting import Definitions
from game.story.compile.translation import is_variety
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.support.counts import first_names
from game.support.similarity import nearest


class _Unnamed(NamedTuple):
    """Something that players see and that has no name: what it is, with its verb, and by which key it gets one."""

    spot: Spot
    called: str
    id: str
    key: str


def check_topic_names(defined: Definitions, story: Story, learned: set[str], found: Diagnostics) -> None:
    """Report names of what nothing is about, and in a pack of several languages topics that cannot be translated."""
    if defined.pack is None:
        return
    asked = {topic for question in story.questions.values() for topic in question.topics}
    known = asked.union(*(fact.topics for fact in story.facts.values()))
    for word, _ in defined.pack.topics:
        if word.value not in known:
            near = nearest(word.value, known - story.topics.keys())
            suggestion = f"Did you mean `{near}`?" if near else "Remove it."
            found.report(
                catalogue.TOPIC_OF_NOTHING, word.spot, mend=replaced_by(near), topic=word.value, suggestion=suggestion
            )
    shown = asked.union(*(story.facts[id_].topics for id_ in learned))
    unnamed = sorted(shown - story.topics.keys())
    if unnamed and _is_translated(defined):
        spot = next((word.spot for word in defined.pack.written if word.value == "topics"), defined.pack.spot)
        found.report(
            catalogue.NO_NAME_TO_TRANSLATE, spot, mend=Model(f"topics:\n  {unnamed[0]}: {_in_words(unnamed[0])}", 1),
            what="these topics have", ids=first_names([f"`{topic}`" for topic in unnamed]),
            fix="Name each of them under `topics:` of the pack",
        )  # fmt: skip


def check_names_to_translate(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Report what else players see by its id in every language of a pack of several languages."""
    for unnamed in _unnamed(defined, story) if _is_translated(defined) else ():
        found.report(
            catalogue.NO_NAME_TO_TRANSLATE, unnamed.spot, mend=Model(f"{unnamed.key}: {_in_words(unnamed.id)}"),
            what=f"{unnamed.called} has", ids=f"`{unnamed.id}`", fix=f"Give it a `{unnamed.key}`",
        )  # fmt: skip


def _is_translated(defined: Definitions) -> bool:
    """Whether the pack has another language. In a variety of its own, ids are as good as in the original."""
    return any(not is_variety(defined, language) for language in defined.languages)


def _unnamed(defined: Definitions, story: Story) -> Iterator[_Unnamed]:
    for id_, measure in defined.measures.items():
        if measure.name is None and not measure.hidden:
            yield _Unnamed(measure.spot, "this measure", id_, "name")
    for word, deadline in defined.pack.deadlines if defined.pack is not None else ():
        if deadline.name is None:
            yield _Unnamed(word.spot, "this deadline", word.value, "name")
    for word, waiting in defined.pack.waits if defined.pack is not None else ():
        if waiting.name is None and word.value not in defined.people:
            yield _Unnamed(word.spot, "who waits here", word.value, "name")
    offered = {id_ for place in story.places.values() for id_ in place.scenes}
    for id_, scene in defined.scenes.items():
        if scene.title is None and id_ in offered:
            yield _Unnamed(scene.spot, "this scene, which is offered at a place,", id_, "title")


def _in_words(id_: str) -> str:
    return id_.replace("_", " ").capitalize()

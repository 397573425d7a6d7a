"""Where in the story something is that cannot be done here, and when it can be: in words, for a step that fails."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.guards import failed, is_used_up
from game.engine.rendering import render_words
from game.engine.state import State
from game.play.explaining import explain_condition, plainly
from game.playthrough.matching import as_shown, folded_words
from game.playthrough.standing import Standing
from game.story.model.story import Offer, Scene, Story
from game.story.schema.playthrough_definitions import NONE


def option_whereabouts(here: Standing, id_: str) -> tuple[str, str]:
    """A clause that says where this option is, beginning with a colon, and a sentence on when it can be done.

    Either is "" where there is nothing to say.
    """
    story = here.story
    scene, slash, _ = id_.partition("/")
    if slash and scene in story.scenes:
        meant = story.scenes[scene]
        running = f"`{here.scene}` is running" if here.scene != NONE else "no scene is running"
        over = ", which is over," if here.scene != scene and meant.visits.get(here.state.memory) else ","
        return f": it is a choice of the scene `{scene}`{over} and {running}", _opens(here, meant)
    kind, _, subject = id_.partition(":")
    if kind == "scene" and subject in story.scenes:
        meant = story.scenes[subject]
        if meant.visits.get(here.state.memory):
            return f": the scene `{subject}` is over", _opens(here, meant)
        places = "`, `".join(meant.at)
        return f": the scene waits at `{places}`, and the player is at `{here.place}`" if places else "", ""
    if kind == "take" and subject in story.items:
        return f": it lies at `{story.items[subject].at}`, and the player is at `{here.place}`", ""
    if kind == "answer":
        return f": it is an answer to {_questions(story, subject)}", ""
    return "", ""


def ids_called(story: Story, state: State, words: str) -> list[str]:
    """The ids of all choices, scenes and answers of the story that are called so."""
    sought = frozenset(as_shown(words))
    return [id_ for id_, called in _everything(story, state) if folded_words(called) in sought]


def _everything(story: Story, state: State) -> Iterator[tuple[str, str]]:
    for node in story.nodes:
        if isinstance(node, Offer):
            for choice in node.choices:
                yield choice.id, render_words(story, choice.label, state.memory, state.seed)
    for id_, scene in story.scenes.items():
        if scene.title is not None:
            yield f"scene:{id_}", render_words(story, scene.title, state.memory, state.seed)
    for question in story.questions.values():
        yield from ((f"answer:{answer.id}", answer.words) for answer in question.answers)


def _opens(here: Standing, scene: Scene) -> str:
    """How the scene opens, and what keeps it from opening now: a sentence with a space behind it."""
    if here.scene == scene.id:
        return "At this point of it other choices are offered. "
    if is_used_up(scene, here.state.memory) and (scene.at or scene.on_arrival):
        return f"`{scene.id}` opens only once; `again: true` would let it open again. "
    if scene.on_arrival:
        how = f"`{scene.id}` opens by itself" + (f" at {_places(scene)}" if scene.at else "")
    elif scene.at:
        how = f"`{scene.id}` waits at {_places(scene)}"
        how += f", and the player is at `{here.place}`" if here.place not in scene.at else ""
    else:
        how = f"Only `goto` and `call` lead to `{scene.id}`"
    if scene.when is not None and "condition" in failed(scene, here.state.memory):
        how += f"; its condition does not hold: {plainly(explain_condition(here.story, scene.when, here.state.memory))}"
    return f"{how}. "


def _places(scene: Scene) -> str:
    return " or ".join(f"`{place}`" for place in scene.at)


def _questions(story: Story, answer: str) -> str:
    ids = [
        question.id for question in story.questions.values() if any(given.id == answer for given in question.answers)
    ]
    return f"the question {' or '.join(f'`{id_}`' for id_ in ids[:3])}" if ids else "a question"

"""Questions without their story: a story in which they are asked one after the other, and nothing else happens."""

from __future__ import annotations

from collections.abc import Sequence

from game.story.model.layout import Layout
from game.story.model.story import Ask, End, Ending, Leave, Scene, Story, StoryNode
from game.story.model.text import Text

_SCENE, _ENDING = "practice", "practised"


def asked_in_turn(story: Story, questions: Sequence[str]) -> Story:
    """The story cut down to one or more of its questions, by their ids.

    The facts on which they rest are in the notebook from the beginning, and looking there is free, as hints are. Each
    question takes one answer. What their texts say of a play, they say of one that has just begun.
    """
    asked = [story.questions[id_] for id_ in questions]
    nodes: list[StoryNode] = [Leave()]
    for number, id_ in enumerate(questions, 2):
        # Whatever an answer leads to, it leads to the next question.
        nodes.append(Ask((id_,), number, number, number, number))
    nodes.append(End(_ENDING))
    template = next(iter(story.scenes.values()), None)
    scene = Scene(
        _SCENE, None, (), (), None, 0, on_arrival=False, again=False, due=None, start=1, file="", line=0,
        visits=template.visits if template is not None else asked[0].outcome,
    )  # fmt: skip
    layout = Layout.of({slot.name: slot for slot in story.layout}, story.layout.bits)
    layout.start = story.layout.start
    for id_ in {fact for question in asked for fact in question.cites if fact in story.facts}:
        layout.start = story.facts[id_].known.put(layout.start, 1)
    return story._replace(
        layout=layout, nodes=tuple(nodes), scenes={_SCENE: scene},
        endings={_ENDING: Ending(_ENDING, "", Text(_ENDING, ()))}, epilogues={},
        start_scene=_SCENE, start_place="", places={}, place=None, place_order=(), arrivals=(), due=(), achievements={},
        measures={}, clock=None, lookup=(), hint=(), tried=None, promises=(),
        comeback=None, checkpoints={},
    )  # fmt: skip

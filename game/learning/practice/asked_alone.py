"""A question without its story: a story in which it is asked, and nothing else happens."""

from __future__ import annotations

from game.story.model.story import Apply, Ask, Effect, End, Ending, Leave, Scene, Story
from game.story.model.text import Text

_SCENE, _ENDING = "practice", "practised"
_APPLY, _ASK, _END = 1, 2, 3


def asked_alone(story: Story, question: str) -> Story:
    """The story cut down to a question. The facts on which it rests are in the notebook, and looking there is free.

    What the question's texts say of a play, they say of one that has just begun.
    """
    asked = story.questions[question]
    facts = [story.facts[id_] for id_ in asked.cites if id_ in story.facts]
    noted = tuple(Effect(fact.known, "set", 1, "learn", fact.id) for fact in facts)
    # Whatever else an answer may lead to, it leads to the end.
    asking = Ask((question,), *[_END] * (len(Ask._fields) - 1))
    template = next(iter(story.scenes.values()), None)
    scene = Scene(
        _SCENE, None, (), (), None, 0, on_arrival=False, again=False, due=None, start=_APPLY, file="", line=0,
        visits=template.visits if template is not None else asked.outcome,
    )  # fmt: skip
    return story._replace(
        nodes=(Leave(), Apply(noted, _ASK), asking, End(_ENDING)),
        scenes={_SCENE: scene},
        endings={_ENDING: Ending(_ENDING, "", Text(_ENDING, ()))},
        start_scene=_SCENE, start_place="", places={}, place=None, place_order=(), arrivals=(), due=(), achievements={},
        lookup=(), promises=(),
    )  # fmt: skip

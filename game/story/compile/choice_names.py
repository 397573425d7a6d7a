"""What may follow `chose.` in a condition: every choice of a pack, by its scene and its own part of its id."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.compile.collecting import Definitions
from game.story.compile.flow import choice_id
from game.story.schema.definitions import ChoiceDef, StepsDef

#: The keys behind which there may be choices.
_INNER = frozenset(("choices", "right", "wrong", "partly", "passed"))


def choice_names(defined: Definitions) -> dict[str, str]:
    """What may follow `chose.`: the scene, a dot and the choice's own part of its id."""
    names = {}
    for scene, steps in defined.scenes.items():
        if _INNER.isdisjoint(steps.given):
            continue
        for choice in _choices(steps):
            id_ = choice_id(scene, choice)
            names[id_.replace("/", ".")] = id_
    return names


def _choices(steps: StepsDef) -> Iterator[ChoiceDef]:
    for choice in steps.choices or ():
        yield choice
        if not _INNER.isdisjoint(choice.given):
            yield from _choices(choice)
    for outcome in (steps.right, steps.wrong, steps.partly, steps.passed):
        if outcome is not None:
            yield from _choices(outcome)

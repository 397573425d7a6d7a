"""The systems of drawn stories: many properties are about the same ones, and each is made once."""

from __future__ import annotations

import pytest

from game.story.model.story import Story
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.system import turn_limit
from game.verify.system.observers import instrumented
from game.verify.system.transition_system import transition_system

#: What is asked of a system is remembered with it: with many of them a worker would need gigabytes.
_MOST_KEPT = 80
#: By the identity of the story, which is kept so that no other one gets it.
_made: dict[tuple[int, bool, bool, int], tuple[Story, Reduced]] = {}


def reduced_of(story: Story, *, forget: bool = True, watched: bool = False, scenes: int = 0) -> Reduced:
    """The reduced system of a story. `watched`: with the observers of what its texts show.

    `scenes`: so many may be entered in a turn; 0: as many as in the game.
    """
    scenes = scenes or turn_limit.MAX_SCENES_IN_A_TURN
    key = id(story), forget, watched, scenes
    if key not in _made:
        if len(_made) >= _MOST_KEPT:
            del _made[next(iter(_made))]
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(turn_limit, "MAX_SCENES_IN_A_TURN", scenes)
            system = transition_system(story)
            _made[key] = story, reduced(instrumented(system) if watched else system, forget=forget)
    return _made[key][1]

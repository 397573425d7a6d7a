"""How what was missed comes back: what a story remembers of it."""

# No `from __future__ import annotations` here: see `story`.

from typing import NamedTuple

from game.story.model.layout import Slot

SCENES_BETWEEN = 3
"""So many other scenes open, at least, between an answer that missed and the moment when its question comes back."""


class Comeback(NamedTuple):
    """How what was missed comes back in a story that asks again (`ask: missed`); in any other there is none of it.

    `families` are the questions that can come back, each with its other forms behind it. A family is *missed* while
    one of its members was answered wrong or partly right, and none was answered right: what counts is how a question
    was answered last. `returning` is the number of the family that comes back next, from 1 on; with 0 it is the first
    that is missed then, if any is. `since` counts the scenes that opened since that was settled, up to
    `SCENES_BETWEEN`, without those in which it is asked again (`asked_in`). `choosing` is the node `ChooseReturning`.
    """

    families: tuple[tuple[str, ...], ...]
    returning: Slot
    since: Slot
    asked_in: tuple[str, ...]
    choosing: int


class ChooseReturning(NamedTuple):
    """What was missed and comes back next is chosen anew; then the story goes on at the node that was pushed last."""

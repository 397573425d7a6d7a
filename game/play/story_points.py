"""The points of a play: where each step led that was ever done, as a tree, and what happened on the way to each.

A point is where a step led. Points are numbered in the order in which they were first come to, and keep their numbers
for as long as the play lasts; the beginning is 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine import Turn
from game.play.lost_steps import Lost
from game.play.session import Session
from game.play.step_recording import do_again
from game.record.journal import Step

#: Of branches that were left so many steps are done again to know what happened in them.
_MOST_LEFT = 20_000


class StoryPoint:
    """Where a step led. `left` grows each time somebody is there: the higher, the more lately."""

    __slots__ = ("before", "left", "level", "number", "step", "then")

    def __init__(self, number: int, step: Step | None, before: StoryPoint | None, level: int) -> None:
        self.number, self.step, self.before, self.level = number, step, before, level
        self.then: dict[tuple[str, str], StoryPoint] = {}
        self.left = 0


class SoFar(NamedTuple):
    """All points of a play by their numbers, and where one is: the points on the way to it, the beginning first."""

    points: list[StoryPoint]
    held: list[StoryPoint]

    @property
    def here(self) -> StoryPoint:
        """Where one is."""
        return self.held[-1]


def so_far(session: Session) -> SoFar:
    """The tree of everything that was ever done in this play."""
    here = StoryPoint(0, None, None, 0 if session.story.places else -1)
    points = [here]
    held = [here]
    for moment, step in enumerate(session.record, 1):
        if step.undo:
            del held[max(len(held) - step.undo, 1) :]
        else:
            before = held[-1]
            key = (step.do, step.answer)
            point = before.then.get(key)
            if point is None:
                point = before.then[key] = StoryPoint(len(points), step, before, _level(step, before))
                points.append(point)
            held.append(point)
        held[-1].left = moment
    return SoFar(points, held)


def _level(step: Step, before: StoryPoint) -> int:
    kind = _roaming(step)
    if kind:
        return 0 if kind == "go" else 1
    inside = before.step is not None and not _roaming(before.step)
    return before.level if inside else before.level + 1


def _roaming(step: Step) -> str:
    """What is done while walking about: `go`, `take` or `scene`; empty for what is done in a scene."""
    kind, colon, _ = step.do.partition(":")
    return kind if colon and kind in ("go", "take", "scene") else ""


def every_turn(session: Session, tree: SoFar) -> Iterator[tuple[StoryPoint, Turn]]:
    """Each point with the turn that led to it: those that hold, and those of branches that were left.

    The steps of a branch are done again, as far as they can be done now.
    """
    held = {point.number for point in tree.held}
    left = 0
    for point, played in zip(tree.held, session.played, strict=True):
        yield point, played.turn
        waiting = [(after, played.turn.state) for after in point.then.values() if after.number not in held]
        while waiting and left < _MOST_LEFT:
            after, state = waiting.pop()
            left += 1
            assert after.step is not None  # noqa: S101 - only the beginning has no step
            again = do_again(session.story, state, after.step)
            if not isinstance(again, Lost):
                yield after, again.turn
                waiting.extend((following, again.turn.state) for following in after.then.values())

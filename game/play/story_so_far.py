"""The story so far: every step of a play as a tree, those that were taken back too, and the way to any point of it.

A point is where a step led. Points are numbered in the order in which they were first come to, and keep their numbers
for as long as the play lasts; the beginning is 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine import State, events
from game.engine.rendering import clock_time
from game.play.changes import Lost
from game.play.history import Played
from game.play.session import Session
from game.play.step_recording import do_again
from game.record.journal import Step
from game.story.model.story import Story


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


class SoFarLine(NamedTuple):
    """A line of the story so far: a step, or the heading of a place that nobody chose to go to (`number` is None).

    `level` is how far it is inside: ways from place to place 0, what was done there 1, what was done in a scene 2.
    `branch` counts the branches that were left around it, 0 for what holds. `time` is the clock when it changed.
    """

    number: int | None
    words: str
    level: int
    branch: int
    is_here: bool
    time: str


class Went(NamedTuple):
    """What going to a point came to: how many steps were taken back and done again, and why it ended short of it."""

    undone: int
    done: int
    lost: Lost | None


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


def lines(session: Session) -> list[SoFarLine]:
    """The tree line by line, each branch that was left before the step that was done instead."""
    tree = so_far(session)
    depth = {point.number: at for at, point in enumerate(tree.held)}
    made: list[SoFarLine] = []
    waiting: list[tuple[StoryPoint, int]] = [(tree.points[0], 0)]
    while waiting:
        point, branch = waiting.pop()
        played = session.played[depth[point.number]] if point.number in depth else None
        made.extend(_lines(session.story, point, branch, played, point is tree.here))
        on = [following for following in point.then.values() if following.number in depth]
        off = [following for following in point.then.values() if following.number not in depth]
        # A branch goes on at its side; where it parts again, all but its newest part stand further in.
        newest = off.pop() if off and not on and branch else None
        waiting.extend((following, branch) for following in reversed([*([newest] if newest else []), *on]))
        waiting.extend((following, branch + 1) for following in reversed(off))
    return made


def _lines(story: Story, point: StoryPoint, branch: int, played: Played | None, is_here: bool) -> Iterator[SoFarLine]:
    time, moved = "", ""
    if played is not None:
        happened = played.turn.events
        state = played.turn.state
        if story.clock is not None and (
            point.step is None or any(isinstance(event, events.TimePassed) for event in happened)
        ):
            time = clock_time(story.clock.get(state.memory))
        if point.step is not None and any(isinstance(event, events.Moved) for event in happened):
            moved = _place(story, state)
        words = called(point.step) if point.step is not None else f"The beginning{_at(story, state)}"
    else:
        words = called(point.step) if point.step is not None else ""
    yield SoFarLine(point.number, words, max(point.level, 0), branch, is_here, time)
    if moved:
        yield SoFarLine(None, moved, 0, branch, False, "")


def _at(story: Story, state: State) -> str:
    place = _place(story, state)
    return f": {place}" if place else ""


def _place(story: Story, state: State) -> str:
    place = story.place_at(state.memory)
    return place.name if place is not None else ""


def called(step: Step) -> str:
    """What a step is called in the story so far."""
    if step.answer:
        return f"Answer: {step.answer}"
    return f"Answer: {step.saw}" if step.do.startswith("answer:") else step.saw or step.do


def go_to(session: Session, number: int) -> Went | None:
    """Go to a point, back or into a branch that was left, whose steps are done again; None when there is none such.

    When a step of the branch cannot be done any more, one stands before it; when that is the first, nothing changes.
    Raises JournalError, and then nothing has changed.
    """
    tree = so_far(session)
    if not 0 <= number < len(tree.points):
        return None
    depth = {point.number: at for at, point in enumerate(tree.held)}
    steps: list[Step] = []
    at = tree.points[number]
    while at.number not in depth:
        assert at.step is not None  # noqa: S101 - the beginning is always held
        assert at.before is not None  # noqa: S101
        steps.append(at.step)
        at = at.before
    kept = depth[at.number]
    state = session.played[kept].turn.state
    done: list[Played] = []
    lost: Lost | None = None
    for step in reversed(steps):
        again = do_again(session.story, state, step)
        if isinstance(again, Lost):
            lost = again
            break
        done.append(again)
        state = again.turn.state
    undone = len(tree.held) - 1 - kept
    if lost is not None and not done:
        return Went(0, 0, lost)
    if undone or done:
        session.change(undone, done)
    return Went(undone, len(done), lost)


def next_point(session: Session) -> int | None:
    """The step ahead that was taken back last, or None."""
    ahead = so_far(session).here.then.values()
    return max(ahead, key=lambda point: point.left).number if ahead else None


def so_far_outline(session: Session) -> list[str]:
    """The story so far in words alone, line by line: for who cannot see a drawing."""
    told = []
    branch = 0
    for line in lines(session):
        number = f"{line.number}. " if line.number is not None else ""
        marks = [line.time] if line.time else []
        if line.branch > branch:
            marks.append("taken back from here on")
        elif line.branch:
            marks.append("taken back")
        if line.is_here:
            marks.append("you are here")
        branch = line.branch
        marked = f" ({', '.join(marks)})" if marks else ""
        told.append(f"{'  ' * (line.level + line.branch)}{number}{line.words}{marked}")
    return told

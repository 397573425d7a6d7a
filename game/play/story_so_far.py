"""The story so far: every step of a play line by line, those that were taken back too, and the way to any point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine import State, events
from game.engine.rendering import clock_time
from game.localisation.lists_numbers_dates import comma_list
from game.localisation.messages import gettext
from game.play.checkpoints import names_by_point
from game.play.history import Played
from game.play.lost_steps import Lost
from game.play.session import Session
from game.play.step_recording import do_again
from game.play.story_points import StoryPoint, so_far
from game.record.journal import Step
from game.story.model.story import Story


class SoFarLine(NamedTuple):
    """A line of the story so far: a step, or the heading of a place that nobody chose to go to (`number` is None).

    `level` is how far it is inside: ways from place to place 0, what was done there 1, what was done in a scene 2.
    `branch` counts the branches that were left around it, 0 for what holds. `time` is the clock when it changed.
    `checkpoint` is what this moment is called in the story, or empty.
    """

    number: int | None
    words: str
    level: int
    branch: int
    is_here: bool
    time: str
    checkpoint: str = ""


class Went(NamedTuple):
    """What going to a point came to: how many steps were taken back and done again, and why it ended short of it."""

    undone: int
    done: int
    lost: Lost | None


def lines(session: Session) -> list[SoFarLine]:
    """The tree line by line, each branch that was left before the step that was done instead."""
    tree = so_far(session)
    depth = {point.number: at for at, point in enumerate(tree.held)}
    names = names_by_point(session)
    made: list[SoFarLine] = []
    waiting: list[tuple[StoryPoint, int]] = [(tree.points[0], 0)]
    while waiting:
        point, branch = waiting.pop()
        played = session.played[depth[point.number]] if point.number in depth else None
        name = names.get(point.number, "")
        made.extend(_lines(session.story, point, branch, played, point is tree.here, name))
        on = [following for following in point.then.values() if following.number in depth]
        off = [following for following in point.then.values() if following.number not in depth]
        # A branch goes on at its side; where it parts again, all but its newest part stand further in.
        newest = off.pop() if off and not on and branch else None
        waiting.extend((following, branch) for following in reversed([*([newest] if newest else []), *on]))
        waiting.extend((following, branch + 1) for following in reversed(off))
    return made


def _lines(
    story: Story, point: StoryPoint, branch: int, played: Played | None, is_here: bool, name: str
) -> Iterator[SoFarLine]:
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
        words = called(point.step) if point.step is not None else _beginning(_place(story, state))
    else:
        words = called(point.step) if point.step is not None else ""
    yield SoFarLine(point.number, words, max(point.level, 0), branch, is_here, time, name)
    if moved:
        yield SoFarLine(None, moved, 0, branch, False, "")


def _beginning(place: str) -> str:
    return gettext("The beginning: {place}", place=place) if place else gettext("The beginning")


def _place(story: Story, state: State) -> str:
    place = story.place_at(state.memory)
    return place.name if place is not None else ""


def called(step: Step) -> str:
    """What a step is called in the story so far."""
    answer = step.answer or (step.saw if step.do.startswith("answer:") else "")
    # Translators: a line of the story so far: what the player answered.
    return gettext("Answer: {answer}", answer=answer) if answer else step.saw or step.do


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
            # Translators: said of a step of the story so far.
            marks.append(gettext("taken back from here on"))
        elif line.branch:
            # Translators: said of a step of the story so far.
            marks.append(gettext("taken back"))
        if line.is_here:
            marks.append(gettext("you are here"))
        if line.checkpoint:
            # Translators: said of a step of the story so far; {name} is what the moment is called.
            marks.append(gettext("checkpoint: {name}", name=line.checkpoint))
        branch = line.branch
        marked = f" ({comma_list(marks)})" if marks else ""
        told.append(f"{'  ' * (line.level + line.branch)}{number}{line.words}{marked}")
    return told

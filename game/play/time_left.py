"""The deadlines of a story: how long is left, and what is no longer ahead. None is told before the story told of it."""

from __future__ import annotations

from game.engine.rendering import clock_time
from game.engine.state import State
from game.localisation.messages import gettext
from game.play import reports
from game.play.narration import Told, minutes_in_words, told
from game.play.session import Session
from game.story.model.deadlines import Deadline
from game.story.model.layout import Slot


def deadlines_told(session: Session) -> list[Told]:
    """The time, the deadlines ahead with what is left until then, and those that were told of and are so no longer."""
    story = session.story
    if story.clock is None or not story.deadlines:
        return [told("message", gettext("This story has no deadlines."))]
    now = story.clock.get(session.state.memory)
    ahead = reports.deadlines_ahead(session)
    lines = [told("place", gettext("Deadlines: it is {time}", time=clock_time(now)))]
    lines += [
        told("note", _to_come(deadline.name, clock_time(deadline.at), minutes_in_words(left)))
        for deadline, left in ahead
    ]
    if not ahead:
        lines.append(told("hint", gettext("Nothing that has a time is ahead of you.")))
    behind = _behind(session, {deadline.id for deadline, _ in ahead})
    if behind:
        lines.append(told("heading", gettext("Behind you")))
        lines += [told("hint", _past(deadline, now)) for deadline in behind]
    return lines


def _to_come(deadline: str, time: str, duration: str) -> str:
    # Translators: {deadline} is a name of what happens then, {duration} so many hours, minutes, or both.
    return gettext("{deadline}: at {time}, in {duration}.", deadline=deadline, time=time, duration=duration)


def _past(deadline: Deadline, now: int) -> str:
    name, at = deadline.name, clock_time(deadline.at)
    if deadline.at > now:
        return gettext("{deadline}, at {time}: you need not wait for it any more.", deadline=name, time=at)
    if deadline.at == now:
        return gettext("{deadline}: it is {time}, and it is now.", deadline=name, time=at)
    ago = minutes_in_words(now - deadline.at)
    # Translators: {duration} is so many hours, minutes, or both.
    return gettext("{deadline}: it was at {time}, {duration} ago.", deadline=name, time=at, duration=ago)


def _behind(session: Session, ahead: set[str]) -> list[Deadline]:
    """The deadlines that the player was told of at some time in this play, and that are not ahead now."""
    story = session.story
    wanted = {deadline.id: deadline for deadline in story.deadlines if deadline.id not in ahead}
    told_of: set[str] = set()
    if story.clock is None:
        return []
    for played in session.played:
        told_of.update(id_ for id_, deadline in wanted.items() if _is_ahead(story.clock, deadline, played.turn.state))
    return [
        deadline
        for id_, deadline in wanted.items()
        if id_ in told_of and not _is_ahead(story.clock, deadline, session.state)
    ]


def _is_ahead(clock: Slot, deadline: Deadline, state: State) -> bool:
    holds = deadline.when is None or deadline.when(state.memory)
    return deadline.at > clock.get(state.memory) and bool(holds)

"""What is told of the endings that a player has seen and of people never met. No ending is told before it was seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.play import reports
from game.play.narration import Told, told
from game.play.seen import Seen, seen_in_plays
from game.play.session import Session
from game.story.model.story import Ending, Story
from game.support.counts import counted

#: So many people who were never met are named, the others counted.
_NAMED = 12


def end_of_play(session: Session, seen: Seen | None) -> list[Told]:
    """How a play went, for its end, and last how many of the endings the player has seen, where there are several.

    None: it is not known yet what was seen.
    """
    lines, story = reports.ending_summary(session), session.story
    if len(story.endings) > 1:
        lines.append(ending_of_several(story, seen))
    return lines


def ending_of_several(story: Story, seen: Seen | None) -> Told:
    """That an ending is one of several, and how many of them were seen; None: that is not known yet."""
    there_are = len(story.endings)
    if seen is None:
        return told("hint", f"This is one of {there_are} endings.")
    count = len(seen.endings)
    return told(
        "hint", f"This is one of {there_are} endings; you have seen {'all' if count == there_are else count} of them."
    )


def endings_told(story: Story, seen: Seen) -> list[Told]:
    """The endings that were seen, by their titles, and how many were not."""
    titles = [_title(ending) for id_, ending in story.endings.items() if id_ in seen.endings]
    lines = [told("place", f"Endings: you have seen {len(titles)} of {len(story.endings)}")]
    lines += [told("note", title) for title in titles]
    unseen = len(story.endings) - len(titles)
    if unseen:
        lines.append(told("hint", f"{counted(unseen, 'ending')} you have not seen yet."))
    return lines


def endings_count(story: Story, plays: Path, goes_on: Callable[[], bool]) -> str:
    """How many endings were seen in all plays, in a few words; empty before the first, or where there is only one."""
    seen, there_are = len(seen_in_plays(story, plays, goes_on).endings), len(story.endings)
    return f"Endings seen: {seen} of {there_are}" if seen and there_are > 1 else ""


def not_seen_yet(story: Story, plays: Path) -> str:
    """What was not seen yet in the plays before this one, as sentences; empty when nothing was or everything is."""
    seen = seen_in_plays(story, plays)
    if seen == Seen():
        return ""
    endings = len(story.endings) - len(seen.endings)
    names = [person.name for id_, person in story.people.items() if id_ not in seen.met]
    missed = [f"{endings} of {counted(len(story.endings), 'ending')}."] if endings else []
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        missed.append(f"People you have never met: {', '.join(names[:_NAMED])}{more}.")
    return f"What you have not seen: {' '.join(missed)}" if missed else ""


def _title(ending: Ending) -> str:
    return ending.title or ending.id.replace("_", " ").capitalize()

"""What stands at the head of the file of a play, and which of its steps a copy holds."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.session import Session
from game.record.journal import Header, Step, effective
from game.story.model.story import Story
from game.support import limits


def header(session: Session, title: str = "", about: str = "") -> Header:
    """The header of the file of this play."""
    story = session.story
    title = title or title_of(story)
    return Header(story.id, story.fingerprint, session.seed, story.language, title, about, session.stream, session.id)


def title_of(story: Story) -> str:
    """The title of a play of this story that was given none."""
    return f"A play of {story.title}"


def carried(record: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that a copy of a play holds: all, unless undone ones would fill the file before long."""
    return tuple(record if len(record) <= limits.PLAY_STEPS // 2 else effective(record))

"""The title of a part of the story that begins: its name, the hour, and what stands in the document by then."""

from __future__ import annotations

from game.engine.events import SceneBegan
from game.engine.rendering import Span, clock_time, render_words
from game.engine.state import Turn
from game.localisation.messages import gettext
from game.play.narration import Told
from game.play.session import Session
from game.play.stakes import LineGroup, stakes


def act_begun(session: Session, turn: Turn) -> list[Told]:
    """The title of the part that begins with this turn, which was the last; nothing where none does.

    A part begins with a scene to which the pack gives a checkpoint.
    """
    story = session.story
    begun = [event.scene for event in turn.events if isinstance(event, SceneBegan) and event.scene in story.checkpoints]
    if not begun:
        return []
    scene = story.scenes[begun[-1]]
    title = story.checkpoints[scene.id]
    if scene.title is not None:
        title = render_words(story, scene.title, turn.state.memory, turn.state.seed)
    stand = stakes(session)
    hour = [clock_time(stand.time)] if stand.time is not None else []
    below = [*hour, *map(group_in_words, stand.groups)]
    lines = [Told("act", (Span(title, "strong"),))]
    return [*lines, Told("act", (Span("   ".join(below), ""),))] if below else lines


def group_in_words(group: LineGroup) -> str:
    """A group of lines with how many of them are settled: UKRAINE 1 of 2."""
    # Translators: {group} is what lines of a document are called together.
    return gettext("{group} {settled} of {all}", group=group.label, settled=group.settled, all=group.total)

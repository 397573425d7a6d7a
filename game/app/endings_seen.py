"""How many endings the player has seen, on a screen: doing many plays again takes a while, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from game.app.background import find_in_background
from game.app.prose import blocks
from game.play.narration import Told
from game.play.seen import Seen, seen_in, seen_in_plays
from game.play.session import Session
from game.play.telling_seen import end_of_play, ending_of_several, endings_told

if TYPE_CHECKING:
    from game.app.screens.play_screen import PlayScreen
    from game.app.widgets.story_log import StoryLog


def find_seen(screen: Screen[Any], session: Session, plays: Path | None, tell: Callable[[Seen], None]) -> None:
    """Find out what a player has seen, in this play and all others in their folder, and tell it then on this screen."""
    story, here = session.story, seen_in(session)
    if plays is None:
        tell(here)
    else:
        find_in_background(screen, lambda goes_on: here.joined([seen_in_plays(story, plays, goes_on)]), tell)


def add_turn(screen: PlayScreen, log: StoryLog, lines: list[Told], echo: str = "") -> None:
    """Show the lines of a turn, and below those of the last one how the play went.

    There the endings that were seen are counted as soon as that is known.
    """
    session = screen.session
    is_end = session.is_over and not session.is_stuck
    seen_here = seen_in(session) if is_end and screen.plays is None else None
    ended = end_of_play(session, seen_here) if is_end else []
    passages = log.add(blocks([*lines, *ended], echo))

    def count(seen: Seen) -> None:
        log.rewrite(passages[-1], blocks([*lines, *ended[:-1], ending_of_several(session.story, seen)], echo)[-1])

    if ended and seen_here is None and len(session.story.endings) > 1:
        find_seen(screen, session, screen.plays, count)


def tell_endings(screen: PlayScreen, echo: str) -> None:
    """Say which endings were seen, when that is known."""
    story = screen.session.story
    find_seen(screen, screen.session, screen.plays, lambda seen: screen.say(*endings_told(story, seen), echo=echo))

"""Starts the app: opens the play that is asked for, then shows the title or the game."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.play.opening import Opened
    from game.play.plays_elsewhere import PlaysElsewhere
    from game.play.session import SessionWatch
    from game.record.title_card import UnreadStory
    from game.story.model.story import Story


def run_app(
    story: Story | UnreadStory,
    *,
    plays: Path,
    seed: int | None = None,
    load: Path | None = None,
    record: Path | None = None,
    fresh: bool = False,
    pack: Path | None = None,
    watch: SessionWatch | None = None,
    practise: Callable[[], Opened | str] | None = None,
    confidence: bool = False,
    notice: str = "",
    opened: Opened | None = None,
    elsewhere: PlaysElsewhere | None = None,
) -> int:
    """Play a story full-screen. The result is the exit code.

    `pack` is where the story lies, `plays` the folder of the plays of this pack. A seed, a play to load, a file to
    record into or `fresh` open a play at once; without any of these wishes the title screen comes first. `watch` makes
    somebody who is told what happens in a play, `practise` a play of questions that are due. `confidence`: whoever
    answers says how sure they are. `notice` is said with the first play. `opened` is a play that is kept `elsewhere`,
    where the plays of this player are.
    """
    # Starting makes many objects and leaves none of them unused; the app switches this on again when it is ready.
    gc.disable()
    if load is not None or record is not None or fresh or seed is not None:
        from game.play.opening import open_play
        from game.record.journal import JournalError
        from game.record.title_card import whole_story

        try:
            opened = open_play(whole_story(story), plays, seed=seed, load=load, record=record, fresh=fresh)
        except JournalError as error:
            print(error, file=sys.stderr)
            return 2
    # A turn takes two frames (its text, then the scrolling); at 60 a second most of the time would be waiting for them.
    # Nothing is drawn between turns, so a higher rate costs nothing.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from game.app.application import EightWings

    app = EightWings(
        story, plays, opened, pack, watch, practise, confidence=confidence, notice=notice, elsewhere=elsewhere
    )
    result = app.play()
    if app.last_words:
        print(app.last_words, file=sys.stderr)
    return result

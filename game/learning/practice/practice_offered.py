"""Whether practice is offered at the title. Starting the game imports this, and nothing behind it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.learning.record.record_file import record_path
from game.learning.record.wanted import is_recording, player_name
from game.record.title_card import UnreadStory, whole_story

if TYPE_CHECKING:
    from game.play.opening import Opened
    from game.story.model.story import Story


def practice_of_record(story: Story | UnreadStory, pack: Path, player: str = "") -> Callable[[], Opened | str] | None:
    """What begins practice of the pack at this place: a play, or a sentence why there is none.

    None where nothing was recorded yet, or nothing is to be kept.
    """
    if not is_recording(os.environ) or not os.path.lexists(record_path()):
        return None

    def practise() -> Opened | str:
        from game.learning.practice.at_the_title import practice_play  # what needs the database

        return practice_play(whole_story(story), pack, player_name(player))

    return practise

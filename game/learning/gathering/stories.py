"""The stories to which recorded answers belong."""

from __future__ import annotations

from collections.abc import Sequence

from game.learning.record.given_answers import KeptAnswer
from game.record.story_cache import load_story
from game.story.model.story import Story
from game.story.refusals import PackError


def story_of(answers: Sequence[KeptAnswer], given: str = "") -> Story | None:
    """The story of the pack of these answers: the `given` one, or where it was played; the latest is asked first."""
    if not answers:
        return None
    places = [given, *(kept.play.place for kept in reversed(answers))]
    for place in dict.fromkeys(place for place in places if place):
        try:
            story = load_story(place)
        except PackError:
            continue
        if story.id == answers[0].play.pack:
            return story
    return None

"""The stories to which recorded answers belong."""

from __future__ import annotations

from collections.abc import Sequence

from game.learning.gathering.pack_languages import load_if_translated
from game.learning.record.given_answers import KeptAnswer
from game.story.model.story import Story
from game.story.refusals import PackError


def story_of(answers: Sequence[KeptAnswer], given: str = "", language: str = "") -> Story | None:
    """The story of the pack of these answers: the `given` one, or where it was played; the latest is asked first.

    Its texts are those of the language, or as they were written where it has none.
    """
    if not answers:
        return None
    places = [given, *(kept.play.place for kept in reversed(answers))]
    for place in dict.fromkeys(place for place in places if place):
        try:
            story = load_if_translated(place, language)
        except PackError:
            continue
        if story.id == answers[0].play.pack:
            return story
    return None

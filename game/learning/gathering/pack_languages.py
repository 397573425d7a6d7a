"""A pack in the languages in which it is played: answers are graded in the one in which they were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from game.learning.record.fingerprints import question_fingerprint
from game.learning.record.given_answers import KeptAnswer
from game.record.story_cache import load_story
from game.story.model.story import Story
from game.story.refusals import NoSuchLanguage, PackError


def load_if_translated(place: str, language: str) -> Story:
    """The story of a pack in a language, or as it was written where it has no texts in it. Raises PackError."""
    try:
        return load_story(place, language)
    except NoSuchLanguage:
        return load_story(place)


class InLanguages:
    """The story of a pack in each of its languages, loaded when it is first asked for. `story` is one of them."""

    def __init__(self, place: str, story: Story) -> None:
        self._place, self._story = place, story
        self._loaded = {story.language: story}

    def story(self, language: str) -> Story:
        """The story in a language; the one that was given where the pack cannot be had in it."""
        if language not in self._loaded:
            try:
                self._loaded[language] = load_story(self._place, language)
            except (NoSuchLanguage, PackError):
                self._loaded[language] = self._story
        return self._loaded[language]

    def of_plays(self, answers: Iterable[KeptAnswer]) -> dict[str, Story]:
        """By the id of each play the story in the language in which it was played, going by what was asked in it.

        The record does not say the language of a play, but the wording of every question that was answered. Where no
        wording is left as it was, it is the story that was given.
        """
        fitting: dict[str, Counter[str]] = {}
        for kept in answers:
            counts = fitting.setdefault(kept.play.id, Counter())
            for language in (self._story.language, "", *self._story.languages):
                question = self.story(language).questions.get(kept.answer.question)
                if question is not None and question_fingerprint(question) == kept.answer.fingerprint:
                    counts[language] += 1
                    break
        return {
            play: self.story(counts.most_common(1)[0][0]) if counts else self._story for play, counts in fitting.items()
        }

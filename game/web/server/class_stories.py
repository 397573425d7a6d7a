"""The story of a class in each of its languages: that of the class, and those that pupils choose for themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable

from game.play.spoken_language import language_spoken
from game.story.model.story import Story
from game.support.language_names import own_name
from game.support.language_tags import DEFAULT, best_of


class ClassStories:
    """`main` is the story as the class has it. `load` makes it in another language, by its tag; None: there is none.

    Any number of threads may ask.
    """

    def __init__(self, main: Story, load: Callable[[str], Story] | None = None) -> None:
        self.main, self._load = main, load
        written_in = main.written_in or DEFAULT
        there = {written_in: own_name(written_in), **main.languages}
        self.language = main.language or written_in
        #: What can be chosen: tags with what each language calls itself, that of the class first.
        self.languages = {self.language: there.get(self.language, own_name(self.language))}
        if load is not None:
            self.languages |= there
        self._made = {self.language: main}
        self._lock = threading.Lock()

    def chosen(self, wished: str) -> str:
        """The language that somebody wishes for, as the pack spells it; empty for that of the class, and for none."""
        found = best_of([wished], self.languages) if wished else None
        return found if found is not None and found != self.language else ""

    def has(self, wished: str) -> bool:
        """Whether it can be played in this language."""
        return best_of([wished], self.languages) is not None

    def story(self, language: str) -> Story:
        """The story in one of the languages; in that of the class where there is none such. Raises PackError."""
        with self._lock:
            if language not in self._made and language in self.languages and self._load is not None:
                self._made[language] = self._load(language)
            return self._made.get(language, self.main)

    def spoken(self, language: str) -> str:
        """What the game speaks with the story in this language."""
        return language_spoken(self.story(language), language)

"""Why a pack is not played: what loading a story raises.

These stand apart from the findings, of which a start from the cache has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.support.language_names import tag_of_name
from game.support.language_tags import normalised_tag

if TYPE_CHECKING:
    from game.story.catalogue.diagnostics import Diagnostic


class PackError(Exception):
    """The pack has errors and cannot be played. `diagnostics` holds every finding, warnings too, in order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        errors = sum(1 + diagnostic.more for diagnostic in diagnostics if diagnostic.severity == "error")
        super().__init__(f"{errors} error{'s' if errors != 1 else ''} in the pack")


class NoSuchLanguage(Exception):
    """The pack was not translated into the language asked for. `languages` are those there are, by their tags."""

    def __init__(self, language: str, languages: dict[str, str]) -> None:
        self.language, self.languages = language, languages
        there_are = ", ".join(f"{code} ({name})" for code, name in languages.items())
        there_are = f"has: {there_are}." if there_are else "has no translations."
        if normalised_tag(language) is not None:
            super().__init__(f"The pack has no texts in the language “{language}”. It {there_are}")
            return
        meant = tag_of_name(language)
        suggestion = f"Did you mean `{meant}`? " if meant else ""
        super().__init__(
            f"“{language}” is not the tag of a language, such as `de` or `pt-BR`. {suggestion}The pack {there_are}"
        )


class StoryDamaged(Exception):
    """The kept copy of a story turned out to be damaged when a play came to a piece of it, and the pack's own story has
    other pieces. It was thrown away.
    """

    def __init__(self) -> None:
        super().__init__("The kept copy of this story was damaged, and was thrown away. Start again.")

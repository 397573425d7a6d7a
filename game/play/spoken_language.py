"""In which language the game speaks where a story is shown: that of the story, so that nobody reads two at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from game.localisation.messages import ENGLISH, interface_languages, use_language
from game.support.language_tags import best_of, languages_wanted, primary_language

if TYPE_CHECKING:
    from game.record.title_card import TitleCard
    from game.story.model.story import Story


def language_spoken(story: Story | TitleCard, asked: str = "", environment: Mapping[str, str] | None = None) -> str:
    """The language in which the game speaks with this story: one of `interface_languages()`.

    That which was `asked` for, else that of the story, else one that the environment wants, else English.
    """
    told = asked or story.language or story.written_in or ENGLISH
    if primary_language(told) == ENGLISH:
        return ENGLISH  # most plays: no catalogue is looked for
    wanted = [told, story.language or story.written_in or ENGLISH, *languages_wanted(environment or {})]
    return next((found for tag in wanted if (found := best_of([tag], interface_languages()))), ENGLISH)


def speak_as(story: Story | TitleCard, asked: str = "", environment: Mapping[str, str] | None = None) -> None:
    """From now on, speak the language that fits this story (`language_spoken`)."""
    use_language(language_spoken(story, asked, environment))

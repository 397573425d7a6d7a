"""In which language a pack is played that was named on the command line: what was asked for, else what fits best."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.record.story_cache import load_in_language
from game.story.model.played_language import LanguageWish, played_language
from game.support.language_tags import DEFAULT, languages_wanted, normalised_tag

if TYPE_CHECKING:
    from game.record.play_file import Header, Recorded
    from game.story.model.story import Story


def story_to_play(pack: str, asked: str, environment: Mapping[str, str], interface: frozenset[str]) -> Story:
    """The story of a pack in the language `asked` for, else in the one that the environment wants, or as it is written.

    `interface` are the languages that the game speaks: asked for one of these, a pack that has it not is played as it
    was written (see `not_translated`). Raises PackError, NoSuchLanguage.
    """
    wanted = () if asked else tuple(languages_wanted(environment))
    return load_in_language(pack, LanguageWish(asked, wanted, interface if asked else frozenset()))


def not_translated(story: Story, asked: str) -> str:
    """What to say of a pack that has not the language asked for and is played as it was written; else empty."""
    is_there = not asked or played_language(LanguageWish(asked), story.written_in, story.languages) is not None
    if is_there:
        return ""
    from game.localisation.messages import gettext  # seldom needed
    from game.support.language_names import own_name

    return gettext(
        "This pack has no texts in that language, so it is played as it was written ({language}).",
        # Translators: what a language calls itself, such as “Deutsch”.
        language=own_name(story.written_in or DEFAULT),
    )


def in_language_of_play(story: Story, pack: str, play: Path, is_current: bool) -> Story:
    """The story in the language in which a play was begun that goes on now; `story` itself where that is not known.

    So whoever's environment changed, or asked for a language by name before, goes on reading what they began to read.
    `is_current`: it is the play that is kept by itself, which does not go on once it is over.
    """
    if not story.languages:
        return story  # most packs: nothing needs to be read
    from game.record.journal import JournalError, read_contents
    from game.story.refusals import NoSuchLanguage

    try:
        contents, _ = read_contents(play)
    except JournalError:
        return story  # said later, when the play is opened
    recorded = contents.recorded
    if not recorded.steps or _is_in(story, recorded.header):
        return story
    if is_current and _is_over(story, recorded, contents.sums is not None):
        return story
    try:
        return load_in_language(pack, LanguageWish(recorded.header.language))
    except NoSuchLanguage:
        return story


def _is_in(story: Story, header: Header) -> bool:
    return (normalised_tag(header.language) or header.language) == story.language


def _is_over(story: Story, recorded: Recorded, is_marked: bool) -> bool:
    from game.engine import EndlessLoop
    from game.play.replaying import replay

    try:
        session = replay(story, recorded, is_marked=is_marked).session
    except EndlessLoop:
        return False
    return session.is_over and not session.is_stuck

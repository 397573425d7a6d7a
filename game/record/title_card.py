"""What the title tells of a story, kept beside the story: the title is there before the story itself is read.

That is for the packs that come with the game, in the language in which they were written: there the folder of the plays
and the language of the game are known without the story.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from game.record.cache_files import keep_cache, read_cache
from game.record.locations import cache_folder
from game.record.story_key import story_key
from game.story.model.played_language import LanguageWish
from game.story.source import library
from game.story.source.pack_files import FileProblems, story_files

if TYPE_CHECKING:
    from game.story.model.story import Story

_KEPT = 12
_FORM = 1
_MOST_WINGS, _MOST_FLOORS = 1_000, 1_000


class TitleCard(NamedTuple):
    """What the title tells of a story: `floors` are the storeys of each wing in which there is a place."""

    title: str
    about: str
    language: str
    written_in: str
    is_comb: bool
    floors: tuple[int, ...]


class UnreadStory(NamedTuple):
    """A story of which only the title is known, and how to read it. `read` may raise PackError."""

    card: TitleCard
    read: Callable[[], Story]


def title_card(story: Story) -> TitleCard:
    """What the title tells of this story. It reads every place of one whose map is no comb."""
    is_comb = story.map_style is not None and story.map_style.layout == "comb"
    floors = () if is_comb else _floors(story)
    return TitleCard(story.title, story.about, story.language, story.written_in, is_comb, floors)


def _floors(story: Story) -> tuple[int, ...]:
    wings: dict[str, set[int]] = {wing: set() for wing in story.wings}
    for place in story.places.values():
        if place.wing in wings:
            wings[place.wing].add(place.floor)
    return tuple(len(floors) for floors in wings.values() if floors)


def keep_card(story: Story, pack: Path, key: str) -> None:
    """Keep the card of a story that was read from `pack`, under the key of the story, if it will be asked for."""
    if library.comes_with_the_game(pack) and not story.languages and _kept_card(key) is None:
        keep_cache(_path(key), _made_for(key), json.dumps(title_card(story)).encode(), _KEPT)


def unread_story(pack: Path, wish: LanguageWish, read: Callable[[], Story]) -> UnreadStory | None:
    """The story of a pack that comes with the game, as far as its title; None where the whole story has to be read.

    Nobody may have asked for a language (`wish.asked`). `read` reads the whole story.
    """
    if not library.comes_with_the_game(pack):
        return None
    problems = FileProblems()
    files = story_files(pack, problems)
    if problems.found:
        return None
    key = story_key(pack, files, wish.key)
    card = _kept_card(key)
    return UnreadStory(card, read) if card is not None else None


def whole_story(story: Story | UnreadStory) -> Story:
    """The story itself, read now where only its title is known. May raise PackError."""
    return story.read() if isinstance(story, UnreadStory) else story


def _kept_card(key: str) -> TitleCard | None:
    kept = read_cache(_path(key), _made_for(key))
    return _read(kept) if kept is not None else None


def _path(key: str) -> Path:
    return cache_folder() / "stories" / f"{key}.title"


def _made_for(key: str) -> str:
    return f"eightwings title {_FORM} {key}"


def _read(kept: bytes) -> TitleCard | None:
    """The card that was kept, if every value is what it should be."""
    try:
        title, about, language, written_in, is_comb, floors = json.loads(kept)
    except (ValueError, TypeError, RecursionError):
        return None
    if not all(type(some) is str for some in (title, about, language, written_in)) or type(is_comb) is not bool:
        return None
    if type(floors) is not list or len(floors) > _MOST_WINGS or not all(map(_is_count, floors)):
        return None
    return TitleCard(title, about, language, written_in, is_comb, tuple(floors))


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 < value <= _MOST_FLOORS

"""Loading a story fast: the finished story is kept, and used again as long as nothing it was made from changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.record.cache_files import keep_cache, read_cache, throw_away, warn_not_cached
from game.record.lazy_story import packed_pieces, unpack
from game.record.locations import cache_folder
from game.record.story_key import story_key
from game.record.title_card import keep_card
from game.story.model.played_language import LanguageWish
from game.story.model.story import Story
from game.story.refusals import PackError
from game.story.source import library
from game.story.source.pack_files import FileProblems, PackFile, story_files
from game.support.gc_control import collector_paused

if TYPE_CHECKING:
    from game.story.catalogue.diagnostics import Diagnostics

_KEPT = 12
#: Counts the forms that a kept story had.
_FORM = 4


def load_story(name: str, language: str = "") -> Story:
    """The story of a pack (a path, or the name of one that comes with the game), in a language or as it was written.

    Raises PackError, NoSuchLanguage. See `load_in_language`.
    """
    return load_in_language(name, LanguageWish(language))


def load_in_language(name: str, wish: LanguageWish) -> Story:
    """The story of a pack (a path, or the name of one that comes with the game), in the language that fits the wish.

    Raises PackError, NoSuchLanguage.

    The cache is keyed by the contents of the pack's files, of the dossiers and of the code that loads them. It lies in
    the user's own cache folder. Nothing in it is code, every value is checked, and what is damaged is made anew.
    """
    path = library.find_pack(name)
    problems = FileProblems()
    files = story_files(path, problems)
    key = story_key(path, files, wish.key)
    kept, made_for = cache_folder() / "stories" / f"{key}.story", f"eightwings story {_FORM} {key}"

    def anew() -> bytes:
        """The story as bytes, made from the files as they were read, when the kept one turned out to be damaged."""
        throw_away(kept)
        packed = packed_pieces(_built(path, files, FileProblems(), wish))
        keep_cache(kept, made_for, packed, _KEPT)
        return packed

    if not problems.found or not _findings(problems).has_errors:
        packed = read_cache(kept, made_for)
        if packed is not None:
            try:
                with collector_paused():
                    story = unpack(packed, anew)
            except ValueError:  # it is made anew below, and kept again
                pass
            else:
                keep_card(story, path, key)
                return story
    story = _built(path, files, problems, wish)
    try:
        with collector_paused():
            keep_cache(kept, made_for, packed_pieces(story), _KEPT)
            keep_card(story, path, key)
    except Exception as error:  # a story that cannot be kept can be played
        warn_not_cached("A story", error)
    return story


def _built(path: Path, files: tuple[PackFile, ...], problems: FileProblems, wish: LanguageWish) -> Story:
    """The story made from the files. Raises PackError, NoSuchLanguage."""
    from game.story.packs import build, pack_id  # the loader is needed only when there is nothing kept

    story, diagnostics = build(pack_id(path), files, _findings(problems), str(path), wish, to_play=True)
    if story is None:
        raise PackError(diagnostics)
    return story


def _findings(problems: FileProblems) -> Diagnostics:
    from game.story.catalogue.diagnostics import Diagnostics  # as above: a start from the cache has nothing to report
    from game.story.source.file_findings import report_problems

    found = Diagnostics()
    report_problems(problems, found)
    return found

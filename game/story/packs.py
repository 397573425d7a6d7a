"""Loading a pack: from a folder or a file to a story, or to the list of everything that is wrong."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.collecting import Definitions, gather_as_meant
from game.story.compile.compiling import compile_story
from game.story.compile.translation_files import read_translations, translation_names
from game.story.model.played_language import AS_WRITTEN, LanguageWish, played_language
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.refusals import NoSuchLanguage, PackError
from game.story.source import library
from game.story.source.file_findings import every_file, read_files
from game.story.source.pack_files import PackFile, is_playthrough, shown_name
from game.support.file_names import trouble_elsewhere
from game.support.gc_control import collector_paused
from game.support.similarity import comparisons_limited


def load(path: str | Path, language: str = "") -> Story:
    """The story of the pack at `path`: a folder, a single file, or the name of a pack that comes with the game.

    Raises PackError with every finding when there is an error in it; NoSuchLanguage. What is wrong with a translation
    is no error of the story.
    """
    folder = library.find_pack(str(path))
    found = Diagnostics()
    wish = LanguageWish(language)
    story, diagnostics = build(pack_id(folder), read_files(folder, found), found, str(folder), wish, to_play=True)
    if story is None:
        raise PackError(diagnostics)
    return story


def examine(
    path: str | Path,
    language: str = "",
    *,
    reach: Sequence[str] = (),
    also: Callable[[Story, Diagnostics], None] | None = None,
) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The story, if it has no errors, and all findings about the pack, warnings too, in order.

    Its texts are those of `language` where there are any. What is wrong with translations and playthroughs of the pack
    is found as well, and keeps nobody from playing. `reach` are conditions that somebody asks for: the last statements
    of the story are that each of them can be; what is wrong with one is found in the file `statements.ASKED`. `also`
    looks at the story, if it has no errors, and reports what else it finds. Raises NoSuchLanguage.
    """
    folder = library.find_pack(str(path))
    found = Diagnostics()
    wish = LanguageWish(language)
    story, diagnostics = build(pack_id(folder), every_file(folder, found), found, str(folder), wish, reach)
    if also is None or story is None:
        return story, diagnostics
    also(story, found)
    return story, found.sorted()


def build(
    id_: str,
    files: tuple[PackFile, ...],
    found: Diagnostics,
    shown: str,
    wish: LanguageWish = AS_WRITTEN,
    reach: Sequence[str] = (),
    *,
    to_play: bool = False,
) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The story made from files that were read, in the language of the wish, and all findings, in every language.

    `shown` names the pack there. Playthroughs among the files are looked at for what is wrong with them. `reach`: see
    `examine`. With `to_play`, translations are only looked at as far as that story needs. Raises NoSuchLanguage.
    """
    with collector_paused(), comparisons_limited():
        return _build(id_, files, found, shown, wish, reach, to_play)


def _build(
    id_: str, files: tuple[PackFile, ...], found: Diagnostics, shown: str, wish: LanguageWish, reach: Sequence[str],
    to_play: bool,
) -> tuple[Story | None, tuple[Diagnostic, ...]]:  # fmt: skip
    for name, reason in trouble_elsewhere(file.name for file in files):
        found.report(catalogue.NAME_NOT_EVERYWHERE, Spot(name, 1, 1), reason=reason)
    playthroughs = tuple(file for file in files if is_playthrough(*file))
    if playthroughs:
        found.apart.update(playthrough.name for playthrough in playthroughs)
        files = tuple(file for file in files if file.name not in found.apart)
    found.contents.update(files)
    translations = translation_names(files, found.broken_files)
    if translations:
        found.apart |= translations
        found.broken_files -= translations
    every, files = files, tuple(file for file in files if file.name not in translations)
    if not found.has_errors and not files:
        found.report(catalogue.NOT_A_PACK, Spot(shown_name(shown), 1, 1), path=shown_name(shown))
    defined = gather_as_meant(files, found)
    if translations:
        defined.languages = read_translations(tuple(file for file in every if file.name in translations), found)
    if files and not defined.titled and not found.broken_files:
        found.report(catalogue.NOT_A_PACK, Spot(shown_name(shown), 1, 1), path=shown_name(shown))
    if reach:
        from game.story.compile.promises import asked_for

        defined.promises.extend(asked_for(reach, found))
    mark = fingerprint(every)
    story = compile_story(id_, mark, defined, found)
    if story is not None:
        from game.story.editorial import lint  # a pack with errors is not read for its wording, nor are translations

        lint(defined, story, found)
        story = story if not found.has_errors else None
    if story is not None and (defined.languages or wish.asked):
        language = played_language(wish, story.written_in, defined.languages)
        if language is None:
            raise NoSuchLanguage(wish.asked, story.languages)
        story = _in_language(story, defined, language, found, to_play)
    if playthroughs:
        from game.story.compile.playthrough_checking import check_playthroughs  # playing needs none of it

        check_playthroughs(playthroughs, story, found)
    return story, found.sorted()


def _in_language(story: Story, defined: Definitions, language: str, found: Diagnostics, to_play: bool) -> Story:
    """The story in this language; what is wrong with any is reported, unless it is only to be played."""
    if to_play and not language:
        return story
    from game.story.compile.shown_texts import texts_to_translate
    from game.story.compile.translated_story import translated_story  # most packs are in one language
    from game.story.editorial import lint_translation

    made, to_translate = story, texts_to_translate(defined)
    for code, files in defined.languages.items():
        if to_play and code != language:
            continue
        texts, translated = translated_story(story, defined, code, found, to_translate)
        if not to_play and any(file.texts for file in files):
            from game.story.editorial.translated_content import check_content  # playing needs none of it

            check_content(defined, texts, found)
        read, names = found.beside(), {file.spot.file for file in files}
        if any(file.texts for file in files) and not found.errors_in(names):
            # A translation with errors is not read for its wording either.
            lint_translation(defined, texts, translated, read)
        if code == language and not read.errors_in(names):
            made = translated
        if not to_play:
            found.take(read, names)
    return made


def pack_id(path: Path) -> str:
    """The id of a pack: the name of its folder or file."""
    is_file = os.path.isfile(path)  # noqa: PTH113 - see files.py
    return shown_name(path.resolve().stem if is_file else path.resolve().name)


def fingerprint(files: tuple[PackFile, ...]) -> str:
    """A short mark of the files' contents. Any edit changes it."""
    total = 0
    for name, content in files:
        total = zlib.crc32(content, zlib.crc32(name.encode(), total))
    size = sum(len(content) for _, content in files)
    return f"{total:08x}{size:08x}"

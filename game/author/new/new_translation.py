"""The texts of a pack in another language, to be filled in: those that are not there yet, each with its original."""

from __future__ import annotations

from typing import NamedTuple

from game.author.new.asking import Asker, NotWritten
from game.author.new.insertion import inserted
from game.author.new.placing import command, replace
from game.author.new.schema_line import new_modeline
from game.author.new.target_pack import PackAtHand, add_files, check_target, folder_first, open_pack
from game.author.new.translation_lines import Translation, language_file, translation_lines
from game.story import catalogue
from game.story.compile.shown_texts import ShownText, texts_to_translate
from game.story.compile.translation import entries_by_id, is_stale
from game.story.compile.translation_files import translation_names
from game.story.refusals import PackError
from game.story.source.pack_files import PackFile
from game.support.language_names import own_name, tag_of_name
from game.support.language_tags import normalised_tag

_MISSING = frozenset({catalogue.MISSING_TRANSLATION.code, catalogue.NO_NAME_TO_TRANSLATE.code})


class _Count(NamedTuple):
    """How far a language is: the texts without an entry, and the ids of the others."""

    new: list[ShownText]
    done: list[str]
    empty: list[str]
    stale: list[str]


def new_translation(pack_name: str, code: str, name: str | None, asker: Asker) -> list[str]:
    """Write every text that has no entry in the language yet. The result says what was written and what to do next.

    Raises NotWritten, and PackError for a pack with errors: then it cannot be told which texts it has.
    """
    tag = normalised_tag(code)
    if tag is None:
        meant = tag_of_name(code)
        raise NotWritten(
            f"“{code}” is not the tag of a language. "
            + (f"Did you mean `{meant}`? " if meant else "")
            + "Write two or three letters, for example `fr`; a variety follows after a hyphen: `pt-BR`."
        )
    code = tag
    pack = open_pack(pack_name)
    if not pack.is_folder:
        why = "The texts of another language stand in a file of their own"
        raise NotWritten(folder_first(pack, why, "translation", code))
    translations = translation_names(pack.files, ())
    if pack.story is None or any(
        finding.severity == "error" and finding.spot.file in translations for finding in pack.findings
    ):
        raise PackError(pack.findings)
    count = _count(pack, code)
    lines = []
    if count.new:
        lines.append(f"Written: {pack.path / _write(pack, code, name, count.new, asker)}")
    lines.append(
        f"{_many(len(count.new))} added; {len(count.done)} translated before, {len(count.empty)} still empty, "
        f"{len(count.stale)} stale."
    )
    if count.stale:
        lines.append(
            "Stale: the original was changed after it was translated, and is shown instead; nothing was done to it. "
            f"The first is {count.stale[0]}."
        )
    if not (count.new or count.empty or count.stale):
        return [*lines, f"The language is complete: {command('eightwings', 'play', pack.name, '--language', code)}"]
    return [
        *lines,
        "Next: write the translations behind `text:`. What is left to do, and how it reads:",
        f"  {command('eightwings', 'check', pack.name)}",
        f"  {command('eightwings', 'play', pack.name, '--language', code)}",
    ]


def _many(number: int) -> str:
    from game.support.counts import counted as words  # a name that means something else here

    return words(number, "text")


def _count(pack: PackAtHand, code: str) -> _Count:
    there = entries_by_id(pack.definitions.languages.get(code, ()))
    count = _Count([], [], [], [])
    for shown in texts_to_translate(pack.definitions):
        _, entry = there.get(shown.id, (None, None))
        if entry is None:
            count.new.append(shown)
        elif is_stale(entry, shown.text):
            count.stale.append(shown.id)
        else:
            (count.done if entry.text is not None else count.empty).append(shown.id)
    return count


def _write(pack: PackAtHand, code: str, name: str | None, new: list[ShownText], asker: Asker) -> str:
    """Write these texts into the file of the language, or into a new one. The result is its path inside the pack."""
    file = file_of_language(pack, code)
    lines = translation_lines(Translation(shown.id, shown.text) for shown in new)
    if any(pack_file.name == file for pack_file in pack.files):
        _extend(pack, file, lines)
        return file
    there = pack.definitions.languages.get(code, [])
    known = there[0].name.value if there else own_name(code)
    called = known if there else asker.words("What the language calls itself", known, name)
    add_files(pack, {file: new_file_of_language(file, code, called, lines)}, expected=_MISSING)
    return file


def file_of_language(pack: PackAtHand, code: str) -> str:
    """The path inside the pack of the file to which texts of a language are added. It may be that of a new file."""
    names = [definition.spot.file for definition in pack.definitions.languages.get(code, ())]
    new_file = f"{code}/texts.yaml"
    usual = (candidate for candidate in (new_file, f"{code}.yaml", *names[: len(names) == 1]) if candidate in names)
    return next(usual, new_file)


def new_file_of_language(file: str, code: str, name: str, lines: str) -> str:
    """The content of a new file of a language with these lines of texts."""
    return language_file(new_modeline(file, "language"), code, name, lines)


def _extend(pack: PackAtHand, file: str, content: str) -> None:
    before = next(pack_file for pack_file in pack.files if pack_file.name == file)
    after = inserted(before, "texts", content)
    if after is None:
        raise NotWritten(f"{pack.path / file} has its texts in braces. Write them below `texts:`, and try again.")
    others = [pack_file for pack_file in pack.files if pack_file is not before]
    check_target(pack, tuple(sorted([*others, PackFile(file, after)])), expected=_MISSING)
    replace(pack.path / file, before.content, after, pack.path)

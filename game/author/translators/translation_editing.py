"""Translations put into the files of a language: what is new is added, what is changed takes the place of the old.

Not one byte of anything else changes, comments between the texts included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.author.new.asking import NotWritten
from game.author.new.insertion import inserted
from game.author.new.new_translation import file_of_language, new_file_of_language
from game.author.new.target_pack import PackAtHand
from game.author.new.translation_lines import Translation, translation_lines
from game.story.compile.translation import entries_by_id
from game.story.model.yaml_nodes import Spot
from game.story.source.pack_files import PackFile
from game.support.safe_text import safe_line


def with_translations(
    pack: PackAtHand, language: str, name: str, translations: Sequence[Translation]
) -> dict[str, bytes]:
    """The files of a language that change when it has these translations, by their paths inside the pack.

    `name` is what the language calls itself, for one that the pack has not yet. Raises NotWritten where the texts of a
    file stand in braces.
    """
    there = entries_by_id(pack.definitions.languages.get(language, ()))
    contents = {file.name: file.content for file in pack.files}
    changed: dict[str, bytes] = {}
    new = [translation for translation in translations if translation.id not in there]
    by_file: dict[str, dict[Spot, Translation]] = {}
    for translation in translations:
        if translation.id in there:
            spot = there[translation.id][0].spot
            by_file.setdefault(spot.file, {})[spot] = translation
    for file, replaced in by_file.items():
        starts = [
            word.spot
            for definition in pack.definitions.languages[language]
            if definition.spot.file == file
            for word, _ in definition.texts
        ]
        changed[file] = _replaced(pack, file, contents[file], sorted(starts), replaced)
    if new:
        lines = translation_lines(new)
        file = file_of_language(pack, language)
        if file in contents:
            after = inserted(PackFile(file, changed.get(file, contents[file])), "texts", lines)
            if after is None:
                raise NotWritten(_in_braces(pack, file))
            changed[file] = after
        else:
            changed[file] = new_file_of_language(file, language, name, lines).encode()
    return changed


def _replaced(
    pack: PackAtHand, file: str, content: bytes, starts: list[Spot], replaced: Mapping[Spot, Translation]
) -> bytes:
    """A file with other translations at these spots; `starts` are those of all its texts, in their order."""
    text = content.decode("utf-8")
    if "\r" in text.replace("\r\n", "\n"):
        raise NotWritten(f"{_shown(pack, file)} has lines that end in a way of their own. Save it anew, and try again.")
    lines = text.split("\n")
    line_end = "\r" * lines[0].endswith("\r")
    made: list[str] = []
    at = 0
    for index, start in enumerate(starts):
        following = starts[index + 1].line if index + 1 < len(starts) else _end_of_texts(lines, start) + 1
        if start not in replaced:
            continue
        if following <= start.line or lines[start.line - 1][: start.column - 1].strip():
            raise NotWritten(_in_braces(pack, file))
        end = following - 1
        while end > start.line and _is_between(lines[end - 1], start.column):
            end -= 1
        made += lines[at : start.line - 1]
        indent = " " * (start.column - 1)
        made += [f"{indent}{line}".rstrip() + line_end for line in translation_lines([replaced[start]]).split("\n")]
        at = end
    made += lines[at:]
    return "\n".join(made).encode()


def _is_between(line: str, column: int) -> bool:
    """Whether a line belongs to no text: it is empty, or a comment no further in than the ids of texts."""
    bare = line.lstrip()
    return not bare or (bare.startswith("#") and len(line) - len(bare) < column)


def _end_of_texts(lines: list[str], start: Spot) -> int:
    """The last line, from 1, of the text that begins here, which is the last one of its file."""
    at = start.line
    while at < len(lines) and (not lines[at].strip() or len(lines[at]) - len(lines[at].lstrip()) >= start.column):
        at += 1
    return at


def _in_braces(pack: PackAtHand, file: str) -> str:
    return f"{_shown(pack, file)} has its texts in braces. Write them below `texts:`, and try again."


def _shown(pack: PackAtHand, file: str) -> str:
    return safe_line(str(pack.path / file))

"""The texts of a pack as a PO file, for whatever tool a translator uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import game
from game.author.new.asking import NotWritten
from game.author.translators.po_files import PoContent, PoEntry, po_text
from game.author.translators.po_parts import PoText, parts_of, po_texts
from game.record.atomic_files import not_written, output_root, write_file
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions, gather
from game.story.compile.shown_texts import owner_of, plain_text, texts_to_translate
from game.story.compile.translation import entries_by_id, is_stale
from game.story.compile.translation_files import translation_names
from game.story.editorial.markup_in_text import markup_in
from game.story.packs import build, pack_id
from game.story.refusals import PackError
from game.story.schema.language_definitions import TranslationDef
from game.story.source.file_findings import read_files
from game.story.source.library import find_pack
from game.story.source.pack_files import read_below, read_bounded
from game.support.counts import counted
from game.support.language_names import own_name, tag_of_name
from game.support.language_tags import normalised_tag
from game.support.safe_text import safe_line

_NOUNS = {
    "places": "place", "people": "person", "items": "item", "questions": "question", "scenes": "scene",
    "endings": "ending", "epilogues": "epilogue", "achievements": "achievement", "documents": "document",
    "measures": "measure", "facts": "fact", "dossiers": "dossier",
}  # fmt: skip
_COMMENT = """\
The texts of a story. Each is known by its msgctxt; the comments say what it is and who speaks.
The same in every language: what stands in {braces} up to the colon, [source_marks], and `name:` at the beginning.
Bring it back with: eightwings import FILE.po --into PACK"""
_LONGEST_COMMENT = 200


class PoExport(NamedTuple):
    """What is exported: the language and where to; `out` None: beside the user, named for the pack and the language."""

    pack: str
    language: str
    out: Path | None = None
    force: bool = False


def export_po(wishes: PoExport) -> list[str]:
    """Write the texts of a pack and their translations, and say what was written. Raises NotWritten, PackError."""
    tag = normalised_tag(wishes.language)
    if tag is None:
        meant = tag_of_name(wishes.language)
        suggestion = f" Did you mean `{meant}`?" if meant else ""
        no_tag = f"“{safe_line(wishes.language)}” is not the tag of a language.{suggestion} " if wishes.language else ""
        raise NotWritten(f"{no_tag}Say into which language the texts are translated, for example --language de.")
    path = find_pack(wishes.pack)
    found = Diagnostics()
    files = read_files(path, found)
    story, findings = build(pack_id(path), files, found, str(path))
    if story is None:
        raise PackError(findings)
    defined = gather(files, Diagnostics())
    broken = translation_names(files, ())
    errors = [finding for finding in findings if finding.severity == "error" and finding.spot.file in broken]
    name = defined.languages[tag][0].name.value if tag in defined.languages else own_name(tag)
    content = PoContent(tag, name, tuple(po_entries(defined, tag)))
    header = {"Project-Id-Version": story.id, "X-Generator": f"Eight Wings {game.__version__}"}
    named = Path(f"{story.id}-{tag}.po")
    out = named if wishes.out is None else wishes.out / named if wishes.out.is_dir() else wishes.out
    _put(out, po_text(content, header, _COMMENT).encode(), path, wishes)
    done = sum(bool(entry.translation) and not entry.is_fuzzy for entry in content.entries)
    stale = sum(entry.is_fuzzy for entry in content.entries)
    lines = [
        f"Written: {safe_line(str(out))}: {counted(len(content.entries), 'entry', 'entries')}, {done:,} translated, "
        f"{stale:,} stale (fuzzy)."
    ]
    if errors:
        lines.append(f"Not in it is what cannot be read of the translations: {errors[0]}")
    return lines


def po_entries(defined: Definitions, language: str) -> Iterator[PoEntry]:
    """The entries of a PO file: every text that is to be translated, and every other one that is."""
    there = entries_by_id(defined.languages.get(language, ()))
    needed = {shown.id for shown in texts_to_translate(defined)}
    for shown in po_texts(defined):
        _, entry = there.get(shown.id, (None, None))
        if shown.id in needed or (entry is not None and entry.text is not None):
            yield from _entries(shown, entry, _described(defined, shown))


def _entries(shown: PoText, entry: TranslationDef | None, comment: str) -> Iterator[PoEntry]:
    stale = entry is not None and entry.text is not None and is_stale(entry, shown.text)
    translated: dict[str, str] = {}
    before: dict[str, str] = {}
    if entry is not None and entry.text is not None:
        translated = parts_of(shown, plain_text(entry.text))
    if entry is not None and stale:
        before = parts_of(shown, plain_text(entry.was))
    for context, original in shown.parts.items():
        words = translated.get(context, "")
        fuzzy = stale and bool(words)
        yield PoEntry(
            context, original, words, fuzzy, before.get(context, "") if fuzzy else "", comment,
            (safe_line(shown.spot.file), shown.spot.line),
        )  # fmt: skip


def _described(defined: Definitions, shown: PoText) -> str:
    """What a text is, whose, and who speaks in it: a line each."""
    section, _, rest = owner_of(shown.id).partition(".")
    lines = [f"{shown.meaning[:1].upper()}{shown.meaning[1:]}." if shown.meaning else ""]
    noun = _NOUNS.get(section)
    if noun is not None:
        called = _called(getattr(defined, section).get(rest))
        lines.insert(0, f"{noun} {rest}{f' (“{called}”)' if called else ''}")
    if section == "scenes" and rest in defined.scenes:
        scene = defined.scenes[rest]
        at = [defined.places[word.value].name.value for word in scene.at if word.value in defined.places]
        with_ = [defined.people[word.value].name.value for word in scene.with_ if word.value in defined.people]
        lines[0] += f", at {', '.join(at)}" * bool(at) + f", with {', '.join(with_)}" * bool(with_)
    lines += [
        f"`{speaker}:` is said by {defined.people[speaker].name.value}; it stays as it is."
        for speaker in dict.fromkeys(_speakers(shown, defined))
    ]
    return "\n".join(_one_line(line) for line in lines if line)


def _speakers(shown: PoText, defined: Definitions) -> Iterable[str]:
    for words in shown.parts.values():
        yield from (piece.words for piece in markup_in(words, defined.people, ()).speakers)


def _called(definition: object) -> str:
    """What a definition is called, if it is called anything but its id."""
    for name in ("name", "title"):
        words = getattr(definition, name, None)
        if words is not None:
            return _one_line(str(words.value))
    return ""


def _one_line(words: str) -> str:
    line = safe_line(" ".join(words.split()))
    return line if len(line) <= _LONGEST_COMMENT else f"{line[: _LONGEST_COMMENT - 1]}…"


def _put(path: Path, content: bytes, pack: Path, wishes: PoExport) -> None:
    root = output_root(path, (pack,), named=wishes.out is not None)
    try:
        there = read_bounded(str(path), len(content)) if root is None else read_below(path, root, len(content))
    except OSError:
        there = b""
    if not wishes.force and path.exists() and there != content:
        raise NotWritten(
            f"{safe_line(str(path))} is there already, and is not the same. Nothing was written: "
            "give another name with --out, or replace it with --force."
        )
    try:
        write_file(path, content, root=root)
    except OSError as error:
        raise NotWritten(f"{not_written(path, error)} Choose another place with --out.") from error

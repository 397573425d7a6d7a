"""A PO file back into a pack: what it holds of the texts of one language, and a sentence for all that is not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.author.new.asking import NotWritten
from game.author.new.placing import command, place, replace
from game.author.new.target_pack import PackAtHand, folder_first, open_pack
from game.author.new.translation_lines import Translation
from game.author.translators.po_files import PoContent, read_po
from game.author.translators.po_sorting import LeftOut, SortedTexts, sorted_texts
from game.author.translators.translation_editing import with_translations
from game.record.atomic_files import remove_file
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.collecting import gather
from game.story.compile.shown_texts import plain_text
from game.story.compile.translation import entries_by_id
from game.story.compile.translation_files import translation_names
from game.story.packs import build, pack_id
from game.story.refusals import PackError
from game.story.source.pack_files import PackFile
from game.support.counts import counted
from game.support.language_names import own_name
from game.support.language_tags import normalised_tag
from game.support.safe_text import safe_line
from game.support.similarity import comparisons_limited

#: So often texts are left out that have errors, and the others tried without them.
_ROUNDS = 5
#: So many sentences on what was left out are told one by one.
_TOLD = 200


class PoImport(NamedTuple):
    """What is imported into which pack. `language` is empty where the file says it itself."""

    file: Path
    pack: str
    language: str = ""
    dry_run: bool = False


class PoImported(NamedTuple):
    """What came of it: the sentences to say, and whether something was left out that should not be."""

    lines: list[str]
    is_whole: bool


def import_po(wishes: PoImport) -> PoImported:
    """Write the translations of a PO file into a pack, all that are sound or none. Raises NotWritten, PackError."""
    shown = safe_line(str(wishes.file))
    content = read_po(wishes.file)
    asked = _language(wishes, content, shown)
    pack = open_pack(wishes.pack)
    language = _of_pack(asked, pack)
    if not pack.is_folder:
        raise NotWritten(
            folder_first(pack, "The texts of another language stand in a file of their own", "translation")
        )
    files_of_languages = translation_names(pack.files, ())
    if pack.story is None or any(
        finding.severity == "error" and finding.spot.file in files_of_languages for finding in pack.findings
    ):
        raise PackError(pack.findings)
    with comparisons_limited():
        sorted_ = sorted_texts(pack.definitions, content, language)
    name = content.name or own_name(language)
    changed, found = _sound(pack, language, name, sorted_)
    if changed and not wishes.dry_run:
        _write(pack, changed)
    return _said(wishes, pack, language, shown, sorted_, changed, found)


def _language(wishes: PoImport, content: PoContent, shown: str) -> str:
    """The tag of the language that is imported. Raises NotWritten."""
    asked = normalised_tag(wishes.language) if wishes.language else content.language
    if wishes.language and asked is None:
        raise NotWritten(f"“{safe_line(wishes.language)}” is not the tag of a language, such as `de` or `pt-BR`.")
    if not asked:
        raise NotWritten(
            f"{shown} does not say in which language its translations are: its header has no `Language:`. "
            "Say it with --language, for example --language de."
        )
    if content.language and content.language != asked:
        raise NotWritten(
            f"{shown} says that it is in `{content.language}`, and --language says `{asked}`. "
            "Leave --language out, or change `Language:` in the header of the file."
        )
    return asked


def _of_pack(tag: str, pack: PackAtHand) -> str:
    """The language of the pack that is meant: tools write `de_DE` where a pack has `de`."""
    languages = pack.definitions.languages
    plain = tag.partition("-")[0]
    return plain if tag not in languages and plain in languages else tag


def _sound(
    pack: PackAtHand, language: str, name: str, sorted_: SortedTexts
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The files with the translations that have no errors, and the new findings on them. The others are left out."""
    known = Counter((finding.code, finding.message) for finding in pack.findings)
    for _ in range(_ROUNDS):
        if not sorted_.taken:
            return {}, []
        changed = with_translations(pack, language, name, list(sorted_.taken.values()))
        files = _with(pack, changed)
        own = Diagnostics()
        _, findings = build(pack_id(pack.path), files, own, str(pack.path))
        new = [finding for finding in findings if (finding.code, finding.message) not in known]
        errors = [finding for finding in new if finding.severity == "error"]
        if not errors and _is_read_back(files, pack, language, sorted_.taken):
            return changed, [finding for finding in new if finding.spot.file in changed]
        faulty = _at(errors, files, language)
        if not faulty:
            break
        for id_, error in faulty.items():
            if sorted_.taken.pop(id_, None) is not None:
                sorted_.left.append(LeftOut(sorted_.lines[id_], f"`{id_}`: {error.message} {error.fix}".strip()))
    raise NotWritten("Nothing was written: with these translations the pack could not be read as it should be.", code=1)


def _with(pack: PackAtHand, changed: dict[str, bytes]) -> tuple[PackFile, ...]:
    others = [file for file in pack.files if file.name not in changed]
    return tuple(sorted([*others, *(PackFile(name, content) for name, content in changed.items())]))


def _at(errors: Iterable[Diagnostic], files: tuple[PackFile, ...], language: str) -> dict[str, Diagnostic]:
    """The texts in whose translations these errors stand."""
    there = entries_by_id(gather(files, Diagnostics()).languages.get(language, ()))
    starts = sorted((word.spot, id_) for id_, (word, _) in there.items())
    found: dict[str, Diagnostic] = {}
    for error in errors:
        before = [id_ for spot, id_ in starts if spot.file == error.spot.file and spot <= error.spot]
        if before:
            found.setdefault(before[-1], error)
    return found


def _is_read_back(files: tuple[PackFile, ...], pack: PackAtHand, language: str, taken: dict[str, Translation]) -> bool:
    """Whether each translation is read as it was meant, and every other one as before."""
    languages = gather(files, Diagnostics()).languages
    now, before = (entries_by_id(all_.get(language, ())) for all_ in (languages, pack.definitions.languages))
    if now.keys() != before.keys() | taken.keys():
        return False
    for id_, (_, entry) in now.items():
        if id_ in taken:
            wanted = taken[id_]
            if entry.text is None or (plain_text(entry.was), plain_text(entry.text)) != (wanted.was, wanted.text):
                return False
        elif [plain_text(node) for node in (entry.was, entry.text) if node is not None] != [
            plain_text(node) for node in (before[id_][1].was, before[id_][1].text) if node is not None
        ]:
            return False
    return True


def _write(pack: PackAtHand, changed: dict[str, bytes]) -> None:
    """Write all files. When one cannot be written, those before it are as they were. Raises NotWritten."""
    before = {file.name: file.content for file in pack.files}
    written: list[str] = []
    try:
        for name, content in changed.items():
            if name in before:
                replace(pack.path / name, before[name], content, pack.path)
            else:
                place(pack.path / name, content.decode(), pack.path)
            written.append(name)
    except NotWritten:
        for name in written:
            if name in before:
                replace(pack.path / name, changed[name], before[name], pack.path)
            else:
                remove_file(pack.path / name, root=pack.path)
        raise


def _said(
    wishes: PoImport, pack: PackAtHand, language: str, shown: str, sorted_: SortedTexts, changed: dict[str, bytes],
    found: list[Diagnostic],
) -> PoImported:  # fmt: skip
    counts = sorted_.counts
    taken = len(sorted_.taken)
    verb = "Would be written" if wishes.dry_run else "Written"
    lines = [f"{verb}: {safe_line(str(pack.path / name))}" for name in changed]
    lines.append(
        f"{language}: {counted(taken, 'translation')} taken; {counts['same']:,} as before, {counts['empty']:,} empty, "
        f"{counts['fuzzy']:,} fuzzy, {len(sorted_.left):,} left out."
    )
    if counts["older"]:
        older = counted(counts["older"], "of them is of an original that", "of them are of originals that")
        changed_since = "has changed since" if counts["older"] == 1 else "have changed since"
        lines.append(f"{older} {changed_since}: until somebody has looked at it, the original is shown.")
    told = sorted(sorted_.left)
    lines += [f"  {shown}:{left.line}: {left.why}" for left in told[:_TOLD]]
    if len(told) > _TOLD:
        lines.append(f"  … and {len(told) - _TOLD:,} more.")
    if found:
        new = counted(len(found), "finding is", "findings are")
        lines.append(f"{new} new with them; see: {command('eightwings', 'check', pack.name)}")
    elif changed and not wishes.dry_run:
        lines.append(f"To see how it reads: {command('eightwings', 'play', pack.name, '--language', language)}")
    return PoImported(lines, not sorted_.left)

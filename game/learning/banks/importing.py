"""Questions of a bank into a pack: a new file that the loader reads, and a sentence for all that it does not hold."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from game.learning.banks.bank_files import bank_bytes
from game.learning.banks.bank_formats import read_bank
from game.learning.banks.bank_questions import BankError, BankNotes, BankQuestion, CarryNote, question_title
from game.learning.banks.pack_writing import NotInPacks, question_as_yaml, question_id
from game.record.atomic_files import not_written, write_new_file
from game.story.catalogue import NO_PACK
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.collecting import gather
from game.story.packs import build, pack_id
from game.story.refusals import PackError
from game.story.source.file_findings import read_files
from game.story.source.library import find_pack
from game.story.source.pack_files import PackFile
from game.support.counts import counted
from game.support.safe_text import safe_line
from game.support.slugs import slug

#: So many questions are imported from one file; a pack has room for no more in one play of any length.
IMPORTED_QUESTIONS = 5_000

_KIND_NAMES = {
    "choice": "multiple choice", "several": "several right", "true_false": "true or false", "typed": "typed",
    "number": "number", "cloze": "cloze", "match": "matching", "order": "ordering", "open": "open",
}  # fmt: skip


class ImportWishes(NamedTuple):
    """What is imported into which pack. `format` is empty where it is to be recognised."""

    file: Path
    pack: str
    format: str = ""
    dry_run: bool = False


class _Entry(NamedTuple):
    id: str
    question: BankQuestion
    lines: list[str]


class ImportedQuestions(NamedTuple):
    """What came of an import: the file, empty if nothing was written; its content; the sentences to say."""

    path: Path | None
    content: str
    number: int
    lines: list[str]


def import_questions(wishes: ImportWishes) -> ImportedQuestions:
    """Write the questions of a file into a pack, as a new file of its own. Raises BankError, PackError."""
    folder = _folder_of_pack(wishes.pack)
    file = safe_line(wishes.file.name)
    bank = read_bank(file, bank_bytes(wishes.file), wishes.format)
    notes = BankNotes(file)
    notes.taken += bank.notes
    found = Diagnostics()
    files = read_files(folder, found)
    _, before = build(pack_id(folder), files, found, str(folder))
    if any(diagnostic.code in NO_PACK for diagnostic in before):
        raise PackError(before)
    questions = bank.questions[:IMPORTED_QUESTIONS]
    if len(bank.questions) > len(questions):
        taken = f"Only {IMPORTED_QUESTIONS:,} of {len(bank.questions):,} questions were taken; divide the file."
        notes.add(bank.questions[len(questions)].line, taken)
    entries = _entries(questions, set(gather(files, Diagnostics()).questions), notes)
    name = _free_name(folder, wishes.file)
    entries = _loading(entries, name, folder, files, before, file, notes)
    content = _content(entries, file)[0] if entries else ""
    path = None
    if entries and not wishes.dry_run:
        path = _write(folder, wishes.file, content)
    return ImportedQuestions(path, content, len(entries), _said(path, folder / name, wishes, entries, notes))


def _folder_of_pack(name: str) -> Path:
    path = find_pack(name)
    if not os.path.exists(name) and path.exists():  # noqa: PTH110 - says no to a name too long for a path
        raise BankError(
            f"“{safe_line(name)}” comes with the game; what you add to it would be lost with the next version. "
            "Begin a pack of your own: eightwings new pack my-story"
        )
    if path.is_file():
        shown = safe_line(str(path))
        folder = safe_line(str(path.with_suffix("")))
        raise BankError(
            f"Imported questions are a file of their own, and {shown} is a pack of one file. Make it a folder; nothing "
            f"else changes: put it into a new folder {folder} under the name pack.yaml."
        )
    return path


def _entries(questions: tuple[BankQuestion, ...], taken: set[str], notes: BankNotes) -> list[_Entry]:
    entries: list[_Entry] = []
    for question in questions:
        try:
            lines = question_as_yaml(question, notes)
        except NotInPacks as why:
            notes.about(question, f"{question_title(question)} was left out: {why}.")
            continue
        id_ = question_id(question, taken)
        taken.add(id_)
        entries.append(_Entry(id_, question, lines))
    return entries


def _content(entries: list[_Entry], file: str) -> tuple[str, list[int]]:
    """The file, and in which line of it each question begins."""
    lines = [
        f"# {counted(len(entries), 'question')} imported from {file}. None is asked yet: a scene asks one with `ask:`.",
        "# `cites: todo` becomes the id of the fact on which a question rests, once a dossier has it.",
        "questions:",
    ]
    starts: list[int] = []
    for entry in entries:
        starts.append(len(lines) + 1)
        lines.append(f"  {entry.id}:")
        lines += [f"    {line}" if line else "" for line in entry.lines]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n", starts


def _loading(
    entries: list[_Entry], name: str, folder: Path, files: tuple[PackFile, ...], before: tuple[Diagnostic, ...],
    file: str, notes: BankNotes,
) -> list[_Entry]:  # fmt: skip
    """The questions with which the pack loads as well as without them. Raises BankError when none of that helps."""
    known = Counter((diagnostic.code, diagnostic.message) for diagnostic in before)
    while entries:
        content, starts = _content(entries, file)
        more = tuple(sorted((*files, PackFile(name, content.encode()))))
        _, after = build(pack_id(folder), more, Diagnostics(), str(folder))
        new = [
            diagnostic
            for diagnostic in after
            if diagnostic.severity == "error" and (diagnostic.code, diagnostic.message) not in known
        ]
        if not new:
            return entries
        bad: dict[int, Diagnostic] = {}
        for diagnostic in new:
            if diagnostic.spot.file == name and diagnostic.spot.line >= starts[0]:
                bad.setdefault(bisect_right(starts, diagnostic.spot.line) - 1, diagnostic)
        if not bad:
            raise BankError(
                f"Nothing was written, because this would be wrong with the pack: {new[0].message} {new[0].fix}"
            )
        for index, diagnostic in bad.items():
            question = entries[index].question
            why = f"for the pack would not load: {diagnostic.message} {diagnostic.fix}"
            notes.about(question, f"{question_title(question)} was left out, {why}")
        entries = [entry for index, entry in enumerate(entries) if index not in bad]
    return entries


def _names(file: Path) -> list[str]:
    stem = slug(file.stem).replace("_", "-")[:60].strip("-")
    return [f"questions/imported-{stem}{'' if number == 1 else f'-{number}'}.yaml" for number in range(1, 100)]


def _free_name(folder: Path, file: Path) -> str:
    return next((name for name in _names(file) if not os.path.lexists(folder / name)), _names(file)[-1])


def _write(folder: Path, file: Path, content: str) -> Path:
    """Write the file under the first name that is free."""
    for name in _names(file):
        try:
            write_new_file(folder / name, content, root=folder)
        except FileExistsError:
            continue
        except OSError as error:
            raise BankError(f"{not_written(folder / name, error)} Nothing was written.") from error
        return folder / name
    raise BankError(f"{safe_line(str(folder / _names(file)[0]))} and 98 more are there already. Nothing was written.")


def _said(path: Path | None, target: Path, wishes: ImportWishes, entries: list[_Entry], notes: BankNotes) -> list[str]:
    lines: list[str] = []
    shown = safe_line(str(path or target))
    kinds = Counter(_KIND_NAMES[entry.question.kind] for entry in entries)
    made = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    count = counted(len(entries), "question")
    if not entries:
        lines.append("Nothing was written: no question could be carried over.")
    elif wishes.dry_run:
        lines.append(f"Would be written: {shown}, {count} ({made}).")
    else:
        lines.append(f"Written: {shown}, {count} ({made}).")
    if notes.taken:
        lines.append("Not carried over as it was:" if entries else "Why:")
        lines += [f"  {note}" for note in _ordered(notes.taken)]
    if path is not None:
        lines += [
            "Next: say under `cites:` on which fact each question rests, and ask it in a scene, for example:",
            f"  ask: {entries[0].id}",
        ]
    return lines


def _ordered(notes: list[CarryNote]) -> list[CarryNote]:
    return sorted(dict.fromkeys(notes), key=lambda note: (note.file, note.line))

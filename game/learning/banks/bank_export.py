"""The questions of a pack out, in the format of another program, and a sentence for all that it has no room for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.learning.banks.bank_formats import BANK_FORMATS, Deck, writable, written_bank
from game.learning.banks.bank_questions import BankError, BankNotes
from game.learning.banks.pack_reading import pack_questions
from game.record.atomic_files import not_written, output_root, write_file
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import gather
from game.story.packs import load
from game.story.source.file_findings import read_files
from game.story.source.library import find_pack
from game.story.source.pack_files import read_below, read_bounded
from game.support.counts import counted
from game.support.language_tags import DEFAULT
from game.support.safe_text import safe_line
from game.support.similarity import did_you_mean


class BankExport(NamedTuple):
    """What is exported. `format` is one of `BANK_FORMATS`; `out` None: beside the user, named after the pack.

    `language` is that of the texts, empty as they were written.
    """

    pack: str
    format: str
    out: Path | None = None
    force: bool = False
    language: str = ""


def export_questions(wishes: BankExport) -> list[str]:
    """Write the questions of a pack. The result says what was written and what was not.

    Raises BankError, PackError, NoSuchLanguage.
    """
    if wishes.format not in writable():
        raise BankError(
            f"There is no format “{wishes.format}” to export to. {did_you_mean(wishes.format, writable())}"
            f"There are: {', '.join(writable())}."
        )
    story = load(wishes.pack, wishes.language)
    if not story.questions:
        raise BankError(f"“{story.title}” has no questions, so there is nothing to export.")
    folder = find_pack(wishes.pack)
    defined = gather(read_files(folder, Diagnostics()), Diagnostics()).questions
    notes = BankNotes(story.id)
    questions = pack_questions(story, {id_: definition.spot for id_, definition in defined.items()}, notes)
    deck = Deck(story.id, story.title, story.language_of_texts or DEFAULT)
    content, more = written_bank(wishes.format, questions, deck)
    notes.taken += more
    left_out = sum("was left out:" in note.sentence for note in notes.taken)
    if left_out >= len(story.questions):
        raise BankError("\n".join(["Nothing was written, for no question could be carried over:", *_listed(notes)]))
    named = Path("-".join(filter(None, (story.id, wishes.language))) + BANK_FORMATS[wishes.format].ending)
    path = named if wishes.out is None else wishes.out / named if wishes.out.is_dir() else wishes.out
    _put(path, content, folder, wishes)
    lines = [f"Written: {safe_line(str(path))}, {counted(len(story.questions) - left_out, 'question')}."]
    if notes.taken:
        lines += ["Not carried over as it was:", *_listed(notes)]
    return lines


def _listed(notes: BankNotes) -> list[str]:
    return [f"  {note}" for note in sorted(dict.fromkeys(notes.taken), key=lambda note: (note.file, note.line))]


def _put(path: Path, content: bytes, folder: Path, wishes: BankExport) -> None:
    root = output_root(path, (folder,), named=wishes.out is not None)
    if not wishes.force and path.exists() and not _holds(path, content, root):
        raise BankError(
            f"{safe_line(str(path))} is there already, and is not the same. Nothing was written: "
            "give another name with --out, or replace it with --force."
        )
    try:
        write_file(path, content, root=root)
    except OSError as error:
        raise BankError(f"{not_written(path, error)} Choose another place with --out.") from error


def _holds(path: Path, content: bytes, root: Path | None) -> bool:
    try:
        most = len(content)
        there = read_bounded(str(path), most) if root is None else read_below(path, root, most)
    except OSError:
        return False
    return there == content

"""`export --handout`: which questions, which files, and writing them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.author.handout.markdown import as_markdown
from game.author.handout.worksheet import draw_questions, make_worksheet
from game.localisation.messages import in_language
from game.play.spoken_language import language_spoken
from game.record.atomic_files import not_written, output_root, write_file
from game.report.handout_page import Worksheet, handout_page
from game.report.handout_words import key_file, worksheet_file
from game.story.packs import load
from game.story.source.library import find_pack
from game.story.source.pack_files import read_below, read_bounded
from game.support.counts import counted
from game.support.similarity import did_you_mean

_FORMATS = {".html": handout_page, ".htm": handout_page, ".md": as_markdown}


class HandoutError(Exception):
    """There is no handout; the message is a sentence with the reason and the fix."""


class ExportWishes(NamedTuple):
    """What the handout is to be. `formats` are file endings; `keys` says whether sheets with or without the key.

    `language` is that of the texts, empty as they were written.
    """

    out: Path | None = None
    formats: tuple[str, ...] = (".html", ".md")
    keys: tuple[bool, ...] = (False, True)
    topic: str = ""
    draw: int | None = None
    seed: int = 1
    force: bool = False
    language: str = ""


def export_handout(pack: str, wishes: ExportWishes) -> list[str]:
    """Write the worksheets. The result says what was written. Raises HandoutError, PackError, NoSuchLanguage."""
    story = load(pack, wishes.language)
    if not story.questions:
        raise HandoutError(f"“{story.title}” has no questions, so there is nothing to put on a worksheet.")
    topics = sorted({topic for question in story.questions.values() for topic in question.topics})
    if wishes.topic and wishes.topic not in topics:
        raise HandoutError(
            f"No question is on the topic “{wishes.topic}”. {did_you_mean(wishes.topic, topics)}"
            f"Topics: {', '.join(topics)}."
        )
    if wishes.draw is not None and wishes.draw < 1:
        raise HandoutError(f"A worksheet needs at least one question; --count {wishes.draw} asks for none.")
    questions = draw_questions(story, wishes.topic, wishes.draw, wishes.seed)
    with in_language(language_spoken(story)):
        sheet = make_worksheet(story, questions, wishes.seed)
        files = _files(sheet, wishes)
    out = next(iter(files)).parent if len(files) > 1 or wishes.out is None else wishes.out
    root = output_root(out, (find_pack(pack),), named=wishes.out is not None, folder=out not in files)
    _write(files, wishes.force, root)
    number = len(questions)
    lines = [f"Written: {path}" for path in files]
    lines.append(f"{counted(number, 'question')}, seed {wishes.seed}; another --seed gives another order.")
    if wishes.draw is not None and wishes.draw > number:
        lines.append(f"There are only {number} to draw from.")
    return lines


def _files(sheet: Worksheet, wishes: ExportWishes) -> dict[Path, str]:
    out = (
        wishes.out if wishes.out is not None else Path("-".join(filter(None, (sheet.pack, "handout", wishes.language))))
    )
    if out.suffix.lower() in _FORMATS and not out.is_dir():
        return {out: _FORMATS[out.suffix.lower()](sheet, with_key=wishes.keys == (True,))}
    return {
        out / f"{key_file() if with_key else worksheet_file()}{ending}": _FORMATS[ending](sheet, with_key=with_key)
        for ending in wishes.formats
        for with_key in wishes.keys
    }


def _write(files: dict[Path, str], force: bool, root: Path | None) -> None:
    """Write all files, or none when one of them would replace something else."""
    for path, content in files.items():
        if not force and path.exists() and not _holds(path, content, root):
            raise HandoutError(
                f"{path} is there already, and is not the same. Nothing was written: "
                "give another folder with --out, or replace it with --force."
            )
    for path, content in files.items():
        try:
            write_file(path, content, root=root)
        except OSError as error:
            raise HandoutError(f"{not_written(path, error)} Choose another place with --out.") from error


def _holds(path: Path, content: str, root: Path | None) -> bool:
    most = len(content.encode())
    try:
        there = read_bounded(str(path), most) if root is None else read_below(path, root, most)
        return there == content.encode()
    except OSError:
        return False

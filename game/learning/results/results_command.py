"""What `eightwings results` does: tell, export, grade again, forget."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from game.learning.gathering.gradebook import NO_NAME, Gradebook, gradebook
from game.learning.gathering.pack_languages import InLanguages
from game.learning.gathering.saved_plays import read_saved_plays
from game.learning.gathering.stories import story_of
from game.learning.record.given_answers import KeptAnswer
from game.learning.record.kept_answers import forget_answers, kept_answers, set_aside_records, write_regrades
from game.learning.record.record_file import record_path
from game.learning.record.store import NotRecorded, RecordDamaged, set_aside
from game.learning.record.wanted import player_name
from game.learning.results.gradebook_files import (
    NoSpreadsheets,
    results_csv,
    results_json,
    results_lines,
    results_workbook,
)
from game.learning.results.regrading import regrade
from game.learning.results.table_text import gradebook_lines
from game.record.atomic_files import not_written
from game.record.story_cache import load_story
from game.record.wanted_file import write_wanted_file
from game.report.document import Document
from game.story.model.story import Story
from game.story.refusals import PackError
from game.support.counts import counted
from game.support.exit_codes import FINE, UNFINISHED, WRONG_USAGE
from game.support.safe_text import safe_line

#: So wide is a table where nobody knows how wide it can be.
_WIDTH = 100
_NOTHING = "No answers are recorded{of}. They are kept when a pack is played with `eightwings play`."


class ResultsCommand(NamedTuple):
    """What the command line says. `player` None: all players; `pack` empty: all packs.

    `language`: that of the texts, empty as each pack was written.
    """

    pack: str = ""
    player: str | None = None
    plays: Path | None = None
    json: bool = False
    export: Path | None = None
    regrade: bool = False
    dry_run: bool = False
    items: bool = False
    html: Path | None = None
    forget: bool = False
    yes: bool = False
    language: str = ""


class _WrongUsage(Exception):
    """The command was given wrongly; the message is a sentence."""


def show_results(command: ResultsCommand, print_document: Callable[[Document], None]) -> int:
    """Do it. The result is the exit code. Raises PackError.

    `print_document` is called with each item analysis that is to be printed, one a pack.
    """
    command = command._replace(player=None if command.player is None else player_name(command.player))
    try:
        if command.forget:
            return _forget(command)
        if command.regrade:
            return _regrade(command)
        if command.html is not None and not command.items:
            raise _WrongUsage("Only an item analysis can be a page: add --items.")
        books, troubles = _gathered(command)
        return _items(command, books, troubles, print_document) if command.items else _told(command, books, troubles)
    except _WrongUsage as problem:
        print(problem, file=sys.stderr)
        return WRONG_USAGE
    except NotRecorded as problem:
        print(problem, file=sys.stderr)
        return UNFINISHED


def _gathered(command: ResultsCommand) -> tuple[list[Gradebook], list[str]]:
    """The gradebooks that are asked for, one a pack, and sentences on what could not be read.

    Raises NotRecorded, PackError, and _WrongUsage when a folder of plays is given without a pack, or is none.
    """
    if command.plays is not None:
        return _from_plays(command)
    pack, story = _pack(command.pack, command.language)
    answers = kept_answers(record_path(), pack, command.player)
    packs = dict.fromkeys(kept.play.pack for kept in answers)
    books = []
    for id_ in packs:
        of_pack = [kept for kept in answers if kept.play.pack == id_]
        books.append(gradebook(id_, of_pack, story or story_of(of_pack, language=command.language)))
    return books, []


def _from_plays(command: ResultsCommand) -> tuple[list[Gradebook], list[str]]:
    if not command.pack:
        raise _WrongUsage("Say of which pack the plays are: eightwings results PACK --plays FOLDER.")
    story = load_story(command.pack, command.language)
    folder = command.plays
    assert folder is not None  # noqa: S101 - whoever calls looks
    if not folder.is_dir():
        raise _WrongUsage(f"{safe_line(str(folder))} is no folder.")
    read = read_saved_plays(story, folder, InLanguages(command.pack, story).story)
    wanted = [kept for kept in read.answers if command.player in (None, kept.pupil)]
    names = [pupil for pupil in read.pupils if command.player in (None, pupil)]
    return [gradebook(story.id, wanted, story, names)] if names else [], list(read.troubles)


def _pack(given: str, language: str = "") -> tuple[str, Story | None]:
    """The id of the pack that is meant, and its story. One that is in the record is known also when it is gone."""
    if not given:
        return "", None
    try:
        story = load_story(given, language)
    except PackError:
        if any(kept.play.pack == given for kept in kept_answers(record_path(), given)):
            return given, None
        raise
    return story.id, story


def _told(command: ResultsCommand, books: list[Gradebook], troubles: list[str]) -> int:
    code = FINE
    if command.export is not None:
        code = _export(command.export, books)
    if command.json:
        sys.stdout.write(results_json(books, troubles))
        return code
    for number, book in enumerate(books):
        if number:
            print()
        for line in gradebook_lines(book, shutil.get_terminal_size((_WIDTH, 24)).columns):
            print(line)
    _tell_nothing(command, books, troubles)
    return code


def _tell_nothing(command: ResultsCommand, books: list[Gradebook], troubles: list[str]) -> None:
    """Say so where there is nothing to tell, and what could not be read."""
    if not books and command.plays is not None:
        print(f"There are no saved plays of this pack in {safe_line(str(command.plays))}.")
    elif not books:
        print(_NOTHING.format(of=_of(command)))
    for trouble in troubles:
        print(trouble, file=sys.stderr)


def _items(
    command: ResultsCommand, books: list[Gradebook], troubles: list[str], print_document: Callable[[Document], None]
) -> int:
    from game.learning.analysis.item_analysis import analysed  # most results are a table
    from game.learning.analysis.items_document import items_document
    from game.learning.analysis.items_json import items_json

    code = _export(command.export, books) if command.export is not None else FINE
    analyses = [analysed(book, story_of(list(book.answers), command.pack, command.language)) for book in books]
    if command.html is not None:
        if len(analyses) != 1:
            raise _WrongUsage("A page is of one pack: eightwings results PACK --items --html FILE.")
        from game.report.simulation_page import items_page

        code = max(code, _write(command.html, items_page(items_document(analyses[0]))))
    if command.json:
        sys.stdout.write(items_json(analyses, troubles))
        return code
    for number, analysis in enumerate(analyses):
        if number:
            print()
        print_document(items_document(analysis))
    _tell_nothing(command, books, troubles)
    return code


def _export(path: Path, books: list[Gradebook]) -> int:
    try:
        match path.suffix.casefold():
            case ".csv":
                content: str | bytes = results_csv(books)
            case ".xlsx":
                content = results_workbook(books)
            case ".jsonl":
                content = results_lines(books)
            case _:
                raise _WrongUsage(f"{safe_line(str(path))} must end in .csv, .xlsx or .jsonl.")
    except NoSpreadsheets as problem:
        raise _WrongUsage(str(problem)) from problem
    return _write(path, content)


def _write(path: Path, content: bytes | str) -> int:
    """Write a file and say so, or why not. The result is the exit code."""
    trouble = write_wanted_file(path, content)
    print(trouble or f"Written: {safe_line(str(path))}", file=sys.stderr)
    return UNFINISHED if trouble else FINE


def _regrade(command: ResultsCommand) -> int:
    if command.plays is not None:
        raise _WrongUsage("Saved plays are graded by the keys of today each time; only the record is graded again.")
    if not command.pack:
        raise _WrongUsage("Say which pack: eightwings results --regrade PACK.")
    story = load_story(command.pack, command.language)
    path = record_path()
    answers = kept_answers(path, story.id, command.player)
    result = regrade(story, answers, InLanguages(command.pack, story).of_plays(answers))
    for change in result.changed:
        kept, again = change.kept, change.regrade
        print(
            f"{safe_line(kept.pupil) or NO_NAME}, {safe_line(kept.answer.question)}, {_quoted(kept)}: "
            f"{again.verdict_before} ({again.credit_before:.4g}) → {again.verdict} ({again.credit:.4g})"
        )
    for other in result.unclear:
        kept = other.kept
        where = f"{safe_line(kept.pupil) or NO_NAME}, {safe_line(kept.answer.question)}, {_quoted(kept)}"
        print(f"{where}: stays {kept.verdict}; {safe_line(other.reason)}")
    if result.changed and not command.dry_run:
        write_regrades(path, [(change.kept.number, change.regrade) for change in result.changed])
    changed = counted(len(result.changed), "answer")
    verb = "would get" if command.dry_run else "got"
    of = f" of {result.looked_at:,}"
    print(
        f"{changed}{of} {verb} another verdict{'' if command.dry_run else '; what was said before is kept beside it'}."
    )
    return FINE


def _quoted(kept: KeptAnswer) -> str:
    return f"“{safe_line(kept.answer.given)}”" if kept.answer.given else "no answer"


def _forget(command: ResultsCommand) -> int:
    path = record_path()
    pack = _pack(command.pack)[0]
    everything = not pack and command.player is None
    try:
        answers = kept_answers(path, pack, command.player)
    except RecordDamaged as damaged:
        if not everything:
            raise
        print(set_aside(path, str(damaged)))
        answers = []
    aside = set_aside_records(path) if everything else []
    if not answers and not aside:
        print(_NOTHING.format(of=_of(command)))
        return FINE
    plays = len({kept.play.id for kept in answers})
    listed = f"{counted(len(answers), 'answer')} in {counted(plays, 'play')}{_of(command)}"
    if aside:
        listed += f" and {counted(len(aside), 'damaged record')} beside the record"
    if not command.yes and not _confirmed(f"Forget {listed} for good? The plays themselves stay. [y/N] "):
        print("Nothing was forgotten.")
        return FINE
    try:
        gone = forget_answers(path, pack, command.player)
    except OSError as error:
        print(not_written(path, error), file=sys.stderr)
        return UNFINISHED
    print(f"Forgotten: {counted(gone.answers, 'answer')} in {counted(gone.plays, 'play')}.")
    return FINE


def _confirmed(question: str) -> bool:
    print(question, end="", flush=True)
    answer = sys.stdin.readline() if sys.stdin is not None else ""
    if not answer.endswith("\n"):
        print()
    return answer.strip().casefold() in ("y", "yes")


def _of(command: ResultsCommand) -> str:
    of = f" of {safe_line(command.pack)}" if command.pack else ""
    return of if command.player is None else f"{of} by {safe_line(command.player) or NO_NAME}"

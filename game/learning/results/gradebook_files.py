"""Gradebooks for other programs: JSON, CSV, Excel, and one JSON object a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from game.learning.gathering.gradebook import NO_NAME, Gradebook, PupilRow, QuestionColumn
from game.learning.record.given_answers import VERDICTS, KeptAnswer
from game.record.play_file import CONFIDENCES
from game.support.safe_text import escaped_json

RESULTS_VERSION = 1
"""Of the JSON and of the lines; a number that goes up when a program that reads them must be changed."""
COLUMNS = (
    "pack", "pupil", "play", "occasion", "question", "text", "topics", "fingerprint", "given", "chosen", "verdict",
    "credit", "verdict_first_given", "credit_first_given", "first", "taken_back", "seconds", "confidence", "hints",
    "lookups", "spelling", "at", "attempt",
)  # fmt: skip
"""What is said of each answer, in this order."""
#: What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class NoSpreadsheets(Exception):
    """What writes Excel files is not installed; the message is a sentence for the user."""


def answer_row(book: Gradebook, kept: KeptAnswer, columns: dict[str, QuestionColumn]) -> dict[str, Any]:
    """An answer, by the names of `COLUMNS`. What holds of it now is its `verdict`.

    `columns` are questions by their ids; one that is not among them has no words. Credits go from 0 to 1, with six
    digits; None stands for what nobody knows.
    """
    answer, play = kept.answer, kept.play
    column = columns.get(answer.question, QuestionColumn(answer.question))
    return {
        "pack": book.pack, "pupil": kept.pupil, "play": play.id, "occasion": play.occasion,
        "question": answer.question, "text": column.words, "topics": list(column.topics),
        "fingerprint": answer.fingerprint, "given": answer.given, "chosen": answer.chosen, "verdict": kept.verdict,
        "credit": round(kept.credit, 6), "verdict_first_given": answer.verdict,
        "credit_first_given": round(answer.credit, 6), "first": answer.is_first,
        "taken_back": bool(answer.taken_back), "seconds": answer.seconds, "confidence": answer.confidence or None,
        "hints": answer.hints, "lookups": answer.lookups, "spelling": answer.spelling, "at": answer.at or None,
        "attempt": answer.attempt,
    }  # fmt: skip


def rows(books: Iterable[Gradebook]) -> Iterator[dict[str, Any]]:
    """A row for every answer, and one for every question that nobody answered, with None for all that an answer has."""
    for book in books:
        columns = {column.id: column for column in book.questions}
        for kept in book.answers:
            yield answer_row(book, kept, columns)
        for column in book.unasked:
            known = {"pack": book.pack, "question": column.id, "text": column.words, "topics": list(column.topics)}
            yield {**dict.fromkeys(COLUMNS), **known}


def results_json(books: Sequence[Gradebook], troubles: Sequence[str]) -> str:
    """The gradebooks as one JSON object; the guide says what is in it.

    `troubles` are sentences on what could not be read.
    """
    packs = [
        {
            "pack": book.pack,
            "title": book.title,
            "questions": [_question(book, column) for column in (*book.questions, *book.unasked)],
            "pupils": [_pupil(row) for row in book.pupils],
            "answers": list(rows([book._replace(unasked=())])),
        }
        for book in books
    ]
    shown = {"version": RESULTS_VERSION, "packs": packs, "troubles": list(troubles)}
    return escaped_json(json.dumps(shown, ensure_ascii=False, indent=1)) + "\n"


def _question(book: Gradebook, column: QuestionColumn) -> dict[str, Any]:
    first = book.to(column.id)
    counts = {verdict: sum(kept.verdict == verdict for kept in first) for verdict in VERDICTS}
    return {"id": column.id, "text": column.words, "topics": list(column.topics), "first_answers": counts}


def _pupil(row: PupilRow) -> dict[str, Any]:
    first = {
        id_: {"verdict": kept.verdict, "credit": round(kept.credit, 6), "taken_back": bool(kept.answer.taken_back)}
        for id_, kept in row.first.items()
    }
    sure = {word: dict(zip(("right", "asked"), row.when(word), strict=True)) for word in CONFIDENCES}
    return {"name": row.name, "first": first, "confidence": sure, "score": round(row.score, 6), "asked": len(row.first)}


def results_lines(books: Iterable[Gradebook]) -> str:
    """Every row as a JSON object of its own, in a line of its own; of no rows it is empty."""
    return "".join(
        escaped_json(json.dumps({"version": RESULTS_VERSION, **row}, ensure_ascii=False)) + "\n" for row in rows(books)
    )


def results_csv(books: Iterable[Gradebook]) -> str:
    """Every row, for a spreadsheet; words that it would take for a formula have an apostrophe before them.

    The byte order mark is its first character, so it is to be written as UTF-8; rows end with CR and LF.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(books):
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return "\ufeff" + out.getvalue()  # without this mark, Excel does not read it as UTF-8


def results_workbook(books: Sequence[Gradebook]) -> bytes:
    """The bytes of an Excel workbook: a sheet with every row, and one a pack with the first answers.

    Raises NoSpreadsheets when xlsxwriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # an extra
    except ImportError as error:
        raise NoSpreadsheets(
            "Excel files need one more package: pip install 'eightwings[banks]'. A .csv needs nothing."
        ) from error
    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, plain) as workbook:
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet("Answers")
        sheet.write_row(0, 0, COLUMNS, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows(books), 1):
            sheet.write_row(number, 0, [_cell(row[column]) for column in COLUMNS])
        for number, book in enumerate(books, 1):
            sheet = workbook.add_worksheet(f"First answers {number}")
            heads = ("pupil", *(_cell(column.id) for column in book.questions), "score", "asked")
            sheet.write_row(0, 0, heads, bold)
            sheet.freeze_panes(1, 1)
            for line, pupil in enumerate(book.pupils, 1):
                sheet.write_row(line, 0, _first_answers(book, pupil))
    return out.getvalue()


def _first_answers(book: Gradebook, pupil: PupilRow) -> list[Any]:
    first = (pupil.first.get(column.id) for column in book.questions)
    verdicts = [
        "" if kept is None else f"{kept.verdict}{', taken back' if kept.answer.taken_back else ''}" for kept in first
    ]
    return [_cell(pupil.name) or NO_NAME, *verdicts, round(pupil.score, 6), len(pupil.first)]


def _cell(value: Any) -> Any:
    """A value as it can stand in a cell: words, numbers, yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = ", ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return f"'{value}"
    return "" if value is None else value

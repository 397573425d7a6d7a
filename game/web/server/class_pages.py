"""The pages of a class beside the play itself: where one joins, the word to come back with, the teacher's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from game.learning.gathering.gradebook import Gradebook
from game.learning.results.gradebook_files import results_csv, results_json, results_workbook
from game.learning.results.table_text import mark
from game.localisation.messages import gettext, in_language, language_used
from game.report.template_rendering import render_template_in
from game.story.model.story import Story
from game.web.server.class_overview import ClassOverview, PupilState
from game.web.server.class_rows import ClassRow

CLASS_ASSETS = Path(__file__).parent / "assets"
_TEMPLATES = Path(__file__).parent / "templates"


class QuestionResult(NamedTuple):
    """A question with how many first answers came to what."""

    id: str
    words: str
    right: int
    partly: int
    wrong: int
    passed: int


class PupilResult(NamedTuple):
    """A pupil for the teacher's table. `marks` are the first answers in the order of the questions."""

    state: PupilState
    marks: tuple[str, ...]


class TeacherView(NamedTuple):
    """All that the teacher's page shows."""

    story: Story
    row: ClassRow
    mark: str
    language: str
    pupils: tuple[PupilResult, ...]
    questions: tuple[QuestionResult, ...]


def door_page(row: ClassRow, story: Story, code: str, form_mark: str, words: str = "") -> str:
    """Where one joins, or comes back. `words` say why that was not possible."""
    return render_template_in(
        _TEMPLATES, "door.html", row=row, story=story, code=code, mark=form_mark, words=words,
        language=language_used(),
    )  # fmt: skip


def word_page(story: Story, name: str, word: str, *, for_teacher: bool = False) -> str:
    """The word with which a pupil comes back; it is told once. `for_teacher`: the teacher hands it on."""
    return render_template_in(
        _TEMPLATES, "word.html", story=story, name=name, word=word, language=language_used(), for_teacher=for_teacher
    )


def message_page(story: Story, words: str) -> str:
    """A sentence on a page of its own."""
    return render_template_in(_TEMPLATES, "message.html", story=story, words=words, language=language_used())


def announcements(row: ClassRow) -> tuple[str, ...]:
    """What a pupil is told on top of the page."""
    said = [row.message] if row.message else []
    if row.status == "paused":
        said.append(gettext("Your teacher has paused the class. It goes on in a moment."))
    if row.status == "ended":
        said.append(gettext("Your teacher has ended the class."))
    return tuple(said)


def teacher_page(overview: ClassOverview, form_mark: str, *, fragment: bool = False) -> str:
    """What the teacher sees: who is where, what was answered, who is perhaps stuck."""
    room = overview.room
    with in_language(room.language):
        states, book = overview.looked()
        view = TeacherView(
            room.story, room.row, form_mark, language_used(), tuple(_pupils(states, book)), tuple(_questions(book))
        )
        return render_template_in(_TEMPLATES, "class.html" if fragment else "teacher.html", view=view)


def _pupils(states: list[PupilState], book: Gradebook) -> Iterator[PupilResult]:
    rows = {row.name: row for row in book.pupils}
    for state in states:
        row = rows.get(state.pupil.name)
        marks = (mark(row.first.get(column.id)) if row is not None else "" for column in book.questions)
        yield PupilResult(state, tuple(marks))


def _questions(book: Gradebook) -> list[QuestionResult]:
    results = []
    for column in book.questions:
        verdicts = [kept.verdict for kept in book.to(column.id)]
        counts = (verdicts.count(verdict) for verdict in ("right", "partly", "wrong", "passed"))
        results.append(QuestionResult(column.id, column.words or column.id, *counts))
    return results


def results_file(book: Gradebook, kind: str) -> tuple[bytes, str]:
    """All answers as a file of this kind, and its media type.

    Raises KeyError for a kind that there is not, NoSpreadsheets.
    """
    made, media = RESULT_FILES[kind]
    return made(book), media


RESULT_FILES: dict[str, tuple[Callable[[Gradebook], bytes], str]] = {
    "csv": (lambda book: results_csv([book]).encode(), "text/csv; charset=utf-8"),
    "json": (lambda book: results_json([book], []).encode(), "application/json"),
    "xlsx": (
        lambda book: results_workbook([book]),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
"""The files in which results are handed out, by their endings."""

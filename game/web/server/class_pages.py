"""The pages of a class beside the play itself: where one joins, the word to come back with, the teacher's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from game.learning.gathering.gradebook import Gradebook
from game.learning.record.given_answers import AnswerVerdict
from game.learning.record.wanted import PLAYER_NAME_CHARACTERS
from game.learning.results.gradebook_files import results_csv, results_json, results_workbook
from game.learning.results.table_text import mark
from game.localisation.lists_numbers_dates import comma_list, labelled
from game.localisation.messages import gettext, in_language, language_used, number_text, pgettext
from game.questions.question_keys import words_of_text
from game.report.template_rendering import render_template_in
from game.story.model.story import Story
from game.web.server.class_overview import ClassOverview, PupilState
from game.web.server.class_room import ClassRoom
from game.web.server.class_rows import ClassPupil, ClassRow
from game.web.server.tokens import read_code

CLASS_ASSETS = Path(__file__).parent / "assets"
_TEMPLATES = Path(__file__).parent / "templates"
_GROUP = 5
_DOING_CHARACTERS = 80


class QuestionResult(NamedTuple):
    """A question with how many first answers came to what."""

    id: str
    words: str
    right: int
    partly: int
    wrong: int
    passed: int


class PupilResult(NamedTuple):
    """A pupil for the teacher's table. `place`: where they are; `doing`: what waits for them; in words, or empty.

    `marks` are the first answers in the order of the questions, by five; `marks_told` says them to be heard.
    """

    state: PupilState
    place: str
    doing: str
    marks: tuple[str, ...]
    marks_told: str


class TeacherView(NamedTuple):
    """All that the teacher's page shows.

    `after` is what was just done on it, empty where nothing was: the focus goes there, and `said` is what came of it.
    `stuck` are the names of those who are perhaps stuck; `files` the kinds of files of results, with their names.
    """

    story: Story
    row: ClassRow
    mark: str
    language: str
    pupils: tuple[PupilResult, ...]
    questions: tuple[QuestionResult, ...]
    stuck: str
    after: str
    said: str
    files: tuple[tuple[str, str], ...] = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


def door_page(room: ClassRoom, typed: Mapping[str, str], form_mark: str, words: str = "") -> str:
    """Where one joins, or comes back, in the language that was chosen. Raises Gone.

    `words` say why it was not possible; what was `typed` then stands there again.
    """
    stories, wished = room.stories, typed.get("language", "")
    chosen = stories.chosen(wished)
    with in_language(stories.spoken(chosen)):
        return render_template_in(
            _TEMPLATES, "door.html", row=room.row, story=stories.story(chosen), code=read_code(typed.get("code", "")),
            name=typed.get("name", "")[:PLAYER_NAME_CHARACTERS], comes_back="word" in typed, mark=form_mark,
            words=words, language=language_used(), languages=stories.languages,
            chosen=chosen or stories.language, wished=wished and (chosen or stories.language),
        )  # fmt: skip


def word_page(story: Story, pupil: ClassPupil, word: str, *, for_teacher: bool = False) -> str:
    """The word with which a pupil comes back; it is told once. `for_teacher`: the teacher hands it on."""
    return render_template_in(
        _TEMPLATES, "word.html", story=story, name=pupil.name, word=word, language=language_used(),
        for_teacher=for_teacher, back=f"/teacher?after=word#manage-{pupil.id}" if for_teacher else "/play",
    )  # fmt: skip


def message_page(story: Story, words: str, back: str = "/") -> str:
    """A sentence on a page of its own, with a link back to an address."""
    return render_template_in(_TEMPLATES, "message.html", story=story, words=words, back=back, language=language_used())


def announcements(row: ClassRow) -> tuple[str, ...]:
    """What a pupil is told on top of the page."""
    said = [row.message] if row.message else []
    if row.status == "paused":
        said.append(gettext("Your teacher has paused the class. It goes on in a moment."))
    if row.status == "ended":
        said.append(gettext("Your teacher has ended the class."))
    return tuple(said)


def teacher_page(overview: ClassOverview, form_mark: str, *, after: str = "", fragment: bool = False) -> str:
    """What the teacher sees: who is where, what was answered, who is perhaps stuck.

    `after`: what was just done there, one of `DONE_BY_TEACHER`; anything else is nothing.
    """
    room = overview.room
    with in_language(room.language):
        states, book = overview.looked()
        row, after = room.row, after if after in DONE_BY_TEACHER else ""
        view = TeacherView(
            room.story, row, form_mark, language_used(), tuple(_pupils(room.story, states, book)),
            tuple(_questions(book)), comma_list(state.pupil.name for state in states if state.is_stuck), after,
            _said(row, after),
        )  # fmt: skip
        return render_template_in(_TEMPLATES, "class.html" if fragment else "teacher.html", view=view)


DONE_BY_TEACHER = ("status", "message", "remove")
"""What can be done on the teacher's page and leads back to it."""


def _said(row: ClassRow, after: str) -> str:
    """What came of what the teacher did, as it stands now."""
    match after, row.status:
        case "status", "open":
            return gettext("The class is open: everybody can go on.")
        case "status", "paused":
            return gettext("The class is paused: nobody can do anything until you reopen it.")
        case "status", _:
            return gettext("The class has ended: nobody can do anything, and nobody can join.")
        case "message", _ if row.message:
            return gettext("It stands on top of every page.")
        case "message", _:
            return gettext("Nothing is said to all any more.")
        case "remove", _:
            return gettext("Deleted, with everything they did.")
    return ""


def _pupils(story: Story, states: list[PupilState], book: Gradebook) -> Iterator[PupilResult]:
    rows = {row.name: row for row in book.pupils}
    for state in states:
        row = rows.get(state.pupil.name)
        first = [row.first.get(column.id) if row is not None else None for column in book.questions]
        marks = [] if not any(first) else [f"{mark(kept).strip():\N{NO-BREAK SPACE}<2}" for kept in first]
        told = (
            labelled(number_text(number), _verdict_words(kept.verdict))
            for number, kept in enumerate(first, 1)
            if kept is not None
        )
        groups = ("".join(marks[start : start + _GROUP]) for start in range(0, len(marks), _GROUP))
        place = story.places.get(state.summary.place)
        where = place.name if place is not None else ""
        yield PupilResult(state, where, _doing(story, state), tuple(groups), comma_list(told))


def _doing(story: Story, state: PupilState) -> str:
    """The question or scene that a pupil is at, in few words."""
    question = story.questions.get(state.summary.question)
    words = " ".join(words_of_text(question.text).split()) if question is not None else state.summary.doing
    return words if len(words) <= _DOING_CHARACTERS else f"{words[:_DOING_CHARACTERS].rstrip()}…"


def _verdict_words(verdict: AnswerVerdict) -> str:
    match verdict:
        case "right":
            return pgettext("what an answer came to", "right")
        case "partly":
            return pgettext("what an answer came to", "partly right")
        case "wrong":
            return pgettext("what an answer came to", "wrong")
        case "passed":
            return pgettext("what an answer came to", "passed")


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

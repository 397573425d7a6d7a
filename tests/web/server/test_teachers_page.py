"""The teacher's page: who is where, what was answered, and what a teacher can do."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.web.server.class_keeping import delete_old, open_class
from game.web.server.class_overview import STUCK_MINUTES, ClassOverview
from tests.report.filled import HOSTILE
from tests.web.server.classes import NOON, Browser, Class, joined, served
from tests.web.server.test_playing_in_class import play_by_chance, press

DAY = 24 * 3600


def test_only_the_secret_opens_it(address: str, lesson: Class) -> None:
    browser = Browser(address)
    for path in ("/teacher", "/teacher/wrong", "/results.csv", "/teacher/%00", "/teacher/é"):
        assert browser.ask("GET", path.replace("é", "%C3%A9")).status == 404
    assert browser.get(f"/teacher/{lesson.secret}").status == 200
    assert lesson.secret not in browser.get("/teacher").text, "it is not shown to whoever looks over a shoulder"
    assert Browser(address, {next(iter(browser.cookies)): "x"}).get("/teacher").status == 404


def test_guessing_the_secret_is_stopped(address: str, lesson: Class) -> None:
    browser = Browser(address)
    statuses = [browser.get(f"/teacher/guess-{number}").status for number in range(31)]
    assert statuses == [404] * 30 + [429]


def test_a_pupil_is_no_teacher(ann: Browser, lesson: Class) -> None:
    assert ann.get("/teacher").status == 404
    (token,) = (value for name, value in ann.cookies.items() if name.startswith("pupil"))
    assert ann.get(f"/teacher/{token}").status == 404


def test_a_new_secret_makes_the_one_before_worthless(address: str, lesson: Class) -> None:
    secret = lesson.store.renew_secret(lesson.row.id)
    assert Browser(address).get(f"/teacher/{lesson.secret}").status == 404
    assert Browser(address).get(f"/teacher/{secret}").status == 200


def test_it_tells_who_is_where_and_what_was_answered(quiz: Class) -> None:
    room = quiz.room()
    ann, _ = joined(room, "Ann"), joined(room, "Bo")
    play_by_chance(room, ann, 40)
    states, book = ClassOverview(room).looked()
    assert [state.pupil.name for state in states] == ["Ann", "Bo"]
    row = quiz.store.play_of(ann.id)
    assert row is not None
    session = room.play_as_kept(ann, row).session
    assert states[0].summary.place == (session.place.id if session.place else "")
    assert states[0].summary.score[1] > 0
    assert {kept.pupil for kept in book.answers} == {"Ann"}
    assert [pupil.name for pupil in book.pupils] == ["Ann", "Bo"]


def test_every_process_tells_the_same(quiz: Class) -> None:
    first = quiz.room()
    overview = ClassOverview(first)
    ann = joined(first, "Ann")
    play_by_chance(first, ann, 20)
    overview.looked()
    play_by_chance(quiz.room(), ann, 20, 2)
    assert overview.looked() == ClassOverview(quiz.room()).looked()


def test_only_plays_that_went_on_are_looked_at_again(lesson: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    room = lesson.room()
    pupils = [joined(room, name) for name in ("Ann", "Bo", "Cy")]
    for pupil in pupils:
        press(room, pupil)
    overview = ClassOverview(room)
    overview.looked()
    looked: list[str] = []
    kept = room.play_as_kept
    monkeypatch.setattr(room, "play_as_kept", lambda pupil, row: (looked.append(pupil.name), kept(pupil, row))[1])
    overview.looked()
    assert looked == []
    press(room, pupils[1])
    overview.looked()
    assert looked == ["Bo"]


def test_whoever_does_nothing_for_long_is_perhaps_stuck(lesson: Class) -> None:
    room = lesson.room()
    press(room, joined(room, "Ann"))
    overview = ClassOverview(room)
    assert not overview.pupils()[0].is_stuck
    lesson.clock.now += STUCK_MINUTES * 60
    assert overview.pupils()[0].is_stuck


def test_it_pauses_ends_and_opens_again(address: str, lesson: Class) -> None:
    teacher = Browser(address)
    for status in ("paused", "open", "ended", "open"):
        teacher.manage(lesson.secret, "status", status)
        row = lesson.store.class_by_id(lesson.row.id)
        assert row is not None
        assert row.status == status


def test_what_is_said_to_all_stands_on_every_page(ann: Browser, lesson: Class) -> None:
    teacher = Browser(ann.address)
    teacher.get(f"/teacher/{lesson.secret}")
    form = teacher.get("/teacher").page.form_with("message")
    teacher.post("/teacher", form.sent(message=f"Five more minutes {HOSTILE}"))
    assert "Five more minutes" in ann.get("/play").words
    assert "Five more minutes" in ann.get("/news").json["announcements"][0]


def test_it_gives_a_pupil_a_new_word(ann: Browser, lesson: Class) -> None:
    told = Browser(ann.address).manage(lesson.secret, "word").text
    word = told.partition('<p class="word">')[2].partition("<")[0]
    assert Browser(ann.address).come_back(lesson.row.code, "Ann", word).status == 200


def test_it_deletes_a_pupil(ann: Browser, lesson: Class) -> None:
    ann.do()
    Browser(ann.address).manage(lesson.secret, "remove")
    assert lesson.store.pupils(lesson.row.id) == []
    assert lesson.store.plays(lesson.row.id) == []


def test_a_class_is_deleted_only_after_it_has_ended(ann: Browser, lesson: Class) -> None:
    teacher = Browser(ann.address)
    page = teacher.get(f"/teacher/{lesson.secret}").page
    assert all(name != "delete" for form in page.forms for name, _ in form.buttons)
    teacher.manage(lesson.secret, "status", "ended")
    told = teacher.manage(lesson.secret, "delete")
    assert "is deleted" in told.words
    assert lesson.store.classes() == []


def test_nothing_is_done_without_the_mark_of_the_page(address: str, lesson: Class) -> None:
    teacher = Browser(address)
    teacher.get(f"/teacher/{lesson.secret}")
    for mark in ("", "x", "é"):
        assert teacher.post("/teacher", {"mark": mark, "status": "ended"}).status == 403
    row = lesson.store.class_by_id(lesson.row.id)
    assert row is not None
    assert row.status == "open"


def test_results_open_in_a_spreadsheet(quiz: Class) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    room = quiz.room()
    play_by_chance(room, joined(room, "Ann"), 40)
    with served(room) as address:
        _look_at_results(Browser(address), quiz, openpyxl)


def _look_at_results(teacher: Browser, quiz: Class, openpyxl: Any) -> None:
    teacher.get(f"/teacher/{quiz.secret}")
    rows = list(csv.DictReader(io.StringIO(teacher.get("/results.csv").body.decode("utf-8-sig"))))
    given = [row for row in rows if row["pupil"] == "Ann"]
    assert given
    assert all(row["at"] and row["seconds"] != "" for row in given)
    workbook = openpyxl.load_workbook(io.BytesIO(teacher.get("/results.xlsx").body))
    assert workbook["Answers"].max_row == len(rows) + 1
    assert {answer["pupil"] for answer in teacher.get("/results.json").json["packs"][0]["answers"]} >= {"Ann"}
    assert teacher.get("/results.exe").status == 404


def test_hostile_names_are_words_wherever_they_stand(quiz: Class) -> None:
    room = quiz.room()
    for name in (HOSTILE[:70], '=HYPERLINK("http://x")', "<script>alert(1)</script>", "\x1b[31mred"):
        play_by_chance(room, joined(room, name), 30)
    with served(room) as address:
        _look_at_names(Browser(address), quiz)


def _look_at_names(teacher: Browser, quiz: Class) -> None:
    page = teacher.get(f"/teacher/{quiz.secret}")
    assert {tag for tag, _ in page.page.elements} <= {
        "html", "head", "meta", "title", "link", "script", "body", "main", "h1", "h2", "form", "input", "label",
        "button", "div", "p", "strong", "span", "table", "thead", "tbody", "tr", "th", "td", "small", "a", "noscript",
        "bdi", "details", "summary",
    }  # fmt: skip
    assert [given["src"] for tag, given in page.page.elements if tag == "script"] == ["/assets/class.js"]
    assert "\x1b" not in page.text
    cells = [cell for row in csv.reader(io.StringIO(teacher.get("/results.csv").text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert not any("\x1b" in cell for cell in cells)


# The record of answers


def test_answers_go_into_the_record_once_whatever_process_opens_the_play(quiz: Class) -> None:
    assert quiz.record is not None
    room = quiz.room()
    ann = joined(room, "Ann")
    play_by_chance(room, ann, 40)
    quiz.record.settle()
    before = kept_answers(record_path())
    assert {kept.pupil for kept in before} == {"Ann"}
    row = quiz.store.play_of(ann.id)
    assert row is not None
    quiz.room().play_as_kept(ann, row)
    quiz.record.settle()
    assert kept_answers(record_path()) == before
    of_class = {(kept.answer.path, kept.verdict, bool(kept.answer.taken_back)) for kept in before}
    book = ClassOverview(quiz.room()).results()
    assert {(kept.answer.path, kept.verdict, bool(kept.answer.taken_back)) for kept in book.answers} == of_class


def test_whoever_is_deleted_is_forgotten_in_the_record_too(quiz: Class) -> None:
    assert quiz.record is not None
    room = quiz.room()
    for name in ("Ann", "Bo"):
        play_by_chance(room, joined(room, name), 40)
    room.remove(quiz.store.pupils(room.id)[0].id)
    quiz.record.settle()
    assert {kept.pupil for kept in kept_answers(record_path())} == {"Bo"}
    assert b"Ann" not in record_path().read_bytes()
    room.delete()
    quiz.record.settle()
    assert kept_answers(record_path()) == []


def test_a_class_is_deleted_by_itself_when_its_days_are_over(lesson: Class) -> None:
    for days in (0, 1, 30):
        open_class(lesson.store, "pack", "en", f"{days} days", days, NOON)
    assert delete_old(lesson.store, NOON + DAY, None) == []
    assert delete_old(lesson.store, NOON + DAY + 1, None) == ["1 days"]
    assert {row.title for row in lesson.store.classes()} == {"0 days", "30 days", "Class 7b"}


def test_what_is_deleted_is_in_no_file_of_the_store_any_more(lesson: Class, tmp_path: Path) -> None:
    room = lesson.room()
    joined(room, "Annemarie Unforgettable")
    room.delete()
    with lesson.store._database.transaction() as connection:
        pass
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not any(b"Unforgettable" in file.read_bytes() for file in tmp_path.glob("classes.sqlite3*"))

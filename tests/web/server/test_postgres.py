"""The same store in PostgreSQL: a real server, started for these tests, and many processes at one class."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from game.story.model.story import Story
from game.story.source.library import find_pack
from game.web.server.class_overview import ClassOverview
from game.web.server.class_rows import ClassRow, NameTaken, StoreProblem
from game.web.server.class_store import ClassStore
from game.web.server.databases import PostgresDatabase, database_at
from game.web.server.request_refusals import Refusal
from tests.web.server.classes import Class, joined, opened
from tests.web.server.postgres_server import NoPostgres, PostgresServer, postgres_server
from tests.web.server.test_playing_in_class import page, play_by_chance, press, steps_of


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A server of its own."""
    try:
        with postgres_server() as running:
            yield running
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture
def class_there(server: PostgresServer, ministerial: Story) -> Iterator[Class]:
    """A class in it."""
    with opened(ministerial, find_pack("ministerial"), PostgresDatabase(server.address)) as made:
        yield made
        made.store.delete_class(made.row.id)


def twin(lesson: Class, server: PostgresServer) -> Class:
    """The class as another process has it, with connections of its own."""
    return Class(
        ClassStore(PostgresDatabase(server.address)), lesson.row, lesson.secret, lesson.story, lesson.pack, lesson.clock
    )


def test_two_processes_take_turns_on_one_play(class_there: Class, server: PostgresServer) -> None:
    other = twin(class_there, server)
    first, second = class_there.room(), other.room()
    ann = joined(first, "Ann")
    for number in range(6):
        press((first, second)[number % 2], ann)
    assert len(steps_of(class_there, ann)) == 6
    assert page(first, ann).words == page(second, ann).words
    other.store.close()


def test_two_processes_that_do_the_same_step_at_once_do_it_once(
    class_there: Class, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = twin(class_there, server)
    first, second = class_there.room(), other.room()
    ann = joined(first, "Ann")
    sent = page(first, ann).form("do").sent("do")
    advance = class_there.store.advance

    def overtaken(*given: object) -> bool:
        monkeypatch.setattr(class_there.store, "advance", advance)
        second.take(ann, sent)
        return advance(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(class_there.store, "advance", overtaken)
    first.take(ann, sent)
    assert len(steps_of(class_there, ann)) == 1
    other.store.close()


def test_many_threads_of_two_processes_play_in_one_class(class_there: Class, server: PostgresServer) -> None:
    other = twin(class_there, server)
    rooms = [class_there.room(), other.room()]
    pupils = [joined(rooms[0], f"Pupil {number}") for number in range(12)]
    trouble: list[BaseException] = []

    def play(number: int) -> None:
        try:
            play_by_chance(rooms[number % 2], pupils[number], 8, number)
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=play, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
    assert ClassOverview(rooms[0]).looked() == ClassOverview(rooms[1]).looked()
    other.store.close()


def test_a_server_that_was_started_again_goes_on_without_a_word(class_there: Class, server: PostgresServer) -> None:
    room = class_there.room()
    ann = joined(room, "Ann")
    press(room, ann)
    server.restart()
    press(room, ann)
    assert len(steps_of(class_there, ann)) == 2


def test_names_are_taken_once(class_there: Class) -> None:
    room = class_there.room()
    ann = joined(room, "Ann")
    with pytest.raises(Refusal, match="already"):
        room.join("ANN", "test")
    with pytest.raises(NameTaken):
        class_there.store.add_pupil(ann._replace(id="other"), "ann", "device", 10)
    assert [pupil.name for pupil in class_there.store.pupils(room.id)] == ["Ann"]


def test_guesses_are_counted_for_all_processes(class_there: Class, server: PostgresServer) -> None:
    other = twin(class_there, server)
    rooms = [class_there.room(), other.room()]
    for number in range(30):
        rooms[number % 2].guesses.found("here", lambda: None)
    for room in rooms:
        with pytest.raises(Refusal, match="Too many"):
            room.check_code(class_there.row.code, "here")
    other.store.close()


def test_whoever_is_deleted_leaves_nothing(class_there: Class) -> None:
    room = class_there.room()
    ann = joined(room, "Ann")
    press(room, ann)
    class_there.store.set_language(ann.id, "de")
    class_there.store.set_language(ann.id, "fr")
    assert [pupil.language for pupil in class_there.store.pupils(room.id)] == ["fr"]
    room.remove(ann.id)
    with class_there.store._database.reading() as connection:
        for table in ("pupils", "devices", "pupil_languages", "plays", "steps"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)], table  # noqa: S608


def test_two_processes_make_the_tables_at_once(server: PostgresServer) -> None:
    database = PostgresDatabase(server.address)
    with database.transaction() as connection:
        connection.execute("DROP TABLE IF EXISTS attempts, steps, plays, devices, pupil_languages, pupils, classes")
    database.close()
    stores: list[ClassStore] = []
    threads = [
        threading.Thread(target=lambda: stores.append(ClassStore(PostgresDatabase(server.address)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 4
    for store in stores:
        assert store.classes() == []
        store.close()


def test_a_server_that_is_not_there_is_a_sentence(server: PostgresServer) -> None:
    with pytest.raises(StoreProblem, match="cannot be read or written now"):
        ClassStore(database_at("postgresql://nobody@127.0.0.1:9/nothing", server.folder))


def test_what_went_wrong_in_a_transaction_leaves_nothing(class_there: Class) -> None:
    row = ClassRow("x" * 16, class_there.row.code, "", "en", "", "", "", "open", "", 0, "")
    with pytest.raises(StoreProblem):
        class_there.store.add_class(row)
    assert class_there.store.class_by_id(row.id) is None
    assert class_there.store.class_by_id(class_there.row.id) is not None

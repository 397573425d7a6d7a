"""Terminals in a class: the same play as in a browser, and the server believes nothing of what a terminal says."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.record.journal import JournalError, Step
from game.web.joining import class_client
from game.web.joining.class_client import ClassClient, ClassProblem, ClassUnreachable
from game.web.joining.joined_class import JoinedClass
from game.web.joining.plain_class import PlainClassClient
from tests.web.server.classes import Browser, Class, served
from tests.web.server.test_playing_in_class import play_by_chance


@pytest.fixture
def ann_here(address: str, lesson: Class) -> JoinedClass:
    """Ann, who has joined from a terminal."""
    client = ClassClient(address)
    client.join(lesson.row.code, "Ann")
    return JoinedClass(client, lesson.story)


def kept(lesson: Class) -> list[Step]:
    (pupil,) = lesson.store.pupils(lesson.row.id)
    row = lesson.store.play_of(pupil.id)
    assert row is not None
    return [each.step for each in lesson.store.steps(row.id)]


def test_each_step_is_in_the_store_before_it_is_the_state(ann_here: JoinedClass, lesson: Class) -> None:
    session = ann_here.go_on().session
    for _ in range(5):
        session.do(session.options[0].id)
        assert kept(lesson) == session.record
    session.undo(2)
    assert kept(lesson) == session.record
    assert kept(lesson)[-1].undo == 2


def test_it_goes_on_where_it_was(ann_here: JoinedClass) -> None:
    session = ann_here.go_on().session
    session.do(session.options[0].id)
    session.undo()
    session.do(session.options[-1].id)
    again = ann_here.go_on().session
    assert again.state == session.state
    assert again.record == session.record
    assert again.id == session.id


def test_a_pupil_changes_from_browser_to_terminal_and_back(address: str, lesson: Class) -> None:
    browser, client = Browser(address), ClassClient(address)
    word = browser.join(lesson.row.code, "Ann")
    browser.do()
    client.come_back(lesson.row.code, "Ann", word)
    joined = JoinedClass(client, lesson.story)
    session = joined.go_on().session
    assert len(session.record) == 1
    session.do(session.options[0].id)
    shown = browser.get("/play").page
    assert set(shown.offered()) <= {option.id for option in session.options}
    browser.do()
    assert len(joined.go_on().session.record) == 3


def test_a_play_that_went_on_elsewhere_is_told_and_nothing_is_lost(address: str, lesson: Class) -> None:
    browser, client = Browser(address), ClassClient(address)
    word = browser.join(lesson.row.code, "Ann")
    client.come_back(lesson.row.code, "Ann", word)
    joined, gone_on = JoinedClass(client, lesson.story), []
    joined.when_gone_on = lambda: gone_on.append(True)
    session = joined.go_on().session
    before = session.state
    browser.do()
    with pytest.raises(JournalError, match="went on elsewhere"):
        session.do(session.options[-1].id)
    assert gone_on == [True]
    assert session.state == before
    assert len(kept(lesson)) == 1
    assert len(joined.go_on().session.record) == 1


def test_a_play_that_was_begun_anew_elsewhere_is_told(ann_here: JoinedClass) -> None:
    session = ann_here.go_on().session
    session.do(session.options[0].id)
    other = ann_here.begin_anew().session
    assert other.id != session.id
    with pytest.raises(JournalError, match="another play"):
        session.do(session.options[0].id)


def test_beginning_anew_twice_begins_one_play(ann_here: JoinedClass) -> None:
    ann_here.go_on()
    play = ann_here._play
    first = ann_here.client.begin_anew(play)
    assert ann_here.client.begin_anew(play).id == first.id


def test_an_answer_that_got_lost_on_the_way_back_does_no_step_twice(
    ann_here: JoinedClass, lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = ann_here.go_on().session
    do_steps = ann_here.client.do_steps

    def lost(*given: object) -> object:
        do_steps(*given)  # type: ignore[arg-type]
        monkeypatch.setattr(ann_here.client, "do_steps", do_steps)
        raise ClassUnreachable("The class cannot be reached.")

    monkeypatch.setattr(ann_here.client, "do_steps", lost)
    option = session.options[0].id
    with pytest.raises(JournalError, match="cannot be reached"):
        session.do(option)
    assert session.record == []
    session.do(option)
    assert kept(lesson) == session.record
    assert len(session.record) == 1


Forged = Callable[[Step], Step]


@pytest.mark.parametrize(
    "forge",
    [
        lambda step: step._replace(do="scene:nowhere"),
        lambda step: step._replace(saw="Something else"),
        lambda step: step._replace(got="right"),
        lambda step: step._replace(asked="some_question"),
        lambda step: Step(undo=2),
        lambda step: Step(answer="42", got="right"),
    ],
    ids=["impossible", "seen", "graded", "asked", "undone", "answered"],
)
def test_a_step_that_does_not_hold_is_refused_and_changes_nothing(
    forge: Forged, ann_here: JoinedClass, lesson: Class
) -> None:
    session = ann_here.go_on().session
    option = session.options[0]
    good = Step(do=option.id, saw=session.labels[0])
    with pytest.raises(ClassProblem):
        ann_here.client.do_steps(session.id, 0, (forge(good),))
    with pytest.raises(ClassProblem):
        ann_here.client.do_steps(session.id, 0, (good, forge(good), good))
    assert kept(lesson) == []
    session.do(option.id)
    assert kept(lesson) == [good]


def test_a_pupil_cannot_say_how_their_answer_is_graded(quiz: Class) -> None:
    room = quiz.room()
    pupil = room.join("Ann", "test").pupil
    for seed in range(60):
        play_by_chance(room, pupil, 1, seed)
        row = quiz.store.play_of(pupil.id)
        assert row is not None
        if room.play_as_kept(pupil, row).session.wants_words:
            break
    with served(room) as address:
        client = ClassClient(address)
        client.come_back(quiz.row.code, "Ann", room.new_word(pupil.id))
        session = JoinedClass(client, quiz.story).go_on().session
        assert session.wants_words
        assert session.question is not None
        twin, _ = Session.resume(quiz.story, session.seed, session.record, stream=session.stream)
        twin.do(right_answer(quiz.story, twin.state, session.question))
        given = twin.record[-1]
        assert given.got == "right"
        with pytest.raises(ClassProblem):
            client.do_steps(session.id, len(session.record), (given._replace(got="wrong"),))
        client.do_steps(session.id, len(session.record), (given,))


def test_nothing_can_be_done_while_the_class_is_paused(ann_here: JoinedClass, lesson: Class) -> None:
    session = ann_here.go_on().session
    lesson.store.set_status(lesson.row.id, "paused")
    with pytest.raises(JournalError, match="paused"):
        session.do(session.options[0].id)
    with pytest.raises(JournalError, match="paused"):
        ann_here.begin_anew()
    lesson.store.set_status(lesson.row.id, "open")
    session.do(session.options[0].id)


def test_what_the_teacher_says_is_told_with_the_next_step_and_once(ann_here: JoinedClass, lesson: Class) -> None:
    session = ann_here.go_on().session
    lesson.store.set_message(lesson.row.id, "Five more \x1b[31mminutes")
    session.do(session.options[0].id)
    told = session.told()
    assert "Five more" in told
    assert "\x1b" not in told
    session.do(session.options[0].id)
    assert session.told() == ""


def test_a_server_that_is_gone_is_a_sentence(lesson: Class) -> None:
    with served(lesson.room()) as address:
        client = ClassClient(address)
        client.join(lesson.row.code, "Ann")
        session = JoinedClass(client, lesson.story).go_on().session
    before = session.state
    with pytest.raises(JournalError, match="cannot be reached"):
        session.do(session.options[0].id)
    assert session.state == before


def test_what_is_no_class_is_a_sentence(ann: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("ftp://x", "http://", ""):
        with pytest.raises(ClassProblem, match="no address"):
            ClassClient(address)
    monkeypatch.setattr(class_client, "_OPENER", _Opener(b"<html>"))
    with pytest.raises(ClassUnreachable, match="not the game's"):
        ClassClient(ann.address).about("ABCDEF")
    monkeypatch.setattr(class_client, "_OPENER", _Opener(b'{"id": 1}'))
    for ask in (lambda client: client.about("ABCDEF"), lambda client: client.play()):
        with pytest.raises(ClassUnreachable, match="another version"):
            ask(ClassClient(ann.address))


class _Opener:
    def __init__(self, body: bytes) -> None:
        self.body = body

    def open(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO(self.body)


def test_a_token_of_nobody_opens_no_play(address: str) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}, {"Authorization": "Bearer "}):
        answered = Browser(address).ask("GET", "/api/play", headers=headers)
        assert answered.status == 401


def test_a_cookie_does_not_open_the_interface_for_terminals(ann: Browser) -> None:
    """A forged form could send it along."""
    assert ann.ask("GET", "/api/play").status == 401


# Line by line


def lines_of(joined: JoinedClass, typed: str, folder: Path) -> str:
    out = io.StringIO()
    client = PlainClassClient(joined.go_on(), joined, folder, io.StringIO(typed), out, folder)
    client.run()
    return out.getvalue()


def test_a_class_is_played_line_by_line(ann_here: JoinedClass, lesson: Class, tmp_path: Path) -> None:
    told = lines_of(ann_here, "1\n1\nundo\nquit\n", tmp_path)
    assert [step.undo for step in kept(lesson)] == [0, 0, 1]
    assert f"Your play is kept in the class at {ann_here.client.address}." in told


@pytest.mark.parametrize("command", ["load", "load x", "unsaved", "delete x"])
def test_nothing_leaves_the_class(command: str, ann_here: JoinedClass, lesson: Class, tmp_path: Path) -> None:
    told = lines_of(ann_here, f"{command}\n1\nquit\n", tmp_path)
    assert "kept in the class" in told
    assert len(kept(lesson)) == 1


def test_line_by_line_a_play_that_went_on_elsewhere_is_taken_from_there(
    address: str, lesson: Class, tmp_path: Path
) -> None:
    browser, client = Browser(address), ClassClient(address)
    word = browser.join(lesson.row.code, "Ann")
    client.come_back(lesson.row.code, "Ann", word)
    joined = JoinedClass(client, lesson.story)
    out = io.StringIO()
    player = PlainClassClient(joined.go_on(), joined, tmp_path, io.StringIO("1\nquit\n"), out, tmp_path)
    browser.do()
    browser.do()
    player.run()
    assert "went on elsewhere" in out.getvalue()
    assert len(kept(lesson)) == 2
    assert player.session.record == kept(lesson)


def test_the_same_step_done_on_two_devices_is_done_once(address: str, lesson: Class, tmp_path: Path) -> None:
    browser, client = Browser(address), ClassClient(address)
    word = browser.join(lesson.row.code, "Ann")
    client.come_back(lesson.row.code, "Ann", word)
    session = JoinedClass(client, lesson.story).go_on().session
    browser.do(session.options[0].id)
    session.do(session.options[0].id)
    assert session.record == kept(lesson)
    assert len(session.record) == 1


# The command


def test_the_command_joins_and_plays(
    address: str, lesson: Class, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
    assert main(["join", address, lesson.row.code, str(lesson.pack), "--name", "Ann", "--plain"]) == 0
    told = capsys.readouterr().out
    assert "Your code word is" in told
    assert len(kept(lesson)) == 1
    word = told.partition("Your code word is ")[2][:8]
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
    command = ["join", address, lesson.row.code, str(lesson.pack), "--name", "Ann", "--word", word, "--plain"]
    assert main(command) == 0
    assert len(kept(lesson)) == 2


def test_the_command_says_what_is_wrong(
    address: str, lesson: Class, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, pack = lesson.row.code, str(lesson.pack)
    for command, words in (
        (["join", address, "WRONGS", pack, "--name", "Ann"], "no class with this code"),
        (["join", address, code, "--name", "Ann"], "does not come with the game"),
        (["join", address, code, "first-scene", "--name", "Ann"], "another edition"),
        (["join", address, code, pack, "--name", ""], "type a name"),
        (["join", address, code, pack, "--name", "Ann", "--word", "baba"], "Nobody in this class"),
        (["join", "127.0.0.1:9", code, pack, "--name", "Ann"], "cannot be reached"),
    ):
        assert main(command) != 0
        assert words in capsys.readouterr().err
    assert lesson.store.pupils(lesson.row.id) == []
